// The rules of the functions in normal forms.
#include <algorithm>

#include "second_engine/certificate_box.hpp"
#include "second_engine/certificate_normal.hpp"

namespace rigor::second_engine {
namespace {

constexpr int kLargestTrial = 1000;
constexpr std::size_t kMostKernels = 1000;  // reductions nest at most so deep

// value > 0 as powers of integers >= 2.
std::vector<std::pair<Integer, std::int64_t>> integer_factors(const Rational& value) {
  std::vector<std::pair<Integer, std::int64_t>> result;
  const auto split = [&result](Integer n, std::int64_t sign) {
    for (int p = 2; p < kLargestTrial && n > 1; ++p) {
      std::int64_t power = 0;
      while (n % p == 0) {
        n /= p;
        ++power;
      }
      if (power != 0) result.emplace_back(Integer(p), sign * power);
      if (Integer(p) * p > n) break;
    }
    if (n > 1) result.emplace_back(n, sign);
  };
  split(Integer(numerator(value)), 1);
  split(Integer(denominator(value)), -1);
  return result;
}

int leading_sign(const Fraction& a) {
  return a.over.empty() ? 0 : a.over.rbegin()->second.sign();
}

// The kernel and power, if the fraction is a single kernel to a power.
const std::pair<Kernel, Power>* single_kernel(const Fraction& a) {
  if (!a.factors.empty() || a.over.size() != 1 || a.over.begin()->second != 1) return nullptr;
  const Monomial& monomial = a.over.begin()->first;
  return monomial.size() == 1 ? &monomial.front() : nullptr;
}

std::optional<Rational> constant_of(const Fraction& a) {
  if (!a.factors.empty()) return std::nullopt;
  return constant_value(a.over);
}

}  // namespace

Kernel Normal::pi_kernel() {
  for (Kernel k = 0; k < kernels_.size(); ++k)
    if (kernels_[k].kind == KernelKind::pi) return k;
  KernelEntry entry;
  entry.kind = KernelKind::pi;
  entry.word = Word::pi;
  kernels_.push_back(std::move(entry));
  return kernels_.size() - 1;
}

Kernel Normal::prime_kernel(const Integer& p) {
  for (Kernel k = 0; k < kernels_.size(); ++k)
    if (kernels_[k].kind == KernelKind::prime && kernels_[k].integer == p) return k;
  KernelEntry entry;
  entry.kind = KernelKind::prime;
  entry.word = Word::num;
  entry.integer = p;
  kernels_.push_back(std::move(entry));
  return kernels_.size() - 1;
}

bool Normal::is_positive(Kernel k) const {
  const KernelKind kind = kernels_[k].kind;
  return kind == KernelKind::pi || kind == KernelKind::prime || kind == KernelKind::exp;
}

std::optional<Kernel> Normal::find(KernelKind kind, Word word, const Fraction& first,
                                   const Fraction& second) {
  for (Kernel k = 0; k < kernels_.size(); ++k) {
    if (kernels_[k].kind != kind || kernels_[k].word != word) continue;
    const Fraction a = kernels_[k].first, b = kernels_[k].second;
    if (equal(a, first) && equal(b, second)) return k;
  }
  return std::nullopt;
}

Kernel Normal::found(KernelKind kind, Word word, const Fraction& first, const Fraction& second) {
  if (const auto k = find(kind, word, first, second)) return *k;
  if (kernels_.size() >= kMostKernels) reject("normal form: there are too many kernels");
  KernelEntry entry;
  entry.kind = kind;
  entry.word = word;
  entry.first = first;
  entry.second = second;
  kernels_.push_back(std::move(entry));
  return kernels_.size() - 1;
}

Fraction Normal::rational_power(const Rational& base, const Power& e) {
  Fraction result = number(1);
  for (const auto& [p, n] : integer_factors(base))
    result = times(result, kernel_power(prime_kernel(p), e * Power(n)));
  return result;
}

// The content, and the powers of positive kernels that all parts share.
Normal::Parts Normal::without_positive_factors(const Fraction& a) {
  Parts parts;
  parts.number = content(a.over);
  std::map<Kernel, std::pair<Power, std::size_t>> least;
  for (const auto& [monomial, coefficient] : a.over) {
    for (const auto& [k, power] : monomial) {
      if (!is_positive(k)) continue;
      const auto [place, added] = least.try_emplace(k, power, 0);
      if (power < place->second.first) place->second.first = power;
      ++place->second.second;
    }
  }
  for (const auto& [k, entry] : least) {
    Power power = entry.first;
    if (entry.second < a.over.size() && Power(0) < power) power = 0;
    if (power.p() != 0) parts.positive.emplace_back(k, power);
  }
  Fraction rest =
      reduced(scaled(shifted(a.over, second_engine::raised(parts.positive, -1)), 1 / parts.number));
  for (const auto& [place, power] : a.factors) rest.factors[place] += power;
  parts.rest = settled(std::move(rest));
  return parts;
}

Fraction Normal::exp_of(const Fraction& a) {
  if (a.over.empty()) return number(1);
  const std::optional<Polynomial> flat = polynomial(a);
  if (!flat) {
    const Rational scale = a.over.rbegin()->second;
    const std::optional<Power> e = Power::of(scale);
    if (!e) return kernel_power(found(KernelKind::exp, Word::exp, a, {}), 1);
    const Fraction unit{scaled(a.over, 1 / scale), a.factors};
    return kernel_power(found(KernelKind::exp, Word::exp, unit, {}), *e);
  }
  Fraction result = number(1);
  for (const auto& [monomial, coefficient] : *flat) {
    const std::optional<Power> power = Power::of(coefficient);
    Fraction unit;
    add_to(unit.over, monomial, power ? Rational(1) : coefficient);
    const Power e = power.value_or(Power(1));
    if (power && monomial.size() == 1 && monomial.front().second == Power(1) &&
        kernels_[monomial.front().first].kind == KernelKind::log) {
      // exp(c log u) = u^c, where u > 0.
      const Fraction operand = kernels_[monomial.front().first].first;
      if (const auto value = constant_of(operand); value && *value > 0) {
        result = times(result, rational_power(*value, e));
      } else if (e.whole() && e.p() > 0 && e.p() <= 64) {
        result = times(result, raised(operand, static_cast<std::uint64_t>(e.p())));
      } else if (e.whole() && e.p() < 0 && e.p() >= -64) {
        result = times(result, inverse(raised(operand, static_cast<std::uint64_t>(-e.p()))));
      } else {
        result = times(result, kernel_power(found(KernelKind::root, Word::root, operand, {}), e));
      }
      continue;
    }
    result = times(result, kernel_power(found(KernelKind::exp, Word::exp, unit, {}), e));
  }
  return result;
}

Fraction Normal::root_of(const Fraction& a, std::uint64_t n) {
  if (a.over.empty()) return {};
  const Power e(1, static_cast<std::int64_t>(n));
  const Parts parts = without_positive_factors(a);
  Polynomial outside;
  add_to(outside, second_engine::raised(parts.positive, e), 1);
  const Fraction front = times(rational_power(parts.number, e), reduced(outside));
  if (constant_of(parts.rest) == Rational(1)) return front;
  if (const auto* single = single_kernel(parts.rest)) {
    const auto [k, power] = *single;
    // s^k >= 0 with a root s, which is >= 0; or with an odd k, so that s >= 0.
    if (kernels_[k].kind == KernelKind::root) return times(front, kernel_power(k, power * e));
    if (power.whole() && power.p() % 2 != 0) {
      Fraction operand;
      add_to(operand.over, {{k, 1}}, 1);
      return times(front,
                   kernel_power(found(KernelKind::root, Word::root, operand, {}), power * e));
    }
  }
  return times(front, kernel_power(found(KernelKind::root, Word::root, parts.rest, {}), e));
}

Fraction Normal::log_of(const Fraction& a) {
  if (a.over.empty()) reject("normal form: the logarithm of 0");
  const Parts parts = without_positive_factors(a);
  Fraction result;
  const auto add_log = [&](const Fraction& operand, const Rational& factor) {
    Fraction part;
    add_to(part.over, {{found(KernelKind::log, Word::log, operand, {}), 1}}, factor);
    result = plus(result, part);
  };
  const auto kernel_itself = [](Kernel k) {
    Fraction fraction;
    add_to(fraction.over, {{k, 1}}, 1);
    return fraction;
  };
  for (const auto& [p, power] : integer_factors(parts.number)) add_log(number(Rational(p)), power);
  for (const auto& [k, power] : parts.positive) {
    const KernelEntry entry = kernels_[k];
    if (entry.kind == KernelKind::exp) {
      result = plus(result, times(entry.first, number(power.rational())));
    } else if (entry.kind == KernelKind::prime) {
      add_log(number(Rational(entry.integer)), power.rational());
    } else {
      add_log(kernel_itself(k), power.rational());
    }
  }
  if (constant_of(parts.rest) == Rational(1)) return result;
  if (const auto* single = single_kernel(parts.rest)) {
    const auto [k, power] = *single;
    if (kernels_[k].kind == KernelKind::root) {
      const Fraction operand = kernels_[k].first;
      return plus(result, times(log_of(operand), number(power.rational())));
    }
    if (power.whole() && power.p() % 2 != 0) {
      add_log(kernel_itself(k), power.rational());
      return result;
    }
  }
  if (!find(KernelKind::log, Word::log, parts.rest, {})) {
    const Fraction reciprocal = inverse(parts.rest);
    if (find(KernelKind::log, Word::log, reciprocal, {})) {
      add_log(reciprocal, -1);
      return result;
    }
  }
  add_log(parts.rest, 1);
  return result;
}

// Multiples of pi/6 and pi/4 leave the operand.
Fraction Normal::wave_of(const Fraction& a, bool cosine) {
  if (a.over.empty()) return cosine ? number(1) : Fraction{};
  if (a.factors.empty()) {
    const Monomial turn = {{pi_kernel(), 1}};
    if (const auto place = a.over.find(turn); place != a.over.end()) {
      const Rational r = place->second;
      const Rational quarters = floor_of(2 * r);
      const Rational left = r - quarters / 2;  // in [0, 1/2)
      const auto sine_at = [&](const Rational& t) -> std::optional<Fraction> {
        if (t == 0) return Fraction{};
        if (t == Rational(1, 6)) return number(Rational(1, 2));
        if (t == Rational(1, 4)) return rational_power(Rational(1, 2), Power(1, 2));
        if (t == Rational(1, 3))
          return times(rational_power(3, Power(1, 2)), number(Rational(1, 2)));
        if (t == Rational(1, 2)) return number(1);
        return std::nullopt;
      };
      const std::optional<Fraction> sine = sine_at(left),
                                    cosine_left = sine_at(Rational(1, 2) - left);
      if (sine && cosine_left) {
        const Integer turns = Integer(numerator(quarters)) + (cosine ? 1 : 0);
        const int phase = static_cast<int>(Integer(((turns % 4) + 4) % 4));
        Fraction others = a;
        add_to(others.over, turn, -r);
        const bool use_cosine = phase % 2 != 0;  // of others + left pi
        const Fraction x = times(wave_of(others, use_cosine), *cosine_left);
        const Fraction y = times(wave_of(others, !use_cosine), *sine);
        const Fraction value = plus(x, use_cosine ? minus(y) : y);
        return phase >= 2 ? minus(value) : value;
      }
    }
  }
  const int sign = leading_sign(a);
  const Fraction operand = sign < 0 ? minus(a) : a;
  std::optional<Kernel> k = find(KernelKind::sin, Word::sin, operand, {});
  if (!k) {
    if (kernels_.size() + 2 > kMostKernels) reject("normal form: there are too many kernels");
    KernelEntry entry;
    entry.first = operand;
    entry.kind = KernelKind::sin;
    entry.word = Word::sin;
    kernels_.push_back(entry);
    entry.kind = KernelKind::cos;
    entry.word = Word::cos;
    kernels_.push_back(std::move(entry));  // the next kernel, whatever is rejected
    k = kernels_.size() - 2;
  }
  const Fraction value = kernel_power(cosine ? *k + 1 : *k, 1);
  return sign < 0 && !cosine ? minus(value) : value;
}

Fraction Normal::odd_of(Word word, const Fraction& a) {
  if (a.over.empty()) return {};
  const int sign = leading_sign(a);
  const Fraction operand = sign < 0 ? minus(a) : a;
  const std::optional<Rational> value = constant_of(operand);
  std::optional<Rational> angle;  // in units of pi
  if (word == Word::atan && value == Rational(1)) angle = Rational(1, 4);
  if (word == Word::asin && value == Rational(1)) angle = Rational(1, 2);
  if (word == Word::asin && value == Rational(1, 2)) angle = Rational(1, 6);
  const Fraction result = angle ? times(kernel_power(pi_kernel(), 1), number(*angle))
                                : kernel_power(found(KernelKind::function, word, operand, {}), 1);
  return sign < 0 ? minus(result) : result;
}

Fraction Normal::other_of(Word word, const Fraction& a) {
  if (const std::optional<Rational> value = constant_of(a)) {
    if (word == Word::abs) return number(abs(*value));
    if (word == Word::sign) return number(value->sign());
    return number(word == Word::floor ? floor_of(*value) : ceil_of(*value));
  }
  if (word == Word::abs || word == Word::sign) {
    const Rational scale = a.over.rbegin()->second;
    const Fraction unit{scaled(a.over, 1 / scale), a.factors};
    const Fraction result = kernel_power(found(KernelKind::function, word, unit, {}), 1);
    return times(result, number(word == Word::abs ? Rational(abs(scale)) : Rational(scale.sign())));
  }
  return kernel_power(found(KernelKind::function, word, a, {}), 1);
}

Fraction Normal::pair_of(Word word, const Fraction& a, const Fraction& b) {
  const std::optional<Rational> x = constant_of(a), y = constant_of(b);
  if (x && y) return number((*x < *y) == (word == Word::min) ? *x : *y);
  if (equal(a, b)) return a;
  if (const auto k = find(KernelKind::pair, word, b, a)) return kernel_power(*k, 1);
  return kernel_power(found(KernelKind::pair, word, a, b), 1);
}

}  // namespace rigor::second_engine
