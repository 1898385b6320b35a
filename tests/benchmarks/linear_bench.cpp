// Largest eigenvalues and products of interval matrices against Eigen's floating point, and against
// Rump's verification in Arb, on the same random matrices.
#include <acb_mat.h>
#include <arb_mat.h>
#include <benchmark/benchmark.h>
#include <time.h>

#include <Eigen/Dense>
#include <random>

#include "interleaved.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/interval_matrix.hpp"

namespace rigor {
namespace {

using benchmarks::report;

/// Of this thread's processor time, for one of the `count` operations of the loop: they are long
/// enough for others to come between.
double nanoseconds(const auto& loop, std::size_t count) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  loop();
  return (now() - start) / static_cast<double>(count);
}

Eigen::MatrixXd random_matrix(int n, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> entry(-1, 1);
  return Eigen::MatrixXd::NullaryExpr(n, n, [&] { return entry(engine); });
}

/// Uniform entries, or (gram) the Gram matrix of n random vectors.
Eigen::MatrixXd random_symmetric(int n, bool gram) {
  const Eigen::MatrixXd a = random_matrix(n, 7);
  Eigen::MatrixXd s =
      gram ? Eigen::MatrixXd(a * a.transpose() / n) : Eigen::MatrixXd((a + a.transpose()) / 2);
  return (s + s.transpose()) / 2;
}

Matrix<double> as_matrix(const Eigen::MatrixXd& a) {
  const auto n = static_cast<std::size_t>(a.rows());
  Matrix<double> m(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      m(i, j) = a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    }
  }
  return m;
}

Matrix<Interval> as_points(const Eigen::MatrixXd& a) {
  const Matrix<double> m = as_matrix(a);
  Matrix<Interval> points(m.rows(), m.rows(), Interval());
  for (std::size_t i = 0; i < m.rows(); ++i) {
    for (std::size_t j = 0; j < m.rows(); ++j) points(i, j) = Interval::point(m(i, j));
  }
  return points;
}

/// "width" is that of the enclosure over the eigenvalue.
void largest_eigenvalue_to_eigen(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  const Eigen::MatrixXd a = random_symmetric(n, state.range(1) == 1);
  const Matrix<Interval> box = as_points(a);
  std::vector<double> own;
  std::vector<double> eigen;
  Interval enclosure;
  for (auto _ : state) {
    own.push_back(nanoseconds([&] { enclosure = largest_eigenvalue(box); }, 1));
    eigen.push_back(nanoseconds(
        [&] {
          const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(a);
          benchmark::DoNotOptimize(solver.eigenvalues()[n - 1]);
        },
        1));
  }
  report(state, "eigen", own, eigen);
  state.counters["ns"] = benchmarks::median(own);
  state.counters["width"] = width(enclosure).upper() / enclosure.upper();
}
BENCHMARK(largest_eigenvalue_to_eigen)
    ->ArgNames({"n", "gram"})
    ->ArgsProduct({{20, 100, 300, 500, 1000}, {0, 1}})
    ->Iterations(9);

/// acb_mat_eig_simple_rump at 64 bits from its own approximate eigenvectors; those are not timed.
void largest_eigenvalue_to_rump(benchmark::State& state) {
  constexpr int kSize = 100;
  constexpr slong kBits = 64;
  const Eigen::MatrixXd a = random_symmetric(kSize, false);
  const Matrix<Interval> box = as_points(a);
  acb_mat_t m, left, right;
  acb_mat_init(m, kSize, kSize);
  acb_mat_init(left, kSize, kSize);
  acb_mat_init(right, kSize, kSize);
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) acb_set_d(acb_mat_entry(m, i, j), a(i, j));
  }
  acb_ptr values = _acb_vec_init(kSize);
  acb_ptr approximate = _acb_vec_init(kSize);
  acb_mat_approx_eig_qr(approximate, left, right, m, nullptr, 0, kBits);
  std::vector<double> own;
  std::vector<double> rump;
  for (auto _ : state) {
    own.push_back(nanoseconds([&] { benchmark::DoNotOptimize(largest_eigenvalue(box)); }, 1));
    rump.push_back(nanoseconds(
        [&] { acb_mat_eig_simple_rump(values, nullptr, nullptr, m, approximate, right, kBits); },
        1));
  }
  report(state, "rump", own, rump);
  state.counters["ns"] = benchmarks::median(own);
  state.counters["proved"] = acb_is_finite(values) != 0 ? 1 : 0;
  _acb_vec_clear(values, kSize);
  _acb_vec_clear(approximate, kSize);
  acb_mat_clear(m);
  acb_mat_clear(left);
  acb_mat_clear(right);
}
BENCHMARK(largest_eigenvalue_to_rump)->Iterations(3);

/// Into memory that is there, like Eigen's.
template <class Operand>
void product_to_eigen(benchmark::State& state, const Operand& a, const Operand& b) {
  const auto n = static_cast<int>(state.range(0));
  const Eigen::MatrixXd x = random_matrix(n, 1);
  const Eigen::MatrixXd y = random_matrix(n, 2);
  Eigen::MatrixXd z(n, n);
  ProductMemory memory;
  IntervalMatrix c;
  std::vector<double> own;
  std::vector<double> eigen;
  const int repeats = 1 + 3000000 / (n * n * n);
  const auto count = static_cast<std::size_t>(repeats);
  for (auto _ : state) {
    own.push_back(nanoseconds(
        [&] {
          for (int k = 0; k < repeats; ++k) {
            multiply(a, b, memory, c);
            benchmark::DoNotOptimize(c);
          }
        },
        count));
    eigen.push_back(nanoseconds(
        [&] {
          for (int k = 0; k < repeats; ++k) {
            z.noalias() = x * y;
            benchmark::DoNotOptimize(z.data());
          }
        },
        count));
  }
  report(state, "dgemm", own, eigen);
  state.counters["ns"] = benchmarks::median(own);
}

/// Radii of all kinds.
void product(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  const auto operand = [&](unsigned seed) {
    return IntervalMatrix{as_matrix(random_matrix(n, seed)),
                          as_matrix(random_matrix(n, seed + 10).cwiseAbs() * 1e-10)};
  };
  product_to_eigen(state, operand(1), operand(2));
}
BENCHMARK(product)->ArgName("n")->Arg(100)->Arg(300)->Arg(1000)->Iterations(41);

/// Radii that are one multiple of the midpoints.
void relative_product(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  const auto operand = [&](unsigned seed) {
    return RelativeMatrix{as_matrix(random_matrix(n, seed)), 1e-10};
  };
  product_to_eigen(state, operand(1), operand(2));
}
BENCHMARK(relative_product)->ArgName("n")->Arg(100)->Arg(300)->Arg(1000)->Iterations(41);

}  // namespace
}  // namespace rigor
