// Random differential equations, at two precisions.
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/ode.hpp"
#include "ode_systems.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;
using test::widest;

/// A polynomial field of degree 3 with coefficients that are multiples of 1/64.
class RandomField {
 public:
  RandomField(Sampler& sampler, std::size_t dimension) : dimension_(dimension) {
    for (std::size_t i = 0; i < 8 * dimension; ++i) {
      terms_.push_back(
          {Rational(sampler.integer(-64, 64), 64), pick(sampler), pick(sampler), pick(sampler)});
    }
  }
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    using I = ScalarOf<T>;
    std::vector<T> slopes;
    for (std::size_t i = 0; i < dimension_; ++i) {
      T sum = -2 * x[i];
      for (std::size_t k = 8 * i; k < 8 * i + 8; ++k) {
        T term = constant_like(t, enclose<I>(terms_[k].factor, precision_of(t)));
        for (const std::size_t v : {terms_[k].a, terms_[k].b, terms_[k].c}) {
          if (v < dimension_) term = term * x[v];
          if (v == dimension_) term = term * t;
        }
        sum = sum + term;
      }
      slopes.push_back(sum);
    }
    return slopes;
  }

 private:
  struct Term {
    Rational factor;
    std::size_t a, b, c;
  };
  /// A component, t, or nothing.
  std::size_t pick(Sampler& sampler) const {
    return static_cast<std::size_t>(sampler.integer(0, static_cast<int>(dimension_) + 1));
  }
  std::size_t dimension_;
  std::vector<Term> terms_;
};

// Random fields: doubles against 212 bits, on the way too; forth and back; boxes keep their points.
TEST(OdeRandom, Fields) {
  Sampler sampler(76);
  const Precision fine{110};
  int reached = 0;
  for (int n = 0; n < test::sample_count(16, 240); ++n) {
    const auto d = static_cast<std::size_t>(sampler.integer(1, 3));
    const RandomField field(sampler, d);
    std::vector<Interval> start;
    std::vector<Interval> box;
    std::vector<BigInterval> exact;
    for (std::size_t i = 0; i < d; ++i) {
      const double x = sampler.integer(-32, 32) / 64.0;
      start.push_back(Interval::point(x));
      box.push_back(Interval::bounds(x - 0x1p-7, x + 0x1p-6));
      exact.push_back(enclose<BigInterval>(to_rational(x), fine));
    }
    const double direction = n % 2 == 0 ? 0.75 : -0.5;
    const Interval end = Interval::point(direction);
    auto flow = ode_flow<Interval>(field, Interval::point(0), start);
    auto precise = precise_ode_flow(field, Interval::point(0), start);
    auto boxes = ode_flow<Interval>(field, Interval::point(0), box);
    auto big = ode_flow<BigInterval>(field, enclose<BigInterval>(0, fine), exact);
    std::vector<OdePiece<Interval>> pieces;
    const OdeStop stop =
        flow.run(end, nullptr, nullptr, [&](const auto& p) { pieces.push_back(p); });
    const OdeStop box_stop = boxes.run(end, nullptr);
    if (stop != OdeStop::reached) continue;  // it may be unbounded
    ++reached;
    precise.run(end, nullptr);
    // The dense output of doubles against that of many bits, at random times.
    const auto check = [&](const OdePiece<BigInterval>& piece) {
      for (int k = 0; k < 2; ++k) {
        const Interval from = to_interval(piece.start);
        const Interval to = to_interval(piece.end);
        const double time =
            sampler.uniform(std::min(from.lower(), to.lower()), std::max(from.lower(), to.lower()));
        const auto dense = piece.at(convert<BigInterval>(Interval::point(time), fine));
        for (const auto& own : pieces) {
          if (!subset(Interval::point(time), hull(own.start, own.end))) continue;
          const auto states = own.at(Interval::point(time));
          for (std::size_t i = 0; i < d; ++i) {
            EXPECT_TRUE(subset(dense[i], convert<BigInterval>(states[i], fine)))
                << n << " " << time << dense[i] << states[i];
            EXPECT_LT(width(states[i]).upper(), 1e-9);
            const auto polynomial = own.polynomial(i);
            Interval sum = polynomial.back();
            for (std::size_t j = polynomial.size() - 1; j-- > 0;) {
              sum = sum * (Interval::point(time) - own.start) + polynomial[j];
            }
            EXPECT_TRUE(subset(dense[i], convert<BigInterval>(sum, fine)));
            EXPECT_LT(width(sum).upper(), 1e-6);
          }
        }
      }
    };
    ASSERT_EQ(big.run(enclose<BigInterval>(to_rational(direction), fine), nullptr, nullptr, check),
              OdeStop::reached);
    EXPECT_LT(widest(big.state()), 1e-22);
    for (std::size_t i = 0; i < d; ++i) {
      EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(flow.state()[i], fine))) << n;
      EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(precise.state()[i], fine))) << n;
      if (box_stop == OdeStop::reached) {
        EXPECT_TRUE(subset(big.state()[i], convert<BigInterval>(boxes.state()[i], fine))) << n;
      }
    }
    auto back = ode_flow<Interval>(field, end, flow.state());
    if (back.run(Interval::point(0), nullptr) == OdeStop::reached) {
      for (std::size_t i = 0; i < d; ++i) EXPECT_TRUE(subset(start[i], back.state()[i])) << n;
      EXPECT_LT(widest(back.state()), 1e-7);
    }
    // Another point of the box.
    if (box_stop != OdeStop::reached || n % 3 != 0) continue;
    for (std::size_t i = 0; i < d; ++i) {
      start[i] = Interval::point(sampler.uniform(box[i].lower(), box[i].upper()));
    }
    auto other = ode_flow<Interval>(field, Interval::point(0), start);
    ASSERT_EQ(other.run(end, nullptr), OdeStop::reached);
    for (std::size_t i = 0; i < d; ++i) {
      EXPECT_TRUE(overlaps(other.state()[i], boxes.state()[i])) << n;
    }
  }
  EXPECT_GT(reached, 10);
}

}  // namespace
}  // namespace rigor
