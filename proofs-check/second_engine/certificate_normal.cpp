#include "second_engine/certificate_normal.hpp"

#include <algorithm>

namespace rigor::second_engine {
namespace {

// The greatest monomial that divides all parts, with negative powers too, among accepted kernels.
template <class Accept>
Monomial common_monomial(const Polynomial& a, const Accept& accept) {
  std::map<Kernel, std::pair<Power, std::size_t>> least;
  for (const auto& [monomial, coefficient] : a) {
    for (const auto& [kernel, power] : monomial) {
      if (!accept(kernel)) continue;
      const auto [place, added] = least.try_emplace(kernel, power, 0);
      if (power < place->second.first) place->second.first = power;
      ++place->second.second;
    }
  }
  Monomial common;
  for (const auto& [kernel, entry] : least) {
    Power power = entry.first;
    if (entry.second < a.size() && Power(0) < power) power = 0;
    if (power.p() != 0) common.emplace_back(kernel, power);
  }
  return common;
}

constexpr int kMostPower = 200;

}  // namespace

// Primes p^e = p^floor(e) p^(e - floor e); roots likewise, with a whole power of a root kernel
// being that of its operand; sin^2 = 1 - cos^2; |a|^2 = a^2.
Fraction Normal::reduced(const Polynomial& a) {
  Fraction result;
  for (const auto& [monomial, coefficient] : a) {
    Monomial kept;
    std::optional<Fraction> others;
    for (const auto& [k, power] : monomial) {
      const KernelEntry& entry = kernels_[k];
      Power rest = power;
      std::optional<Fraction> base;
      std::int64_t n = 0;
      if (entry.kind == KernelKind::prime || entry.kind == KernelKind::root) {
        n = power.floor();
        if (n != 0) {
          rest = power + Power(-n);
          base = entry.kind == KernelKind::prime ? number(Rational(entry.integer)) : entry.first;
        }
      } else if (entry.kind == KernelKind::sin && (power.p() > 1 || power.p() < 0)) {
        n = (power.p() - (power.p() % 2 != 0 ? 1 : 0)) / 2;
        rest = power + Power(-2 * n);
        base = number(1);
        add_to(base->over, {{k + 1, 2}}, -1);  // the cosine follows the sine
      } else if (entry.kind == KernelKind::function && entry.word == Word::abs && power.p() > 1) {
        n = power.p() / 2;
        rest = power + Power(-2 * n);
        base = times(entry.first, entry.first);
      }
      if (rest.p() != 0) kept.emplace_back(k, rest);
      if (base) {
        if (n > kMostPower || n < -kMostPower) reject("normal form: a power is too large");
        Fraction whole = raised(*base, static_cast<std::uint64_t>(n < 0 ? -n : n));
        if (n < 0) whole = inverse(whole);
        others = others ? times(*others, whole) : whole;
      }
    }
    if (!others && result.factors.empty()) {
      effort_.spend(1);
      add_to(result.over, kept, coefficient);
      continue;
    }
    Fraction part;
    add_to(part.over, kept, coefficient);
    result = plus(result, others ? times(*others, part) : part);
  }
  return result;
}

// Divides `over` by factors with negative powers where they divide it.
Fraction Normal::settled(Fraction a) {
  if (a.over.empty()) return {};
  for (auto& [place, power] : a.factors) {
    while (power < 0) {
      std::optional<Polynomial> quotient = divided(a.over, factors_[place], effort_);
      if (!quotient) break;
      a.over = std::move(*quotient);
      ++power;
    }
  }
  std::erase_if(a.factors, [](const auto& factor) { return factor.second == 0; });
  return a;
}

Fraction Normal::plus(const Fraction& a, const Fraction& b) {
  if (a.over.empty()) return b;
  if (b.over.empty()) return a;
  if (a.factors == b.factors) {
    Fraction result{sum(a.over, b.over, effort_), a.factors};
    return settled(std::move(result));
  }
  Fraction x{a.over, {}}, y{b.over, {}};
  std::map<std::size_t, int> common;
  for (const auto& [place, power] : a.factors) common[place] = 0;
  for (const auto& [place, power] : b.factors) common[place] = 0;
  for (auto& [place, least] : common) {
    const auto p = a.factors.find(place), q = b.factors.find(place);
    const int i = p == a.factors.end() ? 0 : p->second, j = q == b.factors.end() ? 0 : q->second;
    least = std::min(i, j);
    Fraction factor{factors_[place], {}};
    if (i > least) x = times(x, raised(factor, static_cast<std::uint64_t>(i - least)));
    if (j > least) y = times(y, raised(factor, static_cast<std::uint64_t>(j - least)));
  }
  std::erase_if(common, [](const auto& factor) { return factor.second == 0; });
  Fraction total = plus(x, y);
  for (const auto& [place, power] : common) total.factors[place] += power;
  return settled(std::move(total));
}

Fraction Normal::times(const Fraction& a, const Fraction& b) {
  Fraction result = reduced(product(a.over, b.over, effort_));
  for (const auto* fraction : {&a, &b})
    for (const auto& [place, power] : fraction->factors) result.factors[place] += power;
  return settled(std::move(result));
}

Fraction Normal::inverse(const Fraction& a) {
  if (a.over.empty()) reject("normal form: a division by 0");
  Fraction result;
  const auto whole = [this](Kernel k) {
    return kernels_[k].kind != KernelKind::root && kernels_[k].kind != KernelKind::prime;
  };
  const Monomial common =
      a.over.size() == 1 ? a.over.begin()->first : common_monomial(a.over, whole);
  const Monomial up = second_engine::raised(common, -1);
  const Rational lead = a.over.rbegin()->second;
  Polynomial start;
  add_to(start, up, 1 / lead);
  result = reduced(start);
  if (a.over.size() > 1) {
    Polynomial factor = scaled(shifted(a.over, up), 1 / lead);
    std::size_t place = 0;
    while (place < factors_.size() && factors_[place] != factor) ++place;
    if (place == factors_.size()) factors_.push_back(std::move(factor));
    result.factors[place] -= 1;
  }
  for (const auto& [place, power] : a.factors) result.factors[place] -= power;
  return settled(std::move(result));
}

Fraction Normal::raised(const Fraction& a, std::uint64_t n) {
  if (n > kMostPower && a.over.size() > 1) reject("normal form: a power is too large");
  if (n > (1U << 30)) reject("normal form: a power is too large");
  if (a.over.size() == 1) {
    const auto& [monomial, coefficient] = *a.over.begin();
    if (coefficient != 1 && n > 10000) reject("normal form: a power is too large");
    Rational c = 1;
    if (coefficient != 1)
      for (std::uint64_t i = 0; i < n; ++i) c *= coefficient;
    Polynomial over;
    add_to(over, second_engine::raised(monomial, static_cast<std::int64_t>(n)), c);
    Fraction result = reduced(over);
    for (const auto& [place, power] : a.factors) {
      if (n > 10000) reject("normal form: a power is too large");
      result.factors[place] += power * static_cast<int>(n);
    }
    return settled(std::move(result));
  }
  Fraction result = number(1);
  for (std::uint64_t i = 0; i < n; ++i) result = times(result, a);
  return result;
}

Fraction Normal::kernel_power(Kernel k, const Power& e) {
  if (e.p() == 0) return number(1);
  Polynomial over;
  add_to(over, {{k, e}}, 1);
  return reduced(over);
}

std::optional<Polynomial> Normal::polynomial(const Fraction& a) {
  Fraction result{a.over, {}};
  for (const auto& [place, power] : a.factors) {
    if (power < 0) return std::nullopt;
    result = times(result, raised({factors_[place], {}}, static_cast<std::uint64_t>(power)));
  }
  if (!result.factors.empty()) return std::nullopt;
  return result.over;
}

// Negative powers are cleared by multiplication with kernels that aren't 0 where the term is
// defined, as the term has divided by them.
bool Normal::is_zero_polynomial(Polynomial a) {
  for (int round = 0; round < 8; ++round) {
    if (a.empty()) return true;
    Monomial clearing;
    for (const auto& [k, power] : common_monomial(a, [](Kernel) { return true; }))
      if (power < Power(0)) clearing.emplace_back(k, -power);
    const Fraction cleared = reduced(shifted(a, clearing));
    if (clearing.empty() && cleared.over == a) return false;
    a = cleared.over;
  }
  return false;
}

bool Normal::equal(const Fraction& a, const Fraction& b) {
  if (a.factors == b.factors) return a.over == b.over;
  return is_zero_polynomial(plus(a, minus(b)).over);
}

bool Normal::is_zero(Id term) {
  return is_zero(of(term));
}

bool Normal::identical(Id a, Id b) {
  if (a == b) return true;
  return is_zero(plus(of(a), minus(of(b))));
}

const Fraction& Normal::of(Id term) {
  if (const auto place = forms_.find(term); place != forms_.end()) return place->second;
  effort_.left = Effort{}.left;
  const Program program = graph_.program(term);
  for (const Step& step : program.steps) {
    if (forms_.count(step.id) != 0) continue;
    const int operands = operands_of(step.word);
    const Fraction* a = operands >= 1 ? &forms_.at(program.steps[step.a].id) : nullptr;
    const Fraction* b = operands == 2 ? &forms_.at(program.steps[step.b].id) : nullptr;
    Fraction form = made(step, a, b);
    forms_.emplace(step.id, std::move(form));
  }
  return forms_.at(term);
}

void Normal::shrink(std::size_t size) {
  std::erase_if(forms_, [size](const auto& entry) { return entry.first >= size; });
}

Fraction Normal::made(const Step& step, const Fraction* a, const Fraction* b) {
  const auto half_pi = [&] {
    Fraction result = kernel_power(pi_kernel(), 1);
    result.over = scaled(result.over, Rational(1, 2));
    return result;
  };
  switch (step.word) {
    case Word::num:
      return number(graph_.number(step.n));
    case Word::pi:
      return kernel_power(pi_kernel(), 1);
    case Word::var: {
      for (Kernel k = 0; k < kernels_.size(); ++k)
        if (kernels_[k].kind == KernelKind::variable && kernels_[k].index == step.n)
          return kernel_power(k, 1);
      KernelEntry entry;
      entry.index = step.n;
      kernels_.push_back(std::move(entry));
      return kernel_power(kernels_.size() - 1, 1);
    }
    case Word::neg:
      return minus(*a);
    case Word::add:
      return plus(*a, *b);
    case Word::sub:
      return plus(*a, minus(*b));
    case Word::mul:
      return times(*a, *b);
    case Word::div:
      return times(*a, inverse(*b));
    case Word::pow:
      return raised(*a, step.n);
    case Word::root:
      return root_of(*a, step.n);
    case Word::exp:
      return exp_of(*a);
    case Word::log:
      return log_of(*a);
    case Word::sin:
      return wave_of(*a, false);
    case Word::cos:
      return wave_of(*a, true);
    case Word::tan:
      return times(wave_of(*a, false), inverse(wave_of(*a, true)));
    case Word::sinh:
    case Word::cosh: {
      const Fraction e = exp_of(*a);
      const Fraction other = exp_of(minus(*a));
      return times(plus(e, step.word == Word::cosh ? other : minus(other)), number(Rational(1, 2)));
    }
    case Word::tanh: {
      const Fraction e = exp_of(plus(*a, *a));
      return times(plus(e, number(-1)), inverse(plus(e, number(1))));
    }
    case Word::acos:
      return plus(half_pi(), minus(odd_of(Word::asin, *a)));
    case Word::erfc:
      return plus(number(1), minus(odd_of(Word::erf, *a)));
    case Word::asin:
    case Word::atan:
    case Word::erf:
      return odd_of(step.word, *a);
    case Word::abs:
    case Word::sign:
    case Word::floor:
    case Word::ceil:
      return other_of(step.word, *a);
    case Word::min:
    case Word::max:
      return pair_of(step.word, *a, *b);
  }
  reject("internal: unknown operation");
}

}  // namespace rigor::second_engine
