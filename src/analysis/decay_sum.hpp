// Sums of decaying exponentials with enclosed coefficients: all critical points on a half-line.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// One zero of f' and no other lies in `time`, and f'' has the same sign on all of it.
template <IntervalNumber I>
struct CriticalTime {
  I time;
  bool is_minimum;  ///< f'' > 0; otherwise f'' < 0
};

/// All zeros of f' on t >= 0: each of `points` has one, each of `undecided` may have some, the rest
/// of [0, end] has none, and beyond `end` f' is of one sign, that of `slope_beyond`. Without an
/// `end` nothing is proved.
template <IntervalNumber I>
struct CriticalTimes {
  std::vector<CriticalTime<I>> points;  ///< ascending
  std::vector<I> undecided;
  std::optional<I> end;
  int slope_beyond = 0;

  bool is_complete() const { return end && undecided.empty(); }
};

/// f(t) = c + sum_j a_j exp(-r_j t) for t >= 0, with rates r_j > 0.
template <IntervalNumber I>
class DecaySum {
 public:
  struct Term {
    I coefficient;
    I rate;
  };
  /// The first term is the slowest. Throws std::invalid_argument where there is no term.
  DecaySum(I constant, std::vector<Term> terms);

  /// f on t, and its derivative of an order >= 1.
  I value(const I& t) const;
  I derivative(const I& t, int order) const;
  const I& limit() const { return constant_; }
  /// An upper bound of |f(s) - c| for all s >= t: sum_j |a_j| exp(-r_j t).
  I distance_to_limit(const I& t) const;

  /// By bisection with the mean value form of f', and interval Newton steps where f'' has a sign.
  ///
  /// Behind the end: if a_0 r_0 exp(-r_0 t) is larger in size than the sum of all other
  /// |a_j| r_j exp(-r_j t) at t = end, then also at every t > end, for the quotients exp(-(r_j -
  /// r_0) t) decrease; so f' has the sign of -a_0 there. `step` is called once a box.
  CriticalTimes<I> critical_points(const std::function<void()>& step) const;

 private:
  struct Search;

  I constant_;
  std::vector<Term> terms_;
};

}  // namespace rigor
