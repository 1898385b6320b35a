#include "soundness/real.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace rigor::soundness {

long exponent_of(const Real& x) {
  constexpr long kLimit = 1L << 62;
  fmpz_t e;
  fmpz_init(e);
  arf_abs_bound_lt_2exp_fmpz(e, x.get());
  const long result = fmpz_fits_si(e) != 0 ? std::clamp(fmpz_get_si(e), -kLimit, kLimit)
                                           : (fmpz_sgn(e) < 0 ? -kLimit : kLimit);
  fmpz_clear(e);
  return result;
}

std::string text(const Real& x) {
  if (!x.is_finite()) return x.sign() > 0 ? "inf" : "-inf";
  const double nearest = arf_get_d(x.get(), ARF_RND_NEAR);
  if (std::isfinite(nearest) && Real::of(nearest) == x) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%a", nearest);
    return buffer;
  }
  fmpz_t significand;
  fmpz_t exponent;
  fmpz_init(significand);
  fmpz_init(exponent);
  arf_get_fmpz_2exp(significand, exponent, x.get());
  char* digits = fmpz_get_str(nullptr, 16, significand);
  char* power = fmpz_get_str(nullptr, 10, exponent);
  std::string result(digits);
  result.insert(result[0] == '-' ? 1 : 0, "0x");
  result += std::string("*2^") + power;
  flint_free(digits);
  flint_free(power);
  fmpz_clear(significand);
  fmpz_clear(exponent);
  return result;
}

std::uint64_t digest(const Real& x) {
  if (x.is_zero()) return 1;
  if (!x.is_finite()) return x.sign() > 0 ? 2 : 3;
  mp_srcptr limbs = nullptr;
  mp_size_t count = 0;
  ARF_GET_MPN_READONLY(limbs, count, x.get());
  const auto exponent = static_cast<std::uint64_t>(exponent_of(x));
  std::uint64_t result = 2 * exponent + (x.sign() > 0 ? 0 : 1);
  for (mp_size_t i = 0; i < count; ++i) {
    result = (result ^ limbs[i]) * 0x9e3779b97f4a7c15;
    result ^= result >> 32;
  }
  return result;
}

}  // namespace rigor::soundness
