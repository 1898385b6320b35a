#include "report/latex_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "report/escape.hpp"

namespace rigor {
namespace {

constexpr std::array<std::string_view, 24> kGreek = {
    "alpha", "beta",  "gamma",  "delta",   "epsilon", "zeta", "eta",     "theta",
    "iota",  "kappa", "lambda", "mu",      "nu",      "xi",   "omicron", "pi",
    "rho",   "sigma", "tau",    "upsilon", "phi",     "chi",  "psi",     "omega"};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// Binding strengths as in arithmetic: a sum is 1, a product 2, a sign 1, a power 4, an atom 5.
struct Text {
  std::string text;
  int strength = 5;
};

std::string in_brackets(const Text& part, int least) {
  return part.strength >= least ? part.text : "\\left(" + part.text + "\\right)";
}

class Printer {
 public:
  Printer(const Terms& terms, const std::vector<std::string>& names)
      : terms_(terms), names_(names) {}

  Text print(TermId id) {
    const Term& term = terms_[id];
    switch (term.op) {
      case Op::number:
        return {latex_number(term.number), term.number < 0 ? 1 : 5};
      case Op::pi:
        return {"\\pi"};
      case Op::variable:
        return {latex_name(names_[term.index])};
      case Op::negate:
        return {"-" + in_brackets(print(term.a), 2), 1};
      case Op::add:
        return {print(term.a).text + " + " + in_brackets(print(term.b), 1 + is_signed(term.b)), 1};
      case Op::subtract:
        return {print(term.a).text + " - " + in_brackets(print(term.b), 2), 1};
      case Op::multiply:
        return {product(term), 2};
      case Op::divide:
        return {fmt::format("\\frac{{{}}}{{{}}}", print(term.a).text, print(term.b).text), 3};
      case Op::power:
        return power(term);
      case Op::root:
        return {term.index == 2 ? fmt::format("\\sqrt{{{}}}", print(term.a).text)
                                : fmt::format("\\sqrt[{}]{{{}}}", term.index, print(term.a).text)};
      case Op::exp:
        return {fmt::format("e^{{{}}}", print(term.a).text), 4};
      case Op::abs:
        return {fmt::format("\\left|{}\\right|", print(term.a).text)};
      case Op::floor:
        return {fmt::format("\\left\\lfloor {}\\right\\rfloor", print(term.a).text)};
      case Op::ceil:
        return {fmt::format("\\left\\lceil {}\\right\\rceil", print(term.a).text)};
      case Op::min:
      case Op::max:
        return {fmt::format("\\{}\\left({},\\, {}\\right)", spelling(term.op), print(term.a).text,
                            print(term.b).text)};
      default:
        return {fmt::format("{}\\left({}\\right)", name(term.op), print(term.a).text)};
    }
  }

 private:
  static std::string name(Op op) {
    switch (op) {
      case Op::asin:
        return "\\arcsin";
      case Op::acos:
        return "\\arccos";
      case Op::atan:
        return "\\arctan";
      case Op::sign:
        return "\\sgn";
      default:
        return "\\" + std::string(spelling(op));
    }
  }

  int is_signed(TermId id) const {
    const Term& term = terms_[id];
    return term.op == Op::negate || (term.op == Op::number && term.number < 0) ? 1 : 0;
  }

  std::string product(const Term& term) {
    const std::string a = in_brackets(print(term.a), 2);
    const std::string b = in_brackets(print(term.b), 2);
    // 2 3 would be read as 23.
    return a + (is_digit(b.front()) || b.starts_with("\\frac") ? " \\cdot " : "\\, ") + b;
  }

  Text power(const Term& term) {
    const Text base = print(term.a);
    const Op op = terms_[term.a].op;
    if (op >= Op::sin && op <= Op::erfc) {
      const std::string function = name(op);
      return {fmt::format("{}^{{{}}}{}", function, term.index, base.text.substr(function.size())),
              4};
    }
    return {fmt::format("{}^{{{}}}", in_brackets(base, 5), term.index), 4};
  }

  const Terms& terms_;
  const std::vector<std::string>& names_;
};

// What b - a has to 0 where a - b has `relation`.
Relation turned(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return Relation::less;
    case Relation::at_least:
      return Relation::at_most;
    case Relation::less:
      return Relation::greater;
    case Relation::at_most:
      return Relation::at_least;
    default:
      return relation;
  }
}

std::string node_text(const Terms& terms, const ClosedFormula& formula, std::size_t node,
                      const std::vector<std::string>& names) {
  const FormulaNode& f = formula.nodes[node];
  if (f.connective == Connective::atom) return latex_atom(terms, f.atom, names);
  std::string text;
  for (const std::size_t part : f.parts) {
    if (!text.empty()) text += f.connective == Connective::both ? " \\ \\wedge\\ " : " \\ \\vee\\ ";
    const std::string inner = node_text(terms, formula, part, names);
    const bool is_atom = formula.nodes[part].connective == Connective::atom;
    text += is_atom ? inner : "\\bigl(" + inner + "\\bigr)";
  }
  return text;
}

}  // namespace

std::string latex_name(const std::string& name) {
  std::size_t letters = name.size();
  while (letters > 0 && is_digit(name[letters - 1])) --letters;
  std::string base = name.substr(0, letters);
  const std::string index = name.substr(letters);
  if (!base.empty() && base.back() == '_') base.pop_back();
  if (std::find(kGreek.begin(), kGreek.end(), base) != kGreek.end()) {
    base = "\\" + base + " ";
  } else if (base.size() != 1) {
    const bool is_plain = std::all_of(base.begin(), base.end(), [](unsigned char c) {
      return c < 128 && (std::isalnum(c) != 0 || c == '_');
    });
    base = is_plain ? "\\mathit{" + escape_latex(base) + "}" : escape_latex(base);
  }
  return index.empty() ? base : base + "_{" + index + "}";
}

std::string latex_number(const Rational& value) {
  const std::string text = to_string(value < 0 ? Rational(-value) : value);
  const std::size_t slash = text.find('/');
  const std::string sign = value < 0 ? "-" : "";
  if (slash == std::string::npos) return sign + text;
  return fmt::format("{}\\frac{{{}}}{{{}}}", sign, text.substr(0, slash), text.substr(slash + 1));
}

std::string latex_term(const Terms& terms, TermId term, const std::vector<std::string>& names) {
  return Printer(terms, names).print(term).text;
}

std::string latex_relation(Relation relation) {
  switch (relation) {
    case Relation::greater:
      return ">";
    case Relation::at_least:
      return "\\ge";
    case Relation::equal:
      return "=";
    case Relation::not_equal:
      return "\\ne";
    case Relation::less:
      return "<";
    case Relation::at_most:
      return "\\le";
  }
  return {};
}

std::string latex_side(const Side& side) {
  if (side.integer && is_bounded(side)) {
    return fmt::format("\\{{{}, \\dots, {}\\}}", latex_number(*side.lower),
                       latex_number(*side.upper));
  }
  if (!side.lower && !side.upper) return side.integer ? "\\mathbb{Z}" : "\\mathbb{R}";
  const std::string range = fmt::format("{}{}, {}{}", side.lower && !side.lower_open ? "[" : "(",
                                        side.lower ? latex_number(*side.lower) : "-\\infty",
                                        side.upper ? latex_number(*side.upper) : "\\infty",
                                        side.upper && !side.upper_open ? "]" : ")");
  return side.integer ? "\\mathbb{Z} \\cap " + range : range;
}

std::string latex_atom(const Terms& terms, const Atom& atom,
                       const std::vector<std::string>& names) {
  const Term& term = terms[atom.term];
  // -(a - b) > 0 reads a < b.
  if (term.op == Op::negate && terms[term.a].op == Op::subtract) {
    return fmt::format("{} {} {}", latex_term(terms, terms[term.a].a, names),
                       latex_relation(turned(atom.relation)),
                       latex_term(terms, terms[term.a].b, names));
  }
  if (term.op != Op::subtract) {
    return fmt::format("{} {} 0", latex_term(terms, atom.term, names),
                       latex_relation(atom.relation));
  }
  // a - b > 0 reads b < a.
  return fmt::format("{} {} {}", latex_term(terms, term.b, names),
                     latex_relation(turned(atom.relation)), latex_term(terms, term.a, names));
}

std::string latex_formula(const Terms& terms, const ClosedFormula& formula,
                          const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < formula.variables.size(); ++i) {
    const QuantifiedVariable& variable = formula.variables[i];
    text += fmt::format("\\{} {} \\in {}\\;\\; ",
                        variable.quantifier == Quantifier::for_all ? "forall" : "exists",
                        latex_name(names[i]), latex_side(variable.range));
  }
  if (!text.empty()) text += "\\colon\\; ";
  return text + node_text(terms, formula, formula.nodes.size() - 1, names);
}

}  // namespace rigor
