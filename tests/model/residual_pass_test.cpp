// Forward and backward passes: reference digits, and derivatives of the recorded loss.
#include "model/residual_pass.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/field_trace.hpp"
#include "function/taylor.hpp"
#include "function/traced_value.hpp"
#include "model/printed_digits.hpp"
#include "model/residual_examples.hpp"
#include "model/tangent_kernel.hpp"

namespace rigor {
namespace {

using namespace test;

constexpr Precision k53{53};
constexpr Precision k192{192};

template <class To, class From>
Vectors<To> constants(const Vectors<From>& vectors) {
  Vectors<To> result;
  for (const auto& vector : vectors) {
    result.emplace_back();
    for (const From& x : vector) result.back().push_back(To(x));
  }
  return result;
}

/// All derivatives in one list: A, V_1, W_1, ..., B.
template <class T>
std::vector<T> listed(const LossGradient<T>& gradient) {
  std::vector<T> all;
  const auto add = [&](const Matrix<T>& part) {
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) all.push_back(part(i, j));
    }
  };
  add(gradient.A);
  for (const auto& layer : gradient.layers) {
    add(layer.V);
    add(layer.W);
  }
  add(gradient.B);
  return all;
}

template <class I>
void expect_reference_gradient(Precision p) {
  const Trained<I> t = t_sm<I>(3, p);
  const LossGradient<I> g = loss_gradient(t.network, t.inputs, t.targets, {false, false});
  EXPECT_EQ(g.A.rows() + g.B.rows(), 0u);
  expect_meets_tightly(g.loss, "0.794312786828932193806732896", "loss");
  const Matrix<I>& V = g.layers[0].V;
  const Matrix<I>& W = g.layers[0].W;
  expect_meets_tightly(V(0, 0), "0.26822905857744613479661396", "V00");
  expect_meets_tightly(V(0, 1), "-0.11353288188702881595820496", "V01");
  expect_meets_tightly(V(1, 0), "-0.046220433436419576524646442", "V10");
  expect_meets_tightly(V(1, 1), "0.013823299254161818932533721", "V11");
  expect_meets_tightly(W(0, 0), "0.085922407055658107003838709", "W00");
  expect_meets_tightly(W(0, 1), "-0.067451393202290024916914942", "W01");
  expect_meets_tightly(W(1, 0), "-0.098688643538902700669485518", "W10");
  expect_meets_tightly(W(1, 1), "0.058483637406263467079618763", "W11");
}

TEST(ResidualPass, GradientHasItsReferenceDigits) {
  expect_reference_gradient<Interval>(k53);
  expect_reference_gradient<BigInterval>(k192);
}

TEST(ResidualPass, LossHasItsReferenceDigits) {
  const Trained<BigInterval> t = t_sm<BigInterval>(4, k192);
  expect_meets_tightly(loss(t.network, t.inputs, t.targets), "0.830587176330576580050910424",
                       "T-SM");
}

// What the reverse mode makes of the forward pass alone.
TEST(ResidualPass, GradientIsThatOfTheRecordedLoss) {
  Sampler random(61);
  for (int run = 0; run < sample_count(300, 3000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 5, k53);
    GradientTape<Interval> tape;
    std::size_t count = 0;
    const auto traced = mapped<TracedValue<Interval>>(t.network, [&](const Interval& w) {
      ++count;
      return TracedValue<Interval>(tape, w);
    });
    const auto recorded = loss(traced, constants<TracedValue<Interval>>(t.inputs),
                               constants<TracedValue<Interval>>(t.targets));
    const LossGradient<Interval> gradient = loss_gradient(t.network, t.inputs, t.targets);
    ASSERT_TRUE(overlaps(recorded.value(), gradient.loss)) << run;
    // Variables are numbered in the order A, V_1, W_1, ..., B in which they were made.
    const std::vector<Interval> exact = tape.sweep(recorded.step(), count, k53);
    const std::vector<Interval> all = listed(gradient);
    ASSERT_EQ(all.size(), exact.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_TRUE(overlaps(all[i], exact[i])) << run << ' ' << i << ' ' << all[i] << exact[i];
      EXPECT_LT(to_interval(width(all[i])).upper(), 1e-11) << run << ' ' << i;
    }
  }
}

TEST(ResidualPass, AgreesWithDoubles) {
  Sampler random(62);
  for (int run = 0; run < 100; ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 6, k53);
    const auto middle = [](const Interval& x) { return x.lower(); };
    const auto numbers = mapped<double>(t.network, middle);
    Vectors<double> inputs, targets;
    for (const auto& x : t.inputs) {
      inputs.emplace_back();
      for (const Interval& c : x) inputs.back().push_back(middle(c));
    }
    for (const auto& y : t.targets) {
      targets.emplace_back();
      for (const Interval& c : y) targets.back().push_back(middle(c));
    }
    const auto plain = listed(loss_gradient(numbers, inputs, targets));
    const auto enclosed = listed(loss_gradient(t.network, t.inputs, t.targets));
    for (std::size_t i = 0; i < plain.size(); ++i) {
      EXPECT_NEAR(plain[i], enclosed[i].lower(), 1e-10 * (1 + std::fabs(plain[i])));
    }
  }
}

// A recorded gradient gives the same values, and shares the steps of s and s'.
TEST(ResidualPass, IsRecordedAsAField) {
  const Trained<Interval> t = t_sm<Interval>(3, k53);
  std::vector<Interval> weights;
  mapped<int>(t.network, [&](const Interval& w) {
    weights.push_back(w);
    return 0;
  });
  const auto field = [&](const auto& /*time*/, const auto& x) {
    using T = std::decay_t<decltype(x[0])>;
    std::size_t next = 0;
    const auto network = mapped<T>(t.network, [&](const Interval&) { return x[next++]; });
    const auto lift = [&](const Vectors<Interval>& vectors) {
      Vectors<T> result;
      for (const auto& vector : vectors) {
        result.emplace_back();
        for (const Interval& c : vector) result.back().push_back(constant_like(x[0], c));
      }
      return result;
    };
    return listed(loss_gradient(network, lift(t.inputs), lift(t.targets)));
  };
  const auto tape = record_field<Interval>(field, weights.size(), k53);
  SolutionCoefficients<Interval> result;
  ASSERT_TRUE(tape->expand(enclose<Interval>(0L, k53), weights, 1, false, result));
  const std::vector<Interval> gradient = listed(loss_gradient(t.network, t.inputs, t.targets));
  for (std::size_t i = 0; i < weights.size(); ++i) {
    EXPECT_TRUE(overlaps(result.value(1, i), gradient[i])) << i;
  }
}

TEST(ResidualPass, RefusesBadShapes) {
  Trained<Interval> t = t_sm<Interval>(2, k53);
  EXPECT_THROW(forward(t.network, {t.inputs[0][0]}), std::invalid_argument);
  EXPECT_THROW(loss(t.network, t.inputs, {t.targets[0]}), std::invalid_argument);
  EXPECT_THROW(loss(t.network, {}, {}), std::invalid_argument);
  t.network.layers.clear();
  EXPECT_THROW(forward(t.network, t.inputs[0]), std::invalid_argument);
}

TEST(TangentKernel, EigenvaluesHaveTheirReferenceDigits) {
  for (const std::size_t depth : {std::size_t{1}, std::size_t{4}}) {
    const Trained<BigInterval> t = t_tanh<BigInterval>(depth, k192);
    expect_meets_tightly(tangent_kernel_eigenvalue(weighted_jacobian(t.network, t.inputs)),
                         "0.008913485027298017953906622", "T-TANH");
  }
}

// |grad l|^2 in weighted coordinates is 4/n^2 r^T K r, for any subset of blocks.
TEST(TangentKernel, GivesTheSquareOfTheGradient) {
  Sampler random(63);
  for (int run = 0; run < sample_count(200, 2000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 5, k53);
    const bool is_linear = t.network.block == Block::linear;
    WeightBlocks blocks{random.integer(0, 1) == 0, random.integer(0, 1) == 0,
                        !is_linear && random.integer(0, 1) == 0, random.integer(0, 1) == 0};
    if (!blocks.A && !blocks.W && !blocks.B) blocks.V = true;
    const LossGradient<Interval> g = loss_gradient(t.network, t.inputs, t.targets);
    const auto square = [](const Matrix<Interval>& part) {
      Interval sum;
      for (std::size_t i = 0; i < part.rows(); ++i) {
        for (std::size_t j = 0; j < part.columns(); ++j) sum += sqr(part(i, j));
      }
      return sum;
    };
    Interval squares;
    if (blocks.A) squares += square(g.A);
    if (blocks.B) squares += square(g.B);
    for (const auto& layer : g.layers) {
      const auto depth = static_cast<long>(t.network.depth());
      if (blocks.V) squares += depth * square(layer.V);
      if (blocks.W) squares += depth * square(layer.W);
    }
    std::vector<Interval> r;
    for (const auto& residual : g.residuals) r.insert(r.end(), residual.begin(), residual.end());
    const Matrix<Interval> kernel = tangent_kernel(weighted_jacobian(t.network, t.inputs, blocks));
    Interval form;
    for (std::size_t i = 0; i < r.size(); ++i) {
      for (std::size_t j = 0; j < r.size(); ++j) form += r[i] * kernel(i, j) * r[j];
    }
    const auto n = static_cast<long>(t.inputs.size());
    EXPECT_TRUE(overlaps(4 * form / (n * n), squares)) << run;
    EXPECT_TRUE(
        certainly(tangent_kernel_eigenvalue(weighted_jacobian(t.network, t.inputs, blocks)) >= 0));
  }
}

}  // namespace
}  // namespace rigor
