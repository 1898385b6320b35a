// MEM-SDE-1: the reverse SDE dX = (m - X) / v |dv| + dB from X_T = x, v from T down to 0, returns
// x_i with probability w_i(x, T), and X_v has the law sum_i w_i(x, T) N(x_i + (v/T)(x - x_i),
// v (1 - v/T) I).
//
// Proof. Let P(I = i) = p_i and Y_v = x_I + W_v, W a Brownian motion independent of I. Its time
// reversal from v = T solves the SDE, as (m - y) / v is the gradient of log p_v. Given Y_T = x, I =
// i has probability w_i(x, T) by Bayes' rule, and given I as well, the path is a Brownian bridge
// from x_i to x, whose law at v is the normal one above. So the mixture of bridges solves the SDE
// from almost every x; on v >= delta the drift is smooth and grows linearly, so that solutions are
// unique there and depend continuously on x, and the mixture is the solution from every x. A bridge
// ends in x_i.
#include <algorithm>

#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/line_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/line_flow.hpp"

namespace rigor::memorization {
namespace {

constexpr std::size_t most_listed = 24;

template <IntervalNumber B>
using Vector = std::vector<Decorated<B>>;

/// log p_i - |x - x_i|^2 / 2v + |x - x_0|^2 / 2v, affine in x.
template <IntervalNumber B>
Decorated<B> exponent(const Setting<B>& s, std::size_t i, const Vector<B>& x,
                      const Decorated<B>& v) {
  Decorated<B> sum = s.number(0);
  for (std::size_t k = 0; k < s.d(); ++k) {
    const Rational &to = s.data.point(i)[k], &from = s.data.point(0)[k];
    sum += s.exact(to - from) * (2 * x[k] - s.exact(to + from));
  }
  return sum / (2 * v) + s.exact(s.data.log_weight(i));
}

/// The posterior weights w_i(x, v), over all members of a box x.
template <IntervalNumber B>
Vector<B> weights(const Setting<B>& s, const Vector<B>& x, const Decorated<B>& v) {
  Vector<B> exponents, terms;
  for (std::size_t i = 0; i < s.N(); ++i) exponents.push_back(exponent(s, i, x, v));
  Decorated<B> largest = exponents[0];
  for (const auto& e : exponents) largest = max(largest, upper_point(e));
  largest = upper_point(largest);
  Decorated<B> sum = s.number(0);
  for (const auto& e : exponents) {
    s.effort.budget->step();
    terms.push_back(exp(e - largest));
    sum += terms.back();
  }
  const Decorated<B> unit = decorate(hull_of<B>(0, 1, s.precision()));
  for (auto& term : terms) term = intersection(term / sum, unit);
  return terms;
}

template <IntervalNumber B>
Decorated<B> squared_norm(const Setting<B>& s, const Vector<B>& a) {
  Decorated<B> sum = s.number(0);
  for (const auto& c : a) sum += sqr(c);
  return sum;
}

/// log sum_i exp(e_i).
template <IntervalNumber B>
Decorated<B> log_sum(const Setting<B>& s, const Vector<B>& exponents) {
  Decorated<B> largest = exponents[0], sum = s.number(0);
  for (const auto& e : exponents) largest = max(largest, e);
  largest = upper_point(largest);
  for (const auto& e : exponents) sum += exp(e - largest);
  return largest + log(sum);
}

/// The logarithm of the quotient of two forms of the density of X_v at y: the mixture of bridges,
/// and Bayes' p_v(y) N(x; y, (T - v) I) / p_T(x). 0 if the law is right.
template <IntervalNumber B>
Decorated<B> law_defect(const Setting<B>& s, const Vector<B>& x, const Decorated<B>& T,
                        const Decorated<B>& v, const Vector<B>& y) {
  Vector<B> bridges, prior, evidence;
  const Decorated<B> spread = v * (1 - v / T);
  const auto offset = [&](const Vector<B>& a, std::size_t i) {
    Vector<B> out;
    for (std::size_t k = 0; k < s.d(); ++k) out.push_back(a[k] - s.exact(s.data.point(i)[k]));
    return out;
  };
  const Vector<B> w = weights(s, x, T);
  for (std::size_t i = 0; i < s.N(); ++i) {
    const Vector<B> from_x = offset(x, i), from_y = offset(y, i);
    Vector<B> from_mean;
    for (std::size_t k = 0; k < s.d(); ++k) from_mean.push_back(from_y[k] - v / T * from_x[k]);
    bridges.push_back(log(w[i]) - squared_norm(s, from_mean) / (2 * spread));
    prior.push_back(s.exact(s.data.log_weight(i)) - squared_norm(s, from_y) / (2 * v));
    evidence.push_back(s.exact(s.data.log_weight(i)) - squared_norm(s, from_x) / (2 * T));
  }
  Vector<B> step;
  for (std::size_t k = 0; k < s.d(); ++k) step.push_back(x[k] - y[k]);
  const auto constants = (log(v) + log(T - v) - log(T) - log(spread)) / 2;
  return log_sum(s, bridges) + static_cast<long>(s.d()) * constants - log_sum(s, prior) +
         squared_norm(s, step) / (2 * (T - v)) + log_sum(s, evidence);
}

/// Mean, coordinate by coordinate, and trace of the covariance of X_v.
template <IntervalNumber B>
void report_moments(const Setting<B>& s, Outcome& outcome, const Vector<B>& x, const Vector<B>& w,
                    const Decorated<B>& ratio, const Decorated<B>& v) {
  Decorated<B> trace = static_cast<long>(s.d()) * v * (1 - ratio);
  const bool is_point = s.flow().starts_at_point();
  const auto add = [&](const std::string& name, const Decorated<B>& value) {
    outcome.quantities.push_back(is_point ? quantity(name, value, s.effort.digits, s.number(1))
                                          : bound(name + ", over all starts", value));
  };
  for (std::size_t k = 0; k < s.d(); ++k) {
    Decorated<B> mean = s.number(0), second = s.number(0);
    for (std::size_t i = 0; i < s.N(); ++i) mean += w[i] * s.exact(s.data.point(i)[k]);
    for (std::size_t i = 0; i < s.N(); ++i)
      second += w[i] * sqr(s.exact(s.data.point(i)[k]) - mean);
    trace += sqr(1 - ratio) * second;
    const std::string name = s.d() == 1 ? "" : " coordinate " + std::to_string(k + 1);
    add("E[X_v | X_T = x] at v = T/4" + name, mean + ratio * (x[k] - mean));
  }
  add(s.d() == 1 ? "Var[X_v | X_T = x] at v = T/4" : "trace Cov[X_v | X_T = x] at v = T/4", trace);
}

Outcome check_sde(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Vector<B> x = s.start();
    const D T = s.start_variance(), ratio = s.exact(Rational(1, 4)), v = T * ratio;
    const Vector<B> w = weights(s, x, T);
    const bool is_point = s.flow().starts_at_point();
    D largest = w[0];
    for (std::size_t i = 0; i < s.N(); ++i) {
      largest = max(largest, w[i]);
      if (i >= most_listed) continue;
      const std::string name = "P(lim = x_" + std::to_string(i + 1) + ")";
      outcome.quantities.push_back(is_point ? quantity(name, w[i], s.effort.digits, s.number(1))
                                            : bound(name + ", over all starts", w[i]));
    }
    outcome.quantities.push_back(bound("P(lim = the likeliest datum)", largest));
    report_moments(s, outcome, x, w, ratio, v);

    Vector<B> at, y;
    for (std::size_t k = 0; k < s.d(); ++k) {
      at.push_back(decorate(midpoint(x[k].value)));
      y.push_back((at[k] + s.exact(s.data.point(0)[k])) / 2);
    }
    const D defect = law_defect(s, at, T, v, y);
    outcome.quantities.push_back(
        quantity("defect of the law at v = T/4", defect, s.effort.digits, s.number(1)));
    outcome.rests_on = {"proofs-check/memorization/mem_sde.cpp: the comment at its head"};
    conclude(outcome, Truth::yes, abs(defect) <= 0, Scope::unbounded);
  });
}

// DS-B, T = 1, x = 3/5: the nearest datum, 1, which is also the limit of the ODE, is returned with
// probability 0.5087.
Outcome refute_certainty(const Effort& effort, bool needs_ode) {
  const Case input = named_flow("DS-B", points_B(), "1", "3/5");
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const LineFlow<B> line(s);
    const auto reached = line.flow.datum(line.level());
    if (needs_ode && reached != std::optional<std::size_t>(1)) {
      throw std::logic_error("the ODE from 3/5 doesn't reach 1");
    }
    const auto w = weights(s, s.start(), s.start_variance());
    refute(outcome, {{"x", "3/5"}, {"T", "1"}}, w[1], Stated::equal, s.number(1), [&] {
      const auto q = second_engine::mixture_distribution({0, 1, 3}, 1, Rational(3, 5));
      if (q.lower <= Rational(1, 3) || q.upper >= Rational(2, 3)) {
        throw std::logic_error("the second engine does not confirm the limit of the ODE");
      }
      return SecondOpinion{second_engine::posterior_weight({{0}, {1}, {3}}, 1, {Rational(3, 5)}, 1),
                           exact_bounds(1)};
    });
  });
}

Outcome refute_nearest(const Case&, const Effort& effort) {
  return refute_certainty(effort, false);
}
Outcome refute_same(const Case&, const Effort& effort) {
  return refute_certainty(effort, true);
}

}  // namespace

void add_mem_sde(Registry& registry) {
  Claim claim;
  claim.base = "MEM-SDE-1";
  claim.title = "The reverse SDE returns a datum almost surely, x_i with its posterior weight";
  claim.statement =
      "P \\left( \\lim_{v \\to 0} X_v = x_i \\mid X_T = x \\right) = w_i(x, T), \\quad X_v \\sim "
      "\\sum_i w_i(x, T) N \\left( x_i + \\frac{v}{T} (x - x_i), v \\left( 1 - \\frac{v}{T} "
      "\\right) I \\right)";
  claim.hypotheses = {"the exact score"};
  claim.source = memorization_paper("the sampler by the reverse SDE");
  claim.scope = "every start, every v in (0, T)";
  claim.notes = "With a condition, the weights have the factors p_i. VP: x = z exp(t).";
  claim.subject = Subject::flow;
  claim.check = check_sde;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "The reverse SDE returns the nearest datum almost surely",
      "|x - x_i| < \\min_{j \\ne i} |x - x_j| \\implies P \\left( \\lim_{v \\to 0} X_v = x_i \\mid "
      "X_T = x \\right) = 1",
      "DS-B, T = 1, x = 3/5", refute_nearest));
  registry.push_back(false_variant(
      claim, "false-b", "ODE and SDE return the same datum from the same start",
      "x(v) \\to x_i \\implies P \\left( \\lim_{v \\to 0} X_v = x_i \\mid X_T = x(T) \\right) = 1",
      "DS-B, T = 1, x = 3/5", refute_same));
}

}  // namespace rigor::memorization
