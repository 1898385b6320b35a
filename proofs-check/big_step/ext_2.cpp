// EXT-2: memorisation and stability of fully trained networks.
//
// At a critical point the almost everywhere Hessian of the residual has only entries E[r Y 1_j] and
// E[r 1_j] in the rows of a_j, and a_j E[r Y 1_j] = a_j E[r 1_j] = 0. So along v = E grad f,
// restricted to the neurons with a_j different from 0 and to c0, H_ae is E grad f grad f^T, and 1 +
// 2 sum |a_j w_j| q_j P_j <= lambda_max(H_ae) <= 2 / eta (mean_full_gradient). The jumps of f' are
// a_j |w_j| at kinks where g <= q_j P_j: TV_g(f) <= 1 / eta - 1/2. With TVLB-1 a risk of at most
// kappa^2 M2(lambda) / (2 n sigma^2) needs 1 / eta - 1/2 >= B_g.
#include "proofs-check/big_step/alternation_sums.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/full_network_lemmas.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "verdict/evidence.hpp"

namespace rigor::big_step {
namespace {

const std::vector<std::string>& rests() {
  static const std::vector<std::string> list = {
      "proofs-check/big_step/ext_2.cpp: the comment at its head",
      "proofs-check/big_step/full_network_lemmas.hpp: mean_full_gradient",
      "proofs-check/big_step/network_lemmas.hpp: alternating_slopes"};
  return list;
}

Outcome check_data(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Rational kappa(1, 2), lambda = std::min<Rational>(3, s.delta() / (2 * s.top()));
    const D B_g = s.exact((1 - kappa) * s.u()) * alternation_sums(s, lambda).under_g;
    const D risk = s.exact(kappa * kappa * s.u() / (2 * s.n())) *
                   normal_second_moment<D>(lambda, s.precision());
    const std::string at = " (kappa = 1/2, lambda = " + to_string(lambda) + ") " + s.at_top();
    outcome.rests_on = rests();
    outcome.quantities = {
        quantity("B_g" + at, B_g, s.effort.digits),
        quantity("eta above which the risk is large" + at, 2 / (1 + 2 * B_g), s.effort.digits),
        quantity("R(f)" + at + ": then more than", risk, s.effort.digits)};
    conclude(outcome, mean_full_gradient(2) && alternating_slopes(Rational(1, 2), 1),
             Truth::unsettled, Scope::unbounded);
  });
}

Outcome check_explicit(const Case& input, const Effort& effort) {
  return settle(
      input, effort, gap_at_least(8),
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Rational kappa(1, 2), level(124, 1000), rate = 147, n = s.n();
        const Truth lemma = mean_full_gradient(2) && alternating_slopes(Rational(1, 2), 1) &&
                            full_network_rate<D>(s.n(), rate, s.precision()) &&
                            full_network_level<D>(kappa, level, s.precision());
        const D B_g = s.exact((1 - kappa) * s.u()) * alternation_sums(s, 4).under_g;
        const D threshold = s.exact(rate / (n * n * s.delta() * s.u()));
        const D sharper = 2 / (1 + 2 * B_g);
        outcome.rests_on = rests();
        outcome.rests_on.push_back(
            "proofs-check/big_step/full_network_lemmas.hpp: full_network_rate, full_network_level");
        outcome.quantities = {
            bound("147 sigma^2 / (n^2 delta) " + s.at_top(), threshold),
            bound("eta above which the risk is large " + s.at_top(), sharper),
            bound("sharpest factor in place of 147: proved " + s.at_top(),
                  s.exact(rate) * sharper / threshold),
            bound("R(f) " + s.at_top() + ": then more than", s.exact(level * s.u() / n))};
        outcome.margin = Enclosure{"0", "inf"};
        conclude(outcome, lemma, threshold > sharper, Scope::unbounded);
      },
      10);
}

}  // namespace

void add_ext_2(Registry& registry) {
  Claim a;
  a.base = "EXT-2";
  a.part = "a";
  a.title = "Fully trained networks that are stable for SGD at larger rates have a large risk";
  a.statement =
      "\\nabla L = 0, \\quad \\lambda_{\\max}(H_{ae}) \\le \\frac{2}{\\eta}, \\quad \\eta > "
      "\\frac{1}{1/2 "
      "+ B_g} \\implies R(f) = 2 L > \\frac{\\kappa^2 M_2(\\lambda)}{2 n \\sigma^2}";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Section 7, fully trained networks");
  a.scope = "every fully trained network of every width, every kappa, lambda and noise level";
  a.notes =
      "B_g is that of TVLB-1; SGD is linearised, with the almost everywhere Hessian. sigma^2 is "
      "the "
      "right order here: rescaling a neuron destroys the bound by translations. Numbers are "
      "reported "
      "for kappa = 1/2 and lambda = min(3, delta / 2 sigma).";
  a.check = check_data;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "For ten well separated atoms or more the threshold is 147 sigma^2 / (n^2 delta)";
  b.statement =
      "\\nabla L = 0, \\quad \\lambda_{\\max}(H_{ae}) \\le \\frac{2}{\\eta}, \\quad \\eta \\ge "
      "\\frac{147 \\sigma^2}{n^2 \\delta} \\implies R(f) = 2 L > \\frac{0.124}{n \\sigma^2}";
  b.hypotheses = {"d = 1", "n >= 10", "0 < mu <= 1 and sigma > 0", "delta >= 8 sigma"};
  b.scope =
      "every fully trained network of every width; every noise level of the case's range, down to "
      "0";
  b.notes =
      "For n = 10 the sum of min(i - 1, n - i - 1)^3 alone would give 147.07; one of the two terms "
      "of "
      "each gap has more.";
  b.check = check_explicit;
  registry.push_back(b);
}

}  // namespace rigor::big_step
