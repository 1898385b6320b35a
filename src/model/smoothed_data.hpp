// The empirical law of data on the line, smoothed by N(0, v), against the law they were drawn from.
#pragma once

#include <functional>
#include <vector>

#include "analysis/panel_refinement.hpp"
#include "analysis/positive_part.hpp"
#include "model/law_pair.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Data x_1 < ... < x_N of the line (N >= 1), q = (1/N) sum_i N(x_i, v), v > 0, against a law p
/// that is not smoothed. Throws std::invalid_argument unless the points increase and v > 0 is
/// certain.
template <IntervalNumber I>
class SmoothedData {
 public:
  SmoothedData(std::vector<Rational> points, const I& v, std::function<void()> step);

  /// TV(p, q), the integral of max(p - q, 0), to 10^-digits where the precision allows.
  I variation(BaseLaw law, int digits) const;
  /// q of the points within rho > 0 of the data.
  I mass_near_data(const I& rho) const;

  /// KL(p | q) for p uniform on [0, 1]: with S(x) = sum_j exp((|x - x_k|^2 - |x - x_j|^2) / 2v),
  /// x_k the datum nearest to x,
  ///   KL = log(N sqrt(2 pi v)) + E min_j |U - x_j|^2 / 2v - E log S(U),   1 <= S <= N.
  /// The first two terms are exact; E log S is a sum of integrals over the cells of the data.
  Integral<I> uniform_divergence(int digits) const;
  /// W2(q, p)^2 for p uniform on [0, 1]. With F the distribution function of q the optimal map is
  /// F, so it is the integral of (x - F(x))^2 q(x):
  ///   (1/N) sum x_i^2 + v + 1/3 - (1/N^2) sum_{i,j} E max(x_i + sigma Z, x_j + sigma Z'),
  /// as 2 F q is the density of the larger of two independent draws; and E max = x_i Phi(u) + x_j
  /// Phi(-u) + sqrt(2v) phi(u) with u = (x_i - x_j) / sqrt(2v).
  I squared_transport_to_uniform() const;

 private:
  template <IntervalNumber J>
  friend class SmoothedData;

  I cdf(const I& x) const;
  PanelShape<I> difference(BaseLaw law, const I& a, const I& b) const;
  std::vector<SignedPanel<I>> signs(BaseLaw law, int digits) const;
  I log_sum_over(const Rational& from, const Rational& to, std::size_t k, int digits,
                 bool& is_reached) const;

  std::vector<Rational> points_;
  std::vector<I> at_;
  I v_, sigma_;
  std::function<void()> step_;
};

/// E min_i |U - x_i|^2 for U uniform on [0, 1] and increasing x_i; (12 N^2)^-1 for x_i = (2i - 1) /
/// 2N.
Rational squared_distance_from_uniform(const std::vector<Rational>& points);

/// W2^2 between the empirical law of increasing x_i and the uniform law on [0, 1]: the sum of the
/// integrals of (u - x_i)^2 over (i - 1)/N <= u <= i/N, by the monotone coupling.
Rational squared_transport_from_uniform(const std::vector<Rational>& points);

}  // namespace rigor
