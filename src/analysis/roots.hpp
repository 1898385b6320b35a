// All zeros and all minima of a function of one variable on an interval, certified.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "function/taylor.hpp"
#include "number/decorated.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// f and its derivatives on an interval. A coefficient is trusted only where it is bounded and, for
/// a decorated number, f is proved defined and continuous.
template <IntervalNumber I>
struct FunctionOnInterval {
  std::function<I(const I&)> value;
  std::function<I(const I&)> slope;
};

/// What is proved of the zeros on [from, to].
template <IntervalNumber I>
struct Roots {
  std::vector<I> simple;  ///< each contains exactly one zero, which is simple; disjoint, increasing
  std::vector<I> undecided;  ///< all other zeros are in these: multiple ones, ends, lost precision

  /// All zeros are isolated: their number is known.
  bool is_complete() const { return undecided.empty(); }
};

/// Encloses all zeros of f on [from, to], both thin.
///
/// A part X is dropped when f(X) has no zero. With m in X, the interval Newton step N = m - f(m) /
/// f'(X) contains every zero of X, and if f'(X) has no zero and N lies in the interior of X there
/// is exactly one (R. E. Moore 1966: f is monotone, and f changes sign between the ends, as f(m) +
/// f'(X) (x - m) has a sign at either). Otherwise X is replaced by the meet with N and halved,
/// until it is shorter than `shortest`, or than a few roundings. A zero at a point of division
/// would be met on both sides; parts that touch are joined and tried again as one. Zeros at `from`
/// or `to` itself can't be isolated and stay undecided. `step` is called once a part and may throw.
template <IntervalNumber I>
Roots<I> enclose_roots(const FunctionOnInterval<I>& f, const I& from, const I& to,
                       const I& shortest, const std::function<void()>& step);

/// The same for a generic callable on Taylor<I>.
template <IntervalNumber I, class F>
Roots<I> enclose_roots(const F& f, const I& from, const I& to, const I& shortest,
                       const std::function<void()>& step) {
  const FunctionOnInterval<I> on_interval{
      [&f](const I& x) { return f(Taylor<I>::variable(x, 0))[0]; },
      [&f](const I& x) { return f(Taylor<I>::variable(x, 1))[1]; }};
  return enclose_roots(on_interval, from, to, shortest, step);
}

/// A minimum of f.
template <IntervalNumber I>
struct Minimum {
  I place;  ///< contains exactly one zero of f', where f'' > 0
  I value;  ///< encloses f there
};

/// What is proved of the minima on [from, to].
template <IntervalNumber I>
struct Minima {
  std::vector<Minimum<I>> inside;  ///< all proved strict local minima inside, increasing
  std::vector<I> undecided;        ///< where other zeros of f' may be
  I least;                         ///< encloses the least value of f on [from, to], ends included
  /// The place of the least value, where it is proved to be a single local minimum inside.
  std::optional<Minimum<I>> global;
};

/// Encloses all local minima inside (from, to), and the least value. f is a generic callable on
/// Taylor<I>, twice differentiable on [from, to]. The zeros of f' are enclosed; at a simple one f''
/// has a sign. The least value is taken at an end, at a zero of f', or where it is undecided: the
/// hull over these of what may be least.
template <IntervalNumber I, class F>
Minima<I> enclose_minima(const F& f, const I& from, const I& to, const I& shortest,
                         const std::function<void()>& step) {
  const auto value = [&f](const I& x) { return f(Taylor<I>::variable(x, 0))[0]; };
  const auto second = [&f](const I& x) { return 2 * f(Taylor<I>::variable(x, 2))[2]; };
  const FunctionOnInterval<I> derivative{
      [&f](const I& x) { return f(Taylor<I>::variable(x, 1))[1]; }, second};
  const Roots<I> critical = enclose_roots(derivative, from, to, shortest, step);
  Minima<I> minima{{}, critical.undecided, min(value(from), value(to)), std::nullopt};
  bool may_be_elsewhere = false;
  I others = minima.least;
  for (const I& x : critical.undecided) others = min(others, value(x));
  for (const I& x : critical.simple) {
    // By the mean value theorem about the middle, with |f'| tiny on x.
    const I m = midpoint(x);
    const I at = intersection(value(x), value(m) + derivative.value(x) * (x - m));
    if (certainly(second(x) > 0)) {
      minima.inside.push_back({x, at});
    } else if (!certainly(second(x) < 0)) {
      may_be_elsewhere = true;
      others = min(others, at);
    }
  }
  minima.least = others;
  for (const Minimum<I>& m : minima.inside) minima.least = min(minima.least, m.value);
  for (std::size_t k = 0; k < minima.inside.size() && !may_be_elsewhere; ++k) {
    bool is_least = certainly(minima.inside[k].value < others);
    for (std::size_t j = 0; j < minima.inside.size(); ++j) {
      is_least = is_least && (j == k || certainly(minima.inside[k].value < minima.inside[j].value));
    }
    if (is_least) minima.global = minima.inside[k];
  }
  return minima;
}

}  // namespace rigor
