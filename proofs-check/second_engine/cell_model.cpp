#include "second_engine/cell_model.hpp"

#include <arb_mat.h>

#include <stdexcept>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

/// sum over k >= 1 of (-1)^{k+1} c_k q^{k^2}, 0 < c_k <= c and not increasing, 0 < q < 1: what is
/// left out is at most the first term left out.
template <class Coefficient>
Arb alternating(const Coefficient& c, const Arb& exponent, long bits) {
  Arb sum(bits);
  for (long k = 1;; ++k) {
    const Arb term = c(k) * exp(exponent * (k * k));
    if (surely_less(term, exp(Arb(-bits, bits)))) {
      arb_add_error(sum.get(), term.get());
      return sum;
    }
    sum = k % 2 == 1 ? sum + term : sum - term;
  }
}

}  // namespace

Bounds memorization_time(const Rational& spacing, const Rational& variance, const Rational& eps) {
  return refined([&](long bits) {
    const Arb L(spacing, bits), v(variance, bits), one(1L, bits);
    const Arb exponent = -(sqr(pi(bits)) * 2L * v / sqr(L));
    const Arb waves = alternating([&](long k) { return sqr(L / (pi(bits) * k)); }, exponent, bits);
    const Arb g = (sqr(L) / 12L - waves) / sqr(v);
    const Arb h = alternating([&](long) { return one; }, exponent, bits) * 2L / v;
    // a theta^2 + h theta = eps, a = L^2 / 24 v^2 - g / 2.
    const Arb a = sqr(L / v) / 24L - g / 2L;
    const Arb e(eps, bits);
    const Arb theta = (sqrt(sqr(h) + a * e * 4L) - h) / (a * 2L);
    const Arb left = one - g * theta / h;
    if (!surely_less(Arb(0L, bits), left)) throw std::range_error("the gap is never reached");
    Arb logarithm(bits);
    arb_log(logarithm.get(), left.get(), bits);
    return -(logarithm / g);
  });
}

Bounds residual_loss(const std::vector<std::vector<Rational>>& K, const std::vector<Rational>& r,
                     const Rational& time) {
  const auto n = static_cast<slong>(r.size());
  return refined([&](long bits) {
    arb_mat_t flow, residual;
    arb_mat_init(flow, n, n);
    arb_mat_init(residual, n, 1);
    for (slong i = 0; i < n; ++i) {
      const auto row = static_cast<std::size_t>(i);
      arb_set(arb_mat_entry(residual, i, 0), Arb(r[row], bits).get());
      for (slong j = 0; j < n; ++j) {
        const Rational entry = -time * K[row][static_cast<std::size_t>(j)];
        arb_set(arb_mat_entry(flow, i, j), Arb(entry, bits).get());
      }
    }
    arb_mat_exp(flow, flow, bits);
    arb_mat_mul(residual, flow, residual, bits);
    Arb sum(bits);
    for (slong i = 0; i < n; ++i) {
      arb_addmul(sum.get(), arb_mat_entry(residual, i, 0), arb_mat_entry(residual, i, 0), bits);
    }
    arb_mat_clear(flow);
    arb_mat_clear(residual);
    return sum / 2L;
  });
}

}  // namespace rigor::second_engine
