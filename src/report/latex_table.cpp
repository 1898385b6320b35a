// Large trees of cases as tables.
#include <cstdlib>

#include "report/latex_steps.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostCases = 30;

// The leaves below a node of case distinctions.
std::size_t count_leaves(const Proof& proof) {
  if (proof.children.empty()) return 1;
  std::size_t leaves = 0;
  for (const Proof& child : proof.children) leaves += count_leaves(child);
  return leaves;
}

}  // namespace

bool LatexProof::is_large(const Proof& node) {
  return count_leaves(node) > kMostCases;
}

void LatexProof::tabulate(const Proof& node, std::optional<TermId> id) {
  std::map<std::string, Tally> tallies;
  std::vector<Rational> narrowest(box_.size());
  std::size_t boxes = 0;
  collect(node, id, tallies, narrowest, boxes);
  line(
      "The box ${}$ is cut into {} boxes, on each of which one enclosure or reduction settles "
      "the "
      "claim; the certificate lists them. By rules:",
      box_text(), boxes);
  line(
      "\\begin{{longtable}}{{@{{}}lrl@{{}}}}\n\\toprule\nrule & boxes & enclosure nearest to 0 "
      "\\\\\n\\midrule");
  for (const auto& [rule, tally] : tallies) {
    line("{} & {} & {} \\\\", rule, tally.boxes,
         tally.weakest ? "$" + arrows(*tally.weakest) + "$" : "");
  }
  line("\\bottomrule\n\\end{{longtable}}");
  std::string widths;
  for (std::size_t i = 0; i < narrowest.size(); ++i) {
    if (narrowest[i] == 0) continue;
    widths += (widths.empty() ? "" : ",\\; ") + name(i) + ":\\ " + latex_number(narrowest[i]);
  }
  if (!widths.empty()) line("The narrowest sides have the widths ${}$.", widths);
}

void LatexProof::collect(const Proof& node, std::optional<TermId> id,
                         std::map<std::string, Tally>& tallies, std::vector<Rational>& narrowest,
                         std::size_t& boxes) {
  if (node.rule == Rule::split) {
    const auto parts = rigor::split(box_[node.variable], node.at, node.owner);
    const Side whole = box_[node.variable];
    for (std::size_t part = 0; part < 2; ++part) {
      Side& side = box_[node.variable];
      side = part == 0 ? parts.first : parts.second;
      if (is_bounded(side)) {
        const Rational width = *side.upper - *side.lower;
        Rational& least = narrowest[node.variable];
        if (width > 0 && (least == 0 || width < least)) least = width;
      }
      collect(node.children[part], id, tallies, narrowest, boxes);
    }
    box_[node.variable] = whole;
    return;
  }
  if (node.rule == Rule::atoms) {
    for (std::size_t i = 0; i < node.atoms.size(); ++i) {
      collect(node.children.at(i), node.atoms[i].atom.term, tallies, narrowest, boxes);
    }
    return;
  }
  ++boxes;
  Tally& tally = tallies[std::string(spelling(node.rule))];
  ++tally.boxes;
  const bool is_enclosure =
      node.rule == Rule::interval || node.rule == Rule::mean || node.rule == Rule::taylor;
  if (!id || !is_enclosure) return;
  const Enclosure range = enclosure(node, *id);
  // For the eye only: which one to print.
  const double lower = std::strtod(range.lower.c_str(), nullptr);
  if (!tally.weakest || lower < tally.least) {
    tally.weakest = range;
    tally.least = lower;
  }
}

}  // namespace rigor
