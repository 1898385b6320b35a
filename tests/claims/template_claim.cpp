#include "model/posterior.hpp"
#include "proofs-check/big_step/setting.hpp"

using namespace rigor;
using namespace rigor::big_step;

// MY-LEMMA-1: V(m_i) <= (c_n - c_1)^2 / 4 for every i and every sigma > 0.
// Proof. A variable in [c_1, c_n] has E (c - b)^2 <= (c_n - c_1)^2 / 4 for b the middle.
Outcome check_my_lemma(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Posterior<B> posterior(s.mixture, s.bare_sigma());  // at the largest noise level
    auto largest = s.number(0);
    for (std::size_t i = 0; i + 1 < s.n(); ++i) {
      s.effort.budget->step();
      largest = max(largest, decorate(posterior.variance(s.mixture.midpoint(i))));
    }
    const auto right = sqr(s.exact(s.mixture.range())) / 4;
    outcome.quantities = {quantity("max of V(m_i) " + s.at_top(), largest, s.effort.digits)};
    outcome.margin = to_enclosure(right - largest);
    outcome.rests_on = {"proof: the comment above check_my_lemma"};
    conclude(outcome, Truth::yes, largest <= right, Scope::unbounded);
  });
}

Claim my_lemma() {
  Claim claim;
  claim.base = "MY-LEMMA-1";
  claim.title = "The posterior variance is at most a quarter of the range squared";
  claim.statement = "V(m_i) \\le \\frac{(c_n - c_1)^2}{4}";
  claim.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  claim.scope = "every i and every noise level";
  claim.check = check_my_lemma;
  return claim;
}
