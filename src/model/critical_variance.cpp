#include "model/critical_variance.hpp"

#include <stdexcept>

#include "model/mixture_moments.hpp"
#include "model/mixture_series.hpp"
#include "model/mixture_trap.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
class CriticalVariance {
 public:
  CriticalVariance(const MixtureAtoms<I>& atoms, const I& r, const std::function<void()>& step)
      : atoms_(atoms), r_(r), step_(step) {}

  /// Of 1 / v; side is 1 or -1: r - side m(x_i + side r, v).
  I room(int side, const I& y) const {
    step_();
    return r_ - side * enclose_moments(atoms_, {side * r_}, y).mean[0];
  }
  I slope(int side, const I& y) const {
    step_();
    MixtureSeries<I> series(atoms_, {side * r_}, y, 1, false);
    series.append({side * r_}, rigor::enclose<I>(1, atoms_.precision()));  // z fixed, y moving
    return -(side * series.mean(1)[0]);
  }
  bool is_invariant(const I& y) const {
    return certainly(room(1, y) >= 0) && certainly(room(-1, y) >= 0);
  }

  std::optional<I> enclose(long most) const {
    const std::optional<I> start = proved_start();
    if (!start) return std::nullopt;
    I high = *start;
    const I end = high / most;
    // Intervals of y, downward, each a share of its upper end.
    int share = 1;
    const int finest = 14;
    while (share <= finest) {
      if (certainly(high <= end)) return std::nullopt;
      const I low = lower_point(high * (1 - pown(half(), share)));
      if (is_invariant(hull(low, high))) {
        high = low;
        if (share > 1) --share;
      } else {
        ++share;
      }
    }
    for (int k = finest; k >= 3; --k) {
      const I low = lower_point(high * (1 - pown(half(), k)));
      for (const int side : {1, -1}) {
        if (certainly(room(side, low) < 0)) return sharpened(side, low, high);
      }
    }
    return std::nullopt;
  }

 private:
  I half() const { return scale2(rigor::enclose<I>(1, atoms_.precision()), -1); }

  /// 1 / v for a v below which the ball is invariant by eps_i(r, v) <= r; nothing where none is
  /// found.
  std::optional<I> proved_start() const {
    I y = recip(sqr(r_));
    for (int k = 0; k < 200; ++k) {
      step_();
      const auto trap = enclose_ball_trap(atoms_, atoms_.origin(), r_, recip(y));
      if (!trap) break;
      if (certainly(trap->pull <= r_)) return upper_point(y);
      y = upper_point(y * 2);
    }
    return std::nullopt;
  }

  /// The room on the side is < 0 at low; both sides have room from high on.
  std::optional<I> sharpened(int side, I low, I high) const {
    const I between = hull(low, high);
    const bool is_single =
        certainly(slope(side, between) > 0) && certainly(room(-side, between) >= 0);
    if (is_single) {
      for (int k = 0; k < atoms_.precision().bits; ++k) {
        const I middle = midpoint(hull(low, high));
        const I value = room(side, middle);
        if (certainly(value < 0)) {
          low = middle;
        } else if (certainly(value >= 0)) {
          high = middle;
        } else {
          break;
        }
      }
    }
    return hull(recip(high), recip(low));
  }

  const MixtureAtoms<I>& atoms_;
  const I& r_;
  const std::function<void()>& step_;
};

}  // namespace

template <IntervalNumber I>
std::optional<I> enclose_critical_variance(const MixtureAtoms<I>& atoms, const I& r, long most,
                                           const std::function<void()>& step) {
  if (atoms.dimension() != 1) throw std::invalid_argument("data on the line are needed");
  return CriticalVariance<I>(atoms, r, step).enclose(most);
}

template std::optional<Interval> enclose_critical_variance(const MixtureAtoms<Interval>&,
                                                           const Interval&, long,
                                                           const std::function<void()>&);
template std::optional<BigInterval> enclose_critical_variance(const MixtureAtoms<BigInterval>&,
                                                              const BigInterval&, long,
                                                              const std::function<void()>&);

}  // namespace rigor
