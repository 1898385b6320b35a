// SHA-256, by which a report names its inputs.
#pragma once

#include <string>
#include <string_view>

namespace rigor {

/// SHA-256 of the bytes of `first` followed by those of `second`, in 64 lower-case hexadecimal
/// digits.
std::string sha256(std::string_view first, std::string_view second = {});

}  // namespace rigor
