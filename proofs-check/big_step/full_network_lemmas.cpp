#include "proofs-check/big_step/full_network_lemmas.hpp"

#include <algorithm>

#include "function/normal.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"

namespace rigor::big_step {

Truth mean_full_gradient(const Rational& factor) {
  return proved_if(factor <= 2);
}

Rational least_variation_sum(std::size_t n) {
  const Rational half(1, 2);
  Rational sum = 0;
  for (std::size_t i = 1; i < n; ++i) {
    const Rational a = i - 1, b = n - i - 1;
    sum += std::min<Rational>(a * a * a, b * (b + half) * (b + 1));
    sum += std::min<Rational>(a * (a + half) * (a + 1), b * b * b);
  }
  return sum / 2;
}

template <IntervalNumber D>
Truth full_network_rate(std::size_t n, const Rational& rate, Precision precision) {
  const Rational kappa(1, 2), count = n;
  const Rational factor =
      rate * (1 - kappa) * least_variation_sum(n) / (count * count * count * count);
  return enclose<D>(factor, precision) * normal_cdf(enclose<D>(4L, precision)) >=
         enclose<D>(1L, precision);
}

template <IntervalNumber D>
Truth full_network_level(const Rational& kappa, const Rational& level, Precision precision) {
  return enclose<D>(kappa * kappa / 2, precision) * normal_second_moment<D>(4, precision) >=
         enclose<D>(level, precision);
}

template Truth full_network_rate<Decorated<Interval>>(std::size_t, const Rational&, Precision);
template Truth full_network_rate<Decorated<BigInterval>>(std::size_t, const Rational&, Precision);

template Truth full_network_level<Decorated<Interval>>(const Rational&, const Rational&, Precision);
template Truth full_network_level<Decorated<BigInterval>>(const Rational&, const Rational&,
                                                          Precision);

}  // namespace rigor::big_step
