#include "verdict/ladder.hpp"

#include <optional>
#include <stdexcept>

#include "number/rational.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

bool is_settled(const Outcome& outcome) {
  return outcome.verdict != Verdict::inconclusive;
}

/// Whether a < b for decimal text with "inf" and "-inf"; false for what is not a number.
bool text_less(const std::string& a, const std::string& b) {
  if (a == b || a == "inf" || b == "-inf") return false;
  if (a == "-inf" || b == "inf") return true;
  const std::optional<Rational> left = parse_rational(a);
  const std::optional<Rational> right = parse_rational(b);
  return left && right && *left < *right;
}

bool are_disjoint(const Enclosure& a, const Enclosure& b) {
  return text_less(a.upper, b.lower) || text_less(b.upper, a.lower);
}

void require_agreement(const Outcome& before, const Outcome& after) {
  if (is_settled(before) && is_settled(after) && before.verdict != after.verdict) {
    throw std::logic_error(std::string(word(before.verdict)) + " at " +
                           std::to_string(before.bits) + " bits but " +
                           std::string(word(after.verdict)) + " at " + std::to_string(after.bits));
  }
  if (before.quantities.size() != after.quantities.size()) return;
  for (std::size_t i = 0; i < before.quantities.size(); ++i) {
    const Quantity& a = before.quantities[i];
    const Quantity& b = after.quantities[i];
    if (a.name == b.name && are_disjoint(a.value, b.value)) {
      throw std::logic_error("enclosures of " + a.name + " at " + std::to_string(before.bits) +
                             " and " + std::to_string(after.bits) + " bits are disjoint");
    }
  }
}

/// A verdict on an undivided range stands on every hypothesis. Where the range was split, the parts
/// speak for themselves.
void require_hypotheses(const Outcome& outcome) {
  const bool stands_on_them =
      outcome.verdict == Verdict::verified || outcome.verdict == Verdict::violated;
  if (!stands_on_them || !outcome.parts.empty()) return;
  for (const Hypothesis& hypothesis : outcome.hypotheses) {
    if (hypothesis.verdict != Verdict::verified) {
      throw std::logic_error(std::string(word(outcome.verdict)) + " without the hypothesis \"" +
                             hypothesis.text + "\"");
    }
  }
}

Outcome out_of_budget(int bits, std::int64_t budget) {
  Outcome outcome;
  outcome.bits = bits;
  outcome.reason = "budget: " + std::to_string(budget) + " steps at " + std::to_string(bits) +
                   " bits did not settle it; try a larger --budget";
  return outcome;
}

}  // namespace

std::vector<int> rungs(int max_bits) {
  std::vector<int> bits = {53};
  for (int next = 128; next <= max_bits; next *= 2) {
    bits.push_back(next);
    if (next > max_bits / 2) break;
  }
  return bits;
}

Outcome climb(const Claim& claim, const Case& input, const RunOptions& options) {
  std::optional<Outcome> best;
  int last = 53;
  for (const int bits : rungs(options.max_bits)) {
    last = bits;
    Budget budget(options.budget, options.interrupted);
    try {
      Outcome next =
          claim.check(input, {.precision = {bits}, .digits = options.digits, .budget = &budget});
      next.bits = bits;
      require_hypotheses(next);
      if (best) require_agreement(*best, next);
      const bool finished = !next.wants_precision;
      if (!best || !is_settled(*best) || is_settled(next)) best = std::move(next);
      if (finished) break;
    } catch (const BudgetExhausted&) {
      if (bits > 53 || (best && is_settled(*best))) break;
    }
  }
  return best ? *best : out_of_budget(last, options.budget);
}

}  // namespace rigor
