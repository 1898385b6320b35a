#include "model/mixture.hpp"

#include <algorithm>
#include <stdexcept>

namespace rigor {

Mixture::Mixture(const std::vector<std::vector<Rational>>& points, const Rational& mu)
    : size_(points.size()), dimension_(points.empty() ? 0 : points.front().size()), mu_(mu) {
  if (dimension_ == 0) throw std::invalid_argument("a mixture needs at least one point");
  if (mu <= 0) throw std::invalid_argument("a mixture needs mu > 0");
  centres_.reserve(size_ * dimension_);
  for (const auto& point : points) {
    if (point.size() != dimension_) throw std::invalid_argument("points of different dimensions");
    for (const Rational& coordinate : point) centres_.push_back(mu * coordinate);
  }
  if (dimension_ > 1) {
    std::vector<std::vector<Rational>> sorted = points;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
      throw std::invalid_argument("two equal points");
    }
    return;
  }

  std::sort(centres_.begin(), centres_.end());
  for (std::size_t i = 0; i + 1 < size_; ++i) {
    const Rational d = gap(i);
    if (d == 0) throw std::invalid_argument("two equal points");
    if (i == 0 || d < smallest_gap_) smallest_gap_ = d;
  }
}

std::size_t Mixture::nearest(const Rational& y) const {
  const auto above = std::lower_bound(centres_.begin(), centres_.end(), y);
  if (above == centres_.begin()) return 0;
  const auto i = static_cast<std::size_t>(above - centres_.begin());
  if (i == size_) return size_ - 1;
  return y - centres_[i - 1] <= centres_[i] - y ? i - 1 : i;
}

}  // namespace rigor
