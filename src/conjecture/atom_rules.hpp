// The rules that prove atoms, with all their conditions. Trusted.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/proof.hpp"
#include "expression/normal_form.hpp"

namespace rigor {

/// An atom to prove at the points of a box; perhaps only where `given` holds.
struct Goal {
  Atom atom;
  Box box;
  std::optional<Atom> given;
};

/// The rules of docs/certificates.md, "Atom goals", for proofs that are made by hand or by tactics:
/// a node is checked against its goal, and what its children have to prove is returned.
class AtomRules {
 public:
  /// Both are kept by reference; `variables` of the formula.
  AtomRules(Terms& terms, NormalForms& forms, std::size_t variables)
      : terms_(terms), forms_(forms), variables_(variables) {}

  /// The goals of the children (none for a leaf), whose truth implies that of `goal`; nullopt if a
  /// condition of the rule fails or isn't shown. The children that the node has are not looked at.
  std::optional<std::vector<Goal>> children(const Proof& node, const Goal& goal);

  /// The whole proof is right.
  bool proves(const Proof& proof, const Goal& goal);

  /// The atoms that the node `atoms`, on this box, proves before without `given`: what derivative
  /// rules may take for granted on parts of the box.
  void set_known(std::vector<Atom> atoms, const Box& box) {
    known_ = std::move(atoms);
    known_box_ = box;
  }

  /// By interval evaluation at 53, then at 128 bits.
  bool shown(const Atom& atom, const Box& box);

  Terms& terms() { return terms_; }
  NormalForms& forms() { return forms_; }
  std::size_t variables() const { return variables_; }

 private:
  using Goals = std::optional<std::vector<Goal>>;

  Goals leaf(const Proof& node, const Goal& goal);
  Goals face(const Proof& node, const Goal& goal);
  Goals ends(const Proof& node, const Goal& goal);
  Goals split(const Proof& node, const Goal& goal);
  Goals multiply(const Proof& node, const Goal& goal);
  Goals combine(const Proof& node, const Goal& goal);
  Goals slope(const Proof& node, const Goal& goal);
  Goals limit(const Proof& node, const Goal& goal);
  Goals order(const Proof& node, const Goal& goal);
  Goals shift(const Proof& node, const Goal& goal);
  Goals cases(const Proof& node, const Goal& goal);
  Goals through(const Proof& node, const Goal& goal);

  std::optional<Atom> given_without(const Goal& goal, std::size_t variable) const;
  bool identical(TermId a, TermId b, const Box& box);
  bool are_defined(std::vector<TermId> introduced, const Box& box, TermId beside);
  bool is_continuous(TermId term, const Box& box);
  bool is_known(const Atom& guard, const Box& box);

  Terms& terms_;
  NormalForms& forms_;
  std::size_t variables_;
  std::vector<Atom> known_;
  Box known_box_;
};

/// Rule `positive`: the polynomial's coefficients in the variables t of docs/certificates.md.
bool prove_positive(const Terms& terms, NormalForms& forms, const Goal& goal);

/// Rule `zero`.
bool prove_zero(Terms& terms, NormalForms& forms, std::size_t variables, const Proof& node,
                const Goal& goal);

/// The limit of the term, which depends on the variable only, as it goes to infinity (`upper`) or
/// minus infinity; by the rules of docs/certificates.md, "Limits".
std::optional<TermId> limit_at_infinity(Terms& terms, NormalForms& forms, TermId term,
                                        std::size_t variable, End end);

/// The term with the variables that have one value on the box replaced by it.
TermId at_thin_sides(Terms& terms, TermId term, const Box& box);

/// The term with all places of `part` taken by `by`.
TermId replace_subterm(Terms& terms, TermId term, TermId part, TermId by);

}  // namespace rigor
