// INC-LAW-1: which distances between laws tell memorization.
//
// (a) Let p have a density <= M, A the union of the balls of radius rho about N data, |A| <= N
// omega_d rho^d. Then q(A) <= p(A) + TV(p, q) <= N M omega_d rho^d + TV(p, q). For q_sigma, the
// data smoothed by N(0, sigma^2 I), q_sigma(A) >= P_d(k) where rho = k sigma, as each normal law
// has that much mass in its own ball. With k = sigma^{-1/2} the bound tends to 1 as sigma -> 0. (b)
// With U uniform on [0, 1] and r the distance to the nearest datum, q_sigma(U) lies between phi(r /
// sigma) / (N sigma) and phi(r / sigma) / sigma. So KL(p | q_sigma) = E -log q_sigma(U) lies
// between B = log(2 pi sigma^2) / 2 + E r^2 / 2 sigma^2 and B + log N. B -> infinity as sigma -> 0.
// (c) On the line the monotone coupling is optimal. Adding independent noise to one side moves it
// by at most sigma in W2 (couple X + sigma Z with X).
#include <algorithm>

#include "function/constants.hpp"
#include "function/normal.hpp"
#include "model/copying_bound.hpp"
#include "model/smoothed_data.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/law_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/setting.hpp"
#include "proofs-check/second_engine/copying.hpp"

namespace rigor::memorization {
namespace {

constexpr const char* kProof = "proofs-check/memorization/inc_law.cpp: the comment at its head";
constexpr std::size_t most_quantiles = 300;  // above, sums over pairs of data are left out

std::vector<Rational> sorted(const Case& input) {
  std::vector<Rational> points;
  for (const std::vector<Rational>& x : input.points) points.push_back(x[0]);
  std::sort(points.begin(), points.end());
  return points;
}

template <IntervalNumber B>
SmoothedData<B> smoothed(const Setting<B>& s) {
  return SmoothedData<B>(sorted(s.input), s.bare(s.input.truth->variance), s.step());
}

bool is_uniform(const Case& input) {
  return input.truth->law == TrueLaw::uniform;
}

/// The largest density of the true law: 1, or (2 pi)^{-d/2}.
template <IntervalNumber B>
Decorated<B> largest_density(const Setting<B>& s) {
  if (is_uniform(s.input)) return s.number(1);
  return pown(sqrt(2 * pi<Decorated<B>>(s.precision())), -static_cast<int>(s.d()));
}

Outcome check_variation(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const D v = s.exact(s.input.truth->variance), M = largest_density(s);
    const int d = static_cast<int>(s.d());
    const auto N = static_cast<long>(s.N());
    const D rho = sharpest_copying_radius(d, N, M, v), zero = s.number(0);
    const D least = max(copying_bound(d, N, M, v, rho), zero);
    outcome.quantities = {bound("k = rho / sigma of the sharpest bound", rho / sqrt(v)),
                          quantity("lower bound of TV", least, s.effort.digits, s.number(1))};
    Truth holds = Truth::yes;
    if (d == 1) {
      const SmoothedData<B> data = smoothed(s);
      const D variation = decorate(data.variation(
          is_uniform(s.input) ? BaseLaw::uniform : BaseLaw::standard_normal, s.effort.digits));
      outcome.quantities.push_back(
          quantity("TV(p, q_sigma)", variation, s.effort.digits, s.number(1)));
      outcome.margin = to_enclosure(variation - least);
      holds = least <= variation;
      if (certainly(rho > 0) && s.N() <= most_quantiles) {
        const D mass = decorate(data.mass_near_data(rho.value));
        outcome.quantities.push_back(bound("mass of q_sigma within rho of the data", mass));
        holds = holds && mass <= variation + 2 * N * M * rho;
      }
    }
    outcome.rests_on = {kProof};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

/// False, with the outcome told so, unless the true law is uniform.
bool has_uniform_law(const Case& input, Outcome& outcome) {
  const std::string text = "p is uniform on [0, 1]";
  if (!is_uniform(input)) {
    outcome = inapplicable(std::move(outcome), text, "the true law is N(0, 1)");
    return false;
  }
  outcome.hypotheses.push_back({text, Verdict::verified});
  return true;
}

bool is_equispaced(const std::vector<Rational>& points) {
  const auto N = static_cast<long>(points.size());
  for (long i = 0; i < N; ++i) {
    if (points[static_cast<std::size_t>(i)] != Rational(2 * i + 1, 2 * N)) return false;
  }
  return true;
}

/// For x_i = (2i - 1) / 2N the squared distance is 1 / 12 N^2.
Truth equispaced_square(const std::vector<Rational>& points, const Rational& square) {
  const auto N = static_cast<long>(points.size());
  return truth_of(!is_equispaced(points) || 12 * N * N * square == 1);
}

Outcome check_divergence(const Case& input, const Effort& effort) {
  const Needs needs = {.dimension = 1};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (!has_uniform_law(s.input, outcome)) return;
    const std::vector<Rational> points = sorted(s.input);
    const Rational square = squared_distance_from_uniform(points), &v = s.input.truth->variance;
    const D least = log(2 * pi<D>(s.precision()) * s.exact(v)) / 2 + s.exact(square / (2 * v));
    const D most = least + log(s.number(static_cast<long>(s.N())));
    const D divergence = decorate(smoothed(s).uniform_divergence(s.effort.digits).value);
    outcome.quantities = {
        quantity("KL(p | q_sigma)", divergence, s.effort.digits, max(abs(divergence), s.number(1))),
        quantity("lower bound B", least, s.effort.digits, max(abs(least), s.number(1))),
        bound("upper bound B + log N", most), bound("E min |U - x_i|^2", s.exact(square))};
    outcome.margin = to_enclosure(min(divergence - least, most - divergence));
    outcome.rests_on = {kProof};
    conclude(outcome, Truth::yes,
             least <= divergence && divergence <= most && equispaced_square(points, square),
             Scope::unbounded);
  });
}

Outcome check_transport(const Case& input, const Effort& effort) {
  const Needs needs = {.dimension = 1};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (!has_uniform_law(s.input, outcome)) return;
    const std::vector<Rational> points = sorted(s.input);
    const Rational square = squared_transport_from_uniform(points);
    const D distance = sqrt(s.exact(square)), sigma = sqrt(s.exact(s.input.truth->variance));
    outcome.quantities = {quantity("W2(p_emp, p)", distance, s.effort.digits),
                          bound("its square", s.exact(square)),
                          bound("upper bound of W2(q_sigma, p)", distance + sigma)};
    Truth holds = equispaced_square(points, square);
    if (s.N() <= most_quantiles) {
      const D noisy = sqrt(max(decorate(smoothed(s).squared_transport_to_uniform()), s.number(0)));
      outcome.quantities.push_back(quantity("W2(q_sigma, p)", noisy, s.effort.digits, s.number(1)));
      outcome.margin = to_enclosure(distance + sigma - noisy);
      holds = holds && noisy <= distance + sigma && distance - sigma <= noisy;
    }
    outcome.rests_on = {kProof, "src/model/smoothed_data.hpp: squared_transport_to_uniform",
                        "proofs-check/memorization/law_lemmas.hpp: noise_moves"};
    conclude(outcome, noise_moves(1), holds, Scope::unbounded);
  });
}

// Four equispaced data, sigma = 1/40: W2 <= 0.0722 + 0.025, TV = 0.571.
Outcome refute_transport(const Case&, const Effort& effort) {
  Case input = named_data("4 equispaced points", {"1/8", "3/8", "5/8", "7/8"});
  input.truth = TruthInput{TrueLaw::uniform, Rational(1, 1600), std::nullopt};
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const SmoothedData<B> data = smoothed(s);
    const auto distance = sqrt(decorate(data.squared_transport_to_uniform()));
    const auto variation = decorate(data.variation(BaseLaw::uniform, s.effort.digits));
    refute(outcome, {{"N", "4"}, {"sigma", "1/40"}}, distance, Stated::at_least, variation, [] {
      const Rational sigma(1, 40);
      return SecondOpinion{{0, second_engine::square_root(Rational(1, 192)).upper + sigma},
                           {second_engine::normal_ball_mass(2).lower - 2 * 4 * 2 * sigma, 1}};
    });
  });
}

}  // namespace

void add_inc_law(Registry& registry) {
  Claim a;
  a.base = "INC-LAW-1";
  a.part = "a";
  a.title = "In total variation fidelity implies novelty: laws that copy are far from the truth";
  a.statement =
      "q \\left( \\min_i |y - x_i| \\le \\rho \\right) \\le TV(p, q) + N M \\omega_d \\rho^d, "
      "\\quad "
      "TV(p, q_\\sigma) \\ge P_d(k) - N M \\omega_d (k \\sigma)^d, \\quad \\lim_{\\sigma \\to 0} "
      "TV(p, q_\\sigma) = 1";
  a.hypotheses = {"p has a density <= M"};
  a.source = rethinking_paper("Section 3.2");
  a.scope = "every law q, every rho, k and sigma";
  a.notes =
      "q_sigma is the empirical law smoothed by N(0, sigma^2 I), sigma^2 the case's variance.";
  a.subject = Subject::truth;
  a.check = check_variation;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The divergence from the smoothed data to the truth blows up as the noise vanishes";
  b.statement =
      "B \\le KL(p | q_\\sigma) \\le B + \\log N, \\quad B = \\frac{1}{2} \\log (2 \\pi \\sigma^2) "
      "+ "
      "\\frac{E \\min_i |U - x_i|^2}{2 \\sigma^2}, \\quad x_i = \\frac{2i-1}{2N} \\implies E "
      "\\min_i "
      "|U - x_i|^2 = \\frac{1}{12 N^2}";
  b.hypotheses = {"d = 1", "p is uniform on [0, 1]"};
  b.scope = "every data set on the line, every sigma";
  b.notes = "U is uniform on [0, 1]. Stated for equispaced data, and proved for all.";
  b.check = check_divergence;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "The Wasserstein distance doesn't see memorization";
  c.statement =
      "W_2(p_{emp}, p)^2 = \\sum_{i=1}^N \\int_{(i-1)/N}^{i/N} (u - x_i)^2 \\, du, \\quad "
      "W_2(q_\\sigma, p) \\le W_2(p_{emp}, p) + \\sigma, \\quad x_i = \\frac{2i-1}{2N} \\implies "
      "W_2(p_{emp}, p) = \\frac{1}{2 \\sqrt{3} N}";
  c.notes = "x_1 < ... < x_N; exact for all data on the line.";
  c.check = check_transport;
  registry.push_back(c);

  registry.push_back(false_variant(
      c, "false-a", "A law that memorizes is as far from the truth in W2 as in total variation",
      "W_2(q_\\sigma, p) \\ge TV(p, q_\\sigma)", "4 equispaced points, sigma = 1/40",
      refute_transport));
}

}  // namespace rigor::memorization
