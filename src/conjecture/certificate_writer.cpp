#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

#include "conjecture/proof.hpp"
#include "verdict/sha256.hpp"

namespace rigor {
namespace {

std::string_view spelling(Owner owner) {
  constexpr std::array<std::string_view, 3> kSpellings = {"both", "left", "right"};
  return kSpellings.at(static_cast<std::size_t>(owner));
}

std::string_view spelling(End end) {
  return end == End::lower ? "lower" : "upper";
}

void collect_terms(const Proof& proof, std::vector<TermId>& roots) {
  roots.insert(roots.end(), proof.terms.begin(), proof.terms.end());
  for (const VariableTerm& equation : proof.where) roots.push_back(equation.term);
  for (const ProvedAtom& proved : proof.atoms) {
    roots.push_back(proved.atom.term);
    if (proved.given) roots.push_back(proved.given->term);
  }
  for (const Proof& child : proof.children) collect_terms(child, roots);
}

using Places = std::unordered_map<TermId, std::size_t>;

std::string term_line(const Term& term, const Places& place) {
  const std::string_view name = rigor::spelling(term.op);
  switch (term.op) {
    case Op::number:
      return fmt::format("num {}", to_string(term.number));
    case Op::pi:
      return "pi";
    case Op::variable:
      return fmt::format("var {}", term.index);
    case Op::power:
    case Op::root:
      return fmt::format("{} {} {}", name, place.at(term.a), term.index);
    default:
      if (operand_count(term.op) == 1) return fmt::format("{} {}", name, place.at(term.a));
      return fmt::format("{} {} {}", name, place.at(term.a), place.at(term.b));
  }
}

class Writer {
 public:
  explicit Writer(const Certificate& certificate) : certificate_(certificate) {}

  std::string text() && {
    line("rigor-certificate/1");
    line("verdict {}", certificate_.violated ? "violated" : "verified");
    std::string typed = certificate_.statement;
    std::replace_if(
        typed.begin(), typed.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    line("statement {}", typed);
    write_variables();
    write_terms();
    write_formula();
    line("proof");
    write(certificate_.proof);
    fmt::format_to(std::back_inserter(out_), "end {}\n", sha256(out_));
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  void write_variables() {
    line("variables {}", certificate_.formula.variables.size());
    for (const QuantifiedVariable& variable : certificate_.formula.variables) {
      const Side& side = variable.range;
      line("{} {} {}{} {}{}", variable.quantifier == Quantifier::for_all ? "forall" : "exists",
           side.integer ? "integer" : "real", side.lower && !side.lower_open ? '[' : '(',
           side.lower ? to_string(*side.lower) : "-oo", side.upper ? to_string(*side.upper) : "oo",
           side.upper && !side.upper_open ? ']' : ')');
    }
  }

  void write_terms() {
    std::vector<TermId> roots;
    for (const FormulaNode& node : certificate_.formula.nodes) {
      if (node.connective == Connective::atom) roots.push_back(node.atom.term);
    }
    collect_terms(certificate_.proof, roots);
    const std::vector<TermId> used = subterms(certificate_.terms, roots);
    line("terms {}", used.size());
    for (const TermId id : used) {
      place_.emplace(id, place_.size());
      line("{}", term_line(certificate_.terms[id], place_));
    }
  }

  void write_formula() {
    line("formula {}", certificate_.formula.nodes.size());
    for (const FormulaNode& node : certificate_.formula.nodes) {
      if (node.connective == Connective::atom) {
        line("atom {} {} 0", place(node.atom.term), rigor::spelling(node.atom.relation));
      } else {
        line("{} {}", node.connective == Connective::both ? "and" : "or",
             fmt::join(node.parts, " "));
      }
    }
  }

  void write_atom(const ProvedAtom& proved) {
    const std::string atom =
        fmt::format("atom {} {}", place(proved.atom.term), rigor::spelling(proved.atom.relation));
    if (!proved.given) {
      line("{}", atom);
    } else {
      line("{} given {} {}", atom, place(proved.given->term),
           rigor::spelling(proved.given->relation));
    }
  }

  void write(const Proof& proof) {
    const std::string_view name = rigor::spelling(proof.rule);
    switch (proof.rule) {
      case Rule::empty:
      case Rule::positive:
      case Rule::identity:
        line("{}", name);
        break;
      case Rule::interval:
      case Rule::mean:
      case Rule::taylor:
        line("{} {}", name, proof.bits);
        break;
      case Rule::split:
        line("{} {} {} {}", name, proof.variable, to_string(proof.at), spelling(proof.owner));
        break;
      case Rule::choose:
        line("{} {} {}", name, proof.variable, place(proof.terms.at(0)));
        break;
      case Rule::face:
        line("{} {} {} {}", name, proof.variable, spelling(proof.end), proof.bits);
        break;
      case Rule::ends:
        line("{} {} {}", name, proof.variable, proof.bits);
        break;
      case Rule::multiply:
      case Rule::combine:
        line("{} {} {}", name, place(proof.terms.at(0)), place(proof.terms.at(1)));
        break;
      case Rule::slope:
      case Rule::limit:
        line("{} {} {} {}", name, proof.variable, spelling(proof.end), place(proof.terms.at(0)));
        break;
      case Rule::order:
        line("{} {} {} {} {}", name, proof.variable, proof.other, place(proof.terms.at(0)),
             place(proof.terms.at(1)));
        break;
      case Rule::shift:
        line("{} {} {} {} {} {}", name, proof.variable, spelling(proof.end),
             place(proof.terms.at(0)),
             proof.solution_box.empty() ? "oo" : to_string(proof.solution_box.front()),
             place(proof.terms.at(1)));
        break;
      case Rule::cases:
        line("{} {} {} {}", name, place(proof.terms.at(0)), place(proof.terms.at(1)),
             place(proof.terms.at(2)));
        break;
      case Rule::through:
        line("{} {} {} {} {}", name, rigor::spelling(proof.function), place(proof.terms.at(0)),
             place(proof.terms.at(1)), place(proof.terms.at(2)));
        break;
      case Rule::zero: {
        std::string equations;
        for (const VariableTerm& equation : proof.where) {
          equations += fmt::format(" {} {}", equation.variable, place(equation.term));
        }
        line("{} {} {}{}", name, proof.order, proof.where.size(), equations);
        break;
      }
      case Rule::root: {
        std::string box;
        for (const Rational& end : proof.solution_box) box += ' ' + to_string(end);
        line("{} {} {} {}{}", name, proof.solved.size(), fmt::join(proof.solved, " "), proof.bits,
             box);
        for (const ProvedAtom& solved : proof.atoms) write_atom(solved);
        break;
      }
      case Rule::atoms:
        line("{} {}", name, proof.atoms.size());
        for (std::size_t i = 0; i < proof.atoms.size(); ++i) {
          write_atom(proof.atoms[i]);
          write(proof.children.at(i));
        }
        return;
    }
    for (const Proof& child : proof.children) write(child);
  }

  std::size_t place(TermId id) const { return place_.at(id); }

  const Certificate& certificate_;
  Places place_;
  std::string out_;
};

}  // namespace

std::string_view spelling(Rule rule) {
  constexpr std::array<std::string_view, 21> kSpellings = {
      "empty",    "split", "choose", "atoms",    "face",  "ends",     "multiply",
      "combine",  "slope", "limit",  "order",    "shift", "cases",    "through",
      "interval", "mean",  "taylor", "positive", "zero",  "identity", "root"};
  return kSpellings.at(static_cast<std::size_t>(rule));
}

std::string term_lines(const Terms& terms, TermId term) {
  Places place;
  std::string lines;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    place.emplace(id, place.size());
    lines += term_line(terms[id], place) + '\n';
  }
  return lines;
}

std::string certificate_text(const Certificate& certificate) {
  return Writer(certificate).text();
}

}  // namespace rigor
