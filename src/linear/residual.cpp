#include "linear/residual.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "number/rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kLanes = 8;

// Of sizes whose products keep clear of overflow. What underflows is small beside 2^-800.
bool is_moderate(double x) {
  return std::fabs(x) <= 0x1p200;
}

// The error of p = RN(a b), exactly if nothing underflows: by a fused operation, or by Dekker's
// product of parts of 26 bits.
double product_error(double a, double b, double p) {
#ifdef __FMA__
  return std::fma(a, b, -p);
#else
  constexpr double kSplit = 0x1p27 + 1;
  const double a_scaled = kSplit * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = kSplit * b;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  return a_low * b_low - (((p - a_high * b_high) - a_low * b_high) - a_high * b_low);
#endif
}

// sum + error is the exact value of what was added, but for the roundings in `error`.
struct Compensated {
  double sum = 0;
  double error = 0;

  void add(double x) {  // Knuth's TwoSum
    const double next = sum + x;
    const double added = next - sum;
    error += (sum - (next - added)) + (x - added);
    sum = next;
  }
  void add_product(double a, double b) {
    const double p = a * b;
    const double next = sum + p;
    const double added = next - sum;
    error += ((sum - (next - added)) + (p - added)) + product_error(a, b, p);
    sum = next;
  }
};

// sum_j a_j b_j for a multiple of kLanes terms.
Compensated dot(const std::vector<double>& a, const std::vector<double>& b) {
  std::array<double, kLanes> sum{};
  std::array<double, kLanes> error{};
  for (std::size_t j = 0; j < a.size(); j += kLanes) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      Compensated lane{sum[l], error[l]};
      lane.add_product(a[j + l], b[j + l]);
      sum[l] = lane.sum;
      error[l] = lane.error;
    }
  }
  Compensated total;
  for (std::size_t l = 0; l < kLanes; ++l) total.add(sum[l]);
  for (std::size_t l = 0; l < kLanes; ++l) total.error += error[l];
  return total;
}

}  // namespace

std::vector<Interval> compensated_residual(const Matrix<Interval>& a,
                                           const std::vector<Interval>& v, const Interval& x) {
  const std::size_t n = v.size();
  const std::size_t padded = (n + kLanes - 1) / kLanes * kLanes;
  bool fits = n < (std::size_t{1} << 20) && is_thin(x) && is_moderate(x.lower());
  std::vector<double> b(padded, 0.0);
  double v_sum = 0;
  double largest = std::fabs(x.lower());
  for (std::size_t i = 0; i < n && fits; ++i) {
    fits = is_thin(v[i]) && is_moderate(v[i].lower());
    b[i] = v[i].lower();
    v_sum = add_up(v_sum, std::fabs(b[i]));
  }
  if (!fits) return plain_residual(a, v, x);

  std::vector<Interval> residual;
  residual.reserve(n);
  std::vector<double> row(padded, 0.0);
  const double terms = static_cast<double>(padded) + 2 + 2 * kLanes;
  for (std::size_t i = 0; i < n; ++i) {
    // NaN for an unbounded or empty entry, which fails the test of the sizes.
    bool is_row_moderate = true;
    bool is_row_thin = true;
    double size = largest;
    double spread = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double lower = a(i, j).lower();
      const double upper = a(i, j).upper();
      row[j] = lower;
      if (lower != upper) {
        is_row_thin = false;
        row[j] = 0.5 * lower + 0.5 * upper;
        spread += std::max(upper - row[j], row[j] - lower) * std::fabs(b[j]);
      }
      is_row_moderate = is_row_moderate && is_moderate(row[j]);
      size = std::max(size, std::fabs(row[j]));
    }
    if (!is_row_moderate) return plain_residual(a, v, x);
    Compensated entry = dot(row, b);
    entry.add_product(-x.lower(), b[i]);
    double error =
        fma_up(mul_up(3 * terms * terms * 0x1p-106, size), mul_up(2, v_sum), terms * 0x1p-800);
    // Of `terms` sums of nonnegative products to nearest, three operations each.
    if (!is_row_thin) error = add_up(error, mul_up(spread, 1 + terms * 0x1p-51));
    const Interval enclosure =
        Interval::point(entry.sum) + Interval::point(entry.error) + Interval::bounds(-error, error);
    residual.push_back(enclosure);
  }
  return residual;
}

}  // namespace rigor
