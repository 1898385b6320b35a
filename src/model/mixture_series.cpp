#include "model/mixture_series.hpp"

#include <algorithm>
#include <map>

#include "function/elementary.hpp"
#include "model/mixture_moments.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I length(const std::vector<I>& x, const I& zero) {
  I sum = zero;
  for (const I& c : x) sum += sqr(c);
  return sqrt(sum);
}

/// [-x, x]
template <IntervalNumber I>
I around_zero(const I& x) {
  return hull(-x, x);
}

}  // namespace

template <IntervalNumber I>
MixtureSeries<I>::MixtureSeries(const MixtureAtoms<I>& atoms, const std::vector<I>& z, const I& y,
                                int order, bool covariance)
    : dimension_(atoms.dimension()),
      stride_(static_cast<std::size_t>(order) + 1),
      wants_covariance_(covariance),
      zero_(enclose<I>(0, atoms.precision())) {
  split(atoms, z, y);
}

template <IntervalNumber I>
void MixtureSeries<I>::split(const MixtureAtoms<I>& atoms, const std::vector<I>& z, const I& y) {
  const std::size_t d = dimension_;
  MixtureMoments<I> moments = enclose_moments(atoms, z, y);
  const std::size_t r = moments.reference;
  reference_.assign(atoms.position(r), atoms.position(r) + d);
  for (const I& m : moments.mean) centre_.push_back(midpoint(m));
  // How fast an exponent may change in a unit of t, by a guess that matters for speed alone.
  std::vector<I> offset;
  for (std::size_t k = 0; k < d; ++k) offset.push_back(z[k] - reference_[k]);
  const I reach = 3 * magnitude(length(offset, zero_));
  const I cut = enclose<I>((7 * atoms.precision().bits) / 10 + 12, atoms.precision());
  std::map<int, Group> groups;
  std::vector<I> difference(d, zero_), arm(d, zero_);
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    if (j == r) continue;
    for (std::size_t k = 0; k < d; ++k) {
      difference[k] = atoms.position(j)[k] - reference_[k];
      arm[k] = atoms.position(j)[k] - centre_[k];
    }
    const I distance = length(difference, zero_);
    const I lift = scale2(sqr(distance), -1) + (atoms.height(j) - atoms.height(r));
    const I exponent = upper_point(atoms.exponent(j, r, z, y));
    if (certainly(exponent + scale2(y * distance * (reach + distance), -2) < -cut)) {
      int bin = 0;  // distances within a factor of 2 of each other share a group
      for (I size = upper_point(distance); bin < 40 && certainly(size > 1); ++bin)
        size = scale2(size, -1);
      for (I size = upper_point(distance); bin > -40 && certainly(size < 1); --bin)
        size = scale2(size, 1);
      const I weight = upper_point(exp(exponent));
      const auto [place, is_new] =
          groups.try_emplace(bin, Group{weight, distance, abs(lift), length(arm, zero_), {}, {}});
      Group& group = place->second;
      if (!is_new) {
        group.weight += weight;
        group.distance = max(group.distance, distance);
        group.lift = max(group.lift, abs(lift));
        group.arm = max(group.arm, length(arm, zero_));
      }
      continue;
    }
    difference_.insert(difference_.end(), difference.begin(), difference.end());
    arm_.insert(arm_.end(), arm.begin(), arm.end());
    lift_.push_back(lift);
    slope_.resize(slope_.size() + stride_, zero_);
    value_.resize(value_.size() + stride_, zero_);
    value_[value_.size() - stride_] = moments.weights[j];
  }
  for (auto& [bin, group] : groups) {
    group.alpha.push_back(zero_);
    group.size.push_back(enclose<I>(1, atoms.precision()));
    groups_.push_back(std::move(group));
  }
  sum_.push_back(enclose<I>(1, atoms.precision()));
  std::vector<I> first;
  for (std::size_t a = 0; a < d; ++a) first.push_back(moments.mean[a] - centre_[a]);
  if (wants_covariance_) {
    std::vector<I> second;
    for (std::size_t a = 0; a < d; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        second.push_back(moments.covariance(a, b) + first[a] * first[b]);
      }
    }
    second_.push_back(std::move(second));
    covariance_.push_back(std::move(moments.covariance));
  }
  first_.push_back(std::move(first));
  mean_.push_back(std::move(moments.mean));
}

template <IntervalNumber I>
void MixtureSeries<I>::append(const std::vector<I>& yz, const I& y) {
  ++order_;
  sum_.push_back(zero_);
  first_.emplace_back(dimension_, zero_);
  if (wants_covariance_) second_.emplace_back(pairs(), zero_);
  std::vector<I> p;
  for (std::size_t k = 0; k < dimension_; ++k) p.push_back(yz[k] - reference_[k] * y);
  append_atoms(p, y);
  append_groups(p, y);
  divide();
}

template <IntervalNumber I>
void MixtureSeries<I>::append_atoms(const std::vector<I>& p, const I& y) {
  const std::size_t d = dimension_, k = order_;
  for (std::size_t j = 0; j < lift_.size(); ++j) {
    I* const slope = slope_.data() + j * stride_;
    I* const value = value_.data() + j * stride_;
    I change = -(y * lift_[j]);
    for (std::size_t a = 0; a < d; ++a) change += p[a] * difference_[j * d + a];
    slope[k] = change * static_cast<int>(k);
    I e = slope[k] * value[0];
    for (std::size_t i = 1; i < k; ++i) e += slope[i] * value[k - i];
    e = e / static_cast<int>(k);
    value[k] = e;
    sum_[k] += e;
    const I* const arm = arm_.data() + j * d;
    for (std::size_t a = 0, pair = 0; a < d; ++a) {
      const I moment = e * arm[a];
      first_[k][a] += moment;
      if (!wants_covariance_) continue;
      for (std::size_t b = 0; b <= a; ++b, ++pair) second_[k][pair] += moment * arm[b];
    }
  }
}

template <IntervalNumber I>
void MixtureSeries<I>::append_groups(const std::vector<I>& p, const I& y) {
  const std::size_t k = order_;
  const I size_of_p = length(p, zero_);
  for (Group& group : groups_) {
    group.alpha.push_back((size_of_p * group.distance + abs(y) * group.lift) * static_cast<int>(k));
    I size = zero_;
    for (std::size_t i = 1; i <= k; ++i) size += group.alpha[i] * group.size[k - i];
    group.size.push_back(upper_point(size / static_cast<int>(k)));
    const I bound = group.weight * group.size[k], moment = bound * group.arm;
    sum_[k] += around_zero(bound);
    for (I& v : first_[k]) v += around_zero(moment);
    if (!wants_covariance_) continue;
    for (I& q : second_[k]) q += around_zero(moment * group.arm);
  }
}

template <IntervalNumber I>
void MixtureSeries<I>::divide() {
  const std::size_t d = dimension_, k = order_;
  const auto by_sum = [&](std::vector<std::vector<I>>& series) {  // S_0 = 1
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
      I sum = second_[k][pair];
      for (std::size_t i = 0; i <= k; ++i) sum -= first_[i][a] * first_[k - i][b];
      covariance_[k](a, b) = covariance_[k](b, a) = sum;
    }
  }
}

template class MixtureSeries<Interval>;
template class MixtureSeries<BigInterval>;

}  // namespace rigor
