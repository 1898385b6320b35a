// Power series of Arb: an oracle for derivatives that shares no code with the jets.
#pragma once

#include <arb_hypgeom.h>
#include <arb_poly.h>

#include <vector>

#include "support/arb.hpp"

namespace rigor::test {

/// c_0 + c_1 t + ... up to the order, as balls.
class ArbSeries {
 public:
  static constexpr Precision kBits{500};

  explicit ArbSeries(int order) : length_(order + 1) { arb_poly_init(poly_); }
  ArbSeries(const std::vector<Rational>& coefficients, int order) : ArbSeries(order) {
    for (std::size_t k = 0; k < coefficients.size() && static_cast<slong>(k) < length_; ++k) {
      arb_poly_set_coeff_arb(poly_, static_cast<slong>(k), Arb(coefficients[k], kBits).get());
    }
  }
  ArbSeries(const ArbSeries& other) : ArbSeries(other.order()) { arb_poly_set(poly_, other.poly_); }
  ArbSeries& operator=(const ArbSeries&) = delete;
  ~ArbSeries() { arb_poly_clear(poly_); }

  int order() const { return static_cast<int>(length_) - 1; }
  Arb operator[](int k) const {
    Arb c(kBits);
    arb_poly_get_coeff_arb(c.get(), poly_, k);
    return c;
  }

  /// f(result, this, length, bits).
  template <class F>
  ArbSeries with(F f) const {
    ArbSeries r(order());
    f(r.poly_, poly_, length_, kBits.bits);
    return r;
  }
  template <class F>
  ArbSeries with(F f, const ArbSeries& other) const {
    ArbSeries r(order());
    f(r.poly_, poly_, other.poly_, length_, kBits.bits);
    return r;
  }
  ArbSeries times(const Arb& c) const {
    ArbSeries r(order());
    arb_poly_scalar_mul(r.poly_, poly_, c.get(), kBits.bits);
    return r;
  }
  ArbSeries plus(long c) const {
    ArbSeries r(order());
    arb_poly_add_si(r.poly_, poly_, c, kBits.bits);
    return r;
  }
  ArbSeries power(const Arb& y) const {
    ArbSeries r(order());
    arb_poly_pow_arb_series(r.poly_, poly_, y.get(), length_, kBits.bits);
    return r;
  }
  ArbSeries power(unsigned n) const {
    ArbSeries r(order());
    arb_poly_pow_ui_trunc_binexp(r.poly_, poly_, n, length_, kBits.bits);
    return r;
  }

  friend ArbSeries operator+(const ArbSeries& a, const ArbSeries& b) {
    return a.with(arb_poly_add_series, b);
  }
  friend ArbSeries operator-(const ArbSeries& a, const ArbSeries& b) {
    return a.with(arb_poly_sub_series, b);
  }
  friend ArbSeries operator*(const ArbSeries& a, const ArbSeries& b) {
    return a.with(arb_poly_mullow, b);
  }
  friend ArbSeries operator/(const ArbSeries& a, const ArbSeries& b) {
    return a.with(arb_poly_div_series, b);
  }

 private:
  arb_poly_t poly_;
  slong length_;
};

}  // namespace rigor::test
