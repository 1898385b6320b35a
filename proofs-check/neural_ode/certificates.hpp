// Certificates of convergence for the network of a case.
#pragma once

#include <string>
#include <vector>

#include "model/activation_bounds.hpp"
#include "model/pl_certificate.hpp"
#include "model/residual_pass.hpp"
#include "model/residual_training.hpp"
#include "model/tied_start.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

/// The enclosure, where it is proved to be defined; else nothing is known.
template <IntervalNumber B>
B proved(const Decorated<B>& x) {
  return is_defined(x) ? x.value : entire<B>(precision_of(x));
}
template <IntervalNumber B>
Matrix<B> proved(const Matrix<Decorated<B>>& a) {
  if (a.rows() == 0) return {};
  Matrix<B> out(a.rows(), a.columns(), proved(a(0, 0)));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) out(i, j) = proved(a(i, j));
  }
  return out;
}
template <IntervalNumber B>
ResidualNetwork<B> proved(const ResidualNetwork<Decorated<B>>& network) {
  ResidualNetwork<B> out{
      network.block, network.activation, proved(network.A), proved(network.B), {}};
  for (const auto& layer : network.layers) out.layers.push_back({proved(layer.V), proved(layer.W)});
  return out;
}
template <IntervalNumber B>
std::vector<std::vector<B>> proved(const std::vector<std::vector<Decorated<B>>>& vectors) {
  std::vector<std::vector<B>> out;
  for (const auto& vector : vectors) {
    out.emplace_back();
    for (const auto& x : vector) out.back().push_back(proved(x));
  }
  return out;
}

/// The ends that are trained.
inline TrainedEnds trained_ends(const ResidualInput& input) {
  return {input.trains_A, input.trains_B};
}
/// The network of one depth at the start, with its data.
template <IntervalNumber B>
TrainingProblem<B> training_problem(const Setting<B>& s, std::size_t depth) {
  return {proved(s.network(depth)), proved(s.inputs()), proved(s.targets()), s.input.trains_A,
          s.input.trains_B};
}

/// Whether certificates around networks of this depth are out of reach: the derivative of all
/// outputs by all weights has too many entries. The outcome then says so.
bool is_too_large(const ResidualInput& input, std::size_t depth, Outcome& outcome);
/// Some digits of a radius, for texts.
std::string radius_text(const Rational& radius);
/// "V", "V, A", "V, A, B" for a first block "V".
std::string block_words(const std::string& layers, const TrainedEnds& ends);

/// sup |s'| and sup |s''| of the case's activation.
template <IntervalNumber B>
ActivationBounds<B> activation_of(const Setting<B>& s) {
  return activation_bounds<B>(s.input.activation, s.precision());
}

/// V = 0, W_k = W: what `tied_start.hpp` says of the case. Requires starts_tied_at_zero().
template <IntervalNumber B>
TiedStart<B> tied_start(const Setting<B>& s) {
  return TiedStart<B>(proved(s.network(1)), proved(s.inputs()), proved(s.targets()),
                      activation_of(s).slope, trained_ends(s.input));
}

/// Blocks and a radius.
struct CertificateChoice {
  TrainedEnds used;
  Rational radius;
};
/// The choice that looks best in doubles, for all subsets of the trained ends, and the radius of
/// the case if it has one. The same on every rung. Not verified.
CertificateChoice propose_tied_certificate(const ResidualInput& input, const Effort& effort);

/// The certificate of a tied start, for every depth.
template <IntervalNumber B>
struct TiedCertificate {
  TiedStart<B> start;
  CertificateChoice choice;
  B kernel;  ///< its least eigenvalue at the start
  PlCertificate<B> at;
};
template <IntervalNumber B>
TiedCertificate<B> tied_certificate(const Setting<B>& s);

/// Quantities and margin of a certificate for a start at the time `from` ("0" or "T") with |R| =
/// sqrt(n l) enclosed by `residual`; `where` follows the names.
template <IntervalNumber B>
void report_certificate(const Setting<B>& s, Outcome& outcome, const PlCertificate<B>& at,
                        const B& residual, const std::string& from, const std::string& where);

/// |l_A|^2 + L sum_k |l_Z_k|^2 + |l_B|^2, which is at least mu l.
template <class T>
T weighted_square(const LossGradient<T>& gradient) {
  T sum = 0 * gradient.loss, layers = sum;
  const auto add = [](T& to, const Matrix<T>& a) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) to += sqr(a(i, j));
    }
  };
  add(sum, gradient.A);
  add(sum, gradient.B);
  for (const auto& layer : gradient.layers) {
    add(layers, layer.V);
    add(layers, layer.W);
  }
  return sum + static_cast<long>(gradient.layers.size()) * layers;
}

/// The gradient at the start, for the least depth of the case.
template <IntervalNumber B>
LossGradient<Decorated<B>> start_gradient(const Setting<B>& s) {
  const std::size_t depth = s.input.depths.front();
  s.effort.budget->step(static_cast<std::int64_t>(depth * s.n()));
  return loss_gradient(s.network(depth), s.inputs(), s.targets(), trained_ends(s.input));
}

/// How an outcome is told: "this initialisation", "every depth L", "t".
struct CertificateWords {
  std::string start;
  std::string depths;
  std::string clock;
};

/// Verified where the certificate closes; else inconclusive, with the factor by which it misses.
/// `gradient` is that at the start for one depth, which may contradict it.
template <IntervalNumber B>
void conclude_certificate(const Setting<B>& s, Outcome& outcome, const PlCertificate<B>& at,
                          const B& residual, const LossGradient<Decorated<B>>& gradient,
                          Scope scope, const CertificateWords& words);

}  // namespace rigor::neural_ode
