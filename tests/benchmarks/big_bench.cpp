// BigInterval against Arb, and MPFI where it is installed, in one process on the same numbers. The
// counters "x_arb" and "x_mpfi" are ratios of times, above 1 where the other one is faster: medians
// of interleaved repetitions, with "_min" and "_max" the least and largest ratio of one repetition.
#include <arb.h>
#include <arb_hypgeom.h>

#include <cstdint>

#include "benchmarks/interleaved.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "number/big_interval.hpp"

#ifdef RIGOR_HAS_MPFI
#include <mpfi.h>
#endif

namespace rigor {
namespace {

using benchmarks::median;
using benchmarks::nanoseconds;
using benchmarks::report;

constexpr std::size_t kCount = 256;
constexpr int kRepetitions = 31;

enum class Width : int { thin, narrow, moderate };

/// The same intervals in every library: signs at random, sizes from 2^-4 to 2^4; thin, a few units
/// wide, or up to a half of their size wide.
class Operands {
 public:
  Operands(int bits, Width width, bool is_positive, unsigned long seed) : bits_(bits) {
    balls_ = _arb_vec_init(kCount);
    gmp_randstate_t random;
    gmp_randinit_default(random);
    gmp_randseed_ui(random, seed);
    for (std::size_t k = 0; k < kCount; ++k) {
      BigFloat lo(Precision{bits});
      mpfr_urandomb(lo.get(), random);
      mpfr_add_ui(lo.get(), lo.get(), 1, MPFR_RNDN);
      mpfr_mul_2si(lo.get(), lo.get(), static_cast<long>(gmp_urandomm_ui(random, 9)) - 4,
                   MPFR_RNDN);
      const bool is_negative = gmp_urandomb_ui(random, 1) != 0 && !is_positive;
      if (is_negative) mpfr_neg(lo.get(), lo.get(), MPFR_RNDN);
      BigFloat hi = lo;
      if (width == Width::narrow) {
        for (int step = 0; step < 3; ++step) mpfr_nextabove(hi.get());
      } else if (width == Width::moderate) {
        BigFloat part = lo;
        mpfr_abs(part.get(), part.get(), MPFR_RNDN);
        const auto shift = static_cast<long>(gmp_urandomm_ui(random, 20)) + 1;
        mpfr_mul_2si(part.get(), part.get(), -shift, MPFR_RNDN);
        mpfr_add(hi.get(), hi.get(), part.get(), MPFR_RNDU);
      }
      arb_set_interval_mpfr(balls_ + k, lo.get(), hi.get(), bits);
      intervals_.push_back(BigInterval::bounds(std::move(lo), std::move(hi)));
    }
    gmp_randclear(random);
  }
  Operands(const Operands&) = delete;
  Operands& operator=(const Operands&) = delete;
  ~Operands() { _arb_vec_clear(balls_, kCount); }

  const BigInterval& interval(std::size_t k) const { return intervals_[k]; }
  arb_srcptr ball(std::size_t k) const { return balls_ + k; }
  int bits() const { return bits_; }

 private:
  int bits_;
  std::vector<BigInterval> intervals_;
  arb_ptr balls_;
};

#ifdef RIGOR_HAS_MPFI
using MpfiFunction = int (*)(mpfi_t, const mpfi_t, const mpfi_t);

/// The operands as MPFI's intervals.
class MpfiOperands {
 public:
  explicit MpfiOperands(const Operands& x) : intervals_(kCount) {
    for (std::size_t k = 0; k < kCount; ++k) {
      mpfi_init2(get(k), x.bits());
      mpfi_interv_fr(get(k), x.interval(k).lower().get(), x.interval(k).upper().get());
    }
  }
  MpfiOperands(const MpfiOperands&) = delete;
  MpfiOperands& operator=(const MpfiOperands&) = delete;
  ~MpfiOperands() {
    for (std::size_t k = 0; k < kCount; ++k) mpfi_clear(get(k));
  }
  mpfi_ptr get(std::size_t k) { return &intervals_[k]; }

 private:
  std::vector<__mpfi_struct> intervals_;
};

template <auto kFunction>
int of_first_mpfi(mpfi_t z, const mpfi_t x, const mpfi_t) {
  return kFunction(z, x);
}
#else
using MpfiFunction = std::nullptr_t;
#endif

using BallFunction = void (*)(arb_t, const arb_t, const arb_t, slong);

/// own(a, b) by value and assigned, against ball(z, a, b, bits).
void compare(benchmark::State& state, const auto& own, BallFunction ball,
             [[maybe_unused]] MpfiFunction mpfi, int bits, Width width, bool is_positive) {
  const Operands a(bits, width, is_positive, 1);
  const Operands b(bits, width, is_positive, 2);
  std::vector<BigInterval> results(kCount, a.interval(0));
  arb_ptr balls = _arb_vec_init(kCount);
  const auto run_own = [&] {
    for (std::size_t k = 0; k < kCount; ++k) results[k] = own(a.interval(k), b.interval(k));
    benchmark::ClobberMemory();
  };
  const auto run_ball = [&] {
    for (std::size_t k = 0; k < kCount; ++k) ball(balls + k, a.ball(k), b.ball(k), bits);
    benchmark::ClobberMemory();
  };
#ifdef RIGOR_HAS_MPFI
  MpfiOperands x(a);
  MpfiOperands y(b);
  MpfiOperands z(a);
  const auto run_mpfi = [&] {
    for (std::size_t k = 0; k < kCount && mpfi != nullptr; ++k) mpfi(z.get(k), x.get(k), y.get(k));
    benchmark::ClobberMemory();
  };
  std::vector<double> mpfi_times;
#endif
  std::vector<double> own_times;
  std::vector<double> ball_times;
  for (auto _ : state) {
    for (int repetition = 0; repetition < kRepetitions; ++repetition) {
      own_times.push_back(nanoseconds(run_own, kCount));
      ball_times.push_back(nanoseconds(run_ball, kCount));
#ifdef RIGOR_HAS_MPFI
      mpfi_times.push_back(nanoseconds(run_mpfi, kCount));
#endif
    }
  }
  _arb_vec_clear(balls, kCount);
  state.counters["ns"] = median(own_times);
  report(state, "arb", own_times, ball_times);
#ifdef RIGOR_HAS_MPFI
  if (mpfi != nullptr) report(state, "mpfi", own_times, mpfi_times);
#endif
}

const auto add = [](const auto& a, const auto& b) { return a + b; };
const auto multiply = [](const auto& a, const auto& b) { return a * b; };
const auto divide = [](const auto& a, const auto& b) { return a / b; };
const auto square_root = [](const auto& a, const auto&) { return sqrt(a); };
const auto exponential = [](const auto& a, const auto&) { return exp(a); };
const auto logarithm = [](const auto& a, const auto&) { return log(a); };
const auto hyperbolic_tangent = [](const auto& a, const auto&) { return tanh(a); };
const auto error_function = [](const auto& a, const auto&) { return erf(a); };
const auto sine = [](const auto& a, const auto&) { return sin(a); };

/// Arb's functions of one argument, ignoring the second.
template <auto kFunction>
void of_first(arb_t z, const arb_t x, const arb_t, slong bits) {
  kFunction(z, x, bits);
}

#ifdef RIGOR_HAS_MPFI
#define MPFI(name) mpfi_##name
#define MPFI_FIRST(name) of_first_mpfi<mpfi_##name>
#else
#define MPFI(name) nullptr
#define MPFI_FIRST(name) nullptr
#endif

void register_all() {
  const auto add_benchmark = [](const std::string& name, const auto& own, BallFunction ball,
                                MpfiFunction mpfi, int bits, Width width, bool is_positive) {
    constexpr const char* kWidths[] = {"thin", "narrow", "moderate"};
    const std::string full =
        "big/" + name + "/" + std::to_string(bits) + "/" + kWidths[static_cast<int>(width)];
    benchmark::RegisterBenchmark(full.c_str(), [=](benchmark::State& state) {
      compare(state, own, ball, mpfi, bits, width, is_positive);
    })->Iterations(1);
  };
  for (const int bits : {128, 1024}) {
    for (const Width width : {Width::thin, Width::narrow, Width::moderate}) {
      add_benchmark("add", add, arb_add, MPFI(add), bits, width, false);
      add_benchmark("mul", multiply, arb_mul, MPFI(mul), bits, width, false);
      add_benchmark("div", divide, arb_div, MPFI(div), bits, width, false);
      add_benchmark("sqrt", square_root, of_first<arb_sqrt>, MPFI_FIRST(sqrt), bits, width, true);
    }
    add_benchmark("exp", exponential, of_first<arb_exp>, MPFI_FIRST(exp), bits, Width::thin, false);
    add_benchmark("log", logarithm, of_first<arb_log>, MPFI_FIRST(log), bits, Width::thin, true);
    add_benchmark("tanh", hyperbolic_tangent, of_first<arb_tanh>, MPFI_FIRST(tanh), bits,
                  Width::thin, false);
    add_benchmark("erf", error_function, of_first<arb_hypgeom_erf>, nullptr, bits, Width::thin,
                  false);
    add_benchmark("sin", sine, of_first<arb_sin>, MPFI_FIRST(sin), bits, Width::thin, false);
  }
}

const bool kRegistered = (register_all(), true);

}  // namespace
}  // namespace rigor
