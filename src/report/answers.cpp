#include "report/answers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "number/interval.hpp"
#include "verdict/version.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kDigits = 15;

std::string interval_text(const Enclosure& enclosure) {
  return enclosure.lower == enclosure.upper
             ? enclosure.lower
             : fmt::format("[{}, {}]", enclosure.lower, enclosure.upper);
}

std::string witness_text(const std::vector<WitnessValue>& witness) {
  std::string text;
  for (const WitnessValue& value : witness) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", value.name);
    if (!value.exact.empty()) text += " = " + value.exact;
    if (value.decimals) text += fmt::format(" in {}", interval_text(*value.decimals));
  }
  return text;
}

std::string verdict_text(const Answer& answer) {
  return fmt::format("{}{}", word(answer.verdict), answer.vacuous ? " (vacuous)" : "");
}

Json interval_json(const std::optional<Enclosure>& enclosure) {
  if (!enclosure) return nullptr;
  return {{"lower", enclosure->lower}, {"upper", enclosure->upper}};
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json answer_json(const ReportedAnswer& reported) {
  const Answer& answer = reported.answer;
  Json json;
  json["name"] = text_or_null(answer.name);
  json["statement"] = answer.statement;
  json["verdict"] = word(answer.verdict);
  json["expected"] = reported.expected ? Json(word(*reported.expected)) : Json(nullptr);
  json["vacuous"] = answer.vacuous;
  json["margin"] = interval_json(answer.margin);
  json["witness"] = nullptr;
  if (!answer.witness.empty()) {
    json["witness"] = Json::array();
    for (const WitnessValue& value : answer.witness) {
      json["witness"].push_back({{"name", value.name},
                                 {"exact", text_or_null(value.exact)},
                                 {"decimals", interval_json(value.decimals)}});
    }
  }
  json["confirmed"] = reported.confirmed;
  json["confirmed_margin"] = interval_json(reported.confirmed_margin);
  json["reason"] = text_or_null(answer.reason);
  json["suggestion"] = text_or_null(answer.suggestion);
  json["boxes"] = answer.boxes;
  json["leaves"] = answer.leaves;
  json["bits"] = answer.bits;
  json["seconds"] = reported.seconds;
  json["certificate"] = text_or_null(reported.certificate_file);
  return json;
}

Json document() {
  Json json;
  json["schema"] = "rigor-prove/1";
  json["version"] = std::string(version());
  return json;
}

std::string decimals(const Rational& value) {
  const auto [lower, upper] = decimal(enclose<Interval>(value, {53}), kDigits);
  return lower == upper ? lower : fmt::format("[{}, {}]", lower, upper);
}

std::string value_text(const Rational& value) {
  const std::string exact = to_string(value);
  if (denominator(value) == 1) return exact;
  return fmt::format("{} in {}", exact, decimals(value));
}

}  // namespace

std::string answer_text(const ReportedAnswer& reported) {
  const Answer& answer = reported.answer;
  std::string text = verdict_text(answer) + '\n';
  const auto line = [&text](const std::string& content) { text += "  " + content + '\n'; };
  if (answer.vacuous) line("the hypotheses can't hold anywhere in the range");
  if (!answer.witness.empty()) line("witness: " + witness_text(answer.witness));
  if (answer.margin) line(fmt::format("margin there: {}", interval_text(*answer.margin)));
  if (reported.confirmed_margin) {
    line(fmt::format("margin there by Arb: {}", interval_text(*reported.confirmed_margin)));
  }
  if (!answer.reason.empty()) line(answer.reason);
  if (!answer.suggestion.empty()) line("try: " + answer.suggestion);
  line(fmt::format("{} box{}, {} lea{}, {} bits, {:.3g} s{}", answer.boxes,
                   answer.boxes == 1 ? "" : "es", answer.leaves, answer.leaves == 1 ? "f" : "ves",
                   answer.bits, reported.seconds,
                   reported.confirmed ? "; proved again by the second engine" : ""));
  if (!reported.certificate_file.empty()) line("certificate: " + reported.certificate_file);
  return text;
}

std::string answer_line(const ReportedAnswer& reported) {
  const Answer& answer = reported.answer;
  std::string line = fmt::format("{:<12} {}", verdict_text(answer), answer.name);
  if (reported.expected && *reported.expected != answer.verdict) {
    line += fmt::format("  (expected: {})", word(*reported.expected));
  }
  if (!answer.witness.empty()) line += fmt::format("  at {}", witness_text(answer.witness));
  if (!answer.reason.empty()) line += fmt::format("  {}", answer.reason);
  return line + '\n';
}

std::string answers_json(const std::vector<ReportedAnswer>& answers) {
  Json json = document();
  json["results"] = Json::array();
  for (const ReportedAnswer& reported : answers) json["results"].push_back(answer_json(reported));
  return json.dump(2) + '\n';
}

std::string sharpest_text(const Sharpest& sharpest, const std::string& parameter) {
  std::string text;
  if (sharpest.proved_for) {
    text += fmt::format("proved for {} = {}\n", parameter, value_text(*sharpest.proved_for));
  }
  if (sharpest.refuted_for) {
    text += fmt::format("refuted for {} = {}", parameter, value_text(*sharpest.refuted_for));
    if (!sharpest.refutation.witness.empty()) {
      text += fmt::format(", at {}", witness_text(sharpest.refutation.witness));
    }
    text += '\n';
  }
  if (!sharpest.reason.empty()) text += sharpest.reason + '\n';
  return text;
}

std::string sharpest_json(const Sharpest& sharpest, const std::string& parameter) {
  Json json = document();
  json["parameter"] = parameter;
  const auto side = [](const std::optional<Rational>& value, const Answer& answer) -> Json {
    if (!value) return nullptr;
    Json result = answer_json({answer, "", std::nullopt, false, 0, "", std::nullopt});
    result["value"] = to_string(*value);
    return result;
  };
  json["proved"] = side(sharpest.proved_for, sharpest.proof);
  json["refuted"] = side(sharpest.refuted_for, sharpest.refutation);
  json["reason"] = text_or_null(sharpest.reason);
  return json.dump(2) + '\n';
}

}  // namespace rigor
