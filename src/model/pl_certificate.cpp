#include "model/pl_certificate.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "number/rational.hpp"

namespace rigor {
namespace {

constexpr int halvings = 200;   // of the first radius, until s > 0
constexpr int thirds = 24;      // of the search of the best radius
constexpr int bisections = 16;  // of that of the least one
constexpr double spare = 0.98;

Rational short_decimal(double x) {
  if (!(x > 0) || !std::isfinite(x)) return 0;
  return parse_rational(fmt::format("{:.4g}", x)).value_or(0);
}

}  // namespace

template <IntervalNumber I>
PlCertificate<I> pl_certificate(const Rational& radius, const I& singular_value, const I& residual,
                                std::size_t data) {
  const Precision precision = precision_of(singular_value);
  const I r = enclose<I>(radius, precision);
  const I rate = 4 * sqr(singular_value) / static_cast<long>(data);
  if (radius <= 0 || !certainly(singular_value > 0)) {
    return {radius,          singular_value, rate, entire<I>(precision), entire<I>(precision),
            Truth::unsettled};
  }
  const I path = residual / singular_value;
  return {radius, singular_value, rate, path, path / r, path <= r};
}

Rational propose_radius(double residual, const std::function<double(double)>& singular_value) {
  const auto reach = [&](double r) { return r * singular_value(r); };
  double top = 1;
  int k = 0;
  for (; k < halvings && !(singular_value(top) > 0); ++k) top /= 2;
  if (k == halvings) return 0;
  for (int i = 0; k == 0 && i < halvings && singular_value(2 * top) > 0; ++i) top *= 2;
  top *= 2;  // s is not positive there
  double low = 0, high = top;
  for (int i = 0; i < thirds; ++i) {  // of the maximum of r s(r), which is concave where s is
    const double left = low + (high - low) / 3, right = high - (high - low) / 3;
    const bool is_left = reach(left) >= reach(right);
    (is_left ? high : low) = is_left ? right : left;
  }
  const double best = (low + high) / 2;
  if (!(residual > 0 && residual <= spare * reach(best))) return short_decimal(best);
  const auto closes = [&](double r) { return residual <= spare * reach(r); };
  high = best;
  for (int i = 0; i < halvings && closes(high / 2); ++i) high /= 2;
  low = high / 2;
  for (int i = 0; i < bisections; ++i) {
    const double middle = (low + high) / 2;
    (closes(middle) ? high : low) = middle;
  }
  return short_decimal(high);
}

template PlCertificate<Interval> pl_certificate(const Rational&, const Interval&, const Interval&,
                                                std::size_t);
template PlCertificate<BigInterval> pl_certificate(const Rational&, const BigInterval&,
                                                   const BigInterval&, std::size_t);

}  // namespace rigor
