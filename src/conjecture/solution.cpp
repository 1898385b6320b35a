#include "conjecture/solution.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/seeded_random.hpp"
#include "conjecture/float_system.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostSelections = 16;
constexpr std::size_t kMostProposals = 8;
constexpr int kStarts = 48;
constexpr std::size_t kEnoughSolutions = 12;
constexpr int kIdleStarts = 12;

using Selection = std::vector<Atom>;

// Ways to make the node true: sets of atoms that are to hold together.
std::vector<Selection> selections(const std::vector<FormulaNode>& formula, std::size_t root) {
  const FormulaNode& node = formula[root];
  if (node.connective == Connective::atom) return {{node.atom}};
  std::vector<Selection> result;
  if (node.connective == Connective::both) result.emplace_back();
  for (const std::size_t part : node.parts) {
    const std::vector<Selection> ways = selections(formula, part);
    if (node.connective == Connective::either) {
      result.insert(result.end(), ways.begin(), ways.end());
    } else {
      std::vector<Selection> longer;
      for (const Selection& selection : result) {
        for (const Selection& way : ways) {
          if (longer.size() == kMostSelections) break;
          longer.push_back(selection);
          longer.back().insert(longer.back().end(), way.begin(), way.end());
        }
      }
      result = std::move(longer);
    }
    if (result.size() > kMostSelections) result.resize(kMostSelections);
  }
  return result;
}

// The number of least denominator within the distance of x and in the side.
std::optional<Rational> simple_value(double x, double distance, const Side& side) {
  if (!std::isfinite(x)) return std::nullopt;
  Rational lower = to_rational(x - distance);
  Rational upper = to_rational(x + distance);
  if (side.lower && lower < *side.lower) lower = *side.lower;
  if (side.upper && upper > *side.upper) upper = *side.upper;
  if (lower > upper) return std::nullopt;
  Rational value = simplest_between(lower, upper);
  if (side.integer) value = Rational(floor_of(value + Rational(1, 2)));
  if (!contains(side, value)) {
    // An end of an open side.
    value = (lower + upper) / 2;
    if (!contains(side, value)) return std::nullopt;
  }
  return value;
}

double plain(const Rational& value) {
  return value.convert_to<double>();
}

class Proposer {
 public:
  Proposer(const Terms& terms, const Selection& selection, const Box& box,
           std::span<const std::size_t> unknowns)
      : system_(terms, selection, box), box_(box) {
    for (const std::size_t variable : unknowns) {
      (box[variable].integer ? integers_ : reals_).push_back(variable);
    }
    unknowns_.assign(unknowns.begin(), unknowns.end());
  }

  void propose(std::vector<ProposedSolution>& proposals) {
    SeededRandom random(20240607);
    std::size_t found = 0;
    int last_news = 0;
    for (int start = 0; start < kStarts && found < kEnoughSolutions; ++start) {
      if (found > 0 && start > last_news + kIdleStarts) break;
      std::vector<double> x;
      for (std::size_t v = 0; v < box_.size(); ++v) x.push_back(system_.value_at(v, 0.5));
      for (const std::size_t variable : unknowns_) {
        if (start > 0) x[variable] = system_.value_at(variable, random.uniform());
      }
      if (!system_.solve(x, unknowns_)) continue;
      for (const std::size_t variable : integers_) x[variable] = std::nearbyint(x[variable]);
      if (!integers_.empty() && !system_.solve(x, reals_)) continue;
      if (is_known(x)) continue;
      known_.push_back(x);
      last_news = start;
      if (add_simple(x, proposals) | add_solved(x, proposals)) ++found;
    }
  }

 private:
  static constexpr double kSlack = -1e-9;

  bool is_known(const std::vector<double>& x) const {
    return std::any_of(known_.begin(), known_.end(), [&](const std::vector<double>& y) {
      for (const std::size_t v : unknowns_) {
        if (std::fabs(x[v] - y[v]) > 1e-7 * (1 + std::fabs(x[v]))) return false;
      }
      return true;
    });
  }

  // All unknowns have simple values.
  bool add_simple(const std::vector<double>& x, std::vector<ProposedSolution>& proposals) {
    ProposedSolution proposal;
    proposal.near = x;
    for (const std::size_t variable : unknowns_) {
      const auto value =
          simple_value(x[variable], 1e-8 * (1 + std::fabs(x[variable])), box_[variable]);
      if (!value || denominator(*value) > 1000) return false;
      proposal.chosen.emplace_back(variable, *value);
      proposal.near[variable] = plain(*value);
    }
    proposal.satisfaction = system_.satisfaction(proposal.near);
    if (!(proposal.satisfaction >= kSlack)) return false;
    proposals.push_back(std::move(proposal));
    return true;
  }

  // As many real unknowns are solved for as there are equations, those whose columns of the slopes
  // are the pivots of an elimination; the others get values near x, with few digits.
  bool add_solved(std::vector<double> x, std::vector<ProposedSolution>& proposals) {
    const std::size_t count = system_.equations().size();
    if (reals_.size() < count) return false;
    ProposedSolution proposal;
    proposal.equations = system_.equations();
    const std::vector<std::size_t> columns = pivots(system_.slopes(x, reals_));
    if (columns.size() < count) return false;
    for (const std::size_t column : columns) proposal.solved.push_back(reals_[column]);
    std::sort(proposal.solved.begin(), proposal.solved.end());
    for (const std::size_t variable : unknowns_) {
      if (std::binary_search(proposal.solved.begin(), proposal.solved.end(), variable)) continue;
      const double distance = box_[variable].integer ? 0.25 : 0x1p-8 * (1 + std::fabs(x[variable]));
      const auto value = simple_value(x[variable], distance, box_[variable]);
      if (!value) return false;
      proposal.chosen.emplace_back(variable, *value);
      x[variable] = plain(*value);
    }
    if (!system_.solve(x, proposal.solved)) return false;
    proposal.satisfaction = system_.satisfaction(x);
    proposal.near = std::move(x);
    if (!(proposal.satisfaction >= kSlack)) return false;
    proposals.push_back(std::move(proposal));
    return true;
  }

  // Gaussian elimination with complete pivoting: the columns of the pivots, until one vanishes.
  static std::vector<std::size_t> pivots(Matrix<double> a) {
    std::vector<std::size_t> columns;
    std::vector<bool> used_row(a.rows());
    for (std::size_t k = 0; k < a.rows(); ++k) {
      std::size_t row = 0;
      std::size_t column = 0;
      double most = 0;
      for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < a.columns() && !used_row[i]; ++j) {
          if (std::fabs(a(i, j)) > most) {
            most = std::fabs(a(i, j));
            row = i;
            column = j;
          }
        }
      }
      if (!(most > 1e-12)) break;
      used_row[row] = true;
      columns.push_back(column);
      for (std::size_t i = 0; i < a.rows(); ++i) {
        if (used_row[i]) continue;
        const double factor = a(i, column) / a(row, column);
        for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) -= factor * a(row, j);
        a(i, column) = 0;
      }
    }
    return columns;
  }

  FloatSystem system_;
  const Box& box_;
  std::vector<std::size_t> unknowns_;
  std::vector<std::size_t> integers_;
  std::vector<std::size_t> reals_;
  std::vector<std::vector<double>> known_;
};

}  // namespace

std::vector<ProposedSolution> propose_solutions(const Terms& terms,
                                                const std::vector<FormulaNode>& formula,
                                                std::size_t root, const Box& box,
                                                std::span<const std::size_t> unknowns) {
  std::vector<ProposedSolution> proposals;
  if (unknowns.empty()) return proposals;
  for (const Selection& selection : selections(formula, root)) {
    const bool has_equality = std::any_of(selection.begin(), selection.end(), [](const Atom& a) {
      return a.relation == Relation::equal;
    });
    if (has_equality) Proposer(terms, selection, box, unknowns).propose(proposals);
  }
  std::stable_sort(proposals.begin(), proposals.end(),
                   [](const ProposedSolution& a, const ProposedSolution& b) {
                     if (a.solved.empty() != b.solved.empty()) return a.solved.empty();
                     return a.satisfaction > b.satisfaction;
                   });
  if (proposals.size() > kMostProposals) proposals.resize(kMostProposals);
  return proposals;
}

}  // namespace rigor
