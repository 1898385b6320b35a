#include "model/normal_sum.hpp"

#include "function/constants.hpp"
#include "function/normal.hpp"

namespace rigor {

template <IntervalNumber I>
PanelShape<I> normal_sum_shape(const std::vector<I>& points, const I& sigma, const I& a,
                               const I& b) {
  const Precision p = precision_of(sigma);
  const int n = 12 + p.bits / 16;  // even or not, any order is right
  const I zero = enclose<I>(0, p), reach = enclose<I>(8 + p.bits / 8, p);
  const I m = midpoint(hull(a, b)), t = (hull(a, b) - m) / sigma;
  const I furthest = upper_point(abs(t));
  std::vector<I> c(static_cast<std::size_t>(n), zero);  // phi(u + t) = sum c_k t^k
  long far = 0;
  for (const I& point : points) {
    const I u = (m - point) / sigma;
    if (certainly(abs(u) >= reach + furthest)) {
      ++far;
      continue;
    }
    I before = zero, h = normal_pdf(u);  // phi(u) h_{k-1}, phi(u) h_k
    for (int k = 0; k < n; ++k) {
      auto& sum = c[static_cast<std::size_t>(k)];
      sum = k % 2 == 0 ? sum + h : sum - h;
      const I next = (u * h - before) / (k + 1);
      before = h;
      h = next;
    }
  }
  I factorial = enclose<I>(1, p);
  for (int k = 2; k <= n; ++k) factorial *= k;
  const long near = static_cast<long>(points.size()) - far;
  const I cramer = near * enclose<I>(Rational(10865, 10000), p) / sqrt(2 * pi<I>(p) * factorial);
  const I rest = upper_point(cramer * pown(furthest, n - 1));
  const I tail = far * upper_point(normal_pdf(reach));
  I range = hull(zero, upper_point(tail)) + hull(-rest, rest) * furthest;
  I slope = hull(-reach, reach) * upper_point(tail) + hull(-rest, rest) * n;
  for (int k = 0; k < n; ++k) {
    const I& coefficient = c[static_cast<std::size_t>(k)];
    range += coefficient * pown(t, k);
    if (k > 0) slope += k * coefficient * pown(t, k - 1);
  }
  const I scale = static_cast<long>(points.size()) * sigma;
  const I value = c[0] + hull(zero, upper_point(tail));
  return {value / scale, max(range, zero) / scale, slope / (scale * sigma)};
}

template PanelShape<Interval> normal_sum_shape(const std::vector<Interval>&, const Interval&,
                                               const Interval&, const Interval&);
template PanelShape<BigInterval> normal_sum_shape(const std::vector<BigInterval>&,
                                                  const BigInterval&, const BigInterval&,
                                                  const BigInterval&);

}  // namespace rigor
