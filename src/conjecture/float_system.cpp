#include "conjecture/float_system.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "linear/guess.hpp"

namespace rigor {
namespace {

constexpr int kSteps = 40;

std::vector<TermId> terms_with(const std::vector<Atom>& atoms, bool equalities) {
  std::vector<TermId> ids;
  for (const Atom& atom : atoms) {
    if ((atom.relation == Relation::equal) == equalities) ids.push_back(atom.term);
  }
  return ids;
}

}  // namespace

FloatSystem::FloatSystem(const Terms& terms, const std::vector<Atom>& atoms, const Box& box)
    : equations_(terms_with(atoms, true)),
      others_(terms_with(atoms, false)),
      program_(terms, all(), box.size(), {53}),
      work_(program_.workspace()) {
  for (const Atom& atom : atoms) {
    if (atom.relation != Relation::equal) relations_.push_back(atom.relation);
  }
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Side& side : box) {
    bounds_.push_back({side.lower ? side.lower->convert_to<double>() : -infinity,
                       side.upper ? side.upper->convert_to<double>() : infinity});
  }
}

double FloatSystem::residual(const std::vector<double>& x) {
  evaluate(x);
  double most = 0;
  for (std::size_t r = 0; r < equations_.size(); ++r) {
    const double value = std::fabs(value_of(r));
    most = value <= most ? most : value;
    if (std::isnan(value)) return std::numeric_limits<double>::infinity();
  }
  return most;
}

double FloatSystem::satisfaction(const std::vector<double>& x) {
  evaluate(x);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < others_.size(); ++k) {
    const double value = value_of(equations_.size() + k);
    if (std::isnan(value)) return -std::numeric_limits<double>::infinity();
    least = std::min(least, relations_[k] == Relation::not_equal ? std::fabs(value) : value);
  }
  return least;
}

Matrix<double> FloatSystem::slopes(const std::vector<double>& x,
                                   std::span<const std::size_t> variables) {
  evaluate(x);
  Matrix<double> result(equations_.size(), variables.size(), 0);
  for (std::size_t r = 0; r < equations_.size(); ++r) {
    program_.differentiate(r, work_);
    for (std::size_t j = 0; j < variables.size(); ++j) {
      result(r, j) = midpoint(program_.partial(work_, r, variables[j])).lower();
    }
  }
  return result;
}

bool FloatSystem::solve(std::vector<double>& x, std::span<const std::size_t> variables) {
  double size = residual(x);
  for (int step = 0; step < kSteps && std::isfinite(size); ++step) {
    if (size == 0) return true;
    const std::vector<double> move = newton_step(x, variables);
    if (move.empty()) return false;
    double factor = 1;
    std::vector<double> next = x;
    double next_size = size;
    for (int halving = 0; halving < 8; ++halving) {
      next = moved(x, variables, move, factor);
      next_size = residual(next);
      if (next_size < size) break;
      factor /= 2;
    }
    if (!(next_size < size)) break;
    x = std::move(next);
    size = next_size;
  }
  return is_small(x, variables, size);
}

std::vector<TermId> FloatSystem::all() const {
  std::vector<TermId> ids = equations_;
  ids.insert(ids.end(), others_.begin(), others_.end());
  return ids;
}

void FloatSystem::evaluate(const std::vector<double>& x) {
  point_.sides.clear();
  point_.excludes_zero.clear();
  for (const double t : x) {
    point_.sides.push_back(Interval::point(t));
    point_.excludes_zero.push_back(t != 0 ? 1 : 0);
  }
  program_.evaluate(point_, work_);
}
double FloatSystem::value_of(std::size_t r) const {
  const Interval& range = program_.root_range(work_, r);
  return is_empty(range) || !program_.is_defined(work_, r) ? std::nan("") : midpoint(range).lower();
}

// J^T (J J^T)^-1 f, to be subtracted; empty where that doesn't exist.
std::vector<double> FloatSystem::newton_step(const std::vector<double>& x,
                                             std::span<const std::size_t> variables) {
  const Matrix<double> j = slopes(x, variables);
  const std::size_t m = j.rows();
  const std::size_t n = j.columns();
  Matrix<double> square(m, m, 0);
  for (std::size_t a = 0; a < m; ++a) {
    for (std::size_t b = 0; b < m; ++b) {
      for (std::size_t k = 0; k < n; ++k) square(a, b) += j(a, k) * j(b, k);
    }
  }
  const Matrix<double> inverse = guess_inverse(square);
  std::vector<double> step(n, 0);
  for (std::size_t a = 0; a < m; ++a) {
    double weight = 0;
    for (std::size_t b = 0; b < m; ++b) weight += inverse(a, b) * value_of(b);
    for (std::size_t k = 0; k < n; ++k) step[k] += j(a, k) * weight;
  }
  for (const double s : step) {
    if (!std::isfinite(s)) return {};
  }
  return step;
}

std::vector<double> FloatSystem::moved(const std::vector<double>& x,
                                       std::span<const std::size_t> variables,
                                       const std::vector<double>& step, double factor) const {
  std::vector<double> next = x;
  for (std::size_t k = 0; k < variables.size(); ++k) {
    const Bounds& b = bounds_[variables[k]];
    next[variables[k]] = std::clamp(x[variables[k]] - factor * step[k], b.lower, b.upper);
  }
  return next;
}

// The next step would be tiny.
bool FloatSystem::is_small(const std::vector<double>& x, std::span<const std::size_t> variables,
                           double size) {
  if (size == 0) return true;
  if (!(size < 1e-6)) return false;
  residual(x);
  const std::vector<double> step = newton_step(x, variables);
  if (step.empty()) return false;
  for (std::size_t k = 0; k < step.size(); ++k) {
    if (std::fabs(step[k]) > 1e-8 * (1 + std::fabs(x[variables[k]]))) return false;
  }
  return true;
}

double FloatSystem::value_at(std::size_t variable, double t) const {
  const auto [lower, upper] = bounds_[variable];
  const bool has_lower = std::isfinite(lower);
  const bool has_upper = std::isfinite(upper);
  if (has_lower && has_upper) return lower + t * (upper - lower);
  if (has_lower) return lower + t / (1.0625 - t);
  if (has_upper) return upper - (1 - t) / (0.0625 + t);
  return (2 * t - 1) / (1.0625 - std::fabs(2 * t - 1));
}

}  // namespace rigor
