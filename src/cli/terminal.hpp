// What depends on whether a person looks at the output.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace rigor {

/// Whether standard output may be coloured: it is a terminal, and NO_COLOR is absent or empty.
bool colour_wanted();

/// A progress line on standard error if that is a terminal; an empty function otherwise.
std::function<void(std::size_t done, std::size_t total, const std::string& what)> progress_line();

/// Removes the progress line, if there is one.
void clear_progress_line();

/// From now on the first Ctrl-C only makes the returned function answer true; the second one ends
/// the process as usual.
std::function<bool()> watch_for_interrupt();

}  // namespace rigor
