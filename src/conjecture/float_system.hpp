// Equations and inequalities in floating point, and Newton's method for them. Nothing is proved.
#pragma once

#include <span>
#include <vector>

#include "analysis/term_program.hpp"
#include "conjecture/formula.hpp"
#include "linear/matrix.hpp"

namespace rigor {

/// Atoms that are to hold together: equations, and inequalities beside them. With a workspace of
/// its own: for one thread.
class FloatSystem {
 public:
  FloatSystem(const Terms& terms, const std::vector<Atom>& atoms, const Box& box);

  const std::vector<TermId>& equations() const { return equations_; }
  /// A value of the variable: its lower end at t = 0, its upper one at t = 1, large for infinite
  /// ends.
  double value_at(std::size_t variable, double t) const;

  /// The largest value of an equation's term, in size; +inf where one is undefined.
  double residual(const std::vector<double>& x);
  /// The least term of the inequalities (of != the size); -inf where one is undefined.
  double satisfaction(const std::vector<double>& x);
  /// The derivatives of the equations' terms by the variables.
  Matrix<double> slopes(const std::vector<double>& x, std::span<const std::size_t> variables);
  /// Gauss-Newton steps of the least norm in the given variables, halved where they don't help,
  /// kept in the box. True if they end at a solution.
  bool solve(std::vector<double>& x, std::span<const std::size_t> variables);

 private:
  struct Bounds {
    double lower;
    double upper;
  };

  std::vector<TermId> all() const;
  void evaluate(const std::vector<double>& x);
  double value_of(std::size_t r) const;
  std::vector<double> newton_step(const std::vector<double>& x,
                                  std::span<const std::size_t> variables);
  std::vector<double> moved(const std::vector<double>& x, std::span<const std::size_t> variables,
                            const std::vector<double>& step, double factor) const;
  bool is_small(const std::vector<double>& x, std::span<const std::size_t> variables, double size);

  std::vector<TermId> equations_;
  std::vector<TermId> others_;
  std::vector<Relation> relations_;
  TermProgram<Interval> program_;
  TermProgram<Interval>::Workspace work_;
  Ranges<Interval> point_;
  std::vector<Bounds> bounds_;
};

}  // namespace rigor
