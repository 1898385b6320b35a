// Terms: expressions in a small core language, shared as a graph.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// The operations of the core language of statements and certificates. With operands a, b:
enum class Op : unsigned char {
  number,    ///< an exact rational
  pi,        ///< the constant
  variable,  ///< x_i
  negate,
  add,
  subtract,
  multiply,
  divide,  ///< b != 0
  power,   ///< a^n, an integer n >= 2
  root,    ///< the n-th root of a >= 0, an integer n >= 2
  exp,
  log,  ///< a > 0
  sin,
  cos,
  tan,   ///< cos a != 0
  asin,  ///< -1 <= a <= 1
  acos,  ///< -1 <= a <= 1
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

/// The spelling in certificates: "num", "pi", "var", "neg", "add", "sub", "mul", "div", "pow",
/// "root", and the names above.
std::string_view spelling(Op op);
/// 0 for number, pi, variable; 2 for add, subtract, multiply, divide, min, max; 1 otherwise.
int operand_count(Op op);

/// The place of a term in its graph.
using TermId = std::size_t;

struct Term {
  Op op = Op::number;
  Rational number;        ///< of a number
  std::size_t index = 0;  ///< of a variable; the n of a power or a root
  TermId a = 0;           ///< operands, earlier in the graph
  TermId b = 0;
};

/// A graph of terms, operands before the terms that use them, each term stored once. Making a term
/// folds exact rational arithmetic (+ - * / and powers of numbers, to at most 2^16 bits), -(-a),
/// a + 0, a - 0, a * 1, a / 1, 0 - a, a * (-1), a * a; never in a way that changes where a term is
/// defined.
class Terms {
 public:
  const Term& operator[](TermId id) const { return terms_[id]; }
  std::size_t size() const { return terms_.size(); }

  TermId number(const Rational& value);
  TermId pi() { return intern({Op::pi, {}, 0, 0, 0}); }
  TermId variable(std::size_t index) { return intern({Op::variable, {}, index, 0, 0}); }
  TermId negate(TermId a);
  TermId add(TermId a, TermId b);
  TermId subtract(TermId a, TermId b);
  TermId multiply(TermId a, TermId b);
  TermId divide(TermId a, TermId b);
  /// a^n for n >= 1. Throws std::invalid_argument for n < 1.
  TermId power(TermId a, std::size_t n);
  /// The n-th root, n >= 2. Throws std::invalid_argument for n < 2.
  TermId root(TermId a, std::size_t n);
  /// Of one operand: exp to ceil, negate.
  TermId apply(Op op, TermId a);
  /// Of two operands: add, subtract, multiply, divide, min, max.
  TermId apply(Op op, TermId a, TermId b);
  /// The operation of `like` on other operands.
  TermId rebuild(const Term& like, TermId a, TermId b);

 private:
  struct Hash {
    std::size_t operator()(const Term& term) const;
  };
  struct Same {
    bool operator()(const Term& x, const Term& y) const;
  };
  TermId intern(Term term);
  const Rational* value_of(TermId id) const;
  bool is_number(TermId id, int value) const;

  std::vector<Term> terms_;
  std::unordered_map<Term, TermId, Hash, Same> places_;
};

/// Which terms `root` is made of, itself included: in increasing order.
std::vector<TermId> subterms(const Terms& terms, std::span<const TermId> roots);
/// Whether the variable occurs in the term.
bool depends_on(const Terms& terms, TermId term, std::size_t variable);
/// The variables that occur, in increasing order.
std::vector<std::size_t> variables_of(const Terms& terms, TermId term);
/// The term with the variable replaced by another term.
TermId substitute(Terms& terms, TermId term, std::size_t variable, TermId by);
/// The partial derivative, symbolically, wherever the term is differentiable. abs' = sign; min and
/// max differentiate as (a + b -+ |a - b|)/2; floor, ceil and sign have the derivative 0.
TermId derivative(Terms& terms, TermId term, std::size_t variable);
/// As a person would type it, with the fewest brackets; names of the variables in their order.
std::string text(const Terms& terms, TermId term, std::span<const std::string> names);

}  // namespace rigor
