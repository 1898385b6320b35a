// Finding and selecting claims by their IDs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "verdict/claim.hpp"

namespace rigor {

/// The claim with this ID, or null.
const Claim* find_claim(const Registry& registry, std::string_view id);

/// Whether `selector` names the claim: its ID; or its base, which selects all parts and variants;
/// or base and part ("SCORE-VAR-1.a"), which selects the part with its variants.
bool selects(std::string_view selector, const Claim& claim);

/// Whether `selector` names this very claim, not a group that it belongs to. A printed statement or
/// a false variant that is named so runs without being asked for as a kind.
bool names_exactly(std::string_view selector, const Claim& claim);

/// Whether the case has what the claim speaks about.
bool concerns(const Claim& claim, const Case& input);

/// What is wrong with the registry, if anything: two claims of one ID, a claim without a check, a
/// variant that does not fit the kind, a false variant without an input of its own.
std::optional<std::string> registry_fault(const Registry& registry);

}  // namespace rigor
