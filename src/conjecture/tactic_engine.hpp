// The state of one attempt to prove a tight goal.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conjecture/tactic_parts.hpp"
#include "conjecture/tactics.hpp"

namespace rigor {

/// One attempt of prove_tight: goals are looked at from the top down, each by interval evaluation
/// and coefficients, then by the tactics below in their order; what was tried on the way isn't
/// tried again.
class Tactics {
 public:
  Tactics(AtomRules& rules, const TacticOptions& options)
      : rules_(rules),
        terms_(rules.terms()),
        forms_(rules.forms()),
        options_(options),
        steps_(options.steps) {}

  int steps_left() const { return steps_; }

  std::optional<Proof> run(const Goal& goal);

 private:
  std::optional<Proof> prove(const Goal& goal, int depth);
  std::optional<Proof> prove_unguarded(const Goal& goal, int depth);
  std::optional<Proof> by_tactics(const Goal& goal, TermId term,
                                  const std::vector<std::size_t>& free, int depth);
  static Proof leaf(Rule rule, int bits = 53);

  /// The node with proofs of its children, if its conditions hold and they are found.
  std::optional<Proof> attempt(Proof node, const Goal& goal, int depth);
  std::optional<Proof> multiply(const Goal& goal, TermId d, TermId n, int depth);
  std::optional<Proof> search(const Goal& goal);
  std::string key_of(const Goal& goal) const;
  std::vector<std::size_t> free_variables(TermId term, const Box& box) const;

  // No variables: identities, or more bits.
  std::optional<Proof> constant(const Goal& goal, TermId term, int depth);
  bool seems_violated(const GuessedTerm& guess, const Box& box,
                      const std::vector<std::size_t>& free) const;

  // T = L W + R with a number L >= 0, for T and W linear in the variables, or with equal parts.
  std::optional<Proof> by_given(const Goal& goal, int depth);

  // A variable in place of its distance to where the condition ends: x >= y by x = y + t.
  std::optional<Proof> by_shift(const Goal& goal, const std::vector<std::size_t>& free, int depth);
  std::optional<Proof> shifted(const Goal& goal, std::size_t v, End end, TermId p, int depth);
  std::vector<std::optional<Rational>> proposed_lengths(const Goal& goal, TermId reach) const;

  // Without its positive factors and denominators.
  std::optional<Proof> by_simpler_form(const Goal& goal, TermId term, int depth);
  std::optional<Proof> by_cases(const Goal& goal, int depth);

  // Faces on which a monotone or concave term is least.
  std::optional<Proof> by_faces(const Goal& goal, const std::vector<std::size_t>& free, int depth);

  // T = exp A - exp B: through exp it is A - B.
  std::optional<Proof> by_exponential(const Goal& goal, TermId term, bool of_sums, int depth);

  // A product of powers, by intervals.
  std::optional<Proof> by_factors(const Goal& goal, TermId term);

  // Sines and cosines of sums by the addition theorems.
  std::optional<Proof> by_angles(const Goal& goal, TermId term, int depth);

  // A form that is away from 0, also at ends where the term vanishes.
  std::optional<Proof> by_other_form(const Goal& goal, TermId term, std::size_t v, int depth);

  // Rule zero on the whole box, at proposed places.
  std::optional<Proof> by_zero(const Goal& goal, const std::vector<std::size_t>& free, int depth);
  std::optional<Proof> zero_at(const Goal& goal, std::vector<VariableTerm> where, int depth);
  std::optional<Proof> split_at(const Goal& goal, std::size_t v, const Rational& at, Owner owner,
                                int depth);

  // A slope that seems to have the right sign, of a form of the term.
  struct Candidate {
    TermId factor;
    TermId form;
    Proof node;
    int size;
  };
  void add_candidates(const Goal& goal, TermId factor, TermId form, std::size_t v,
                      const std::vector<std::size_t>& free, std::vector<Candidate>& found);
  std::optional<Proof> by_slopes(const Goal& goal, TermId term,
                                 const std::vector<std::size_t>& free, int depth);
  std::optional<Proof> one_variable(const Goal& goal, TermId term, std::size_t v, int depth);

  // T = A r + B with a square root r: times A r - B > 0 it is A^2 r^2 - B^2.
  std::optional<Proof> by_conjugate(const Goal& goal, TermId term, int depth);
  std::optional<Proof> several_variables(const Goal& goal, TermId term,
                                         const std::vector<std::size_t>& free, int depth);

  // With a root, closed sides that end at 0 are opened there.
  std::optional<Proof> without_root_faces(const Goal& goal, TermId term,
                                          const std::vector<std::size_t>& free, int depth);

  // T = log A - R: through log it is A - exp(R).
  std::optional<Proof> by_logarithm(const Goal& goal, TermId term, int depth);
  bool is_polynomial(TermId term) const;
  /// The term seems to be the same with the two variables exchanged, or (almost) to vanish somewhere where they meet.
  bool is_symmetric(TermId term, std::size_t v, std::size_t w, const Box& box,
                    const std::vector<std::size_t>& free);
  std::optional<Proof> by_order(const Goal& goal, TermId term, const std::vector<std::size_t>& free,
                                int depth);

  // A proposed zero inside: the rule zero on boxes around it, the search on the rest.
  std::optional<Proof> around_zeros(const Goal& goal, TermId term,
                                    const std::vector<std::size_t>& free);

  // At a number inside of a side where the term vanishes.
  std::optional<Proof> split_at_zeros(const Goal& goal, const std::vector<std::size_t>& free,
                                      int depth);

  // Zeros on curves x_v = P: the search, with the rule zero on boxes near the curves.
  std::optional<Proof> along_zeros(const Goal& goal, const std::vector<std::size_t>& free);

  // Splits side by side until only the inner box is left, which `inner` proves.
  std::optional<Proof> cut_out(const Goal& goal, const Box& inside, Proof inner, std::size_t v);

  AtomRules& rules_;
  Terms& terms_;
  NormalForms& forms_;
  const TacticOptions& options_;
  int steps_;
  int deepest_ = 0;
  int orders_ = 0;
  int covers_ = 0;
  int first_difficulty_ = 0;  ///< of the first term whose slopes are tried
  std::set<std::string> visited_;
};

}  // namespace rigor
