#include "analysis/lohner_set.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/step_guess.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

// Random affine maps, singular ones among them: the images of random members stay inside. The
// members are followed at 300 bits.
template <class I>
void expect_members_inside(Precision p, Sampler& sampler) {
  constexpr Precision kFine{300};
  const auto fine = [kFine](double x) { return enclose<BigInterval>(to_rational(x), kFine); };
  const auto n = static_cast<std::size_t>(sampler.integer(1, 4));
  const double radius = sampler.integer(0, 2) == 0 ? 0 : std::ldexp(1.0, -sampler.integer(0, 30));
  std::vector<I> box;
  std::vector<BigInterval> member;
  for (std::size_t i = 0; i < n; ++i) {
    const double centre = sampler.uniform(-2, 2);
    const Interval side = Interval::point(centre) + Interval::bounds(-radius, radius);
    box.push_back(convert<I>(side, p));
    member.push_back(fine(radius == 0 ? centre : sampler.uniform(side.lower(), side.upper())));
  }
  LohnerSet<I> set(box);
  const double wide = std::ldexp(1.0, -sampler.integer(5, 40));
  const bool is_singular = sampler.integer(0, 3) == 0;
  for (int step = 0; step < 12; ++step) {
    // The map y -> b + A (y - m), with A and b in intervals.
    Matrix<I> slope(n, n, enclose<I>(0, p));
    std::vector<I> centre;
    std::vector<I> fresh;
    std::vector<BigInterval> image;
    for (std::size_t i = 0; i < n; ++i) {
      centre.push_back(convert<I>(Interval::point(sampler.uniform(-2, 2)), p));
      const double error = sampler.uniform(-wide, wide);
      fresh.push_back(convert<I>(Interval::bounds(-wide, wide), p));
      BigInterval sum = convert<BigInterval>(centre.back(), kFine) + fine(error);
      for (std::size_t j = 0; j < n; ++j) {
        const double a = is_singular && i > 0 ? 0.5 : sampler.uniform(-1.5, 1.5);
        slope(i, j) = convert<I>(Interval::bounds(a - wide, a + wide), p);
        const BigInterval member_slope = fine(a) + fine(sampler.uniform(-wide, wide) / 2);
        sum += member_slope * (member[j] - convert<BigInterval>(set.centre()[j], kFine));
      }
      image.push_back(sum);
    }
    const std::vector<I> spread = set.image(slope);
    set.map(centre, fresh, slope);
    member = image;
    const std::vector<I> hull = set.hull();
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_TRUE(subset(member[i], convert<BigInterval>(hull[i], kFine)))
          << "step " << step << " " << member[i] << hull[i];
      EXPECT_TRUE(subset(member[i], convert<BigInterval>(centre[i] + fresh[i] + spread[i], kFine)));
    }
  }
}

TEST(LohnerSet, KeepsItsMembers) {
  Sampler sampler(73);
  for (int n = 0; n < test::sample_count(300, 3000); ++n) {
    expect_members_inside<Interval>({53}, sampler);
    if (n % 4 == 0) expect_members_inside<BigInterval>({90}, sampler);
  }
}

// A thousand turns by an angle: no wrapping, whereas a box would grow by |sin| + |cos| each time.
TEST(LohnerSet, TurnsWithoutGrowing) {
  const Interval c = Interval::point(0.6);
  const Interval s = Interval::point(0.8);
  Matrix<Interval> turn(2, 2, c);
  turn(0, 1) = -s;
  turn(1, 0) = s;
  LohnerSet<Interval> set({Interval::bounds(-1, 1), Interval::bounds(-1, 1)});
  const std::vector<Interval> zero(2, Interval::point(0));
  for (int n = 0; n < 1000; ++n) set.map(zero, {Interval::bounds(-1e-9, 1e-9), zero[0]}, turn);
  for (const Interval& side : set.hull()) EXPECT_LT(width(side).upper(), 2.83);
}

TEST(StepGuess, Roots) {
  for (const int n : {1, 2, 3, 7, 21, 60}) {
    for (const double x : {1e-300, 3e-17, 0.2, 1.0, 1.5, 77.0, 1e200}) {
      const double exact = std::exp(std::log(x) / n);
      EXPECT_NEAR(guess_root(x, n) / exact, 1, 0.13) << x << " " << n;
    }
  }
  EXPECT_EQ(propose_length(0, 0, 5), HUGE_VAL);
  EXPECT_DOUBLE_EQ(propose_length(16, 32, 5), 0.5);
  EXPECT_NEAR(propose_time(100, 0.3), 100.3, 0.3 / 1000);
  EXPECT_NEAR(propose_time(100, -0.3), 99.7, 0.3 / 1000);
}

}  // namespace
}  // namespace rigor
