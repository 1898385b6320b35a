#include "proofs-check/big_step/learning_rate_plot.hpp"

#include <algorithm>

#include "function/elementary.hpp"
#include "linear/eigenvalues.hpp"
#include "model/critical_point.hpp"
#include "model/mixture_integrals.hpp"
#include "model/network_risk.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {
namespace {

using B = BigInterval;
constexpr int most_plot_bits = 512;
constexpr int plot_digits = 6;
constexpr std::size_t widest = 100;   // neurons of a network that is shown
constexpr long first = -2, last = 8;  // log2(eta / sigma^4) where no network widens the range

struct Point {
  B log_rate, excess;
};

/// The network's point, at a rising precision where a critical point is to be found.
std::optional<Point> network_point(const Case& input, const Mixture& mixture, Stable form,
                                   const B& least) {
  if (!input.network || input.network->network.width() > widest) return std::nullopt;
  const NetworkInput& network = *input.network;
  if (is_about_critical_points(form) && !network.critical) return std::nullopt;
  for (Precision p{128}; p.bits <= most_plot_bits; p.bits *= 2) {
    const B sigma = enclose<B>(input.sigma.to, p);
    NetworkBox<B> box = enclose_network<B>(network.network, p, network.radius);
    if (network.critical) {
      const auto point = prove_critical_point(mixture, sigma, network.network);
      if (!point) continue;
      box = point->network;
    }
    const NetworkRisk<B> at(mixture, sigma, box);
    const B lambda = largest_eigenvalue(is_about_h_ae(form) ? at.hessian_ae() : at.hessian());
    const B t = static_cast<long>(at.width()) * lambda * pown(sigma, 4) / 2;
    if (!certainly(t > 0)) return std::nullopt;
    return Point{-log2(t), sqr(sigma) * at.risk() - least};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Plot> learning_rate_plots(const Case& input, Stable form) {
  if (input.dimension() != 1 || input.points.size() > most_atoms_for_integrals) return {};
  const Precision p{128};
  const Mixture mixture(input.points, input.mu);
  const B sigma = enclose<B>(input.sigma.to, p);
  const B least =
      sqr(sigma) * MixtureIntegrals<B>(mixture, sigma, plot_digits + 2, [] {}).minimal_risk();
  const std::optional<Point> point = network_point(input, mixture, form, least);
  Rational from = first, to = last;
  if (point && is_bounded(point->log_rate)) {
    from = std::min<Rational>(from, lower_rational(point->log_rate) - 1);
    to = std::max<Rational>(to, upper_rational(point->log_rate) + 1);
  }
  constexpr int boxes = 120;
  const Interval floor = to_interval(least);
  Plot plot{"Least excess risk of stable networks, sigma = " + to_string(input.sigma.to),
            "log2(η / σ⁴)",
            "σ² (R − R*)",
            {enclosed_curve("bound for every network", from, to, boxes,
                            [&](const Rational& a, const Rational& b) {
                              const Interval x = hull_of<Interval>(a, b, Precision{});
                              const auto bound = least_risk(form, decorate(exp2(-x)));
                              return max(bound.value - floor, enclose<Interval>(0L, Precision{}));
                            })}};
  if (point) {
    auto [x0, x1] = decimal(point->log_rate, 12);
    auto [lower, upper] = decimal(point->excess, plot_digits);
    plot.curves.push_back({"the network of the case",
                           {{std::move(x0), std::move(x1), std::move(lower), std::move(upper)}}});
  }
  return {plot};
}

}  // namespace rigor::big_step
