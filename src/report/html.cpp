#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "report/escape.hpp"
#include "report/grouping.hpp"
#include "report/html_claim.hpp"
#include "report/html_parts.hpp"
#include "report/html_style.hpp"
#include "report/table.hpp"
#include "verdict/version.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string papers(const Run& run) {
  std::set<std::string> names;
  for (const Result& result : run.results) {
    const Source& source = result.claim->source;
    if (!source.arxiv.empty() && source.version > 0) {
      names.insert(fmt::format("arXiv:{} as printed in v{}", source.arxiv, source.version));
    }
  }
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return escape_html(out);
}

std::string header(const Run& run) {
  std::string out =
      "<header><h1>Verification report</h1>\n"
      "<p class=\"lead\">" +
      papers(run) + "</p>\n";
  if (!run.complete) {
    out +=
        "<p class=\"warning\"><strong>Incomplete.</strong> The run was interrupted; what is "
        "missing here was not checked.</p>\n";
  }
  out += "<p>" + escape_html(count_line(run)) +
         ". Every number below is an enclosure: the exact value is proved to lie between the two "
         "ends. Digits in brackets, as in 4.390234[16, 17], are the last digits of the lower and "
         "of the upper end.</p>\n</header>\n";
  out +=
      "<nav aria-label=\"Sections\"><ul><li><a href=\"#verdicts\">Verdicts</a></li>"
      "<li><a href=\"#cases\">Cases</a></li><li><a href=\"#claims\">Claims</a></li>";
  if (!claims_of(run, Kind::printed).empty()) {
    out += "<li><a href=\"#printed\">Statements as printed</a></li>";
  }
  if (!claims_of(run, Kind::false_variant).empty()) {
    out += "<li><a href=\"#teeth\">The teeth of the checks</a></li>";
  }
  return out + "<li><a href=\"#repeat\">How to repeat this</a></li></ul></nav>\n";
}

std::string paper_of(const Claim& claim) {
  const Source& source = claim.source;
  return source.arxiv.empty() ? "Statements of Rigor\u2019s own" : "arXiv:" + source.arxiv;
}

std::string verdict_row(const Run& run, const Claim& claim, const std::vector<std::string>& cases,
                        bool own_column) {
  std::map<std::string, const Result*> by_case;
  for (const Result* result : results_of(run, claim)) by_case[result->case_name] = result;
  std::string row = fmt::format(
      "<tr><th scope=\"row\"><a class=\"id\" href=\"#{}\">{}</a> <span "
      "class=\"words\">{}</span></th>",
      claim_anchor(claim), escape_html(claim.id()), prose_html(claim.title));
  for (const std::string& name : cases) {
    const auto found = claim.own_input ? by_case.end() : by_case.find(name);
    row += found == by_case.end()
               ? "<td></td>"
               : "<td>" +
                     badge_link(found->second->outcome.verdict, result_anchor(*found->second)) +
                     "</td>";
  }
  if (own_column) {
    row += "<td>";
    if (claim.own_input) {
      const Result& result = *by_case.begin()->second;
      row += badge_link(result.outcome.verdict, result_anchor(result));
      if (!claim.input_name.empty()) row += " " + escape_html(claim.input_name);
    }
    row += "</td>";
  }
  return row + "</tr>\n";
}

/// A row a claim of the paper, a column a case on which one of them ran.
std::string paper_grid(const Run& run, const std::string& paper,
                       const std::vector<const Claim*>& claims) {
  std::set<std::string> seen;
  bool own = false;
  for (const Claim* claim : claims) {
    own = own || claim->own_input;
    if (claim->own_input) continue;
    for (const Result* result : results_of(run, *claim)) seen.insert(result->case_name);
  }
  std::vector<std::string> cases;
  for (const Case& input : run.cases) {
    if (seen.contains(input.name)) cases.push_back(input.name);
  }
  std::string out =
      "<div class=\"scroll\"><table class=\"summary\"><thead><tr><th scope=\"col\">statement</th>";
  for (const std::string& name : cases) {
    out += "<th scope=\"col\">" + escape_html(name) + "</th>";
  }
  if (own) out += "<th scope=\"col\">its own input</th>";
  out += fmt::format("</tr></thead><tbody>\n<tr class=\"paper\"><th colspan=\"{}\">{}</th></tr>\n",
                     cases.size() + (own ? 2 : 1), escape_html(paper));
  for (const Claim* claim : claims) out += verdict_row(run, *claim, cases, own);
  return out + "</tbody></table></div>\n";
}

/// Whether a claim is about the score and networks at given noise levels: its cases are others than
/// those of flows, laws and samples.
bool is_about_noise(const Claim& claim) {
  return claim.subject == Subject::data || claim.subject == Subject::network ||
         claim.subject == Subject::full_network;
}

/// A table for each paper and kind of cases, in the order in which their first claims are reported.
std::string verdict_grid(const Run& run, const std::vector<const Claim*>& claims) {
  std::vector<std::vector<const Claim*>> groups;
  for (const Claim* claim : claims) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) {
      return paper_of(*known.front()) == paper_of(*claim) &&
             is_about_noise(*known.front()) == is_about_noise(*claim);
    });
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<const Claim*>{});
    group->push_back(claim);
  }
  std::string out;
  for (const auto& group : groups) out += paper_grid(run, paper_of(*group.front()), group);
  return out;
}

/// A row a result: for statements that mostly have one input of their own.
std::string result_rows(const Run& run, const std::vector<const Claim*>& claims) {
  std::string out =
      "<div class=\"scroll\"><table class=\"summary\"><thead><tr><th scope=\"col\">statement</th>"
      "<th scope=\"col\">input</th><th scope=\"col\">verdict</th><th scope=\"col\">margin</th>"
      "</tr></thead><tbody>\n";
  for (const Claim* claim : claims) {
    for (const Result* result : results_of(run, *claim)) {
      const Outcome& outcome = result->outcome;
      out += fmt::format(
          "<tr><th scope=\"row\"><a class=\"id\" href=\"#{}\">{}</a> <span "
          "class=\"words\">{}</span></th><td>{}</td><td>{}</td><td class=\"number\">{}</td></tr>\n",
          claim_anchor(*claim), escape_html(claim->id()), prose_html(claim->title),
          escape_html(result->case_name), badge_link(outcome.verdict, result_anchor(*result)),
          outcome.margin ? enclosure_html(*outcome.margin) : "");
    }
  }
  return out + "</tbody></table></div>\n";
}

std::string verdicts(const Run& run) {
  std::string out = "<section id=\"verdicts\"><h2>Verdicts</h2>\n";
  out += verdict_grid(run, claims_of(run, Kind::claim));
  out += "<dl class=\"words-key\"><dt>" + badge(Verdict::verified) +
         "</dt><dd>every hypothesis and the conclusion are proved</dd><dt>" +
         badge(Verdict::violated) +
         "</dt><dd>every hypothesis is proved, and the conclusion is proved false at a witness</dd>"
         "<dt>" +
         badge(Verdict::inconclusive) +
         "</dt><dd>not settled; the reason says what was lost</dd><dt>" +
         badge(Verdict::inapplicable) + "</dt><dd>a named hypothesis is proved false</dd></dl>\n";
  return out + "</section>\n";
}

std::string cases(const Run& run) {
  std::string rows;
  for (const Case& input : run.cases) {
    const auto if_data = [&](std::size_t count) {
      return input.points.empty() ? "" : std::to_string(count);
    };
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"title\">{}</td><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>"
        "<td>{}</td></tr>\n",
        escape_html(input.name), escape_html(input.title), if_data(input.points.size()),
        if_data(input.dimension()), input.has_noise() ? escape_html(to_string(input.mu)) : "",
        input.has_noise() ? sigma_html(input.sigma) : "", prose_html(case_words(input)));
  }
  return "<section id=\"cases\"><h2>Cases</h2>\n<p>The noising is Y = \u03bcX + \u03c3Z with X "
         "uniform on the n data points and Z standard normal; every number of a case is "
         "exact.</p>\n<div class=\"scroll\"><table><thead><tr><th>case</th><th>title</th>"
         "<th>n</th><th>dimension</th><th>\u03bc</th><th>\u03c3</th><th>and</th></tr></thead>"
         "<tbody>\n" +
         rows + "</tbody></table></div></section>\n";
}

std::string kind_section(const Run& run, Kind kind, std::string_view anchor,
                         std::string_view heading, std::string_view text) {
  const std::vector<const Claim*> claims = claims_of(run, kind);
  if (claims.empty()) return "";
  std::string out =
      fmt::format("<section id=\"{}\"><h2>{}</h2>\n<p>{}</p>\n", anchor, heading, text);
  if (kind == Kind::printed) out += verdict_grid(run, claims);
  if (kind == Kind::false_variant) out += result_rows(run, claims);
  for (const Claim* claim : claims) out += claim_section(run, *claim);
  return out + "</section>\n";
}

std::string repeat(const Run& run) {
  const RunOptions& options = run.options;
  std::string command = fmt::format("rigor report --digits {} --max-bits {} --budget {}",
                                    options.digits, options.max_bits, options.budget);
  std::string hashes;
  for (const Case& input : run.cases) {
    if (!input.file.empty()) command += " " + input.file;
    hashes += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"hash\">{}</td></tr>\n",
                          escape_html(input.name), escape_html(input.hash));
  }
  return fmt::format(
      "<section id=\"repeat\"><h2>How to repeat this</h2>\n<p>Rigor {}. With the same files and "
      "settings this command gives the same <code>report.json</code>, byte for byte, for any "
      "number "
      "of threads:</p>\n<pre>{}</pre>\n<p>Instance quantities are refined to 10<sup>\u2212{}</sup> "
      "of their size; precision rises from doubles to at most {} bits; a check may take {} steps "
      "at "
      "each precision. The enclosures and the boxes of the plots stand with 20 digits, rounded "
      "outward, in <code>report.json</code> beside this page (schema rigor-report/1).</p>\n"
      "<div class=\"scroll\"><table><thead><tr><th>case</th><th>SHA-256 of its files</th></tr>"
      "</thead><tbody>\n{}</tbody></table></div></section>\n",
      version(), escape_html(command), options.digits, options.max_bits, options.budget, hashes);
}

}  // namespace

std::string to_html(const Run& run) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Verification report</title>\n<style>";
  out += style_sheet();
  out += "</style>\n</head>\n<body>\n" + header(run) + "<main>\n" + verdicts(run) + cases(run);
  out += kind_section(run, Kind::claim, "claims", "Claims",
                      "Each statement with its hypotheses, what is proved about it, and the result "
                      "on every case.");
  out += kind_section(
      run, Kind::printed, "printed", "Statements as printed",
      "Statements as the paper prints them, where Rigor\u2019s differ. A counterexample "
      "is evaluated with interval arithmetic on the input that is named with it.");
  out += kind_section(run, Kind::false_variant, "teeth", "The teeth of the checks",
                      "Deliberately false variants of the claims, each on an input of its own. A "
                      "check that could not tell them from the truth would not be worth "
                      "its verdicts; every one of them must be violated.");
  return out + repeat(run) + "</main>\n</body>\n</html>\n";
}

}  // namespace rigor
