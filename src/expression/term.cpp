#include "expression/term.hpp"

#include <fmt/format.h>
#include <gmp.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

struct Spelled {
  std::string_view text;
  int operands;
};

// In the order of Op.
constexpr std::array<Spelled, 29> kOps = {
    {{"num", 0},  {"pi", 0},    {"var", 0},  {"neg", 1},  {"add", 2},  {"sub", 2},
     {"mul", 2},  {"div", 2},   {"pow", 1},  {"root", 1}, {"exp", 1},  {"log", 1},
     {"sin", 1},  {"cos", 1},   {"tan", 1},  {"asin", 1}, {"acos", 1}, {"atan", 1},
     {"sinh", 1}, {"cosh", 1},  {"tanh", 1}, {"erf", 1},  {"erfc", 1}, {"abs", 1},
     {"sign", 1}, {"floor", 1}, {"ceil", 1}, {"min", 2},  {"max", 2}}};

constexpr std::size_t kMostBits = std::size_t{1} << 16U;

std::size_t bits(const Rational& value) {
  const auto size = [](const Integer& x) { return x == 0 ? 1 : msb(abs(x)) + 1; };
  return std::max(size(Integer(numerator(value))), size(Integer(denominator(value))));
}

std::optional<Rational> exact_root(const Rational& value, std::size_t n) {
  const auto root = [n](const Integer& x) -> std::optional<Integer> {
    Integer r;
    if (mpz_root(r.backend().data(), x.backend().data(), n) == 0) return std::nullopt;
    return r;
  };
  const auto p = root(Integer(numerator(value)));
  const auto q = root(Integer(denominator(value)));
  if (!p || !q) return std::nullopt;
  return Rational(*p, *q);
}

// The value at a rational argument, where a rule of school gives a rational one.
std::optional<Rational> exact_value(Op op, const Rational& x) {
  switch (op) {
    case Op::abs:
      return abs(x);
    case Op::sign:
      return Rational(x.sign());
    case Op::floor:
      return Rational(floor_of(x));
    case Op::ceil:
      return Rational(-floor_of(-x));
    case Op::exp:
    case Op::cos:
    case Op::cosh:
    case Op::erfc:
      return x == 0 ? std::optional<Rational>(1) : std::nullopt;
    case Op::log:
      return x == 1 ? std::optional<Rational>(0) : std::nullopt;
    case Op::acos:
      return x == 1 ? std::optional<Rational>(0) : std::nullopt;
    default:
      return x == 0 ? std::optional<Rational>(0) : std::nullopt;
  }
}

}  // namespace

std::string_view spelling(Op op) {
  return kOps.at(static_cast<std::size_t>(op)).text;
}

int operand_count(Op op) {
  return kOps.at(static_cast<std::size_t>(op)).operands;
}

std::size_t Terms::Hash::operator()(const Term& term) const {
  std::size_t seed = static_cast<std::size_t>(term.op);
  const auto mix = [&seed](std::size_t value) {
    seed ^= value + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U);
  };
  mix(term.index);
  mix(term.a);
  mix(term.b);
  if (term.op == Op::number) mix(boost::multiprecision::hash_value(term.number));
  return seed;
}

bool Terms::Same::operator()(const Term& x, const Term& y) const {
  return x.op == y.op && x.index == y.index && x.a == y.a && x.b == y.b && x.number == y.number;
}

TermId Terms::intern(Term term) {
  const auto found = places_.find(term);
  if (found != places_.end()) return found->second;
  places_.emplace(term, terms_.size());
  terms_.push_back(std::move(term));
  return terms_.size() - 1;
}

const Rational* Terms::value_of(TermId id) const {
  return terms_[id].op == Op::number ? &terms_[id].number : nullptr;
}

bool Terms::is_number(TermId id, int value) const {
  const Rational* number = value_of(id);
  return number != nullptr && *number == value;
}

TermId Terms::number(const Rational& value) {
  return intern({Op::number, value, 0, 0, 0});
}

TermId Terms::negate(TermId a) {
  if (const Rational* x = value_of(a)) return number(-*x);
  if (terms_[a].op == Op::negate) return terms_[a].a;
  return intern({Op::negate, {}, 0, a, 0});
}

TermId Terms::add(TermId a, TermId b) {
  const Rational* x = value_of(a);
  const Rational* y = value_of(b);
  if (x != nullptr && y != nullptr) return number(*x + *y);
  if (is_number(a, 0)) return b;
  if (is_number(b, 0)) return a;
  return intern({Op::add, {}, 0, a, b});
}

TermId Terms::subtract(TermId a, TermId b) {
  const Rational* x = value_of(a);
  const Rational* y = value_of(b);
  if (x != nullptr && y != nullptr) return number(*x - *y);
  if (is_number(a, 0)) return negate(b);
  if (is_number(b, 0)) return a;
  return intern({Op::subtract, {}, 0, a, b});
}

TermId Terms::multiply(TermId a, TermId b) {
  const Rational* x = value_of(a);
  const Rational* y = value_of(b);
  if (x != nullptr && y != nullptr && bits(*x) + bits(*y) <= kMostBits) return number(*x * *y);
  if (is_number(a, 1)) return b;
  if (is_number(b, 1)) return a;
  if (is_number(a, -1)) return negate(b);
  if (is_number(b, -1)) return negate(a);
  if (a == b) return power(a, 2);
  return intern({Op::multiply, {}, 0, a, b});
}

TermId Terms::divide(TermId a, TermId b) {
  const Rational* x = value_of(a);
  const Rational* y = value_of(b);
  if (x != nullptr && y != nullptr && *y != 0 && bits(*x) + bits(*y) <= kMostBits) {
    return number(*x / *y);
  }
  if (is_number(b, 1)) return a;
  return intern({Op::divide, {}, 0, a, b});
}

TermId Terms::power(TermId a, std::size_t n) {
  if (n < 1) throw std::invalid_argument("a power of exponent 0");
  if (n == 1) return a;
  if (const Rational* x = value_of(a)) {
    if (*x == 0 || *x == 1) return a;
    if (n <= kMostBits && n * bits(*x) <= kMostBits) {
      const auto exponent = static_cast<unsigned>(n);
      return number(
          Rational(pow(Integer(numerator(*x)), exponent), pow(Integer(denominator(*x)), exponent)));
    }
  }
  return intern({Op::power, {}, n, a, 0});
}

TermId Terms::root(TermId a, std::size_t n) {
  if (n < 2) throw std::invalid_argument("a root of degree less than 2");
  if (const Rational* x = value_of(a); x != nullptr && *x >= 0) {
    if (const std::optional<Rational> r = exact_root(*x, n)) return number(*r);
  }
  return intern({Op::root, {}, n, a, 0});
}

TermId Terms::apply(Op op, TermId a) {
  if (op == Op::negate) return negate(a);
  if (operand_count(op) != 1 || op == Op::power || op == Op::root) {
    throw std::invalid_argument(fmt::format("{} is no function of one operand", spelling(op)));
  }
  if (const Rational* x = value_of(a)) {
    if (const std::optional<Rational> value = exact_value(op, *x)) return number(*value);
  }
  return intern({op, {}, 0, a, 0});
}

TermId Terms::apply(Op op, TermId a, TermId b) {
  switch (op) {
    case Op::add:
      return add(a, b);
    case Op::subtract:
      return subtract(a, b);
    case Op::multiply:
      return multiply(a, b);
    case Op::divide:
      return divide(a, b);
    case Op::min:
    case Op::max: {
      const Rational* x = value_of(a);
      const Rational* y = value_of(b);
      if (x != nullptr && y != nullptr) return (*x < *y) == (op == Op::min) ? a : b;
      return a == b ? a : intern({op, {}, 0, a, b});
    }
    default:
      throw std::invalid_argument(fmt::format("{} is no function of two operands", spelling(op)));
  }
}

TermId Terms::rebuild(const Term& like, TermId a, TermId b) {
  const Term term = like;
  switch (term.op) {
    case Op::number:
    case Op::pi:
    case Op::variable:
      return intern(term);
    case Op::power:
      return power(a, term.index);
    case Op::root:
      return root(a, term.index);
    default:
      return operand_count(term.op) == 1 ? apply(term.op, a) : apply(term.op, a, b);
  }
}

}  // namespace rigor
