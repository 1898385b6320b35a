#include "proofs-check/neural_ode/certificates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "proofs-check/neural_ode/pl_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

constexpr int short_digits = 4;
constexpr std::size_t most_entries = 20'000'000;

double middle(const Interval& x) {
  return midpoint(x).upper();
}

// Singular values in doubles, for a search.
double guess_singular_value(const TiedStart<Interval>& start, const TrainedEnds& used, double least,
                            double radius) {
  return least - middle(start.deviation(used, Interval::point(radius)));
}

}  // namespace

bool is_too_large(const ResidualInput& input, std::size_t depth, Outcome& outcome) {
  const std::size_t q = input.state_size(), blocks = input.block == Block::linear ? 1 : 2;
  const std::size_t weights =
      q * (input.A.columns() + blocks * input.width() * depth + input.B.rows());
  const std::size_t outputs = input.inputs.size() * input.targets.front().size();
  if (weights <= most_entries / std::max<std::size_t>(outputs, 1)) return false;
  outcome.reason =
      fmt::format("size: the derivative of {} outputs by {} weights is too large for a certificate",
                  outputs, weights);
  return true;
}

std::string radius_text(const Rational& radius) {
  return fmt::format("{:.6g}", radius.convert_to<double>());
}

std::string block_words(const std::string& layers, const TrainedEnds& ends) {
  return layers + (ends.A ? ", A" : "") + (ends.B ? ", B" : "");
}

CertificateChoice propose_tied_certificate(const ResidualInput& input, const Effort& effort) {
  Effort quick = effort;
  quick.precision = Precision{};
  const TiedStart<Interval> start = tied_start(Setting<Interval>{input, quick});
  const double residual = middle(start.residual());
  CertificateChoice best{{false, false}, 0};
  std::optional<std::pair<bool, double>> best_merit;
  for (const bool A : {false, true}) {
    for (const bool B : {false, true}) {
      effort.budget->step();
      const TrainedEnds used{A, B};
      if ((A && !input.trains_A) || (B && !input.trains_B)) continue;
      const Interval eigenvalue = start.kernel_eigenvalue(used);
      const double least = middle(sqrt(max(eigenvalue, Interval::point(0))));
      const auto singular = [&](double r) { return guess_singular_value(start, used, least, r); };
      const Rational radius = input.radius ? *input.radius : propose_radius(residual, singular);
      if (radius <= 0) continue;
      const double r = middle(enclose<Interval>(radius, Precision{}));
      const double least_near = singular(r);
      const bool closes = residual <= r * least_near;
      // Of those that close the best rate counts, else how much of |R| is allowed.
      const std::pair merit(closes, closes ? least_near : r * least_near);
      if (!best_merit || merit > *best_merit) {
        best_merit = merit;
        best = {used, radius};
      }
    }
  }
  return best;
}

template <IntervalNumber B>
TiedCertificate<B> tied_certificate(const Setting<B>& s) {
  TiedStart<B> start = tied_start(s);
  const CertificateChoice choice = propose_tied_certificate(s.input, s.effort);
  const B kernel = start.kernel_eigenvalue(choice.used);
  const B least = sqrt(max(kernel, enclose<B>(0L, s.precision()))) -
                  start.deviation(choice.used, enclose<B>(choice.radius, s.precision()));
  PlCertificate<B> at = pl_certificate(choice.radius, least, start.residual(), start.data());
  return {std::move(start), choice, kernel, std::move(at)};
}

template <IntervalNumber B>
void report_certificate(const Setting<B>& s, Outcome& outcome, const PlCertificate<B>& at,
                        const B& residual, const std::string& from, const std::string& where) {
  const auto add = [&](const std::string& name, const B& x) {
    outcome.quantities.push_back(quantity(name + where, decorate(x), s.effort.digits));
  };
  const auto radius = s.exact(at.radius);
  outcome.quantities.push_back(bound("radius rho of the ball" + where, radius));
  add("l(" + from + ")", B(sqr(residual) / static_cast<long>(s.n())));
  add("least singular value s on the ball", at.singular_value);
  if (certainly(at.singular_value > 0)) {
    add("rate mu of the decay of the loss", at.rate);
    add("2 sqrt(l(" + from + ") / mu), how far the weights move at most", at.path);
    add("factor |R| / (rho s), which must be at most 1", at.factor);
  }
  outcome.margin = to_enclosure(radius * decorate(at.singular_value) - decorate(residual));
}

template <IntervalNumber B>
void conclude_certificate(const Setting<B>& s, Outcome& outcome, const PlCertificate<B>& at,
                          const B& residual, const LossGradient<Decorated<B>>& gradient,
                          Scope scope, const CertificateWords& words) {
  const Truth holds = certainly(at.closes)
                          ? weighted_square(gradient) >= decorate(at.rate) * gradient.loss
                          : Truth::unsettled;
  conclude(outcome, at.closes && proves_convergence({}), holds, scope);
  if (outcome.verdict == Verdict::verified) {
    outcome.reason = fmt::format(
        "gradient flow from {} converges to a global minimum, for {}: the loss at time t is at "
        "most {} exp(-{} {}), and the weights move at most {} from there",
        words.start, words.depths,
        decimal_upper(B(sqr(residual) / static_cast<long>(s.n())), short_digits),
        decimal_lower(at.rate, short_digits), words.clock, decimal_upper(at.path, short_digits));
  } else if (certainly(at.singular_value > 0)) {
    outcome.wants_precision = !certainly(at.factor > 1) || !has_all_digits(outcome);
    outcome.reason = fmt::format(
        "the certificate misses by the factor {} at the radius {}{}: this does not say that "
        "training "
        "fails",
        decimal_upper(at.factor, short_digits), radius_text(at.radius),
        s.input.radius ? " of the case" : ", the best that was found");
  } else {
    outcome.wants_precision = at.radius > 0 && !certainly(at.singular_value <= 0);
    outcome.reason =
        at.radius > 0
            ? fmt::format("the tangent kernel is not proved regular on the ball of radius {}",
                          radius_text(at.radius))
            : "the tangent kernel at the start is singular or nearly so: no radius was found";
  }
}

template TiedCertificate<Interval> tied_certificate(const Setting<Interval>&);
template void report_certificate(const Setting<Interval>&, Outcome&, const PlCertificate<Interval>&,
                                 const Interval&, const std::string&, const std::string&);
template void conclude_certificate(const Setting<Interval>&, Outcome&,
                                   const PlCertificate<Interval>&, const Interval&,
                                   const LossGradient<Decorated<Interval>>&, Scope,
                                   const CertificateWords&);
template TiedCertificate<BigInterval> tied_certificate(const Setting<BigInterval>&);
template void report_certificate(const Setting<BigInterval>&, Outcome&,
                                 const PlCertificate<BigInterval>&, const BigInterval&,
                                 const std::string&, const std::string&);
template void conclude_certificate(const Setting<BigInterval>&, Outcome&,
                                   const PlCertificate<BigInterval>&, const BigInterval&,
                                   const LossGradient<Decorated<BigInterval>>&, Scope,
                                   const CertificateWords&);

}  // namespace rigor::neural_ode
