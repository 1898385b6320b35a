// The hand-proved lemmas of MEM-ODE-5, MEM-LAW-1 and INC-LAW-1, each with the constant inequality
// that its proof leaves open, recomputed exactly from the constant of the statement. A constant
// that is changed for the worse makes the check fail.
#pragma once

#include "number/rational.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {

/// TV^2 <= factor KL. Proof: on an event {A, not A} with a = P(A), b = Q(A), KL is at least k(b) =
/// a log(a/b) + (1 - a) log((1 - a)/(1 - b)), and k(b) - (a - b)^2 / factor vanishes at b = a with
/// the derivative (b - a) (1 / (b (1 - b)) - 2 / factor), which has the sign of b - a if 2 / factor
/// <= 4. The event of the largest difference gives TV. Open: 2 / factor <= 4.
Truth pinsker(const Rational& factor);

/// TV(N(0, T I), N(x, T I)) = 2 Phi(u / 2) - 1 <= 2 phi(0) u / divisor with u = |x| / sqrt T: the
/// half space nearer to 0 is where the first density is larger. 2 Phi(u / 2) - 1 is twice the
/// integral of phi over [0, u / 2], and phi <= phi(0). Open: 1 <= 2 / divisor.
Truth shifts_of_normal_laws(const Rational& divisor);

/// |xi - middle| <= factor v log(R) / D for the separatrix of a gap D between two data, R the
/// quotient of weights in conclude_separatrices (line_flow.hpp). Its proof gives R > exp((b^2 -
/// a^2) / 2) with a = (D/2 - e) / sigma, b = (D/2 + e) / sigma. Open: e <= factor (b^2 - a^2) v /
/// 2D, an identity of polynomials of degree <= 2 in D and e for factor = 1; checked on {0, 1, 2}^2,
/// which decides it, together with factor >= 1.
Truth separatrix_offset(const Rational& factor);

/// W2(law of X + sigma Z, law of X)^2 <= factor sigma^2, by the coupling of X + sigma Z with X: E
/// (sigma Z)^2 = sigma^2. Open: 1 <= factor.
Truth noise_moves(const Rational& factor);

}  // namespace rigor::memorization
