// Numbers as files of arrays store them.
#pragma once

#include <cstdint>
#include <string_view>

#include "number/rational.hpp"

namespace rigor {

/// IEEE 754 binary16, 32 or 64; the upper half of a binary32 (bfloat16); two's complement.
enum class BinaryKind { floating, bfloat, signed_integer, unsigned_integer };

/// The unsigned number of up to eight bytes, the least first unless big_endian.
std::uint64_t unsigned_number(std::string_view bytes, bool big_endian);

/// The number that the bytes stand for, exactly: 2, 4 or 8 of a floating kind, 2 of a bfloat, 1 to
/// 8 of an integer. Throws std::domain_error for NaN and infinities: "holds NaN, expected ...".
Rational binary_number(std::string_view bytes, BinaryKind kind, bool big_endian);

}  // namespace rigor
