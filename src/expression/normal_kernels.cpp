// Kernels of normal forms: exponentials, roots and logarithms.
#include <algorithm>

#include "expression/normal_form.hpp"

namespace rigor {
namespace {

const Fraction& one() {
  static const Fraction kOne{Polynomial(Rational(1))};
  return kOne;
}

Fraction number(const Rational& value) {
  return {Polynomial(value)};
}

Fraction scaled(const Fraction& a, const Rational& c) {
  return {a.numerator * c, a.denominator};
}

// A single kernel to a power, without a factor.
const std::pair<KernelId, Exponent>* single_kernel(const Fraction& a) {
  if (!a.is_polynomial() || !a.numerator.is_monomial()) return nullptr;
  if (a.numerator.leading_coefficient() != 1 || a.numerator.leading_monomial().size() != 1) {
    return nullptr;
  }
  return &a.numerator.leading_monomial().front();
}

}  // namespace

KernelId NormalForms::add_kernel(Kernel kernel) {
  kernels_.push_back(std::move(kernel));
  return kernels_.size() - 1;
}

KernelId NormalForms::simple_kernel(KernelKind kind, std::size_t index) {
  for (KernelId id = 0; id < kernels_.size(); ++id) {
    if (kernels_[id].kind == kind && kernels_[id].index == index) return id;
  }
  Kernel kernel;
  kernel.kind = kind;
  kernel.index = index;
  kernel.op = kind == KernelKind::pi ? Op::pi : Op::variable;
  kernel.term = kind == KernelKind::pi ? terms_.pi() : terms_.variable(index);
  return add_kernel(std::move(kernel));
}

KernelId NormalForms::prime_kernel(const Integer& p) {
  for (KernelId id = 0; id < kernels_.size(); ++id) {
    if (kernels_[id].kind == KernelKind::prime && kernels_[id].integer == p) return id;
  }
  Kernel kernel;
  kernel.kind = KernelKind::prime;
  kernel.op = Op::number;
  kernel.integer = p;
  kernel.term = terms_.number(Rational(p));
  return add_kernel(std::move(kernel));
}

bool NormalForms::equal(const Fraction& a, const Fraction& b) {
  if (a.denominator == b.denominator) return a.numerator == b.numerator;
  return is_zero_polynomial(a.numerator * b.denominator - b.numerator * a.denominator);
}

std::optional<KernelId> NormalForms::find(KernelKind kind, Op op, const Fraction& a) {
  for (KernelId id = 0; id < kernels_.size(); ++id) {
    if (kernels_[id].kind != kind || kernels_[id].op != op) continue;
    const Fraction& operand = kernels_[id].operand;
    if (equal(operand, a)) return id;
  }
  return std::nullopt;
}

// value > 0 as a product of powers of integers >= 2, by trial division to 1000.
std::vector<std::pair<Integer, std::int64_t>> NormalForms::factors(const Rational& value) {
  std::vector<std::pair<Integer, std::int64_t>> found;
  const auto divide = [&found](Integer n, std::int64_t sign) {
    for (int p = 2; p < 1000 && n > 1; ++p) {
      std::int64_t power = 0;
      while (n % p == 0) {
        n /= p;
        ++power;
      }
      if (power != 0) found.emplace_back(p, sign * power);
      if (Integer(p) * p > n) break;
    }
    if (n > 1) found.emplace_back(n, sign);
  };
  divide(Integer(numerator(value)), 1);
  divide(Integer(denominator(value)), -1);
  return found;
}

// base^e, base > 0.
Fraction NormalForms::rational_power(const Rational& base, const Exponent& e) {
  Fraction result = one();
  for (const auto& [p, n] : factors(base)) {
    result = product(result, kernel_power(prime_kernel(p), e * Exponent(n)));
  }
  return result;
}

KernelId NormalForms::exp_kernel(const Fraction& a) {
  if (const auto found = find(KernelKind::exp, Op::exp, a)) return *found;
  Kernel kernel;
  kernel.kind = KernelKind::exp;
  kernel.op = Op::exp;
  kernel.operand = a;
  const TermId operand = term_of(a);
  const Term term{Op::exp, {}, 0, operand, 0};
  kernel.term = terms_.rebuild(term, operand, 0);
  return add_kernel(std::move(kernel));
}

Fraction NormalForms::exp_of(const Fraction& a) {
  if (!a.is_polynomial()) {
    const Rational scale = a.numerator.leading_coefficient();
    if (const auto exponent = Exponent::from(scale)) {
      return kernel_power(exp_kernel(scaled(a, 1 / scale)), *exponent);
    }
    return kernel_power(exp_kernel(a), 1);
  }
  Fraction result = one();
  Fraction others = one();
  Monomial exponentials;
  std::map<KernelId, Exponent> powers;
  for (const auto& [monomial, coefficient] : a.numerator.parts()) {
    const std::optional<Exponent> exponent = Exponent::from(coefficient);
    if (exponent && monomial.size() == 1 && monomial.front().second == Exponent(1) &&
        kernels_[monomial.front().first].kind == KernelKind::log) {
      // exp(c log r) = r^c
      const Kernel& kernel = kernels_[monomial.front().first];
      if (kernel.op == Op::number) {
        others = product(others, rational_power(Rational(kernel.integer), *exponent));
      } else if (exponent->is_integer() && exponent->num() > 0 && exponent->num() < 65) {
        others = product(others, power(kernel.operand, static_cast<std::size_t>(exponent->num())));
      } else if (exponent->is_integer() && exponent->num() < 0 && exponent->num() > -65) {
        others =
            quotient(others, power(kernel.operand, static_cast<std::size_t>(-exponent->num())));
      } else {
        others = product(others, kernel_power(root_kernel(kernel.operand), *exponent));
      }
    } else if (exponent) {
      // Different monomials may be equal, so of one kernel: x^2/|x| and |x|.
      Exponent& total = powers[exp_kernel(Fraction{Polynomial(monomial, Rational(1))})];
      total = total + *exponent;
    } else {
      Exponent& total = powers[exp_kernel(Fraction{Polynomial(monomial, coefficient)})];
      total = total + Exponent(1);
    }
  }
  for (const auto& [kernel, exponent] : powers) {
    if (exponent.sign() != 0) exponentials.emplace_back(kernel, exponent);
  }
  return product(others, reduced(Polynomial(exponentials, Rational(1))));
}

KernelId NormalForms::root_kernel(const Fraction& a) {
  if (const auto found = find(KernelKind::root, Op::root, a)) return *found;
  Kernel kernel;
  kernel.kind = KernelKind::root;
  kernel.op = Op::root;
  kernel.operand = a;
  kernel.term = term_of(a);
  return add_kernel(std::move(kernel));
}

// The positive factors of a: its content, and the powers of positive kernels that all parts share.
NormalForms::Factored NormalForms::without_positive_factors(const Fraction& a) {
  Factored result;
  result.number = content(a.numerator);
  std::map<KernelId, Exponent> least;
  bool first = true;
  for (const auto& [monomial, coefficient] : a.numerator.parts()) {
    std::map<KernelId, Exponent> here;
    for (const auto& [kernel, exponent] : monomial) {
      if (kernels_[kernel].is_positive()) here[kernel] = exponent;
    }
    if (first) {
      least = here;
      first = false;
      continue;
    }
    for (auto& [kernel, exponent] : least) {
      const auto place = here.find(kernel);
      const Exponent other = place == here.end() ? Exponent(0) : place->second;
      if (other < exponent) exponent = other;
    }
    for (const auto& [kernel, exponent] : here) {
      if (!least.contains(kernel) && exponent.sign() < 0) least[kernel] = exponent;
    }
  }
  for (const auto& [kernel, exponent] : least) {
    if (exponent.sign() != 0) result.kernels.emplace_back(kernel, exponent);
  }
  const Monomial inverse = rigor::power(result.kernels, -1);
  result.rest =
      quotient(reduced(a.numerator.times(inverse) * (1 / result.number)), Fraction{a.denominator});
  return result;
}

Fraction NormalForms::root_of(const Fraction& a, std::int64_t n) {
  if (a.numerator.is_zero()) return {};
  const Factored parts = without_positive_factors(a);
  const Exponent e(1, n);
  const Fraction outside =
      product(rational_power(parts.number, e),
              reduced(Polynomial(rigor::power(parts.kernels, e), Rational(1))));
  const Fraction& rest = parts.rest;
  if (rest.constant() == Rational(1)) return outside;
  KernelId kernel = 0;
  Exponent exponent = e;
  const auto* single = single_kernel(rest);
  if (single != nullptr && kernels_[single->first].kind == KernelKind::root) {
    // A power of a kernel s >= 0: (s^k)^(1/n) = s^(k/n).
    kernel = single->first;
    exponent = single->second * e;
  } else if (single != nullptr && single->second.is_integer() && single->second.num() % 2 != 0) {
    // s^k >= 0 with an odd k says s >= 0 (s > 0 for k < 0).
    kernel = root_kernel(Fraction{Polynomial({{single->first, 1}}, Rational(1))});
    exponent = single->second * e;
  } else {
    kernel = root_kernel(rest);
  }
  return product(outside, reduced(Polynomial({{kernel, exponent}}, Rational(1))));
}

Fraction NormalForms::log_of(const Fraction& a) {
  if (a.numerator.is_zero()) throw NormalFormLimit("the logarithm of 0");
  const Factored parts = without_positive_factors(a);
  Polynomial result;
  Fraction extra;
  const auto log_of_integer = [this](const Integer& p) {
    for (KernelId id = 0; id < kernels_.size(); ++id) {
      if (kernels_[id].kind == KernelKind::log && kernels_[id].integer == p) return id;
    }
    Kernel kernel;
    kernel.kind = KernelKind::log;
    kernel.op = Op::number;
    kernel.integer = p;
    kernel.operand = number(Rational(p));
    kernel.term = terms_.apply(Op::log, terms_.number(Rational(p)));
    return add_kernel(std::move(kernel));
  };
  const auto log_kernel = [this](const Fraction& operand) {
    if (const auto found = find(KernelKind::log, Op::log, operand)) return *found;
    Kernel kernel;
    kernel.kind = KernelKind::log;
    kernel.op = Op::log;
    kernel.operand = operand;
    kernel.term = terms_.apply(Op::log, term_of(operand));
    return add_kernel(std::move(kernel));
  };
  for (const auto& [p, k] : factors(parts.number)) {
    result.add({{log_of_integer(p), 1}}, Rational(k));
  }
  for (const auto& [id, exponent] : parts.kernels) {
    const Kernel& kernel = kernels_[id];
    if (kernel.kind == KernelKind::exp) {
      extra = sum(extra, scaled(kernel.operand, exponent.rational()));
    } else if (kernel.kind == KernelKind::prime) {
      result.add({{log_of_integer(kernel.integer), 1}}, exponent.rational());
    } else {
      const Fraction operand{Polynomial({{id, 1}}, Rational(1))};
      result.add({{log_kernel(operand), 1}}, exponent.rational());
    }
  }
  const Fraction& rest = parts.rest;
  if (rest.constant() != Rational(1)) {
    const auto* single = single_kernel(rest);
    if (single != nullptr && kernels_[single->first].kind == KernelKind::root) {
      const Fraction& operand = kernels_[single->first].operand;
      const Rational exponent = single->second.rational();
      extra = sum(extra, scaled(log_of(operand), exponent));
    } else if (single != nullptr && single->second.is_integer() && single->second.num() % 2 != 0) {
      const Rational exponent = single->second.rational();
      const Fraction operand{Polynomial({{single->first, 1}}, Rational(1))};
      result.add({{log_kernel(operand), 1}}, exponent);
    } else {
      std::optional<KernelId> inverse;
      if (!find(KernelKind::log, Op::log, rest)) {
        inverse = find(KernelKind::log, Op::log, quotient(one(), rest));
      }
      if (inverse) {
        result.add({{*inverse, 1}}, Rational(-1));
      } else {
        result.add({{log_kernel(rest), 1}}, Rational(1));
      }
    }
  }
  return sum(Fraction{result}, extra);
}

}  // namespace rigor
