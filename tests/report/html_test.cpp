#include "report/html.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "report/html_parts.hpp"
#include "report/sample.hpp"

namespace rigor {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Html, IsSelfContained) {
  const std::string page = to_html(sample::run_all());
  for (const char* forbidden :
       {"<script", "<link", "<img", "<iframe", "@import", "url(", " src="}) {
    EXPECT_FALSE(has(page, forbidden)) << forbidden;
  }
  EXPECT_TRUE(has(page, "name=\"viewport\""));
  EXPECT_TRUE(has(page, "@media print"));
  EXPECT_TRUE(has(page, "prefers-color-scheme: dark"));
}

TEST(Html, EscapesEverythingThatAUserTypes) {
  const std::string page = to_html(sample::run_all());
  EXPECT_FALSE(has(page, "<more>"));
  EXPECT_TRUE(has(page, "&lt;more&gt;"));
  EXPECT_TRUE(has(page, "&lt;b&gt;&amp;amp; a &#39;quote&#39;&lt;/b&gt;"));
  EXPECT_TRUE(has(page, "range &amp; co"));
  EXPECT_TRUE(has(page, "cos &lt; 1"));
}

TEST(Html, TagsAreBalanced) {
  const std::string page = to_html(sample::run_all());
  const std::set<std::string> lone = {"meta", "rect", "path", "circle", "mspace", "!DOCTYPE"};
  const std::regex tag("<(/?)([A-Za-z!][A-Za-z0-9]*)([^>]*)>");
  std::vector<std::string> open;
  for (std::sregex_iterator it(page.begin(), page.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2];
    if (lone.contains(name)) continue;
    if ((*it)[1].length() == 0) {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << "</" << name << ">";
    ASSERT_EQ(open.back(), name);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(Html, EveryLinkInThePageHasItsTargetAndTargetsAreUnique) {
  const std::string page = to_html(sample::run_all());
  std::set<std::string> targets;
  const std::regex id(" id=\"([^\"]+)\"");
  for (std::sregex_iterator it(page.begin(), page.end(), id), end; it != end; ++it) {
    EXPECT_TRUE(targets.insert((*it)[1]).second) << (*it)[1];
  }
  const std::regex link("href=\"#([^\"]+)\"");
  int links = 0;
  for (std::sregex_iterator it(page.begin(), page.end(), link), end; it != end; ++it, ++links) {
    EXPECT_TRUE(targets.contains((*it)[1])) << (*it)[1];
  }
  EXPECT_GT(links, 10);
}

TEST(Html, VerdictsAreWordsAndPapersHaveVersions) {
  const std::string page = to_html(sample::run_all());
  for (const char* word : {"✓ verified", "✗ violated", "? inconclusive", "– inapplicable"}) {
    EXPECT_TRUE(has(page, word)) << word;
  }
  EXPECT_TRUE(has(page, "arXiv:2502.03435 as printed in v1"));
  EXPECT_TRUE(has(page, "Statements as printed"));
  EXPECT_TRUE(has(page, "The teeth of the checks"));
  EXPECT_TRUE(has(page, "A second engine (Arb) evaluated it again"));
  EXPECT_FALSE(has(page, "Incomplete."));
}

TEST(Html, KeepsTheFullEndsOfEnclosures) {
  const std::string page = to_html(sample::run_all());
  EXPECT_TRUE(has(page, "title=\"[1.1000000000000000000, 1.1000000000000000001]\""));
  EXPECT_TRUE(has(page, "<td class=\"end\">1.1000000000000000001</td>"));
}

TEST(Html, ProseHasGreekLettersButNamesStay) {
  EXPECT_EQ(prose_html("0 < mu <= 1 and sigma > 0"), "0 &lt; μ ≤ 1 and σ &gt; 0");
  EXPECT_EQ(prose_html("at delta/4, n^2 Delta."), "at δ/4, n^2 Δ.");
  EXPECT_EQ(prose_html("see --sigma, cases/mu.toml, mu.toml, summu"),
            "see --sigma, cases/mu.toml, mu.toml, summu");
}

TEST(Html, SaysThatARunWasInterrupted) {
  auto run = sample::run_all();
  run.complete = false;
  run.results.clear();
  EXPECT_TRUE(has(to_html(run), "Incomplete."));
}

TEST(Html, SaysHowToRepeatTheRun) {
  const std::string page = to_html(sample::run_all());
  EXPECT_TRUE(has(page, "rigor report --digits 15 --max-bits 4096"));
  EXPECT_TRUE(has(page, std::string(64, 'a')));
}

}  // namespace
}  // namespace rigor
