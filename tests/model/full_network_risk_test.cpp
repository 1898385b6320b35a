#include "model/full_network_risk.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/sample_quadrature.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

Mixture data_a() {
  return Mixture({{-1}, {1}}, Rational(1, 2));
}
FullNetwork reference_network() {
  return {{2, -1}, {Rational(-1, 2), Rational(1, 4)}, {-8, 5}, Rational(1, 3)};
}

template <class I>
bool near(const I& x, const std::string& digits) {
  const Rational value = *parse_rational(digits), unit(1, 1000000000000);
  return certainly(abs(x - enclose<I>(value, precision_of(x))) <=
                   enclose<I>(unit, precision_of(x)));
}

TEST(FullNetworkRisk, ReferenceDigits) {
  const FullNetworkRisk<BigInterval> at(data_a(), enclose<BigInterval>(Rational(1, 4), {128}),
                                        reference_network());
  EXPECT_TRUE(near(at.loss(), "9.975761677910477320349160157"));
  EXPECT_TRUE(near(at.sharpness_bound(2), "5.519588725239428098673134286"));
}

FullNetwork random_network(Sampler& random) {
  FullNetwork f{{}, {}, {}, to_rational(random.uniform(-2, 2))};
  for (int j = random.integer(1, 4); j > 0; --j) {
    f.inner_weights.push_back(random.integer(0, 5) == 0 ? Rational(0)
                                                        : to_rational(random.uniform(-3, 3)));
    f.inner_biases.push_back(to_rational(random.uniform(-3, 3)));
    f.outer_weights.push_back(to_rational(random.uniform(-5, 5)));
  }
  return f;
}

TEST(FullNetworkRisk, AgreesWithQuadratureOverSamples) {
  Sampler random(17);
  for (int sample = 0; sample < sample_count(40, 400); ++sample) {
    const Mixture mixture(
        {{to_rational(random.uniform(-2, 0))}, {to_rational(random.uniform(0.1, 2))}}, 1);
    const FullNetwork f = random_network(random);
    const Rational sigma = to_rational(random.uniform(0.2, 1));
    const FullNetworkRisk<Interval> narrow(mixture, enclose<Interval>(sigma, {}), f);
    const FullNetworkRisk<BigInterval> big(mixture, enclose<BigInterval>(sigma, {128}), f);

    const std::size_t m = f.width(), N = 3 * m + 1;
    const double s = static_cast<double>(sigma);
    std::vector<double> centres, breaks;
    for (std::size_t i = 0; i < mixture.size(); ++i) {
      centres.push_back(static_cast<double>(mixture.centre(i)));
    }
    for (std::size_t j = 0; j < m; ++j) {
      if (f.inner_weights[j] != 0) {
        breaks.push_back(static_cast<double>(Rational(-f.inner_biases[j] / f.inner_weights[j])));
      }
    }
    const auto gradient = [&](double y) {
      std::vector<double> g(N, 0.0);
      for (std::size_t j = 0; j < m; ++j) {
        const double u =
            static_cast<double>(f.inner_weights[j]) * y + static_cast<double>(f.inner_biases[j]);
        if (u <= 0) continue;
        const double a = static_cast<double>(f.outer_weights[j]);
        g[j] = a * y;
        g[m + j] = a;
        g[2 * m + j] = u;
      }
      g[N - 1] = 1;
      return g;
    };
    const auto G = big.gram();
    const auto G_narrow = narrow.gram();
    for (std::size_t p = 0; p < N; ++p) {
      for (std::size_t q = 0; q < N; ++q) {
        EXPECT_TRUE(subset(to_interval(G(p, q)), G_narrow(p, q)));
      }
    }
    for (int pair = 0; pair < 3; ++pair) {
      std::vector<double> u(N), v(N);
      double enclosed = 0;
      for (std::size_t p = 0; p < N; ++p)
        u[p] = random.uniform(-1, 1), v[p] = random.uniform(-1, 1);
      for (std::size_t p = 0; p < N; ++p) {
        for (std::size_t q = 0; q < N; ++q) {
          enclosed += u[p] * midpoint(to_interval(G(p, q))).lower() * v[q];
        }
      }
      const double expected = sample_mean(centres, s, breaks, [&](double y, double) {
        const auto g = gradient(y);
        double left = 0, right = 0;
        for (std::size_t p = 0; p < N; ++p) left += u[p] * g[p], right += v[p] * g[p];
        return left * right;
      });
      EXPECT_NEAR(enclosed, expected, 1e-9);
    }
    const double loss = sample_mean(centres, s, breaks, [&](double y, double z) {
      const auto g = gradient(y);
      double value = static_cast<double>(f.outer_bias);
      for (std::size_t j = 0; j < m; ++j) {
        value += static_cast<double>(f.outer_weights[j]) * g[2 * m + j];
      }
      return std::pow(value + z / s, 2) / 2;
    });
    EXPECT_NEAR(midpoint(to_interval(big.loss())).lower(), loss, 1e-9);
    EXPECT_TRUE(subset(to_interval(big.loss()), narrow.loss()));
  }
}

}  // namespace
}  // namespace rigor::test
