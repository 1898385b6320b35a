#include "proofs-check/big_step/plots.hpp"

#include <algorithm>
#include <utility>

#include "model/gap_weight.hpp"
#include "model/posterior.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {
namespace {

constexpr int boxes_a_curve = 160;
constexpr int plot_digits = 6;
constexpr std::size_t most_points = 1000;  // beyond that a plot of the whole shows nothing

struct Window {
  std::string name;
  Rational from, to;
};

std::vector<Window> windows(const Mixture& mixture, const Rational& sigma) {
  std::size_t tightest = 0;
  for (std::size_t i = 0; i + 1 < mixture.size(); ++i) {
    if (mixture.gap(i) < mixture.gap(tightest)) tightest = i;
  }
  const Rational margin = mixture.gap(tightest) / 2;
  std::vector<Window> result;
  if (mixture.size() > 2 && mixture.size() <= most_points) {
    result.push_back({"all data", mixture.first() - 2 * sigma, mixture.last() + 2 * sigma});
  }
  result.push_back({"around the smallest gap", mixture.centre(tightest) - margin,
                    mixture.centre(tightest + 1) + margin});
  return result;
}

bool has_plots(const Case& input) {
  return input.dimension() == 1 && input.points.size() >= 2;
}

/// A scaled quantity of the posterior over an interval of y.
struct PosteriorCurve {
  std::string title, label;
  std::function<Interval(const Posterior<Interval>&, const Interval& y, const Interval& sigma)>
      value;
};

std::vector<Plot> posterior_plots(const Case& input, const std::vector<PosteriorCurve>& curves) {
  std::vector<Plot> plots;
  if (!has_plots(input)) return plots;
  const Mixture mixture(input.points, input.mu);
  const Rational& top = input.sigma.to;
  const Interval sigma = enclose<Interval>(top, Precision{});
  const Posterior<Interval> posterior(mixture, sigma);
  for (const Window& w : windows(mixture, top)) {
    for (const PosteriorCurve& curve : curves) {
      plots.push_back({curve.title + ", " + w.name + ", sigma = " + to_string(top),
                       "y",
                       curve.label,
                       {enclosed_curve(curve.label, w.from, w.to, boxes_a_curve,
                                       [&](const Rational& a, const Rational& b) {
                                         const Interval y = hull_of<Interval>(a, b, Precision{});
                                         return curve.value(posterior, y, sigma);
                                       })}});
    }
  }
  return plots;
}

const PosteriorCurve score_curve{
    "Score", "σ s*(y)", [](const Posterior<Interval>& p, const Interval& y, const Interval& sigma) {
      return sigma * p.score(y);
    }};
const PosteriorCurve derivative_curve{
    "Derivative of the score", "σ² s*′(y)",
    [](const Posterior<Interval>& p, const Interval& y, const Interval& sigma) {
      return p.variance(y) / sqr(sigma) - 1;
    }};
const PosteriorCurve curvature_curve{
    "Second derivative of the score", "σ³ s*″(y)",
    [](const Posterior<Interval>& p, const Interval& y, const Interval& sigma) {
      return p.third_cumulant(y) / pown(sigma, 3);
    }};
const PosteriorCurve risk_curve{
    "Integrand of the least risk", "p(y) V(y) / σ",
    [](const Posterior<Interval>& p, const Interval& y, const Interval& sigma) {
      return p.density(y) * p.variance(y) / sigma;
    }};

}  // namespace

std::vector<Plot> score_plots(const Case& input) {
  return posterior_plots(input, {score_curve, derivative_curve});
}
std::vector<Plot> derivative_plots(const Case& input) {
  return posterior_plots(input, {derivative_curve});
}
std::vector<Plot> curvature_plots(const Case& input) {
  return posterior_plots(input, {curvature_curve});
}
std::vector<Plot> risk_plots(const Case& input) {
  return posterior_plots(input, {risk_curve});
}

std::vector<Plot> weight_plots(const Case& input) {
  std::vector<Plot> plots;
  if (!has_plots(input) || input.points.size() > most_points) return plots;
  const Mixture mixture(input.points, input.mu);
  const Interval sigma = enclose<Interval>(input.sigma.to, Precision{});
  const GapProfile profile(mixture);
  const SmoothedProfile<Interval> pi(profile, sigma);
  const NoisyGapWeight<Interval> g(mixture, sigma);
  const auto offset = [&](const Rational& a, const Rational& b) {
    return hull_of<Interval>(a - mixture.first(), b - mixture.first(), Precision{});
  };
  const Rational n = mixture.size();
  Curve bound{"lower bound of g", {}};
  for (std::size_t i = 1; i < mixture.size(); ++i) {
    const Rational left = i, right = n - i;
    const Rational factor =
        std::min<Rational>(left * left * (left - 1), right * right * (right - 1));
    const Rational value = mixture.smallest_gap() * factor / (4 * n * n);
    const Interval level = enclose<Interval>(value, Precision{});
    // The bound holds on the cell only: its ends are rounded inward.
    std::string x0 = decimal_upper(enclose<Interval>(mixture.centre(i - 1), Precision{}), 12);
    std::string x1 = decimal_lower(enclose<Interval>(mixture.centre(i), Precision{}), 12);
    auto [lower, upper] = decimal(level, plot_digits);
    bound.boxes.push_back({std::move(x0), std::move(x1), std::move(lower), std::move(upper)});
  }
  plots.push_back(
      {"The weights, sigma = " + to_string(input.sigma.to),
       "y",
       "weight",
       {enclosed_curve("π", mixture.first(), mixture.last(), boxes_a_curve,
                       [&](const Rational& a, const Rational& b) { return pi.over(offset(a, b)); }),
        enclosed_curve("g", mixture.first(), mixture.last(), boxes_a_curve,
                       [&](const Rational& a, const Rational& b) {
                         const Interval t = offset(a, b);
                         // g is unimodal: bounded below at the ends, above by each side.
                         return min(g.lower_side(t), g.upper_side(t));
                       }),
        std::move(bound)}});
  return plots;
}

}  // namespace rigor::big_step
