#include "expression/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "expression/suggestion.hpp"

namespace rigor {
namespace {

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

// More components are evaluated by the same formula, but nobody types their arguments.
constexpr std::size_t kMostComponents = 1000;

bool belongs_to_case(Function function) {
  switch (function) {
    case Function::density:
    case Function::log_density:
    case Function::mean:
    case Function::variance:
    case Function::score:
    case Function::score_derivative:
    case Function::score_second_derivative:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string_view domain_of(Function function) {
  switch (function) {
    case Function::sqrt:
      return "x >= 0";
    case Function::log:
    case Function::log2:
      return "x > 0";
    case Function::log1p:
      return "x > -1";
    case Function::tan:
      return "x that is no odd multiple of pi/2";
    case Function::asin:
    case Function::acos:
      return "-1 <= x <= 1";
    case Function::acosh:
      return "x >= 1";
    case Function::atanh:
      return "-1 < x < 1";
    case Function::rootn:
      return "x >= 0, or an odd degree";
    case Function::atan2:
      return "a point that is not (0, 0)";
    default:
      return "";
  }
}

Vocabulary Vocabulary::elementary() {
  Vocabulary words;
  words.constants_ = {{"pi", Constant::pi}, {"e", Constant::e}};
  words.functions_ = {{"abs", Function::abs},
                      {"sign", Function::sign},
                      {"sqrt", Function::sqrt},
                      {"exp", Function::exp},
                      {"exp2", Function::exp2},
                      {"expm1", Function::expm1},
                      {"log", Function::log},
                      {"log2", Function::log2},
                      {"log1p", Function::log1p},
                      {"sin", Function::sin},
                      {"cos", Function::cos},
                      {"tan", Function::tan},
                      {"asin", Function::asin},
                      {"acos", Function::acos},
                      {"atan", Function::atan},
                      {"sinh", Function::sinh},
                      {"cosh", Function::cosh},
                      {"tanh", Function::tanh},
                      {"asinh", Function::asinh},
                      {"acosh", Function::acosh},
                      {"atanh", Function::atanh},
                      {"erf", Function::erf},
                      {"erfc", Function::erfc},
                      {"min", Function::min, 1, kAnyNumber},
                      {"max", Function::max, 1, kAnyNumber},
                      {"Phi", Function::normal_cdf},
                      {"cbrt", Function::cbrt},
                      {"rootn", Function::rootn, 2, 2},
                      {"hypot", Function::hypot, 1, kAnyNumber},
                      {"atan2", Function::atan2, 2, 2},
                      {"floor", Function::floor},
                      {"ceil", Function::ceil}};
  for (const char* name :
       {"mu", "sigma", "density", "logdensity", "mean", "variance", "score", "dscore", "d2score"}) {
    words.advice_.push_back({name, "; it belongs to a case: name one with --case FILE"});
  }
  words.advice_.push_back({"ln", "; write log for the natural logarithm"});
  words.advice_.push_back({"log10", "; write log(x) / log(10)"});
  words.advice_.push_back({"pow", "; write x^y"});
  words.advice_.push_back({"sgn", "; did you mean \"sign\"?"});
  for (const char* name : {"sin", "cos", "tan", "sinh", "cosh", "tanh"}) {
    const std::string inverse = fmt::format("; did you mean \"a{}\"?", name);
    words.advice_.push_back({fmt::format("arc{}", name), inverse});
    words.advice_.push_back({fmt::format("ar{}", name), inverse});
  }
  words.advice_.push_back({"Pi", "; did you mean \"pi\"?"});
  words.advice_.push_back({"E", "; did you mean \"e\"?"});
  return words;
}

Vocabulary Vocabulary::of_case(std::size_t dimension) {
  Vocabulary words = elementary();
  words.advice_.erase(words.advice_.begin(), words.advice_.begin() + 9);
  words.constants_.push_back({"mu", Constant::mu});
  words.constants_.push_back({"sigma", Constant::sigma});
  const auto add = [&](std::string name, Function function, std::size_t component = 0) {
    words.functions_.push_back({std::move(name), function, dimension, dimension, component});
  };
  add("density", Function::density);
  add("logdensity", Function::log_density);
  add("variance", Function::variance);
  if (dimension == 1) {
    add("mean", Function::mean);
    add("score", Function::score);
    add("dscore", Function::score_derivative);
    add("d2score", Function::score_second_derivative);
    return words;
  }
  for (std::size_t k = 1; k <= std::min(dimension, kMostComponents); ++k) {
    add(fmt::format("mean_{}", k), Function::mean, k);
    add(fmt::format("score_{}", k), Function::score, k);
  }
  for (const char* name : {"mean", "score"}) {
    words.advice_.push_back(
        {name, fmt::format(
                   "; in dimension {} it is a vector: write {}_1(y1, ...) for its first component",
                   dimension, name)});
  }
  for (const char* name : {"dscore", "d2score"}) {
    words.advice_.push_back(
        {name,
         fmt::format("; it needs points of dimension 1, and these have dimension {}", dimension)});
  }
  return words;
}

Vocabulary Vocabulary::of_statements(std::size_t dimension) {
  Vocabulary words = dimension > 0 ? of_case(dimension) : elementary();
  std::erase_if(words.advice_, [](const Advice& entry) {
    return entry.name == "ln" || entry.name.starts_with("ar");
  });
  for (FunctionName& entry : words.functions_) {
    if (belongs_to_case(entry.function)) ++entry.most_arguments;
  }
  const auto add = [&](std::string name, Function function, std::size_t least, std::size_t most) {
    words.functions_.push_back({std::move(name), function, least, most});
  };
  add("ln", Function::log, 1, 1);
  add("arcsin", Function::asin, 1, 1);
  add("arccos", Function::acos, 1, 1);
  add("arctan", Function::atan, 1, 1);
  add("arsinh", Function::asinh, 1, 1);
  add("arcosh", Function::acosh, 1, 1);
  add("artanh", Function::atanh, 1, 1);
  if (dimension > 0) {
    words.constants_.push_back({"count", Constant::count});
    add("data", Function::data, dimension == 1 ? 1 : 2, dimension == 1 ? 1 : 2);
  }
  return words;
}

Vocabulary Vocabulary::of_depth() {
  Vocabulary words = elementary();
  words.advice_.erase(words.advice_.begin(), words.advice_.begin() + 9);
  words.constants_.push_back({"s", Constant::depth});
  for (const char* name :
       {"abs", "sign", "min", "max", "cbrt", "rootn", "hypot", "atan2", "floor", "ceil"}) {
    std::erase_if(words.functions_, [&](const FunctionName& entry) { return entry.name == name; });
    words.advice_.push_back({name, "; weights must be smooth in the depth s"});
  }
  for (const char* name : {"t", "x", "depth"}) {
    words.advice_.push_back({name, "; the depth, from 0 to 1, is called s"});
  }
  return words;
}

const FunctionName* Vocabulary::function(std::string_view name) const {
  const auto found = std::find_if(functions_.begin(), functions_.end(),
                                  [&](const FunctionName& entry) { return entry.name == name; });
  return found == functions_.end() ? nullptr : &*found;
}

std::optional<Constant> Vocabulary::constant(std::string_view name) const {
  for (const ConstantName& entry : constants_) {
    if (entry.name == name) return entry.constant;
  }
  return std::nullopt;
}

std::string Vocabulary::advice(std::string_view name) const {
  for (const Advice& entry : advice_) {
    if (entry.name == name) return entry.text;
  }
  return did_you_mean(name, names());
}

std::vector<std::string> Vocabulary::names() const {
  std::vector<std::string> known;
  for (const FunctionName& entry : functions_) known.push_back(entry.name);
  for (const ConstantName& entry : constants_) known.push_back(entry.name);
  return known;
}

}  // namespace rigor
