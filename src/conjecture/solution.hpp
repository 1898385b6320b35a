// Solutions of equations under `exists`: proposed in floating point, proved by Krawczyk's test.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "conjecture/proof.hpp"

namespace rigor {

/// A way to satisfy a formula by values of its unknowns: rational values for some of them, and a
/// square system of equations for the others.
struct ProposedSolution {
  std::vector<std::pair<std::size_t, Rational>> chosen;
  std::vector<std::size_t> solved;  ///< real variables; empty if all are chosen
  std::vector<TermId> equations;    ///< terms that are to be 0, as many as are solved
  std::vector<double> near;         ///< a value for every variable of the box
  double satisfaction = 0;          ///< the least term of the inequalities, +inf if there is none
};

/// Looks for values of the variables `unknowns` in the box at which node `root` of the formula, an
/// `and` with equalities (or a disjunction of such), seems to hold; the others, the parameters, are
/// taken at the middle of their sides. By Gauss-Newton steps from many starts; where there are
/// fewer equations than unknowns, some of these are given simple values. Best first, at most eight,
/// those with simple rational values for all unknowns before others; the same on every run. Nothing
/// is proved. None if no way of satisfying the formula has an equality.
std::vector<ProposedSolution> propose_solutions(const Terms& terms,
                                                const std::vector<FormulaNode>& formula,
                                                std::size_t root, const Box& box,
                                                std::span<const std::size_t> unknowns);

/// A node `root` of docs/certificates.md, without its child: a box about `near` in which, for all
/// values of the other variables in the box, the equations have exactly one common zero, proved by
/// Krawczyk's test at the precision. The values that were chosen are taken for the sides of their
/// variables. nullopt if that isn't proved, or if `solved` is empty.
std::optional<Proof> prove_root(const Terms& terms, const ProposedSolution& solution, Box box,
                                Precision precision);

/// The box with the sides in which the node has its solution.
Box with_solution(Box box, const Proof& root);

}  // namespace rigor
