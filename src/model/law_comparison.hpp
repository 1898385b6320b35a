// How far the smoothed empirical law is from the smoothed true law of one variable: excess risks of
// scores, divergences and total variation, by validated quadrature.
#pragma once

#include <functional>
#include <vector>

#include "model/law_pair.hpp"

namespace rigor {

/// With p_N, p_v, s_N and s_p as in LawPair, at one noise variance v. Each number is refined until
/// it is 10^-digits wide relative to itself, as far as the precision of v allows; the tails beyond
/// the points where the normal densities are below 2^-(bits + 40) are bounded in closed form.
/// Methods throw what `step` throws when the budget is spent.
template <IntervalNumber I>
class LawComparison {
 public:
  /// Requires increasing points and v > 0 (std::invalid_argument otherwise). `step` is called once
  /// a panel.
  LawComparison(std::vector<Rational> points, BaseLaw law, I v, int digits,
                std::function<void()> step);

  /// E_te(s_N): the integral of |s_N - s_p|^2 p_v.
  I test_excess() const;
  /// E_tr(s_p): the integral of |s_N - s_p|^2 p_N.
  I train_excess() const;

  /// What E_te(s_N) and E_tr(s_p) have over |y| > L, within [0, a bound]; for all members of v.
  /// Requires L >= max(1, |x_i|).
  I test_excess_beyond(const I& L) const;
  I train_excess_beyond(const I& L) const;

  /// The score s = (lambda p_N s_N + p_v s_p) / (lambda p_N + p_v) for lambda > 0: with
  /// a = lambda p_N / (lambda p_N + p_v),
  ///   E_tr(s) = integral of |s_N - s_p|^2 (1 - a)^2 p_N,  E_te(s) = integral of |s_N - s_p|^2 a^2
  ///   p_v,  V = integral of |s_N - s_p|^2 a p_v = lambda E_tr(s) + E_te(s).
  struct TradeOff {
    I least;  ///< V
    I train, test;
  };
  TradeOff trade_off(const I& lambda) const;  ///< the last as a difference of the others
  I trade_off_value(const I& lambda) const;   ///< V

  /// E_{Y ~ p_v} |s_N(Y)|^2 and E_{Y ~ p_v} |s_p(Y)|^2.
  I empirical_score_moment() const;
  I true_score_moment() const;

  /// KL(p_N | p_v) and KL(p_v | p_N).
  I divergence_from_truth() const;
  I divergence_to_truth() const;

  /// TV(p_N, p_v) = half the integral of |p_N - p_v|. Between two sign changes of log(p_N / p_v)
  /// the integral is a difference of distribution functions; each sign change is bracketed so
  /// closely that what lies in the bracket doesn't matter.
  I total_variation() const;

 private:
  enum class Under { empirical, truth };
  template <class F>
  I integral(const F& f, Under law, const I& quadratic, const I& constant) const;
  I tails(Under law, const I& beyond, const I& quadratic, const I& constant) const;
  I reach() const;
  std::vector<I> breaks(const I& beyond) const;
  I difference_of_cdfs(const I& y) const;

  std::vector<Rational> points_;
  BaseLaw law_;
  I v_, sigma_;
  LawPair<I> pair_;
  I extent_;  ///< max(1, |x_i|)
  Precision precision_;
  int digits_;
  std::function<void()> step_;
};

}  // namespace rigor
