// The least risk R_n(s*) of a case, by quadrature and by its closed upper bound.
#pragma once

#include <bit>

#include "function/constants.hpp"
#include "model/mixture_integrals.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {

/// Integrals are taken over up to this many atoms.
inline constexpr std::size_t most_atoms_for_integrals = 1000;

/// Whether this case gets integrals at all, and whether this rung computes them: a double has not
/// the digits, so they start with BigInterval.
template <IntervalNumber B>
bool wants_integrals(const Setting<B>& s) {
  return s.n() <= most_atoms_for_integrals;
}
template <IntervalNumber B>
bool has_integrals(const Setting<B>& s) {
  return wants_integrals(s) && !s.effort.is_double();
}

/// For refutations by an integral: false, and a higher rung is asked for, where there is none.
template <IntervalNumber B>
bool integrals_are_at_hand(const Setting<B>& s, Outcome& outcome) {
  if (has_integrals(s)) return true;
  outcome.reason = "precision: integrals are taken with BigInterval";
  outcome.wants_precision = true;
  return false;
}

template <IntervalNumber B>
MixtureIntegrals<B> integrals(const Setting<B>& s) {
  return MixtureIntegrals<B>(s.mixture, s.bare_sigma(), s.effort.digits, s.step());
}

/// R_n(s*) at the top noise level.
template <IntervalNumber B>
Decorated<B> minimal_risk(const Setting<B>& s) {
  return decorate(integrals(s).minimal_risk());
}

/// sqrt(pi/2) / (n sigma^3) sum_{i<j} (c_j - c_i) exp(-(c_j - c_i)^2 / 8 sigma^2) at the top noise
/// level. With x = (c_j - c_i)/sigma, x exp(-x^2/8) decreases for x >= 2. The sum over j stops
/// where a term is below 2^-(p + 40) / n^2 of the one of the smallest gap; the rest of it is
/// bounded by the number of terms left out times the first of them.
template <IntervalNumber B>
Decorated<B> sharp_risk_bound(const Setting<B>& s) {
  using D = Decorated<B>;
  const auto n = static_cast<long>(s.n());
  const Rational u = s.u();
  // exp(-7/10) < 1/2, and 2^bits(n) > n.
  const Rational cut =
      s.delta() * s.delta() * u / 8 +
      Rational(7, 10) * (s.precision().bits + 40 + 2 * static_cast<int>(std::bit_width(s.n())));
  D sum = s.number(0);
  for (std::size_t i = 0; i + 1 < s.n(); ++i) {
    s.effort.budget->step();
    for (std::size_t j = i + 1; j < s.n(); ++j) {
      const Rational d = s.mixture.centre(j) - s.mixture.centre(i), square = d * d * u;
      const D term = s.exact(d) * exp(s.exact(-square / 8));
      if (square >= 4 && square / 8 > cut) {
        sum += hull(s.number(0), static_cast<long>(s.n() - j) * upper_point(term));
        break;
      }
      sum += term;
    }
  }
  return sqrt(pi<D>(s.precision()) / 2) * sum / (n * pown(s.sigma(), 3));
}

}  // namespace rigor::big_step
