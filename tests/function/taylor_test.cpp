#include "function/taylor.hpp"

#include <arb_poly.h>
#include <gtest/gtest.h>

#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;

constexpr int kOrder = 8;

// Power series of Arb: the oracle for the recurrences.
class Series {
 public:
  Series() { arb_poly_init(poly_); }
  Series(const Series& other) : Series() { arb_poly_set(poly_, other.poly_); }
  Series& operator=(const Series&) = delete;
  ~Series() { arb_poly_clear(poly_); }

  static Series variable(const Rational& at) {
    Series s;
    arb_poly_set_coeff_arb(s.poly_, 0, Arb(at, kBits).get());
    arb_poly_set_coeff_si(s.poly_, 1, 1);
    return s;
  }
  template <class F>
  Series with(F f) const {
    Series r;
    f(r.poly_, poly_, kOrder + 1, kBits.bits);
    return r;
  }
  Arb operator[](int k) const {
    Arb c(kBits);
    arb_poly_get_coeff_arb(c.get(), poly_, k);
    return c;
  }
  arb_poly_struct* get() { return poly_; }

 private:
  static constexpr Precision kBits{400};
  arb_poly_t poly_;
};

void erf_series(arb_poly_t r, const arb_poly_t x, slong n, slong bits) {
  arb_hypgeom_erf_series(r, x, n, bits);
}
void erfc_series(arb_poly_t r, const arb_poly_t x, slong n, slong bits) {
  arb_hypgeom_erfc_series(r, x, n, bits);
}
void tanh_series(arb_poly_t r, const arb_poly_t x, slong n, slong bits) {
  // tanh x = 1 - 2 / (exp(2x) + 1)
  arb_poly_t e;
  arb_poly_init(e);
  arb_poly_scalar_mul_2exp_si(e, x, 1);
  arb_poly_exp_series(e, e, n, bits);
  arb_poly_add_si(e, e, 1, bits);
  arb_poly_inv_series(e, e, n, bits);
  arb_poly_scalar_mul_2exp_si(e, e, 1);
  arb_poly_neg(e, e);
  arb_poly_add_si(r, e, 1, bits);
  arb_poly_clear(e);
}
void power_series(arb_poly_t r, const arb_poly_t x, slong n, slong bits) {
  arb_poly_t e;
  arb_poly_init(e);
  arb_poly_pow_ui_trunc_binexp(e, x, 5, n, bits);
  arb_poly_inv_series(r, e, n, bits);
  arb_poly_clear(e);
}

template <class I, class F, class Oracle>
void expect_enclosed(const char* name, const Rational& at, F f, Oracle oracle) {
  const Precision p{120};
  const auto x = Taylor<I, kOrder>::variable(enclose<I>(at, p));
  // A second variable that isn't linear: u = 1 + x + x^2 / 3 at the point.
  const auto u = 1 + x + sqr(x) / 3;
  const auto value = f(x);
  const auto composed = f(u);
  const Series sx = Series::variable(at);
  Series su;
  arb_poly_mullow(su.get(), Series(sx).get(), Series(sx).get(), kOrder + 1, 400);
  arb_poly_scalar_div(su.get(), su.get(), Arb(3, Precision{400}).get(), 400);
  arb_poly_add(su.get(), su.get(), Series(sx).get(), 400);
  arb_poly_add_si(su.get(), su.get(), 1, 400);
  const Series exact = sx.with(oracle);
  const Series exact_composed = su.with(oracle);
  for (int k = 0; k <= kOrder; ++k) {
    EXPECT_TRUE(overlaps(value[k], exact[k])) << name << " at " << at << ", c_" << k;
    EXPECT_TRUE(overlaps(composed[k], exact_composed[k]))
        << name << " of u at " << at << ", c_" << k;
    EXPECT_LT(to_interval(width(value[k])).upper(),
              1e-6 * (1 + to_interval(magnitude(value[k])).upper()))
        << name << " at " << at << ", c_" << k;
  }
}

template <class I>
void expect_all_enclosed() {
  for (const Rational& at : {Rational(1, 10), Rational(3, 2), Rational(7, 3)}) {
    const auto check = [&](const char* name, auto f, auto oracle) {
      expect_enclosed<I>(name, at, f, oracle);
    };
    check(
        "exp", [](const auto& x) { return exp(x); }, arb_poly_exp_series);
    check(
        "log", [](const auto& x) { return log(x); }, arb_poly_log_series);
    check(
        "sqrt", [](const auto& x) { return sqrt(x); }, arb_poly_sqrt_series);
    check(
        "recip", [](const auto& x) { return recip(x); }, arb_poly_inv_series);
    check(
        "tanh", [](const auto& x) { return tanh(x); }, tanh_series);
    check(
        "erf", [](const auto& x) { return erf(x); }, erf_series);
    check(
        "erfc", [](const auto& x) { return erfc(x); }, erfc_series);
    check(
        "x^-5", [](const auto& x) { return pown(x, -5); }, power_series);
    check(
        "1/(x*x*x*x*x)", [](const auto& x) { return 1 / (x * x * x * x * x); }, power_series);
  }
}

TEST(Taylor, EnclosesTheCoefficientsOfArb) {
  expect_all_enclosed<Interval>();
  expect_all_enclosed<BigInterval>();
}

TEST(Taylor, Polynomials) {
  const auto x = Taylor<Interval, 4>::variable(Interval::point(2));
  const auto f = pown(x, 3) - 2 * x + 5 - x * x / 4;
  EXPECT_TRUE(identical(f[0], Interval::point(8)));
  EXPECT_TRUE(identical(f.derivative(1), Interval::point(9)));
  EXPECT_TRUE(identical(f.derivative(2), Interval::point(11.5)));
  EXPECT_TRUE(identical(f.derivative(3), Interval::point(6)));
  EXPECT_TRUE(identical(f.derivative(4), Interval::point(0)));
  EXPECT_TRUE(identical(pown(x, 0)[0], Interval::point(1)));
  const auto g = Interval::point(3) - x * Interval::point(2) + Interval::point(1) / x;
  EXPECT_TRUE(contains(g[0], Rational(-1, 2)) && contains(g[1], Rational(-9, 4)));
}

TEST(Taylor, LeavingTheDomainIsFlagged) {
  using D = Decorated<Interval>;
  const auto x = Taylor<D, 2>::variable(decorate(Interval::bounds(-1, 1)));
  EXPECT_EQ(log(x)[0].domain, Domain::possibly_undefined);
  EXPECT_EQ((1 / x)[2].domain, Domain::possibly_undefined);
  EXPECT_EQ(exp(x)[2].domain, Domain::continuous);
  EXPECT_EQ(sqrt(sqr(x))[1].domain, Domain::possibly_undefined);
}

}  // namespace
}  // namespace rigor
