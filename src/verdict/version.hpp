// The version that a report names.
#pragma once

#include <string_view>

namespace rigor {

/// The version of the project, "0.1.0".
std::string_view version();

}  // namespace rigor
