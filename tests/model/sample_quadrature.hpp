// Expectations over a sample (Y, z), Y = c_I + sigma z, by plain quadrature in doubles.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace rigor::test {

/// E f(Y, z) for an f that is smooth between the breaks (in y): the three-point Gauss rule on
/// panels of width at most 1/40 in z, |z| <= 11; the result is right to about 1e-13 of its size.
inline double sample_mean(const std::vector<double>& centres, double sigma,
                          const std::vector<double>& breaks,
                          const std::function<double(double y, double z)>& f) {
  const double node = std::sqrt(0.6), pi = 3.141592653589793;
  double sum = 0;
  for (const double c : centres) {
    std::vector<double> ends = {-11, 11};
    for (const double b : breaks) {
      const double z = (b - c) / sigma;
      if (z > -11 && z < 11) ends.push_back(z);
    }
    std::sort(ends.begin(), ends.end());
    for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
      const int panels = 1 + static_cast<int>((ends[k + 1] - ends[k]) * 40);
      const double half = (ends[k + 1] - ends[k]) / panels / 2;
      for (int p = 0; p < panels; ++p) {
        const double middle = ends[k] + (2 * p + 1) * half;
        const auto term = [&](double t) {
          const double z = middle + t * half;
          return f(c + sigma * z, z) * std::exp(-z * z / 2);
        };
        sum += half * (5 * term(-node) + 8 * term(0) + 5 * term(node)) / 9;
      }
    }
  }
  return sum / std::sqrt(2 * pi) / static_cast<double>(centres.size());
}

}  // namespace rigor::test
