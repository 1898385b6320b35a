#include "verdict/case_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "verdict/case_table.hpp"

namespace rigor {
namespace {

/// Enough for any score model that is trained here; higher powers only make numbers huge.
constexpr int kHighestPower = 60;

std::vector<Rational> read_position(const CaseTable& table, const toml::node& node, std::size_t d) {
  std::vector<Rational> x = table.numbers(node);
  if (x.size() != d) {
    throw table.error(
        node, fmt::format("this start has dimension {}, the data have dimension {}", x.size(), d));
  }
  return x;
}

void read_start(const CaseTable& table, std::size_t d, FlowInput& flow) {
  const toml::node& start = table.at("start", "where the flow starts");
  const toml::table* box = start.as_table();
  if (box == nullptr) {
    flow.start_from = flow.start_to = read_position(table, start, d);
    return;
  }
  const CaseTable corners(table.toml(), start, "flow.start", {"from", "to"});
  flow.start_from = read_position(table, corners.at("from", "the lower corner"), d);
  flow.start_to = read_position(table, corners.at("to", "the upper corner"), d);
  for (std::size_t k = 0; k < d; ++k) {
    if (flow.start_from[k] > flow.start_to[k]) {
      throw corners.error_at(
          "from", fmt::format("the box of starts is empty: from = {} is greater "
                              "than to = {} in coordinate {}",
                              to_string(flow.start_from[k]), to_string(flow.start_to[k]), k + 1));
    }
  }
}

Condition read_condition(const TomlText& toml, const toml::node& node, std::size_t points) {
  const CaseTable table(toml, node, "flow.condition", {"labels", "label", "bandwidth"});
  Condition condition;
  condition.at = table.numbers(table.at("label", "the label y that is conditioned on"));
  condition.bandwidth = table.positive("bandwidth", "the bandwidth h of the kernel");
  const toml::node& labels = table.at("labels", "the labels y_i, one for each point");
  const toml::array* list = labels.as_array();
  if (list == nullptr) throw table.error(labels, "expected an array of labels");
  for (const toml::node& label : *list) {
    condition.labels.push_back(table.numbers(label));
    if (condition.labels.back().size() != condition.at.size()) {
      throw table.error(label, fmt::format("this label has dimension {}, the label that is "
                                           "conditioned on has dimension {}",
                                           condition.labels.back().size(), condition.at.size()));
    }
  }
  if (condition.labels.size() != points) {
    throw table.error(labels, fmt::format("{} labels, expected {}: one for each point",
                                          condition.labels.size(), points));
  }
  return condition;
}

FlowInput read_flow(const TomlText& toml, const toml::node& node, const Case& input) {
  const CaseTable table(toml, node, "flow",
                        {"schedule", "variance", "time", "start", "regularization", "strength",
                         "condition", "question"});
  FlowInput flow;
  flow.schedule = table.choice("schedule", {"ve", "vp"}) == 0 ? Schedule::ve : Schedule::vp;
  const bool is_ve = flow.schedule == Schedule::ve;
  const char* other = is_ve ? "time" : "variance";
  if (table.has(other)) {
    throw table.error_at(other, is_ve ? "time belongs to the schedule \"vp\": expected variance"
                                      : "variance belongs to the schedule \"ve\": expected time");
  }
  if (is_ve) {
    flow.variance = table.positive("variance", "the noise variance v0 at the start");
  } else {
    flow.time = table.positive("time", "the time t at the start");
  }
  read_start(table, input.dimension(), flow);
  flow.regularization = static_cast<Regularization>(table.choice(
      "regularization", {"none", "tikhonov", "empirical-bayes", "bandwidth", "stopping"}));
  if (flow.regularization != Regularization::none && !is_ve) {
    throw table.error_at("regularization",
                         "regularizations are of the schedule \"ve\": in the "
                         "variable of \"vp\" their strength would depend on "
                         "time");
  }
  if (flow.regularization != Regularization::none) {
    flow.strength = table.positive("strength", "c, tau or delta of the regularization");
  } else if (table.has("strength")) {
    throw table.error_at("strength", "a strength needs a regularization");
  }
  if (flow.regularization == Regularization::stopping && is_ve && flow.strength >= flow.variance) {
    throw table.error_at("strength",
                         "the sampler can't stop before it starts: expected strength < "
                         "variance");
  }
  if (const toml::node* condition = table.find("condition")) {
    if (flow.regularization == Regularization::empirical_bayes) {
      throw table.error(*condition,
                        "the evidence sum e_j of empirical Bayes has no weights: "
                        "expected no condition");
    }
    flow.condition = read_condition(toml, *condition, input.points.size());
  }
  flow.question = static_cast<Question>(table.choice("question", {"limit", "distance", "basin"}));
  if (flow.question == Question::basin && flow.regularization != Regularization::none) {
    throw table.error_at("question",
                         "basins are those of the exact score: expected no "
                         "regularization");
  }
  if (flow.question == Question::basin && flow.starts_at_point()) {
    throw table.error_at("question",
                         "a basin is asked for a box of starts: expected start = { "
                         "from = ..., to = ... }");
  }
  return flow;
}

TruthInput read_truth(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "truth", {"law", "variance", "until"});
  TruthInput truth;
  table.at("law", "the law that the data are drawn from, \"normal\" or \"uniform\"");
  truth.law = static_cast<TrueLaw>(table.choice("law", {"normal", "uniform"}));
  truth.variance = table.positive("variance", "the noise variance v");
  if (table.has("until")) {
    truth.until = table.positive("until", "the largest noise variance T");
    if (*truth.until <= truth.variance) throw table.error_at("until", "expected until > variance");
  }
  return truth;
}

FeaturesInput read_features(const TomlText& toml, const toml::node& node, const Case& input) {
  const CaseTable table(toml, node, "features", {"powers", "variance"});
  if (input.dimension() != 1) {
    throw InputError(toml.source(), toml.offset(node),
                     fmt::format("power features are of one variable, but the data have dimension "
                                 "{}",
                                 input.dimension()));
  }
  FeaturesInput features;
  const toml::node& powers = table.at("powers", "the powers of y that are the features");
  for (const Rational& power : table.numbers(powers)) {
    if (denominator(power) != 1 || power < 0 || power > kHighestPower) {
      throw table.error(powers, fmt::format("expected integers from 0 to {}", kHighestPower));
    }
    const int k = power.convert_to<int>();
    if (std::find(features.powers.begin(), features.powers.end(), k) != features.powers.end()) {
      throw table.error(powers, fmt::format("the power {} stands twice", k));
    }
    features.powers.push_back(k);
  }
  features.variance = table.positive("variance", "the noise variance v");
  return features;
}

CellsInput read_cells(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "cells", {"spacing", "variance", "level"});
  return {table.positive("spacing", "the distance L of neighbouring data"),
          table.positive("variance", "the noise variance v"),
          table.positive("level", "the gap of test and training loss that counts as memorization")};
}

SamplesInput read_samples(const TomlText& toml, const toml::node& node) {
  const CaseTable table(toml, node, "samples", {"generated", "train", "test"});
  return {table.numbers(table.at("generated", "the generated numbers")),
          table.numbers(table.at("train", "the numbers that were trained on")),
          table.numbers(table.at("test", "the numbers that were held out"))};
}

}  // namespace

void read_case_flow(const TomlText& toml, const toml::table& root, Case& result) {
  for (const char* name : {"flow", "truth", "features"}) {
    const toml::node* node = root.get(name);
    if (node != nullptr && result.points.empty()) {
      throw InputError(toml.source(), toml.offset(*node), fmt::format("[{}] needs [data]", name));
    }
  }
  if (const auto* node = root.get("flow")) result.flow = read_flow(toml, *node, result);
  if (const auto* node = root.get("truth")) result.truth = read_truth(toml, *node);
  if (const auto* node = root.get("features")) {
    result.features = read_features(toml, *node, result);
  }
  if (const auto* node = root.get("cells")) result.cells = read_cells(toml, *node);
  if (const auto* node = root.get("samples")) result.samples = read_samples(toml, *node);
}

}  // namespace rigor
