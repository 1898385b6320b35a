// From syntax to the core language: the work behind read_statement.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "conjecture/alternatives.hpp"
#include "conjecture/sign_set.hpp"
#include "conjecture/statement.hpp"
#include "expression/syntax.hpp"

namespace rigor {

/// A binder of the text: the node of the quantifier, and the place in its list.
using BinderId = std::pair<std::size_t, std::size_t>;

using TermVector = std::vector<TermId>;

/// What may be wanted of a variable once the whole statement is known: to be written out as
/// numbers.
struct NeedsNumbers {
  BinderId binder;
};

/// A variable as typed, with the constants that are its ends.
struct TypedVariable {
  QuantifiedVariable core;  ///< with a range that encloses the typed one
  std::optional<TermId> lower;
  std::optional<TermId> upper;
  std::optional<TermId> lower_depends;  ///< an end that depends on other variables
  std::optional<TermId> upper_depends;
  bool lower_open = false;
  bool upper_open = false;
  BinderId binder;
  Span span;
};

/// One pass over a syntax tree. Its variables are those of the text, in the order of a prenex form;
/// quantifiers inside of formulas are moved to the front, which is right because no range is empty.
class Desugar {
 public:
  /// Variables with a binder in `written_out` are replaced by their values, of which there must be
  /// finitely many.
  Desugar(const SourceText& source, const SyntaxTree& tree, const Vocabulary& vocabulary,
          const StatementContext& context, const std::set<BinderId>& written_out);

  /// The root of the formula. Throws InputError, and NeedsNumbers where another binder should be
  /// written out.
  std::size_t run();

  Terms terms;
  Formulas formulas;
  std::vector<TypedVariable> variables;
  std::vector<OriginalVariable> originals;
  std::vector<Premise> premises;
  std::unordered_map<TermId, TextRange> places;

 private:
  // What a name means.
  enum class Meaning { variable, value, definition };
  struct Scope {
    const Scope* outer = nullptr;
    std::string name;
    Meaning meaning = Meaning::value;
    Alternatives value;                      // of a variable or a value
    std::optional<std::size_t> variable;     // its index
    const Definition* definition = nullptr;  // evaluated in `outer`
  };

  // desugar_formula.cpp
  std::size_t formula(std::size_t node, const Scope* scope, bool positive);
  std::size_t relations(std::size_t node, const Scope* scope, bool positive);
  std::size_t implication(std::size_t node, const Scope* scope, bool positive);
  std::size_t several(std::size_t node, const Scope* scope, bool positive);
  std::size_t predicate(std::size_t node, const Scope* scope, bool positive);
  std::size_t quantified(std::size_t node, std::size_t k, const Scope* scope, bool positive);
  std::size_t written_out(std::size_t node, std::size_t k, const Scope* scope, bool positive,
                          const std::vector<TermId>& values);
  std::size_t in_every_case(const std::vector<std::function<std::size_t()>>& parts,
                            Connective connective);

  // desugar_range.cpp
  std::vector<std::size_t> range_conditions(const TypedVariable& variable, std::size_t index,
                                            bool hold);
  TypedVariable typed_variable(BinderId id, const Scope* scope);
  void set_end(TypedVariable& variable, const Binder& binder, bool is_upper, const Scope* scope);
  std::vector<TermId> values_of(BinderId id, const Scope* scope);
  TermId constant(std::size_t node, const Scope* scope, const char* what);
  TermId without_cases(std::size_t node, const Scope* scope, const char* what);

  // desugar_term.cpp
  Alternatives term(std::size_t node, const Scope* scope);
  Alternatives evaluated(std::size_t node, const Scope* scope);
  Alternatives left_chain(std::size_t node, const Scope* scope);
  Alternatives name(std::size_t node, const Scope* scope);
  Alternatives power(std::size_t node, const Scope* scope);
  Alternatives call(std::size_t node, const Scope* scope);
  Alternatives user_function(std::size_t node, const Scope* scope, const Scope& function);
  TermId binary(Syntax kind, TermId a, TermId b);
  TermId power_of(std::size_t node, TermId base, TermId exponent);
  Alternatives power_with_zero(std::size_t node, TermId base, TermId exponent);
  const Scope* bind_arguments(std::size_t node, const Scope* scope, const Scope& function);

  // desugar_call.cpp
  Alternatives library_function(std::size_t node, const Scope* scope, const FunctionName& function);
  TermId function_of_one(Function function, TermId x);
  TermId nth_root(TermId x, std::size_t n);
  Alternatives polar_angle(TermId y, TermId x);
  Alternatives case_function(std::size_t node, const Scope* scope, const FunctionName& function);
  Alternatives data_point(std::size_t node, const Scope* scope);
  Alternatives sum_or_product(std::size_t node, const Scope* scope);
  Alternatives piecewise(std::size_t node, const Scope* scope);
  Alternatives derivative_of(std::size_t node, const Scope* scope);
  Alternatives differentiated(const Alternatives& values, std::size_t variable);
  Alternatives cases(const std::vector<std::pair<std::size_t, TermId>>& branches,
                     std::optional<std::size_t> complete);
  // Of terms that may have cases, an f that gives cases.
  Alternatives combine_cases(const std::vector<Alternatives>& operands,
                             const std::function<Alternatives(std::span<const TermId>)>& f);
  std::optional<std::size_t> everything_defined(const std::vector<std::size_t>& conditions);
  std::vector<std::size_t> smoothness(TermId term, std::optional<std::size_t> variable);

  // Whole numbers where the language needs them.
  long integer(std::size_t node, const Scope* scope, const char* what);
  [[noreturn]] void want_numbers(std::size_t node, TermId value, const char* what);

  const Scope* look_up(std::string_view name, const Scope* scope) const;
  const Scope* bind(Scope scope);
  std::size_t fresh_variable() { return kFresh + fresh_++; }
  SignSet sign_of(TermId id) { return signs_.of(id); }
  TermId replaced(TermId id, const std::map<std::size_t, TermId>& by);
  Alternatives substituted(std::size_t node, const Alternatives& body,
                           const std::vector<std::size_t>& indices,
                           const std::vector<Alternatives>& arguments);
  Alternatives combine(std::span<const Alternatives> operands,
                       const std::function<TermId(std::span<const TermId>)>& f);
  void note(const Alternatives& values, Span span);
  void count_step(std::size_t node, std::size_t steps = 1);
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const;
  std::string unknown(const std::string& name, const Scope* scope) const;
  const SyntaxNode& at(std::size_t node) const { return tree_[node]; }
  std::string_view text_of(std::size_t node) const;

  class DepthGuard;

  // Beyond the numbers of real variables.
  static constexpr std::size_t kFresh = std::size_t{1} << 40U;

  const SourceText& source_;
  const SyntaxTree& tree_;
  const Vocabulary& vocabulary_;
  const StatementContext& context_;
  const std::set<BinderId>& written_out_;
  Choices choices_;
  Box box_;
  Signs signs_;
  std::deque<Scope> scopes_;
  std::map<std::pair<const Definition*, const Scope*>, Alternatives> constants_;
  std::size_t fresh_ = 0;
  std::size_t steps_ = 0;
  int depth_ = 0;
  bool in_condition_ = false;  // of a piecewise term: no quantifiers
  bool on_spine_ = true;       // no connective above but the conclusions of =>
  // While a variable is written out: copies may share the variables of their outermost quantifiers
  // of the same kind, for all x: A(1, x) and for all x: A(2, x) being for all x: both.
  std::map<BinderId, std::size_t>* shared_ = nullptr;
  bool shared_universal_ = true;
};

}  // namespace rigor
