#include "second_engine/certificate_terms.hpp"

#include <algorithm>
#include <array>

#include "second_engine/certificate_box.hpp"

namespace rigor::second_engine {
namespace {

constexpr std::array<std::string_view, 29> kWords = {
    "num",  "pi",  "var",  "neg", "add",  "sub",   "mul",  "div",  "pow",  "root",
    "exp",  "log", "sin",  "cos", "tan",  "asin",  "acos", "atan", "sinh", "cosh",
    "tanh", "erf", "erfc", "abs", "sign", "floor", "ceil", "min",  "max"};
constexpr std::size_t kMostTerms = 20'000'000;
constexpr std::size_t kMostSteps = 20'000'000;
constexpr std::uint64_t kMostFolded = 64;

}  // namespace

std::optional<Word> word_of(std::string_view spelling) {
  const auto found = std::find(kWords.begin(), kWords.end(), spelling);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<Word>(found - kWords.begin());
}

int operands_of(Word word) {
  switch (word) {
    case Word::num:
    case Word::pi:
    case Word::var:
      return 0;
    case Word::add:
    case Word::sub:
    case Word::mul:
    case Word::div:
    case Word::min:
    case Word::max:
      return 2;
    default:
      return 1;
  }
}

std::size_t Graph::Hash::operator()(const Node& node) const {
  std::uint64_t h = static_cast<std::uint64_t>(node.word);
  for (const std::uint64_t part :
       {node.n, static_cast<std::uint64_t>(node.a), static_cast<std::uint64_t>(node.b)}) {
    h = (h ^ part) * 0x9E3779B97F4A7C15U;
    h ^= h >> 29;
  }
  return h;
}

Id Graph::make(Node node) {
  const auto [place, added] = places_.emplace(node, static_cast<Id>(nodes_.size()));
  if (added) {
    if (nodes_.size() >= kMostTerms) reject("there are too many terms");
    nodes_.push_back(node);
  }
  return place->second;
}

namespace {

// Of abs, sign, floor and ceil.
Rational exact_value(Word word, const Rational& x) {
  if (word == Word::abs) return abs(x);
  if (word == Word::sign) return Rational(x.sign());
  return word == Word::floor ? floor_of(x) : ceil_of(x);
}

}  // namespace

Id Graph::make_number(const Rational& value) {
  const auto [place, added] = number_places_.emplace(value, numbers_.size());
  if (added) numbers_.push_back(value);
  return make({Word::num, place->second, 0, 0});
}

std::optional<Rational> Graph::constant(Id id) const {
  if (nodes_[id].word != Word::num) return std::nullopt;
  return number(nodes_[id]);
}

bool Graph::is_number(Id id, int value) const {
  return nodes_[id].word == Word::num && number(nodes_[id]) == value;
}

Id Graph::neg(Id a) {
  if (const auto c = constant(a)) return make_number(-*c);
  if (nodes_[a].word == Word::neg) return nodes_[a].a;
  return make({Word::neg, 0, a, 0});
}

Id Graph::add(Id a, Id b) {
  if (is_number(a, 0)) return b;
  if (is_number(b, 0)) return a;
  const auto c = constant(a), d = constant(b);
  if (c && d) return make_number(*c + *d);
  return make({Word::add, 0, a, b});
}

Id Graph::sub(Id a, Id b) {
  if (is_number(b, 0)) return a;
  if (is_number(a, 0)) return neg(b);
  const auto c = constant(a), d = constant(b);
  if (c && d) return make_number(*c - *d);
  return make({Word::sub, 0, a, b});
}

Id Graph::mul(Id a, Id b) {
  if (is_number(a, 0) || is_number(b, 1)) return a;
  if (is_number(b, 0) || is_number(a, 1)) return b;
  const auto c = constant(a), d = constant(b);
  if (c && d) return make_number(*c * *d);
  return make({Word::mul, 0, a, b});
}

Id Graph::div(Id a, Id b) {
  if (is_number(a, 0) || is_number(b, 1)) return a;
  const auto c = constant(a), d = constant(b);
  if (c && d && *d != 0) return make_number(*c / *d);
  return make({Word::div, 0, a, b});
}

Id Graph::pow(Id a, std::uint64_t n) {
  if (n == 0) return make_number(1);
  if (n == 1) return a;
  return make({Word::pow, n, a, 0});
}

const Program& Graph::program(Id id) {
  if (const auto found = programs_.find(id); found != programs_.end()) return found->second;
  if (program_steps_ > kMostSteps) {
    programs_.clear();
    program_steps_ = 0;
  }
  std::vector<Id> used, pending = {id};
  std::unordered_map<Id, Id> local;
  while (!pending.empty()) {
    const Id next = pending.back();
    pending.pop_back();
    if (!local.emplace(next, 0).second) continue;
    used.push_back(next);
    const int operands = operands_of(nodes_[next].word);
    if (operands >= 1) pending.push_back(nodes_[next].a);
    if (operands == 2) pending.push_back(nodes_[next].b);
  }
  std::sort(used.begin(), used.end());
  Program program;
  for (const Id term : used) {
    const Node& node = nodes_[term];
    const int operands = operands_of(node.word);
    local[term] = static_cast<Id>(program.steps.size());
    program.steps.push_back({node.word, node.n, operands >= 1 ? local[node.a] : 0,
                             operands == 2 ? local[node.b] : 0, term});
    if (node.word == Word::var) program.variables.push_back(node.n);
  }
  std::sort(program.variables.begin(), program.variables.end());
  program_steps_ += program.steps.size();
  return programs_.emplace(id, std::move(program)).first->second;
}

bool Graph::depends_on(Id id, std::size_t variable) {
  const std::vector<std::size_t>& variables = program(id).variables;
  return std::binary_search(variables.begin(), variables.end(), variable);
}

Id Graph::rebuilt(const Step& step, Id a, Id b) {
  switch (step.word) {
    case Word::num:
    case Word::pi:
    case Word::var:
      return step.id;
    case Word::neg:
      return neg(a);
    case Word::add:
      return add(a, b);
    case Word::sub:
      return sub(a, b);
    case Word::mul:
      if (constant(a) && constant(b)) return mul(a, b);
      return make({step.word, 0, a, b});
    case Word::div:  // 0/0 keeps its guard
      if (constant(a) && constant(b) && !is_number(b, 0)) return div(a, b);
      return make({step.word, 0, a, b});
    case Word::abs:
    case Word::sign:
    case Word::floor:
    case Word::ceil:
      if (const auto c = constant(a)) return make_number(exact_value(step.word, *c));
      return make({step.word, 0, a, 0});
    case Word::min:
    case Word::max: {
      const auto c = constant(a), d = constant(b);
      if (c && d) return (*c < *d) == (step.word == Word::min) ? a : b;
      return make({step.word, 0, a, b});
    }
    case Word::pow:
      if (const auto c = constant(a); c && step.n <= kMostFolded) {
        Rational power = 1;
        for (std::uint64_t i = 0; i < step.n; ++i) power *= *c;
        return make_number(power);
      }
      return make({step.word, step.n, a, 0});
    default:
      return make({step.word, step.n, a, operands_of(step.word) == 2 ? b : 0});
  }
}

Id Graph::substituted(Id id, const std::map<std::size_t, Id>& by) {
  const Program program_of = program(id);
  const bool touched =
      std::any_of(program_of.variables.begin(), program_of.variables.end(),
                  [&](std::size_t variable) { return by.find(variable) != by.end(); });
  if (!touched) return id;
  std::vector<Id> image;
  for (const Step& step : program_of.steps) {
    const auto found = step.word == Word::var ? by.find(step.n) : by.end();
    if (found != by.end()) {
      image.push_back(found->second);
    } else {
      image.push_back(
          rebuilt(step, image.empty() ? 0 : image[step.a], image.empty() ? 0 : image[step.b]));
    }
  }
  return image.back();
}

Id Graph::replaced(Id id, Id what, Id by) {
  const Program program_of = program(id);
  std::vector<Id> image;
  for (const Step& step : program_of.steps) {
    image.push_back(step.id == what ? by
                                    : rebuilt(step, image.empty() ? 0 : image[step.a],
                                              image.empty() ? 0 : image[step.b]));
  }
  return image.back();
}

void Graph::shrink(std::size_t size) {
  while (nodes_.size() > size) {
    places_.erase(nodes_.back());
    nodes_.pop_back();
  }
  for (auto entry = programs_.begin(); entry != programs_.end();) {
    entry = entry->first >= size ? programs_.erase(entry) : std::next(entry);
  }
}

}  // namespace rigor::second_engine
