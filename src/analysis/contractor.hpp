// Contractor: the part of a box where given terms can have given signs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/term_program.hpp"

namespace rigor {

/// What is asked of a term's value.
enum class DemandedSign { nonnegative, nonpositive, zero, any };

/// A term that is to be defined, with a value of that sign.
struct SignConstraint {
  TermId term = 0;
  DemandedSign sign = DemandedSign::any;
};

/// Forward-backward contraction (HC4: F. Benhamou, F. Goualard, L. Granvilliers, J.-F. Puget,
/// "Revising hull and box consistency", ICLP 1999). The ranges of all subterms over the box are
/// enclosed; then, from the roots to the variables, each operand keeps only the values from which
/// its operation reaches a value that is left, by the reverse operations of src/function.
///
/// Immutable; what it computes stands in a Workspace of the caller, one a thread.
template <IntervalNumber I>
class Contractor {
 public:
  /// Of boxes of the variables 0 ... variables - 1. Throws as TermProgram does.
  Contractor(const Terms& terms, std::span<const SignConstraint> constraints, std::size_t variables,
             Precision precision);

  struct Workspace {
    typename TermProgram<I>::Workspace program;
    std::vector<I> range;  ///< of each step, over the box
    std::vector<I> kept;   ///< the values that are left
    std::vector<I> before;
  };
  Workspace workspace() const;

  /// Narrows the sides to a box that contains all points of the box at which all constraints hold;
  /// false, with the box unchanged in part, if there is none. Repeated, at most `rounds` times,
  /// while some side loses a tenth of its width or an infinite end.
  bool contract(Ranges<I>& box, int rounds, Workspace& work) const;

 private:
  struct Step {
    TermId term;
    Op op;
    int n;               ///< of a power or a root; of a variable its number
    std::uint32_t a, b;  ///< steps
    bool a_varies, b_varies;
  };
  struct Root {
    std::uint32_t step;
    I wanted;
  };

  bool contract_once(Ranges<I>& box, Workspace& work) const;
  void reverse(const Step& step, const I& c, Workspace& work) const;

  TermProgram<I> program_;
  std::vector<Step> steps_;  ///< operands first
  std::vector<Root> roots_;
};

extern template class Contractor<Interval>;
extern template class Contractor<BigInterval>;

}  // namespace rigor
