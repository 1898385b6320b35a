// INC-RISK-1 (c), (d): one datum and a normal true law, where the dimension decides.
//
// (c) s_N - s_p = ((1+v) x_1 - y) / (v (1+v)). On |y - x_1| <= sqrt v the weight lambda p_N p_v /
// (lambda p_N + p_v) is at least p_v / 2 (single_datum), p_v >= (2 pi (1+v))^{-d/2} exp(-(|x_1| +
// sqrt v)^2 / 2(1+v)), and the integral of |y - (1+v) x_1|^2 over the ball is at least that of |y -
// x_1|^2 (the cross term is odd), d omega_d v^{d/2+1} / (d+2).
// For all v' <= v: (v'/(1+v'))^{d/2} and so the condition on lambda increase with v',
// (1+v')^{-2-d/2} decreases, and (|x_1| + u)^2 / (1 + u^2) increases in u = sqrt v' up to u = 1 /
// |x_1|, where it is 1 + |x_1|^2.
// (d) hybrid_vanishes at C = d, and hybrid_excess of src/model.
#include "model/hybrid_score.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "proofs-check/memorization/inc_risk.hpp"
#include "proofs-check/memorization/truth_setting.hpp"

namespace rigor::memorization {
namespace {

template <IntervalNumber B>
bool lacks_single_datum(const Setting<B>& s, Outcome& outcome) {
  return lacks(outcome, s.N() == 1, "N = 1", "N = " + std::to_string(s.N())) ||
         lacks(outcome, s.input.truth->law == TrueLaw::standard_normal, "the true law is normal",
               "it is uniform");
}

template <IntervalNumber B>
Rational squared_norm(const Setting<B>& s) {
  Rational square = 0;
  for (const Rational& x : s.data.point(0)) square += x * x;
  return square;
}

/// sup over 0 < v' <= v of L^a v'^b, L = log(1/v'), for a, b > 0 and v < 1: at v, or at L = a / b.
template <class D>
D largest_power(const D& v, const D& a, const D& b) {
  const D L = max(-log(v), a / b);
  return exp(a * log(L) - b * L);
}

}  // namespace

Outcome check_low_dimensions(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_single_datum(s, outcome)) return;
    if (lacks(outcome, s.d() <= 2, "d <= 2", "d = " + std::to_string(s.d()))) return;
    if (s.d() == 1 && waits_for_integrals(s, outcome)) return;
    const Rational& v = s.input.truth->variance;
    const auto d = static_cast<int>(s.d());
    const Rational square = squared_norm(s);
    const D V = s.exact(v), x = sqrt(s.exact(square));
    const D exponent = square * v <= 1 ? sqr(x + sqrt(V)) / (1 + V) : s.exact(1 + square);
    const D lambda = exp(s.exact(Rational(1, 2))) * pown(sqrt(V / (1 + V)), d);
    const D constant = d * unit_ball_volume<D>(d, s.precision()) /
                       (2 * (d + 2) * pown(sqrt(2 * pi<D>(s.precision())), d)) *
                       exp(-exponent / 2) / (sqr(1 + V) * pown(sqrt(1 + V), d));
    const D least = constant * pown(sqrt(V), d - 2);
    outcome.quantities = {
        quantity("lambda from which on the bound holds", lambda, s.effort.digits),
        quantity("V(lambda) v^{1-d/2} is at least this for every smaller v", constant,
                 s.effort.digits),
        quantity("lower bound of V(lambda)" + at_variance(v), least, s.effort.digits)};
    outcome.rests_on = {"proof: proofs-check/memorization/inc_risk_single.cpp",
                        "proofs-check/memorization/inc_lemmas.hpp: single_datum"};
    Truth instance = Truth::unsettled;
    if (s.d() == 1) {
      const D value = decorate(comparison(s, v).trade_off_value(lambda.value));
      outcome.quantities.push_back(
          quantity("V(lambda) at this lambda" + at_variance(v), value, s.effort.digits));
      outcome.margin = to_enclosure(value - least);
      instance = value >= least;
    }
    conclude(outcome, single_datum(Rational(1, 2), Rational(1, 2), 1), instance, Scope::unbounded);
  });
}

Outcome check_hybrid(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_single_datum(s, outcome)) return;
    if (lacks(outcome, squared_norm(s) == 0, "x_1 = 0", "x_1 is elsewhere")) return;
    if (lacks(outcome, s.d() >= 3, "d >= 3", "d = " + std::to_string(s.d()))) return;
    const Rational& v = s.input.truth->variance;
    const auto d = static_cast<int>(s.d());
    const D V = s.exact(v), L = -log(V);
    const std::string small = "v <= exp(-(d + 2) / d)";
    const Truth is_small = d * L >= s.number(d + 2);
    if (certainly(!is_small)) {
      outcome = inapplicable(std::move(outcome), small, "v = " + to_string(v));
      return;
    }
    outcome.hypotheses.push_back(
        {small, certainly(is_small) ? Verdict::verified : Verdict::inconclusive});
    const D R = sqrt(d * L);
    const auto excess = hybrid_excess(d, V, R);
    const D half = s.exact(Rational(d, 2)), k = half + 1;  // k = (d + 2) / 2
    const D power = largest_power(V, k, half - 1);
    const D train = d * pown(sqrt(half * euler_e<D>(s.precision()) / k), d + 2) * power;
    const D test = d * pown(sqrt(half), d + 2) * power / gamma_of_half<D>(d + 4, s.precision());
    const D of_s_N = d / (sqr(V) * (1 + V));
    const int digits = s.effort.digits;
    outcome.quantities = {
        quantity("R" + at_variance(v), R, digits),
        quantity("E_tr of the hybrid score" + at_variance(v), excess.train, digits),
        quantity("E_te of the hybrid score" + at_variance(v), excess.test, digits),
        quantity("E_te(s_N)" + at_variance(v), of_s_N, digits),
        quantity("E_tr is at most this for every smaller v", train, digits),
        quantity("E_te is at most this for every smaller v", test, digits)};
    outcome.rests_on = {"proofs-check/memorization/inc_lemmas.hpp: hybrid_vanishes",
                        "src/model/hybrid_score.hpp: hybrid_excess"};
    conclude(outcome, hybrid_vanishes(d, d) && is_small,
             excess.train <= train && excess.test <= test, Scope::unbounded);
  });
}

}  // namespace rigor::memorization
