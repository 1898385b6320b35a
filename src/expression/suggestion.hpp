// "Did you mean ...?" for words that a person may have mistyped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rigor {

/// The edit distance of Damerau and Levenshtein (restricted: insert, delete, replace, swap two
/// neighbours), not distinguishing upper and lower case. Words longer than 64 are cut there.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word nearest to `word`, or an empty string when none is near: at most a third of the
/// longer word's letters (at least one) may differ, or `word` must be the beginning of it. Ties go
/// to the earlier word.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

/// `; did you mean "nearest"?`, or an empty string.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace rigor
