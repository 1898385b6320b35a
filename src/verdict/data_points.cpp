#include "verdict/data_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "expression/exact_number.hpp"

namespace rigor {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

DataPoints parse_points_csv(const SourceText& source) {
  DataPoints data;
  std::size_t coordinates = 0;
  const char* const all = source.text().data();
  for (std::size_t number = 1; number <= source.line_count(); ++number) {
    std::string_view line = source.line(number);
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const auto offset_of = [&](std::string_view part) {
      return static_cast<std::size_t>(part.data() - all);
    };
    const std::size_t line_offset = offset_of(line);
    std::vector<Rational> point;
    for (bool more = true; more;) {
      const std::size_t comma = line.find(',');
      more = comma != std::string_view::npos;
      const std::string_view field = trimmed(line.substr(0, comma));
      if (field.empty())
        throw InputError(source, offset_of(field), "an empty field; expected a number");
      point.push_back(exact_number(source, offset_of(field), field));
      if (more) line.remove_prefix(comma + 1);
    }
    if (!data.points.empty() && point.size() != data.points.front().size()) {
      throw InputError(source, line_offset,
                       fmt::format("this point has dimension {}, those before it have dimension {}",
                                   point.size(), data.points.front().size()));
    }
    coordinates += point.size();
    if (coordinates > kMostCoordinates) {
      throw InputError(source, line_offset, "more than 10^7 coordinates");
    }
    data.points.push_back(std::move(point));
    data.offsets.push_back(line_offset);
  }
  if (data.points.empty())
    throw InputError(source, 0, "no points: the file has no line with a number");
  return data;
}

void check_distinct(const SourceText& source, const DataPoints& data) {
  // Equal rationals have equal roundings, so sorting by a rounded coordinate brings equal points
  // together; among those with equal keys the exact values decide.
  const auto& points = data.points;
  std::vector<double> key(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) key[i] = points[i].front().convert_to<double>();
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (key[a] != key[b]) return key[a] < key[b];
    if (points[a] != points[b]) return points[a] < points[b];
    return a < b;
  });
  // Of several repetitions the first in the text is told.
  std::size_t earlier = points.size();
  std::size_t later = points.size();
  for (std::size_t k = 1; k < order.size(); ++k) {
    if (order[k] < later && points[order[k - 1]] == points[order[k]]) {
      earlier = order[k - 1];
      later = order[k];
    }
  }
  if (later == points.size()) return;
  const Place first = source.place(data.offsets[earlier]);
  throw InputError(source, data.offsets[later],
                   fmt::format("point {} equals point {} (line {}, column {}); points must differ",
                               later + 1, earlier + 1, first.line, first.column));
}

}  // namespace rigor
