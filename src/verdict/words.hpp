// The words of reports: verdicts, scopes and kinds as text, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// What a case has besides data and noise: "2 neurons, critical point; eta = 1/50", "VE flow from v
/// = 1 at (9/10, 4/5)". May be empty.
std::string case_words(const Case& input);

/// "ve", "vp"; "none", "tikhonov", "empirical-bayes", "bandwidth", "stopping"; "limit", "distance",
/// "basin"; "normal", "uniform": as in case files.
std::string_view word(Schedule schedule);
std::string_view word(Regularization regularization);
std::string_view word(Question question);
std::string_view word(TrueLaw law);

/// "1/2" for one number, "(1/2, 3)" for more.
std::string point_text(const std::vector<Rational>& point);

}  // namespace rigor
