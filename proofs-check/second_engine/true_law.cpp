// Integrals of an empirical law against N(0, 1 + v), by Arb's certified adaptive quadrature.
//
// With S_k(y) = sum_i (x_i - x_r)^k exp((x_i - x_r)(y - (x_i + x_r)/2) / v), x_r the datum of the
// panel,
//   v s_N = S_1 / S_0 + x_r - y, v s_p = -v y / (1 + v),
//   log p_N = log S_0 - (y - x_r)^2 / 2v - log(N sqrt(2 pi v)),
//   log p_v = -y^2 / 2(1+v) - log(sqrt(2 pi (1+v))).
// Both integrands are at most (a (|y| + A)^2 + b) q(y), A the largest of 1 and |x_i|; beyond A + k
// deviations each normal density is bounded by its tail.
#include <acb_calc.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "second_engine/acb_value.hpp"
#include "second_engine/arb.hpp"
#include "second_engine/arb_truth.hpp"

namespace rigor::second_engine {
namespace {

enum class Integrand { test_excess, divergence };

struct Panel {
  Integrand kind;
  std::vector<Arb> offsets, slopes, shifts;  // d_i, d_i / v, d_i (x_i + x_r) / 2v
  Arb centre, variance;
  long bits;
};

void normal_exponent(AcbValue& result, acb_srcptr t, const Arb& variance, slong bits) {
  acb_sqr(result.get(), t, bits);
  acb_div_arb(result.get(), result.get(), variance.get(), bits);
  acb_mul_2exp_si(result.get(), result.get(), -1);
  acb_neg(result.get(), result.get());
}

// log sqrt(2 pi variance)
Arb log_norm(const Arb& variance) {
  Arb result(variance.bits());
  arb_log(result.get(), sqrt(pi(variance.bits()) * variance * 2).get(), variance.bits());
  return result;
}

int integrand(acb_ptr result, const acb_t y, void* data, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  const Panel& panel = *static_cast<const Panel*>(data);
  AcbValue sum, first, weight, t, p, q;
  for (std::size_t i = 0; i < panel.offsets.size(); ++i) {
    acb_mul_arb(weight.get(), y, panel.slopes[i].get(), bits);
    acb_sub_arb(weight.get(), weight.get(), panel.shifts[i].get(), bits);
    acb_exp(weight.get(), weight.get(), bits);
    acb_add(sum.get(), sum.get(), weight.get(), bits);
    acb_mul_arb(weight.get(), weight.get(), panel.offsets[i].get(), bits);
    acb_add(first.get(), first.get(), weight.get(), bits);
  }
  acb_sub_arb(t.get(), y, panel.centre.get(), bits);
  const Arb wide = panel.variance + 1;
  normal_exponent(q, y, wide, bits);
  acb_sub_arb(q.get(), q.get(), log_norm(wide).get(), bits);
  if (panel.kind == Integrand::test_excess) {
    // (S_1 / S_0 - t + v y / (1 + v))^2 p_v / v^2
    acb_div(first.get(), first.get(), sum.get(), bits);
    acb_sub(first.get(), first.get(), t.get(), bits);
    acb_mul_arb(p.get(), y, (panel.variance / wide).get(), bits);
    acb_add(first.get(), first.get(), p.get(), bits);
    acb_sqr(first.get(), first.get(), bits);
    acb_div_arb(first.get(), first.get(), sqr(panel.variance).get(), bits);
    acb_exp(q.get(), q.get(), bits);
    acb_mul(result, first.get(), q.get(), bits);
    return 0;
  }
  const auto size = static_cast<long>(panel.offsets.size());
  normal_exponent(p, t.get(), panel.variance, bits);
  acb_log_analytic(sum.get(), sum.get(), order != 0, bits);
  acb_add(p.get(), p.get(), sum.get(), bits);
  Arb log_size(bits);
  arb_log(log_size.get(), Arb(size, bits).get(), bits);
  acb_sub_arb(p.get(), p.get(), (log_norm(panel.variance) + log_size).get(), bits);
  acb_sub(q.get(), p.get(), q.get(), bits);
  acb_exp(p.get(), p.get(), bits);
  acb_mul(result, p.get(), q.get(), bits);
  return 0;
}

Arb over(const Panel& panel, const Rational& from, const Rational& to) {
  const long bits = panel.bits;
  AcbValue a, b, result;
  acb_set_arb(a.get(), Arb(from, bits).get());
  acb_set_arb(b.get(), Arb(to, bits).get());
  mag_t absolute;
  mag_init(absolute);
  mag_set_ui_2exp_si(absolute, 1, -bits / 2);
  acb_calc_integrate(result.get(), integrand, const_cast<Panel*>(&panel), a.get(), b.get(),
                     bits / 2, absolute, nullptr, bits);
  mag_clear(absolute);
  Arb value(bits);
  arb_set(value.get(), acb_realref(result.get()));
  return value;
}

// The integral over |y| > A + K deviation of (a (|y| + A)^2 + b) N(|y|; A, w^2), K >= 2, for any w
// <= deviation: with z = (|y| - A) / w >= K, (|y| + A)^2 <= 2 w^2 z^2 + 8 A^2, and the integrals of
// z^2 phi and phi over z > K are at most K phi(K) + phi(K) and phi(K) <= exp(-K^2/2).
Arb tails(const Arb& a, const Arb& b, const Arb& A, const Arb& deviation, const Arb& K) {
  const Arb phi = exp(-sqr(K) / 2);
  const Arb squares = sqr(deviation) * 2 * (K + 1) + sqr(A) * 8;
  return hull(Arb(a.bits()), (a * squares + b) * phi * 2);
}

Arb integral(Integrand kind, std::vector<Rational> points, const Rational& v, long bits) {
  std::sort(points.begin(), points.end());
  const Rational extent = std::max<Rational>({1, abs(points.front()), abs(points.back())});
  const long K = 10 + bits / 8;                 // exp(-K^2/2) is far below 2^-bits
  const Rational reach = extent + K * (1 + v);  // sqrt(1 + v) <= 1 + v, and sqrt v <= 1 + v
  Arb sum(bits);
  for (std::size_t r = 0; r < points.size(); ++r) {
    Panel panel{kind, {}, {}, {}, Arb(points[r], bits), Arb(v, bits), bits};
    for (const Rational& x : points) {
      const Rational offset = x - points[r];
      panel.offsets.emplace_back(offset, bits);
      panel.slopes.emplace_back(Rational(offset / v), bits);
      panel.shifts.emplace_back(Rational(offset * (x + points[r]) / (2 * v)), bits);
    }
    const Rational from = r == 0 ? Rational(-reach) : (points[r - 1] + points[r]) / 2;
    const Rational to = r + 1 == points.size() ? reach : (points[r] + points[r + 1]) / 2;
    sum += over(panel, from, points[r]);
    sum += over(panel, points[r], to);
  }
  const Arb A(extent, bits), variance(v, bits), one(1, bits);
  const Arb deviation(Rational(1 + v), bits), reached(K, bits);
  if (kind == Integrand::test_excess) {
    // |s_N - s_p| <= 2 (|y| + A) / v.
    return sum + tails(Arb(4, bits) / sqr(variance), Arb(bits), A, deviation, reached);
  }
  // |log(p_N / p_v)| <= (|y| + A)^2 / v + |log 2 pi v| + log(2 pi (1 + v)).
  return sum + tails(one / variance, (abs(log_norm(variance)) + log_norm(variance + 1)) * 2, A,
                     deviation, reached);
}

Bounds refined_integral(Integrand kind, const std::vector<Rational>& points, const Rational& v) {
  if (points.empty() || v <= 0) throw std::invalid_argument("second engine: no law");
  for (long bits = 128;; bits *= 2) {
    const Arb value = integral(kind, points, v, bits);
    if (bits >= 512 || accurate_bits(value) >= 41) return to_bounds(value);
  }
}

}  // namespace

Bounds test_excess(const std::vector<Rational>& points, const Rational& v) {
  return refined_integral(Integrand::test_excess, points, v);
}

Bounds divergence_from_truth(const std::vector<Rational>& points, const Rational& v) {
  return refined_integral(Integrand::divergence, points, v);
}

Bounds mass_difference(const std::vector<Rational>& points, const Rational& v,
                       const std::vector<Rational>& centres, const Rational& radius) {
  if (points.empty() || v <= 0) throw std::invalid_argument("second engine: no law");
  return refined([&](long bits) {
    // P(|x + s Z - c| <= radius) = (erf((c + radius - x) / s sqrt 2) - erf((c - radius - x) / ...))
    // / 2
    const auto mass = [&](const Rational& x, const Rational& variance, const Rational& c) {
      const Arb scale = sqrt(Arb(Rational(2 * variance), bits));
      return (erf(Arb(Rational(c + radius - x), bits) / scale) -
              erf(Arb(Rational(c - radius - x), bits) / scale)) /
             2;
    };
    Arb difference(bits);
    for (const Rational& c : centres) {
      for (const Rational& x : points) {
        difference += mass(x, v, c) / static_cast<long>(points.size());
      }
      difference = difference - mass(0, 1 + v, c);
    }
    return difference;
  });
}

}  // namespace rigor::second_engine
