#include "analysis/ode.hpp"

#include <gtest/gtest.h>

#include "support/arb.hpp"

namespace rigor {
namespace {

using test::Arb;

// x'' = -x.
struct Oscillator {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], -x[0]};
  }
};

// 100 turns: (cos t, -sin t) for t = 628.
template <class I>
void expect_turns(Precision p, double width_bound) {
  auto flow = ode_flow<I>(Oscillator{}, enclose<I>(0, p), {enclose<I>(1, p), enclose<I>(0, p)});
  ASSERT_EQ(flow.run(enclose<I>(628, p), nullptr), OdeStop::reached);
  Arb cosine(Precision{512});
  Arb sine(Precision{512});
  arb_sin_cos(sine.get(), cosine.get(), Arb(628, Precision{512}).get(), 512);
  EXPECT_TRUE(encloses(flow.state()[0], cosine));
  EXPECT_TRUE(encloses(flow.state()[1], -sine));
  for (const I& component : flow.state()) {
    EXPECT_LT(to_interval(width(component)).upper(), width_bound);
  }
}

TEST(Ode, TurnsWithoutWrapping) {
  expect_turns<Interval>({53}, 1e-12);
  expect_turns<BigInterval>({120}, 1e-31);
}

}  // namespace
}  // namespace rigor
