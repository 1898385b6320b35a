// Which normal forms are 0: also by addition theorems and the like, which the forms don't use.
#include <algorithm>
#include <numeric>
#include <set>

#include "second_engine/certificate_normal.hpp"

namespace rigor::second_engine {
namespace {

constexpr int kDepth = 4;
constexpr std::int64_t kMostPower = 128;
constexpr std::size_t kMostWaves = 4000;
constexpr std::int64_t kMostCommonPower = 24;

std::set<Kernel> kernels_in(const Polynomial& p) {
  std::set<Kernel> result;
  for (const auto& [monomial, coefficient] : p)
    for (const auto& [k, power] : monomial) result.insert(k);
  return result;
}

Power power_of(const Monomial& monomial, Kernel kernel) {
  for (const auto& [k, power] : monomial)
    if (k == kernel) return power;
  return 0;
}

}  // namespace

bool Normal::has_word(Kernel k, Word word) const {
  return kernels_[k].kind == KernelKind::function && kernels_[k].word == word;
}

// p with the value in the place of a kernel, without factors that aren't 0.
Polynomial Normal::put(const Polynomial& p, Kernel kernel, const Fraction& value) {
  Fraction result;
  for (const auto& [monomial, coefficient] : p) {
    const Power n = power_of(monomial, kernel);
    if (!n.whole() || n.p() > kMostPower || n.p() < -kMostPower)
      reject("normal form: a power is too large");
    Monomial rest = monomial;
    std::erase_if(rest, [kernel](const auto& factor) { return factor.first == kernel; });
    Fraction part;
    add_to(part.over, rest, coefficient);
    Fraction factor = raised(value, static_cast<std::uint64_t>(std::abs(n.p())));
    if (n.p() < 0) factor = inverse(factor);
    result = plus(result, times(part, factor));
  }
  return result.over;
}

// Without max(x, y), min(x, y) = (x + y +- |x - y|)/2 and without negative powers, by which the
// term divides.
Polynomial Normal::cleared(Polynomial p) {
  for (const Kernel k : kernels_in(p)) {
    if (kernels_[k].kind != KernelKind::pair) continue;
    const Fraction x = kernels_[k].first, y = kernels_[k].second;
    const Fraction difference = plus(x, minus(y));
    const Fraction gap = difference.over.empty() ? difference : other_of(Word::abs, difference);
    const Fraction twice = plus(plus(x, y), kernels_[k].word == Word::min ? minus(gap) : gap);
    p = put(p, k, times(twice, number(Rational(1, 2))));
  }
  Monomial clearing;
  for (const Kernel k : kernels_in(p)) {
    Power least = 0;
    for (const auto& [monomial, coefficient] : p) least = std::min(least, power_of(monomial, k));
    if (least < Power(0)) clearing.emplace_back(k, -least);
  }
  return reduced(shifted(p, clearing)).over;
}

// Each product of n sines and m cosines is a sum of 2^(n + m) terms +- (-i)^n/2^(n + m) exp(iu).
// For each u all that stands beside exp(iu), the real and the imaginary part, has to be 0.
bool Normal::waves_cancel(const Polynomial& p) {
  struct Wave {
    Polynomial angle;
    Rational factor;
  };
  std::map<std::pair<Polynomial, bool>, Polynomial> beside;
  for (const auto& [monomial, coefficient] : p) {
    Monomial rest;
    std::vector<Wave> waves{{{}, coefficient}};
    std::int64_t sines = 0;
    for (const auto& [k, power] : monomial) {
      const KernelEntry& entry = kernels_[k];
      const bool sine = entry.kind == KernelKind::sin;
      if ((!sine && entry.kind != KernelKind::cos) || !entry.first.factors.empty()) {
        rest.emplace_back(k, power);
        continue;
      }
      if (!power.whole() || power.p() < 0 || power.p() > kMostPower) return false;
      if (sine) sines += power.p();
      for (std::int64_t i = 0; i < power.p(); ++i) {
        std::map<Polynomial, Rational> next;
        for (const Wave& wave : waves) {
          effort_.spend(entry.first.over.size() + wave.angle.size() + 1);
          const Rational half = wave.factor / 2;
          next[sum(wave.angle, entry.first.over, effort_)] += half;
          next[sum(wave.angle, scaled(entry.first.over, -1), effort_)] +=
              sine ? Rational(-half) : half;
        }
        if (next.size() > kMostWaves) return false;
        waves.clear();
        for (const auto& [angle, factor] : next) waves.push_back({angle, factor});
      }
    }
    for (const Wave& wave : waves) {
      const bool turned = sines % 4 == 1 || sines % 4 == 2;  // (-i)^n is -i, -1
      add_to(beside[{wave.angle, sines % 2 != 0}], rest,
             turned ? Rational(-wave.factor) : wave.factor);
    }
  }
  return std::all_of(beside.begin(), beside.end(),
                     [this](const auto& entry) { return is_zero_polynomial(entry.second); });
}

// A sum with whole factors of logarithms (and other things) is 0 as its exp is 1: for what stands
// beside each cofactor of logarithms, and for all the rest.
bool Normal::logarithms_cancel(const Polynomial& p, int depth) {
  std::map<Monomial, Polynomial> beside;
  for (const auto& [monomial, coefficient] : p) {
    Monomial rest, logarithm;
    for (const auto& factor : monomial)
      (kernels_[factor.first].kind == KernelKind::log ? logarithm : rest).push_back(factor);
    if (logarithm.empty()) {
      add_to(beside[{}], rest, coefficient);
    } else if (logarithm.size() == 1 && logarithm.front().second == Power(1)) {
      add_to(beside[rest], logarithm, coefficient);
    } else {
      return false;
    }
  }
  for (const auto& [cofactor, logarithms] : beside) {
    const Polynomial whole = scaled(logarithms, 1 / content(logarithms));
    if (!vanishes(plus(exp_of({whole, {}}), number(-1)), depth)) return false;
  }
  return true;
}

// a - b, up to a common factor, with a, b >= 0 and a^n = b^n.
bool Normal::powers_agree(const Polynomial& p, int depth) {
  if (p.size() != 2) return false;
  const auto& [first, c] = *p.begin();
  const auto& [second, d] = *p.rbegin();
  if (c.sign() == d.sign()) return false;
  const std::set<Kernel> all = kernels_in(p);
  const auto is_not_negative = [&](Kernel k) {
    return is_positive(k) || kernels_[k].kind == KernelKind::root || has_word(k, Word::abs) ||
           std::any_of(all.begin(), all.end(), [&](Kernel other) {  // there is a root of it
             return kernels_[other].kind == KernelKind::root &&
                    kernels_[other].first.factors.empty() &&
                    kernels_[other].first.over == Polynomial{{Monomial{{k, 1}}, 1}};
           });
  };
  Monomial a, b;
  std::int64_t n = 1;
  for (const Kernel k : all) {
    const Power x = power_of(first, k), y = power_of(second, k);
    if (x == y) continue;
    if (!is_not_negative(k)) return false;
    n = std::lcm(n, std::lcm(x.q(), y.q()));
    if (n > kMostCommonPower) return false;
    if (x.p() != 0) a.emplace_back(k, x);
    if (y.p() != 0) b.emplace_back(k, y);
  }
  n *= 2;  // squares of absolute values
  Fraction left, right;
  add_to(left.over, a, abs(c));
  add_to(right.over, b, abs(d));
  const auto power = static_cast<std::uint64_t>(n);
  return vanishes(plus(raised(left, power), minus(raised(right, power))), depth);
}

// With s = sign(u) and |u| = s u in the cases u > 0, u < 0, u = 0.
bool Normal::signs_agree(const Polynomial& p, int depth) {
  const std::set<Kernel> all = kernels_in(p);
  const auto sign =
      std::find_if(all.begin(), all.end(), [this](Kernel k) { return has_word(k, Word::sign); });
  if (sign == all.end()) return false;
  const Fraction u = kernels_[*sign].first;
  const auto& [lead, factor] = *u.over.rbegin();
  for (const int s : {1, -1, 0}) {
    Polynomial q = put(p, *sign, number(s));
    for (const Kernel k : all)
      if (has_word(k, Word::abs) && equal(kernels_[k].first, u)) q = put(q, k, times(number(s), u));
    if (s == 0 && u.over.size() == 1 && lead.size() == 1 && Power(0) < lead.front().second) {
      const Kernel k = lead.front().first;
      std::erase_if(q, [&](const auto& part) { return power_of(part.first, k).p() != 0; });
    } else if (s == 0) {
      if (const auto part = q.find(lead); part != q.end())
        q = sum(q, scaled(u.over, -part->second / factor), effort_);
    }
    if (!vanishes({q, {}}, depth)) return false;
  }
  return true;
}

bool Normal::vanishes(const Fraction& a, int depth) {
  if (is_zero_polynomial(a.over)) return true;
  if (depth == 0) return false;
  const auto attempt = [](const auto& test) {
    try {
      return test();
    } catch (const Rejected&) {
      return false;
    }
  };
  Polynomial p;
  if (!attempt([&] {
        p = cleared(a.over);
        return true;
      }))
    return false;
  return p.empty() || attempt([&] { return waves_cancel(p); }) ||
         attempt([&] { return logarithms_cancel(p, depth - 1); }) ||
         attempt([&] { return powers_agree(p, depth - 1); }) ||
         attempt([&] { return signs_agree(p, depth - 1); });
}

bool Normal::is_zero(const Fraction& a) {
  return vanishes(a, kDepth);
}

}  // namespace rigor::second_engine
