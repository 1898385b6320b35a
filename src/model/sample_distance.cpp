#include "model/sample_distance.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace rigor {
namespace {

void sort_both(std::vector<Rational>& x, std::vector<Rational>& y) {
  if (x.empty() || y.empty()) throw std::invalid_argument("a sample without numbers");
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
}

/// The sum of f(x_i - y_j) times the mass that the monotone coupling moves from x_i to y_j.
template <class F>
Rational over_monotone_coupling(std::vector<Rational> x, std::vector<Rational> y, const F& f) {
  sort_both(x, y);
  const Rational n = x.size(), m = y.size();
  Rational sum = 0, level = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    const Rational end_i = Rational(i + 1) / n, end_j = Rational(j + 1) / m;
    const Rational next = std::min(end_i, end_j);
    sum += (next - level) * f(x[i] - y[j]);
    level = next;
    if (end_i == next) ++i;
    if (end_j == next) ++j;
  }
  return sum;
}

}  // namespace

// The areas between the graphs of F and G and between those of their inverses are the same.
Rational wasserstein_1(std::vector<Rational> x, std::vector<Rational> y) {
  return over_monotone_coupling(std::move(x), std::move(y),
                                [](const Rational& t) -> Rational { return abs(t); });
}

Rational squared_wasserstein_2(std::vector<Rational> x, std::vector<Rational> y) {
  return over_monotone_coupling(std::move(x), std::move(y),
                                [](const Rational& t) -> Rational { return t * t; });
}

SampleMoments sample_moments(const std::vector<Rational>& x) {
  if (x.empty()) throw std::invalid_argument("a sample without numbers");
  const Rational n = x.size();
  SampleMoments moments{0, 0};
  for (const Rational& t : x) moments.mean += t / n;
  for (const Rational& t : x) {
    moments.variance += (t - moments.mean) * (t - moments.mean) / n;
  }
  return moments;
}

}  // namespace rigor
