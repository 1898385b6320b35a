#include "number/decimal.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace rigor {
namespace {

constexpr long kLeastPlainExponent = -5;
constexpr long kLargestPlainExponent = 20;

// 0.d1 d2 d3 ... times 10^exponent as text; no trailing zeros in `digits`, d1 is not 0.
std::string place_point(std::string digits, long exponent) {
  const long count = static_cast<long>(digits.size());
  const long leading = exponent - 1;  // the exponent of d1
  if (leading < kLeastPlainExponent || leading > kLargestPlainExponent) {
    if (count > 1) digits.insert(1, 1, '.');
    return digits.append("e").append(std::to_string(leading));
  }
  if (exponent <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - exponent), '0');
    return digits.insert(1, 1, '.');
  }
  if (count <= exponent) return digits.append(static_cast<std::size_t>(exponent - count), '0');
  return digits.insert(static_cast<std::size_t>(exponent), 1, '.');
}

std::string rounded_decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction) {
  if (mpfr_nan_p(x) != 0) return direction == MPFR_RNDD ? "-inf" : "inf";
  if (mpfr_inf_p(x) != 0) return mpfr_sgn(x) < 0 ? "-inf" : "inf";
  if (mpfr_zero_p(x) != 0) return "0";
  mpfr_exp_t exponent = 0;
  const std::unique_ptr<char, void (*)(char*)> raw(
      mpfr_get_str(nullptr, &exponent, 10, static_cast<std::size_t>(std::max(digits, 1)), x,
                   direction),
      mpfr_free_str);
  std::string text(raw.get());
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  text.erase(text.find_last_not_of('0') + 1);
  text = place_point(std::move(text), exponent);
  if (negative) text.insert(0, 1, '-');
  return text;
}

}  // namespace

std::string lower_decimal(mpfr_srcptr x, int digits) {
  return rounded_decimal(x, digits, MPFR_RNDD);
}

std::string upper_decimal(mpfr_srcptr x, int digits) {
  return rounded_decimal(x, digits, MPFR_RNDU);
}

}  // namespace rigor
