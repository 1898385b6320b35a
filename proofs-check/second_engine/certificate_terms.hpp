// Terms of certificates, as the re-checker keeps them. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// The certificate can't be accepted; `line` 0 where the caller knows it better.
struct Rejected {
  std::size_t line = 0;
  std::string reason;
};

[[noreturn]] inline void reject(std::string reason) {
  throw Rejected{0, std::move(reason)};
}

enum class Word : std::uint8_t {
  num,
  pi,
  var,
  neg,
  add,
  sub,
  mul,
  div,
  pow,
  root,
  exp,
  log,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  erf,
  erfc,
  abs,
  sign,
  floor,
  ceil,
  min,
  max
};

/// The word of a term line, if it is one.
std::optional<Word> word_of(std::string_view spelling);
/// 0, 1 or 2.
int operands_of(Word word);

using Id = std::uint32_t;

struct Node {
  Word word = Word::num;
  std::uint64_t n = 0;  ///< of var: its index; of pow, root: the exponent; of num: its place
  Id a = 0;
  Id b = 0;
  bool operator==(const Node&) const = default;
};

/// A step of a program: operands are earlier steps.
struct Step {
  Word word;
  std::uint64_t n;
  Id a;
  Id b;
  Id id;  ///< the term
};

/// The subterms of a term, operands first; the last step is the term.
struct Program {
  std::vector<Step> steps;
  std::vector<std::size_t> variables;  ///< that occur, increasing
};

/// A graph in which equal terms are one.
class Graph {
 public:
  const Node& operator[](Id id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }
  const Rational& number(const Node& node) const { return numbers_[node.n]; }
  const Rational& number(std::size_t place) const { return numbers_[place]; }

  /// As it is written; nothing is simplified.
  Id make(Node node);
  Id make_number(const Rational& value);

  /// With 0, 1 and rational constants folded (as derivatives need it).
  Id neg(Id a);
  Id add(Id a, Id b);
  Id sub(Id a, Id b);
  Id mul(Id a, Id b);
  Id div(Id a, Id b);
  Id pow(Id a, std::uint64_t n);
  Id apply(Word word, Id a) { return make({word, 0, a, 0}); }
  Id root(Id a, std::uint64_t n) { return make({Word::root, n, a, 0}); }

  bool is_number(Id id, int value) const;
  std::optional<Rational> constant(Id id) const;

  const Program& program(Id id);
  bool depends_on(Id id, std::size_t variable);

  /// With each variable that has a term replaced by it.
  Id substituted(Id id, const std::map<std::size_t, Id>& by);
  /// With every occurrence of a subterm replaced.
  Id replaced(Id id, Id what, Id by);
  /// The partial derivative, wherever the term is differentiable; abs' = sign, min and max as
  /// (a + b -+ |a - b|)/2, floor, ceil, sign: 0.
  Id derivative(Id id, std::size_t variable);

  /// Forgets all terms made since the graph had this size.
  void shrink(std::size_t size);

 private:
  struct Hash {
    std::size_t operator()(const Node& node) const;
  };
  Id rebuilt(const Step& step, Id a, Id b);

  std::vector<Node> nodes_;
  std::unordered_map<Node, Id, Hash> places_;
  std::vector<Rational> numbers_;
  std::map<Rational, std::size_t> number_places_;
  std::unordered_map<Id, Program> programs_;
  std::size_t program_steps_ = 0;
};

}  // namespace rigor::second_engine
