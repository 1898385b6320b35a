// Does this process compute as the proofs assume?
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rigor {

/// nullopt if doubles behave as the error-free transforms need it: rounding to nearest, gradual
/// underflow (no flush-to-zero, no denormals-are-zero), no contraction, no reassociation, no
/// extended precision, an exact fused multiply-add, infinities and NaN as in IEEE 754; and MPFR has
/// its full exponent range and is thread-safe; and instructions with embedded rounding, where the
/// build uses them, round as they say. Otherwise what is wrong, in one sentence. Speaks of the
/// calling thread.
std::optional<std::string> arithmetic_fault();

/// How this build rounds outward: "baseline" (error-free transforms) or "avx512" (embedded
/// rounding). The results are the same.
std::string_view arithmetic_name();

}  // namespace rigor
