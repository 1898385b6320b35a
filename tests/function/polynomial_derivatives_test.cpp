// Derivatives of random polynomials against the exact rational ones.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "function/gradient.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

Rational dyadic(Sampler& sampler, double lo, double hi) {
  const double x = std::ldexp(std::round(std::ldexp(sampler.uniform(lo, hi), 16)), -16);
  return to_rational(std::fmin(std::fmax(x, lo), hi));
}

// A polynomial in three variables with rational coefficients, and its exact partial derivatives.
class Polynomial {
 public:
  using Exponents = std::array<int, 3>;

  static Polynomial random(Sampler& sampler) {
    Polynomial f;
    const int count = sampler.integer(1, 6);
    for (int k = 0; k < count; ++k) {
      const Exponents e{sampler.integer(0, 3), sampler.integer(0, 3), sampler.integer(0, 2)};
      f.terms_[e] += Rational(sampler.integer(-9, 9));
    }
    return f;
  }
  Polynomial derivative(std::size_t i) const {
    Polynomial d;
    for (const auto& [e, c] : terms_) {
      if (e[i] == 0) continue;
      Exponents lower = e;
      --lower[i];
      d.terms_[lower] += c * e[i];
    }
    return d;
  }
  Rational at(const std::vector<Rational>& x) const {
    Rational sum = 0;
    for (const auto& [e, c] : terms_) {
      Rational term = c;
      for (std::size_t i = 0; i < 3; ++i) {
        for (int k = 0; k < e[i]; ++k) term *= x[i];
      }
      sum += term;
    }
    return sum;
  }
  /// By products, powers and sums, in a way that mixes them.
  template <class X>
  X operator()(const std::vector<X>& x) const {
    X sum = x[0] - x[0];
    for (const auto& [e, c] : terms_) {
      X term = pown(x[0], e[0]) * static_cast<int>(static_cast<long>(numerator(c)));
      for (int k = 0; k < e[1]; ++k) term = term * x[1];
      if (e[2] > 0) term *= e[2] == 2 ? sqr(x[2]) : x[2];
      sum += term;
    }
    return sum;
  }

 private:
  static long numerator(const Rational& c) { return std::stol(c.str()); }
  std::map<Exponents, Rational> terms_;
};

template <class I>
void expect_exact_polynomials(Precision p) {
  Sampler sampler(31);
  for (int i = 0; i < test::sample_count(200, 5000); ++i) {
    const Polynomial f = Polynomial::random(sampler);
    std::vector<Rational> at;
    std::vector<I> box;
    for (int k = 0; k < 3; ++k) {
      const Rational lo = dyadic(sampler, -3, 3);
      const Rational side = i % 2 == 0 ? Rational(0) : dyadic(sampler, 0, 2);
      at.push_back(lo + side * sampler.integer(0, 8) / 8);
      box.push_back(hull_of<I>(lo, lo + side, p));
    }
    const Hessian<I> h = hessian(f, box);
    EXPECT_TRUE(contains(h.value, f.at(at)));
    for (std::size_t a = 0; a < 3; ++a) {
      EXPECT_TRUE(contains(h.gradient[a], f.derivative(a).at(at))) << h.gradient[a];
      for (std::size_t b = 0; b < 3; ++b) {
        const Rational exact = f.derivative(a).derivative(b).at(at);
        EXPECT_TRUE(contains(h(a, b), exact)) << h(a, b) << " " << exact;
        if (i % 2 == 0) {
          EXPECT_LE(to_interval(width(h(a, b))).upper(), std::ldexp(1e6, -p.bits)) << h(a, b);
        }
      }
    }
  }
}

TEST(Jet, DerivativesOfPolynomialsContainTheExactOnes) {
  expect_exact_polynomials<Interval>(Precision{53});
  expect_exact_polynomials<BigInterval>(Precision{200});
}

}  // namespace
}  // namespace rigor
