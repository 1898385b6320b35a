// INC-RISK-1 (b): the test excess of the exact minimizer.
//
// Proof. Off the strips of half-width h about the midpoints |v s_N(y)| >= dist(y) - eta, eta =
// (N-1) D_- exp(-D_- h / v), if D_- h >= v (far_from_midpoints); eta increases with v. Minkowski in
// L^2(p_v): E_te(s_N)^{1/2} >= (E |s_N|^2)^{1/2} - (E |s_p|^2)^{1/2}. For all v' <= v:
// - normal law: p_v' >= N(.; 0, 1) / sqrt(1 + v) (prefactor and exponential each at their least);
//   uniform law: p_v'(y) = Phi(y / sqrt v') + Phi((1-y) / sqrt v') - 1 decreases in v' on [0, 1].
// - v'^2 E|s_p|^2 = v' - E Var(X | Y) increases with v': E Var(X | Y) has the derivative E Var(X |
//   Y)^2 / v'^2 in v', and Var(X | Y) <= v' because the law of X is log-concave, so that X given Y
//   has a density exp(-convex) N(y, v'). For the normal law it is v'^2 / (1 + v').
// The limit: with h = sqrt(v') eta tends to 0 and so does the mass of the strips, on which |v' s_N|
// <= |y| + max |x_i|; and v'^2 E|s_p|^2 <= v' tends to 0.
// N = 1, normal law, any d: s_N - s_p = x_1 / v - y / (v (1+v)), so v^2 E_te = |x_1|^2 + d / (1+v).
#include "model/nearest_distance.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "proofs-check/memorization/inc_risk.hpp"
#include "proofs-check/memorization/truth_setting.hpp"

namespace rigor::memorization {
namespace {

/// The h, a multiple of D_- / 32 below D_- / 2 with D_- h >= v, for which the bound is largest by
/// doubles; nothing if there is none.
std::optional<Rational> propose_strip(const std::vector<Rational>& points, const Rational& gap,
                                      BaseLaw law, const Rational& v) {
  constexpr Precision doubles{53};
  const auto others = static_cast<long>(points.size() - 1);
  std::optional<Rational> best;
  double most = 0;
  for (int k = 1; k < 16; ++k) {
    const Rational h = gap * k / 32;
    if (gap * h < v) continue;
    const Interval eta = others * enclose<Interval>(gap, doubles) *
                         exp(enclose<Interval>(Rational(-gap * h / v), doubles));
    const double value =
        nearest_distance_moment(points, law, enclose<Interval>(h, doubles), upper_point(eta))
            .lower();
    if (value > most) {
      most = value;
      best = h;
    }
  }
  return best;
}

/// B, for all v' <= v.
template <IntervalNumber B>
B distance_bound(const Setting<B>& s, const std::vector<Rational>& points, const Rational& v) {
  const BaseLaw law = base_law(s.input.truth->law);
  Rational gap = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Rational next = points[i + 1] - points[i];
    gap = i == 0 ? next : std::min(gap, next);
  }
  std::optional<Rational> h = 0;
  if (points.size() > 1) h = propose_strip(points, gap, law, v);
  if (!h) return s.bare(0);
  const auto others = static_cast<long>(points.size() - 1);
  const B eta = upper_point(others * s.bare(gap) * exp(s.bare(Rational(-gap * *h / v))));
  if (law == BaseLaw::standard_normal) {
    return nearest_distance_moment(points, law, s.bare(*h), eta) / sqrt(1 + s.bare(v));
  }
  return nearest_distance_moment_of_noisy_uniform(points, s.bare(v), s.bare(*h), eta,
                                                  s.effort.digits, s.step());
}

template <IntervalNumber B>
void check_single(const Setting<B>& s, Outcome& outcome) {
  const Rational& v = s.input.truth->variance;
  Rational square = 0;
  for (const Rational& x : s.data.point(0)) square += x * x;
  const auto d = static_cast<long>(s.d());
  const Rational scaled = square + d / (1 + v);
  outcome.quantities = {
      quantity("E_te(s_N)" + at_variance(v), s.exact(scaled / (v * v)), s.effort.digits),
      quantity("v^2 E_te(s_N), and at least that for every smaller v", s.exact(scaled),
               s.effort.digits),
      quantity("limit of v^2 E_te(s_N) as v tends to 0", s.exact(square + d), s.effort.digits)};
  outcome.hypotheses.push_back({"N = 1 and a normal law", Verdict::verified});
  outcome.rests_on = {"proof: proofs-check/memorization/inc_risk_exact.cpp, last line"};
  conclude(outcome, Truth::yes, Truth::yes, Scope::unbounded);
}

}  // namespace

Outcome check_exact_minimizer(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Rational& v = s.input.truth->variance;
    if (s.N() == 1 && s.input.truth->law == TrueLaw::standard_normal) {
      return check_single(s, outcome);
    }
    if (s.d() != 1) {
      outcome = inapplicable(std::move(outcome), "d = 1, or N = 1 and a normal law",
                             "the data have dimension " + std::to_string(s.d()));
      return;
    }
    outcome.hypotheses.push_back({"d = 1", Verdict::verified});
    outcome.rests_on = {"proof: proofs-check/memorization/inc_risk_exact.cpp",
                        "proofs-check/memorization/inc_lemmas.hpp: far_from_midpoints"};
    const Truth lemma = far_from_midpoints(1);
    if (!wants_integrals(s)) return conclude(outcome, lemma, lemma, Scope::unbounded);
    if (waits_for_integrals(s, outcome)) return;
    const LawComparison<B> laws = comparison(s, v);
    const std::vector<Rational> points = line_points(s);
    const auto risk = decorate(laws.test_excess()), scaled = sqr(s.exact(v)) * risk;
    const auto limit = decorate(
        nearest_distance_moment(points, base_law(s.input.truth->law), s.bare(0), s.bare(0)));
    const auto far = decorate(distance_bound(s, points, v));
    const auto own = sqr(s.exact(v)) * decorate(laws.true_score_moment());
    const auto least = sqr(max(sqrt(far) - sqrt(own), s.number(0)));
    outcome.quantities = {
        quantity("E_te(s_N)" + at_variance(v), risk, s.effort.digits),
        quantity("v^2 E_te(s_N)" + at_variance(v), scaled, s.effort.digits),
        bound("v^2 E_te(s_N) is at least this for every smaller v", lower_point(least)),
        quantity("limit of v^2 E_te(s_N) as v tends to 0: E dist^2", limit, s.effort.digits)};
    outcome.margin = to_enclosure(scaled - least);
    conclude(outcome, lemma, scaled >= lower_point(least), Scope::unbounded);
  });
}

}  // namespace rigor::memorization
