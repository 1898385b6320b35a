// REG-TIK-2, parts a, b and e: what is known without following a trajectory.
#include <algorithm>
#include <string>
#include <vector>

#include "analysis/quadrature.hpp"
#include "model/hull_distance.hpp"
#include "model/mixture_moments.hpp"
#include "model/regularized_flow.hpp"
#include "proofs-check/memorization/reg_tik.hpp"
#include "proofs-check/memorization/regularized.hpp"

namespace rigor::memorization {

namespace {

template <class D>
D inner(const std::vector<D>& a, const std::vector<D>& b) {
  D sum = a[0] * b[0];
  for (std::size_t k = 1; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// Gamma = alpha I + beta u u^T with u = (1, ..., 1), and its application to a vector.
template <class D>
struct Penalty {
  D alpha, beta;

  std::vector<D> times(const std::vector<D>& x) const { return combined(x, alpha, beta); }
  /// (I + Gamma)^{-1} x, by Sherman and Morrison.
  std::vector<D> solve(const std::vector<D>& x) const {
    const D first = 1 + alpha;
    return combined(x, 1 / first, -beta / (first * (first + static_cast<long>(x.size()) * beta)));
  }

 private:
  static std::vector<D> combined(const std::vector<D>& x, const D& a, const D& b) {
    D sum = x[0];
    for (std::size_t k = 1; k < x.size(); ++k) sum += x[k];
    std::vector<D> result;
    for (const D& coordinate : x) result.push_back(a * coordinate + b * sum);
    return result;
  }
};

}  // namespace

// Part a. With X ~ p_N(., v) and its datum I, E[(X - x_I) / v | X] = -s_N(X), so J_v(s) = E|s -
// s_N|^2
// + J_v(s_N) (MEM-MIN-1). Add E<s, Gamma s> and complete the square, with H = I + Gamma, which is
// symmetric and at least I: at each point
//   |s - s_N|^2 + <s, Gamma s> = <s - s_*, H (s - s_*)> + <s_N, Gamma H^{-1} s_N>,   s_* = H^{-1}
//   s_N.
// The last term doesn't depend on s. For Gamma = (c / v) I, s_* = s_N v / (v + c) = (m - x) / (v +
// c). The identity at a point is held against numbers at the start, for that Gamma and for one that
// is no multiple of I.
Outcome check_tikhonov_minimizer(const Case& input, const Effort& effort) {
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_exploding_variance(outcome, s.input)) return;
    const D v = s.start_variance(), c = s.exact(s.flow().strength);
    const std::vector<D> x = s.start();
    std::vector<B> middle;
    for (const D& coordinate : x) middle.push_back(midpoint(coordinate).value);
    const std::vector<B> mean = enclose_posterior_mean(s.data, middle, v.value);
    std::vector<D> score, other;
    for (std::size_t k = 0; k < s.d(); ++k) {
      score.push_back((decorate(mean[k]) - decorate(middle[k])) / v);
      other.push_back(s.exact(Rational(3 + static_cast<long>(k), 7)));
    }
    D largest = s.number(0);
    Truth agree = Truth::yes;
    for (const Penalty<D>& penalty : {Penalty<D>{c / v, s.number(0)}, Penalty<D>{c / v, c}}) {
      const std::vector<D> best = penalty.solve(score);
      std::vector<D> gap, from_best;
      for (std::size_t k = 0; k < s.d(); ++k) {
        gap.push_back(other[k] - score[k]);
        from_best.push_back(other[k] - best[k]);
      }
      const D left = inner(gap, gap) + inner(other, penalty.times(other));
      const D right = inner(from_best, from_best) + inner(from_best, penalty.times(from_best)) +
                      inner(score, penalty.times(best));
      const D defect = left - right;
      if (!contains_zero(defect)) agree = Truth::no;
      largest = max(largest, abs(defect) / (1 + left));
    }
    outcome.quantities = {quantity("defect of the completed square at the start, at most",
                                   hull(s.number(0), upper_point(largest)), s.effort.digits,
                                   s.number(1))};
    outcome.rests_on = {"proofs-check/memorization/reg_tik_closed_forms.cpp: part a"};
    conclude(outcome, Truth::yes, agree, Scope::unbounded);
  });
}

// Part b. In tau with dtau = -dv / (2 (v + c)) the flow is x' = m - x. f = dist(x, C)^2 / 2 has the
// gradient x - Px, P the projection to C, so f' = <x - Px, m - Px> - |x - Px|^2 <= -2 f, for m is
// in C. Hence dist <= e^{-tau} dist at the start, and e^{-tau} = sqrt(c / (v0 + c)) at v = 0, where
// x(v) has a limit: |dx/dv| <= |x - m| / 2c. For N = 1 the flow of z = x - x_1 is linear, z(0) =
// z(v0) sqrt(c / (v0 + c)); the reverse SDE dX = -z / (v + c) |dv| + dB has z(0) = z(v0) c / (v0 +
// c) + integral of c / (u + c) dB_u, of the variance
//   c^2 v0 / (v0 + c)^2 + c^2 (1 / c - 1 / (v0 + c)) = c (1 - c^2 / (v0 + c)^2)   if Var z(v0) =
//   v0.
Outcome check_tikhonov_hull(const Case& input, const Effort& effort) {
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_exploding_variance(outcome, s.input)) return;
    const D T = s.start_variance(), c = s.exact(s.flow().strength);
    const D factor = sqrt(c / (T + c));
    std::vector<B> start;
    for (const D& x : s.start()) start.push_back(x.value);
    const D before = decorate(enclose_hull_distance(s.data, start));
    outcome.quantities = {quantity("sqrt(c / (v0 + c))", factor, s.effort.digits)};
    if (s.N() == 1) {
      outcome.quantities.push_back(quantity("variance of x(0) by the flow, from N(x_1, v0 I)",
                                            c * T / (T + c), s.effort.digits));
      outcome.quantities.push_back(quantity("variance of x(0) by the SDE, from N(x_1, v0 I)",
                                            c * (1 - sqr(c / (T + c))), s.effort.digits));
      if (s.flow().starts_at_point()) {
        outcome.quantities.push_back(
            quantity("|x(0) - x_1|", factor * start_distance(s, 0), s.effort.digits));
      }
    }
    const auto end = follow_regularized<B>(s.data, Regularization::tikhonov, c.value, T.value,
                                           start, regularized_goal(s), s.step());
    Truth holds = Truth::unsettled;
    if (!end.end.empty()) {
      const D after = decorate(enclose_hull_distance(s.data, end.end));
      outcome.margin = between(factor * before - after, factor * before);
      holds = lower_point(after) <= upper_point(factor * before);
    }
    outcome.rests_on = {"proofs-check/memorization/reg_tik_closed_forms.cpp: part b"};
    conclude(outcome, factor < 1, holds, scope_of(s.flow()));
  });
}

namespace {

// (d - a^2 / u) / (2 (u + c)).
template <IntervalNumber B>
struct Divergence {
  B d, square, c;

  template <class T>
  T operator()(const T& u) const {
    return (d - square / u) / (2 * (u + c));
  }
};

}  // namespace

// Part e. Two data at the distance 2a, equally weighted: x = the midpoint is stationary, Cov there
// is a^2 in the direction of the data and 0 else, so the field (x - m) / (2 (v + c)) of dx/dv has
// the divergence (d - a^2 / v) / (2 (v + c)). Along a trajectory d log p / dv = -divergence, hence
//   log (p(v) / p(v0)) = integral from v to v0 of (d - a^2 / u) / (2 (u + c)) du
//                      = d / 2 log((v0 + c) / (v + c)) - a^2 / 2c log(v0 (v + c) / ((v0 + c) v)).
// As v + c >= c, p(v) / p(v0) <= ((v0 + c) / c)^{d/2} (v (v0 + c) / (v0 c))^{a^2 / 2c} -> 0. The
// closed form is held against the integral at v = v0 / 100. Open: a^2 / 2c > 0.
Outcome check_tikhonov_midpoint(const Case& input, const Effort& effort) {
  Needs needs = kTikhonov;
  needs.least_points = 2;
  needs.equal_weights = true;
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_exploding_variance(outcome, s.input) || lacks_two_data(outcome, s.input)) return;
    const Rational square = s.data.squared_distance(0, 1) / 4, v0 = s.flow().variance;
    const Rational c = s.flow().strength, v = v0 / 100, exponent = square / (2 * c);
    const auto d = static_cast<long>(s.d());
    const D spread = s.number(d) / 2 * log(s.exact((v0 + c) / (v + c)));
    const D ratio = spread - s.exact(exponent) * log(s.exact(v0 * (v + c) / ((v0 + c) * v)));
    const Divergence<B> divergence{s.bare(d), s.bare(square), s.bare(c)};
    const Integral<B> integral = integrate(
        divergence, s.bare(v), s.bare(v0),
        IntegrationGoal{.digits = 12, .step = s.step(), .absolute = Rational(1, 1000000)});
    outcome.quantities = {
        quantity("p(v) / p(v0) at the midpoint, v = v0 / 100", exp(ratio), s.effort.digits),
        bound("p(v) at the midpoint tends to 0 like v to the power", s.exact(exponent))};
    outcome.rests_on = {"proofs-check/memorization/reg_tik_closed_forms.cpp: part e"};
    outcome.margin = to_enclosure(s.exact(exponent));
    const bool agrees = overlaps(integral.value, ratio.value);
    conclude(outcome, s.exact(exponent) > 0, agrees ? Truth::yes : Truth::no, Scope::unbounded);
  });
}

}  // namespace rigor::memorization
