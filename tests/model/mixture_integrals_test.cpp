// Integrals against Arb's own rigorous integration of the defining formulas, and against
// identities.
#include "model/mixture_integrals.hpp"

#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <gtest/gtest.h>

#include "model/local_mixture.hpp"
#include "model/mixture_oracle.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::encloses;
using test::overlaps;
using test::RandomMixture;
using test::Sampler;

constexpr Precision k128{128};

/// Complex balls, just enough for the integrands.
class Ball {
 public:
  explicit Ball(slong bits) : bits_(bits) { acb_init(z_); }
  Ball(const Rational& x, slong bits) : Ball(bits) {
    acb_set_arb(z_, Arb(x, {static_cast<int>(bits)}).get());
  }
  Ball(acb_srcptr z, slong bits) : Ball(bits) { acb_set(z_, z); }
  Ball(const Ball& other) : Ball(other.z_, other.bits_) {}
  Ball& operator=(const Ball& other) {
    acb_set(z_, other.z_);
    return *this;
  }
  ~Ball() { acb_clear(z_); }
  acb_ptr get() { return z_; }
  acb_srcptr get() const { return z_; }
  slong bits() const { return bits_; }

  friend Ball operator+(const Ball& a, const Ball& b) { return a.with(acb_add, b); }
  friend Ball operator-(const Ball& a, const Ball& b) { return a.with(acb_sub, b); }
  friend Ball operator*(const Ball& a, const Ball& b) { return a.with(acb_mul, b); }
  friend Ball operator/(const Ball& a, const Ball& b) { return a.with(acb_div, b); }
  friend Ball exp(const Ball& a) {
    Ball r(a.bits_);
    acb_exp(r.z_, a.z_, a.bits_);
    return r;
  }
  friend Ball cdf(const Ball& a) {
    Ball r(a.bits_), half(Rational(1, 2), a.bits_), root(Rational(2), a.bits_);
    acb_sqrt(root.z_, root.z_, a.bits_);
    const Ball x = Ball(Rational(-1), a.bits_) * a / root;
    acb_hypgeom_erfc(r.z_, x.z_, a.bits_);
    return r * half;
  }
  friend Ball pdf(const Ball& a) {
    Ball norm(a.bits_);
    acb_const_pi(norm.z_, a.bits_);
    norm = norm + norm;
    acb_sqrt(norm.z_, norm.z_, a.bits_);
    return exp(Ball(Rational(-1, 2), a.bits_) * a * a) / norm;
  }

 private:
  Ball with(void (*f)(acb_t, const acb_t, const acb_t, slong), const Ball& b) const {
    Ball r(bits_);
    f(r.z_, z_, b.z_, bits_);
    return r;
  }
  acb_t z_;
  slong bits_;
};

/// What is integrated, by definition: e_k = exp(-(y - c_k)^2 / 2 sigma^2) and plain moments. The
/// last two are s*'' pi and s*'' g^-, without the absolute value.
struct Integrand {
  enum Kind { risk, score, slope, under_pi, under_g } kind;
  std::vector<Rational> centres;
  Rational sigma;
};

struct Plain {
  Ball p, m, V, k3;
};
Plain plain(const Integrand& f, const Ball& y) {
  const slong bits = y.bits();
  Ball s0(bits), s1(bits), s2(bits), s3(bits);
  const Ball s(f.sigma, bits);
  for (const Rational& centre : f.centres) {
    const Ball c = Ball(centre, bits) - y, e = exp(Ball(Rational(-1, 2), bits) * c * c / (s * s));
    s0 = s0 + e, s1 = s1 + e * c, s2 = s2 + e * c * c, s3 = s3 + e * c * c * c;
  }
  const Ball m = s1 / s0, n(Rational(f.centres.size()), bits);
  const Ball two(Rational(2), bits), three(Rational(3), bits);
  return {s0 * pdf(Ball(bits)) / (n * s), m, s2 / s0 - m * m,
          s3 / s0 - three * m * s2 / s0 + two * m * m * m};
}

/// g^- or g^+ at a complex y.
Ball noisy(const Integrand& f, int side, const Ball& y) {
  const slong bits = y.bits();
  Ball probability(bits), excess(bits);
  const Ball s(f.sigma, bits), n(Rational(f.centres.size()), bits);
  for (const Rational& c : f.centres) {
    const Ball z = (y - Ball(c, bits)) / s * Ball(Rational(-side), bits);
    probability = probability + cdf(z);
    excess = excess + s * (z * cdf(z) + pdf(z));
  }
  return probability * excess / (n * n);
}

/// pi at a complex y, from the knots of q.
Ball pi_by_knots(const Integrand& f, const Ball& y) {
  Ball sum(y.bits());
  for (const test::Knot& knot : test::profile_knots(f.centres)) {
    const Ball z = (y - Ball(knot.at, y.bits())) / Ball(f.sigma, y.bits());
    sum = sum + Ball(knot.jump, y.bits()) * cdf(z) +
          Ball(Rational(knot.kink * f.sigma), y.bits()) * (z * cdf(z) + pdf(z));
  }
  return sum;
}

int evaluate(acb_ptr result, const acb_t y_raw, void* parameter, slong /*order*/, slong bits) {
  const auto& f = *static_cast<const Integrand*>(parameter);
  const Ball y(y_raw, bits);
  const Plain x = plain(f, y);
  const Ball v = Ball(Rational(f.sigma * f.sigma), bits), one(Rational(1), bits);
  Ball value(bits);
  switch (f.kind) {
    case Integrand::risk:
      value = x.p * x.V / (v * v);
      break;
    case Integrand::score:
      value = x.p * x.m * x.m / (v * v);
      break;
    case Integrand::slope:
      value = x.p * (x.V / v - one) * (x.V / v - one) / (v * v);
      break;
    case Integrand::under_pi:
      value = x.k3 / (v * v * v) * pi_by_knots(f, y);
      break;
    case Integrand::under_g:
      value = x.k3 / (v * v * v) * noisy(f, -1, y);
  }
  acb_set(result, value.get());
  return 0;
}

/// Arb's adaptive rigorous quadrature over [low, high], split at the atoms and midpoints.
Arb integrate(Integrand f, std::vector<Rational> ends, int digits) {
  const slong bits = 160;
  acb_t sum, part, a, b;
  acb_init(sum), acb_init(part), acb_init(a), acb_init(b);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -(digits * 10) / 3);
  acb_calc_integrate_opt_t options;
  acb_calc_integrate_opt_init(options);
  options->eval_limit = 200000;
  for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
    acb_set(a, Ball(ends[k], bits).get());
    acb_set(b, Ball(ends[k + 1], bits).get());
    acb_calc_integrate(part, evaluate, &f, a, b, (digits * 10) / 3, tolerance, options, bits);
    acb_add(sum, sum, part, bits);
  }
  Arb result(Precision{160});
  acb_get_real(result.get(), sum);
  acb_clear(sum), acb_clear(part), acb_clear(a), acb_clear(b);
  mag_clear(tolerance);
  return result;
}

std::vector<Rational> ends_of(const RandomMixture& data, const Rational& beyond) {
  std::vector<Rational> ends;
  if (beyond > 0) ends.push_back(data.centres.front() - beyond);
  for (std::size_t k = 0; k < data.centres.size(); ++k) {
    if (k > 0) ends.push_back((data.centres[k - 1] + data.centres[k]) / 2);
    ends.push_back(data.centres[k]);
  }
  if (beyond > 0) ends.push_back(data.centres.back() + beyond);
  return ends;
}

RandomMixture moderate_mixture(Sampler& random, int n) {
  RandomMixture data;
  data.mu = Rational(random.integer(1, 4), 4);
  Rational x = random.integer(-3, 3);
  for (int k = 0; k < n; ++k) {
    data.points.push_back({x});
    data.centres.push_back(data.mu * x);
    x += Rational(random.integer(2, 16), 8);
  }
  data.sigma = data.mu * Rational(random.integer(3, 12), 16);
  return data;
}

TEST(MixtureIntegrals, MomentsAgainstArbIntegration) {
  Sampler random(21);
  for (int set = 0; set < test::sample_count(6, 60); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(2, 5));
    // What is left outside is below exp(-18^2/2) times a small power of the range: 10^-60.
    const auto ends = ends_of(data, data.sigma * 18);
    const auto big = enclose<BigInterval>(data.sigma, k128);
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> integrals(mixture, big, 15, [] {});
    const MixtureIntegrals<Interval> quick(mixture, enclose<Interval>(data.sigma, {}), 6, [] {});
    const auto check = [&](Integrand::Kind kind, const BigInterval& x, const Interval& rough) {
      const Arb truth = integrate({kind, data.centres, data.sigma}, ends, 25);
      EXPECT_TRUE(encloses(x, truth)) << kind << " " << x << " " << truth.text() << data.text();
      EXPECT_TRUE(encloses(rough, truth)) << kind << " " << rough << data.text();
      EXPECT_LT(to_interval(width(x) / magnitude(x)).upper(), 1e-15) << kind << data.text();
    };
    check(Integrand::risk, integrals.minimal_risk(), quick.minimal_risk());
    check(Integrand::score, integrals.score_second_moment(), quick.score_second_moment());
    check(Integrand::slope, integrals.slope_second_moment(), quick.slope_second_moment());
  }
}

TEST(MixtureIntegrals, RiskIsInverseVarianceLessTheScoresMoment) {
  Sampler random(22);
  for (int set = 0; set < test::sample_count(8, 80); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(1, 7));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<BigInterval>(data.sigma, k128);
    const MixtureIntegrals<BigInterval> integrals(mixture, sigma, 20, [] {});
    const BigInterval risk = integrals.minimal_risk();
    const BigInterval stein = 1 / sqr(sigma) - integrals.score_second_moment();
    EXPECT_TRUE(overlaps(risk, stein)) << risk << stein << data.text();
    EXPECT_LT(to_interval(width(stein) * sqr(sigma)).upper(), 1e-18) << data.text();
  }
}

// s*' rises from -16 to 48 and falls again: the variation is 2 (48 + 16) in all.
TEST(MixtureIntegrals, VariationOfTwoPointsIsExactly128) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const auto sigma = enclose<BigInterval>(Rational(1, 4), k128);
  const BigInterval x = MixtureIntegrals<BigInterval>(mixture, sigma, 20, [] {}).variation();
  EXPECT_TRUE(contains(x, 128)) << x;
  EXPECT_LT(to_interval(width(x)).upper(), 1e-18);
  const auto rough = enclose<Interval>(Rational(1, 4), {});
  EXPECT_TRUE(contains(MixtureIntegrals<Interval>(mixture, rough, 8, [] {}).variation(), 128));
}

TEST(MixtureIntegrals, OneAtomHasNoVariation) {
  const Mixture mixture({{3}}, 1);
  const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(Rational(1, 3), k128), 15,
                                        [] {});
  for (const BigInterval& zero : {x.minimal_risk(), x.variation(), x.inner_variation(),
                                  x.variation_under_pi(), x.variation_under_g()}) {
    EXPECT_TRUE(is_thin(zero) && contains_zero(zero));
  }
  EXPECT_TRUE(contains(x.score_second_moment(), 9));
  EXPECT_TRUE(contains(x.slope_second_moment(), 81));
}

// For two atoms s*'' > 0 and g = g^- left of the middle, and the other half is the mirror image.
TEST(MixtureIntegrals, WeightedVariationsOfTwoAtomsAgainstArbIntegration) {
  Sampler random(23);
  for (int set = 0; set < test::sample_count(4, 30); ++set) {
    const RandomMixture data = moderate_mixture(random, 2);
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(data.sigma, k128), 15,
                                          [] {});
    const Rational a = data.centres[0], middle = mixture.midpoint(0);
    const auto twice = [&](Integrand::Kind kind, const std::vector<Rational>& ends) {
      return Arb(2, {160}) * integrate({kind, data.centres, data.sigma}, ends, 25);
    };
    const Arb pi = twice(Integrand::under_pi, {a, middle});
    const Arb g = twice(Integrand::under_g, {a - 30 * data.sigma, a, middle});
    EXPECT_TRUE(encloses(x.variation_under_pi(), pi)) << pi.text() << data.text();
    EXPECT_TRUE(encloses(x.variation_under_g(), g)) << g.text() << data.text();
    EXPECT_LT(
        to_interval(width(x.variation_under_pi()) / magnitude(x.variation_under_pi())).upper(),
        1e-15);
  }
}

/// A Riemann sum of balls: |s*''| times pi, or times min(g^-, g^+), over cells of the length h.
/// Crude, and it knows nothing of signs and crossings.
Arb crude_variation(const Integrand& f, const Rational& low, const Rational& high,
                    const Rational& h) {
  const slong bits = 128;
  Arb sum(0, Precision{128});
  for (Rational at = low; at < high; at += h) {
    const Rational length = at + h < high ? h : Rational(high - at);
    Ball y(at + length / 2, bits);
    mag_t radius;
    mag_init(radius);
    arb_get_mag(radius, Arb(Rational(length / 2), Precision{128}).get());
    arb_add_error_mag(acb_realref(y.get()), radius);
    mag_clear(radius);
    const Ball v(Rational(f.sigma * f.sigma), bits);
    const Ball curvature = plain(f, y).k3 / (v * v * v);
    Ball weight(bits);
    if (f.kind == Integrand::under_pi) {
      weight = pi_by_knots(f, y);
    } else {
      acb_real_min(weight.get(), noisy(f, -1, y).get(), noisy(f, +1, y).get(), 0, bits);
    }
    Arb cell(Precision{128});
    acb_get_real(cell.get(), (curvature * weight).get());
    sum += abs(cell) * Arb(length, Precision{128});
  }
  return sum;
}

TEST(MixtureIntegrals, WeightedVariationsAgainstCrudeSums) {
  Sampler random(24);
  for (int set = 0; set < test::sample_count(2, 20); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(3, 4));
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(data.sigma, k128), 8,
                                          [] {});
    const Rational h = data.sigma / 200, beyond = 30 * data.sigma;
    const Rational &a = data.centres.front(), &b = data.centres.back();
    const Arb pi = crude_variation({Integrand::under_pi, data.centres, data.sigma}, a, b, h);
    const Arb g =
        crude_variation({Integrand::under_g, data.centres, data.sigma}, a - beyond, b + beyond, h);
    for (const auto& [fine, crude] :
         {std::pair{x.variation_under_pi(), pi}, {x.variation_under_g(), g}}) {
      EXPECT_TRUE(overlaps(fine, crude)) << fine << " " << crude.text() << data.text();
      EXPECT_FALSE(overlaps(fine * 2, crude)) << fine << " " << crude.text() << data.text();
    }
  }
}

// A noise level known to three digits: the enclosure holds the values at all its members.
TEST(MixtureIntegrals, OverAnIntervalOfSigma) {
  const std::vector<Rational> centres = {0, Rational(1, 2), 2};
  const Mixture mixture({{0}, {Rational(1, 2)}, {2}}, 1);
  const Rational low(1, 4), high(251, 1000);
  const MixtureIntegrals<BigInterval> over(mixture, hull_of<BigInterval>(low, high, k128), 3,
                                           [] {});
  const BigInterval risk = over.minimal_risk(), inner = over.inner_variation();
  for (const Rational& sigma : {low, Rational(2505, 10000), high}) {
    const MixtureIntegrals<BigInterval> at(mixture, enclose<BigInterval>(sigma, k128), 15, [] {});
    EXPECT_TRUE(subset(at.minimal_risk(), risk)) << risk;
    EXPECT_TRUE(subset(at.inner_variation(), inner)) << inner;
  }
  EXPECT_LT(to_interval(width(risk) / magnitude(risk)).upper(), 0.3);
}

// The budget's exception passes through.
TEST(MixtureIntegrals, StepMayGiveUp) {
  struct Spent {};
  const Mixture mixture({{0}, {1}}, 1);
  int steps = 0;
  const auto step = [&] {
    if (++steps > 3) throw Spent();
  };
  const MixtureIntegrals<Interval> x(mixture, enclose<Interval>(Rational(1, 10), {}), 10, step);
  EXPECT_THROW(x.variation_under_g(), Spent);
}

// The bound of what lies beyond T, (2 / sigma^4) S_2(T), holds already where it isn't small; with
// half of it (no factor 2 for |k_3| <= 2 E |c - c_a|^3, and V <= S_2) it would still hold for two
// atoms, where the variation beyond T is V(T) / sigma^4, but not with a 100th.
TEST(MixtureIntegrals, TailBoundExceedsTheTail) {
  const Mixture mixture({{0}, {1}}, 1);
  const Rational sigma(1, 4), T(1, 8);
  const LocalMixture<BigInterval> local(mixture, 1, enclose<BigInterval>(sigma, k128));
  const Moments<BigInterval> m = local.moments(enclose<BigInterval>(T, k128));
  const Arb tail = test::true_mixture({0, 1}, 1 + T, sigma).variance;
  EXPECT_TRUE(surely_at_most(tail, Arb((2 * m.w * m.T[2]).lower())));
  EXPECT_FALSE(surely_at_most(tail, Arb((m.w * m.T[2] / 100).upper())));
}

}  // namespace
}  // namespace rigor
