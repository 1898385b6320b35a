#include "function/gradient.hpp"

#include <gtest/gtest.h>

#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

Rational dyadic(Sampler& sampler, double lo, double hi) {
  const double x = std::ldexp(std::round(std::ldexp(sampler.uniform(lo, hi), 16)), -16);
  return to_rational(std::fmin(std::fmax(x, lo), hi));
}

/// Three functions of three variables, defined on [-2, 2]^3: a rational one, a transcendental one,
/// and one with kinks.
struct Quotient {
  template <class X>
  X operator()(const std::vector<X>& x) const {
    return (x[0] * x[1] - 3 * x[2]) / (5 + sqr(x[0] + x[2])) + pown(x[1], 3);
  }
};
struct Transcendental {
  template <class X>
  X operator()(const std::vector<X>& x) const {
    return exp(x[0] / 2) * cos(x[1]) + tanh(x[0] * x[2]) - log(9 + x[1] * x[2]) * erf(x[2]);
  }
};
struct Kinked {
  template <class X>
  X operator()(const std::vector<X>& x) const {
    return abs(x[0] - x[1]) * x[2] + max(x[0], sqr(x[2]) - 1) - min(sin(x[1]), x[2]);
  }
};

template <class I>
struct Box {
  std::vector<Rational> lower, side;

  static Box random(Sampler& sampler) {
    Box b;
    for (int k = 0; k < 3; ++k) {
      const Rational lo = dyadic(sampler, -2, 2);
      b.lower.push_back(lo);
      b.side.push_back((2 - lo) * dyadic(sampler, 0, 1) / (sampler.integer(0, 1) == 0 ? 64 : 1));
    }
    return b;
  }
  std::vector<Rational> member(Sampler& sampler) const {
    std::vector<Rational> at;
    for (std::size_t k = 0; k < 3; ++k)
      at.push_back(lower[k] + side[k] * sampler.integer(0, 8) / 8);
    return at;
  }
  Box part(Sampler& sampler) const {
    Box b;
    for (std::size_t k = 0; k < 3; ++k) {
      const int from = sampler.integer(0, 8);
      const int to = sampler.integer(from, 8);
      b.lower.push_back(lower[k] + side[k] * from / 8);
      b.side.push_back(side[k] * (to - from) / 8);
    }
    return b;
  }
  std::vector<I> enclosure(Precision p) const {
    std::vector<I> box;
    for (std::size_t k = 0; k < 3; ++k) box.push_back(hull_of<I>(lower[k], lower[k] + side[k], p));
    return box;
  }
};

template <class I>
std::vector<I> point(const std::vector<Rational>& at, Precision p) {
  std::vector<I> x;
  for (const Rational& a : at) x.push_back(enclose<I>(a, p));
  return x;
}

// f(y) is in f(c) + grad f(box) (y - c) for all members c, y of the box, also where f has kinks.
template <class I, class F>
void expect_mean_value_inclusion(F f, Precision p) {
  Sampler sampler(40);
  for (int i = 0; i < test::sample_count(300, 5000); ++i) {
    const auto box = Box<I>::random(sampler);
    const auto c = box.member(sampler);
    const auto y = box.member(sampler);
    const BigInterval exact = f(point<BigInterval>(y, Precision{400}));
    ASSERT_LT(to_interval(width(exact)).upper(), 1e-100);
    for (const auto& slope :
         {gradient(f, box.enclosure(p)), forward_gradient(f, box.enclosure(p))}) {
      I range = f(point<I>(c, p));
      for (std::size_t k = 0; k < 3; ++k) range += slope.partials[k] * enclose<I>(y[k] - c[k], p);
      EXPECT_TRUE(overlaps(convert<BigInterval>(range, Precision{400}), exact))
          << range << " " << exact;
    }
  }
}

TEST(Gradient, MeanValueInclusion) {
  expect_mean_value_inclusion<Interval>(Quotient{}, Precision{53});
  expect_mean_value_inclusion<Interval>(Transcendental{}, Precision{53});
  expect_mean_value_inclusion<Interval>(Kinked{}, Precision{53});
  expect_mean_value_inclusion<BigInterval>(Transcendental{}, Precision{100});
}

// The same with the gradient in place of f and the Hessian in place of the gradient.
template <class I, class F>
void expect_mean_value_inclusion_of_gradients(F f, Precision p) {
  Sampler sampler(41);
  for (int i = 0; i < test::sample_count(200, 3000); ++i) {
    const auto box = Box<I>::random(sampler);
    const Hessian<I> h = hessian(f, box.enclosure(p));
    const auto c = box.member(sampler);
    const auto y = box.member(sampler);
    const Gradient<I> at_c = gradient(f, point<I>(c, p));
    const auto exact = gradient(f, point<BigInterval>(y, Precision{400}));
    for (std::size_t a = 0; a < 3; ++a) {
      I range = at_c.partials[a];
      for (std::size_t b = 0; b < 3; ++b) range += h(a, b) * enclose<I>(y[b] - c[b], p);
      EXPECT_TRUE(overlaps(convert<BigInterval>(range, Precision{400}), exact.partials[a]));
    }
  }
}

TEST(Hessian, MeanValueInclusionOfTheGradient) {
  expect_mean_value_inclusion_of_gradients<Interval>(Quotient{}, Precision{53});
  expect_mean_value_inclusion_of_gradients<Interval>(Transcendental{}, Precision{53});
  expect_mean_value_inclusion_of_gradients<BigInterval>(Transcendental{}, Precision{100});
}

// A part of a box gives parts of the results.
template <class I, class F>
void expect_isotonicity(F f, Precision p) {
  Sampler sampler(42);
  for (int i = 0; i < test::sample_count(200, 3000); ++i) {
    const auto box = Box<I>::random(sampler);
    const Hessian<I> whole = hessian(f, box.enclosure(p));
    const Hessian<I> part = hessian(f, box.part(sampler).enclosure(p));
    EXPECT_TRUE(subset(part.value, whole.value));
    for (std::size_t a = 0; a < 3; ++a) {
      EXPECT_TRUE(subset(part.gradient[a], whole.gradient[a]));
      for (std::size_t b = 0; b <= a; ++b) EXPECT_TRUE(subset(part(a, b), whole(a, b)));
    }
  }
}

TEST(Hessian, InclusionIsotonicity) {
  expect_isotonicity<Interval>(Quotient{}, Precision{53});
  expect_isotonicity<Interval>(Transcendental{}, Precision{53});
  expect_isotonicity<Interval>(Kinked{}, Precision{53});
  expect_isotonicity<BigInterval>(Transcendental{}, Precision{100});
}

/// The exact gradient: weights[i] cos(w . x) + 2 x_i / (1 + |x|^2), and x_(i-1) + x_(i+1).
struct ManyVariables {
  std::vector<int> weights;
  template <class X>
  X operator()(const std::vector<X>& x) const {
    X phase = weights[0] * x[0];
    X norm = sqr(x[0]);
    X chain = x[0] * x[1];
    for (std::size_t i = 1; i < x.size(); ++i) {
      phase += weights[i] * x[i];
      norm += sqr(x[i]);
      if (i > 1) chain += x[i - 1] * x[i];
    }
    return sin(phase) + log(1 + norm) + chain;
  }
};

template <class I>
void expect_gradient_of_many_variables(Precision p) {
  Sampler sampler(43);
  const std::size_t n = 200;
  ManyVariables f;
  std::vector<I> x;
  I phase = enclose<I>(0, p);
  I norm = enclose<I>(0, p);
  for (std::size_t i = 0; i < n; ++i) {
    f.weights.push_back(sampler.integer(-9, 9));
    x.push_back(enclose<I>(dyadic(sampler, -1, 1), p));
    phase += f.weights[i] * x[i];
    norm += sqr(x[i]);
  }
  const Gradient<I> reverse = gradient(f, x);
  const Gradient<I> forward = forward_gradient(f, x);
  EXPECT_TRUE(identical(reverse.value, f(x)) && identical(forward.value, f(x)));
  for (std::size_t i = 0; i < n; ++i) {
    I expected = f.weights[i] * cos(phase) + 2 * x[i] / (1 + norm);
    if (i > 0) expected += x[i - 1];
    if (i + 1 < n) expected += x[i + 1];
    for (const I& d : {reverse.partials[i], forward.partials[i]}) {
      EXPECT_TRUE(overlaps(d, expected)) << i << " " << d << " " << expected;
      EXPECT_LT(to_interval(width(d)).upper(), std::ldexp(1e5, -p.bits)) << i;
    }
  }
}

TEST(Gradient, ManyVariables) {
  expect_gradient_of_many_variables<Interval>(Precision{53});
  expect_gradient_of_many_variables<BigInterval>(Precision{128});
}

TEST(Gradient, ConstantsAndVariables) {
  const std::vector<Interval> x(3, Interval::point(2));
  const auto constant =
      gradient([](const auto& v) { return ScalarOf<decltype(v[0])>::point(5); }, x);
  EXPECT_TRUE(identical(constant.value, Interval::point(5)));
  const auto variable = gradient([](const auto& v) { return v[1]; }, x);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(identical(constant.partials[i], Interval()));
    EXPECT_TRUE(identical(variable.partials[i], Interval::point(i == 1 ? 1 : 0)));
  }
}

TEST(Gradient, Jacobian) {
  const auto polar = [](const auto& x) {
    return std::vector{x[0] * cos(x[1]), x[0] * sin(x[1]), sqr(x[2])};
  };
  const std::vector<Interval> at{Interval::point(2), Interval(), Interval::point(3)};
  const auto rows = jacobian(polar, at);
  ASSERT_EQ(rows.size(), 3U);
  const double expected[3][3] = {{1, 0, 0}, {0, 2, 0}, {0, 0, 6}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_TRUE(identical(rows[i].partials[j], Interval::point(expected[i][j]))) << i << j;
    }
  }
}

TEST(Gradient, MeanValueFormBeatsTheRangeOnNarrowBoxes) {
  using D = Decorated<Interval>;
  const auto f = [](const auto& x) { return x[0] * (1 - x[0]) + x[0] * x[1]; };
  const std::vector<D> box{decorate(Interval::bounds(0.49, 0.51)),
                           decorate(Interval::bounds(-0.01, 0.01))};
  const D form = mean_value_form(f, box);
  EXPECT_EQ(form.domain, Domain::continuous);
  EXPECT_LT(width(form.value).upper(), width(f(box).value).upper() * 0.6);
  for (const auto& [x, y] : {std::pair{0.49, -0.01}, {0.51, 0.01}, {0.5, 0.0}}) {
    const auto at = f(std::vector{Interval::point(x), Interval::point(y)});
    EXPECT_TRUE(overlaps(form.value, at));
  }
  // |x| is Lipschitz; sqrt isn't at 0, and 1/x isn't defined there.
  const std::vector<D> around{decorate(Interval::bounds(-1, 2))};
  const D size = mean_value_form([](const auto& x) { return abs(x[0]) + x[0]; }, around);
  EXPECT_TRUE(subset(Interval::bounds(0, 4), size.value));
  EXPECT_EQ(size.domain, Domain::continuous);
  const auto root = [](const auto& x) { return sqrt(abs(x[0])); };
  EXPECT_TRUE(identical(mean_value_form(root, around).value, root(around).value));
  const auto inverse = [](const auto& x) { return 1 / x[0]; };
  EXPECT_TRUE(is_entire(mean_value_form(inverse, around).value));
  EXPECT_EQ(mean_value_form(inverse, around).domain, Domain::possibly_undefined);
}

}  // namespace
}  // namespace rigor
