#include "number/mpfr_range.hpp"
#include "soundness/adapter.hpp"

namespace rigor::soundness {
namespace {

// a f b; the same written in place and with the built-in integer n on either side.
template <class I, class F, class InPlace>
Outcome with_variants(F f, InPlace in_place, const Operands& x) {
  Outcome result = outcome<I>(f, x, std::make_index_sequence<2>());
  const I a = Adapter<I>::make(x[0], x.formats[0]);
  const I b = Adapter<I>::make(x[1], x.formats[1]);
  const I value = f(a, b);
  I changed = a;
  in_place(changed, b);
  I twice = a;
  in_place(twice, twice);
  const int n = x.exponent;
  result.variants_agree = identical(changed, value) && identical(twice, f(a, a)) &&
                          identical(f(a, n), f(a, operand(n, a))) &&
                          identical(f(n, a), f(operand(n, a), a));
  return result;
}

template <class F, class InPlace>
Operation binary(std::string_view name, F, InPlace) {
  return {name, 2, [](const Operands& x) { return with_variants<Interval>(F{}, InPlace{}, x); },
          [](const Operands& x) { return with_variants<BigInterval>(F{}, InPlace{}, x); }};
}

template <class I>
Outcome pown_outcome(const Operands& x) {
  return outcome<I>([n = x.exponent](const auto& a) { return pown(a, n); }, x,
                    std::make_index_sequence<1>());
}

template <class I>
Outcome scale2_outcome(const Operands& x) {
  return outcome<I>([k = x.exponent](const auto& a) { return scale2(a, k); }, x,
                    std::make_index_sequence<1>());
}

}  // namespace

std::vector<Operation> arithmetic_operations() {
  return {
      operation<1>("neg", [](const auto& a) { return -a; }),
      binary(
          "add", [](const auto& a, const auto& b) { return a + b; },
          [](auto& a, const auto& b) { a += b; }),
      binary(
          "sub", [](const auto& a, const auto& b) { return a - b; },
          [](auto& a, const auto& b) { a -= b; }),
      binary(
          "mul", [](const auto& a, const auto& b) { return a * b; },
          [](auto& a, const auto& b) { a *= b; }),
      binary(
          "div", [](const auto& a, const auto& b) { return a / b; },
          [](auto& a, const auto& b) { a /= b; }),
      operation<3>("fma", [](const auto& a, const auto& b, const auto& c) { return fma(a, b, c); }),
      operation<1>("sqr", [](const auto& a) { return sqr(a); }),
      operation<1>("sqrt", [](const auto& a) { return sqrt(a); }),
      operation<1>("recip", [](const auto& a) { return recip(a); }),
      {"pown", 1, pown_outcome<Interval>, pown_outcome<BigInterval>},
      operation<1>("abs", [](const auto& a) { return abs(a); }),
      operation<2>("min", [](const auto& a, const auto& b) { return min(a, b); }),
      operation<2>("max", [](const auto& a, const auto& b) { return max(a, b); }),
      operation<1>("sign", [](const auto& a) { return sign(a); }),
      operation<2>("intersection", [](const auto& a, const auto& b) { return intersection(a, b); }),
      {"scale2", 1, scale2_outcome<Interval>, scale2_outcome<BigInterval>},
      operation<1>("width", [](const auto& a) { return width(a); }),
      operation<1>("magnitude", [](const auto& a) { return magnitude(a); }),
      operation<1>("mignitude", [](const auto& a) { return mignitude(a); }),
  };
}

Format big_format(int bits) {
  return {bits, mpfr_get_emin(), mpfr_get_emax(), false};
}

void set_exponent_range(bool is_widest) {
  if (is_widest) {
    use_widest_exponent_range();
  } else {
    mpfr_set_emin(MPFR_EMIN_DEFAULT);
    mpfr_set_emax(MPFR_EMAX_DEFAULT);
  }
}

}  // namespace rigor::soundness
