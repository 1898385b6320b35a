#include "expression/kernel_polynomial.hpp"

#include <numeric>

namespace rigor {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 40U;

__extension__ using Wide = __int128;

Exponent checked(Wide num, Wide den) {
  Wide a = num < 0 ? -num : num;
  Wide b = den;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  num /= a;
  den /= a;
  if (num > kMost || num < -kMost || den > kMost) throw NormalFormLimit("a large exponent");
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

}  // namespace

Exponent::Exponent(std::int64_t num, std::int64_t den) {
  const std::int64_t common = std::gcd(num, den);
  num_ = num / common;
  den_ = den / common;
}

std::optional<Exponent> Exponent::from(const Rational& value) {
  const Integer num(numerator(value));
  const Integer den(denominator(value));
  if (abs(num) > kMost || den > kMost) return std::nullopt;
  return Exponent(num.convert_to<std::int64_t>(), den.convert_to<std::int64_t>());
}

std::int64_t Exponent::floor() const {
  const std::int64_t quotient = num_ / den_;
  return num_ % den_ < 0 ? quotient - 1 : quotient;
}

Exponent operator+(const Exponent& a, const Exponent& b) {
  if (a.den_ == 1 && b.den_ == 1) return checked(Wide{a.num_} + b.num_, 1);
  return checked(Wide{a.num_} * b.den_ + Wide{b.num_} * a.den_, Wide{a.den_} * b.den_);
}

Exponent operator*(const Exponent& a, const Exponent& b) {
  return checked(Wide{a.num_} * b.num_, Wide{a.den_} * b.den_);
}

bool operator<(const Exponent& a, const Exponent& b) {
  return Wide{a.num_} * b.den_ < Wide{b.num_} * a.den_;
}

bool MonomialOrder::operator()(const Monomial& a, const Monomial& b) const {
  std::size_t i = 0;
  while (true) {
    if (i == a.size()) return i < b.size() && b[i].second.sign() > 0;
    if (i == b.size()) return a[i].second.sign() < 0;
    if (a[i].first < b[i].first) return a[i].second.sign() < 0;
    if (b[i].first < a[i].first) return b[i].second.sign() > 0;
    if (!(a[i].second == b[i].second)) return a[i].second < b[i].second;
    ++i;
  }
}

Monomial product(const Monomial& a, const Monomial& b) {
  Monomial result;
  result.reserve(a.size() + b.size());
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].first < b[j].first)) {
      result.push_back(a[i++]);
    } else if (i == a.size() || b[j].first < a[i].first) {
      result.push_back(b[j++]);
    } else {
      const Exponent sum = a[i].second + b[j].second;
      if (sum.sign() != 0) result.emplace_back(a[i].first, sum);
      ++i;
      ++j;
    }
  }
  return result;
}

Monomial power(const Monomial& a, const Exponent& e) {
  Monomial result;
  if (e.sign() == 0) return result;
  for (const auto& [kernel, exponent] : a) result.emplace_back(kernel, exponent * e);
  return result;
}

Exponent exponent_of(const Monomial& a, KernelId kernel) {
  for (const auto& [k, exponent] : a) {
    if (k == kernel) return exponent;
  }
  return 0;
}

std::optional<Rational> Polynomial::constant() const {
  if (parts_.empty()) return Rational(0);
  if (parts_.size() == 1 && parts_.begin()->first.empty()) return parts_.begin()->second;
  return std::nullopt;
}

bool Polynomial::is_one() const {
  return parts_.size() == 1 && parts_.begin()->first.empty() && parts_.begin()->second == 1;
}

void Polynomial::add(Monomial monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [place, added] = parts_.try_emplace(std::move(monomial), coefficient);
  if (!added) {
    place->second += coefficient;
    if (place->second == 0) parts_.erase(place);
  } else if (parts_.size() > kMostMonomials) {
    throw NormalFormLimit("many monomials");
  }
}

Polynomial& Polynomial::operator+=(const Polynomial& other) {
  for (const auto& [monomial, coefficient] : other.parts_) add(monomial, coefficient);
  return *this;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  if (a.parts_.size() * b.parts_.size() > 40 * Polynomial::kMostMonomials) {
    throw NormalFormLimit("a product of many monomials");
  }
  Polynomial result;
  for (const auto& [m, c] : a.parts_) {
    for (const auto& [n, d] : b.parts_) result.add(product(m, n), c * d);
  }
  return result;
}

Polynomial operator*(const Polynomial& a, const Rational& c) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.parts_) result.add(monomial, coefficient * c);
  return result;
}

Polynomial Polynomial::times(const Monomial& monomial) const {
  Polynomial result;
  for (const auto& [m, c] : parts_) result.add(product(m, monomial), c);
  return result;
}

std::optional<Polynomial> exact_quotient(const Polynomial& a, const Polynomial& b) {
  constexpr int kMostSteps = 400;
  Polynomial rest = a;
  Polynomial quotient;
  const Monomial inverse = power(b.leading_monomial(), -1);
  for (int step = 0; !rest.is_zero(); ++step) {
    if (step == kMostSteps) return std::nullopt;
    Monomial monomial = product(rest.leading_monomial(), inverse);
    for (const auto& factor : monomial) {
      if (factor.second.sign() < 0) return std::nullopt;
    }
    const Rational coefficient = rest.leading_coefficient() / b.leading_coefficient();
    for (const auto& [m, c] : b.parts()) rest.add(product(m, monomial), -coefficient * c);
    quotient.add(std::move(monomial), coefficient);
  }
  return quotient;
}

Rational content(const Polynomial& a) {
  Integer num = 0;
  Integer den = 1;
  for (const auto& [monomial, coefficient] : a.parts()) {
    num = gcd(num, Integer(numerator(coefficient)));
    den = lcm(den, Integer(denominator(coefficient)));
  }
  return num == 0 ? Rational(1) : Rational(abs(num), den);
}

}  // namespace rigor
