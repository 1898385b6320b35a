// False variants of REG-TIK-2, all on the data DS-A with c = 1/10, T = 1.
#include <string>
#include <vector>

#include "function/normal.hpp"
#include "model/regularized_flow.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/reg_tik.hpp"
#include "proofs-check/memorization/regularized.hpp"
#include "proofs-check/second_engine/tikhonov.hpp"

namespace rigor::memorization {
namespace {

Case named_tikhonov(const std::string& start) {
  Case input = named_flow("A, c = 1/10", points_A(), "1", start);
  input.flow->regularization = Regularization::tikhonov;
  input.flow->strength = Rational(1, 10);
  return input;
}

std::vector<std::pair<std::string, std::string>> witness(const std::string& start) {
  return {{"x_1", "-1"}, {"x_2", "1"}, {"c", "1/10"}, {"T", "1"}, {"x(T)", start}};
}

second_engine::TikhonovStart second_start(const Rational& x) {
  return {{-1, 1}, Rational(1, 10), 1, x};
}

/// x(0) of the start.
template <IntervalNumber B>
Decorated<B> end_of(const Setting<B>& s, const Rational& start) {
  RegularizedGoal goal = regularized_goal(s);
  goal.exact_start = {start};
  const auto end =
      follow_regularized<B>(s.data, Regularization::tikhonov, s.bare(s.flow().strength),
                            s.start_variance().value, {s.bare(start)}, goal, s.step());
  return decorate(end.end.empty() ? entire<B>(s.precision()) : end.end[0]);
}

/// The distribution function of p_N(., v), equal weights.
template <IntervalNumber B>
Decorated<B> kernel_cdf(const Setting<B>& s, const Decorated<B>& x, const Rational& v) {
  Decorated<B> sum = s.number(0);
  for (std::size_t i = 0; i < s.N(); ++i) {
    sum += normal_cdf((x - s.exact(s.data.point(i)[0])) / sqrt(s.exact(v)));
  }
  return sum / static_cast<long>(s.N());
}

}  // namespace

Outcome refute_tikhonov_copy(const Case&, const Effort& effort) {
  const Case input = named_tikhonov("1/2");
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    refute(outcome, witness("1/2"), end_of(s, Rational(1, 2)), Stated::equal, s.number(1), [] {
      return SecondOpinion{second_engine::tikhonov_end(second_start(Rational(1, 2))),
                           exact_bounds(1)};
    });
  });
}

// On the line x(T) -> x(0) increases. If it took the law p_N(., T + c) to p_N(., c), the
// distribution functions at x(T) and x(0) would be equal.
Outcome refute_tikhonov_kernel(const Case&, const Effort& effort) {
  const Case input = named_tikhonov("1/2");
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto left = kernel_cdf(s, end_of(s, Rational(1, 2)), Rational(1, 10));
    const auto right = kernel_cdf(s, s.exact(Rational(1, 2)), Rational(11, 10));
    refute(outcome, witness("1/2"), left, Stated::equal, right, [] {
      const std::vector<Rational> data{-1, 1};
      const Rational half(1, 2);
      return SecondOpinion{
          second_engine::kernel_cdf(data, Rational(1, 10),
                                    second_engine::tikhonov_end(second_start(half))),
          second_engine::kernel_cdf(data, Rational(11, 10), {half, half})};
    });
  });
}

// x(0) depends continuously on x(T): x(v) does for v > 0, and |x(v) - x(0)| <= v (|x(T)| + 2 max
// |x_i|) / 2c, uniformly on bounded sets. If x(0) - 1 changes sign between two starts, some start
// between them ends in 1.
Outcome refute_tikhonov_separation(const Case&, const Effort& effort) {
  const Case input = named_tikhonov("1");
  return settle(input, effort, kTikhonov, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Rational low = 1, high(11, 10);
    const auto product = (end_of(s, low) - 1) * (end_of(s, high) - 1);
    refute(outcome, witness("between 1 and 11/10"), product, Stated::at_least, s.number(0), [&] {
      const auto a = second_engine::tikhonov_end(second_start(low));
      const auto b = second_engine::tikhonov_end(second_start(high));
      const bool confirmed = a.upper < 1 && b.lower > 1;
      const Rational most = confirmed ? Rational((a.upper - 1) * (b.lower - 1)) : Rational(1);
      const Rational least = confirmed ? Rational((a.lower - 1) * (b.upper - 1)) : Rational(-1);
      return SecondOpinion{{least, most}, exact_bounds(0)};
    });
  });
}

}  // namespace rigor::memorization
