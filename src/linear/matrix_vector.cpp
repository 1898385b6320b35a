#include "linear/matrix_vector.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "linear/eigenvalues.hpp"
#include "linear/interval_matrix.hpp"
#include "number/rounding.hpp"

namespace rigor {
namespace {

constexpr double kUnit = 0x1p-53;
constexpr std::size_t kMostTerms = std::size_t{1} << 40;

/// Eight partial sums.
using Lanes = double __attribute__((vector_size(64)));
using HalfLanes = float __attribute__((vector_size(32)));
constexpr std::size_t kLanes = 8;
constexpr std::size_t kBlock = 2 * kLanes;

void load(const double* from, Lanes& to) {
  std::memcpy(&to, from, sizeof to);
}

double total(const Lanes& first, const Lanes& second) {
  const Lanes s = first + second;
  return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

/// The sums for two rows at once: their additions don't wait for each other.
void dot_products(const double* a, const double* b, const double* x, std::size_t n, double& ax,
                  double& bx) {
  Lanes a_first{}, a_second{}, b_first{}, b_second{};
  std::size_t j = 0;
  for (; j + kBlock <= n; j += kBlock) {
    Lanes x_first, x_second, row;
    load(x + j, x_first);
    load(x + j + kLanes, x_second);
    load(a + j, row);
    a_first += row * x_first;
    load(a + j + kLanes, row);
    a_second += row * x_second;
    load(b + j, row);
    b_first += row * x_first;
    load(b + j + kLanes, row);
    b_second += row * x_second;
  }
  double a_rest = 0;
  double b_rest = 0;
  for (; j < n; ++j) {
    a_rest += a[j] * x[j];
    b_rest += b[j] * x[j];
  }
  ax = total(a_first, a_second) + a_rest;
  bx = total(b_first, b_second) + b_rest;
}

/// The root of a sum of n squares that was found to be `sum`: the exact one is at most (sum +
/// absolute) / (1 - relative).
double root_of_sum(double sum, std::size_t n) {
  if (!(sum <= kLargest)) return kInfinity;
  const SumRounding rounding = sum_rounding(n);
  return sqrt_up(div_up(add_up(sum, rounding.absolute), add_down(1, -rounding.relative)));
}

double sum_of_squares(const double* x, std::size_t n) {
  Lanes first{}, second{};
  std::size_t j = 0;
  for (; j + kBlock <= n; j += kBlock) {
    Lanes part;
    load(x + j, part);
    first += part * part;
    load(x + j + kLanes, part);
    second += part * part;
  }
  double rest = 0;
  for (; j < n; ++j) rest += x[j] * x[j];
  return total(first, second) + rest;
}

std::size_t size_of(const Matrix<double>& a) {
  return a.rows() * a.columns();
}

}  // namespace

SumRounding sum_rounding(std::size_t terms) {
  if (terms > kMostTerms) throw std::invalid_argument("a sum of more than 2^40 products");
  const std::size_t roundings = terms / kBlock + 6 + terms % kBlock;
  const double error = static_cast<double>(roundings) * kUnit;
  return {div_up(error, add_down(1, -error)), static_cast<double>(terms) * 0x1p-1074};
}

std::vector<double> product_to_nearest(const Matrix<double>& a, const std::vector<double>& x) {
  if (a.columns() != x.size()) {
    throw std::invalid_argument("a matrix and a vector whose shapes disagree");
  }
  std::vector<double> y(a.rows(), 0.0);
  if (x.empty()) return y;
  const std::size_t n = x.size();
  std::size_t i = 0;
  for (; i + 2 <= a.rows(); i += 2) {
    dot_products(&a(i, 0), &a(i + 1, 0), x.data(), n, y[i], y[i + 1]);
  }
  double unused = 0;
  if (i < a.rows()) dot_products(&a(i, 0), &a(i, 0), x.data(), n, y[i], unused);
  return y;
}

double euclidean_bound(const std::vector<double>& x) {
  return root_of_sum(sum_of_squares(x.data(), x.size()), x.size());
}

double frobenius_bound(const Matrix<double>& a) {
  if (size_of(a) == 0) return 0;
  return root_of_sum(sum_of_squares(&a(0, 0), size_of(a)), size_of(a));
}

double spectral_bound(const Matrix<double>& a) {
  const double frobenius = frobenius_bound(a);
  if (!(frobenius > 0) || !(frobenius <= kLargest)) return frobenius;
  RelativeMatrix first{a, 0};
  RelativeMatrix second{Matrix<double>(a.columns(), a.rows(), 0.0), 0};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) second.midpoint(j, i) = a(i, j);
  }
  if (a.rows() > a.columns()) std::swap(first, second);
  const Interval largest = largest_eigenvalue(intervals(multiply(first, second)));
  if (is_empty(largest) || !(largest.upper() <= kLargest)) return frobenius;
  return std::min(frobenius, sqrt_up(std::max(largest.upper(), 0.0)));
}

DistanceBounds distance_bounds(const Matrix<double>& a, const Matrix<float>& left,
                               double left_share, const Matrix<float>& right, double right_share,
                               double sizes) {
  const auto has_shape = [&](const Matrix<float>& b) {
    return b.rows() == a.rows() && b.columns() == a.columns();
  };
  const auto is_share = [](double s) { return 0 <= s && s <= 1; };
  if (!has_shape(left) || !has_shape(right) || !is_share(left_share) || !is_share(right_share)) {
    throw std::invalid_argument("a combination of matrices whose shapes disagree");
  }
  const std::size_t n = size_of(a);
  if (n == 0) return {0, 0};
  const double* x = &a(0, 0);
  const float* l = &left(0, 0);
  const float* r = &right(0, 0);
  Lanes distance[2]{};
  Lanes size[2]{};
  const auto add_squares = [&](std::size_t j, std::size_t place) {
    Lanes x_part;
    HalfLanes l_part, r_part;
    std::memcpy(&x_part, x + j, sizeof x_part);
    std::memcpy(&l_part, l + j, sizeof l_part);
    std::memcpy(&r_part, r + j, sizeof r_part);
    const Lanes difference = x_part - (left_share * __builtin_convertvector(l_part, Lanes) +
                                       right_share * __builtin_convertvector(r_part, Lanes));
    distance[place] += difference * difference;
    size[place] += x_part * x_part;
  };
  std::size_t j = 0;
  for (; j + kBlock <= n; j += kBlock) {
    add_squares(j, 0);
    add_squares(j + kLanes, 1);
  }
  double distance_rest = 0;
  double size_rest = 0;
  for (; j < n; ++j) {
    const double difference =
        x[j] - (left_share * static_cast<double>(l[j]) + right_share * static_cast<double>(r[j]));
    distance_rest += difference * difference;
    size_rest += x[j] * x[j];
  }
  // Entry by entry, the difference is within 4 u (|x| + |l| + |r|) + 2^-1073 of the exact one: the
  // products, their sum and the difference are rounded, each of them a number up to |x| + |l| + |r|
  // but for factors 1 + u.
  const double found = root_of_sum(total(distance[0], distance[1]) + distance_rest, n);
  const double own_size = root_of_sum(total(size[0], size[1]) + size_rest, n);
  const double dust = static_cast<double>(n) * 0x1p-1073;
  return {add_up(add_up(found, mul_up(4 * kUnit, add_up(own_size, sizes))), dust), own_size};
}

}  // namespace rigor
