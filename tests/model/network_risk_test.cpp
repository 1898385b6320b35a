#include "model/network_risk.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "model/network_oracle.hpp"
#include "model/random_network.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::kNetworkOracle;
using test::RandomMixture;
using test::Sampler;
using test::true_network_risk;
using test::TrueNetworkRisk;

constexpr Precision k128{128};

template <class I>
void expect_encloses(const I& x, const Arb& truth, const std::string& what) {
  // Far tails are below the radius of the oracle, which is nothing against any scale of these
  // tests.
  Arb radius(kNetworkOracle);
  arb_get_rad_arb(radius.get(), truth.get());
  const bool is_sharp = surely_at_most(radius, pow(Arb(2, kNetworkOracle), -350));
  EXPECT_TRUE(is_sharp) << "the oracle knows too little: " << truth.text();
  EXPECT_TRUE(encloses(x, truth) || (is_sharp && overlaps(x, truth)))
      << what << ": " << x << " misses " << truth.text();
}

template <class I>
void expect_encloses(const Matrix<I>& x, const std::vector<std::vector<Arb>>& truth,
                     const std::string& what) {
  ASSERT_EQ(x.rows(), truth.size());
  for (std::size_t i = 0; i < x.rows(); ++i) {
    for (std::size_t j = 0; j < x.columns(); ++j) expect_encloses(x(i, j), truth[i][j], what);
  }
}

template <class I>
void expect_encloses_all(const Mixture& mixture, const Rational& sigma, const NetworkBox<I>& box,
                         const TrueNetworkRisk& truth) {
  const NetworkRisk<I> at(mixture, enclose<I>(sigma, k128), box);
  expect_encloses(at.risk(), truth.risk, "R");
  expect_encloses(at.mean_slope(), truth.mean_slope, "E s'");
  expect_encloses(at.slope_second_moment(), truth.slope_second_moment, "E s'^2");
  expect_encloses(at.active_second_moment(), truth.active_second_moment, "E N^2");
  expect_encloses(at.residual_noise(), truth.residual_noise, "E r z");
  expect_encloses(at.residual_noise_curvature(), truth.residual_noise_curvature, "E r^2(z^2-1)");
  expect_encloses(at.ramp_variation(), truth.ramp_variation, "T");
  expect_encloses(at.active_variation(), truth.active_variation, "V");
  for (std::size_t i = 0; i < mixture.size(); ++i) {
    expect_encloses(at.atom_risk(i), truth.atom_risk[i], "r_i");
  }
  for (std::size_t l = 0; l < box.width(); ++l) {
    expect_encloses(at.active(l), truth.active[l], "P");
    expect_encloses(at.ramp(l), truth.ramp[l], "q");
    expect_encloses(at.density_at_kink(l), truth.density[l], "p");
    expect_encloses(at.residual_ramp(l), truth.residual_ramp[l], "E r phi");
    expect_encloses(at.residual_active(l), truth.residual_active[l], "E r 1");
    expect_encloses(at.kink_term(l), truth.kink_term[l], "D");
    const I by_excess = 2 * box.weights[l] * at.density_at_kink(l) * at.excess_at_kink(l);
    expect_encloses(by_excess / static_cast<long>(box.width()), truth.kink_term[l], "D by e");
  }
  const std::vector<I> gradient = at.gradient();
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    expect_encloses(gradient[i], truth.gradient[i], "gradient");
  }
  expect_encloses(at.gram(), truth.gram, "G");
  expect_encloses(at.hessian_ae(), truth.hessian_ae, "H_ae");
  expect_encloses(at.hessian(), truth.hessian, "H");
}

/// The sizes of what is added in R: it cannot be expected to be more accurate than they are.
template <class I>
I size_of_terms(const NetworkRisk<I>& at, const Rational& sigma) {
  NetworkBox<I> sizes = at.network();
  for (std::size_t l = 0; l < sizes.width(); ++l) sizes.weights[l] = abs(sizes.weights[l]);
  I sum = enclose<I>(Rational(1 / (sigma * sigma)), k128) + 2 * at.active_variation();
  const Matrix<I> gram = at.gram();
  const auto m = sizes.width();
  for (std::size_t l = 0; l < m; ++l) {
    for (std::size_t k = 0; k < m; ++k) sum += sizes.weights[l] * sizes.weights[k] * gram(l, k);
  }
  return sum;
}

TEST(NetworkRisk, RandomNetworksAgainstTheOracle) {
  Sampler random(41);
  const int count = test::sample_count(150, 1500);
  for (int index = 0; index < count; ++index) {
    const RandomMixture data = test::random_mixture(random, random.integer(1, 5));
    const Network net = test::random_network(random, data, random.integer(1, 6));
    SCOPED_TRACE("seed 41, index " + std::to_string(index) + ": " + data.text() + ";" +
                 test::text(net));
    const TrueNetworkRisk truth = true_network_risk(data.centres, data.sigma, net);
    const Mixture mixture = data.mixture();
    expect_encloses_all(mixture, data.sigma, enclose_network<Interval>(net, k128), truth);
    expect_encloses_all(mixture, data.sigma, enclose_network<BigInterval>(net, k128), truth);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(NetworkRisk, KeepsAlmostAllDigits) {
  Sampler random(42);
  for (int index = 0; index < test::sample_count(100, 1000); ++index) {
    const RandomMixture data = test::random_mixture(random, random.integer(1, 5));
    const Network net = test::random_network(random, data, random.integer(1, 6));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<BigInterval>(data.sigma, k128);
    const NetworkRisk<BigInterval> at(mixture, sigma, enclose_network<BigInterval>(net, k128));
    const BigInterval size = size_of_terms(at, data.sigma);
    EXPECT_TRUE(certainly(width(at.risk()) <= scale2(size, -90)))
        << "seed 42, index " << index << ": " << data.text() << ";" << test::text(net) << ": "
        << at.risk();
    for (std::size_t i = 0; i < mixture.size(); ++i) {
      EXPECT_TRUE(certainly(width(at.atom_risk(i)) <=
                            scale2(size * static_cast<long>(mixture.size()), -60)))
          << "seed 42, index " << index << ": " << at.atom_risk(i);
    }
  }
}

// Two close kinks of opposite signs: E phi_1 phi_2 is tiny, and positive for certain.
TEST(NetworkRisk, ShortSegments) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  for (int k = 1; k < 60; k += 3) {
    const Rational h = 1 / Rational(Integer(1) << static_cast<unsigned>(k));
    const Network net{{1, -1}, {Rational(1), Rational(1)}, {Rational(3, 10), Rational(3, 10) + h}};
    const TrueNetworkRisk truth =
        true_network_risk({Rational(-1, 2), Rational(1, 2)}, Rational(1, 4), net);
    const auto sigma = enclose<BigInterval>(Rational(1, 4), k128);
    const NetworkRisk<BigInterval> at(mixture, sigma, enclose_network<BigInterval>(net, k128));
    const BigInterval both = at.gram()(0, 1);
    expect_encloses(both, truth.gram[0][1], "E phi_1 phi_2");
    EXPECT_TRUE(certainly(both >= 0));
    EXPECT_TRUE(certainly(width(both) <= both / 2) || k > 30) << k << ": " << both;
  }
}

// Kinks 60 sigma away from the data, on both sides, active on nearly nothing or nearly everything.
TEST(NetworkRisk, FarTails) {
  const Rational sigma(1, 4);
  const std::vector<Rational> centres = {Rational(-1, 2), Rational(1, 2)};
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  for (const int sign : {1, -1}) {
    const Network net{{sign, -sign, sign},
                      {Rational(16), Rational(-16), Rational(5)},
                      {Rational(31, 2), Rational(31, 2), Rational(-31, 2)}};
    const TrueNetworkRisk truth = true_network_risk(centres, sigma, net);
    expect_encloses_all(mixture, sigma, enclose_network<Interval>(net, k128), truth);
    const auto box = enclose_network<BigInterval>(net, k128);
    expect_encloses_all(mixture, sigma, box, truth);
    const NetworkRisk<BigInterval> at(mixture, enclose<BigInterval>(sigma, k128), box);
    const std::size_t tail = sign > 0 ? 0 : 1;
    EXPECT_TRUE(certainly(at.active(tail) > 0) && certainly(at.ramp(tail) > 0));
    EXPECT_TRUE(certainly(width(at.ramp(tail)) <= scale2(at.ramp(tail), -80)));
  }
}

TEST(NetworkRisk, TinyNoise) {
  Sampler random(43);
  RandomMixture data{{}, 1, Rational(1, 1000000), {}};
  for (int i = 0; i < 5; ++i) {
    data.points.push_back({Rational(i, 10000)});
    data.centres.push_back(Rational(i, 10000));
  }
  const Mixture mixture = data.mixture();
  for (int index = 0; index < test::sample_count(20, 200); ++index) {
    const Network net = test::random_network(random, data, random.integer(1, 5));
    SCOPED_TRACE("seed 43, index " + std::to_string(index) + ":" + test::text(net));
    const TrueNetworkRisk truth = true_network_risk(data.centres, data.sigma, net);
    expect_encloses_all(mixture, data.sigma, enclose_network<Interval>(net, k128), truth);
    expect_encloses_all(mixture, data.sigma, enclose_network<BigInterval>(net, k128), truth);
  }
}

// Differences of R and of its gradient, which know nothing of the formulas for derivatives.
TEST(NetworkRisk, DerivativesAgainstDifferences) {
  constexpr Precision k256{256};
  Sampler random(44);
  for (int index = 0; index < test::sample_count(60, 600); ++index) {
    RandomMixture data = test::random_mixture(random, random.integer(1, 4));
    data.sigma = abs(data.centres.back() - data.centres.front()) / 5 + Rational(1, 8);
    Network net = test::random_network(random, data, random.integer(1, 4));
    // In units of sigma, so that one step suits all parameters.
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<BigInterval>(data.sigma, k256);
    const std::size_t m = net.width();
    const auto moved = [&](std::size_t i, const Rational& step) {
      Network other = net;
      if (i < m) {
        other.weights[i] += step / (data.sigma * data.sigma);
      } else {
        other.kinks[i - m] -= net.signs[i - m] * step * data.sigma;
      }
      return NetworkRisk<BigInterval>(mixture, sigma, enclose_network<BigInterval>(other, k256));
    };
    const NetworkRisk<BigInterval> at = moved(0, 0);
    const std::vector<BigInterval> gradient = at.gradient();
    const Matrix<BigInterval> hessian = at.hessian();
    const BigInterval v = sqr(sigma), size = 1000 * (1 / v);
    const auto unit = [&](std::size_t i) { return i < m ? 1 / v : sigma; };
    const Rational step = 1 / Rational(Integer(1) << 60U);
    const BigInterval slack = scale2(hull_of<BigInterval>(-1, 1, k256), -40) * size;
    for (std::size_t i = 0; i < 2 * m; ++i) {
      const NetworkRisk<BigInterval> up = moved(i, step), down = moved(i, -step);
      const BigInterval h = enclose<BigInterval>(2 * step, k256);
      const BigInterval slope = (up.risk() - down.risk()) / h;
      EXPECT_TRUE(subset(slope - gradient[i] * unit(i), slack))
          << "seed 44, index " << index << ", parameter " << i << ": " << slope << " against "
          << gradient[i] * unit(i);
      for (std::size_t j = 0; j < 2 * m; ++j) {
        const BigInterval second = (up.gradient()[j] - down.gradient()[j]) / h * unit(j);
        EXPECT_TRUE(subset(second - hessian(i, j) * unit(i) * unit(j), slack))
            << "seed 44, index " << index << ", parameters " << i << ", " << j << ": " << second
            << " against " << hessian(i, j) * unit(i) * unit(j);
      }
    }
    if (testing::Test::HasFailure()) return;
  }
}

// A box encloses what its networks have, whatever the order of their kinks.
TEST(NetworkRisk, Boxes) {
  Sampler random(45);
  for (int index = 0; index < test::sample_count(60, 600); ++index) {
    const RandomMixture data = test::random_mixture(random, random.integer(1, 4));
    const Network centre = test::random_network(random, data, random.integer(1, 4));
    const Rational radius = data.sigma * test::log_uniform(random, -9, 0);
    const auto box = enclose_network<Interval>(centre, k128, radius);
    for (int member = 0; member < 3; ++member) {
      Network net = centre;
      for (std::size_t l = 0; l < net.width(); ++l) {
        net.weights[l] += radius * random.integer(-2, 2) / 2;
        net.kinks[l] += radius * random.integer(-2, 2) / 2;
      }
      SCOPED_TRACE("seed 45, index " + std::to_string(index) + ": " + data.text() + ";" +
                   test::text(net));
      expect_encloses_all(data.mixture(), data.sigma, box,
                          true_network_risk(data.centres, data.sigma, net));
    }
    if (testing::Test::HasFailure()) return;
  }
}

// The moments of pairs are as narrow as the box allows: at two corners they are attained.
TEST(NetworkRisk, BoxesAreTight) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const auto sigma = enclose<Interval>(Rational(1, 4), k128);
  const auto gram = [&](const Rational& lower, const Rational& upper) {
    NetworkBox<Interval> box{{1, -1, 1}, {}, {}};
    box.weights.assign(3, enclose<Interval>(1L, k128));
    for (const int sign : box.signs) {
      box.kinks.push_back(sign * hull_of<Interval>(lower, upper, k128));
    }
    return NetworkRisk<Interval>(mixture, sigma, box).gram();
  };
  const Matrix<Interval> box = gram(Rational(-1, 4), Rational(1, 8));
  const Matrix<Interval> most = gram(Rational(-1, 4), Rational(-1, 4));
  const Matrix<Interval> least = gram(Rational(1, 8), Rational(1, 8));
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      EXPECT_NEAR(box(i, j).lower(), least(i, j).lower(), 1e-15);
      EXPECT_NEAR(box(i, j).upper(), most(i, j).upper(), 1e-15);
    }
  }
}

TEST(NetworkRisk, AtomsOutOfReachAreBounded) {
  RandomMixture data{{}, 1, Rational(1, 64), {}};
  for (int i = 0; i < 40; ++i) {
    data.points.push_back({Rational(i)});
    data.centres.push_back(Rational(i));
  }
  const Network net{{1, -1, 1, -1},
                    {Rational(100), Rational(-300), Rational(7), Rational(20)},
                    {Rational(7), Rational(31, 2), Rational(301, 10), Rational(39)}};
  const TrueNetworkRisk truth = true_network_risk(data.centres, data.sigma, net);
  expect_encloses_all(data.mixture(), data.sigma, enclose_network<Interval>(net, k128), truth);
  expect_encloses_all(data.mixture(), data.sigma, enclose_network<BigInterval>(net, k128), truth);
}

TEST(NetworkRisk, RefusesNonsense) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const auto sigma = enclose<Interval>(Rational(1, 4), k128);
  const auto risk = [&](const NetworkBox<Interval>& box, const Interval& s) {
    return NetworkRisk<Interval>(mixture, s, box).risk();
  };
  const NetworkBox<Interval> good{{1}, {Interval::point(1)}, {Interval::point(0)}};
  EXPECT_NO_THROW(risk(good, sigma));
  EXPECT_THROW(risk(good, Interval::bounds(0, 1)), std::invalid_argument);
  EXPECT_THROW(risk({{}, {}, {}}, sigma), std::invalid_argument);
  EXPECT_THROW(risk({{1, 1}, good.weights, good.kinks}, sigma), std::invalid_argument);
  EXPECT_THROW(risk({{2}, good.weights, good.kinks}, sigma), std::invalid_argument);
  EXPECT_THROW(risk({{1}, good.weights, {Interval::everything()}}, sigma), std::invalid_argument);
  EXPECT_THROW(risk({{1}, good.weights, {Interval::nothing()}}, sigma), std::invalid_argument);
  const Mixture plane({{0, 0}, {1, 1}}, 1);
  EXPECT_THROW(NetworkRisk<Interval>(plane, sigma, good), std::invalid_argument);
}

TEST(NetworkRisk, StepMayGiveUp) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const NetworkBox<Interval> box{
      {1, 1}, {2, Interval::point(1)}, {Interval::point(0), Interval::point(1)}};
  const auto give_up = [] { throw std::runtime_error("spent"); };
  EXPECT_THROW(NetworkRisk<Interval>(mixture, Interval::point(0.25), box, give_up),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor
