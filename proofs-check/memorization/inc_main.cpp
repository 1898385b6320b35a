// INC-MAIN-1: over a range of noise levels memorization and generalization exclude each other.
//
// s is a score, locally Lipschitz and of linear growth on [delta, T]; q the law at v = delta of the
// reverse diffusion with score s from X_T ~ mu. E_tr and E_te are the integrals of E_tr(s) and
// E_te(s) over v in [delta, T].
// (a) mu = p_N(T): TV(q, p_N(delta)) <= sqrt(E_tr) / 2 (girsanov_pinsker). For U the union of the
//     balls of radius rho about the data, p_N(delta)(U) >= P_d(rho / sqrt delta), so q(U) is at
//     least that minus sqrt(E_tr) / 2; and p(U) <= N M omega_d rho^d for a law p with a density <=
//     M. Hence TV(q, p) >= P_d(rho / sqrt delta) - N M omega_d rho^d - sqrt(E_tr) / 2. For another
//     mu, the law from p_N(T) differs by at most TV(mu, p_N(T)). Conversely, if TV(q, p) <= eps
//     then sqrt(E_tr) / 2 >= P_d - N M omega_d rho^d - eps - TV(mu, p_N(T)), which may be squared
//     where the right side is positive.
// (b) With the starts p_N(T) and p_T the laws at delta are within sqrt(E_tr) / 2 of p_N(delta), and
//     within sqrt(E_te) / 2 of p_delta; they are within TV(p_N(T), p_T) of each other.
// (c) de_bruijn.
#include "model/copying_bound.hpp"
#include "model/integrated_excess.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/truth_setting.hpp"
#include "proofs-check/second_engine/arb_truth.hpp"

namespace rigor::memorization {
namespace {

constexpr const char* lemmas = "proofs-check/memorization/inc_lemmas.hpp: ";
constexpr const char* proof = "proof: proofs-check/memorization/inc_main.cpp";

/// M = sup p.
template <IntervalNumber B>
Decorated<B> largest_density(const Setting<B>& s) {
  using D = Decorated<B>;
  if (s.input.truth->law == TrueLaw::uniform) return s.number(1);
  return recip(pown(sqrt(2 * pi<D>(s.precision())), static_cast<int>(s.d())));
}

Outcome check_copies(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const bool has_instance = wants_integrals(s);
    if (has_instance && waits_for_integrals(s, outcome)) return;
    const Rational& delta = s.input.truth->variance;
    const auto d = static_cast<int>(s.d());
    const auto N = static_cast<long>(s.N());
    const D M = largest_density(s), rho = sharpest_copying_radius(d, N, M, s.exact(delta));
    const D least = max(copying_bound(d, N, M, s.exact(delta), rho), s.number(0));
    const D needed = 4 * sqr(max(least - s.exact(Rational(1, 10)), s.number(0)));
    const D unit = s.number(1);
    outcome.quantities = {
        sized_quantity("sharpest rho", rho, s.effort.digits),
        sized_quantity("TV(q, p) + sqrt(E_tr) / 2 is at least", least, s.effort.digits),
        sized_quantity("TV(q, p) <= 1/10 forces E_tr to be at least", needed, s.effort.digits)};
    outcome.rests_on = {proof, std::string(lemmas) + "girsanov_pinsker"};
    const Truth lemma = girsanov_pinsker(Rational(1, 2));
    Truth instance = least <= unit;
    if (has_instance) {
      // q = p_N(delta) for s = s_N; and p_delta has a density <= M too.
      const D distance = decorate(comparison(s, delta).total_variation());
      outcome.quantities.push_back(
          sized_quantity("TV(p_N(delta), p_delta)", distance, s.effort.digits));
      outcome.margin = to_enclosure(max(distance - least, s.number(0)));
      instance = distance >= least;
    }
    conclude(outcome, lemma, instance, Scope::unbounded);
  });
}

/// Appends the hypothesis that the case has T; true if it has none.
template <IntervalNumber B>
bool lacks_range(const Setting<B>& s, Outcome& outcome) {
  return lacks(outcome, s.input.truth->until.has_value(),
               "the case gives a range of noise levels, delta to T", "it has no \"until\"");
}

Outcome check_exclusion(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_range(s, outcome)) return;
    outcome.rests_on = {proof, std::string(lemmas) + "girsanov_pinsker",
                        std::string(lemmas) + "de_bruijn"};
    const Truth lemma = girsanov_pinsker(Rational(1, 2)) && de_bruijn(2);
    if (!wants_integrals(s)) return conclude(outcome, lemma, lemma, Scope::unbounded);
    if (waits_for_integrals(s, outcome)) return;
    const auto first = comparison(s, s.input.truth->variance);
    const auto last = comparison(s, *s.input.truth->until);
    const D near = decorate(first.total_variation()), far = decorate(last.total_variation());
    const D least = 2 * (near - far);
    const D of_s_p =
        2 * (decorate(first.divergence_from_truth()) - decorate(last.divergence_from_truth()));
    const D of_s_N =
        2 * (decorate(first.divergence_to_truth()) - decorate(last.divergence_to_truth()));
    const D zero = s.number(0);
    const D truth_root = sqrt(max(of_s_p, zero)), empirical_root = sqrt(max(of_s_N, zero));
    const int digits = s.effort.digits;
    outcome.quantities = {
        sized_quantity("sqrt(E_tr) + sqrt(E_te) is at least", least, digits),
        sized_quantity("TV(p_N, p_v) at v = delta", near, digits),
        sized_quantity("TV(p_N, p_v) at v = T", far, digits),
        sized_quantity("sqrt(E_tr(s_p)), where E_te is 0", truth_root, digits),
        sized_quantity("sqrt(E_te(s_N)), where E_tr is 0", empirical_root, digits)};
    outcome.margin = to_enclosure(max(min(truth_root, empirical_root) - least, zero));
    conclude(outcome, lemma, truth_root >= least && empirical_root >= least, Scope::unbounded);
  });
}

/// The double integrals, in doubles, take a second or so where the range is moderate.
template <IntervalNumber B>
bool has_double_integral(const Setting<B>& s) {
  const TruthInput& truth = *s.input.truth;
  return truth.law == TrueLaw::standard_normal && s.N() <= 10 &&
         *truth.until <= 100 * truth.variance && truth.variance >= Rational(1, 1000);
}

Outcome check_de_bruijn(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_range(s, outcome)) return;
    outcome.rests_on = {std::string(lemmas) + "de_bruijn"};
    const Truth lemma = de_bruijn(2);
    if (!wants_integrals(s)) return conclude(outcome, lemma, lemma, Scope::unbounded);
    if (waits_for_integrals(s, outcome)) return;
    const auto first = comparison(s, s.input.truth->variance);
    const auto last = comparison(s, *s.input.truth->until);
    const D a = decorate(first.divergence_from_truth()), b = decorate(last.divergence_from_truth()),
            c = decorate(first.divergence_to_truth()), e = decorate(last.divergence_to_truth());
    const int digits = s.effort.digits;
    outcome.quantities = {
        sized_quantity("E_tr(s_p), integrated over the noise levels", 2 * (a - b), digits),
        sized_quantity("E_te(s_N), integrated over the noise levels", 2 * (c - e), digits),
        quantity("KL(p_N | p_v) at v = delta", a, digits),
        quantity("KL(p_v | p_N) at v = delta", c, digits)};
    Truth agree = Truth::unsettled;  // of two enclosures: they can be contradicted, not proved
    if (has_double_integral(s)) {
      const IntegratedExcess direct = integrated_excess(line_points(s), s.input.truth->variance,
                                                        *s.input.truth->until, s.step());
      outcome.quantities.push_back(bound("E_tr(s_p) as a double integral", direct.train));
      outcome.quantities.push_back(bound("E_te(s_N) as a double integral", direct.test));
      const auto is_apart = [](const D& x, const Interval& y) {
        return !overlaps(x.value, convert<B>(y, precision_of(x)));
      };
      if (is_apart(2 * (a - b), direct.train) || is_apart(2 * (c - e), direct.test)) {
        agree = Truth::no;
      }
    }
    conclude(outcome, lemma, agree, Scope::unbounded);
  });
}

// N = 1, d = 1, M = 2/5 > sup phi, s = s_N, delta = 1, rho = 100: E_tr = 0 and every TV <= 1 = eps,
// while 4 (1 - 80 - 1)^2 = 25600.
Outcome refute_without_positive_part(const Case&, const Effort& effort) {
  Case input = named_data("one point", {"0"});
  const Rational delta = 1, rho = 100, M(2, 5);
  input.truth = TruthInput{TrueLaw::standard_normal, delta, std::nullopt};
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto right = 4 * sqr(copying_bound(1, 1, s.exact(M), s.exact(delta), s.exact(rho)) - 1);
    outcome.rests_on = {proof};
    refute(outcome,
           {{"N", "1"}, {"d", "1"}, {"M", "2/5"}, {"delta", "1"}, {"rho", "100"}, {"eps", "1"}},
           s.number(0), Stated::at_least, right, [&] {
             const auto bound = second_engine::copying_bound(1, M, delta, rho);
             const Rational a = bound.lower - 1, b = bound.upper - 1;  // both negative
             return SecondOpinion{exact_bounds(0), {4 * b * b, 4 * a * a}};
           });
  });
}

// {-1, 1}, N(0, 1), delta = 1/20, T = 1, s = s_p: 1.2801 against 4 (0.5665 - 0.0697) = 1.987. The
// second engine bounds TV(p_N(T), p_T) by Pinsker's inequality, and TV(p_N(delta), p_delta) from
// below by the masses of two intervals.
Outcome refute_doubled(const Case&, const Effort& effort) {
  Case input = named_data("two points", points_A());
  const Rational delta(1, 20), T = 1;
  input.truth = TruthInput{TrueLaw::standard_normal, delta, T};
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (waits_for_integrals(s, outcome)) return;
    const auto first = comparison(s, delta), last = comparison(s, T);
    const D left = sqrt(
        2 * (decorate(first.divergence_from_truth()) - decorate(last.divergence_from_truth())));
    const D right = 4 * (decorate(first.total_variation()) - decorate(last.total_variation()));
    outcome.rests_on = {std::string(lemmas) + "de_bruijn"};
    refute(
        outcome, {{"x", "-1, 1"}, {"delta", to_string(delta)}, {"T", "1"}, {"s", "s_p"}}, left,
        Stated::at_least, right, [&] {
          const std::vector<Rational> points = line_points(s);
          const auto near = second_engine::divergence_from_truth(points, delta);
          const auto far = second_engine::divergence_from_truth(points, T);
          const auto root = [](const Rational& x) {
            return second_engine::sum_of_roots(exact_bounds(x), exact_bounds(0));
          };
          const auto mass = second_engine::mass_difference(points, delta, points, Rational(9, 20));
          return SecondOpinion{
              {root(2 * (near.lower - far.upper)).lower, root(2 * (near.upper - far.lower)).upper},
              {4 * (mass.lower - root(far.upper / 2).upper), 4}};
        });
  });
}

}  // namespace

void add_inc_main(Registry& registry) {
  Claim a;
  a.base = "INC-MAIN-1";
  a.part = "a";
  a.title = "A small train excess over the noise levels makes copies, and keeps the law far off";
  a.statement =
      "TV(q, p) \\ge P_d\\left( \\frac{\\rho}{\\sqrt{\\delta}} \\right) - N M \\omega_d \\rho^d - "
      "\\frac{1}{2} \\sqrt{\\mathcal{E}_{tr}} - TV(\\mu, p_N(T)), \\quad TV(q, p) \\le "
      "\\varepsilon "
      "\\implies \\mathcal{E}_{tr} \\ge 4 \\left( P_d\\left( \\frac{\\rho}{\\sqrt{\\delta}} "
      "\\right) - N M \\omega_d \\rho^d - \\varepsilon - TV(\\mu, p_N(T)) \\right)_+^2";
  a.hypotheses = {"s is locally Lipschitz and of linear growth on [delta, T]", "p <= M"};
  a.source = rethinking_paper("Section 3");
  a.scope = "every score, every rho > 0, every T > delta, every start mu, every dimension";
  a.notes =
      "Rigor's statement. E_tr is the integral of the train excess over v from delta to T, q the "
      "law "
      "of the reverse diffusion at v = delta from X_T ~ mu; the last term is 0 for mu = p_N(T). "
      "The "
      "sharpest rho has rho^2 = -2 delta log(N M (2 pi delta)^{d/2}).";
  a.subject = Subject::truth;
  a.check = check_copies;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "Over a range of noise levels train and test excess can't both be small";
  b.statement =
      "\\sqrt{\\mathcal{E}_{tr}(s)} + \\sqrt{\\mathcal{E}_{te}(s)} \\ge 2 \\left( TV(p_N(\\delta), "
      "p_\\delta) - TV(p_N(T), p_T) \\right)";
  b.hypotheses = {"s is locally Lipschitz and of linear growth on [delta, T]"};
  b.scope = "every score, every dimension";
  b.notes =
      "At one noise level this is false from three dimensions on: INC-RISK-1 (d). The numbers are "
      "for data in one dimension.";
  b.check = check_exclusion;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "The integrated excess is a difference of divergences";
  c.statement =
      "\\mathcal{E}_{tr}(s_p) = 2 \\left( KL(p_N(\\delta) \\mid p_\\delta) - KL(p_N(T) \\mid p_T) "
      "\\right), \\quad \\mathcal{E}_{te}(s_N) = 2 \\left( KL(p_\\delta \\mid p_N(\\delta)) - "
      "KL(p_T \\mid p_N(T)) \\right)";
  c.hypotheses = {"0 < delta < T"};
  c.scope = "every dimension";
  c.notes = "De Bruijn's identity, integrated.";
  c.check = check_de_bruijn;
  registry.push_back(c);

  registry.push_back(false_variant(
      a, "false-a", "The converse without the positive part",
      "TV(q, p) \\le \\varepsilon \\implies \\mathcal{E}_{tr} \\ge 4 \\left( P_d\\left( "
      "\\frac{\\rho}{\\sqrt{\\delta}} \\right) - N M \\omega_d \\rho^d - \\varepsilon \\right)^2",
      "one point", refute_without_positive_part));
  registry.push_back(false_variant(
      b, "false-a", "The exclusion with twice the right side",
      "\\sqrt{\\mathcal{E}_{tr}(s)} + \\sqrt{\\mathcal{E}_{te}(s)} \\ge 4 \\left( TV(p_N(\\delta), "
      "p_\\delta) - TV(p_N(T), p_T) \\right)",
      "two points", refute_doubled));
}

}  // namespace rigor::memorization
