// The extreme eigenvalues of the symmetric matrices of a network: a Rayleigh quotient on one side,
// Cholesky's factorisation on the other.
#include <acb_mat.h>
#include <arb_mat.h>

#include <stdexcept>

#include "second_engine/network.hpp"

namespace rigor::second_engine {
namespace {

class ArbMatrix {
 public:
  explicit ArbMatrix(long size) { arb_mat_init(matrix_, size, size); }
  ArbMatrix(const ArbMatrix&) = delete;
  ArbMatrix& operator=(const ArbMatrix&) = delete;
  ~ArbMatrix() { arb_mat_clear(matrix_); }
  arb_mat_struct* get() { return matrix_; }

 private:
  arb_mat_t matrix_;
};

class AcbMatrix {
 public:
  explicit AcbMatrix(long size) { acb_mat_init(matrix_, size, size); }
  AcbMatrix(const AcbMatrix&) = delete;
  AcbMatrix& operator=(const AcbMatrix&) = delete;
  ~AcbMatrix() { acb_mat_clear(matrix_); }
  acb_mat_struct* get() { return matrix_; }

 private:
  acb_mat_t matrix_;
};

/// Near an eigenvector of the largest eigenvalue, as thin balls; nothing is verified.
ArbVector guess_leading_vector(const ArbRows& a, long bits) {
  const long size = static_cast<long>(a.size());
  AcbMatrix matrix(size), vectors(size);
  for (long i = 0; i < size; ++i) {
    for (long j = 0; j < size; ++j) {
      acb_ptr entry = acb_mat_entry(matrix.get(), i, j);
      arb_set(acb_realref(entry),
              a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)].get());
      mag_zero(arb_radref(acb_realref(entry)));
    }
  }
  acb_ptr values = _acb_vec_init(size);
  acb_mat_approx_eig_qr(values, nullptr, vectors.get(), matrix.get(), nullptr, 0, bits);
  long top = 0;
  for (long k = 1; k < size; ++k) {
    if (arf_cmp(arb_midref(acb_realref(values + k)), arb_midref(acb_realref(values + top))) > 0) {
      top = k;
    }
  }
  _acb_vec_clear(values, size);
  ArbVector guess;
  for (long i = 0; i < size; ++i) {
    Arb x(a.front().front().bits());
    arb_set(x.get(), acb_realref(acb_mat_entry(vectors.get(), i, top)));
    mag_zero(arb_radref(x.get()));
    guess.push_back(x);
  }
  return guess;
}

/// v^T A v / v^T v <= lambda_max(A).
Arb rayleigh_quotient(const ArbRows& a, const ArbVector& v) {
  const long bits = v.front().bits();
  Arb above(bits), below(bits);
  for (std::size_t i = 0; i < v.size(); ++i) {
    Arb row(bits);
    for (std::size_t j = 0; j < v.size(); ++j) row += a[i][j] * v[j];
    above += v[i] * row;
    below += sqr(v[i]);
  }
  return above / below;
}

/// Whether lambda I - A is proved positive definite, that is lambda_max(A) < lambda.
bool is_above_spectrum(const ArbRows& a, const Arb& lambda) {
  const long size = static_cast<long>(a.size());
  ArbMatrix shifted(size), factor(size);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < a.size(); ++j) {
      const Arb entry = i == j ? lambda - a[i][j] : -a[i][j];
      arb_set(arb_mat_entry(shifted.get(), static_cast<long>(i), static_cast<long>(j)),
              entry.get());
    }
  }
  return arb_mat_cho(factor.get(), shifted.get(), lambda.bits()) != 0;
}

Arb row_sum_norm(const ArbRows& a) {
  Arb norm(a.front().front().bits());
  for (const ArbVector& row : a) {
    Arb sum(norm.bits());
    for (const Arb& x : row) sum += abs(x);
    arb_max(norm.get(), norm.get(), sum.get(), norm.bits());
  }
  return norm;
}

}  // namespace

Arb enclose_largest(const ArbRows& a) {
  const long bits = a.front().front().bits();
  const Arb norm = row_sum_norm(a);
  if (arb_is_zero(norm.get()) != 0) return norm;
  const Arb lower = rayleigh_quotient(a, guess_leading_vector(a, bits));
  // The least of the steps 2^-160, 2^-150, ... of the norm that reaches above the spectrum; one of
  // them is above the norm.
  for (long exponent = -160;; exponent += 10) {
    Arb step(bits);
    arb_mul_2exp_si(step.get(), norm.get(), exponent);
    Arb upper = lower + step;
    if (is_above_spectrum(a, upper)) return hull(lower, upper);
    if (exponent > 10) {
      throw std::range_error("second engine: no bound of the largest eigenvalue was found");
    }
  }
}

namespace {

Bounds extreme(const NetworkInstance& network, NetworkMatrix which, bool largest) {
  require_valid(network);
  const long most = is_one_network(network) ? 1024 : 256;
  for (long bits = 256;; bits *= 2) {
    ArbRows rows = PiecewiseNetwork(network, bits).matrix(which);
    if (!largest) {
      for (ArbVector& row : rows) {
        for (Arb& x : row) x = -x;
      }
    }
    const Arb found = largest ? enclose_largest(rows) : -enclose_largest(rows);
    Arb error(bits), norm = row_sum_norm(rows);
    arb_get_rad_arb(error.get(), found.get());
    arb_mul_2exp_si(error.get(), error.get(), 67);
    if (bits >= most || !surely_less(norm, error)) return to_bounds(found);
  }
}

}  // namespace

Bounds largest_eigenvalue(const NetworkInstance& network, NetworkMatrix which) {
  return extreme(network, which, true);
}

Bounds smallest_eigenvalue(const NetworkInstance& network, NetworkMatrix which) {
  return extreme(network, which, false);
}

}  // namespace rigor::second_engine
