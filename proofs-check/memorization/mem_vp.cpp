// MEM-VP-1: the variance-preserving flow is the variance-exploding one.
//
// z = alpha datum + sigma noise with alpha = e^{-t}, sigma^2 = 1 - alpha^2: z / alpha has the noise
// variance v = sigma^2 / alpha^2 = e^{2t} - 1, so the score of z is (alpha m(z / alpha, v) - z) /
// sigma^2, and the flow that generates is dz/dt = -z - score. With x = z e^t it is dx/dv = (x -
// m(x, v)) / 2v, by the lemma preserving_schedule. The check integrates the first equation in t
// from its formula, and follows the second one in s = -log(v) / 2 with coefficients of its own.
#include <algorithm>

#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "model/mixture_atoms.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/flow_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/flow.hpp"

namespace rigor::memorization {
namespace {

constexpr const char* kPreserving = "the schedule is the variance-preserving one";

/// dz/dt = (z - e^{-t} m(z e^t, e^{2t} - 1)) / (1 - e^{-2t}) - z, weights relative to one atom.
template <IntervalNumber B>
struct PreservingField {
  const WeightedPoints& data;
  std::size_t reference;

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& z) const {
    const auto constant = [&](const Rational& q) { return enclose<B>(q, precision_of(t)); };
    const T growth = exp(t), variance = exp(2 * t) - 1;
    std::vector<T> x;
    for (const T& c : z) x.push_back(c * growth);
    std::vector<T> sum;
    for (std::size_t a = 0; a < z.size(); ++a) {
      sum.push_back(0 * t + constant(data.point(reference)[a]));
    }
    T mass = 0 * t + 1;
    for (std::size_t j = 0; j < data.size(); ++j) {
      if (j == reference) continue;
      T separation = 0 * t;
      for (std::size_t a = 0; a < z.size(); ++a) {
        const Rational gap = data.point(j)[a] - data.point(reference)[a];
        const Rational middle = (data.point(j)[a] + data.point(reference)[a]) / 2;
        separation = separation + (x[a] - constant(middle)) * constant(gap);
      }
      const T weight =
          exp(separation / variance + constant(data.log_weight(j) - data.log_weight(reference)));
      mass = mass + weight;
      for (std::size_t a = 0; a < z.size(); ++a) {
        sum[a] = sum[a] + weight * constant(data.point(j)[a]);
      }
    }
    std::vector<T> slope;
    const T noise = 1 - exp(-2 * t);
    for (std::size_t a = 0; a < z.size(); ++a) {
      slope.push_back((z[a] - sum[a] / mass / growth) / noise - z[a]);
    }
    return slope;
  }
};

/// z at the time `to` of the case's flow, by the equation in t; entire where it can't be followed.
template <IntervalNumber B>
std::vector<B> by_time(const Setting<B>& s, const Rational& to) {
  std::vector<B> z;
  for (std::size_t k = 0; k < s.d(); ++k) {
    z.push_back(hull_of<B>(s.flow().start_from[k], s.flow().start_to[k], s.precision()));
  }
  const MixtureAtoms<B> atoms(s.data, 0, s.precision());
  std::vector<B> relative = start_position<B>(s.flow(), s.precision());
  for (std::size_t k = 0; k < s.d(); ++k) relative[k] -= s.bare(s.data.point(0)[k]);
  const auto v0 = start_variance<B>(s.flow(), s.precision());
  const PreservingField<B> field{s.data, atoms.propose_heaviest(relative, recip(v0))};
  auto flow = ode_flow<B>(field, s.bare(s.flow().time), z);
  if (flow.run(s.bare(to), s.step()) != OdeStop::reached) {
    return std::vector<B>(s.d(), entire<B>(s.precision()));
  }
  return flow.state();
}

/// The same by the variance-exploding flow.
template <IntervalNumber B>
std::vector<B> by_variance(const Setting<B>& s, const Rational& to) {
  const B v0 = start_variance<B>(s.flow(), s.precision());
  const B v = expm1(s.bare(2 * to)), elapsed = log(v0 / v) / 2;
  auto x =
      flow_position<B>(s.data, v0, start_position<B>(s.flow(), s.precision()), elapsed, s.step());
  for (B& c : x) c = c * exp(s.bare(-to));
  return x;
}

Outcome check_conjugacy(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    if (s.flow().schedule != Schedule::vp) {
      outcome = inapplicable(std::move(outcome), kPreserving, "it is the variance-exploding one");
      return;
    }
    outcome.hypotheses.push_back({kPreserving, Verdict::verified});
    outcome.rests_on = {"proofs-check/memorization/flow_lemmas.hpp: preserving_schedule",
                        "src/analysis/ode.hpp: validated integration of both flows"};
    const Rational to = s.flow().time / 10;
    const auto direct = by_time(s, to), conjugate = by_variance(s, to);
    auto widest = s.number(0);
    Truth meet = Truth::yes;
    for (std::size_t k = 0; k < s.d(); ++k) {
      if (!overlaps(direct[k], conjugate[k])) meet = Truth::no;
      const auto defect = abs(decorate(direct[k]) - decorate(conjugate[k]));
      widest = max(widest, defect);
      const auto z = decorate(intersection(direct[k], conjugate[k]));
      const std::string name =
          "z_" + std::to_string(k + 1) + " at t = " + to_string(to) + ", by both equations";
      outcome.quantities.push_back(
          s.flow().starts_at_point() ? quantity(name, z, std::min(12, s.effort.digits), s.number(1))
                                     : bound(name + ", over the starts", z));
    }
    outcome.quantities.push_back(
        {"|difference of the two|", between(s.number(0), upper_point(widest)), true});
    const Truth known = proved_if(is_bounded(widest));
    conclude(outcome, preserving_schedule(2) && known, meet, Scope::unbounded);
  });
}

Case input_vp() {
  Case input = named_flow("A, VP", points_A(), "0", "3/10");
  input.flow->schedule = Schedule::vp;
  input.flow->time = 1;
  return input;
}

// The variance-exploding flow of z itself from v = 1 - e^{-2} to 1 - e^{-1/5}.
Outcome refute_unscaled(const Case&, const Effort& effort) {
  return settle(input_vp(), effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Rational to(1, 10), z(3, 10);
    const B v0 = -expm1(s.bare(-2)), v = -expm1(s.bare(-2 * to));
    const auto unscaled = flow_position<B>(s.data, v0, {s.bare(z)}, log(v0 / v) / 2, s.step());
    refute(outcome, {{"t", "1"}, {"z(t)", "3/10"}, {"end of t", "1/10"}},
           decorate(by_time(s, to)[0]), Stated::equal, decorate(unscaled[0]), [&] {
             return SecondOpinion{second_engine::preserving_position({-1, 1}, z, 1, to),
                                  second_engine::unscaled_position({-1, 1}, z, 1, to)};
           });
  });
}

}  // namespace

void add_mem_vp(Registry& registry) {
  Claim claim;
  claim.base = "MEM-VP-1";
  claim.title = "The variance-preserving flow is the variance-exploding one in other coordinates";
  claim.statement =
      "\\frac{dz}{dt} = \\frac{z - e^{-t} m(e^t z, v)}{1 - e^{-2t}} - z, \\; x = e^t z, \\; v = "
      "e^{2t} - 1 \\implies \\frac{dx}{dv} = \\frac{x - m(x, v)}{2 v}";
  claim.hypotheses = {"N >= 1", "the score is the exact one", kPreserving};
  claim.source = memorization_paper("the variance-preserving process");
  claim.scope = "every start and all times";
  claim.notes =
      "An identity, proved by hand; the two equations are integrated independently from the start "
      "of "
      "the case to a tenth of its time.";
  claim.subject = Subject::flow;
  claim.check = check_conjugacy;
  registry.push_back(claim);
  registry.push_back(false_variant(claim, "false-a", "The same without the factor e^t",
                                   "z(t) = x(v) \\text{ at } v = 1 - e^{-2t}", "A, VP",
                                   refute_unscaled));
}

}  // namespace rigor::memorization
