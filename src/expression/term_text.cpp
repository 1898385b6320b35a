#include <fmt/format.h>

#include <unordered_map>

#include "expression/term.hpp"

namespace rigor {
namespace {

// A term may be a graph whose text is exponentially longer than itself.
constexpr std::size_t kLongest = 4000;

enum Binding { kSum = 10, kProduct = 20, kNegation = 30, kPower = 40, kOperand = 50 };

struct Typed {
  std::string text;
  int binding = kOperand;
};

std::string at_least(const Typed& x, int binding) {
  return x.binding >= binding ? x.text : fmt::format("({})", x.text);
}

Typed of_number(const Rational& value) {
  if (value < 0) return {to_string(value), kNegation - 1};
  return {to_string(value), denominator(value) == 1 ? kOperand : kProduct};
}

Typed of_two(Op op, const Typed& a, const Typed& b) {
  switch (op) {
    case Op::add:
      return {fmt::format("{} + {}", a.text, at_least(b, kSum + 1)), kSum};
    case Op::subtract:
      return {fmt::format("{} - {}", a.text, at_least(b, kSum + 1)), kSum};
    case Op::multiply:
      return {fmt::format("{}*{}", at_least(a, kProduct), at_least(b, kProduct + 1)), kProduct};
    case Op::divide:
      return {fmt::format("{}/{}", at_least(a, kProduct), at_least(b, kProduct + 1)), kProduct};
    default:
      return {fmt::format("{}({}, {})", spelling(op), a.text, b.text), kOperand};
  }
}

Typed of_one(const Term& term, const Typed& a) {
  switch (term.op) {
    case Op::negate:
      return {fmt::format("-{}", at_least(a, kNegation)), kSum};
    case Op::power:
      return {fmt::format("{}^{}", at_least(a, kPower + 1), term.index), kPower};
    case Op::root:
      return {term.index == 2 ? fmt::format("sqrt({})", a.text)
                              : fmt::format("rootn({}, {})", a.text, term.index),
              kOperand};
    default:
      return {fmt::format("{}({})", spelling(term.op), a.text), kOperand};
  }
}

}  // namespace

std::string text(const Terms& terms, TermId term, std::span<const std::string> names) {
  std::unordered_map<TermId, Typed> typed;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term& t = terms[id];
    Typed result;
    if (t.op == Op::number) {
      result = of_number(t.number);
    } else if (t.op == Op::pi) {
      result.text = "pi";
    } else if (t.op == Op::variable) {
      result.text = t.index < names.size() ? names[t.index] : fmt::format("x{}", t.index);
    } else if (operand_count(t.op) == 1) {
      result = of_one(t, typed.at(t.a));
    } else {
      result = of_two(t.op, typed.at(t.a), typed.at(t.b));
    }
    if (result.text.size() > kLongest) result = {"...", kOperand};
    typed[id] = std::move(result);
  }
  return typed.at(term).text;
}

}  // namespace rigor
