// The largest and the least eigenvalue.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "linear/cholesky.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/guess.hpp"
#include "linear/leading_vector.hpp"
#include "linear/rayleigh.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I largest_of(const std::vector<I>& x) {
  I largest = x[0];
  for (const I& y : x) largest = max(largest, y);
  return largest;
}

// Proves that x - A is positive definite for every A of the box.
std::optional<CholeskyFactor<double>> prove_all_below(const MidpointForm<Interval>& form,
                                                      double x) {
  const std::size_t n = form.row_radius.size();
  Matrix<double> gap(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) gap(i, j) = -form.midpoint(i, j);
    gap(i, i) = lowered(-add_up(form.midpoint(i, i), -x), form.row_radius[i]);
  }
  return prove_positive_definite(gap);
}

// Whether at most one eigenvalue of every A of the box is above mu, which is so if mu - A + t t^T
// is positive definite. With p = RN(t_i t_j) the entry RN(p - m_ij) is off by at most
// u (2 + u) |t_i t_j| + u |m_ij| + 2^-1074 <= 3 u (|t_i t_j| + |m_ij|) + 2^-1074. These errors
// count as a radius.
bool prove_one_above(const MidpointForm<Interval>& form, const std::vector<double>& t, double mu) {
  const std::size_t n = form.row_radius.size();
  Matrix<double> gap(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    double sizes = 0;  // of 2 n numbers, each sum and each product to nearest
    for (std::size_t j = 0; j < n; ++j) {
      const double product = t[i] * t[j];
      gap(i, j) = product - form.midpoint(i, j);
      sizes += std::fabs(product) + std::fabs(form.midpoint(i, j));
    }
    // At most n + 1 roundings, n <= 2^20: 4 u in place of 3 u covers them.
    const double error = add_up(mul_up(sizes, 0x1p-51), 0x1p-1000);
    const double diagonal = -add_up(-gap(i, i), -mu);
    gap(i, i) = lowered(diagonal, form.row_radius[i] + Interval::point(error));
  }
  return prove_positive_definite(gap).has_value();
}

// About how far above the largest eigenvalue an x must be for a proof that x - A + (a matrix of the
// trace `added`) is positive definite: what cholesky.hpp takes off the diagonal, and the radius.
double noise(const MidpointForm<Interval>& form, double x, double added) {
  const auto n = static_cast<double>(form.row_radius.size());
  double trace = n * x + added;
  for (std::size_t i = 0; i < form.row_radius.size(); ++i) trace -= form.midpoint(i, i);
  return largest_of(form.row_radius).upper() + 1.25 * (n + 3) * 0x1p-53 * std::fabs(trace);
}

struct Gap {
  double mu;
  std::vector<double> pole;  // t
};

// The middle of the gap below the largest eigenvalue, if it may be wide enough for a proof.
std::optional<Gap> guess_gap(const MidpointForm<Interval>& form, const GuessedLeader& leader) {
  const std::size_t n = form.row_radius.size();
  const double gap = leader.largest - leader.second;
  const double spread = leader.largest - leader.least;
  if (!(n > 1 && gap > 2 * noise(form, leader.largest, spread))) return std::nullopt;
  Gap result{leader.second + gap / 2, leader.vector};
  const double factor = std::sqrt(spread);
  for (double& x : result.pole) x *= factor;
  return result;
}

// A number that every eigenvalue is at most, and better guesses than there were: by inverse
// iteration with the decompositions of the proofs, which converges whatever the gaps are.
struct ShiftBound {
  double bound;
  GuessedLeader leader;
};

// The part of w that is orthogonal to the unit vector v, at length 1.
std::vector<double> orthogonal_part(std::vector<double> w, const std::vector<double>& v) {
  double product = 0;
  for (std::size_t i = 0; i < v.size(); ++i) product += v[i] * w[i];
  for (std::size_t i = 0; i < v.size(); ++i) w[i] -= product * v[i];
  return normalised(std::move(w));
}

ShiftBound shift_bound(const Matrix<Interval>& entries, const MidpointForm<Interval>& form,
                       GuessedLeader leader) {
  ShiftBound best{row_bound(entries).upper(), std::move(leader)};
  std::vector<double>& v = best.leader.vector;
  std::optional<CholeskyFactor<double>> factor;
  const auto improve = [&](double x) {
    if (!(x < best.bound)) return false;
    auto proof = prove_all_below(form, x);
    if (!proof) return false;
    factor = std::move(proof);
    best.bound = x;
    constexpr int kSteps = 4;
    for (int step = 0; step < kSteps; ++step) v = normalised(factor->guess_solution(std::move(v)));
    return true;
  };

  constexpr int kRounds = 40;
  for (int round = 0; round < kRounds; ++round) {
    const GuessedQuotient<double> q = guess_quotient(form.midpoint, v);
    best.leader.largest = q.quotient;
    const double least = noise(form, q.quotient, 0) + 0x1p-52 * std::fabs(q.quotient);
    const double margin = best.bound - q.quotient;
    if (!(margin > 2 * least)) break;
    const double close = std::min(least + q.residual, margin / 16);
    if (!improve(q.quotient + std::max(least, close)) && !improve(q.quotient + margin / 4) &&
        !improve(q.quotient + margin / 2)) {
      break;
    }
  }
  if (!factor) return best;
  std::vector<double> w(v.size());
  for (std::size_t i = 0; i < w.size(); ++i) {
    w[i] = std::fmod(static_cast<double>(i + 1) * 0.6180339887, 1) - 0.4;  // no symmetry
  }
  constexpr int kSteps = 30;
  for (int step = 0; step < kSteps; ++step) {
    w = factor->guess_solution(orthogonal_part(std::move(w), v));
  }
  best.leader.second = guess_quotient(form.midpoint, orthogonal_part(std::move(w), v)).quotient;
  return best;
}

// From below, and from above if there is a gap.
Interval enclose_from(const Matrix<Interval>& entries, const MidpointForm<Interval>& form,
                      const GuessedLeader& leader) {
  const RayleighBounds<Interval> bounds = rayleigh_bounds(entries, as_points(leader.vector));
  double above = kInfinity;
  if (const auto gap = guess_gap(form, leader); gap && prove_one_above(form, gap->pole, gap->mu)) {
    above = temple_bound(bounds, Interval::point(gap->mu)).upper();
  }
  return Interval::bounds(bounds.quotient.lower(), above);
}

Interval largest_of_regular(const Matrix<Interval>& entries) {
  const MidpointForm<Interval> form = midpoint_form(entries);
  const GuessedLeader leader = guess_leader(form.midpoint);
  const Interval first = enclose_from(entries, form, leader);
  const double size = std::max(std::fabs(leader.largest), std::fabs(leader.least));
  const double fair = 4 * largest_of(form.row_radius).upper() + 0x1p-48 * size;
  if (width(first).upper() <= fair) return first;
  const ShiftBound shift = shift_bound(entries, form, leader);
  const Interval second = enclose_from(entries, form, shift.leader);
  return intersection(intersection(first, second), Interval::bounds(-kInfinity, shift.bound));
}

BigInterval largest_of_regular(const Matrix<BigInterval>& entries) {
  const std::size_t n = entries.rows();
  Matrix<Interval> rounded(n, n, Interval());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) rounded(i, j) = to_interval(entries(i, j));
  }
  const MidpointForm<Interval> rounded_form = midpoint_form(rounded);
  const MidpointForm<BigInterval> form = midpoint_form(entries);
  const GuessedLeader leader = guess_leader(rounded_form.midpoint);
  std::vector<BigFloat> v = guess_leading_vector(form.midpoint, rounded_form.midpoint, leader);
  const auto gap = guess_gap(rounded_form, leader);
  if (gap && prove_one_above(rounded_form, gap->pole, gap->mu)) {
    const Precision precision = form.midpoint(0, 0).precision();
    const auto mu = convert<BigInterval>(Interval::point(gap->mu), precision);
    const RayleighBounds<BigInterval> bounds = rayleigh_bounds(entries, as_points(v));
    const BigInterval above = temple_bound(bounds, mu);
    if (is_bounded(above)) return hull(lower_point(bounds.quotient), upper_point(above));
  }
  const auto shift = prove_shift(form.midpoint, v);
  if (!shift) {
    const BigInterval bound = row_bound(entries);
    return hull(-bound, bound);
  }
  const BigInterval below = rayleigh_quotient(entries, as_points(shift->vector));
  const BigInterval above =
      BigInterval::bounds(shift->shift, shift->shift) + largest_of(form.row_radius);
  return hull(lower_point(below), upper_point(above));
}

}  // namespace

template <IntervalNumber I>
I largest_eigenvalue(const Matrix<I>& symmetric) {
  const SymmetricBox<I> box = symmetric_box(symmetric);
  const Precision precision = largest_precision(symmetric);
  switch (box.kind) {
    case SymmetricBox<I>::Kind::empty:
      return empty<I>(precision);
    case SymmetricBox<I>::Kind::unbounded:
      return entire<I>(precision);
    case SymmetricBox<I>::Kind::zero:
      return enclose<I>(0, precision);
    case SymmetricBox<I>::Kind::regular:
      break;
  }
  if (symmetric.rows() == 1) return symmetric(0, 0);
  return convert<I>(scale2(largest_of_regular(box.entries), box.exponent), precision);
}

template <IntervalNumber I>
I smallest_eigenvalue(const Matrix<I>& symmetric) {
  Matrix<I> negated = symmetric;
  for (std::size_t i = 0; i < symmetric.rows(); ++i) {
    for (std::size_t j = 0; j < symmetric.columns(); ++j) negated(i, j) = -negated(i, j);
  }
  return -largest_eigenvalue(negated);
}

template <IntervalNumber I>
std::vector<I> guess_leading_eigenvector(const Matrix<I>& symmetric) {
  const SymmetricBox<I> box = symmetric_box(symmetric);
  const std::size_t n = symmetric.rows();
  if (box.kind != SymmetricBox<I>::Kind::regular) {
    std::vector<I> v(n, enclose<I>(0, largest_precision(symmetric)));
    v[0] = enclose<I>(1, largest_precision(symmetric));
    return v;
  }
  const Matrix<double> rounded = rounded_midpoints(box.entries);
  const GuessedLeader leader = guess_leader(rounded);
  if constexpr (std::same_as<I, Interval>) {
    return as_points(leader.vector);
  } else {
    return as_points(guess_leading_vector(midpoint_form(box.entries).midpoint, rounded, leader));
  }
}

template Interval largest_eigenvalue(const Matrix<Interval>&);
template BigInterval largest_eigenvalue(const Matrix<BigInterval>&);
template Interval smallest_eigenvalue(const Matrix<Interval>&);
template BigInterval smallest_eigenvalue(const Matrix<BigInterval>&);
template std::vector<Interval> guess_leading_eigenvector(const Matrix<Interval>&);
template std::vector<BigInterval> guess_leading_eigenvector(const Matrix<BigInterval>&);

}  // namespace rigor
