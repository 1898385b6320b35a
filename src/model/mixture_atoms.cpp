#include "model/mixture_atoms.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace rigor {
namespace {

template <IntervalNumber I>
double near(const I& x) {
  return to_interval(midpoint(x)).lower();
}

}  // namespace

template <IntervalNumber I>
MixtureAtoms<I>::MixtureAtoms(const WeightedPoints& data, std::size_t origin, Precision precision)
    : MixtureAtoms(
          data.points(),
          [&] {
            std::vector<Rational> weights;
            for (std::size_t j = 0; j < data.size(); ++j) weights.push_back(data.log_weight(j));
            return weights;
          }(),
          std::vector<Rational>(data.size(), 0), origin, precision) {}

template <IntervalNumber I>
MixtureAtoms<I>::MixtureAtoms(const std::vector<std::vector<Rational>>& points,
                              const std::vector<Rational>& log_weights,
                              const std::vector<Rational>& heights, std::size_t origin,
                              Precision precision)
    : dimension_(points.front().size()), origin_(origin), precision_(precision) {
  if (origin >= points.size()) throw std::invalid_argument("the origin is no atom");
  positions_.reserve(points.size() * dimension_);
  for (std::size_t j = 0; j < points.size(); ++j) {
    for (std::size_t k = 0; k < dimension_; ++k) {
      positions_.push_back(enclose<I>(Rational(points[j][k] - points[origin][k]), precision));
    }
    log_weights_.push_back(enclose<I>(Rational(log_weights[j] - log_weights[origin]), precision));
    heights_.push_back(enclose<I>(Rational(heights[j] - heights[origin]), precision));
    has_heights_ = has_heights_ || heights[j] != heights[origin];
    near_log_weights_.push_back(near(log_weights_.back()));
    near_heights_.push_back(near(heights_.back()));
  }
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  places_.resize(points.size());
  for (std::size_t n = points.size(); n-- > 0;) {
    const bool is_same = n + 1 < points.size() && points[order[n]] == points[order[n + 1]];
    places_[order[n]] = is_same ? places_[order[n + 1]] : order[n];
  }
  for (const I& c : positions_) near_positions_.push_back(near(c));
}

template <IntervalNumber I>
I MixtureAtoms<I>::distance(std::size_t i, std::size_t j) const {
  I sum = enclose<I>(0, precision_);
  for (std::size_t k = 0; k < dimension_; ++k) sum += sqr(position(i)[k] - position(j)[k]);
  return sqrt(sum);
}

template <IntervalNumber I>
I MixtureAtoms<I>::separation(std::size_t j, std::size_t i, const std::vector<I>& z) const {
  // (|z - a|^2 - |z - b|^2) / 2 = <e, e / 2 - (z - b)> with e = a - b.
  I sum = enclose<I>(0, precision_);
  const I *a = position(j), *b = position(i);
  const I half = enclose<I>(1, precision_) / 2;
  for (std::size_t k = 0; k < dimension_; ++k) {
    const I gap = a[k] - b[k];
    sum += gap * (gap * half - (z[k] - b[k]));
  }
  return has_heights_ ? sum + (heights_[j] - heights_[i]) : sum;
}

template <IntervalNumber I>
I MixtureAtoms<I>::exponent(std::size_t j, std::size_t r, const std::vector<I>& z,
                            const I& y) const {
  return (log_weights_[j] - log_weights_[r]) - y * separation(j, r, z);
}

template <IntervalNumber I>
std::size_t MixtureAtoms<I>::propose_heaviest(const std::vector<I>& z, const I& y) const {
  std::vector<double> middle;
  for (const I& c : z) middle.push_back(near(c));
  const double at = near(y);
  std::size_t best = origin_;
  double most = 0;
  for (std::size_t j = 0; j <= size(); ++j) {
    const std::size_t candidate = j == 0 ? origin_ : j - 1;
    double square = 0;
    for (std::size_t k = 0; k < dimension_; ++k) {
      const double gap = middle[k] - near_positions_[candidate * dimension_ + k];
      square += gap * gap;
    }
    const double score =
        near_log_weights_[candidate] - at * (square / 2 + near_heights_[candidate]);
    if (j == 0 || score > most) {
      best = candidate;
      most = score;
    }
  }
  return best;
}

template class MixtureAtoms<Interval>;
template class MixtureAtoms<BigInterval>;

}  // namespace rigor
