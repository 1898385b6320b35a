#include "verdict/registry.hpp"

#include <set>

namespace rigor {
namespace {

bool variant_fits_kind(const Claim& claim) {
  switch (claim.kind) {
    case Kind::printed:
      return claim.variant.starts_with("printed");
    case Kind::false_variant:
      return claim.variant.starts_with("false-");
    case Kind::claim:
      break;
  }
  return claim.variant.empty();
}

}  // namespace

const Claim* find_claim(const Registry& registry, std::string_view id) {
  for (const Claim& claim : registry) {
    if (claim.id() == id) return &claim;
  }
  return nullptr;
}

bool selects(std::string_view selector, const Claim& claim) {
  if (selector == claim.base || selector == claim.id()) return true;
  return !claim.part.empty() && selector == claim.base + "." + claim.part;
}

bool names_exactly(std::string_view selector, const Claim& claim) {
  return selector == claim.id();
}

bool concerns(const Claim& claim, const Case& input) {
  switch (claim.subject) {
    case Subject::network:
      return input.network.has_value();
    case Subject::full_network:
      return input.full_network.has_value();
    case Subject::flow:
      return input.flow.has_value();
    case Subject::truth:
      return input.truth.has_value();
    case Subject::features:
      return input.features.has_value();
    case Subject::cells:
      return input.cells.has_value();
    case Subject::samples:
      return input.samples.has_value();
    case Subject::residual:
      return input.residual.has_value();
    case Subject::random_weights:
      return input.random_weights.has_value();
    case Subject::wide:
      return input.wide.has_value();
    case Subject::relu:
      return input.relu.has_value();
    case Subject::data:
      break;
  }
  return input.has_noise();
}

std::optional<std::string> registry_fault(const Registry& registry) {
  std::set<std::string> seen;
  for (const Claim& claim : registry) {
    const std::string id = claim.id();
    if (claim.base.empty()) return "a claim has no ID";
    if (!seen.insert(id).second) return "two claims have the ID " + id;
    if (!claim.check) return id + " has no check";
    if (!variant_fits_kind(claim)) return id + " has a kind that does not fit its variant";
    if (claim.kind == Kind::false_variant && !claim.own_input) {
      return id + " is a false variant without an input of its own";
    }
  }
  return std::nullopt;
}

}  // namespace rigor
