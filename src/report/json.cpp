#include "report/json.hpp"

#include <nlohmann/json.hpp>

#include "number/rational.hpp"
#include "verdict/version.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json to_value(const Enclosure& value) {
  return {{"lower", value.lower}, {"upper", value.upper}};
}

Json to_value(const NetworkInput& input) {
  return {{"width", input.network.width()},
          {"critical", input.critical},
          {"radius", to_string(input.radius)}};
}

Json to_value(const std::vector<Rational>& numbers) {
  Json out = Json::array();
  for (const Rational& x : numbers) out.push_back(to_string(x));
  return out;
}

Json to_value(const FlowInput& flow) {
  Json out = {{"schedule", word(flow.schedule)}};
  if (flow.schedule == Schedule::ve) {
    out["variance"] = to_string(flow.variance);
  } else {
    out["time"] = to_string(flow.time);
  }
  out["start"] = {{"from", to_value(flow.start_from)}, {"to", to_value(flow.start_to)}};
  out["regularization"] = word(flow.regularization);
  if (flow.regularization != Regularization::none) out["strength"] = to_string(flow.strength);
  if (flow.condition) {
    out["condition"] = {{"label", to_value(flow.condition->at)},
                        {"bandwidth", to_string(flow.condition->bandwidth)}};
  }
  out["question"] = word(flow.question);
  return out;
}

Json to_value(const TruthInput& truth) {
  Json out = {{"law", word(truth.law)}, {"variance", to_string(truth.variance)}};
  if (truth.until) out["until"] = to_string(*truth.until);
  return out;
}

Json to_value(const ResidualInput& input) {
  Json out = {{"block", input.block == Block::linear ? "linear" : "two-layer"}};
  if (input.block == Block::two_layer) {
    out["activation"] = activation_name(input.activation);
  }
  out["q"] = input.state_size();
  out["m"] = input.width();
  out["depth"] = input.depths;
  out["n"] = input.inputs.size();
  out["weights"] = input.smooth ? "functions of depth" : "listed";
  out["trains"] = {{"A", input.trains_A}, {"B", input.trains_B}};
  if (input.time) out["time"] = to_string(*input.time);
  if (input.clip) out["clip"] = to_string(*input.clip);
  if (input.radius) out["radius"] = to_string(*input.radius);
  return out;
}

Json to_value(const RandomWeightsInput& input) {
  return {{"mean", to_string(input.mean)},
          {"variance", to_string(input.variance)},
          {"depth", input.depths}};
}

Json to_value(const WideInput& input) {
  return {{"activation", activation_name(input.activation)},
          {"hermite", input.hermite},
          {"data", input.data},
          {"state_size", input.state_size},
          {"input_size", input.input_size},
          {"output_size", input.output_size},
          {"width", input.width},
          {"depth", input.depth},
          {"norm_ratio", to_string(input.norm_ratio)},
          {"correlation", to_string(input.correlation)}};
}

Json to_value(const ReluInput& input) {
  return {{"factor", to_string(input.factor)},
          {"point", to_string(input.point)},
          {"depth", input.depths},
          {"time", to_string(input.time)}};
}

Json to_value(const Case& input) {
  Json out = {{"name", input.name},
              {"title", input.title},
              {"sha256", text_or_null(input.hash)},
              {"n", input.points.size()},
              {"dimension", input.dimension()},
              {"mu", nullptr},
              {"sigma", nullptr}};
  if (input.has_noise()) {
    out["mu"] = to_string(input.mu);
    out["sigma"] = {{"from", to_string(input.sigma.from)}, {"to", to_string(input.sigma.to)}};
  }
  if (input.network) out["network"] = to_value(*input.network);
  if (input.full_network) out["full_network"] = {{"width", input.full_network->width()}};
  if (input.eta) out["eta"] = to_string(*input.eta);
  if (input.flow) out["flow"] = to_value(*input.flow);
  if (input.truth) out["truth"] = to_value(*input.truth);
  if (input.features) {
    out["features"] = {{"powers", input.features->powers},
                       {"variance", to_string(input.features->variance)}};
  }
  if (input.cells) {
    out["cells"] = {{"spacing", to_string(input.cells->spacing)},
                    {"variance", to_string(input.cells->variance)},
                    {"level", to_string(input.cells->level)}};
  }
  if (input.samples) {
    out["samples"] = {{"generated", to_value(input.samples->generated)},
                      {"train", to_value(input.samples->train)},
                      {"test", to_value(input.samples->test)}};
  }
  if (input.residual) out["residual_network"] = to_value(*input.residual);
  if (input.random_weights) out["random_weights"] = to_value(*input.random_weights);
  if (input.wide) out["wide_network"] = to_value(*input.wide);
  if (input.relu) out["relu_chain"] = to_value(*input.relu);
  return out;
}

Json to_value(const Quantity& quantity) {
  return {{"name", quantity.name},
          {"lower", quantity.value.lower},
          {"upper", quantity.value.upper},
          {"digits_reached", quantity.digits_reached}};
}

Json to_value(const Hypothesis& hypothesis) {
  return {{"text", hypothesis.text}, {"verdict", word(hypothesis.verdict)}};
}

Json to_value(const Witness& witness) {
  Json coordinates = Json::array();
  for (const auto& [name, value] : witness.coordinates) {
    coordinates.push_back({{"name", name}, {"value", value}});
  }
  return {{"coordinates", std::move(coordinates)},
          {"left", to_value(witness.left)},
          {"right", to_value(witness.right)},
          {"confirmed", witness.confirmed}};
}

Json to_value(const Part& part) {
  return {{"range", part.range},
          {"verdict", word(part.verdict)},
          {"reason", text_or_null(part.reason)}};
}

Json to_value(const PlotBox& box) {
  return {box.x0, box.x1, box.lower, box.upper};
}

Json to_value(const Curve& curve);
Json to_value(const Plot& plot);
Json to_value(const Result& result);

template <typename T>
Json to_array(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_value(value));
  return out;
}

Json to_value(const Curve& curve) {
  return {{"name", curve.name}, {"boxes", to_array(curve.boxes)}};
}

Json to_value(const Plot& plot) {
  Json out = {{"title", plot.title},
              {"x_label", plot.x_label},
              {"y_label", plot.y_label},
              {"curves", to_array(plot.curves)}};
  if (plot.is_region) out["is_region"] = true;
  return out;
}

Json to_value(const Result& result) {
  const Claim& claim = *result.claim;
  const Outcome& outcome = result.outcome;
  Json out = {{"id", claim.id()},
              {"claim", claim.base},
              {"part", text_or_null(claim.part)},
              {"kind", word(claim.kind)},
              {"case", result.case_name},
              {"source",
               {{"arxiv", text_or_null(claim.source.arxiv)},
                {"version", claim.source.version},
                {"where", claim.source.where}}},
              {"verdict", word(outcome.verdict)},
              {"scope", word(outcome.scope)},
              {"margin", outcome.margin ? to_value(*outcome.margin) : Json(nullptr)},
              {"quantities", to_array(outcome.quantities)},
              {"hypotheses", to_array(outcome.hypotheses)},
              {"witness", outcome.witness ? to_value(*outcome.witness) : Json(nullptr)},
              {"reason", text_or_null(outcome.reason)},
              {"parts", to_array(outcome.parts)},
              {"rests_on", outcome.rests_on},
              {"bits", outcome.bits}};
  if (!result.plots.empty()) out["plots"] = to_array(result.plots);
  return out;
}

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const Run& run) {
  Json settings = {{"digits", run.options.digits},
                   {"max_bits", run.options.max_bits},
                   {"budget", run.options.budget}};
  if (run.options.search_seed) settings["search_seed"] = *run.options.search_seed;
  const Json report = {{"schema", "rigor-report/1"},   {"version", version()},
                       {"complete", run.complete},     {"settings", settings},
                       {"cases", to_array(run.cases)}, {"results", to_array(run.results)}};
  return dump(report);
}

std::string timing_json(const Run& run) {
  Json results = Json::array();
  for (const Result& result : run.results) {
    results.push_back(
        {{"id", result.claim->id()}, {"case", result.case_name}, {"seconds", result.seconds}});
  }
  return dump({{"schema", "rigor-timing/1"}, {"results", std::move(results)}});
}

}  // namespace rigor
