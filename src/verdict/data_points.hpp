// Data points as they are read: exact, each with its place in the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "expression/source_text.hpp"
#include "number/rational.hpp"

namespace rigor {

/// At most this many coordinates (points times dimension) are taken.
inline constexpr std::size_t kMostCoordinates = 10'000'000;

struct DataPoints {
  std::vector<std::vector<Rational>> points;
  std::vector<std::size_t> offsets;  ///< where points[i] begins in the text
};

/// The points of a CSV text: a line a point, commas between its coordinates, no header; blank lines
/// are skipped, and # starts a comment. Throws InputError on a field that is empty or no number, on
/// points of different dimensions, on a text without points and on too many.
DataPoints parse_points_csv(const SourceText& source);

/// Throws InputError, with both places, if a point occurs twice.
void check_distinct(const SourceText& source, const DataPoints& data);

}  // namespace rigor
