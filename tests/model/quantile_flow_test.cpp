// The flow on the line against printed digits, against Arb, and against its own limits.
#include "model/quantile_flow.hpp"

#include <gtest/gtest.h>

#include <string>

#include "function/elementary.hpp"
#include "model/normal_quantile.hpp"
#include "model/printed_digits.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

Rational q(const std::string& text) {
  return *parse_rational(text);
}
WeightedPoints on_line(const std::vector<std::string>& points,
                       std::vector<Rational> log_weights = {}) {
  std::vector<std::vector<Rational>> data;
  for (const std::string& x : points) data.push_back({q(x)});
  return WeightedPoints(data, std::move(log_weights));
}
const std::vector<std::string> data_b = {"0", "1", "3"};

template <class I>
class Quantiles : public ::testing::Test {
 protected:
  Precision precision{std::is_same_v<I, Interval> ? 53 : 160};
  int digits = std::is_same_v<I, Interval> ? 12 : 30;

  I at(const std::string& text) const { return enclose<I>(q(text), precision); }
  void expect(const I& x, const std::string& printed) const {
    test::expect_meets(x, printed, "printed");
    const I goal = pown(enclose<I>(10, precision), -digits);
    EXPECT_TRUE(certainly(width(x) <= goal)) << x;
  }
};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(Quantiles, Kinds);

TYPED_TEST(Quantiles, PrintedDigits) {
  struct Row {
    std::vector<std::string> points;
    std::string x0, F, x2;  // x at v = e^-4
    std::size_t datum;
    std::string zeta;
  };
  const std::vector<Row> rows = {
      {{"-1", "1"},
       "1/2",
       "0.62086516872856441517890067420589",
       "0.90516415334194962755361830267104",
       1,
       "-0.70074739114591902755801241249573"},
      {data_b, "3/5", "0.35950755885473279413771449307644", "0.80848989235002560610085172474321", 1,
       "-1.4150789368357565961427941036407"},
      {data_b, "2", "0.65908328935060693093323912094449", "1.2706705664732253837955865969452", 1,
       "2.0000000000000000000000000000000"}};
  const TypeParam one = this->at("1"), later = exp(this->at("-4"));
  for (const Row& row : rows) {
    const QuantileFlow<TypeParam> flow(on_line(row.points), this->precision);
    const auto level = flow.level(q(row.x0), one);
    this->expect(flow.cdf(q(row.x0), one), row.F);
    ASSERT_TRUE(flow.datum(level));
    EXPECT_EQ(*flow.datum(level), row.datum);
    this->expect(flow.zeta(level, row.datum), row.zeta);
    this->expect(flow.position(level, later), row.x2);
    EXPECT_TRUE(contains(flow.position(level, one), q(row.x0)));
  }
  const QuantileFlow<TypeParam> flow(on_line(data_b), this->precision);
  this->expect(flow.separatrix(1, one), "0.49139297752283892060736284213335");
  this->expect(flow.separatrix(2, one), "2.0424690139090777091219711813922");
  // The start whose nearest datum is 0 goes to 1.
  const auto level = flow.level(q("0.495"), one);
  EXPECT_EQ(flow.datum(level), std::optional<std::size_t>(1));
  this->expect(flow.position(level, exp(this->at("-6"))), "0.86088814745101122182");
}

TYPED_TEST(Quantiles, WeightsOfALabel) {
  // Labels 0, 1, 2 seen from 7/10 with the bandwidth 1/2.
  const QuantileFlow<TypeParam> flow(on_line(data_b, {q("-0.98"), q("-0.18"), q("-3.38")}),
                                     this->precision);
  this->expect(flow.weight(0), "0.30154461266385923798366470224841");
  this->expect(flow.weight(1), "0.67109987724982679363597322703456");
  this->expect(flow.weight(2), "0.027355510086313968380362070717026");
  this->expect(flow.separatrix(1, this->at("1")), "0.15027412968686786658332095020679");
  this->expect(flow.separatrix(2, this->at("1")), "3.0425899098390170814126600327816");
}

// Starts on both sides of xi_1 = 0.49139297752283892060736284213335 of the data 0, 1, 3.
TYPED_TEST(Quantiles, BothSidesOfASeparatrix) {
  const QuantileFlow<TypeParam> flow(on_line(data_b), this->precision);
  const TypeParam one = this->at("1");
  const auto reached = [&](const std::string& x0) { return flow.datum(flow.level(q(x0), one)); };
  EXPECT_EQ(reached("0.49138297752283892"), std::optional<std::size_t>(0));
  EXPECT_EQ(reached("0.49140297752283892"), std::optional<std::size_t>(1));
  EXPECT_EQ(reached("0.491392977522"), std::optional<std::size_t>(0));
  EXPECT_EQ(reached("0.491392977524"), std::optional<std::size_t>(1));
  const auto below = reached("0.491392977522838920607362842132");
  const auto above = reached("0.491392977522838920607362842135");
  if (std::is_same_v<TypeParam, Interval>) {  // 1e-30 away: honest doubles don't know
    EXPECT_FALSE(below);
    EXPECT_FALSE(above);
    EXPECT_EQ(flow.data_in_reach(flow.level(q("0.4913929775228389206073628"), one)),
              (std::pair<std::size_t, std::size_t>(0, 1)));
  } else {
    EXPECT_EQ(below, std::optional<std::size_t>(0));
    EXPECT_EQ(above, std::optional<std::size_t>(1));
  }
}

TYPED_TEST(Quantiles, BoxesOfStarts) {
  const QuantileFlow<TypeParam> flow(on_line(data_b), this->precision);
  const TypeParam one = this->at("1");
  const auto level = [&](const std::string& a, const std::string& b) {
    return flow.level(hull_of<TypeParam>(q(a), q(b), this->precision), one);
  };
  EXPECT_EQ(flow.datum(level("0.4914", "2.0424")), std::optional<std::size_t>(1));
  EXPECT_EQ(flow.datum(level("-1000", "0.4913")), std::optional<std::size_t>(0));
  EXPECT_EQ(flow.datum(level("2.0425", "1000")), std::optional<std::size_t>(2));
  EXPECT_EQ(flow.data_in_reach(level("0.4913", "2.0425")),
            (std::pair<std::size_t, std::size_t>(0, 2)));
  // All starts of the box: those of its ends and its middle.
  const auto box = level("0.6", "2");
  const TypeParam zeta = flow.zeta(box, 1), later = exp(this->at("-4"));
  for (const std::string x0 : {"0.6", "1.1", "2"}) {
    const auto inner = flow.level(q(x0), one);
    EXPECT_TRUE(subset(flow.zeta(inner, 1), zeta) || overlaps(flow.zeta(inner, 1), zeta));
    EXPECT_TRUE(overlaps(flow.position(inner, later), flow.position(box, later)));
  }
  EXPECT_TRUE(certainly(width(zeta) >= 3));  // from -1.41 to 2
}

TYPED_TEST(Quantiles, CentresOfSymmetry) {
  const QuantileFlow<TypeParam> even(on_line({"-1", "5", "1", "3"}), this->precision);
  ASSERT_EQ(even.centre(), std::optional(Rational(2)));
  EXPECT_EQ(even.index(3), 1U);
  EXPECT_TRUE(is_thin(even.separatrix(2, this->at("1/7"))));
  EXPECT_FALSE(even.datum(even.level(Rational(2), this->at("1/7"))));
  EXPECT_FALSE(QuantileFlow<TypeParam>(on_line(data_b), this->precision).centre());
  EXPECT_FALSE(
      QuantileFlow<TypeParam>(on_line({"0", "1"}, {0, q("1e-30")}), this->precision).centre());
  const QuantileFlow<TypeParam> odd(on_line({"0", "1", "2"}), this->precision);
  const auto level = odd.level(Rational(1), this->at("1"));
  EXPECT_EQ(odd.datum(level), std::optional<std::size_t>(1));
  EXPECT_TRUE(contains_zero(odd.zeta(level, 1)));
}

// On the bisector of 0 and 1 the point 3 decides, by a tail of size exp(-3e8) against exp(-1e7).
TYPED_TEST(Quantiles, ExactBisectorsWithoutSymmetry) {
  const auto reached = [&](const std::vector<std::string>& points, const std::string& x0,
                           const std::string& v) {
    const QuantileFlow<TypeParam> flow(on_line(points), this->precision);
    return flow.datum(flow.level(q(x0), this->at(v)));
  };
  using Place = std::optional<std::size_t>;
  for (const std::string v : {"1", "1/100", "1e-4"}) {
    const bool underflows = std::is_same_v<TypeParam, Interval> && v == "1e-4";
    EXPECT_EQ(reached({"0", "1", "3"}, "1/2", v), underflows ? Place() : Place(1)) << v;
    EXPECT_EQ(reached({"-2", "0", "1"}, "1/2", v), underflows ? Place() : Place(1)) << v;
    EXPECT_EQ(reached({"-2", "0", "1", "3"}, "1/2", v), Place()) << v;  // the centre
    EXPECT_EQ(reached({"0", "1", "2", "7/2"}, "1", v), Place(1)) << v;
  }
  // Unequal weights don't cancel.
  const QuantileFlow<TypeParam> flow(on_line({"0", "1"}, {0, q("-1e-9")}), this->precision);
  EXPECT_EQ(flow.datum(flow.level(q("1/2"), this->at("1/50"))), Place(0));
}

TYPED_TEST(Quantiles, OnePointAndFarStarts) {
  const QuantileFlow<TypeParam> one(on_line({"1/3"}), this->precision);
  const auto level = one.level(q("4/3"), this->at("4"));
  EXPECT_EQ(one.datum(level), std::optional<std::size_t>(0));
  EXPECT_TRUE(contains(one.zeta(level, 0), q("1/2")));  // x - x_1 = zeta sqrt v
  EXPECT_TRUE(contains(one.position(level, this->at("1/4")), q("1/3") + q("1/4")));
  EXPECT_THROW(one.separatrix(1, this->at("1")), std::invalid_argument);
  EXPECT_THROW(QuantileFlow<TypeParam>(WeightedPoints({{0, 1}}), this->precision),
               std::invalid_argument);
  // Levels next to 0 and to 1: Phi(-30) = 4.9e-198.
  const QuantileFlow<TypeParam> flow(on_line(data_b), this->precision);
  for (const int side : {-1, 1}) {
    const auto far = flow.level(Rational(side * 30), this->at("1"));
    const std::size_t end = side < 0 ? 0 : 2;
    ASSERT_EQ(flow.datum(far), std::optional(end));
    const TypeParam z = flow.zeta(far, end);
    EXPECT_TRUE(certainly(abs(z) >= 26) && certainly(abs(z) <= 31)) << z;
    EXPECT_TRUE(certainly(width(z) <= pown(this->at("10"), 1 - this->digits))) << z;
  }
  // Beyond all doubles the limit is still known, and no position is invented.
  const auto beyond = flow.level(q("-1e10"), this->at("1"));
  EXPECT_EQ(flow.datum(beyond), std::optional<std::size_t>(0));
  const TypeParam x = flow.position(beyond, this->at("1"));
  EXPECT_TRUE(contains(x, q("-1e10"))) << x;
}

// F_v by Arb at rising precision, on random data.
TYPED_TEST(Quantiles, RandomDataAgainstArb) {
  Sampler sampler(5);
  const bool is_double = std::is_same_v<TypeParam, Interval>;
  const int count = is_double ? test::sample_count(200, 2000) : test::sample_count(40, 400);
  for (int trial = 0; trial < count; ++trial) {
    std::vector<std::vector<Rational>> points;
    const int N = sampler.integer(2, 6);
    Rational x = to_rational(sampler.uniform(-3, 3));
    std::vector<Rational> log_weights;
    for (int i = 0; i < N; ++i) {
      points.push_back({x});
      x += to_rational(sampler.uniform(0.01, 2));
      log_weights.push_back(trial % 2 == 0 ? Rational(0) : to_rational(sampler.uniform(-4, 0)));
    }
    const Rational v = to_rational(sampler.moderate(-8, 3));
    const Rational x0 = to_rational(sampler.uniform(-4, 12));
    const QuantileFlow<TypeParam> flow(WeightedPoints(points, log_weights), this->precision);
    const TypeParam at_v = enclose<TypeParam>(v, this->precision);
    const auto level = flow.level(x0, at_v);

    Arb total(0), below(0), cumulative(0);
    const Arb root = sqrt(Arb(Rational(2 * v)));
    const auto cdf = [&](const Arb& at) {
      Arb sum(0);
      for (std::size_t i = 0; i < points.size(); ++i) {
        sum += exp(Arb(log_weights[i])) * erfc((Arb(points[i][0]) - at) / root) / Arb(2);
      }
      return sum;
    };
    for (const Rational& w : log_weights) total += exp(Arb(w));
    const Arb F = cdf(Arb(x0));
    EXPECT_TRUE(overlaps(flow.cdf(x0, at_v), F / total)) << trial;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Arb lower = F - cumulative;
      cumulative += exp(Arb(log_weights[i]));
      if (surely_less(Arb(0), lower) && surely_less(F, cumulative)) {
        const auto [first, last] = flow.data_in_reach(level);
        EXPECT_TRUE(first <= i && i <= last) << trial;
        if (first != last) continue;
        // Phi(zeta) p_i = F - Pi_{i-1}
        const TypeParam zeta = flow.zeta(level, i);
        const auto mass = [&](const Arb& z) {
          return erfc(-z / sqrt(Arb(2))) / Arb(2) * exp(Arb(log_weights[i]));
        };
        EXPECT_FALSE(surely_less(lower, mass(Arb(zeta.lower())))) << trial;
        EXPECT_FALSE(surely_less(mass(Arb(zeta.upper())), lower)) << trial;
      }
      if (i + 1 < points.size()) {
        const TypeParam xi = flow.separatrix(i + 1, at_v);
        EXPECT_FALSE(surely_less(cumulative, cdf(Arb(xi.lower())))) << trial;
        EXPECT_FALSE(surely_less(cdf(Arb(xi.upper())), cumulative)) << trial;
      }
    }
    // There and back.
    const TypeParam later = enclose<TypeParam>(Rational(v / 9), this->precision);
    const TypeParam y = flow.position(level, later);
    const auto back = flow.level(y, later);
    EXPECT_TRUE(contains(flow.position(back, at_v), x0)) << trial;
  }
}

TYPED_TEST(Quantiles, OfTheNormalLaw) {
  const auto quantile = [&](const std::string& lower, const std::string& upper) {
    return enclose_normal_quantile<TypeParam>(this->at(lower), this->at(upper), [] {});
  };
  this->expect(quantile("0.975", "0.025"), "1.9599639845400542355245944305205515279555");
  this->expect(quantile("0.025", "0.975"), "-1.9599639845400542355245944305205515279555");
  EXPECT_TRUE(contains_zero(quantile("1/2", "1/2")));
  EXPECT_TRUE(is_entire(quantile("0", "1")));
  // Phi^-1(1e-200), from both tails.
  this->expect(enclose_normal_quantile<TypeParam>(
                   this->at("1e-200"),
                   enclose<TypeParam>(Rational(1 - q("1e-200")), this->precision), [] {}),
               "-30.2055941795796430625320642745095312");
}

}  // namespace
}  // namespace rigor
