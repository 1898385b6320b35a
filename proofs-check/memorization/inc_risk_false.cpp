// What INC-RISK-1 is often taken to say, refuted.
#include "model/hybrid_score.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/inc_risk.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/truth_setting.hpp"
#include "proofs-check/second_engine/arb_truth.hpp"

namespace rigor::memorization {
namespace {

/// One datum at the origin of R^d, a normal true law.
Case single_datum_case(const std::string& name, int d, const Rational& v) {
  std::string origin;
  for (int k = 0; k < d; ++k) origin += "0 ";
  Case input = named_data(name, {origin});
  input.truth = TruthInput{TrueLaw::standard_normal, v, std::nullopt};
  return input;
}

}  // namespace

// d = 10, v = 1/1000, R = 8: E_tr = 4.16e-5, E_te = 1.44e-5, E_te(s_N) = d / (v^2 (1+v)) = 9.99e6.
Outcome refute_one_noise_level(const Case&, const Effort& effort) {
  constexpr int d = 10;
  const Rational v(1, 1000), R = 8, of_s_N = d / (v * v * (1 + v));
  return settle(
      single_datum_case("hybrid", d, v), effort, Needs{},
      [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto excess = hybrid_excess(d, s.exact(v), s.exact(R));
        outcome.quantities = {quantity("E_tr of the hybrid score", excess.train, s.effort.digits),
                              quantity("E_te of the hybrid score", excess.test, s.effort.digits),
                              quantity("E_te(s_N)", s.exact(of_s_N), s.effort.digits)};
        outcome.rests_on = {"src/model/hybrid_score.hpp: hybrid_excess"};
        refute(outcome, {{"d", "10"}, {"x_1", "0"}, {"v", to_string(v)}, {"R", "8"}},
               sqrt(excess.train) + sqrt(excess.test), Stated::at_least, sqrt(s.exact(of_s_N)),
               [&] {
                 const Rational square = R * R;
                 return SecondOpinion{
                     second_engine::sum_of_roots(second_engine::hybrid_train_excess(d, v, square),
                                                 second_engine::hybrid_test_excess(d, v, square)),
                     second_engine::sum_of_roots(exact_bounds(of_s_N), exact_bounds(0))};
               });
      });
}

// {-1, 0, 1}, v = 1/100: E_te(s_N) = 1991.3; and with v it grows like 1/v^2, beyond every bound.
Outcome refute_bounded_risk(const Case&, const Effort& effort) {
  const Rational v(1, 100);
  Case input = named_data("three points", {"-1", "0", "1"});
  input.truth = TruthInput{TrueLaw::standard_normal, v, std::nullopt};
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    if (waits_for_integrals(s, outcome)) return;
    const auto risk = decorate(comparison(s, v).test_excess());
    refute(
        outcome, {{"x", "-1, 0, 1"}, {"v", to_string(v)}}, risk, Stated::at_most, s.number(1000),
        [&] {
          return SecondOpinion{second_engine::test_excess(line_points(s), v), exact_bounds(1000)};
        });
  });
}

// d = 10, C = 1, v = 10^-6: E_tr = 3.4e6, and it diverges as v tends to 0.
Outcome refute_every_radius(const Case&, const Effort& effort) {
  constexpr int d = 10;
  const Rational v(1, 1000000);
  return settle(
      single_datum_case("hybrid", d, v), effort, Needs{},
      [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto V = s.exact(v);
        const auto excess = hybrid_excess(d, V, sqrt(-log(V)));
        outcome.rests_on = {"src/model/hybrid_score.hpp: hybrid_excess"};
        refute(
            outcome, {{"d", "10"}, {"x_1", "0"}, {"v", to_string(v)}}, excess.train,
            Stated::at_most, s.number(1), [&] {
              return SecondOpinion{second_engine::hybrid_train_excess_at(d, v, 1), exact_bounds(1)};
            });
      });
}

}  // namespace rigor::memorization
