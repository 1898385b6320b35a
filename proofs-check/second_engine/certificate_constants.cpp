#include "second_engine/certificate_constants.hpp"

#include <arb_hypgeom.h>

#include "second_engine/certificate_ends.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 256;
constexpr int kDeepest = 50;

void raise(arb_t x, const Power& power) {
  Ball exponent;
  set_rational(exponent.get(), power.rational(), kBits);
  arb_pow(x, x, exponent.get(), kBits);
}

}  // namespace

std::optional<int> Constants::sign(const Fraction& a) {
  if (normal_.is_zero(a)) return 0;
  Ball value;
  if (!evaluate(a, value.get(), 0)) return std::nullopt;
  if (arb_is_positive(value.get()) != 0) return 1;
  if (arb_is_negative(value.get()) != 0) return -1;
  return std::nullopt;
}

bool Constants::evaluate(const Fraction& a, arb_t result, int depth) {
  if (depth > kDeepest) return false;
  if (!evaluate(a.over, result, depth)) return false;
  for (const auto& [place, power] : a.factors) {
    Ball factor;
    if (!evaluate(normal_.factor(place), factor.get(), depth)) return false;
    raise(factor.get(), power);
    arb_mul(result, result, factor.get(), kBits);
  }
  return true;
}

bool Constants::evaluate(const Polynomial& a, arb_t result, int depth) {
  arb_zero(result);
  for (const auto& [monomial, coefficient] : a) {
    Ball part;
    set_rational(part.get(), coefficient, kBits);
    for (const auto& [kernel, power] : monomial) {
      Ball value;
      if (!evaluate(kernel, value.get(), depth + 1)) return false;
      raise(value.get(), power);
      arb_mul(part.get(), part.get(), value.get(), kBits);
    }
    arb_add(result, result, part.get(), kBits);
  }
  return true;
}

bool Constants::evaluate(Kernel kernel, arb_t result, int depth) {
  const KernelEntry entry = normal_.kernel(kernel);
  if (entry.kind == KernelKind::pi) {
    arb_const_pi(result, kBits);
    return true;
  }
  if (entry.kind == KernelKind::prime) {
    set_rational(result, Rational(entry.integer), kBits);
    return true;
  }
  if (entry.kind == KernelKind::variable || entry.kind == KernelKind::pair) return false;
  Ball x;
  if (!evaluate(entry.first, x.get(), depth)) return false;
  switch (entry.word) {
    case Word::exp:
      arb_exp(result, x.get(), kBits);
      return true;
    case Word::root:
      arb_set(result, x.get());
      return true;
    case Word::log:
      arb_log(result, x.get(), kBits);
      return true;
    case Word::sin:
      arb_sin(result, x.get(), kBits);
      return true;
    case Word::cos:
      arb_cos(result, x.get(), kBits);
      return true;
    case Word::atan:
      arb_atan(result, x.get(), kBits);
      return true;
    case Word::asin:
      arb_asin(result, x.get(), kBits);
      return true;
    case Word::erf:
      arb_hypgeom_erf(result, x.get(), kBits);
      return true;
    default:
      return false;
  }
}

}  // namespace rigor::second_engine
