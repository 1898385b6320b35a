// REG-KDE-1: the sampler with a bandwidth, or stopped early, draws from a kernel density estimate.
#include "function/constants.hpp"
#include "model/kernel_density.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/density_lemmas.hpp"
#include "proofs-check/memorization/truth_setting.hpp"
#include "proofs-check/second_engine/training_loss.hpp"

namespace rigor::memorization {
namespace {

// (a) The exact reverse ODE or SDE carries p_N(., T) to p_N(., v) for every v < T (MEM-LAW-1).
// Stopped at v = delta it gives p_N(., delta). With the score at v + delta it is, in the variable u
// = v + delta, the exact one from u = T + delta down to u = delta: from p_N(., T + delta) it gives
// p_N(., delta) as well. If (X, X_i) is an optimal coupling of p and p_emp and Z is independent,
// (X, X_i + sqrt(delta) Z) is one of p and p_N(., delta): by Minkowski's inequality
//   W_2(p_N(., delta), p) <= W_2(p_emp, p) + sqrt(E |sqrt(delta) Z|^2) = W_2(p_emp, p) + sqrt(d
//   delta),
// and W_2(p_N(., delta), p_emp) <= sqrt(d delta) likewise. The mean of p_N(., delta) being that of
// p_emp, and its second moment larger by d delta, W_2(p_N(., delta), p_emp) >= sqrt(M + d delta) -
// sqrt(M), M = (1/N) sum |x_i|^2 for data moved to the mean 0: W_2 is at least the difference of
// the distances from the point mass at 0. Open: that lower bound is below the upper one. []
Outcome check_law(const Case& input, const Effort& effort) {
  const bool is_bandwidth = input.flow->regularization == Regularization::bandwidth;
  const Needs needs{
      .regularization = is_bandwidth ? Regularization::bandwidth : Regularization::stopping,
      .equal_weights = true};
  return settle(input, effort, needs, [](const auto& s, Outcome& outcome) {
    const Rational& delta = s.flow().strength;
    const auto N = static_cast<long>(s.N());
    Rational moment = 0;
    for (std::size_t k = 0; k < s.d(); ++k) {
      Rational sum = 0, squares = 0;
      for (const auto& x : s.data.points()) {
        sum += x[k];
        squares += x[k] * x[k];
      }
      moment += squares / N - sum * sum / (N * N);
    }
    const auto upper = sqrt(s.exact(static_cast<long>(s.d()) * delta));
    const auto root = sqrt(s.exact(moment));
    const auto lower = s.exact(static_cast<long>(s.d()) * delta) /
                       (sqrt(s.exact(moment + static_cast<long>(s.d()) * delta)) + root);
    outcome.quantities = {{"W_2(generated law, data): between", between(lower, upper), true},
                          quantity("W_2(generated law, p) - W_2(data, p): at most sqrt(d delta)",
                                   upper, s.effort.digits)};
    outcome.margin = to_enclosure(upper - lower);
    outcome.rests_on = {"proofs-check/memorization/reg_kde.cpp: check_law"};
    // With one datum the generated law is N(x_1, delta I), and the two bounds agree.
    conclude(outcome, Truth::yes, s.N() == 1 ? Truth::unsettled : lower <= upper, Scope::unbounded);
  });
}

// (b) The formula is proved in src/model/kernel_density.hpp, the bounds in density_lemmas.hpp.
Outcome check_error(const Case& input, const Effort& effort) {
  return settle(
      input, effort, {.dimension = 1}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const std::string law = "the true law is N(0, 1)";
        if (s.input.truth->law != TrueLaw::standard_normal) {
          outcome = inapplicable(std::move(outcome), law, "here it is uniform");
          return;
        }
        outcome.hypotheses.push_back({law, Verdict::verified});
        const auto N = static_cast<long>(s.N());
        const D n = s.number(N), scale = 2 * sqrt(pi<D>(s.precision()));
        const D h = sqrt(s.exact(s.input.truth->variance));
        const DensityError<D> error{n};
        const D mise = error(h) / scale;
        const D upper = 1 / (scale * n * h) + 3 * pown(h, 4) / (16 * scale);
        const D lower = error.variance(h) / scale;
        const int digits = s.effort.digits;
        outcome.quantities = {
            quantity("MISE(N, h) at h^2 = " + to_string(s.input.truth->variance), mise, digits),
            bound("upper bound", upper),
            bound("lower bound, which grows without end as h -> 0", lower)};
        const D usual = exp(-log(n) / 5);  // N^(-1/5)
        const D rate = error(usual) / scale * pown(usual, -4);
        const D most = s.exact(Rational(19, 16)) / scale;  // 19 / 32 sqrt(pi)
        outcome.quantities.push_back(quantity("N^(4/5) MISE(N, N^(-1/5))", rate, digits));
        outcome.quantities.push_back(bound("19 / 32 sqrt(pi)", most));
        const auto best = enclose_best_bandwidth<B>(n.value, s.step());
        if (best) {
          outcome.quantities.push_back(quantity(
              "h*, the best bandwidth for N = " + std::to_string(N), decorate(best->h), digits));
          outcome.quantities.push_back(
              quantity("MISE(N, h*)", decorate(best->error) / scale, digits));
        }
        outcome.margin = to_enclosure(min(upper - mise, mise - lower));
        outcome.rests_on = {"src/model/kernel_density.hpp: DensityError",
                            "proofs-check/memorization/density_lemmas.hpp: density_error_bounds"};
        conclude(outcome, density_error_bounds(Rational(3, 32), Rational(19, 32)),
                 lower <= mise && mise <= upper && rate <= most, Scope::unbounded);
        if (!best) outcome.wants_precision = true;
      });
}

// h = 1/N. For every N >= 2, MISE >= (1 / 2 sqrt pi) (1 - 1/N) > 1/8, as N A > N: the error doesn't
// tend to 0. At N = 10^6 the two engines enclose it.
Outcome refute_consistency(const Case&, const Effort& effort) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  const Rational N = 1000000;
  const auto run = [&]<class B>(const B&) {
    using D = Decorated<B>;
    const D n = enclose<D>(N, effort.precision);
    const D scale = 2 * sqrt(pi<D>(effort.precision));
    const D left = DensityError<D>{n}(1 / n) / scale;
    outcome.quantities = {quantity("MISE(10^6, 10^-6)", left, effort.digits)};
    refute(outcome, {{"N", "1000000"}, {"h", "1/1000000"}}, left, Stated::at_most,
           enclose<D>(Rational(1, 8), effort.precision), [&] {
             return SecondOpinion{second_engine::mean_integrated_squared_error(N, 1 / N),
                                  exact_bounds(Rational(1, 8))};
           });
    outcome.wants_precision = outcome.wants_precision || !has_all_digits(outcome);
  };
  if (effort.is_double()) {
    run(Interval());
  } else {
    run(BigInterval());
  }
  outcome.rests_on.push_back(
      "MISE(N, 1/N) >= (1 - 1/N) / (2 sqrt(pi)) > 1/8 for every N >= 2: it doesn't tend to 0");
  return outcome;
}

}  // namespace

void add_reg_kde(Registry& registry) {
  Claim a;
  a.base = "REG-KDE-1";
  a.part = "a";
  a.title = "With a bandwidth, or stopped early, the sampler draws from a kernel density estimate";
  a.statement =
      "X_T \\sim p_N(\\cdot, T + \\delta) \\implies X_0 \\sim p_N(\\cdot, \\delta), \\quad "
      "W_2(p_N(\\cdot, \\delta), p) \\le W_2(p_{emp}, p) + \\sqrt{d \\delta}";
  a.hypotheses = {"the score at v + delta, or the sampler stopped at v = delta", "no condition"};
  a.source = memorization_paper("the asymptotically consistent regularization");
  a.scope = "every true law p with a second moment, every delta > 0, every dimension";
  a.notes = "For the sampler that is stopped at delta the start is p_N(., T).";
  a.subject = Subject::flow;
  a.check = check_law;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The error of the generated density, and the best bandwidth";
  b.statement =
      "\\frac{1}{2 \\sqrt{\\pi} N} \\left( \\frac{1}{h} - \\frac{1}{\\sqrt{1 + h^2}} \\right) \\le "
      "\\mathrm{MISE}(N, h) \\le \\frac{1}{2 \\sqrt{\\pi} N h} + \\frac{3 h^4}{32 \\sqrt{\\pi}}, "
      "\\quad "
      "\\mathrm{MISE}(N, N^{-1/5}) \\le \\frac{19}{32 \\sqrt{\\pi}} N^{-4/5}";
  b.hypotheses = {"d = 1", "the true law is N(0, 1)"};
  b.scope = "every N and h > 0; the expectation is over N independent data";
  b.notes = "N is the number of data of the case, and h^2 the noise variance of its [truth].";
  b.subject = Subject::truth;
  b.check = check_error;
  registry.push_back(b);

  registry.push_back(false_variant(b, "false-a", "The bandwidth 1/N is consistent in L^2",
                                   "\\mathrm{MISE}(N, 1/N) \\to 0 \\text{ as } N \\to \\infty",
                                   "N(0, 1)", refute_consistency));
}

}  // namespace rigor::memorization
