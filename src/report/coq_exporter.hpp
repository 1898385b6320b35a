// The proof of a certificate as tactics of Coq. An inner part of coq.hpp.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conjecture/proof.hpp"
#include "report/coq_terms.hpp"

namespace rigor {

/// "the rule R: why".
CoqRefusal coq_refusal(Rule rule, std::string_view why);

/// Writes one file; see to_coq. It walks through the proof and keeps the box and the hypotheses of
/// Coq's context in step: variable i is named names_[i], has the value values_[i] (its name, IZR of
/// it, a number at a face, a chosen term), and the hypothesis H<name> says that it lies in box_[i].
class CoqExporter {
 public:
  /// The certificate is kept by reference.
  explicit CoqExporter(const Certificate& certificate);

  /// The whole file. Once.
  std::string text(const std::string& statement);

 private:
  static bool is_strict(Relation relation) { return relation == Relation::greater; }

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    out_.append(2 * depth_, ' ');
    fmt::format_to(std::back_inserter(out_), form, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  // A block of tactics for one goal.
  void block(const std::function<void()>& body);

  static std::string comment(std::string text);

  // ---- The statement.

  std::string plain(TermId term) const { return coq_term(terms_, term, values_, CoqStyle::plain); }

  std::string basic(TermId term) const { return coq_term(terms_, term, values_, CoqStyle::basic); }

  // As a function of one variable.
  std::string function_of(std::size_t variable, TermId term) const {
    return fmt::format("(fun {} => {})", names_[variable], basic(term));
  }

  std::string relation(TermId term, Relation rel) const { return coq_relation(basic(term), rel); }

  std::string quantified(std::size_t i);

  const std::vector<Atom>& guards(TermId term);

  std::string formula_text(std::size_t node);

  // ---- Hypotheses on the variables.

  std::string hypothesis(std::size_t i) const { return "H" + names_[i]; }

  // It is a variable of the context, not a number or a term in its place.
  bool is_bound(std::size_t i) const {
    return i < introduced_ && (values_[i] == names_[i] || values_[i] == "IZR " + names_[i]);
  }

  bool chosen(std::size_t i) const {
    return formula_.variables[i].quantifier == Quantifier::exists;
  }

  std::string side_text(std::size_t i, const Side& side) const {
    return coq_side(side, values_[i]);
  }

  // Names the variables up to the next one that has to be chosen.
  void introduce();

  // The hypotheses on all variables but those listed.
  std::string kept(std::initializer_list<std::size_t> without) const;

  // A fact about all values of a variable in a side, proved by `body` with box_ set to that side.
  void for_side(const std::string& name, std::size_t variable, const Side& side, TermId term,
                Relation rel, const std::function<void()>& body);

  // The same at the end of a side: the variable is a number there.
  void at_end(const std::string& name, std::size_t variable, End end, TermId term, Relation rel,
              const Proof& child);

  std::string fresh(std::string_view base) { return fmt::format("{}{}", base, ++names_made_); }

  // ---- Case distinctions.

  void split(const Proof& node, const std::function<void(const Proof&)>& child);

  // ---- Formula goals.

  void prove_formula(const Proof& node);

  void choose(const Proof& node);

  void prove_atoms(const Proof& node);

  // A tactic that proves a part of the formula from what is proved.
  std::string follow(std::size_t node);

  static std::string way(std::size_t part, std::size_t parts);

  std::string decision(const Atom& atom) const;

  // ---- Atom goals. The goal in Coq is relation(term, rel).

  void prove_atom(const Proof& node, TermId term, Relation rel);

  // A rule of calculus for an integer variable: the goal holds for the reals between the integers.
  void prove_on_reals(const Proof& node, std::size_t v, TermId term, Relation rel);

  // The variables of a term that are not thin.
  std::vector<std::size_t> free_variables(TermId term) const;

  // Whether the tree only bisects one real variable until enclosures settle every part: then
  // CoqInterval does the same by itself, and faster.
  bool is_bisection(const Proof& node, std::size_t variable) const;

  // Of erf and erfc in a term, each once.
  std::vector<TermId> error_operands(TermId term) const;

  // The node in two halves, if a term of one variable has an error function and the side is long.
  std::optional<Proof> halves_for_errors(const Proof& node, TermId term) const;

  // Replaces each erf u in the goal by Taylor's formula at a point c near u, and erf c by a number
  // of which bounds are proved.
  void replace_errors(TermId term);

  static std::string bisection_tactic(const std::string& name);

  std::string enclosure_tactic(const std::vector<std::string>& free, int bits) const;

  void prove_by_enclosure(const Proof& node, TermId term);

  Side thin(std::size_t v, End end) const {
    return thin_side(end == End::lower ? *box_[v].lower : *box_[v].upper);
  }

  Side closed(std::size_t v) const;

  // The derivative, with 1/(2 sqrt a) for sqrt a/(2 a), which `field` takes for another number.
  TermId slope_of(TermId term, std::size_t v);

  void prove_monotone(const Proof& node, TermId term, Relation rel);

  void prove_concave(const Proof& node, TermId term, Relation rel);

  void prove_by_product(const Proof& node, TermId term, Relation rel);

  void prove_combination(const Proof& node, TermId term, Relation rel);

  void prove_by_order(const Proof& node, Relation rel);

  static std::string pattern(const std::string& name, Relation rel) {
    return coq_relation("?" + name, rel);
  }

  void prove_by_cases(const Proof& node, Relation rel);

  void prove_polynomial(TermId term, Relation rel);

  // f (p) = ... = f^(K-1) (p) = 0, and the sign of f^(K) between p and x.
  void prove_zero(const Proof& node, TermId term, Relation rel);

  // The values of a number or a variable.
  std::optional<Side> range_of(TermId id) const;

  // Whether doubles show that the term is not positive where variable v is in the side.
  bool falls_on(TermId term, std::size_t v, const Side& side) const;

  // The goal is the sign of f on one side of p; each step uses the sign of the next derivative.
  void climb(const std::vector<TermId>& derivatives, std::size_t v, const std::string& p,
             bool is_right, const std::string& sign, bool is_strictly, const std::string& hull);

  // A tactic that proves that the term is 0: `field`, which treats functions as unknowns, perhaps
  // with all exponentials written as powers of one.
  std::string algebra_tactic(TermId term, Rule rule);

  Terms terms_;
  const ClosedFormula& formula_;
  const Proof& proof_;
  std::vector<std::string> names_;
  std::vector<std::string> values_;
  Box box_;
  std::map<TermId, std::vector<Atom>> guards_;
  std::optional<Atom> given_;
  std::size_t introduced_ = 0;
  std::size_t names_made_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace rigor
