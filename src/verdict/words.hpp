// The words of reports: verdicts, scopes and kinds as text, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "verdict/case.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// "verified", "violated", "inconclusive", "inapplicable".
std::string_view word(Verdict verdict);

/// "instance", "box", "unbounded".
std::string_view word(Scope scope);

/// "claim", "printed", "false".
std::string_view word(Kind kind);

/// The inverses; nullopt for any other text.
std::optional<Verdict> verdict_from_word(std::string_view text);
std::optional<Scope> scope_from_word(std::string_view text);
std::optional<Kind> kind_from_word(std::string_view text);

/// What a case has besides data and noise: "2 neurons, critical point; eta = 1/50". May be empty.
std::string network_words(const Case& input);

}  // namespace rigor
