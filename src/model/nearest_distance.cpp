#include "model/nearest_distance.hpp"

#include "analysis/quadrature.hpp"
#include "model/normal_moments.hpp"

namespace rigor {
namespace {

/// The integral of (y - from)^2 q(y) over [from, to], 0 if to < from; no `to` means infinity. With
/// `is_mirrored` the same for q(-y).
template <IntervalNumber I>
using Piece = std::function<I(const I& from, const std::optional<I>& to, bool is_mirrored)>;

/// Each datum has a piece to its right, from x + eta to m - h for the next midpoint m, and one to
/// its left, which is to the right after y -> -y.
template <IntervalNumber I>
I sum_of_pieces(const std::vector<Rational>& points, const I& h, const I& eta,
                const Piece<I>& piece) {
  const Precision p = precision_of(h);
  I sum = enclose<I>(0L, p);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const bool is_mirrored : {false, true}) {
      const bool is_end = is_mirrored ? i == 0 : i + 1 == points.size();
      const Rational sign = is_mirrored ? -1 : 1;
      const I from = enclose<I>(sign * points[i], p) + eta;
      std::optional<I> to;
      if (!is_end) {
        const Rational& other = points[is_mirrored ? i - 1 : i + 1];
        to = enclose<I>(sign * (points[i] + other) / 2, p) - h;
      }
      sum += piece(from, to, is_mirrored);
    }
  }
  return sum;
}

/// Ends with to >= from, where possibly to < from and then the piece is empty: max(to, from).
template <IntervalNumber I>
I normal_piece(const I& from, const std::optional<I>& to) {
  const Precision p = precision_of(from);
  if (to && !certainly(*to > from)) {
    if (certainly(*to <= from)) return enclose<I>(0L, p);
    return hull(enclose<I>(0L, p), upper_point(pown(abs(*to - from), 3)));  // q <= 1
  }
  const std::vector<I> m = normal_moments<I>(from, to, 2, p);
  return max(m[2] - 2 * from * m[1] + sqr(from) * m[0], enclose<I>(0L, p));
}

/// [from, to] within [0, 1], or nothing where that is empty or might be.
template <IntervalNumber I>
std::optional<std::pair<I, I>> inside_unit(const I& from, const std::optional<I>& to) {
  const Precision p = precision_of(from);
  const I one = enclose<I>(1L, p), a = max(from, enclose<I>(0L, p)), b = to ? min(*to, one) : one;
  if (!certainly(a < b)) return std::nullopt;
  return std::make_pair(a, b);
}

}  // namespace

template <IntervalNumber I>
I nearest_distance_moment(const std::vector<Rational>& points, BaseLaw law, const I& h,
                          const I& eta) {
  const Precision p = precision_of(h);
  return sum_of_pieces<I>(
      points, h, eta, [&](const I& from, const std::optional<I>& to, bool is_mirrored) {
        if (law == BaseLaw::standard_normal) return normal_piece(from, to);
        // [0, 1] is [-1, 0] after the reflection.
        const I shift = enclose<I>(is_mirrored ? 1L : 0L, p), start = from + shift;
        const std::optional<I> end = to ? std::optional<I>(*to + shift) : std::nullopt;
        const I zero = enclose<I>(0L, p), one = enclose<I>(1L, p);
        const I a = max(start, zero), b = max(end ? min(*end, one) : one, a);
        return max((pown(b - start, 3) - pown(a - start, 3)) / 3, zero);
      });
}

template <IntervalNumber I>
I nearest_distance_moment_of_noisy_uniform(const std::vector<Rational>& points, const I& v,
                                           const I& h, const I& eta, int digits,
                                           const std::function<void()>& step) {
  const LawPair<I> pair({Rational(0)}, BaseLaw::uniform, v);
  const Precision p = precision_of(v);
  return sum_of_pieces<I>(
      points, h, eta, [&](const I& from, const std::optional<I>& to, bool is_mirrored) {
        // The density is symmetric about 1/2, so the reflection may be y -> 1 - y.
        const I shift = enclose<I>(is_mirrored ? 1L : 0L, p), start = from + shift;
        const std::optional<I> end = to ? std::optional<I>(*to + shift) : std::nullopt;
        const I zero = enclose<I>(0L, p);
        const auto ends = inside_unit(start, end);
        if (!ends) {
          const I b = end ? *end : enclose<I>(1L, p);
          const I most = max(min(b, enclose<I>(1L, p)) - max(start, zero), zero);
          return hull(zero, upper_point(most * sqr(max(b - start, zero))));
        }
        IntegrationGoal goal;
        goal.digits = digits;
        goal.step = step;
        const auto f = [&](const auto& y) { return sqr(y - start) * pair.truth(y).density; };
        return max(integrate(f, ends->first, ends->second, goal).value, zero);
      });
}

template BigInterval nearest_distance_moment(const std::vector<Rational>&, BaseLaw,
                                             const BigInterval&, const BigInterval&);
template Interval nearest_distance_moment(const std::vector<Rational>&, BaseLaw, const Interval&,
                                          const Interval&);
template BigInterval nearest_distance_moment_of_noisy_uniform(const std::vector<Rational>&,
                                                              const BigInterval&,
                                                              const BigInterval&,
                                                              const BigInterval&, int,
                                                              const std::function<void()>&);
template Interval nearest_distance_moment_of_noisy_uniform(const std::vector<Rational>&,
                                                           const Interval&, const Interval&,
                                                           const Interval&, int,
                                                           const std::function<void()>&);

}  // namespace rigor
