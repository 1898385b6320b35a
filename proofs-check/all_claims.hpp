// Every claim that Rigor checks.
#pragma once

#include "verdict/claim.hpp"

namespace rigor {

/// In the order in which they are reported.
Registry all_claims();

}  // namespace rigor
