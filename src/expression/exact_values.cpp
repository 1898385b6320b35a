#include "expression/exact_values.hpp"

#include <fmt/format.h>
#include <gmp.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

using Exact = std::optional<Rational>;

constexpr std::size_t kMostBits = std::size_t{1} << 16U;
constexpr int kHighestDegree = 10'000;

std::size_t bits(const Integer& value) {
  return value == 0 ? 1 : msb(abs(value)) + 1;
}

std::size_t bits(const Rational& value) {
  return std::max(bits(Integer(numerator(value))), bits(Integer(denominator(value))));
}

Exact if_small(Rational value) {
  return bits(value) > kMostBits ? Exact() : Exact(std::move(value));
}

[[noreturn]] void undefined(const Expression& expression, const Node& node,
                            const std::string& why) {
  throw InputError(expression.source(), node.span.begin,
                   fmt::format("{} is not defined: {}", in_quotes(expression.text_of(node)), why));
}

// The exact n-th root of a rational >= 0, n >= 1.
Exact exact_root(const Rational& value, unsigned long n) {
  const auto root = [n](const Integer& x) -> std::optional<Integer> {
    Integer r;
    if (mpz_root(r.backend().data(), x.backend().data(), n) == 0) return {};
    return r;
  };
  const std::optional<Integer> p = root(Integer(numerator(value)));
  const std::optional<Integer> q = root(Integer(denominator(value)));
  if (!p || !q) return {};
  return Rational(*p, *q);
}

Exact exact_odd_root(const Rational& value, unsigned long n) {
  const Exact root = exact_root(abs(value), n);
  return root && value < 0 ? Exact(-*root) : root;
}

Exact integer_power(const Rational& base, const Integer& exponent) {
  if (exponent == 0 || base == 1) return Rational(1);
  if (base == 0) return Rational(0);
  if (base == -1) return Rational(exponent % 2 == 0 ? 1 : -1);
  const Integer size = abs(exponent);
  if (size * bits(base) > kMostBits) return {};
  const auto n = size.convert_to<unsigned>();
  const Integer p = pow(Integer(numerator(base)), n);
  const Integer q = pow(Integer(denominator(base)), n);
  return exponent > 0 ? Rational(p, q) : Rational(q, p);
}

Exact power(const Expression& expression, const Node& node, const Rational& base,
            const Rational& exponent) {
  if (base == 0 && exponent < 0) undefined(expression, node, "a negative power of 0");
  if (denominator(exponent) == 1) return integer_power(base, Integer(numerator(exponent)));
  if (base < 0) undefined(expression, node, "a power that is no integer of a negative number");
  if (base == 0) return Rational(0);
  // No root of a higher order is rational but that of 1: the numbers have fewer bits.
  if (base == 1) return Rational(1);
  if (denominator(exponent) > bits(base)) return {};
  const Exact root = exact_root(base, Integer(denominator(exponent)).convert_to<unsigned long>());
  return root ? integer_power(*root, Integer(numerator(exponent))) : Exact();
}

bool is_in_domain(Function function, const Rational& x) {
  switch (function) {
    case Function::sqrt:
      return x >= 0;
    case Function::log:
    case Function::log2:
      return x > 0;
    case Function::log1p:
      return x > -1;
    case Function::asin:
    case Function::acos:
      return abs(x) <= 1;
    case Function::acosh:
      return x >= 1;
    case Function::atanh:
      return abs(x) < 1;
    default:
      return true;
  }
}

// The n with x = 2^n, x > 0.
Exact exact_log2(const Rational& x) {
  const Integer p(numerator(x));
  const Integer q(denominator(x));
  const std::size_t up = lsb(p);
  const std::size_t down = lsb(q);
  if (Integer(p >> up) != 1 || Integer(q >> down) != 1) return {};
  return Rational(up) - Rational(down);
}

Exact value_at(const Rational& argument, const Rational& x, const Rational& value) {
  return x == argument ? Exact(value) : Exact();
}

// Functions of one exact argument. Values at 0 and 1 that are rational are given exactly.
Exact call(const Expression& expression, const Node& node, const Rational& x) {
  if (!is_in_domain(node.function, x)) {
    undefined(expression, node,
              fmt::format("the argument is {}, expected {}", in_quotes(to_string(x)),
                          domain_of(node.function)));
  }
  switch (node.function) {
    case Function::abs:
      return Rational(abs(x));
    case Function::sign:
      return Rational(x < 0 ? -1 : (x > 0 ? 1 : 0));
    case Function::sqrt:
      return exact_root(x, 2);
    case Function::cbrt:
      return exact_odd_root(x, 3);
    case Function::floor:
      return Rational(floor_of(x));
    case Function::ceil:
      return Rational(-floor_of(-x));
    case Function::exp2:
      return denominator(x) == 1 ? integer_power(2, Integer(numerator(x))) : Exact();
    case Function::log2:
      return exact_log2(x);
    case Function::log:
    case Function::acos:
    case Function::acosh:
      return value_at(1, x, 0);
    case Function::exp:
    case Function::cos:
    case Function::cosh:
    case Function::erfc:
      return value_at(0, x, 1);
    case Function::expm1:
    case Function::log1p:
    case Function::sin:
    case Function::tan:
    case Function::asin:
    case Function::atan:
    case Function::sinh:
    case Function::tanh:
    case Function::asinh:
    case Function::atanh:
    case Function::erf:
      return value_at(0, x, 0);
    case Function::normal_cdf:
      return value_at(0, x, Rational(1, 2));
    default:
      return {};
  }
}

// The degree must be an integer that the rules find.
Exact nth_root(const Expression& expression, const Node& node, const Exact& x,
               const Exact& degree) {
  if (!degree || denominator(*degree) != 1 || *degree < 1 || *degree > kHighestDegree) {
    const Node& place = expression.nodes()[node.operands[1]];
    throw InputError(
        expression.source(), place.span.begin,
        fmt::format("expected an integer from 1 to {} as the degree of a root", kHighestDegree));
  }
  if (!x) return {};
  const auto n = numerator(*degree).convert_to<unsigned long>();
  if (n % 2 == 1) return exact_odd_root(*x, n);
  if (*x < 0) undefined(expression, node, "a root of an even degree of a negative number");
  return exact_root(*x, n);
}

Exact polar_angle(const Expression& expression, const Node& node, const Rational& y,
                  const Rational& x) {
  if (x == 0 && y == 0) undefined(expression, node, "the point (0, 0) has no angle");
  return y == 0 && x > 0 ? Exact(0) : Exact();
}

Exact value_of(const Expression& expression, const Node& node, const std::vector<Exact>& values,
               const Parameters& parameters) {
  if (node.operation == Operation::literal) return node.value;
  if (node.operation == Operation::constant) {
    if (node.constant == Constant::mu) return parameters.mu;
    if (node.constant == Constant::sigma) return parameters.sigma;
    return {};
  }
  const auto operand = [&](std::size_t k) -> const Exact& { return values[node.operands[k]]; };
  if (node.operation == Operation::divide && operand(1) && *operand(1) == 0) {
    undefined(expression, node, "a division by 0");
  }
  if (node.operation == Operation::call && node.function == Function::rootn) {
    return nth_root(expression, node, operand(0), operand(1));
  }
  std::size_t size = 0;
  for (const std::size_t index : node.operands) {
    if (!values[index]) return {};
    size += bits(*values[index]);
  }
  if (node.operation == Operation::call &&
      (node.function == Function::min || node.function == Function::max)) {
    Rational best = *operand(0);
    for (const std::size_t index : node.operands) {
      const Rational& x = *values[index];
      if (node.function == Function::min ? x < best : x > best) best = x;
    }
    return best;
  }
  if (node.operation == Operation::call && node.function == Function::hypot) {
    Rational sum = 0;
    if (size > kMostBits / 4) return {};
    for (const std::size_t index : node.operands) sum += *values[index] * *values[index];
    return exact_root(sum, 2);
  }
  if (node.operation == Operation::call && node.function == Function::atan2) {
    return polar_angle(expression, node, *operand(0), *operand(1));
  }
  if (node.operation == Operation::call) return call(expression, node, *operand(0));
  if (node.operation == Operation::negate) return Rational(-*operand(0));
  if (node.operation == Operation::power) return power(expression, node, *operand(0), *operand(1));
  if (size > 2 * kMostBits) return {};
  switch (node.operation) {
    case Operation::add:
      return if_small(*operand(0) + *operand(1));
    case Operation::subtract:
      return if_small(*operand(0) - *operand(1));
    case Operation::multiply:
      return if_small(*operand(0) * *operand(1));
    case Operation::divide:
      return if_small(*operand(0) / *operand(1));
    default:
      return {};
  }
}

}  // namespace

std::vector<std::optional<Rational>> exact_values(const Expression& expression,
                                                  const Parameters& parameters) {
  std::vector<Exact> values;
  values.reserve(expression.nodes().size());
  for (const Node& node : expression.nodes()) {
    values.push_back(value_of(expression, node, values, parameters));
  }
  return values;
}

}  // namespace rigor
