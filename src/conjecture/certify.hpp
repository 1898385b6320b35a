// Certified digits of an expression.
#pragma once

#include <string>

#include "conjecture/case_functions.hpp"
#include "expression/expression.hpp"

namespace rigor {

/// lower <= value <= upper, decimals rounded outward. `reason` is empty if the ends are at most one
/// unit of the last wanted digit apart and the expression is proved to be defined; otherwise it
/// says what is missing.
struct CertifiedDigits {
  std::string lower;
  std::string upper;
  int bits = 53;
  std::string reason;
};

/// Evaluates with Interval, then with BigInterval at 128, 256, 512, ... <= max_bits bits, until the
/// ends agree to `digits` digits. `functions` is null without a case. Requires digits >= 1 and
/// max_bits >= 53. Throws InputError if the expression is proved to be undefined.
CertifiedDigits certify(const Expression& expression, const CaseFunctions* functions, int digits,
                        int max_bits);

}  // namespace rigor
