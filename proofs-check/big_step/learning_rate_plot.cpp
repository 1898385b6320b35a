#include "proofs-check/big_step/learning_rate_plot.hpp"

#include <algorithm>

#include "function/elementary.hpp"
#include "linear/eigenvalues.hpp"
#include "model/critical_point.hpp"
#include "model/mixture_integrals.hpp"
#include "model/network_risk.hpp"
#include "proofs-check/big_step/network_setting.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {
namespace {

constexpr int most_plot_bits = 512;
constexpr int plot_digits = 6;
constexpr std::size_t widest = 300;   // neurons of a network that is shown
constexpr long first = -2, last = 8;  // log2(eta / sigma^4) where no network widens the range

struct Point {
  Interval log_rate, risk;  // log2(eta / sigma^4), sigma^2 R
};

template <IntervalNumber B>
std::optional<Point> point_of(const Mixture& mixture, const B& sigma, const NetworkBox<B>& network,
                              Stable form) {
  const NetworkRisk<B> at(mixture, sigma, network);
  const B lambda = largest_eigenvalue(is_about_h_ae(form) ? at.hessian_ae() : at.hessian());
  const B t = static_cast<long>(at.width()) * lambda * pown(sigma, 4) / 2;
  if (!certainly(t > 0) || !is_bounded(t)) return std::nullopt;
  return Point{to_interval(-log2(t)), to_interval(sqr(sigma) * at.risk())};
}

/// The network's point, at a rising precision where a critical point is to be found.
std::optional<Point> network_point(const Case& input, const Mixture& mixture, Stable form) {
  const bool has_network = has_network_at_every_level(input);
  if (!has_network || input.network->network.width() > widest) return std::nullopt;
  const NetworkInput& network = *input.network;
  if (!network.critical) {
    if (is_about_critical_points(form)) return std::nullopt;
    const Precision p{};
    return point_of(mixture, enclose<Interval>(input.sigma.to, p),
                    enclose_network<Interval>(network.network, p, network.radius), form);
  }
  for (Precision p{128}; p.bits <= most_plot_bits; p.bits *= 2) {
    const BigInterval sigma = enclose<BigInterval>(input.sigma.to, p);
    const auto point = prove_critical_point(mixture, sigma, network.network);
    if (!point) continue;
    if (!certainly(is_near(*point, network.network, sigma))) return std::nullopt;
    return point_of(mixture, sigma, point->network, form);
  }
  return std::nullopt;
}

}  // namespace

std::vector<Plot> learning_rate_plots(const Case& input, Stable form) {
  if (input.dimension() != 1 || input.points.size() > most_atoms_for_integrals) return {};
  const Precision p{128};
  const Mixture mixture(input.points, input.mu);
  const BigInterval sigma = enclose<BigInterval>(input.sigma.to, p);
  const Interval floor =
      to_interval(sqr(sigma) * MixtureIntegrals<BigInterval>(mixture, sigma, plot_digits + 2, [] {
                               }).minimal_risk());
  const std::optional<Point> point = network_point(input, mixture, form);
  Rational from = first, to = last;
  if (point) {
    from = std::min<Rational>(from, lower_rational(point->log_rate) - 1);
    to = std::max<Rational>(to, upper_rational(point->log_rate) + 1);
  }
  constexpr int boxes = 120;
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
    auto [lower, upper] = decimal(point->risk - floor, plot_digits);
    plot.curves.push_back({"the network of the case",
                           {{std::move(x0), std::move(x1), std::move(lower), std::move(upper)}}});
  }
  return {plot};
}

}  // namespace rigor::big_step
