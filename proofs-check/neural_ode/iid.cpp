// NODE-IID-1: weights that are rough in depth. h_{k+1} = (1 + Z_{k+1} / L) h_k, h_0 = 1.
//
// (a) Z_k independent, with mean a and variance b. E h_L = (1 + a/L)^L and E h_L^2 = ((1 + a/L)^2 +
// b/L^2)^L, as the factors are independent. Hence, by Bernoulli, with u = 1 + a/L (if u = 0 it is
// plain), Var h_L = u^2L ((1 + b / (Lu)^2)^L - 1) >= (b/L) u^(2L-2): the distance in L^2 to any
// constant is at least sqrt(b/L) |u|^(L-1), and sqrt(L) times that tends to sqrt(b) e^a > 0. From
// above, Var h_L <= u^2L (exp(b / L u^2) - 1). So the rate is L^{-1/2}, and 1/L is out of reach.
//
// (b) The signs of Rudin and Shapiro, Z_{k+1} = r_k = (-1)^(number of "11" in the digits of k).
// With P_j = r_0 + ... + r_{2^j - 1} and Q_j the same sum with the upper half negated, P_{j+1} =
// P_j + Q_j, Q_{j+1} = P_j - Q_j, P_0 = Q_0 = 1: P_2j = 2^j. For L = 4^j the sum of the signs is
// sqrt L, so that (L + sqrt L) / 2 of them are +1: h_L = (1 - 1/L^2)^((L - sqrt L)/2) (1 +
// 1/L)^(sqrt L). Let u = 1 / sqrt L <= 1/2 and x = log h_L. From t - t^2/2 <= log(1 + t) <= t and
// -t - t^2 <= log(1 - t) <= -t on [0, 1/2],
//   u - u^2/2 - u^6/2 <= x <= y := u - u^2/2 + u^3/2 <= u.
// e^y - 1 <= y + y^2/2 + e2 y^3 with e2 = e - 5/2 (as y <= 1) gives sqrt(L) (h_L - 1) <= 1 + (1/2 +
// e2) u^2. For the other side x >= u (1 - 17u/32) > 0 (u^5 <= u/16), h_L - 1 >= x + x^2/2 >= u -
// u^6/2 - (17/32) u^3 >= u - (17/32 + 1/16) u^3. Both constants are at most 3/4.
//
// (c) Every L. The sum of the signs over an aligned block of 2^j indices is P_j, Q_j or the
// negative of one (the digits before the block give one sign, the last of them flips the upper
// half), and P_j^2 + Q_j^2 = 2^(j+1). Cut {0, ..., L-1} by the digits of L: |r_0 + ... + r_{L-1}|
// <= sum_{j <= log2 L} 2^((j+1)/2) <= c sqrt L, where c (sqrt 2 - 1) = 2, c = 2 + 2 sqrt 2. So the
// integral of Z^L(s) = r_{ceil(Ls)-1} over any interval tends to 0, though |Z^L| = 1: a limit in
// L^2, or almost everywhere along a subsequence, would have to be 0 and of modulus 1. |log(1 + z/L)
// - z/L| <= 1/L^2 for z = +-1, L >= 2, gives |log h_L| <= (c + 1) / sqrt L.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "proofs-check/neural_ode/rough_weights.hpp"
#include "proofs-check/neural_ode/wide_lemmas.hpp"
#include "proofs-check/second_engine/wide_network.hpp"

namespace rigor::neural_ode {
namespace {

constexpr const char* proof = "proofs-check/neural_ode/iid.cpp: the comment at its head";
/// Recursions are followed to the end, and sums of signs checked, up to this depth.
constexpr std::size_t followed_depth = 4096;

/// The same moments if Z_k = a + sqrt b or a - sqrt b with probability 1/2: by the number of the
/// first ones.
template <IntervalNumber B>
Moments<Decorated<B>> two_point_moments(const PlainSetting<B>& s, const RandomWeightsInput& input,
                                        std::size_t depth) {
  using D = Decorated<B>;
  const int L = static_cast<int>(depth);
  const D root = sqrt(s.exact(input.variance)), u = s.exact(1 + ratio(input.mean, depth));
  D mean = s.number(0), second = s.number(0);
  Rational weight(1, Integer(1) << static_cast<unsigned>(L));
  for (int plus = 0; plus <= L; ++plus) {
    const D value = pown(u + root / L, plus) * pown(u - root / L, L - plus);
    mean += s.exact(weight) * value;
    second += s.exact(weight) * sqr(value);
    weight = weight * (L - plus) / (plus + 1);
  }
  return {mean, second - sqr(mean)};
}

Outcome check_moments(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const RandomWeightsInput& weights = *input.random_weights;
    const D limit = exp(s.exact(weights.mean));
    Truth holds = Truth::yes;
    for (const std::size_t L : weights.depths) {
      s.effort.budget->step();
      const Moments<D> at = moments(s, weights, L);
      const std::string depth = fmt::format(", L = {}", L);
      const D distance =
          sqrt(at.variance + (weights.mean == 0 ? s.number(0) : sqr(at.mean - limit)));
      const D deviation = sqrt(at.variance);
      const D least = sqrt(s.exact(ratio(weights.variance, L))) *
                      abs(pown(s.exact(1 + ratio(weights.mean, L)), static_cast<int>(L) - 1));
      outcome.quantities.push_back(quantity("E h_L" + depth, at.mean, effort.digits));
      outcome.quantities.push_back(quantity("Var h_L" + depth, at.variance, effort.digits));
      outcome.quantities.push_back(
          quantity("(E |h_L - e^a|^2)^(1/2)" + depth, distance, effort.digits));
      outcome.margin = to_enclosure(deviation - least);
      holds = holds && (L == 1 ? truth_of(true) : deviation >= least);
    }
    const std::size_t small = std::min<std::size_t>(weights.depths.front(), 16);
    const Moments<D> formula = moments(s, weights, small);
    const Moments<D> sum = two_point_moments(s, weights, small);
    if (!overlaps(formula.mean, sum.mean) || !overlaps(formula.variance, sum.variance)) {
      holds = Truth::no;
    }
    outcome.rests_on = {proof};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

/// h_L, layer by layer.
template <IntervalNumber B>
Decorated<B> follow_signs(const PlainSetting<B>& s, std::size_t depth) {
  auto h = s.number(1);
  for (std::uint64_t k = 0; k < depth; ++k) {
    h = h * s.exact(Rational(static_cast<long>(depth) + sign_of(k), static_cast<long>(depth)));
  }
  return h;
}

/// The square root of a power of 4 from 4 on.
std::optional<long> root_of_power_of_4(std::size_t depth) {
  if (depth < 4 || !std::has_single_bit(depth) || std::countr_zero(depth) % 2 != 0) return {};
  return 1L << (std::countr_zero(depth) / 2);
}

Outcome check_signs(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    Truth holds = Truth::yes;
    bool has_depth = false;
    for (const std::size_t L : input.random_weights->depths) {
      const auto root = root_of_power_of_4(L);
      if (!root) continue;
      has_depth = true;
      s.effort.budget->step();
      const D h = sign_network(s, L, *root), scaled = *root * (h - 1);
      const D least = s.exact(Rational(3, 4) / static_cast<long>(L)) - abs(scaled - 1);
      outcome.quantities.push_back(
          quantity(fmt::format("sqrt(L) (h_L - 1), L = {}", L), scaled, effort.digits));
      outcome.margin = to_enclosure(least);
      holds = holds && least >= 0 && truth_of(sum_of_signs(L) == *root);
      if (L <= followed_depth && !overlaps(h, follow_signs(s, L))) holds = Truth::no;
    }
    if (lacks(outcome, has_depth, "L = 4^j, j >= 1, for a depth of the case",
              "no depth of the case is a power of 4")) {
      return;
    }
    outcome.rests_on = {proof};
    conclude(outcome, departure_is_small(s.exact(Rational(3, 4))), holds, Scope::unbounded);
  });
}

Outcome check_weak_limit(const Case& input, const Effort& effort) {
  return on_rung(effort, [&]<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const D c = 2 + 2 * sqrt(s.number(2));
    Truth holds = Truth::yes;
    for (const std::size_t L : input.random_weights->depths) {
      s.effort.budget->step();
      const long sum = sum_of_signs(L);
      const D root = sqrt(s.number(static_cast<long>(L)));
      const D h = sign_network(s, L, sum);
      outcome.quantities.push_back(quantity(fmt::format("h_L, L = {}", L), h, effort.digits));
      outcome.quantities.push_back(quantity(
          fmt::format("(r_0 + ... + r_(L-1)) / sqrt L, L = {}", L), sum / root, effort.digits));
      const D slack = expm1((c + 1) / root) - abs(h - 1);
      outcome.margin = to_enclosure(slack);
      holds = holds && slack >= 0 && s.number(std::abs(sum)) <= c * root;
    }
    long sum = 0;
    for (std::size_t k = 0; k < followed_depth; ++k) {
      sum += sign_of(k);
      holds = holds && sqr(s.number(sum)) <= sqr(c) * s.number(static_cast<long>(k) + 1);
    }
    outcome.rests_on = {proof};
    conclude(outcome, block_constant_is_enough(2, 2), holds, Scope::unbounded);
  });
}

Outcome refute_rate(const Case&, const Effort& effort) {
  return on_rung(effort, []<class B>(const PlainSetting<B>& s, Outcome& outcome) {
    const auto scaled = [&](std::size_t L) {
      return static_cast<long>(L) * abs(follow_signs(s, L) - 1);
    };
    refute(outcome, {{"L", "64"}}, scaled(64), Stated::at_most, scaled(4), [] {
      const auto far = [](long L) {
        const second_engine::Bounds h = second_engine::sign_network(L);
        return second_engine::Bounds{L * (h.lower - 1), L * (h.upper - 1)};  // h > 1 in both
      };
      return SecondOpinion{far(64), far(4)};
    });
  });
}

}  // namespace

void add_iid(Registry& registry) {
  Claim claim;
  claim.base = "NODE-IID-1";
  claim.part = "a";
  claim.title = "With independent weights a network is no nearer to an ODE than L^(-1/2)";
  claim.statement =
      "E h_L = \\left( 1 + \\frac{a}{L} \\right)^L, \\quad \\operatorname{Var} h_L = \\left( "
      "\\left( "
      "1 + \\frac{a}{L} \\right)^2 + \\frac{b}{L^2} \\right)^L - \\left( 1 + \\frac{a}{L} "
      "\\right)^{2L} \\ge \\frac{b}{L} \\left( 1 + \\frac{a}{L} \\right)^{2L-2}";
  claim.hypotheses = {"h_{k+1} = (1 + Z_{k+1} / L) h_k, h_0 = 1",
                      "Z_k independent with mean a and variance b > 0"};
  claim.source = residual_paper("Section 6, the last paragraph");
  claim.scope = "every depth L, every mean and variance";
  claim.notes =
      "So no constant is nearer to h_L in mean square than sqrt(b / L) |1 + a / L|^(L-1), which is "
      "of "
      "the order L^(-1/2); e^a is at a distance of this order, as E h_L - e^a is of the order 1/L.";
  claim.subject = Subject::random_weights;
  claim.check = check_moments;
  claim.plot = plot_independent_weights;
  registry.push_back(claim);

  Claim signs = claim;
  signs.part = "b";
  signs.title =
      "Rough weights without chance: the signs of Rudin and Shapiro have the rate L^(-1/2)";
  signs.statement =
      "h_L = \\left( 1 - \\frac{1}{L^2} \\right)^{(L - \\sqrt{L})/2} \\left( 1 + \\frac{1}{L} "
      "\\right)^{\\sqrt{L}}, \\quad |\\sqrt{L} (h_L - 1) - 1| \\le \\frac{3}{4L}, \\quad \\max_k "
      "|Z_{k+1} - Z_k| = 2";
  signs.hypotheses = {"h_{k+1} = (1 + Z_{k+1} / L) h_k, h_0 = 1",
                      "Z_{k+1} = -1 if 11 occurs in the binary digits of k an odd number of times, "
                      "else 1",
                      "L = 4^j, j >= 1"};
  signs.scope = "every L = 4^j, j >= 1";
  signs.notes = "Beside the paper: it speaks of independent weights only.";
  signs.check = check_signs;
  signs.plot = plot_signs;
  registry.push_back(signs);

  Claim weak = signs;
  weak.part = "c";
  weak.title = "These weights have no limit function, though the network has a limit";
  weak.statement =
      "\\left| \\sum_{k=1}^L Z_k \\right| \\le (2 + 2 \\sqrt{2}) \\sqrt{L}, \\quad |h_L - 1| \\le "
      "\\exp \\left( \\frac{3 + 2 \\sqrt{2}}{\\sqrt{L}} \\right) - 1, \\quad \\lim_{L \\to "
      "\\infty} "
      "\\int_0^s Z^L = 0, \\quad |Z^L| = 1";
  weak.hypotheses.pop_back();
  weak.scope = "every depth L and every s in [0, 1]";
  weak.notes =
      "The averaged equation is H' = 0. The weights converge weakly to 0 and in no stronger sense.";
  weak.check = check_weak_limit;
  weak.plot = nullptr;
  registry.push_back(weak);

  registry.push_back(false_variant(signs, "false-a",
                                   "The rate 1/L holds for weights that are rough in depth",
                                   "|h_L - H(1)| \\le \\frac{C}{L}, \\quad C = 4 |h_4 - H(1)|",
                                   "the signs, L = 64", refute_rate));
}

}  // namespace rigor::neural_ode
