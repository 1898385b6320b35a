// Sums of exponentials on a half-line, the shape of every small-noise inequality.
#pragma once

#include <map>

#include "number/interval_number.hpp"

namespace rigor {

/// F(u) = sum_k a_k exp(-r_k u) with exact coefficients and rates. With u = 1 / sigma^2, statements
/// for all small noise levels are statements for all u >= u_1.
class ExponentialSum {
 public:
  /// Terms of one rate are added exactly.
  void add(const Rational& coefficient, const Rational& rate);

  /// The enclosure of exp(r_0 u) F(u) at an exact u, r_0 the least rate.
  template <IntervalNumber I>
  I scaled_value(const Rational& u, Precision precision) const;

  /// Proves F(u) >= 0 for every u >= u_1: `yes` or `unsettled`.
  /// Lemma (Abel): order the rates increasingly and put b_k = a_k exp(-r_k u_1),
  /// t_k = exp(-r_k (u - u_1)). The t_k are positive and do not increase with k, so if all partial
  /// sums B_k = b_0 + ... + b_k are >= 0, then F(u) = sum_k b_k t_k = sum_k B_k (t_k - t_{k+1}) >=
  /// 0 (with t_{K+1} = 0 behind the last k = K).
  template <IntervalNumber I>
  Truth is_nonnegative_from(const Rational& u_1, Precision precision) const;

 private:
  std::map<Rational, Rational> terms_;  // rate -> coefficient
};

}  // namespace rigor
