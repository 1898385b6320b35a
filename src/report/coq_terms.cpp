#include "report/coq_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

namespace rigor {
namespace {

// Words that are taken in Coq or by its real numbers, and names that the proofs use themselves.
constexpr std::array<std::string_view, 42> kTaken = {
    "as",     "at",        "cofix", "else", "end",  "exists", "exists2", "fix",    "for",
    "forall", "fun",       "if",    "in",   "let",  "match",  "mod",     "return", "then",
    "using",  "where",     "with",  "exp",  "ln",   "sin",    "cos",     "tan",    "asin",
    "acos",   "atan",      "sinh",  "cosh", "tanh", "erf",    "erfc",    "sqrt",   "pow",
    "up",     "frac_part", "IZR",   "z",    "l",    "w"};

// Binding strengths: a sum is 1, a product 2, a sign 3, a power 4, an application 5, an atom 6.
struct Text {
  std::string text;
  int strength = 6;
};

std::string in_brackets(const Text& part, int least) {
  return part.strength >= least ? part.text : "(" + part.text + ")";
}

class Printer {
 public:
  Printer(const Terms& terms, const std::vector<std::string>& names, CoqStyle style)
      : terms_(terms), names_(names), is_basic_(style == CoqStyle::basic) {}

  Text print(TermId id) {
    const Term& term = terms_[id];
    switch (term.op) {
      case Op::number:
        return {coq_number(term.number), 6};
      case Op::pi:
        return {"PI", 6};
      case Op::variable:
        return {names_[term.index], names_[term.index].find(' ') == std::string::npos ? 6 : 5};
      case Op::negate:
        return {"- " + in_brackets(print(term.a), 3), 3};
      case Op::add:
        return infix(term, "+", 1, 1);
      case Op::subtract:
        return infix(term, "-", 1, 2);
      case Op::multiply:
        return infix(term, "*", 2, 3);
      case Op::divide:
        return infix(term, "/", 2, 3);
      case Op::power:
        return {fmt::format("{} ^ {}", in_brackets(print(term.a), 5), term.index), 4};
      case Op::min:
        return two("Rmin", term);
      case Op::max:
        return two("Rmax", term);
      default:
        return function(term);
    }
  }

 private:
  Text infix(const Term& term, std::string_view sign, int left, int right) {
    const Text a = print(term.a);
    const Text b = print(term.b);
    check_size(a.text.size() + b.text.size());
    return {fmt::format("{} {} {}", in_brackets(a, left), sign, in_brackets(b, right)), left};
  }

  Text two(std::string_view name, const Term& term) {
    return {
        fmt::format("{} {} {}", name, in_brackets(print(term.a), 6), in_brackets(print(term.b), 6)),
        5};
  }

  static void check_size(std::size_t size) {
    if (size > 200000) throw CoqRefusal("a term is too large when it is written out");
  }

  Text function(const Term& term) {
    const std::string a = in_brackets(print(term.a), 6);
    check_size(a.size());
    switch (term.op) {
      case Op::exp:
        return {"exp " + a, 5};
      case Op::log:
        return {"ln " + a, 5};
      case Op::sin:
        return {"sin " + a, 5};
      case Op::cos:
        return {"cos " + a, 5};
      case Op::atan:
        return {"atan " + a, 5};
      case Op::abs:
        return {"Rabs " + a, 5};
      case Op::root:
        return root(term.index, a);
      case Op::tan:
        return is_basic_ ? Text{fmt::format("sin {0} / cos {0}", a), 2} : Text{"tan " + a, 5};
      case Op::sinh:
        return is_basic_ ? Text{fmt::format("(exp {0} - exp (- {0})) / 2", a), 2}
                         : Text{"sinh " + a, 5};
      case Op::cosh:
        return is_basic_ ? Text{fmt::format("(exp {0} + exp (- {0})) / 2", a), 2}
                         : Text{"cosh " + a, 5};
      case Op::tanh:
        return is_basic_ ? Text{fmt::format("1 - 2 / (exp (2 * {0}) + 1)", a), 1}
                         : Text{"tanh " + a, 5};
      case Op::asin:
        return is_basic_ ? Text{fmt::format("atan ({0} / sqrt (1 - {0} ^ 2))", a), 5}
                         : Text{"asin " + a, 5};
      case Op::erf:
        return {"erf " + a, 5};
      case Op::erfc:
        return is_basic_ ? Text{"1 - erf " + a, 1} : Text{"erfc " + a, 5};
      case Op::acos:
        return is_basic_ ? Text{fmt::format("PI / 2 - atan ({0} / sqrt (1 - {0} ^ 2))", a), 1}
                         : Text{"acos " + a, 5};
      default:
        throw CoqRefusal(
            fmt::format("CoqInterval does not evaluate the function {}", spelling(term.op)));
    }
  }

  // sqrt (sqrt a) for the 4th root, and so on.
  static Text root(std::size_t index, const std::string& a) {
    if ((index & (index - 1)) != 0) {
      throw CoqRefusal(fmt::format("CoqInterval has no root of order {}", index));
    }
    std::string text = "sqrt " + a;
    for (std::size_t n = index / 2; n > 1; n /= 2) text = "sqrt (" + text + ")";
    return {text, 5};
  }

  const Terms& terms_;
  const std::vector<std::string>& names_;
  bool is_basic_;
};

}  // namespace

std::vector<std::string> coq_names(const std::vector<QuantifiedVariable>& variables) {
  std::set<std::string, std::less<>> used(kTaken.begin(), kTaken.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    std::string name = variables[i].name;
    const bool is_word =
        !name.empty() && std::islower(static_cast<unsigned char>(name.front())) != 0 &&
        std::all_of(name.begin(), name.end(),
                    [](unsigned char c) { return (c < 128 && std::isalnum(c) != 0) || c == '_'; });
    if (!is_word) name = fmt::format("x{}", i + 1);
    while (!used.insert(name).second) name += '_';
    names.push_back(name);
  }
  return names;
}

std::string coq_number(const Rational& value) {
  const std::string text = to_string(value);
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return value < 0 ? "(" + text + ")" : text;
  return "(" + text.substr(0, slash) + " / " + text.substr(slash + 1) + ")";
}

std::string coq_term(const Terms& terms, TermId term, const std::vector<std::string>& names,
                     CoqStyle style) {
  return Printer(terms, names, style).print(term).text;
}

std::string coq_relation(const std::string& term, Relation relation) {
  switch (relation) {
    case Relation::greater:
      return "0 < " + term;
    case Relation::at_least:
      return "0 <= " + term;
    case Relation::equal:
      return term + " = 0";
    case Relation::not_equal:
      return term + " <> 0";
    case Relation::less:
      return term + " < 0";
    case Relation::at_most:
      return term + " <= 0";
  }
  return {};
}

std::string coq_side(const Side& side, const std::string& name) {
  std::string text = name;
  if (side.lower) text = coq_number(*side.lower) + (side.lower_open ? " < " : " <= ") + text;
  if (side.upper) text += (side.upper_open ? " < " : " <= ") + coq_number(*side.upper);
  return side.lower || side.upper ? text : std::string();
}

}  // namespace rigor
