#include "function/scaled_exp.hpp"

namespace rigor {

// s 2^-112 = (16 k + i) ln(2)/16 + r. The number of steps n = 16 k + i is at most the exact one,
// and 16 s 2^-112 / ln 2 - n < 1 + 2^-43, so 0 <= r < 0.0434 < 2^-4; the step that is rounded down
// adds less than n 2^-112 < 2^-97.
//
// exp(-r) = 1 - r A(r), A(r) = sum over j of (-r)^j / (j + 1)!, in units of 2^-64. r, with 68
// digits behind the point, is too small by less than 2^-68; each step of Horner's rule adds at most
// 1.5 units to r times the error of the last, the first coefficient 1 more: less than 2.1 units in
// A; the terms left out are below r^10 / 11! < 0.01 units. So 1 - r A has an error below 1.3 units,
// relative to at least 0.95: 0.7 2^-63. The root of 1/2 adds 2^-64, the product 2^-63.
Scaled exp_of_minus(Wide s) {
  const auto leading = static_cast<std::uint64_t>(s >> 64U);  // 48 digits behind the point
  const auto n = static_cast<std::uint64_t>(Wide{leading} * kStepsPerUnit >> 106U);
  const auto r = static_cast<std::uint64_t>((s - n * kStep) >> (kSquareBits - 68));
  std::uint64_t sum = kExpCoefficients.back();
  for (std::size_t j = kExpCoefficients.size() - 1; j-- > 0;) {
    sum = kExpCoefficients[j] - static_cast<std::uint64_t>(Wide{r} * sum >> 68U);
  }
  const Wide power = (Wide{1} << 64U) - (Wide{r} * sum >> 68U);
  const Scaled result = Scaled::of(power, -64 - static_cast<int>(n / 16));
  if (n % 16 == 0) return result;
  return result * Scaled{kRootsOfHalf[n % 16], -64};
}

}  // namespace rigor
