#include "verdict/words.hpp"

#include <array>

namespace rigor {
namespace {

template <typename T, std::size_t N>
std::optional<T> from_word(std::string_view text, const std::array<T, N>& values) {
  for (const T value : values) {
    if (word(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return "verified";
    case Verdict::violated:
      return "violated";
    case Verdict::inapplicable:
      return "inapplicable";
    case Verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

std::string_view word(Scope scope) {
  switch (scope) {
    case Scope::box:
      return "box";
    case Scope::unbounded:
      return "unbounded";
    case Scope::instance:
      break;
  }
  return "instance";
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::printed:
      return "printed";
    case Kind::false_variant:
      return "false";
    case Kind::claim:
      break;
  }
  return "claim";
}

std::optional<Verdict> verdict_from_word(std::string_view text) {
  return from_word(text, std::array{Verdict::verified, Verdict::violated, Verdict::inconclusive,
                                    Verdict::inapplicable});
}

std::optional<Scope> scope_from_word(std::string_view text) {
  return from_word(text, std::array{Scope::instance, Scope::box, Scope::unbounded});
}

std::optional<Kind> kind_from_word(std::string_view text) {
  return from_word(text, std::array{Kind::claim, Kind::printed, Kind::false_variant});
}

std::string network_words(const Case& input) {
  const auto neurons = [](std::size_t width) {
    return std::to_string(width) + (width == 1 ? " neuron" : " neurons");
  };
  std::string out;
  const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  if (input.network) {
    std::string text = neurons(input.network->network.width());
    if (input.network->critical) text += ", critical point";
    if (input.network->radius > 0) text += ", radius " + to_string(input.network->radius);
    add(text);
  }
  if (input.full_network) add(neurons(input.full_network->width()) + ", all weights trained");
  if (input.eta) add("eta = " + to_string(*input.eta));
  return out;
}

}  // namespace rigor
