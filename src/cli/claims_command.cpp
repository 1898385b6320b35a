#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/selection.hpp"
#include "proofs-check/all_claims.hpp"
#include "verdict/registry.hpp"

namespace rigor {
namespace {

std::string source_of(const Claim& claim) {
  std::string text;
  if (!claim.source.arxiv.empty()) {
    text = "arXiv:" + claim.source.arxiv;
    if (claim.source.version > 0) text += fmt::format("v{}", claim.source.version);
  }
  if (!claim.source.where.empty()) text += (text.empty() ? "" : ", ") + claim.source.where;
  return text.empty() ? "Rigor's own" : text;
}

std::string kind_of(const Claim& claim) {
  switch (claim.kind) {
    case Kind::claim:
      return "claim";
    case Kind::printed:
      return "as a paper prints it";
    case Kind::false_variant:
      return "false variant: it must be refuted";
  }
  return "";
}

void list(const Registry& registry) {
  std::size_t width = 0;
  for (const Claim& claim : registry) width = std::max(width, claim.id().size());
  for (const Claim& claim : registry) {
    std::cout << fmt::format("{:<{}}  {}\n", claim.id(), width, claim.title);
  }
}

void explain(const Claim& claim) {
  std::cout << fmt::format("{}  {}\n", claim.id(), claim.title);
  const auto line = [](std::string_view name, const std::string& text) {
    if (!text.empty()) std::cout << fmt::format("  {:<11} {}\n", name, text);
  };
  line("kind", kind_of(claim));
  line("statement", claim.statement);
  bool first = true;
  for (const std::string& hypothesis : claim.hypotheses) {
    line(first ? "hypotheses" : "", hypothesis);
    first = false;
  }
  line("source", source_of(claim));
  line("scope", claim.scope);
  line("notes", claim.notes);
  if (claim.own_input) line("input", "its own: " + claim.input_name);
}

int claims(const std::string& selector) {
  const Registry registry = all_claims();
  if (selector.empty()) {
    list(registry);
    return 0;
  }
  check_selectors({selector}, registry);
  bool first = true;
  for (const Claim& claim : registry) {
    if (!selects(selector, claim)) continue;
    if (!first) std::cout << '\n';
    explain(claim);
    first = false;
  }
  return 0;
}

}  // namespace

void add_claims_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("claims", "list the claims, or explain one");
  const auto selector = std::make_shared<std::string>();
  command->add_option("ID", *selector, "a claim; its base selects all parts and variants");
  command->footer(
      "\nExamples:\n"
      "  rigor claims\n"
      "  rigor claims SCORE-VAR-1\n"
      "  rigor claims SCORE-VAR-1/false-a");
  command->callback([&action, selector] { action = [selector] { return claims(*selector); }; });
}

}  // namespace rigor
