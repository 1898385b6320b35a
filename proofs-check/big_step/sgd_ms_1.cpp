// SGD-MS-1: mean-square stability of linearised SGD at a critical point.
//
// e <- (I - gamma A) e - gamma g with the Hessian A and the gradient g of the loss of a sample, E g
// = 0. T(X) = E[(I - gamma A) X (I - gamma A)] on symmetric matrices (model/mean_square.hpp).
//
// If spr(T) < 1 then sup_j E|e_j|^2 is finite: E e e^T moves by T plus terms that are constant or
// linear in E e, and |I - gamma H_ae|^2 <= spr(T) by (b). If spr(T) > 1 it is infinite for an
// isotropic start of mean 0: then E e_j = 0 and E e e^T moves by T plus gamma^2 E g g^T >= 0, so
// its product with the eigenmatrix X >= 0 of T (Krein-Rutman, T self-adjoint) grows like spr(T)^j.
// T = I - gamma L + gamma^2 Q: spr(T) < 1 if and only if L - gamma Q > 0, that is gamma below
// gamma_ms = 1 / lambda_max(L^{-1/2} Q L^{-1/2}).
//
// (b) For a unit eigenvector v of H_ae, E[z z^T] >= (E z)(E z)^T for z = (I - gamma A) v says
// T(v v^T) >= (1 - gamma lambda)^2 v v^T, so spr(T) >= (1 - gamma lambda)^2 (Collatz-Wielandt), and
// gamma_ms <= 2 / lambda_max(H_ae).
//
// (c) As T is self-adjoint, spr(T) >= <v v^T, T(v v^T)> / |v|^4 for every v (Rayleigh); so gamma_ms
// <= 2 |v|^2 v^T H_ae v / E (v^T A v)^2. (By Cauchy-Schwarz this is at least as good as the
// certificate 1 / v^T (E z z^T)^{-1} v.)
#include <algorithm>

#include "linear/definite.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/rayleigh.hpp"
#include "model/mean_square.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kProof = "proofs-check/big_step/sgd_ms_1.cpp: the comment at its head";
constexpr std::size_t widest = 10;  // neurons: matrices of dimension 210

template <IntervalNumber B>
MeanSquare<B> mean_square(const NetworkSetting<B>& s) {
  return {s.data.mixture, s.data.bare_sigma(), s.at.network(), s.data.step()};
}

constexpr const char* kUnordered =
    "kinks of the critical point may coincide; second moments are taken between kinks in a certain "
    "order";

/// gamma_ms; the entire line while L is not proved to be positive definite.
template <IntervalNumber B>
Decorated<B> critical_rate(const NetworkSetting<B>& s,
                           const typename MeanSquare<B>::Operators& operators) {
  const auto relative = operators.relative_diffusion(s.data.step());
  if (!relative) return decorate(entire<B>(s.data.precision()), Domain::possibly_undefined);
  return 1 / decorate(largest_eigenvalue(*relative));
}

/// An answer at the case's learning rate. What is not proved unstable is `otherwise`, if `holds`.
void add_answer(Outcome& outcome, const Rational& eta, Truth unstable, Truth holds,
                const std::string& otherwise, const std::string& why) {
  const bool is_settled = certainly(holds) || certainly(unstable);
  outcome.parts.push_back({"linearised SGD at eta = " + to_string(eta) + ": " +
                               (certainly(holds)      ? otherwise
                                : certainly(unstable) ? "mean-square unstable"
                                                      : "not settled"),
                           is_settled ? Verdict::verified : Verdict::inconclusive, why});
}
constexpr const char* kNecessary = "the necessary condition holds";

Outcome check_exact(const Case& input, const Effort& effort) {
  const std::string narrow = "m <= " + std::to_string(widest);
  if (input.network->network.width() > widest) {
    return inapplicable({}, narrow,
                        "m = " + std::to_string(input.network->network.width()) +
                            "; parts b and c bound gamma_ms for every width");
  }
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const auto m = static_cast<long>(s.m());
        const MeanSquare<B> moments = mean_square(s);
        if (!moments.is_ordered()) {
          outcome.hypotheses.push_back({narrow, Verdict::verified});
          outcome.reason = kUnordered;
          return;
        }
        const auto operators = moments.operators();
        const D rate = critical_rate(s, operators), limit = 2 / sharpness_ae(s);
        outcome.hypotheses.push_back({narrow, Verdict::verified});
        outcome.rests_on.push_back(kProof);
        outcome.quantities = {
            quantity("gamma_ms, the largest mean-square stable m eta", rate, effort.digits),
            quantity("largest mean-square stable eta", rate / m, effort.digits),
            quantity("2 / lambda_max(H_ae), where the mean diverges", limit, effort.digits),
            bound("gamma_ms lambda_max(H_ae) / 2", rate / limit)};
        Truth settled = rate > s.number(0);
        if (input.eta) {
          const B gamma = enclose<B>(m * *input.eta, s.data.precision());
          const D spectral = decorate(largest_eigenvalue(operators.evolution(gamma)));
          outcome.quantities.push_back(
              quantity("spr(T) at eta = " + to_string(*input.eta), spectral, effort.digits));
          const Truth stable = is_positive_definite(operators.stability(gamma));
          const Truth unstable =
              decorate(smallest_eigenvalue(operators.stability(gamma))) < s.number(0);
          add_answer(outcome, *input.eta, unstable, stable, "mean-square stable",
                     "the sign of L - gamma Q");
          settled = proved_if(certainly(stable) || certainly(unstable));
          if (certainly(stable)) outcome.margin = to_enclosure(1 - spectral);
        }
        conclude(outcome, settled, Truth::unsettled, Scope::instance);
      });
}

Outcome check_eigenvector(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const D top = sharpness_ae(s);
        outcome.rests_on.push_back(kProof);
        outcome.quantities = {
            network_quantity(s, "gamma_ms is at most 2 / lambda_max(H_ae)", 2 / top)};
        if (input.eta) {
          const D gamma = s.exact(static_cast<long>(s.m()) * *input.eta);
          outcome.quantities.push_back(bound(
              "spr(T) at eta = " + to_string(*input.eta) + ": at least", sqr(1 - gamma * top)));
          add_answer(outcome, *input.eta, gamma * top > 2, gamma * top <= 2, kNecessary,
                     "the mean, by H_ae");
        }
        Truth holds = Truth::unsettled;
        if (s.m() == 1) holds = critical_rate(s, mean_square(s).operators()) <= 2 / top;
        conclude(outcome, Truth::yes, holds, Scope::unbounded);
      });
}

/// The eigenvector of lambda_max(H_ae), guessed and cut to a few binary digits.
template <IntervalNumber B>
std::vector<Rational> guess_direction(const NetworkSetting<B>& s) {
  const Integer scale = Integer(1) << 20U;
  std::vector<Rational> v;
  for (const B& x : guess_leading_eigenvector(s.at.hessian_ae())) {
    const Rational scaled = is_bounded(x) ? Rational(lower_rational(x) * scale) : Rational(0);
    v.push_back(Rational(numerator(scaled) / denominator(scaled)) / scale);
  }
  if (std::all_of(v.begin(), v.end(), [](const Rational& x) { return x == 0; })) v.front() = 1;
  return v;
}

template <IntervalNumber B>
Decorated<B> rayleigh_rate(const NetworkSetting<B>& s, const MeanSquare<B>& at,
                           const std::vector<Rational>& direction) {
  std::vector<B> v;
  for (const Rational& x : direction) v.push_back(enclose<B>(x, s.data.precision()));
  return decorate(2 * squared_norm(v)) * decorate(at.curvature(v)) /
         decorate(at.squared_curvature(v));
}

Outcome check_rayleigh(const Case& input, const Effort& effort) {
  return settle_network(input, effort, std::nullopt, Networks::critical,
                        [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
                          using D = Decorated<B>;
                          outcome.rests_on.push_back(kProof);
                          const MeanSquare<B> moments = mean_square(s);
                          if (!moments.is_ordered()) {
                            conclude(outcome, Truth::yes, Truth::unsettled, Scope::unbounded);
                            outcome.reason = kUnordered;
                            return;
                          }
                          const D rate = rayleigh_rate(s, moments, guess_direction(s));
                          const D zero = s.number(0);
                          outcome.quantities = {
                              {"gamma_ms, by a direction near the leading eigenvector of H_ae",
                               between(zero, rate), true},
                              {"gamma_ms lambda_max(H_ae) / 2, by it",
                               between(zero, rate * sharpness_ae(s) / 2), true}};
                          if (input.eta) {
                            const D gamma = s.exact(static_cast<long>(s.m()) * *input.eta);
                            add_answer(outcome, *input.eta, gamma > rate, gamma <= rate, kNecessary,
                                       "a Rayleigh quotient of T");
                          }
                          Truth holds = Truth::unsettled;
                          if (s.m() == 1) holds = critical_rate(s, moments.operators()) <= rate;
                          conclude(outcome, proved_if(is_defined(rate)), holds, Scope::unbounded);
                        });
}

// gamma_ms of NET-S1 is a quarter of 2 / lambda_max(H_ae). The second engine confirms that it is
// below it by the Rayleigh quotient of the direction (-1, 16).
Outcome refute_same_rate(const Case&, const Effort& effort) {
  return settle_network(
      input_NET_S1(), effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const D rate = critical_rate(s, mean_square(s).operators());
        const D mean_rate = 2 / sharpness_ae(s);
        refute(outcome, network_witness(s), rate, Stated::at_least, mean_rate, [&] {
          const auto other = network_instance(s);
          const auto top =
              second_engine::largest_eigenvalue(other, second_engine::NetworkMatrix::hessian_ae);
          const auto along = second_engine::sample_curvature(other, {-1, 16});
          const Rational most = 2 * (1 + 16 * 16) * along.mean.upper / along.square.lower;
          return SecondOpinion{{0, most}, {2 / top.upper, 2 / top.lower}};
        });
      });
}

}  // namespace

void add_sgd_ms(Registry& registry) {
  Claim a;
  a.base = "SGD-MS-1";
  a.part = "a";
  a.title = "Linearised SGD is stable in mean square exactly below a learning rate, enclosed";
  a.statement =
      "\\sup_j E |\\theta_j - \\theta^*|^2 < \\infty \\iff \\operatorname{spr}(T) < 1 \\iff "
      "\\gamma < "
      "\\gamma_{ms}, \\quad T(X) = E[(I - \\gamma A) X (I - \\gamma A)]";
  a.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0", "grad R_n(theta*) = 0",
                  "m <= 10"};
  a.source = beside("equation (7)");
  a.scope = "the critical point of the case, at its learning rate if it has one; gamma = m eta";
  a.notes =
      "SGD (7) with the almost everywhere Hessian A of the loss of a sample, frozen at the "
      "critical "
      "point. Unstable is meant for an isotropic random start; spr(T) = 1 is left out.";
  a.subject = Subject::network;
  a.check = check_exact;
  registry.push_back(a);
  registry.push_back(false_variant(
      a, "false-a", "Mean-square stability as far as the mean is stable",
      "\\gamma_{ms} = \\frac{2}{\\lambda_{\\max}(H_{ae})}", "NET-S1", refute_same_rate));

  Claim b = a;
  b.part = "b";
  b.title = "Mean-square stability needs a learning rate of at most 2 / (m lambda_max(H_ae))";
  b.statement =
      "\\operatorname{spr}(T) \\ge \\max_i (1 - \\gamma \\lambda_i(H_{ae}))^2, \\quad \\gamma_{ms} "
      "\\le \\frac{2}{\\lambda_{\\max}(H_{ae})}";
  b.hypotheses.pop_back();
  b.scope = "every critical point of every width";
  b.check = check_eigenvector;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "A direction bounds the mean-square stable learning rates";
  c.statement =
      "\\gamma_{ms} \\le \\frac{2 |v|^2 \\, v^T H_{ae} v}{E (v^T A v)^2} \\text{ for every } v";
  c.scope = "every critical point of every width; one direction is tried";
  c.check = check_rayleigh;
  registry.push_back(c);
}

}  // namespace rigor::big_step
