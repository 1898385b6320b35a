// What a learning rate eta says of the risk of a stable network: the lemmas behind MAIN-1, MAIN-2.
//
// Let lambda be the largest eigenvalue of H_ae or of H, and m lambda / 2 <= 1 / eta, rho = sigma
// sqrt R. By the lemmas of network_lemmas.hpp on translations of a network, sigma^4 / eta is at
// least
//   (1 - c rho)_+^2       for H_ae (translation),
//   1 - a rho - b rho^2   for H (translation_of_risk),
// with a = 2, b = 1/2, c = 1; and where sum_l w_l dR/dw_l = 0, in particular at a critical point,
// rho <= 1 and rho may be replaced by rho^2 in the linear terms (the balanced lemmas).
#pragma once

#include <string>

#include "number/decorated.hpp"
#include "number/rational.hpp"

namespace rigor::big_step {

/// Which theta a bound speaks of, and whose largest eigenvalue is at most 2 / (m eta).
enum class Stable { critical_ae, critical, any_ae, any };

inline bool is_about_critical_points(Stable form) {
  return form == Stable::critical_ae || form == Stable::critical;
}
inline bool is_about_h_ae(Stable form) {
  return form == Stable::critical_ae || form == Stable::any_ae;
}

/// What rests on these lemmas lists them so.
inline constexpr const char* kTranslationLemmas =
    "proofs-check/big_step/network_lemmas.hpp: translation, translation_of_risk and their balanced "
    "forms";

/// The constants a, b, c above.
struct TranslationConstants {
  Rational linear = 2;
  Rational quadratic = Rational(1, 2);
  Rational slope = 1;
};

/// The inequalities above hold with these constants.
Truth translation_curvature(const TranslationConstants& constants);

/// The largest lower bound of rho^2 = sigma^2 R that the inequality of the form gives for t =
/// sigma^4 / eta > 0; it decreases with t, and is 0 where the inequality says nothing.
///   critical_ae: (1 - sqrt t)_+ / c,   any_ae: its square with c^2,
///   critical:    (1 - t)_+ / (a + b),
///   any:         the square of the root of a rho + b rho^2 = (1 - t)_+, (-a + sqrt(a^2 + 4 b (1 -
///                t)_+)) / 2b = -2 + sqrt(6 - 2 t).
template <IntervalNumber D>
D least_risk(Stable form, const D& t, const TranslationConstants& constants = {});

/// The t at which least_risk is `risk`, 0 <= risk: beyond eta = sigma^4 / t it is larger. Not
/// positive where least_risk never reaches it. (With the constants 2, 1/2, 1.)
template <IntervalNumber D>
D noise_to_rate(Stable form, const D& risk);

/// With gaps of at least six sigma and eta >= multiple sigma^4 the excess risk, times sigma^2, is
/// at least `excess`. Proof: sigma^2 R_n(s*) <= limit (small_risk), and least_risk decreases with
/// t. Open: excess + limit <= least_risk(1 / multiple).
template <IntervalNumber D>
Truth separated_excess(Stable form, const Rational& multiple, const Rational& limit,
                       const Rational& excess, Precision precision);

/// The constants of Theorem 8 and of its explicit form.
struct SmallNoiseConstants {
  Rational rate = 4096;                           ///< eta > rate sigma^2 / (n^2 delta)
  Rational product = 256;                         ///< n^2 delta sigma^2 <= product
  Rational size = Rational(10000000000L);         ///< pi n^5 delta^3 sigma^6 <= size
  Rational denominator = Rational(68719476736L);  ///< 2^36, of the right side
  Rational limit = Rational(836, 10000);  ///< sigma^2 R_n(s*) <= limit, for gaps of six sigma
  Rational excess = Rational(96, 1000);   ///< sigma^2 (R_n(theta) - R_n(s*)) >= excess
};

/// If delta >= 6 sigma, n^2 delta sigma^2 <= product, pi n^5 delta^3 sigma^6 <= size, eta > rate
/// sigma^2 / (n^2 delta) and lambda_max(H) <= 2 / (m eta), then sigma^2 (R_n(theta) - R_n(s*)) >=
/// excess, which is at least sigma^2 times the right side pi n^5 delta^3 / (denominator sqrt(e) A^4
/// sigma^4) for every A >= sigma^-2. Proof: sigma^4 / eta < sigma^2 delta n^2 / rate <= product /
/// rate, and least_risk(any, t) decreases with t; sigma^2 R_n(s*) <= limit (small_risk). Open:
/// excess + limit <= least_risk(product / rate), and size / (denominator sqrt e) <= excess.
template <IntervalNumber D>
Truth small_noise_excess(const SmallNoiseConstants& constants, Precision precision);

}  // namespace rigor::big_step
