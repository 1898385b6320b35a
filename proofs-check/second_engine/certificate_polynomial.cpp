#include "second_engine/certificate_polynomial.hpp"

namespace rigor::second_engine {
namespace {
constexpr std::size_t kMostParts = 20000;
}

Power::Power(std::int64_t p, std::int64_t q) : p_(p), q_(q) {
  if (q_ != 1) *this = lowest(p, q);
}

Power Power::lowest(Wide p, Wide q) {
  Wide x = p < 0 ? -p : p, y = q < 0 ? -q : q;
  while (y != 0) {
    const Wide rest = x % y;
    x = y;
    y = rest;
  }
  if (q < 0) x = -x;
  p /= x;
  q /= x;
  constexpr std::int64_t kLimit = std::int64_t(1) << 40;
  if (p > kLimit || p < -kLimit || q > kLimit) reject("normal form: a power is too large");
  Power result(static_cast<std::int64_t>(p));
  result.q_ = static_cast<std::int64_t>(q);
  return result;
}

std::optional<Power> Power::of(const Rational& value) {
  const Integer p = numerator(value), q = denominator(value), limit = Integer(1) << 40;
  if (abs(p) > limit || q > limit) return std::nullopt;
  return Power(static_cast<std::int64_t>(p), static_cast<std::int64_t>(q));
}

Monomial times(const Monomial& a, const Monomial& b) {
  Monomial result;
  auto x = a.begin(), y = b.begin();
  while (x != a.end() || y != b.end()) {
    if (y == b.end() || (x != a.end() && x->first < y->first)) {
      result.push_back(*x++);
    } else if (x == a.end() || y->first < x->first) {
      result.push_back(*y++);
    } else {
      const Power e = x->second + y->second;
      if (e.p() != 0) result.emplace_back(x->first, e);
      ++x;
      ++y;
    }
  }
  return result;
}

Monomial raised(const Monomial& a, const Power& e) {
  Monomial result;
  if (e.p() == 0) return result;
  for (const auto& [kernel, power] : a) result.emplace_back(kernel, power * e);
  return result;
}

bool Lexicographic::operator()(const Monomial& a, const Monomial& b) const {
  auto x = a.begin(), y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->first < y->first) return x->second < Power(0);
    if (y->first < x->first) return Power(0) < y->second;
    if (!(x->second == y->second)) return x->second < y->second;
    ++x;
    ++y;
  }
  if (x != a.end()) return x->second < Power(0);
  return y != b.end() && Power(0) < y->second;
}

void Effort::spend(std::size_t steps) {
  if (steps > left) reject("normal form: it takes too many steps");
  left -= steps;
}

Polynomial constant_polynomial(const Rational& value) {
  Polynomial result;
  add_to(result, {}, value);
  return result;
}

void add_to(Polynomial& a, const Monomial& monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [place, added] = a.try_emplace(monomial, coefficient);
  if (added) {
    if (a.size() > kMostParts) reject("normal form: a polynomial has too many parts");
    return;
  }
  place->second += coefficient;
  if (place->second == 0) a.erase(place);
}

Polynomial sum(const Polynomial& a, const Polynomial& b, Effort& effort) {
  effort.spend(b.size() + 1);
  Polynomial result = a;
  for (const auto& [monomial, coefficient] : b) add_to(result, monomial, coefficient);
  return result;
}

Polynomial product(const Polynomial& a, const Polynomial& b, Effort& effort) {
  effort.spend(a.size() * b.size() + 1);
  Polynomial result;
  for (const auto& [m, c] : a)
    for (const auto& [n, d] : b) add_to(result, times(m, n), c * d);
  return result;
}

Polynomial scaled(Polynomial a, const Rational& factor) {
  if (factor == 0) return {};
  for (auto& [monomial, coefficient] : a) coefficient *= factor;
  return a;
}

Polynomial shifted(const Polynomial& a, const Monomial& by) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : a) add_to(result, times(monomial, by), coefficient);
  return result;
}

std::optional<Polynomial> divided(Polynomial a, const Polynomial& b, Effort& effort) {
  Polynomial quotient;
  const auto& [lead, factor] = *b.rbegin();
  const Monomial inverse = raised(lead, -1);
  const std::size_t most = 4 * a.size() + 16;
  for (std::size_t round = 0; !a.empty(); ++round) {
    if (round > most) return std::nullopt;
    effort.spend(b.size() + 1);
    const Monomial step = times(a.rbegin()->first, inverse);
    for (const auto& [kernel, power] : step)
      if (power < Power(0) || !power.whole()) return std::nullopt;
    const Rational c = a.rbegin()->second / factor;
    add_to(quotient, step, c);
    for (const auto& [monomial, coefficient] : b)
      add_to(a, times(monomial, step), -c * coefficient);
  }
  return quotient;
}

Rational content(const Polynomial& a) {
  Integer divisor = 0, multiple = 1;
  for (const auto& [monomial, coefficient] : a) {
    divisor = gcd(divisor, Integer(numerator(coefficient)));
    multiple = lcm(multiple, Integer(denominator(coefficient)));
  }
  if (divisor == 0) return 1;
  return Rational(abs(divisor)) / Rational(multiple);
}

std::optional<Rational> constant_value(const Polynomial& a) {
  if (a.empty()) return Rational(0);
  if (a.size() == 1 && a.begin()->first.empty()) return a.begin()->second;
  return std::nullopt;
}

}  // namespace rigor::second_engine
