// NODE-LONG-1 without what training adds: layers that start equal part at once.
#include "model/residual_pass.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/long.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/parting.hpp"
#include "proofs-check/neural_ode/proves.hpp"
#include "proofs-check/second_engine/narrow_network.hpp"

namespace rigor::neural_ode {
namespace {

second_engine::BoundRows rows_of(const Matrix<Rational>& a) {
  second_engine::BoundRows rows(a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      rows[i].push_back(second_engine::thin_bounds(a(i, j)));
    }
  }
  return rows;
}
second_engine::BoundRows rows_of(const std::vector<std::vector<SmoothExpression>>& vectors) {
  second_engine::BoundRows rows;
  for (const auto& vector : vectors) {
    rows.emplace_back();
    for (const SmoothExpression& x : vector) {
      rows.back().push_back(second_engine::thin_bounds(x.constant().value()));
    }
  }
  return rows;
}
second_engine::BoundRows rows_of(const Matrix<SmoothExpression>& a) {
  second_engine::BoundRows rows(a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      rows[i].push_back(second_engine::thin_bounds(a(i, j).constant().value()));
    }
  }
  return rows;
}

}  // namespace

// On PL-I2 the certificate closes, and D(0) = 0. If L |Z_{k+1} - Z_k| were 0 at all times, so would
// be its second derivative in t at 0, which `parting` gives for every L >= 2.
Outcome refute_tied(const Case&, const Effort& effort) {
  Case input = pl_2(2, "3/20 -1/10", "1/10 3/20");
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const TiedCertificate<B> found = tied_certificate(s);
    if (!proves(outcome, "the certificate of NODE-PL-2 closes", found.at.closes)) return;
    const auto part = parting(s.network(1), s.inputs(), s.targets());
    outcome.rests_on = {"proofs-check/neural_ode/parting.hpp: the comment at parting"};
    outcome.quantities = {quantity(
        "second derivative of L |V_{k+1} - V_k| in t at 0, every L and k", part, s.effort.digits)};
    refute(outcome, {{"y_1", "(3/20, -1/10)"}, {"y_2", "(1/10, 3/20)"}}, part, Stated::at_most,
           s.number(0), [&] {
             const ResidualInput& r = s.input;
             return SecondOpinion{
                 second_engine::parting({false,
                                         rows_of(r.A),
                                         rows_of(r.B),
                                         {{rows_of(r.smooth->V), rows_of(r.smooth->W)}},
                                         rows_of(r.inputs),
                                         rows_of(r.targets)}),
                 exact_bounds(0)};
           });
  });
}

}  // namespace rigor::neural_ode
