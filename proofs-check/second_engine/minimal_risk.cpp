// R_n(s*) = E V(Y) / sigma^4 by Arb's certified adaptive quadrature of a meromorphic integrand.
//
// With y = c_r + sigma z and D_i = (c_i - c_r) / sigma, atom i weighs rho_i(z) =
// exp(D_i z - D_i^2 / 2) relative to atom r, and with M_k = sum_i D_i^k rho_i(z),
//   n sigma^2 p(y) V(y) dy / sigma^4 = F_r(z) dz,   F_r(z) = phi(z) (M_2 - M_1^2 / M_0).
// Each real y is integrated with the r whose centre is nearest. Beyond K sigma outside the centres
// V <= (c_n - c_1)^2 / 4 (Popoviciu) and every atom has at most the mass P(|Z| > K) = erfc(K/sqrt2)
// there.
#include <acb_calc.h>

#include <cmath>
#include <vector>

#include "second_engine/acb_value.hpp"
#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

// What the integrand about the atom r needs.
struct Panel {
  std::vector<Arb> left, right;  // D_i for the atoms on either side, nearest first
  Arb drop_exponent;             // -T
  Arb reach;                     // (c_n - c_1) / sigma
};

void add_error(acb_ptr z, const Arb& bound) {
  arb_add_error(acb_realref(z), bound.get());
  arb_add_error(acb_imagref(z), bound.get());
}

// Adds rho_i, D_i rho_i, D_i^2 rho_i for the atoms of one side. As |rho_i(z)| = rho_i(Re z), an
// atom with exponent below -T at the worst real part weighs less than exp(-T), and so do all
// farther ones: the exponent D (x - D/2), where negative, decreases with growing |D|.
void add_side(const std::vector<Arb>& offsets, const Panel& panel, acb_srcptr z, slong bits,
              AcbValue (&moments)[3]) {
  AcbValue rho;
  for (std::size_t k = 0; k < offsets.size(); ++k) {
    arb_srcptr d = offsets[k].get();
    arb_t half;
    arb_init(half);
    arb_mul_2exp_si(half, d, -1);
    acb_sub_arb(rho.get(), z, half, bits);
    arb_clear(half);
    acb_mul_arb(rho.get(), rho.get(), d, bits);
    if (arb_lt(acb_realref(rho.get()), panel.drop_exponent.get())) {
      Arb bound = exp(panel.drop_exponent) * static_cast<long>(offsets.size() - k);
      for (AcbValue& moment : moments) {
        add_error(moment.get(), bound);
        bound = bound * panel.reach;
      }
      return;
    }
    acb_exp(rho.get(), rho.get(), bits);
    acb_add(moments[0].get(), moments[0].get(), rho.get(), bits);
    acb_mul_arb(rho.get(), rho.get(), d, bits);
    acb_add(moments[1].get(), moments[1].get(), rho.get(), bits);
    acb_mul_arb(rho.get(), rho.get(), d, bits);
    acb_add(moments[2].get(), moments[2].get(), rho.get(), bits);
  }
}

// sqrt(2 pi) F_r, in the form that acb_calc_integrate calls. Meromorphic; a division by a ball that
// contains zero gives a ball that is not finite, which the integrator splits.
int integrand(acb_ptr result, const acb_t z, void* data, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  const Panel& panel = *static_cast<const Panel*>(data);
  AcbValue moments[3];
  acb_one(moments[0].get());
  add_side(panel.left, panel, z, bits, moments);
  add_side(panel.right, panel, z, bits, moments);
  AcbValue part;
  acb_sqr(part.get(), moments[1].get(), bits);
  acb_div(part.get(), part.get(), moments[0].get(), bits);
  acb_sub(moments[2].get(), moments[2].get(), part.get(), bits);
  acb_sqr(part.get(), z, bits);
  acb_mul_2exp_si(part.get(), part.get(), -1);
  acb_neg(part.get(), part.get());
  acb_exp(part.get(), part.get(), bits);
  acb_mul(result, part.get(), moments[2].get(), bits);
  return 0;
}

Arb integral(Panel& panel, const Arb& from, const Arb& to, const Arb& tolerance, long bits) {
  AcbValue a, b, result;
  acb_set_arb(a.get(), from.get());
  acb_set_arb(b.get(), to.get());
  mag_t absolute;
  mag_init(absolute);
  arb_get_mag(absolute, tolerance.get());
  acb_calc_integrate(result.get(), integrand, &panel, a.get(), b.get(), bits / 2, absolute, nullptr,
                     bits);
  mag_clear(absolute);
  Arb value(bits);
  arb_set(value.get(), acb_realref(result.get()));
  return value;
}

class Risk {
 public:
  Risk(const Instance& instance, long bits)
      : c_(instance.centres), bits_(bits), sigma_(instance.sigma) {
    // Choices of cut-offs and tolerance: they decide how tight the result is, never whether it
    // encloses.
    const double gap = guess_midpoint(smallest_gap());
    const double range = guess_midpoint(in_sigmas(c_.back() - c_.front()));
    const double spare =
        1.25 * static_cast<double>(bits) + 8 * std::log(2 + static_cast<double>(c_.size()) * range);
    cut_ = static_cast<long>(std::min(1e15, std::ceil(std::sqrt(gap * gap / 4 + spare))));
    const Arb decay = -sqr(smallest_gap()) / 8;
    drop_exponent_ = decay - static_cast<long>(spare);
    tolerance_ = exp(decay) * min(smallest_gap(), sqr(smallest_gap()));
    arb_mul_2exp_si(tolerance_.get(), tolerance_.get(), -60);
    tolerance_ = tolerance_ / static_cast<long>(c_.size());
  }

  // n sigma^2 R_n(s*).
  Arb scaled() const {
    Arb sum(bits_);
    const std::size_t last = c_.size() - 1;
    for (std::size_t r = 0; r <= last; ++r) {
      Panel panel{{}, {}, drop_exponent_, in_sigmas(c_.back() - c_.front())};
      for (std::size_t k = r; k-- > 0;) panel.left.push_back(in_sigmas(c_[k] - c_[r]));
      for (std::size_t k = r + 1; k <= last; ++k) panel.right.push_back(in_sigmas(c_[k] - c_[r]));
      const Arb zero(bits_);
      const Arb from = r == 0 ? Arb(-cut_, bits_) : panel.left.front() / 2;
      const Arb to = r == last ? Arb(cut_, bits_) : panel.right.front() / 2;
      sum += integral(panel, from, zero, tolerance_, bits_);
      sum += integral(panel, zero, to, tolerance_, bits_);
    }
    return sum / sqrt(pi(bits_) * 2) + tail();
  }

 private:
  Arb in_sigmas(const Rational& length) const { return Arb(Rational(length / sigma_), bits_); }

  Arb smallest_gap() const {
    Rational gap = c_.back() - c_.front();
    for (std::size_t i = 0; i + 1 < c_.size(); ++i) {
      if (c_[i + 1] - c_[i] < gap) gap = c_[i + 1] - c_[i];
    }
    return in_sigmas(gap);
  }

  // n sigma^2 (range^2 / 4) erfc(K / sqrt 2) / sigma^4 bounds the part outside, from 0.
  Arb tail() const {
    const Arb mass = erfc(Arb(cut_, bits_) / sqrt(Arb(2, bits_)));
    const Arb bound =
        mass * sqr(in_sigmas(c_.back() - c_.front())) * static_cast<long>(c_.size()) / 4;
    return hull(Arb(bits_), bound);
  }

  const std::vector<Rational>& c_;
  long bits_;
  Rational sigma_;
  long cut_ = 0;  // K
  Arb drop_exponent_{bits_}, tolerance_{bits_};
};

}  // namespace

Bounds minimal_risk(const Instance& instance) {
  require_valid(instance);
  if (instance.centres.size() == 1) return {0, 0};
  const Rational scale = Rational(instance.centres.size()) * instance.sigma * instance.sigma;
  for (long bits = 128;; bits *= 2) {
    const Arb risk = Risk(instance, bits).scaled() / Arb(scale, bits);
    if (bits >= 1024 || accurate_bits(risk) >= 41) return to_bounds(risk);
  }
}

}  // namespace rigor::second_engine
