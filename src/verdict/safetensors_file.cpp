#include "verdict/safetensors_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/source_text.hpp"
#include "verdict/binary_number.hpp"

namespace rigor {
namespace {

using nlohmann::json;

constexpr std::size_t kMostElements = 10'000'000;
constexpr std::size_t kLongestHeader = std::size_t{16} << 20U;
constexpr std::size_t kLengthSize = 8;

struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct NumberType {
  BinaryKind kind;
  std::size_t size;
};

NumberType number_type(const std::string& name) {
  static const std::map<std::string, NumberType> kTypes = {
      {"F64", {BinaryKind::floating, 8}},         {"F32", {BinaryKind::floating, 4}},
      {"F16", {BinaryKind::floating, 2}},         {"BF16", {BinaryKind::bfloat, 2}},
      {"I64", {BinaryKind::signed_integer, 8}},   {"I32", {BinaryKind::signed_integer, 4}},
      {"I16", {BinaryKind::signed_integer, 2}},   {"I8", {BinaryKind::signed_integer, 1}},
      {"U64", {BinaryKind::unsigned_integer, 8}}, {"U32", {BinaryKind::unsigned_integer, 4}},
      {"U16", {BinaryKind::unsigned_integer, 2}}, {"U8", {BinaryKind::unsigned_integer, 1}}};
  const auto found = kTypes.find(name);
  if (found == kTypes.end()) {
    throw Fault(fmt::format("holds elements of type {}, expected F64, F32, F16, BF16 or integers",
                            in_quotes(name)));
  }
  return found->second;
}

std::size_t size_at(const json& list, std::size_t k, std::string_view what) {
  const json& number = list[k];
  if (!number.is_number_unsigned()) {
    throw Fault(fmt::format("bad header: expected whole numbers in {}", what));
  }
  return number.get<std::uint64_t>();
}

/// The value of the key, if it is a list.
const json& list_of(const json& entry, const char* key) {
  const auto found = entry.find(key);
  if (found == entry.end() || !found->is_array()) {
    throw Fault(fmt::format("bad header: expected {}, a list", key));
  }
  return *found;
}

/// Where the data of an array are.
struct Place {
  std::size_t begin;
  std::size_t end;
};

Place read_array(const json& entry, std::string_view data, std::size_t& left, NpyArray& array) {
  if (!entry.is_object()) throw Fault("bad header: expected dtype, shape and data_offsets");
  const auto type_name = entry.find("dtype");
  if (type_name == entry.end() || !type_name->is_string()) {
    throw Fault("bad header: expected dtype, a text");
  }
  const NumberType type = number_type(type_name->get<std::string>());
  const json& shape = list_of(entry, "shape");
  std::size_t count = 1;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    const std::size_t size = size_at(shape, k, "shape");
    if (size > kMostElements || count * size > left) throw Fault("more than 10^7 numbers");
    count *= size;
    array.shape.push_back(size);
  }
  left -= std::min(left, count);
  const json& offsets = list_of(entry, "data_offsets");
  if (offsets.size() != 2) throw Fault("bad header: expected two data_offsets");
  const Place place{size_at(offsets, 0, "data_offsets"), size_at(offsets, 1, "data_offsets")};
  if (place.begin > place.end) throw Fault("its data_offsets are in the wrong order");
  if (place.end > data.size()) {
    throw Fault(fmt::format("truncated: its data end at byte {} of {}", place.end, data.size()));
  }
  if (place.end - place.begin != count * type.size) {
    throw Fault(
        fmt::format("{} bytes of data, expected {}", place.end - place.begin, count * type.size));
  }
  array.values.reserve(count);
  for (std::size_t k = 0; k < count; ++k) {
    array.values.push_back(
        binary_number(data.substr(place.begin + k * type.size, type.size), type.kind, false));
  }
  return place;
}

/// The object, in which no name stands twice.
json parse_header(std::string_view text) {
  std::set<std::string> names;
  std::optional<std::string> repeated;
  const auto watch = [&](int depth, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::key && depth == 1) {
      const auto& name = value.get_ref<const std::string&>();
      if (!names.insert(name).second) repeated = name;
    }
    return true;
  };
  json header = json::parse(text, watch, false);
  if (header.is_discarded()) throw Fault("bad header: it isn't JSON");
  if (!header.is_object()) throw Fault("bad header: expected a JSON object");
  if (repeated) throw Fault(fmt::format("array {} occurs twice", in_quotes(*repeated)));
  return header;
}

void expect_no_gaps(std::vector<Place> places, std::size_t size) {
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::size_t reached = 0;
  for (const Place& place : places) {
    if (place.begin != reached) throw Fault("the arrays overlap, or leave bytes between them");
    reached = place.end;
  }
  if (reached != size)
    throw Fault(fmt::format("too long: {} bytes after the data", size - reached));
}

std::map<std::string, NpyArray> parse(std::string_view bytes) {
  if (bytes.size() < kLengthSize) throw Fault("is not a complete .safetensors file");
  const std::uint64_t length = unsigned_number(bytes.substr(0, kLengthSize), false);
  bytes.remove_prefix(kLengthSize);
  if (length > kLongestHeader) throw Fault("is no .safetensors file: its header would be too long");
  if (length > bytes.size()) throw Fault("is not a complete .safetensors file: no whole header");
  const json header = parse_header(bytes.substr(0, length));
  bytes.remove_prefix(length);
  std::map<std::string, NpyArray> arrays;
  std::vector<Place> places;
  std::size_t left = kMostElements;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") continue;
    try {
      places.push_back(read_array(entry, bytes, left, arrays[name]));
    } catch (const Fault& fault) {
      throw Fault(fmt::format("array {}: {}", in_quotes(name), fault.what()));
    } catch (const std::domain_error& fault) {  // not a finite number
      throw Fault(fmt::format("array {}: {}", in_quotes(name), fault.what()));
    }
  }
  expect_no_gaps(std::move(places), bytes.size());
  return arrays;
}

}  // namespace

SafetensorsResult parse_safetensors(const std::string& bytes) {
  try {
    return {parse(bytes), {}};
  } catch (const Fault& fault) {
    return {{}, fault.what()};
  }
}

}  // namespace rigor
