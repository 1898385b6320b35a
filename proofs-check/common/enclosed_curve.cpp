#include "proofs-check/common/enclosed_curve.hpp"

#include <utility>

namespace rigor {
namespace {

constexpr int plot_digits = 6;

}  // namespace

Curve enclosed_curve(const std::string& name, const Rational& from, const Rational& to, int count,
                     const std::function<Interval(const Rational&, const Rational&)>& enclosure) {
  Curve curve{name, {}};
  const auto at = [&](int k) -> Rational { return from + (to - from) * k / count; };
  for (int k = 0; k < count; ++k) {
    // The box is widened to short decimals first, so that what is printed is what was enclosed.
    auto [x0, x1] = decimal(hull_of<Interval>(at(k), at(k + 1), Precision{}), 12);
    auto [lower, upper] = decimal(enclosure(*parse_rational(x0), *parse_rational(x1)), plot_digits);
    curve.boxes.push_back({std::move(x0), std::move(x1), std::move(lower), std::move(upper)});
  }
  return curve;
}

}  // namespace rigor
