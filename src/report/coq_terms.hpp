// Terms and formulas in the language of Coq's real numbers.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// What a Coq file can't say or prove in the way of this program; what() says what it is.
struct CoqRefusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// How terms are written: as a reader expects them (tanh x), or by the functions that CoqInterval
/// evaluates: tan = sin/cos, sinh and cosh by exp, tanh a = 1 - 2/(exp (2 a) + 1), asin a =
/// atan (a/sqrt (1 - a^2)).
enum class CoqStyle { plain, basic };

/// An identifier of Coq for each name, all different, none of them taken by the real numbers.
std::vector<std::string> coq_names(const std::vector<QuantifiedVariable>& variables);

/// A number in parentheses where Coq needs them: 2, (-2), (1 / 3).
std::string coq_number(const Rational& value);

/// Variables are written with `names`; integer variables as IZR of them by the caller's choice of
/// names. Throws CoqRefusal for functions that Coq 8.16 with CoqInterval 4.6 does not have:
/// floor, ceil, sign, roots other than 2^k-th ones.
std::string coq_term(const Terms& terms, TermId term, const std::vector<std::string>& names,
                     CoqStyle style);

/// "0 < T", "0 <= T", "T = 0", "T <> 0", "T < 0", "T <= 0".
std::string coq_relation(const std::string& term, Relation relation);

/// What a side says of a variable: "a <= x <= b"; empty for the whole line.
std::string coq_side(const Side& side, const std::string& name);

}  // namespace rigor
