// The proof of a certificate as sentences. An inner part of latex_proof.hpp.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conjecture/proof.hpp"
#include "report/latex_terms.hpp"
#include "report/number_text.hpp"

namespace rigor {

/// Writes one article; see to_latex_proof. It walks through the proof with the box that each node
/// is about.
class LatexProof {
 public:
  /// The certificate is kept by reference.
  explicit LatexProof(const Certificate& certificate);

  /// The whole article. Once.
  std::string text();

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  std::string term(TermId id) const { return latex_term(terms_, id, names_); }

  std::string goal(TermId id, Relation relation) const {
    return fmt::format("{} {} 0", function_of(id), latex_relation(relation));
  }

  std::string name(std::size_t variable) const { return latex_name(names_[variable]); }

  // f_1, f_2, ... for long terms that were introduced; else the term.
  std::string function_of(TermId id) const;

  // Names a term that is spoken of from here on.
  void introduce(TermId id);

  std::string box_text() const;

  bool is_value(std::size_t i) const {
    const Side& side = box_[i];
    return is_bounded(side) && *side.lower == *side.upper;
  }

  static std::string arrows(const Enclosure& range) {
    return number_latex(compact(range)) + "{}^{\\downarrow\\uparrow}";
  }

  // The enclosure that a leaf rests on.
  Enclosure enclosure(const Proof& node, TermId id) const;

  // ---- Case distinctions.

  using Child = std::function<void(const Proof&, const std::string& label)>;
  void split(const Proof& node, const std::string& label, const Child& child);

  void prove_formula(const Proof& node, const std::string& label);

  void prove_solution(const Proof& node, const std::string& label);

  void prove_atoms(const Proof& node, const std::string& label);

  // ---- Atoms.

  void prove_atom(const Proof& node, TermId id, Relation relation, const std::string& label);

  Relation at_end(std::size_t variable, End end, Relation relation) const;

  // Says where we are, and does `body` there.
  void on_face(std::size_t variable, End end, const std::function<void()>& body);

  void prove_by_enclosure(const Proof& node, TermId id, Relation relation);

  // Reductions that rest on an identity of terms.
  void prove_by_identity(const Proof& node, TermId id, Relation relation, const std::string& label);

  void prove_shifted(const Proof& node, Relation relation, const std::string& label);

  // ---- Large trees.

  // More cases than a reader wants to see one by one.
  static bool is_large(const Proof& node);

  // `id`: the term whose sign is proved on the boxes; if absent, the nodes are of the formula.
  void tabulate(const Proof& node, std::optional<TermId> id);

  // What a table says of the boxes that one rule settles.
  struct Tally {
    std::size_t boxes = 0;
    std::optional<Enclosure> weakest;
    double least = 0;
  };

  void collect(const Proof& node, std::optional<TermId> id, std::map<std::string, Tally>& tallies,
               std::vector<Rational>& narrowest, std::size_t& boxes);

  const Certificate& certificate_;
  const Terms& terms_;
  const ClosedFormula& formula_;
  std::vector<std::string> names_;
  Box box_;
  std::map<TermId, std::string> functions_;
  std::string out_;
};

}  // namespace rigor
