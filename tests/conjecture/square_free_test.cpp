#include "conjecture/square_free.hpp"

#include <gtest/gtest.h>

#include "analysis/seeded_random.hpp"

namespace rigor {
namespace {

Polynomial product_of(const SquareFree& parts) {
  Polynomial result(parts.monomial, parts.number);
  for (const auto& [factor, power] : parts.factors) {
    for (std::size_t k = 0; k < power; ++k) result = result * factor;
  }
  return result;
}

std::size_t highest_power(const SquareFree& parts) {
  std::size_t most = 0;
  for (const auto& [factor, power] : parts.factors) most = std::max(most, power);
  return most;
}

Polynomial random_polynomial(SeededRandom& random) {
  Polynomial result(Rational(1));
  for (int k = 0; k < 2; ++k) {
    Monomial monomial;
    for (KernelId kernel = 0; kernel < 2; ++kernel) {
      const int e = static_cast<int>(random.uniform() * 3);
      if (e > 0) monomial.emplace_back(kernel, Exponent(e, 2));
    }
    result.add(std::move(monomial), Rational(static_cast<int>(random.uniform() * 9) - 4));
  }
  return result;
}

TEST(SquareFree, ProductOfThePartsIsThePolynomial) {
  SeededRandom random(5);
  for (int i = 0; i < 60; ++i) {
    const Polynomial a = random_polynomial(random);
    const Polynomial b = random_polynomial(random);
    const Polynomial p = a * b * b * Rational(3, 7);
    if (p.is_zero()) continue;
    const auto parts = square_free(p);
    ASSERT_TRUE(parts.has_value());
    EXPECT_EQ(product_of(*parts), p);
    if (b.parts().size() > 1) {
      EXPECT_GE(highest_power(*parts), 2U);
    }
  }
}

TEST(SquareFree, FindsIrrationalDoubleZeros) {
  const auto x = [](std::int64_t n, const Rational& c) {
    return Polynomial({{0, Exponent(n)}}, c);
  };
  // 35/8 (x^2 - 3/7)^2
  const auto parts =
      square_free(x(4, Rational(35, 8)) + x(2, Rational(-15, 4)) + Polynomial(Rational(45, 56)));
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->factors.size(), 1U);
  EXPECT_EQ(parts->factors[0].second, 2U);
  EXPECT_EQ(parts->factors[0].first, x(2, 7) - Polynomial(Rational(3)));
  EXPECT_EQ(parts->number, Rational(35, 392));
}

TEST(SquareFree, LeavesSimpleFactorsAlone) {
  const Polynomial p = Polynomial({{0, Exponent(2)}}, 1) + Polynomial(Rational(1));
  const auto parts = square_free(p);
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(highest_power(*parts), 1U);
  EXPECT_EQ(product_of(*parts), p);
}

}  // namespace
}  // namespace rigor
