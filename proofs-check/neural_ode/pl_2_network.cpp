// NODE-PL-2, parts b and c: certificates around one network, at the start and after training.
//
// (b) For a network of depth L, any weights: src/model/network_certificate.hpp gives s on the ball
// of radius rho about th(0), and |R(0)|_F <= rho s is what the convergence theorem
// (src/model/pl_certificate.hpp) asks for.
//
// (c) The same about th(T), which is enclosed by the validated gradient flow
// (src/model/residual_training.hpp). From then on the weights move by at most path, so |th(oo) -
// th(0)|_w differs from |th(T) - th(0)|_w by at most path, and L |Z_{k+1} - Z_k| by at most L
// (|dZ_k| + |dZ_{k+1}|) <= L sqrt(2 L) |dth|_w.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "model/network_certificate.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/each_depth.hpp"
#include "proofs-check/neural_ode/pl_2.hpp"

namespace rigor::neural_ode {
namespace {

/// Quantities and verdict of the certificate around the network of a problem.
template <IntervalNumber B>
PlCertificate<B> check_network(const Setting<B>& s, Outcome& outcome,
                               const TrainingProblem<B>& problem, const CertificateWords& words,
                               const std::string& from, const std::string& where) {
  const NetworkCertificate<B> found = network_certificate(problem, s.input.radius, s.step());
  const auto add = [&](const std::string& name, const B& x) {
    outcome.quantities.push_back(bound(name + where, decorate(x)));
  };
  add("least eigenvalue of the tangent kernel", sqr(found.singular_value));
  add("bound of the second derivatives on the ball", found.curvature);
  report_certificate(s, outcome, found.at, found.residual, from,
                     where + ", rho = " + radius_text(found.at.radius));
  for (Quantity& q : outcome.quantities) q.digits_reached = true;  // bounds, not refined
  const auto decorated = [](const auto& vectors) {
    std::vector<std::vector<Decorated<B>>> out;
    for (const auto& vector : vectors) {
      out.emplace_back();
      for (const B& x : vector) out.back().push_back(decorate(x));
    }
    return out;
  };
  const auto matrix = [](const Matrix<B>& a) {
    if (a.rows() == 0) return Matrix<Decorated<B>>{};
    Matrix<Decorated<B>> out(a.rows(), a.columns(), decorate(a(0, 0)));
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) out(i, j) = decorate(a(i, j));
    }
    return out;
  };
  ResidualNetwork<Decorated<B>> network{problem.start.block,
                                        problem.start.activation,
                                        matrix(problem.start.A),
                                        matrix(problem.start.B),
                                        {}};
  for (const auto& layer : problem.start.layers) {
    network.layers.push_back({matrix(layer.V), matrix(layer.W)});
  }
  conclude_certificate(s, outcome, found.at, found.residual,
                       loss_gradient(network, decorated(problem.inputs), decorated(problem.targets),
                                     trained_ends(s.input)),
                       Scope::instance, words);
  return found.at;
}

const std::vector<std::string> proofs = {
    "src/model/network_certificate.hpp: the comment above NetworkCertificate",
    "src/model/output_curvature.hpp: the comment above output_curvature",
    "src/model/pl_certificate.hpp: the comment above PlCertificate"};

}  // namespace

Outcome check_start(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{.targets = true},
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  if (lacks_smoothness(s.input, outcome)) return;
                  for_each_depth(s.input, outcome, [&](std::size_t depth, Outcome& one) {
                    if (is_too_large(s.input, depth, one)) return;
                    const std::string name = "L = " + std::to_string(depth);
                    check_network(s, one, training_problem(s, depth), {"this network", name, "t"},
                                  "0", ", " + name);
                  });
                  outcome.rests_on = proofs;
                });
}

Outcome check_trained(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{.targets = true, .time = true},
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  if (lacks_smoothness(s.input, outcome)) return;
                  const Rational& time = *s.input.time;
                  for_each_depth(s.input, outcome, [&](std::size_t depth, Outcome& one) {
                    if (is_too_large(s.input, depth, one)) return;
                    ResidualTraining<B> training(training_problem(s, depth));
                    const OdeStop stop = training.run(enclose<B>(time, s.precision()), s.step());
                    if (stop != OdeStop::reached) {
                      one.reason = "the enclosure of the training ended early: " + describe(stop);
                      one.wants_precision = s.effort.is_double();
                      return;
                    }
                    const std::string name = "L = " + std::to_string(depth);
                    TrainingProblem<B> problem = training.problem();
                    problem.start = training.network();
                    const PlCertificate<B> at = check_network(
                        s, one, problem,
                        {fmt::format("this network, trained to T = {},", to_string(time)), name,
                         fmt::format("(t - {})", to_string(time))},
                        "T", ", " + name);
                    const auto add = [&](const std::string& text, const B& x) {
                      one.quantities.push_back(bound(text + ", " + name, decorate(x)));
                    };
                    const B distance = training.distance(), jump = training.largest_jump();
                    add("|th(T) - th(0)|_w", distance);
                    add("L max |Z_{k+1} - Z_k| at T", jump);
                    if (one.verdict != Verdict::verified) return;
                    const auto near = [&](const B& x, const B& reach) {
                      const B none = enclose<B>(0L, s.precision());
                      return max(hull(x - upper_point(reach), x + upper_point(reach)), none);
                    };
                    const B L = enclose<B>(static_cast<long>(depth), s.precision());
                    add("|th(oo) - th(0)|_w", near(distance, at.path));
                    add("L max |Z_{k+1} - Z_k| in the limit",
                        depth == 1 ? jump : near(jump, B(L * sqrt(2 * L) * at.path)));
                  });
                  outcome.rests_on = proofs;
                  outcome.rests_on.emplace_back(
                      "src/model/residual_training.hpp: the comment above ResidualTraining");
                });
}

}  // namespace rigor::neural_ode
