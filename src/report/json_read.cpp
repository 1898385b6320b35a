#include <nlohmann/json.hpp>
#include <stdexcept>

#include "report/json.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

using Json = nlohmann::json;

/// A value of the report with its place in it, "results[3].verdict".
class JsonNode {
 public:
  JsonNode(const Json& value, std::string place) : value_(value), place_(std::move(place)) {}

  [[noreturn]] void fail(const std::string& expected) const {
    throw std::invalid_argument((place_.empty() ? "the report" : place_) + ": expected " +
                                expected);
  }

  JsonNode at(const std::string& key) const {
    if (!value_.is_object()) fail("an object");
    const auto found = value_.find(key);
    if (found == value_.end()) fail("the key \"" + key + "\"");
    return {*found, place_.empty() ? key : place_ + "." + key};
  }

  template <typename Read>
  auto list(Read read) const {
    if (!value_.is_array()) fail("an array");
    std::vector<decltype(read(*this))> out;
    for (std::size_t i = 0; i < value_.size(); ++i) {
      out.push_back(read(JsonNode(value_[i], place_ + "[" + std::to_string(i) + "]")));
    }
    return out;
  }

  bool is_null() const { return value_.is_null(); }

  std::string text() const {
    if (!value_.is_string()) fail("text");
    return value_.get<std::string>();
  }

  std::string text_or_empty() const { return is_null() ? "" : text(); }

  bool truth() const {
    if (!value_.is_boolean()) fail("true or false");
    return value_.get<bool>();
  }

  int whole() const {
    if (!value_.is_number_integer()) fail("a whole number");
    return value_.get<int>();
  }

 private:
  const Json& value_;
  std::string place_;
};

template <typename T>
T word_at(const JsonNode& node, std::optional<T> (*read)(std::string_view), const char* expected) {
  const std::optional<T> value = read(node.text());
  if (!value) node.fail(expected);
  return *value;
}

Enclosure read_enclosure(const JsonNode& node) {
  return {node.at("lower").text(), node.at("upper").text()};
}

Quantity read_quantity(const JsonNode& node) {
  return {node.at("name").text(), read_enclosure(node), node.at("digits_reached").truth()};
}

ReportCase read_case(const JsonNode& node) {
  return {node.at("name").text(), node.at("sha256").text_or_empty()};
}

ReportResult read_result(const JsonNode& node) {
  ReportResult out;
  out.id = node.at("id").text();
  out.case_name = node.at("case").text();
  out.kind = word_at(node.at("kind"), kind_from_word, "claim, printed or false");
  out.verdict = word_at(node.at("verdict"), verdict_from_word,
                        "verified, violated, inconclusive or inapplicable");
  out.scope = word_at(node.at("scope"), scope_from_word, "instance, box or unbounded");
  if (const JsonNode margin = node.at("margin"); !margin.is_null())
    out.margin = read_enclosure(margin);
  out.quantities = node.at("quantities").list(read_quantity);
  out.reason = node.at("reason").text_or_empty();
  out.bits = node.at("bits").whole();
  return out;
}

}  // namespace

Report read_json(std::string_view text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw std::invalid_argument("not a JSON text: byte " + std::to_string(error.byte));
  }
  const JsonNode root(json, "");
  const JsonNode schema = root.at("schema");
  if (schema.text() != "rigor-report/1") schema.fail("\"rigor-report/1\"");
  return {root.at("version").text(), root.at("complete").truth(), root.at("cases").list(read_case),
          root.at("results").list(read_result)};
}

}  // namespace rigor
