#include "conjecture/guessed_term.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace rigor {
namespace {

constexpr long double kEpsilon = std::numeric_limits<long double>::epsilon();
constexpr long double kNaN = std::numeric_limits<long double>::quiet_NaN();
constexpr long double kPi = 3.14159265358979323846264338327950288L;

using Value = GuessedValue;

Value rounded(long double value, long double error) {
  return {value, error + kEpsilon * std::fabs(value)};
}

// f(a) with the derivative f' there.
Value function(long double value, long double slope, const Value& a) {
  const long double error = a.error == 0 ? 0 : std::fabs(slope) * a.error;
  return rounded(value, error);
}

Value of_function(Op op, std::size_t n, const Value& a) {
  const long double x = a.value;
  switch (op) {
    case Op::power: {
      const long double value = std::pow(x, static_cast<long double>(n));
      const auto m = static_cast<long double>(n);
      return function(value, m * std::pow(x, m - 1), a);
    }
    case Op::root: {
      if (x < 0) return {x < -16 * a.error ? kNaN : 0, std::sqrt(a.error)};
      const auto m = static_cast<long double>(n);
      const long double value = n == 2 ? std::sqrt(x) : std::pow(x, 1 / m);
      return function(value, x == 0 ? 0 : value / (m * x), a);
    }
    case Op::exp:
      return function(std::exp(x), std::exp(x), a);
    case Op::log:
      return x > 0 ? function(std::log(x), 1 / x, a) : Value{kNaN, 0};
    case Op::sin:
      return function(std::sin(x), std::cos(x), a);
    case Op::cos:
      return function(std::cos(x), std::sin(x), a);
    case Op::tan:
      return function(std::tan(x), 1 + std::tan(x) * std::tan(x), a);
    case Op::asin:
      return function(std::asin(x), 1 / std::sqrt(std::fabs(1 - x * x) + kEpsilon), a);
    case Op::acos:
      return function(std::acos(x), 1 / std::sqrt(std::fabs(1 - x * x) + kEpsilon), a);
    case Op::atan:
      return function(std::atan(x), 1 / (1 + x * x), a);
    case Op::sinh:
      return function(std::sinh(x), std::cosh(x), a);
    case Op::cosh:
      return function(std::cosh(x), std::sinh(x), a);
    case Op::tanh:
      return function(std::tanh(x), 1 - std::tanh(x) * std::tanh(x), a);
    case Op::erf:
      return function(std::erf(x), 2 / std::sqrt(kPi) * std::exp(-x * x), a);
    case Op::erfc:
      return function(std::erfc(x), 2 / std::sqrt(kPi) * std::exp(-x * x), a);
    case Op::abs:
      return {std::fabs(x), a.error};
    case Op::sign:
      return {static_cast<long double>((x > 0) - (x < 0)), 0};
    case Op::floor:
      return {std::floor(x), 0};
    case Op::ceil:
      return {std::ceil(x), 0};
    default:
      return {-x, a.error};
  }
}

Value of_two(Op op, const Value& a, const Value& b) {
  switch (op) {
    case Op::add:
      return rounded(a.value + b.value, a.error + b.error);
    case Op::subtract:
      return rounded(a.value - b.value, a.error + b.error);
    case Op::multiply:
      return rounded(a.value * b.value,
                     std::fabs(a.value) * b.error + std::fabs(b.value) * a.error);
    case Op::divide: {
      if (b.value == 0) return {kNaN, 0};
      const long double value = a.value / b.value;
      return rounded(value, (a.error + std::fabs(value) * b.error) / std::fabs(b.value));
    }
    case Op::min:
      return {std::min(a.value, b.value), std::max(a.error, b.error)};
    default:
      return {std::max(a.value, b.value), std::max(a.error, b.error)};
  }
}

}  // namespace

GuessedTerm::GuessedTerm(const Terms& terms, TermId term) {
  std::unordered_map<TermId, std::size_t> place;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term& t = terms[id];
    const int operands = operand_count(t.op);
    Step step{
        t.op, operands >= 1 ? place.at(t.a) : 0, operands == 2 ? place.at(t.b) : 0, t.index, 0, 0};
    if (t.op == Op::number) {
      step.number = t.number.convert_to<long double>();
      if (to_rational(static_cast<double>(step.number)) != t.number) {
        step.number_error = kEpsilon * std::fabs(step.number);
      }
    }
    place[id] = steps_.size();
    steps_.push_back(step);
  }
  values_.resize(steps_.size());
}

GuessedValue GuessedTerm::at(std::span<const double> point) const {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    switch (step.op) {
      case Op::number:
        values_[i] = {step.number, step.number_error};
        break;
      case Op::pi:
        values_[i] = {kPi, kEpsilon};
        break;
      case Op::variable:
        values_[i] = {point[step.index], 0};
        break;
      default:
        values_[i] = operand_count(step.op) == 1
                         ? of_function(step.op, step.index, values_[step.a])
                         : of_two(step.op, values_[step.a], values_[step.b]);
    }
  }
  return values_.back();
}

std::vector<double> sample_side(const Side& side, int count) {
  std::vector<double> values;
  const double infinity = std::numeric_limits<double>::infinity();
  const double lower = side.lower ? side.lower->convert_to<double>() : -infinity;
  const double upper = side.upper ? side.upper->convert_to<double>() : infinity;
  if (side.lower && side.upper && *side.lower == *side.upper) return {lower};
  const int half = count / 2;
  for (int i = 0; i <= 2 * half; ++i) {
    const double u = static_cast<double>(i - half) / half;  // in [-1, 1]
    double x = 0;
    if (side.lower && side.upper) {
      // Crowds towards both ends.
      const double s = u < 0 ? -std::pow(-u, 0.4) : std::pow(u, 0.4);
      const double from_end = (upper - lower) / 2 * (1 - std::fabs(s));
      x = s < 0 ? lower + from_end : upper - from_end;
    } else if (side.lower || side.upper) {
      const double t = std::pow((u + 1) / 2, 3);
      const double step = t < 1 ? std::min(t / (1 - t) * 2, 300.0) : 300.0;
      x = side.lower ? lower + step : upper - step;
    } else {
      x = 40 * u * u * u;
    }
    if (side.integer) x = std::round(x);
    const double gap = std::ldexp(std::max(std::fabs(x), 1e-3), -20);
    if (side.lower_open && x <= lower) x = lower + gap;
    if (side.upper_open && x >= upper) x = upper - gap;
    if (side.integer && (x < lower || x > upper)) continue;
    values.push_back(x);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace rigor
