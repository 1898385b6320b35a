// Rules that prove an atom on a box from one evaluation, or reduce it to faces of the box.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "analysis/term_program.hpp"
#include "conjecture/proof.hpp"

namespace rigor {

/// A box as the rules need it; one for all atoms that are tried on it.
template <IntervalNumber I>
class EnclosedBox {
 public:
  explicit EnclosedBox(Precision precision) : precision_(precision) {}
  /// Takes in a box that isn't empty. It is not copied.
  void enter(const Box& box);

  Precision precision() const { return precision_; }
  const Box& box() const { return *box_; }
  const Ranges<I>& sides() const { return sides_; }
  /// The exact midpoints, and the sides less them.
  const Ranges<I>& middle() const;
  const std::vector<I>& offsets() const;
  /// How often a box has entered.
  std::size_t visit() const { return visit_; }

 private:
  void find_middle() const;

  Precision precision_;
  const Box* box_ = nullptr;
  Ranges<I> sides_;
  mutable bool has_middle_ = false;
  mutable Ranges<I> middle_;
  mutable std::vector<I> offsets_;
  std::size_t visit_ = 0;
};

/// The leaf rules interval, mean, taylor and the reductions face, ends of docs/certificates.md, for
/// one term. What is computed on the box that was entered last is kept and shared by the rules; so
/// an object belongs to one thread. Every `prove_...` is true only if the rule, with its side
/// conditions, proves the atom (given the children, for reductions) at this precision, and so at
/// any higher one.
template <IntervalNumber I>
class LeafRules {
 public:
  LeafRules(const Terms& terms, TermId term, std::size_t variables, Precision precision);

  /// `has_guards`: the guards of all subterms are proved, without assumptions, on a box that
  /// contains this one (as atoms of the node `atoms`). Otherwise they have to hold by the ranges.
  /// `box` must outlive the calls below.
  void enter(const EnclosedBox<I>& box, bool has_guards);

  /// Encloses the term's values at the points of the box where it is defined.
  const I& range() const { return program_.root_range(work_, 0); }
  /// Whether the ranges show the guards on the box.
  bool is_defined() const { return is_defined_; }
  /// The value at the midpoint: the line if a side is infinite.
  const I& middle_value();
  /// Encloses the partial derivative over the box: the line where the term isn't shown to be
  /// continuous.
  const I& partial(std::size_t variable);
  /// Of the smooth term over the box: the line where it isn't shown to be smooth.
  const I& second_partial(std::size_t i, std::size_t j);
  /// The mean value form and the second-order form over the box; the line where they don't apply.
  const I& mean_value();
  const I& taylor();
  /// The Hessian over the box is there already.
  bool has_hessian() const { return has_hessian_; }

  bool prove_by_interval(Relation relation) const;
  bool prove_by_mean_value(Relation relation);
  bool prove_by_taylor(Relation relation);
  /// The relation that is left to prove on the face.
  std::optional<Relation> prove_face(Relation relation, std::size_t variable, End end);
  /// The relations that are left to prove on the lower and the upper face.
  std::optional<std::pair<Relation, Relation>> prove_ends(Relation relation, std::size_t variable);

  std::span<const std::size_t> variables() const { return program_.variables_of(0); }
  const TermProgram<I>& program() const { return program_; }
  const typename TermProgram<I>::Workspace& workspace() const { return work_; }

 private:
  using Workspace = typename TermProgram<I>::Workspace;

  bool is_continuous_inside() const;
  bool is_defined_with(std::size_t variable, bool open);
  void differentiate();
  void differentiate_twice();
  void evaluate_middle();
  bool prepare_taylor();

  TermProgram<I> program_;
  Precision precision_;
  I line_;
  const EnclosedBox<I>* box_ = nullptr;
  bool has_guards_ = false;
  bool is_defined_ = false;
  bool has_gradient_ = false;
  bool has_hessian_ = false;
  bool has_middle_ = false;
  std::optional<I> mean_value_;
  std::optional<I> taylor_;
  std::optional<I> tangent_;  ///< T(c) + sum_i g_i(c) d_i, where the second-order form applies
  Workspace work_;
  Workspace middle_;
  Workspace other_;
};

extern template class EnclosedBox<Interval>;
extern template class EnclosedBox<BigInterval>;
extern template class LeafRules<Interval>;
extern template class LeafRules<BigInterval>;

/// The face of the box at a finite end of a side: there the side is thin and real.
Box face_of(const Box& box, std::size_t variable, End end);

}  // namespace rigor
