#include "conjecture/exact_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace rigor {
namespace {

using Exact = std::optional<Rational>;

constexpr std::size_t kMostBits = std::size_t{1} << 16U;

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

// The exact root of a square of a rational.
Exact exact_root(const Rational& value) {
  const Integer p(numerator(value));
  const Integer q(denominator(value));
  const Integer root_p = sqrt(p);
  const Integer root_q = sqrt(q);
  if (root_p * root_p != p || root_q * root_q != q) return {};
  return Rational(root_p, root_q);
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
  if (denominator(exponent) != 2) return {};
  const Exact root = exact_root(base);
  return root ? integer_power(*root, Integer(numerator(exponent))) : Exact();
}

// Functions of one exact argument. Values at 0 and 1 that are rational are given exactly.
Exact call(const Expression& expression, const Node& node, const Rational& x) {
  const auto expected = [&](const char* domain) {
    return fmt::format("the argument is {}, expected {}", in_quotes(to_string(x)), domain);
  };
  switch (node.function) {
    case Function::abs:
      return Rational(abs(x));
    case Function::sqrt:
      if (x < 0) undefined(expression, node, expected("x >= 0"));
      return exact_root(x);
    case Function::log:
      if (x <= 0) undefined(expression, node, expected("x > 0"));
      return x == 1 ? Exact(0) : Exact();
    case Function::exp:
    case Function::erfc:
      return x == 0 ? Exact(1) : Exact();
    case Function::erf:
    case Function::tanh:
      return x == 0 ? Exact(0) : Exact();
    case Function::normal_cdf:
      return x == 0 ? Exact(Rational(1, 2)) : Exact();
    default:
      return {};
  }
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
