#include "model/cut_moments.hpp"

#include <algorithm>
#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
TailMoments<I> no_mass(Precision p) {
  const I zero = enclose<I>(0L, p);
  return {zero, zero, zero};
}

template <IntervalNumber I>
TailMoments<I>& operator+=(TailMoments<I>& a, const TailMoments<I>& b) {
  a.mass += b.mass;
  a.first += b.first;
  a.second += b.second;
  return a;
}
template <IntervalNumber I>
TailMoments<I> operator+(TailMoments<I> a, const TailMoments<I>& b) {
  return a += b;
}

template <IntervalNumber I>
SegmentMoments<I>& operator+=(SegmentMoments<I>& a, const SegmentMoments<I>& b) {
  a.mass += b.mass;
  a.from_left += b.from_left;
  a.from_right += b.from_right;
  a.between += b.between;
  return a;
}

/// Q(x) = P(Z > x) and phi(x).
template <IntervalNumber I>
struct NormalTail {
  I mass, density;
};

/// At a narrow x = m + [-r, r], from one evaluation at m: with d = r max |x| <= 1 the density
/// changes by a factor exp(+-d), which lies in [1 - d, 1 + d + d^2], and Q by at most r max phi.
template <IntervalNumber I>
NormalTail<I> normal_tail(const I& x) {
  if (is_thin(x)) return {normal_cdf(-x), normal_pdf(x)};
  const I r = radius(x), d = upper_point(r * magnitude(x));
  if (!certainly(d <= 1)) return {normal_cdf(-x), normal_pdf(x)};
  const I m = midpoint(x);
  const I density = normal_pdf(m) * hull(1 - d, 1 + d * (1 + d));
  const I change = upper_point(r * density);
  return {normal_cdf(-m) + hull(-change, change), density};
}

/// Sums over the atoms seen from one point. `near` are the atoms up to the neighbouring point on
/// that side, `far` those beyond it; `tail` is what of them lies on the other side of the point,
/// `own` what of them lies on their own side.
template <IntervalNumber I>
struct Side {
  TailMoments<I> near_tail, far_tail, own;

  TailMoments<I> tail() const { return near_tail + far_tail; }
};

template <IntervalNumber I>
class View {
 public:
  View(const NoisyAtoms<I>& atoms, const I& t)
      : atoms_(atoms),
        t_(t),
        negligible_(atoms.negligible_distance(t)),
        zero_(enclose<I>(0L, atoms.precision())),
        density_{zero_, zero_} {}

  /// The atoms from `first` on in steps of +1 or -1, up to but not including `last`; the ones
  /// before `border` are near.
  Side<I> look(std::size_t first, std::size_t border, std::size_t last, int step) {
    Side<I> side{no_mass<I>(p()), no_mass<I>(p()), no_mass<I>(p())};
    bool is_near = true;
    const auto stride = static_cast<std::size_t>(step);
    for (std::size_t i = first; i != last; i += stride) {
      if (i == border) is_near = false;
      const I d = step > 0 ? atoms_.distance(i, t_) : -atoms_.distance(i, t_);
      const TailMoments<I> tail = tail_of(d, step);
      (is_near ? side.near_tail : side.far_tail) += tail;
      side.own.mass += 1 - tail.mass;
      side.own.first += d + tail.first;
      side.own.second += (sqr(d) + variance_) - tail.second;
    }
    return side;
  }

  DensityJet<I> density() const {
    const auto n = static_cast<long>(atoms_.size());
    const I& s = atoms_.inverse_sigma();
    return {density_.value * s / n, density_.slope * sqr(s) / n};
  }

 private:
  Precision p() const { return atoms_.precision(); }

  // Beyond x >= 1 all of Q, J_1, J_2, phi are at most exp(-x^2/2)/2 (each times exp(x^2/2)
  // decreases and is at most 1/2 at 0), and x phi <= x exp(-x^2/2)/2 decreases.
  TailMoments<I> tail_of(const I& d, int step) {
    const I x = d * atoms_.inverse_sigma();
    if (certainly(d > negligible_)) {
      if (!has_bound_) {
        const I low = lower_point(negligible_ * atoms_.inverse_sigma());
        const I most = upper_point(exp(-sqr(low) / 2) / 2);
        bound_ = hull(zero_, most);
        slope_bound_ = hull(zero_, upper_point(low * most));
        has_bound_ = true;
      }
      density_.value += bound_;
      density_.slope += step > 0 ? slope_bound_ : -slope_bound_;
      return {bound_, bound_ * atoms_.sigma(), bound_ * variance_};
    }
    const auto [q, pdf] = normal_tail(x);
    density_.value += pdf;
    density_.slope += step > 0 ? x * pdf : -(x * pdf);
    const I j1 = max(pdf - x * q, zero_), j2 = max(q - x * j1, zero_);
    return {q, j1 * atoms_.sigma(), j2 * variance_};
  }

  const NoisyAtoms<I>& atoms_;
  I t_, negligible_, zero_;
  I variance_ = sqr(atoms_.sigma());
  DensityJet<I> density_;
  bool has_bound_ = false;
  I bound_, slope_bound_;
};

/// The part of the atoms left of a in the moments of (a, b): a tail beyond a less one beyond b, of
/// the same atoms. For the atoms right of b, the mirror image.
template <IntervalNumber I>
SegmentMoments<I> between_tails(const TailMoments<I>& at_a, const TailMoments<I>& at_b,
                                const I& h) {
  const I first = at_a.first - at_b.first;
  return {h, at_a.mass - at_b.mass, first - h * at_b.mass, h * at_a.mass - first,
          h * (at_a.first + at_b.first) - (at_a.second - at_b.second)};
}

template <IntervalNumber I>
SegmentMoments<I> mirrored(SegmentMoments<I> x) {
  std::swap(x.from_left, x.from_right);
  return x;
}

}  // namespace

template <IntervalNumber I>
NoisyAtoms<I>::NoisyAtoms(const Mixture& mixture, const I& sigma)
    : sigma_(sigma),
      inverse_sigma_(recip(sigma)),
      negligible_square_(2 * (precision().bits + 40) * ln2<I>(precision())) {
  if (mixture.dimension() != 1) throw std::invalid_argument("networks live in dimension 1");
  if (!certainly(sigma > 0)) throw std::invalid_argument("a mixture needs sigma > 0");
  for (std::size_t i = 0; i < mixture.size(); ++i) {
    coarse_.push_back(midpoint(enclose<I>(mixture.centre(i), precision())));
    const Rational rest = mixture.centre(i) - lower_rational(coarse_.back());
    rest_.push_back(enclose<I>(rest, precision()));
  }
}

template <IntervalNumber I>
std::size_t NoisyAtoms<I>::atoms_below(const I& t) const {
  const auto is_below = [&](const I& c) { return certainly(c < t); };
  const auto end = std::partition_point(coarse_.begin(), coarse_.end(), is_below);
  return static_cast<std::size_t>(end - coarse_.begin());
}

template <IntervalNumber I>
I NoisyAtoms<I>::negligible_distance(const I& t) const {
  const std::size_t k = std::min(atoms_below(t), size() - 1);
  I near = abs(distance(k, t));
  if (k > 0) near = min(near, abs(distance(k - 1, t)));
  return upper_point(sqrt(sqr(near) + negligible_square_ * sqr(sigma_)));
}

template <IntervalNumber I>
CutMoments<I> cut_moments(const NoisyAtoms<I>& atoms, const std::vector<I>& points,
                          const std::function<void()>& step) {
  const std::size_t n = atoms.size();
  const auto count = static_cast<long>(n);
  const I zero = enclose<I>(0L, atoms.precision());
  CutMoments<I> result;
  std::vector<std::size_t> below;  // atoms below each point
  for (const I& t : points) below.push_back(atoms.atoms_below(t));

  std::vector<Side<I>> left, right;
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (step) step();
    View<I> view(atoms, points[k]);
    const std::size_t before = k > 0 ? below[k - 1] : 0;
    const std::size_t after = k + 1 < points.size() ? below[k + 1] : n;
    right.push_back(view.look(below[k], after, n, +1));
    left.push_back(view.look(below[k] - 1, before - 1, std::size_t{0} - 1, -1));
    const auto mean = [&](const TailMoments<I>& own, const TailMoments<I>& tail) {
      const TailMoments<I> sum = own + tail;
      return TailMoments<I>{sum.mass / count, max(sum.first, zero) / count,
                            max(sum.second, zero) / count};
    };
    result.above.push_back(mean(right[k].own, left[k].tail()));
    result.below.push_back(mean(left[k].own, right[k].tail()));
    result.density.push_back(view.density());
  }

  const I variance = sqr(atoms.sigma());
  const I most = normal_pdf(zero) * atoms.inverse_sigma();
  for (std::size_t k = 0; k + 1 < points.size(); ++k) {
    const I& a = points[k];
    const I& b = points[k + 1];
    const I h = b - a;
    SegmentMoments<I> sum = between_tails(left[k].tail(), left[k + 1].far_tail, h);
    sum += mirrored(between_tails(right[k + 1].tail(), right[k].far_tail, h));
    // The atoms inside: everything less the tails beyond both ends.
    const TailMoments<I>& out_a = right[k].near_tail;
    const TailMoments<I>& out_b = left[k + 1].near_tail;
    sum.mass += static_cast<long>(below[k + 1] - below[k]) - (out_a.mass + out_b.mass);
    sum.from_left += out_a.first - (out_b.first + h * out_b.mass);
    sum.from_right += out_b.first - (out_a.first + h * out_a.mass);
    sum.between += h * (out_a.first + out_b.first) + out_a.second + out_b.second;
    for (std::size_t i = below[k]; i < below[k + 1]; ++i) {
      const I from_a = atoms.distance(i, a), to_b = -atoms.distance(i, b);
      sum.from_left += from_a;
      sum.from_right += to_b;
      sum.between += from_a * to_b - variance;
    }
    // 0 <= p <= 1 / (sqrt(2 pi) sigma), 0 <= Y - a <= h and 0 <= (Y - a)(b - Y) <= h^2/4.
    const I mass = intersection(sum.mass / count, hull(zero, h * most));
    const I moment = hull(zero, h * mass);
    result.segments.push_back({h, mass, intersection(sum.from_left / count, moment),
                               intersection(sum.from_right / count, moment),
                               intersection(sum.between / count, hull(zero, h * moment / 4))});
  }
  return result;
}

template <IntervalNumber I>
DensityJet<I> density_jet(const NoisyAtoms<I>& atoms, const I& t) {
  const Precision p = atoms.precision();
  DensityJet<I> sum{enclose<I>(0L, p), enclose<I>(0L, p)};
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const I x = atoms.distance(i, t) * atoms.inverse_sigma();
    const I pdf = normal_pdf(x);
    sum.value += pdf;
    sum.slope += x * pdf;
  }
  const auto n = static_cast<long>(atoms.size());
  return {sum.value * atoms.inverse_sigma() / n, sum.slope * sqr(atoms.inverse_sigma()) / n};
}

template class NoisyAtoms<Interval>;
template class NoisyAtoms<BigInterval>;
template CutMoments<Interval> cut_moments(const NoisyAtoms<Interval>&, const std::vector<Interval>&,
                                          const std::function<void()>&);
template CutMoments<BigInterval> cut_moments(const NoisyAtoms<BigInterval>&,
                                             const std::vector<BigInterval>&,
                                             const std::function<void()>&);
template DensityJet<Interval> density_jet(const NoisyAtoms<Interval>&, const Interval&);
template DensityJet<BigInterval> density_jet(const NoisyAtoms<BigInterval>&, const BigInterval&);

}  // namespace rigor
