// Integrals of the mixture by Arb: its own rigorous quadrature, and crude sums of balls.
#pragma once

#include <acb_calc.h>
#include <acb_hypgeom.h>

#include <vector>

#include "model/mixture_oracle.hpp"

namespace rigor::test {

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
inline Plain plain(const Integrand& f, const Ball& y) {
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
inline Ball noisy(const Integrand& f, int side, const Ball& y) {
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
inline Ball pi_by_knots(const Integrand& f, const Ball& y) {
  Ball sum(y.bits());
  for (const Knot& knot : profile_knots(f.centres)) {
    const Ball z = (y - Ball(knot.at, y.bits())) / Ball(f.sigma, y.bits());
    sum = sum + Ball(knot.jump, y.bits()) * cdf(z) +
          Ball(Rational(knot.kink * f.sigma), y.bits()) * (z * cdf(z) + pdf(z));
  }
  return sum;
}

inline int evaluate(acb_ptr result, const acb_t y_raw, void* parameter, slong /*order*/,
                    slong bits) {
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
inline Arb integrate(Integrand f, std::vector<Rational> ends, int digits) {
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

/// A Riemann sum of balls: |s*''| times pi, or times min(g^-, g^+), over cells of the length h.
/// Crude, and it knows nothing of signs and crossings.
inline Arb crude_variation(const Integrand& f, const Rational& low, const Rational& high,
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

}  // namespace rigor::test
