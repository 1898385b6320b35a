// REG-GF-2: in a solvable model the memorization time is exactly linear in the number of data.
// INC-CAP-1: what a larger model does to the training loss at a given time.
//
// n data x_i = iL on a circle of length nL, p_N the mixture of normal laws of variance v around
// them, wrapped; the true law is uniform and its score 0. Features psi_i(y) = (x_i - y) / v on the
// cell of x_i, s = sum theta_i psi_i, gradient flow from 0 of E |s - target|^2 / 2.
//
// Proof. The cells are disjoint, and each z of the line is in one cell for one of the n data, so
// E psi_i psi_j = (g / n) [i = j] and E psi_i target = h / n for all i, with g and h of
// src/model/cell_features.hpp: theta_i' = (h - g theta_i) / n, theta_i(t) = (h / g) (1 -
// exp(-gt/n)), training loss 1/2v + g theta^2 / 2 - h theta, and test loss 1/2v + L^2 theta^2 / 24
// v^2 as the target has mean 0 given a test point. Their difference Delta(theta) = a theta^2 + h
// theta, a = L^2 / 24 v^2 - g / 2, increases with theta >= 0 if a > 0 and h > 0, and theta
// increases to h / g: it reaches eps if and only if eps < Delta(h / g) = h^2 / 2g + (L^2 / 24 v^2)
// (h / g)^2, at theta = 2 eps / (h + sqrt(h^2 + 4 a eps)), at the time n T. With p copies of every
// feature the sum of their parameters has p times the velocity.
#include <type_traits>

#include "function/normal.hpp"
#include "linear/matrix_exponential.hpp"
#include "model/cell_features.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/setting.hpp"
#include "proofs-check/second_engine/cell_model.hpp"

namespace rigor::memorization {
namespace {

/// settle() for cases of cells, which have no data.
template <class Body>
Outcome with_cells(const Effort& effort, const Body& body) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  outcome.hypotheses = {{"L > 0, v > 0, eps > 0", Verdict::verified}};  // of every case of cells
  if (effort.is_double()) {
    body(std::type_identity<Interval>{}, outcome);
  } else {
    body(std::type_identity<BigInterval>{}, outcome);
  }
  return outcome;
}

/// The numbers of the model on a case.
template <IntervalNumber B>
struct CellModel {
  using D = Decorated<B>;

  CellModel(const CellsInput& cells, const Effort& effort_)
      : input(cells),
        effort(effort_),
        moments(cell_moments<B>(cells.spacing, cells.variance, effort_.precision,
                                [budget = effort_.budget] { budget->step(); })) {}

  const CellsInput& input;
  const Effort& effort;
  CellMoments<B> moments;

  D exact(const Rational& q) const { return enclose<D>(q, effort.precision); }
  D g() const { return decorate(moments.g); }
  D h() const { return decorate(moments.h); }
  D v() const { return exact(input.variance); }
  D eps() const { return exact(input.level); }
  /// L^2 / 24 v^2.
  D uniform() const {
    return exact(input.spacing * input.spacing / (24 * input.variance * input.variance));
  }
  D a() const { return decorate(moments.a); }
  D largest_gap() const { return sqr(h()) / (2 * g()) + uniform() * sqr(h() / g()); }
  D gap(const D& theta) const { return theta * (a() * theta + h()); }
  /// T, where eps is below the largest gap.
  D time() const {
    const D theta = 2 * eps() / (h() + sqrt(sqr(h()) + 4 * a() * eps()));
    return -log1p(-(g() * theta / h())) / g();
  }
};

Outcome check_time(const Case& input, const Effort& effort) {
  return with_cells(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const CellModel<B> model(*input.cells, effort);
    const D most = model.largest_gap();
    outcome.quantities = {quantity("g", model.g(), effort.digits),
                          quantity("h", model.h(), effort.digits),
                          quantity("the gap of the losses in the limit", most, effort.digits)};
    outcome.rests_on = {"proofs-check/memorization/reg_gf_2.cpp: the comment at its head"};
    const Truth increases = model.a() > 0 && model.h() > 0;
    if (certainly(model.eps() >= most)) {
      outcome.margin = to_enclosure(model.eps() - most);
      outcome.reason = "the gap stays below eps: tau_mem is infinite for every n";
      conclude(outcome, increases, Truth::yes, Scope::unbounded);
      return;
    }
    const Truth reached = model.eps() < most;
    outcome.margin = to_enclosure(most - model.eps());
    Truth at_instance = Truth::unsettled;
    if (certainly(reached)) {
      const D T = model.time();
      outcome.quantities.push_back(quantity("T = tau_mem / n", T, effort.digits));
      const D theta = model.h() / model.g() * -expm1(-(model.g() * T));
      const D gap = model.gap(theta);
      at_instance = overlaps(gap, model.eps()) ? Truth::yes : Truth::no;
      outcome.quantities.push_back(
          quantity("training loss at that time",
                   1 / (2 * model.v()) + model.g() * sqr(theta) / 2 - model.h() * theta,
                   effort.digits, 1 / model.v()));
    }
    conclude(outcome, increases && reached, at_instance, Scope::unbounded);
  });
}

// g v = E rho^2 / v is at least the part of the cell of 0, E [Z^2; |Z| < l] = 1 - T_1, and the
// others add at most (L/2)^2 / v = l^2 times P(|Z| > l) = 2 Phi(-l). As l -> oo both tend to 1.
Outcome check_mode(const Case& input, const Effort& effort) {
  return with_cells(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const CellModel<B> model(*input.cells, effort);
    const Rational& L = input.cells->spacing;
    const D l = model.exact(L) / (2 * sqrt(model.v()));
    const D T1 = 2 * (l * normal_pdf(l) + normal_cdf(-l));
    const D lower = (1 - T1) / model.v();
    const D upper = lower + 2 * sqr(l) * normal_cdf(-l) / model.v();
    outcome.quantities = {
        quantity("g", model.g(), effort.digits), bound("lower bound of g", lower),
        bound("upper bound of g", upper),
        quantity("1 / g, the time of a mode divided by n", 1 / model.g(), effort.digits)};
    outcome.margin = to_enclosure(min(model.g() - lower, upper - model.g()));
    outcome.rests_on = {"proofs-check/memorization/reg_gf_2.cpp: check_mode"};
    const Truth holds = lower <= model.g() && model.g() <= upper;
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

// INC-CAP-1: with p copies of every feature, theta^(k) each, the sum Theta of the copies of one
// cell has Theta' = p (h - g Theta) / n: all losses at time t are those of one copy at time pt.
Outcome check_copies(const Case& input, const Effort& effort) {
  return with_cells(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const CellModel<B> model(*input.cells, effort);
    outcome.rests_on = {"proofs-check/memorization/reg_gf_2.cpp: check_copies"};
    const D rate = model.g();
    const auto loss = [&](long copies) {  // at the time n v
      return 1 / (2 * model.v()) +
             sqr(model.h()) / (2 * rate) * expm1(-(2 * copies * rate * model.v()));
    };
    for (const long copies : {1L, 2L, 4L}) {
      outcome.quantities.push_back(
          quantity("training loss at t = n v with " + std::to_string(copies) + " copies",
                   loss(copies), effort.digits, 1 / model.v()));
    }
    outcome.margin = to_enclosure(loss(1) - loss(2));
    conclude(outcome, rate > 0 && model.h() > 0, loss(2) < loss(1), Scope::unbounded);
  });
}

// L = 1, v = 1/25, eps = 5: tau(4) = 4 T > 2 T = 2 tau(1).
Outcome refute_square_root(const Case&, const Effort& effort) {
  const CellsInput cells{1, Rational(1, 25), 5};
  return with_cells(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    const CellModel<B> model(cells, effort);
    const auto T = model.time();
    refute(outcome, {{"L", "1"}, {"v", "1/25"}, {"eps", "5"}, {"n", "1"}}, 4 * T, Stated::at_most,
           2 * T, [&] {
             const auto second =
                 second_engine::memorization_time(cells.spacing, cells.variance, cells.level);
             return SecondOpinion{scaled(second, 4), scaled(second, 2)};
           });
  });
}

// r' = -K r, K = (1 0; 0 0), psi = (1, 1), r_0 = (5/4, -3/4), t = 1/2.
Outcome refute_capacity(const Case&, const Effort& effort) {
  const Rational t(1, 2);
  const std::vector<Rational> r{Rational(5, 4), Rational(-3, 4)};
  const std::vector<std::vector<Rational>> small{{1, 0}, {0, 0}}, large{{2, 1}, {1, 1}};
  return with_cells(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    const auto loss = [&](const std::vector<std::vector<Rational>>& K) {
      const auto exact = [&](const Rational& q) { return enclose<B>(q, effort.precision); };
      Matrix<B> generator(2, 2, exact(0));
      for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 2; ++j) generator(i, j) = exact(-t * K[i][j]);
      }
      const Matrix<B> flow = matrix_exponential(generator);
      B sum = exact(0);
      for (std::size_t i = 0; i < 2; ++i) {
        sum += sqr(flow(i, 0) * exact(r[0]) + flow(i, 1) * exact(r[1]));
      }
      return decorate(B(sum / 2));
    };
    refute(outcome, {{"t", "1/2"}, {"r_1", "5/4"}, {"r_2", "-3/4"}}, loss(large), Stated::at_most,
           loss(small), [&] {
             return SecondOpinion{second_engine::residual_loss(large, r, t),
                                  second_engine::residual_loss(small, r, t)};
           });
  });
}

}  // namespace

void add_reg_gf_2(Registry& registry) {
  Claim a;
  a.base = "REG-GF-2";
  a.part = "a";
  a.subject = Subject::cells;
  a.title = "The memorization time is exactly linear in the number of data";
  a.statement =
      "\\tau_{mem}(\\epsilon) = n T, \\quad T = -\\frac{1}{g} \\log \\left( 1 - \\frac{g "
      "\\theta_\\epsilon}{h} \\right) \\text{ if } \\epsilon < \\frac{h^2}{2g} + "
      "\\frac{L^2}{24v^2} \\left( \\frac{h}{g} \\right)^2, \\quad \\tau_{mem}(\\epsilon) = \\infty "
      "\\text{ otherwise}";
  a.hypotheses = {"L > 0, v > 0, eps > 0"};
  a.source = rethinking_paper("Section 2.2");
  a.scope = "every number n of data";
  a.notes =
      "theta_eps > 0 solves (L^2 / 24 v^2) theta^2 + h theta - g theta^2 / 2 = eps. A level that "
      "the gap of test and training loss never reaches is never memorized.";
  a.check = check_time;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The time that a local mode takes";
  b.statement =
      "\\frac{1 - T_1}{v} \\le g \\le \\frac{1 - T_1 + 2 l^2 \\Phi(-l)}{v}, \\quad T_1 = 2 (l "
      "\\phi(l) + \\Phi(-l)), \\quad l = \\frac{L}{2 \\sqrt{v}}";
  b.notes = "";
  b.scope = "every L and v";
  b.check = check_mode;
  registry.push_back(b);

  registry.push_back(false_variant(a, "false-a", "The memorization time grows like a root of n",
                                   "\\tau_{mem}(4n) \\le 2 \\tau_{mem}(n)", "L = 1",
                                   refute_square_root));

  Claim copies = a;
  copies.base = "INC-CAP-1";
  copies.part = "";
  copies.title = "Copies of every feature divide the memorization time";
  copies.statement = "L_p(t) = L_1(pt), \\quad \\tau_{mem,p} = \\frac{\\tau_{mem,1}}{p}";
  copies.source = rethinking_paper("Section 3.3");
  copies.scope = "every number p of copies, n and t";
  copies.notes = "";
  copies.check = check_copies;
  registry.push_back(copies);

  registry.push_back(false_variant(copies, "false-a",
                                   "One more feature never increases the training loss at a time",
                                   "|e^{-t (K + \\psi \\psi^\\top)} r_0|^2 \\le |e^{-tK} r_0|^2",
                                   "K = diag(1, 0)", refute_capacity));
}

}  // namespace rigor::memorization
