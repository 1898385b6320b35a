#include "verdict/words.hpp"

#include <array>

namespace rigor {
namespace {

template <typename T, std::size_t N>
std::optional<T> from_word(std::string_view text, const std::array<T, N>& values) {
  for (const T value : values) {
    if (word(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return "verified";
    case Verdict::violated:
      return "violated";
    case Verdict::inapplicable:
      return "inapplicable";
    case Verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

std::string_view word(Scope scope) {
  switch (scope) {
    case Scope::box:
      return "box";
    case Scope::unbounded:
      return "unbounded";
    case Scope::instance:
      break;
  }
  return "instance";
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::printed:
      return "printed";
    case Kind::false_variant:
      return "false";
    case Kind::claim:
      break;
  }
  return "claim";
}

std::optional<Verdict> verdict_from_word(std::string_view text) {
  return from_word(text, std::array{Verdict::verified, Verdict::violated, Verdict::inconclusive,
                                    Verdict::inapplicable});
}

std::optional<Scope> scope_from_word(std::string_view text) {
  return from_word(text, std::array{Scope::instance, Scope::box, Scope::unbounded});
}

std::optional<Kind> kind_from_word(std::string_view text) {
  return from_word(text, std::array{Kind::claim, Kind::printed, Kind::false_variant});
}

std::string_view word(Schedule schedule) {
  return schedule == Schedule::ve ? "ve" : "vp";
}

std::string_view word(Regularization regularization) {
  switch (regularization) {
    case Regularization::tikhonov:
      return "tikhonov";
    case Regularization::empirical_bayes:
      return "empirical-bayes";
    case Regularization::bandwidth:
      return "bandwidth";
    case Regularization::stopping:
      return "stopping";
    case Regularization::none:
      break;
  }
  return "none";
}

std::string_view word(Question question) {
  switch (question) {
    case Question::distance:
      return "distance";
    case Question::basin:
      return "basin";
    case Question::limit:
      break;
  }
  return "limit";
}

std::string_view word(TrueLaw law) {
  return law == TrueLaw::standard_normal ? "normal" : "uniform";
}

std::string point_text(const std::vector<Rational>& point) {
  if (point.size() == 1) return to_string(point.front());
  std::string out;
  for (const Rational& x : point) out += (out.empty() ? "(" : ", ") + to_string(x);
  return out + ")";
}

namespace {

std::string flow_words(const FlowInput& flow) {
  std::string out = flow.schedule == Schedule::ve ? "VE flow from v = " + to_string(flow.variance)
                                                  : "VP flow from t = " + to_string(flow.time);
  out += flow.starts_at_point() ? " at " + point_text(flow.start_from)
                                : " in the box from " + point_text(flow.start_from) + " to " +
                                      point_text(flow.start_to);
  if (flow.regularization != Regularization::none) {
    out += ", " + std::string(word(flow.regularization)) + " " + to_string(flow.strength);
  }
  if (flow.condition) out += ", conditioned on the label " + point_text(flow.condition->at);
  return out;
}

// "L = 4, 16, 64".
std::string depth_words(const std::vector<std::size_t>& depths) {
  std::string out;
  for (const std::size_t depth : depths)
    out += (out.empty() ? "L = " : ", ") + std::to_string(depth);
  return out;
}

std::string residual_words(const ResidualInput& input) {
  std::string out = input.block == Block::linear
                        ? "linear residual network"
                        : activation_name(input.activation) + " residual network";
  out += ", q = " + std::to_string(input.state_size());
  if (input.block == Block::two_layer) out += ", m = " + std::to_string(input.width());
  out += ", " + depth_words(input.depths) + ", n = " + std::to_string(input.inputs.size());
  if (!input.trains_A || !input.trains_B) {
    out += input.trains_A ? ", B frozen" : input.trains_B ? ", A frozen" : ", A and B frozen";
  }
  if (input.time) out += ", T = " + to_string(*input.time);
  if (input.clip) out += ", clipped at " + to_string(*input.clip);
  if (input.radius) out += ", radius " + to_string(*input.radius);
  return out;
}

std::string wide_words(const WideInput& input) {
  return "wide " + activation_name(input.activation) +
         " network, r = " + std::to_string(input.hermite) + ", n = " + std::to_string(input.data) +
         ", q = " + std::to_string(input.state_size) + ", m = " + std::to_string(input.width) +
         ", L = " + std::to_string(input.depth);
}

std::string network_words(const NetworkInput& input) {
  const std::size_t width = input.network.width();
  std::string out = std::to_string(width) + (width == 1 ? " neuron" : " neurons");
  if (input.critical) out += ", critical point";
  if (input.radius > 0) out += ", radius " + to_string(input.radius);
  return out;
}

}  // namespace

std::string case_words(const Case& input) {
  std::string out;
  const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  if (input.network) add(network_words(*input.network));
  if (input.full_network) {
    const std::size_t width = input.full_network->width();
    add(std::to_string(width) + (width == 1 ? " neuron" : " neurons") + ", all weights trained");
  }
  if (input.eta) add("eta = " + to_string(*input.eta));
  if (input.flow) add(flow_words(*input.flow));
  if (input.truth) {
    std::string text =
        std::string(word(input.truth->law)) + " true law, v = " + to_string(input.truth->variance);
    if (input.truth->until) text += " to " + to_string(*input.truth->until);
    add(text);
  }
  if (input.features) {
    std::string powers;
    for (const int k : input.features->powers) {
      powers += (powers.empty() ? "" : ", ") + std::to_string(k);
    }
    add("features y^k, k = " + powers + ", v = " + to_string(input.features->variance));
  }
  if (input.cells) {
    add("cells of length " + to_string(input.cells->spacing) +
        ", v = " + to_string(input.cells->variance) + ", level " + to_string(input.cells->level));
  }
  if (input.samples) {
    add(std::to_string(input.samples->generated.size()) + " generated, " +
        std::to_string(input.samples->train.size()) + " training, " +
        std::to_string(input.samples->test.size()) + " test numbers");
  }
  if (input.residual) add(residual_words(*input.residual));
  if (input.random_weights) {
    add("random weights of mean " + to_string(input.random_weights->mean) + " and variance " +
        to_string(input.random_weights->variance) + ", " +
        depth_words(input.random_weights->depths));
  }
  if (input.wide) add(wide_words(*input.wide));
  if (input.relu) {
    add("ReLU chain, C = " + to_string(input.relu->factor) +
        ", x = " + to_string(input.relu->point) + ", " + depth_words(input.relu->depths) +
        ", T = " + to_string(input.relu->time));
  }
  return out;
}

}  // namespace rigor
