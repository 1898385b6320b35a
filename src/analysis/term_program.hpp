// TermProgram: terms as a flat list of steps, evaluated on boxes together with their derivatives.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// The sides of a box (or a point) as a program takes them: one interval a variable, and whether 0
/// is known to be no value of the variable although it may be an end of the interval.
template <IntervalNumber I>
struct Ranges {
  std::vector<I> sides;
  std::vector<unsigned char> excludes_zero;
};

/// The closed hulls of the sides.
template <IntervalNumber I>
Ranges<I> enclose_box(const Box& box, Precision precision);
template <IntervalNumber I>
void enclose_box(const Box& box, Precision precision, Ranges<I>& result);
template <IntervalNumber I>
Ranges<I> enclose_point(std::span<const Rational> point, Precision precision);
/// The exact midpoints (lower + upper)/2 of the finite sides, then enclosed; the line where a side
/// is infinite.
template <IntervalNumber I>
void enclose_midpoint(const Box& box, Precision precision, Ranges<I>& result);

/// Enclosures of terms and of their derivatives over boxes, by the rules that docs/certificates.md
/// states under "Interval evaluation" and "Derivatives": natural interval extensions and automatic
/// differentiation in forward mode, so that a checker with the same rules and at least the
/// precision gets what is enclosed here, or a part of it.
///
/// A program is immutable. What it computes stands in a Workspace of the caller, one a thread;
/// nothing is allocated after it is made (but for what BigInterval allocates).
template <IntervalNumber I>
class TermProgram {
 public:
  /// For the terms `roots` and all of their subterms, over the variables 0 ... variables - 1.
  /// Constants are enclosed once. Throws std::invalid_argument if more than 64 variables occur, or
  /// for an exponent of 2^31 or more.
  TermProgram(const Terms& terms, std::span<const TermId> roots, std::size_t variables,
              Precision precision);

  /// What the sweeps below fill in. Made by `workspace`; valid for this program only.
  struct Workspace {
    std::vector<I> range;
    std::vector<unsigned char> nonzero;
    std::vector<I> gradient;  ///< [step * active variables + place of the variable]
    std::vector<I> hessian;   ///< [step * pairs + pair]
  };
  Workspace workspace() const;

  std::size_t root_count() const { return roots_.size(); }
  Precision precision() const { return precision_; }
  /// The variables that root number r depends on, in increasing order.
  std::span<const std::size_t> variables_of(std::size_t r) const { return roots_[r].variables; }

  /// The ranges and nonzero flags of all steps over the box: of the values of each term at the
  /// points where it is defined. Empty: it is defined nowhere.
  void evaluate(const Ranges<I>& box, Workspace& work) const;
  /// Only of what root number r needs.
  void evaluate(std::size_t r, const Ranges<I>& box, Workspace& work) const;

  /// After `evaluate`, of a subterm of the roots: its range, and whether it is shown to be nonzero.
  const I& range(const Workspace& work, TermId term) const { return work.range[step_of(term)]; }
  bool is_nonzero(const Workspace& work, TermId term) const {
    return work.nonzero[step_of(term)] != 0;
  }
  bool contains(TermId term) const { return step_of_[term] != kNone; }
  const I& root_range(const Workspace& work, std::size_t r) const {
    return work.range[roots_[r].step];
  }
  bool root_is_nonzero(const Workspace& work, std::size_t r) const {
    return work.nonzero[roots_[r].step] != 0;
  }

  /// After `evaluate`: all guards of the subterms of root r (b != 0, a >= 0, ...) hold on the box.
  bool is_defined(const Workspace& work, std::size_t r) const;
  /// After `evaluate`: no floor, ceil or sign in root r can jump on the box; and, beyond that, root
  /// r is infinitely often differentiable at each point of the box where it is defined.
  bool has_no_jumps(const Workspace& work, std::size_t r) const;
  bool is_smooth(const Workspace& work, std::size_t r) const;

  /// After `evaluate`: fills in the gradients of root r and of its subterms.
  void differentiate(std::size_t r, Workspace& work) const;
  /// The partial derivative of root r, after `differentiate`.
  const I& partial(const Workspace& work, std::size_t r, std::size_t variable) const;

  /// After `differentiate`: fills in the second derivatives of root r and of its subterms.
  void differentiate_twice(std::size_t r, Workspace& work) const;
  const I& second_partial(const Workspace& work, std::size_t r, std::size_t i, std::size_t j) const;
  /// The second derivative of root r by the variable is 0 by its form, where it exists.
  bool is_affine_in(std::size_t r, std::size_t variable) const;

  /// The Taylor coefficients d^k/dx^k root_r / k! in one variable, k = 0 ... order, over the box.
  /// They enclose wherever root r is smooth.
  std::vector<I> series(std::size_t r, std::size_t variable, int order, const Ranges<I>& box) const;

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  /// A second derivative of a step, by the variables in the places i >= j, and which of the
  /// derivatives of its operands it is made of; the others are exactly 0.
  struct Pair {
    std::uint32_t place;  ///< in the row of second derivatives
    std::uint8_t i, j;
    bool a_ij, b_ij;
    bool ij, ji;  ///< the products of first derivatives, with i of the first and j of the second
  };
  struct Step {
    Op op;
    std::uint32_t a, b;     ///< steps
    int n;                  ///< of a power or a root; of a variable its number
    std::uint64_t depends;  ///< bit p: on the variable in place p
    std::uint32_t pairs_begin, pairs_end;
  };
  struct Root {
    std::uint32_t step;
    std::vector<std::uint32_t> steps;    ///< those it needs that are not constant, in order
    std::vector<std::uint32_t> guarded;  ///< with a guard, constant ones included
    std::vector<std::uint32_t> jumping;  ///< floor, ceil, sign
    std::vector<std::uint32_t> bent;     ///< not smooth everywhere, but for those
    std::vector<std::uint32_t> all;      ///< the steps with the constant ones
    std::vector<std::size_t> variables;
  };

  std::uint32_t step_of(TermId term) const { return step_of_[term]; }
  void add_step(const Terms& terms, TermId id);
  void add_pairs();
  void add_root(const Terms& terms, TermId id);
  void evaluate_step(std::uint32_t s, const Ranges<I>& box, Workspace& work) const;
  void differentiate_step(std::uint32_t s, Workspace& work) const;
  void differentiate_step_twice(std::uint32_t s, Workspace& work) const;

  Precision precision_;
  I zero_;
  std::vector<std::uint32_t> step_of_;   ///< of a term; kNone if it is not in the program
  std::vector<std::uint32_t> place_of_;  ///< of a variable
  std::vector<std::size_t> active_;      ///< the variables that occur: of a place
  std::vector<Step> steps_;
  std::vector<std::uint32_t> order_;  ///< the steps that are not constant
  std::vector<Root> roots_;
  std::vector<Pair> pairs_;
  std::size_t pair_count_ = 0;  ///< of a row of second derivatives
  Workspace initial_;
};

extern template class TermProgram<Interval>;
extern template class TermProgram<BigInterval>;

}  // namespace rigor
