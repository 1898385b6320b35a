// STAB-1: linear stability of gradient descent and of SGD, and the sharpness (equation (8)).
//
// Gradient descent theta <- theta - gamma grad R, gamma = m eta, linearised at a critical point is
// e <- (I - gamma H) e. It is stable if and only if every eigenvalue of I - gamma H has modulus at
// most 1 (H is symmetric); it is so, and nearby starts converge, if the spectrum of H lies in (0, 2
// / gamma), and it diverges along an eigenvector with gamma lambda > 2 or lambda < 0.
// SGD linearised by the Hessian A of the sampled loss (recursion (7)) has E e <- (I - gamma E A) E
// e with E A = H_ae, as A exists almost everywhere only: stability needs lambda_max(H_ae) <= 2 /
// gamma. That is necessary and no more; SGD-MS-1 has the mean-square answer.
#include "linear/eigenvalues.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

/// An answer at the case's learning rate; not settled asks for more precision.
void add_answer(Outcome& outcome, Truth& settled, const std::string& subject, Truth good, Truth bad,
                const std::string& good_words, const std::string& why) {
  const bool is_good = certainly(good), is_bad = certainly(bad);
  outcome.parts.push_back({subject + ": " +
                               (is_good  ? good_words
                                : is_bad ? "unstable"
                                         : "not settled"),
                           is_good || is_bad ? Verdict::verified : Verdict::inconclusive, why});
  settled = settled && proved_if(is_good || is_bad);
}

Outcome check(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const auto H = s.at.hessian();
        const D top = decorate(largest_eigenvalue(H)), bottom = decorate(smallest_eigenvalue(H));
        const D top_ae = sharpness_ae(s);
        const auto m = static_cast<long>(s.m());
        outcome.rests_on.push_back("proofs-check/big_step/stab_1.cpp: the comment at its head");
        outcome.quantities = {
            network_quantity(s, "lambda_max(H)", top), network_quantity(s, "lambda_min(H)", bottom),
            network_quantity(s, "lambda_max(H_ae)", top_ae),
            network_quantity(s, "largest eta for gradient descent, 2 / (m lambda_max(H))",
                             2 / (m * top)),
            network_quantity(s, "largest eta for linearised SGD, 2 / (m lambda_max(H_ae))",
                             2 / (m * top_ae))};
        Truth settled = Truth::yes;
        if (input.eta) {
          const D limit = s.exact(2 / (m * *input.eta)), zero = s.number(0);
          const std::string at = " at eta = " + to_string(*input.eta);
          add_answer(outcome, settled, "gradient descent" + at,
                     bottom > zero && top<limit, top> limit || bottom < zero, "stable",
                     "the spectrum of H against (0, 2 / (m eta))");
          add_answer(outcome, settled, "linearised SGD (7)" + at, top_ae <= limit, top_ae > limit,
                     "the necessary condition holds", "lambda_max(H_ae) against 2 / (m eta)");
          if (certainly(top <= limit)) outcome.margin = to_enclosure(limit - top);
        }
        conclude(outcome, settled, Truth::unsettled, Scope::instance);
        if (!certainly(settled)) {
          outcome.reason = "precision: an eigenvalue is not told apart from its threshold";
        }
      });
}

// NET-A with gamma = m eta = 1/50: lambda_max(H) = 127.89 <= 2 / eta = 200, and gamma lambda_max =
// 2.56.
Outcome refute_without_m(const Case&, const Effort& effort) {
  return settle_network(
      input_NET_A(), effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Rational gamma(1, 50), limit = 2 * static_cast<long>(s.m()) / gamma;
        const D top = sharpness(s);
        if (!certainly(top <= s.exact(limit))) {
          outcome.reason = "precision: lambda_max(H) <= 2 / eta is not settled";
          outcome.wants_precision = true;
          return;
        }
        outcome.hypotheses.push_back({"lambda_max(H) <= 2 / eta", Verdict::verified});
        auto witness = network_witness(s);
        witness.push_back({"gamma = m eta", to_string(gamma)});
        refute(outcome, witness, s.exact(gamma) * top, Stated::at_most, s.number(2), [&] {
          const auto other = second_engine::largest_eigenvalue(
              network_instance(s), second_engine::NetworkMatrix::hessian);
          if (other.upper > limit) {
            throw std::logic_error("the second engine does not confirm a hypothesis");
          }
          return SecondOpinion{scaled(other, gamma), exact_bounds(2)};
        });
      });
}

}  // namespace

void add_stab(Registry& registry) {
  Claim claim;
  claim.base = "STAB-1";
  claim.title = "A stable critical point has a largest eigenvalue of at most 2 / (m eta)";
  claim.statement =
      "\\text{gradient descent is linearly stable} \\implies \\lambda_{\\max}(H) \\le \\frac{2}{m "
      "\\eta}; \\quad \\text{SGD (7) is} \\implies \\lambda_{\\max}(H_{ae}) \\le \\frac{2}{m "
      "\\eta}; \\quad 0 < H < \\frac{2}{m \\eta} \\implies \\text{gradient descent is stable}";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0", "grad R_n(theta) = 0"};
  claim.source = beside("equation (8)");
  claim.scope = "the critical point of the case, at its learning rate if it has one";
  claim.notes =
      "SGD (7) with the almost everywhere Hessian of the sampled loss has the mean Hessian H_ae, "
      "not "
      "H. Eigenvalues prove that it is unstable, never that it is stable: SGD-MS-1 has the "
      "mean-square answer. The printed mean over a batch is a sum; the mean is meant.";
  claim.subject = Subject::network;
  claim.check = check;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "The threshold 2 / eta, without the width",
      "\\lambda_{\\max}(H) \\le \\frac{2}{\\eta} \\implies \\text{gradient descent is linearly "
      "stable}",
      "NET-A", refute_without_m));
}

}  // namespace rigor::big_step
