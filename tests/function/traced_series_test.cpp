#include "function/traced_series.hpp"

#include <gtest/gtest.h>

#include "arb_series.hpp"
#include "function/taylor.hpp"
#include "function_table.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::ArbSeries;
using test::Sampler;

// One coefficient at a time gives what all at once gives.
TEST(TracedSeries, AgreesWithTaylor) {
  Sampler sampler(50);
  const int order = 12;
  test::for_each_function<Taylor<Interval>, TracedSeries<Interval>>(
      [&](const char* name, auto f, auto, double lo, double hi) {
        auto u = Taylor<Interval>::constant(Interval::bounds(sampler.uniform(lo, hi), hi), order);
        u[1] = Interval::point(sampler.uniform(-1, 1));
        u[2] = Interval::bounds(-0.5, sampler.uniform(0, 1));
        const Taylor<Interval> expected = f(u);
        SeriesTape<Interval> tape(Precision{53});
        const TracedSeries<Interval> input(tape, tape.add(nullptr));
        const TracedSeries<Interval> output = f(input);
        for (int k = 0; k <= order; ++k) {
          tape.push(input.step(), u[k]);
          tape.extend();
          ASSERT_EQ(tape.known(output.step()).size(), static_cast<std::size_t>(k) + 1);
          EXPECT_TRUE(identical(tape.known(output.step()).back(), expected[k]))
              << name << " c_" << k;
        }
      });
}

template <class I>
void expect_solution(Known<I> ours, const ArbSeries& exact, const char* what) {
  for (std::size_t k = 0; k < ours.size(); ++k) {
    const Arb c = exact[static_cast<int>(k)];
    EXPECT_TRUE(overlaps(ours[k], c)) << what << " c_" << k << " " << ours[k] << " " << c.text();
    EXPECT_LT(to_interval(width(ours[k])).upper(), 1e-7) << what << " c_" << k;
  }
}

// x' = 1 + x^2: tan. (x, y)' = (y, -x): sine and cosine. x' = -2 t x: exp(-t^2), nonautonomous.
// x' = x log x: exp(exp t).
template <class I>
void expect_known_solutions(Precision p) {
  const int order = 30;
  const auto extended = [&](const auto& f, const std::vector<I>& start) {
    SolutionSeries<I> series(f, start);
    for (int k = 0; k < order; ++k) series.extend();
    EXPECT_EQ(series.order(), order);
    return series;
  };
  const I zero = enclose<I>(0, p);
  const I one = enclose<I>(1, p);
  const ArbSeries t({0, 1}, order);
  const auto tangent =
      extended([](const auto& x) { return std::vector{1 + sqr(x[0])}; }, std::vector<I>{zero});
  expect_solution(tangent.component(0), t.with(arb_poly_tan_series), "tan");
  const auto circle = extended(
      [](const auto& x) {
        return std::vector{x[1], -x[0]};
      },
      std::vector<I>{zero, one});
  expect_solution(circle.component(0), t.with(arb_poly_sin_series), "sin");
  expect_solution(circle.component(1), t.with(arb_poly_cos_series), "cos");
  const auto turned = extended(
      [](const auto& x) {
        return std::vector{-x[1], x[0]};
      },
      std::vector<I>{one, zero});
  expect_solution(turned.component(0), t.with(arb_poly_cos_series), "cos");
  expect_solution(turned.component(1), t.with(arb_poly_sin_series), "sin");
  const auto gauss = extended(
      [](const auto& x) {
        return std::vector{-2 * x[1] * x[0], 1 + 0 * x[1]};
      },
      std::vector<I>{one, zero});
  expect_solution(gauss.component(0),
                  (t * t).times(Arb(-1, ArbSeries::kBits)).with(arb_poly_exp_series), "exp(-t^2)");
  const auto tower = extended([](const auto& x) { return std::vector{x[0] * log(x[0])}; },
                              std::vector<I>{exp(one)});
  expect_solution(tower.component(0), t.with(arb_poly_exp_series).with(arb_poly_exp_series),
                  "exp(exp t)");
}

TEST(SolutionSeries, KnownSolutions) {
  expect_known_solutions<Interval>(Precision{53});
  expect_known_solutions<BigInterval>(Precision{128});
}

// Over a box of starting points the coefficients contain those at its members.
TEST(SolutionSeries, BoxesOfStartingPoints) {
  const auto oscillator = [](const auto& x) {
    return std::vector{x[1], (1 - sqr(x[0])) * x[1] - x[0]};
  };
  const std::vector<Interval> box{Interval::bounds(0.5, 0.75), Interval::bounds(-0.25, 0.5)};
  SolutionSeries<Interval> whole(oscillator, box);
  for (int k = 0; k < 10; ++k) whole.extend();
  for (const double x : {0.5, 0.625, 0.75}) {
    for (const double y : {-0.25, 0.0, 0.5}) {
      SolutionSeries<BigInterval> member(
          oscillator, std::vector{enclose<BigInterval>(to_rational(x), Precision{200}),
                                  enclose<BigInterval>(to_rational(y), Precision{200})});
      for (int k = 0; k < 10; ++k) member.extend();
      for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t k = 0; k <= 10; ++k) {
          EXPECT_TRUE(subset(to_interval(member.component(i)[k]), whole.component(i)[k])) << k;
        }
      }
    }
  }
}

TEST(SolutionSeries, AsManySlopesAsComponents) {
  const auto first = [](const auto& x) { return std::vector{x[0]}; };
  EXPECT_THROW(SolutionSeries<Interval>(first, std::vector<Interval>(2)), std::invalid_argument);
}

TEST(SolutionSeries, LeavingTheDomainIsFlagged) {
  using D = Decorated<Interval>;
  SolutionSeries<D> series([](const auto& x) { return std::vector{-sqrt(x[0])}; },
                           std::vector<D>{decorate(Interval::bounds(0, 1))});
  series.extend();
  EXPECT_EQ(series.component(0)[1].domain, Domain::continuous);
  series.extend();
  EXPECT_EQ(series.component(0)[2].domain, Domain::possibly_undefined);
}

}  // namespace
}  // namespace rigor
