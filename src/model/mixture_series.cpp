#include "model/mixture_series.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <type_traits>
#include <utility>

#include "function/elementary.hpp"
#include "model/ball.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I length(const std::vector<I>& x) {
  I sum = sqr(x.front());
  for (std::size_t k = 1; k < x.size(); ++k) sum += sqr(x[k]);
  return sqrt(sum);
}
inline Ball length(const std::vector<Ball>& x) {
  std::vector<Interval> parts;
  for (const Ball& c : x) parts.push_back(c.interval());
  return Ball(length(parts));
}

/// A number that is at least the members of x >= 0, so that recurrences stay with points.
template <IntervalNumber I>
I upper_bound(const I& x) {
  return upper_point(x);
}
inline Ball upper_bound(const Ball& x) {
  return Ball(x.interval().upper());
}

/// [-x, x] for a point x.
template <IntervalNumber I>
I around_zero(const I& x) {
  return hull(-upper_point(x), upper_point(x));
}
inline Ball around_zero(const Ball& x) {
  return Ball(0, x.interval().upper());
}

template <IntervalNumber I>
I absolute(const I& x) {
  return upper_point(abs(x));
}
inline Ball absolute(const Ball& x) {
  return Ball(abs(x.interval()).upper());
}

}  // namespace

template <IntervalNumber I, class T>
MixtureSeries<I, T>::MixtureSeries(const MixtureAtoms<I>& atoms, const std::vector<I>& z,
                                   const I& y, int order, bool covariance)
    : dimension_(atoms.dimension()),
      stride_(static_cast<std::size_t>(order) + 1),
      wants_covariance_(covariance),
      zero_(converted<T>(enclose<I>(0, atoms.precision()))),
      one_(converted<T>(enclose<I>(1, atoms.precision()))) {
  const MixtureMoments<I> moments = enclose_moments(atoms, z, y);
  const std::size_t d = dimension_, r = moments.reference;
  for (std::size_t a = 0; a < d; ++a) {
    reference_.push_back(converted<T>(atoms.position(r)[a]));
    centre_.push_back(midpoint(moments.mean[a]));
  }
  const std::size_t kept = moments.near.size() - 1;
  difference_.reserve(kept * d);
  arm_.reserve(kept * d);
  lift_.reserve(kept);
  slope_.assign(kept * stride_, zero_);
  value_.assign(kept * stride_, zero_);
  for (std::size_t n = 1; n <= kept; ++n) keep(atoms, r, moments.near[n], moments.weights[n]);
  group(atoms, moments);
  sum_.push_back(one_);
  std::vector<T> first, mean;
  for (std::size_t a = 0; a < d; ++a) {
    mean.push_back(converted<T>(moments.mean[a]));
    first.push_back(converted<T>(moments.mean[a] - centre_[a]));
  }
  mean_.push_back(std::move(mean));
  if (wants_covariance_) {
    std::vector<T> second;
    covariance_.emplace_back(d, d, zero_);
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b < d; ++b) {
        covariance_[0](a, b) = converted<T>(moments.covariance(a, b));
        if (b <= a) second.push_back(covariance_[0](a, b) + first[a] * first[b]);
      }
    }
    second_.push_back(std::move(second));
  }
  first_.push_back(std::move(first));
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::keep(const MixtureAtoms<I>& atoms, std::size_t r, std::size_t j,
                               const I& weight) {
  I square = enclose<I>(0, atoms.precision());
  for (std::size_t k = 0; k < dimension_; ++k) {
    const I difference = atoms.position(j)[k] - atoms.position(r)[k];
    square += sqr(difference);
    difference_.push_back(converted<T>(difference));
    arm_.push_back(converted<T>(atoms.position(j)[k] - centre_[k]));
  }
  square = square / 2;
  if (atoms.has_heights()) square += atoms.height(j) - atoms.height(r);
  value_[lift_.size() * stride_] = converted<T>(weight);
  lift_.push_back(converted<T>(square));
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::group(const MixtureAtoms<I>& atoms, const MixtureMoments<I>& moments) {
  struct Extremes {  // upper bounds of |d_j|^2, |H_j - H_r|, log (w_j / w_r); the number of atoms
    double square = 0, height = 0, exponent = -kInfinity;
    long count = 0;
  };
  std::map<int, Extremes> bins;
  const std::size_t r = moments.reference;
  for (std::size_t n = 0; n < moments.far.size(); ++n) {
    const std::size_t j = moments.far[n];
    Interval square;
    for (std::size_t k = 0; k < dimension_; ++k) {
      square += sqr(to_interval(atoms.position(j)[k] - atoms.position(r)[k]));
    }
    int bin = 0;
    std::frexp(square.upper(), &bin);
    Extremes& bounds = bins[bin / 2];
    bounds.square = std::max(bounds.square, square.upper());
    if (atoms.has_heights()) {
      bounds.height =
          std::max(bounds.height, abs(to_interval(atoms.height(j) - atoms.height(r))).upper());
    }
    bounds.exponent = std::max(bounds.exponent, moments.far_exponents[n]);
    ++bounds.count;
  }
  Interval shift;
  for (std::size_t k = 0; k < dimension_; ++k) {
    shift += sqr(to_interval(atoms.position(r)[k] - centre_[k]));
  }
  const auto bound = [&](const Interval& x) {
    return upper_bound(converted<T>(convert<I>(upper_point(x), atoms.precision())));
  };
  for (const auto& [bin, most] : bins) {
    const Interval distance = sqrt(Interval::point(most.square));
    groups_.push_back({bound(exp(Interval::point(most.exponent)) * most.count),
                       bound(distance),
                       bound(Interval::point(most.square) / 2 + Interval::point(most.height)),
                       bound(distance + sqrt(shift)),
                       {zero_},
                       {one_}});
  }
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::append(const std::vector<T>& yz, const T& y) {
  ++order_;
  sum_.push_back(zero_);
  first_.emplace_back(dimension_, zero_);
  if (wants_covariance_) second_.emplace_back(pairs(), zero_);
  std::vector<T> p;
  for (std::size_t k = 0; k < dimension_; ++k) p.push_back(yz[k] - reference_[k] * y);
  append_atoms(p, y);
  append_groups(p, y);
  divide();
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::append_atoms(const std::vector<T>& p, const T& y) {
  const std::size_t d = dimension_, k = order_;
  for (std::size_t j = 0; j < lift_.size(); ++j) {
    T* const slope = slope_.data() + j * stride_;
    T* const value = value_.data() + j * stride_;
    T change = -(y * lift_[j]);
    for (std::size_t a = 0; a < d; ++a) change += p[a] * difference_[j * d + a];
    slope[k] = change * static_cast<int>(k);
    T e = slope[k] * value[0];
    for (std::size_t i = 1; i < k; ++i) e += slope[i] * value[k - i];
    e = e / static_cast<int>(k);
    value[k] = e;
    sum_[k] += e;
    const T* const arm = arm_.data() + j * d;
    for (std::size_t a = 0, pair = 0; a < d; ++a) {
      const T moment = e * arm[a];
      first_[k][a] += moment;
      if (!wants_covariance_) continue;
      for (std::size_t b = 0; b <= a; ++b, ++pair) second_[k][pair] += moment * arm[b];
    }
  }
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::append_groups(const std::vector<T>& p, const T& y) {
  const std::size_t k = order_;
  const T size_of_p = upper_bound(length(p));
  for (Group& group : groups_) {
    group.alpha.push_back(
        upper_bound((size_of_p * group.distance + absolute(y) * group.lift) * static_cast<int>(k)));
    T size = zero_;
    for (std::size_t i = 1; i <= k; ++i) size += group.alpha[i] * group.size[k - i];
    group.size.push_back(upper_bound(size / static_cast<int>(k)));
    const T bound = group.weight * group.size[k], moment = bound * group.arm;
    sum_[k] += around_zero(bound);
    for (T& v : first_[k]) v += around_zero(moment);
    if (!wants_covariance_) continue;
    for (T& q : second_[k]) q += around_zero(moment * group.arm);
  }
}

template <IntervalNumber I, class T>
void MixtureSeries<I, T>::divide() {
  const std::size_t d = dimension_, k = order_;
  const auto by_sum = [&](std::vector<std::vector<T>>& series) {  // S_0 = 1
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t a = 0; a < series[k].size(); ++a) {
        series[k][a] -= series[i][a] * sum_[k - i];
      }
    }
  };
  by_sum(first_);
  mean_.push_back(first_[k]);
  if (!wants_covariance_) return;
  by_sum(second_);
  covariance_.emplace_back(d, d, zero_);
  for (std::size_t a = 0, pair = 0; a < d; ++a) {
    for (std::size_t b = 0; b <= a; ++b, ++pair) {
      T sum = second_[k][pair];
      for (std::size_t i = 0; i <= k; ++i) sum -= first_[i][a] * first_[k - i][b];
      covariance_[k](a, b) = covariance_[k](b, a) = sum;
    }
  }
}

template class MixtureSeries<Interval>;
template class MixtureSeries<Interval, Ball>;
template class MixtureSeries<BigInterval>;

}  // namespace rigor
