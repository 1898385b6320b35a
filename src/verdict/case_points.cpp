#include "verdict/case_points.hpp"

#include <fmt/format.h>

#include <utility>

#include "expression/text_file.hpp"
#include "verdict/data_points.hpp"

namespace rigor {
namespace {

// points = { from, step, count }: from + k step for k = 0, ..., count - 1.
DataPoints progression(const TomlText& toml, const toml::table& table) {
  const SourceText& source = toml.source();
  toml.check_keys(table, {"from", "step", "count"});
  const Rational from = toml.number(toml.required(table, "from", "the first point"));
  const toml::node& step_node = toml.required(table, "step", "the distance of neighbours");
  const Rational step = toml.number(step_node);
  const toml::node& count_node = toml.required(table, "count", "the number of points");
  const Rational count = toml.number(count_node);
  if (denominator(count) != 1 || count < 1) {
    throw InputError(source, toml.offset(count_node), "expected a positive integer");
  }
  if (count > kMostCoordinates) {
    throw InputError(source, toml.offset(count_node), "expected at most 10^7 points");
  }
  if (step == 0 && count > 1) {
    throw InputError(source, toml.offset(step_node), "with step = 0 all points are equal");
  }
  DataPoints data;
  const auto size = count.convert_to<std::size_t>();
  data.points.reserve(size);
  for (std::size_t k = 0; k < size; ++k) data.points.push_back({from + step * Rational(k)});
  return data;
}

DataPoints listed(const TomlText& toml, const toml::array& array) {
  const SourceText& source = toml.source();
  if (array.empty()) throw InputError(source, toml.offset(array), "no points");
  const bool scalars = !array.front().is_array();
  DataPoints data;
  std::size_t coordinates = 0;
  for (const toml::node& node : array) {
    std::vector<Rational> point;
    const toml::array* vector = node.as_array();
    if (scalars != (vector == nullptr)) {
      throw InputError(source, toml.offset(node),
                       scalars ? "expected a number like the points before it, found an array"
                               : "expected an array of coordinates like the points before it");
    }
    if (vector == nullptr) {
      point.push_back(toml.number(node));
    } else {
      for (const toml::node& coordinate : *vector) point.push_back(toml.number(coordinate));
    }
    if (point.empty()) throw InputError(source, toml.offset(node), "a point without coordinates");
    if (!data.points.empty() && point.size() != data.points.front().size()) {
      throw InputError(source, toml.offset(node),
                       fmt::format("this point has dimension {}, those before it have dimension {}",
                                   point.size(), data.points.front().size()));
    }
    coordinates += point.size();
    if (coordinates > kMostCoordinates) {
      throw InputError(source, toml.offset(node), "more than 10^7 coordinates");
    }
    data.points.push_back(std::move(point));
    data.offsets.push_back(toml.offset(node));
  }
  check_distinct(source, data);
  return data;
}

DataPoints inline_points(const TomlText& toml, const toml::node& node) {
  if (const toml::table* table = node.as_table()) return progression(toml, *table);
  if (const toml::array* array = node.as_array()) return listed(toml, *array);
  throw InputError(toml.source(), toml.offset(node),
                   "expected an array of points, or { from = ..., step = ..., count = ... }");
}

}  // namespace

CasePoints read_case_points(const TomlText& toml, const toml::table& data,
                            const std::filesystem::path& base) {
  const SourceText& source = toml.source();
  toml.check_keys(data, {"points", "file", "scale"});
  const toml::node* points = data.get("points");
  const toml::node* file = data.get("file");
  if (points != nullptr && file != nullptr) {
    throw InputError(source, std::max(toml.offset(*points), toml.offset(*file)),
                     "expected either points or file, found both");
  }
  if (points == nullptr && file == nullptr) {
    throw InputError(source, toml.offset(data),
                     "no points: expected points = [...] or file = \"...\"");
  }
  CasePoints result;
  if (points != nullptr) {
    result.points = inline_points(toml, *points).points;
  } else {
    const std::string name = toml.text(*file);
    const std::filesystem::path path = base / name;
    FileBytes read = name.empty() || name == "-" ? FileBytes{{}, "expected the name of a file"}
                                                 : read_bytes(path);
    if (!read.fault.empty()) {
      throw InputError(source, toml.offset(*file),
                       fmt::format("data file {}: {}", in_quotes(path.string()), read.fault));
    }
    const SourceText csv = checked_text(path.string(), std::move(read.bytes));
    DataPoints parsed = parse_points_csv(csv);
    check_distinct(csv, parsed);
    result.points = std::move(parsed.points);
    result.file_bytes = csv.text();
  }
  if (const toml::node* node = data.get("scale")) {
    const Rational scale = toml.number(*node);
    if (scale == 0) throw InputError(source, toml.offset(*node), "expected a scale other than 0");
    for (auto& point : result.points) {
      for (Rational& coordinate : point) coordinate *= scale;
    }
  }
  return result;
}

}  // namespace rigor
