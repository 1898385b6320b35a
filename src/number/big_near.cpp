// Sums and products of BigInterval: kernels of 128 bits where they apply, else MPFR.
#include "number/big_general.hpp"
#include "number/big_interval_kernel128.hpp"

namespace rigor {

using kernel128::are_near;
using kernel128::is_point;

namespace {

// The results are written end by end, which is faster than to hold both in registers.
[[gnu::always_inline]] inline BigInterval rounded(const kernel128::Exact& lo,
                                                  const kernel128::Exact& hi) {
  BigInterval r = BigIntervalEnds::zero({128});
  BigIntervalEnds::set_lower(r, lo.down());
  BigIntervalEnds::set_upper(r, hi.up());
  return r;
}

}  // namespace

BigInterval operator+(const BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return general::sum(a, b);
  const auto lo = kernel128::sum(a.lower().regular128(), b.lower().regular128(), 0);
  const auto hi = kernel128::sum(a.upper().regular128(), b.upper().regular128(), 0);
  if (lo.is_zero() || hi.is_zero()) [[unlikely]]
    return general::sum(a, b);
  return rounded(lo, hi);
}

BigInterval operator-(const BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return general::difference(a, b);
  const auto lo = kernel128::sum(a.lower().regular128(), b.upper().regular128(), 1);
  const auto hi = kernel128::sum(a.upper().regular128(), b.lower().regular128(), 1);
  if (lo.is_zero() || hi.is_zero()) [[unlikely]]
    return general::difference(a, b);
  return rounded(lo, hi);
}

BigInterval& operator+=(BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return general::add(a, b);
  const auto lo = kernel128::sum(a.lower().regular128(), b.lower().regular128(), 0);
  const auto hi = kernel128::sum(a.upper().regular128(), b.upper().regular128(), 0);
  if (lo.is_zero() || hi.is_zero()) [[unlikely]]
    return general::add(a, b);
  BigIntervalEnds::set_lower(a, lo.down());
  BigIntervalEnds::set_upper(a, hi.up());
  return a;
}

BigInterval& operator-=(BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return general::subtract(a, b);
  const auto lo = kernel128::sum(a.lower().regular128(), b.upper().regular128(), 1);
  const auto hi = kernel128::sum(a.upper().regular128(), b.lower().regular128(), 1);
  if (lo.is_zero() || hi.is_zero()) [[unlikely]]
    return general::subtract(a, b);
  BigIntervalEnds::set_lower(a, lo.down());
  BigIntervalEnds::set_upper(a, hi.up());
  return a;
}

namespace {

// Each end is the larger of two products of one sign.
BigInterval product_of_mixed(const BigInterval& a, const BigInterval& b) {
  using kernel128::larger;
  using kernel128::product;
  BigInterval r = BigIntervalEnds::zero({128});
  BigIntervalEnds::set_lower(r, larger(product(a, 0, b, 1).down(), product(a, 1, b, 0).down()));
  BigIntervalEnds::set_upper(r, larger(product(a, 0, b, 0).up(), product(a, 1, b, 1).up()));
  return r;
}

[[gnu::always_inline]] inline BigInterval product_of_ranges(const BigInterval& a,
                                                            const BigInterval& b) {
  const unsigned signs = kernel128::signs(a, b);
  if (signs == kernel128::kBothMixed) [[unlikely]]
    return product_of_mixed(a, b);
  const std::uint64_t factors = kernel128::kFactors >> (4 * signs);
  BigInterval r = BigIntervalEnds::zero({128});
  BigIntervalEnds::set_lower(r, kernel128::lower_product(a, b, factors).down());
  BigIntervalEnds::set_upper(r, kernel128::upper_product(a, b, factors).up());
  return r;
}

[[gnu::always_inline]] inline BigInterval product_of_points(const BigInterval& a,
                                                            const BigInterval& b) {
  const kernel128::Exact exact = kernel128::product(a, 0, b, 0);
  BigInterval r = BigIntervalEnds::zero({128});
  BigIntervalEnds::set_lower(r, exact.down());
  BigIntervalEnds::set_upper(r, exact.up());
  return r;
}

}  // namespace

BigInterval operator*(const BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return general::product(a, b);
  return is_point(a) && is_point(b) ? product_of_points(a, b) : product_of_ranges(a, b);
}

BigInterval& operator*=(BigInterval& a, const BigInterval& b) {
  if (!are_near(a, b)) [[unlikely]]
    return a = general::product(a, b);
  const unsigned signs = kernel128::signs(a, b);
  if (signs == kernel128::kBothMixed) [[unlikely]]
    return a = product_of_mixed(a, b);
  const std::uint64_t factors = kernel128::kFactors >> (4 * signs);
  const Regular128 lo = kernel128::lower_product(a, b, factors).down();
  const Regular128 hi = kernel128::upper_product(a, b, factors).up();
  BigIntervalEnds::set_lower(a, lo);
  BigIntervalEnds::set_upper(a, hi);
  return a;
}

// The squares of the ends are its ends, unless x reaches to both sides of 0.
BigInterval sqr(const BigInterval& x) {
  const bool is_mixed = x.lower().is_negative() != x.upper().is_negative();
  if (!are_near(x, x) || is_mixed) [[unlikely]]
    return general::square(x);
  if (is_point(x)) return product_of_points(x, x);
  const std::uint64_t nearer = x.lower().is_negative();
  BigInterval r = BigIntervalEnds::zero({128});
  BigIntervalEnds::set_lower(r, kernel128::product(x, nearer, x, nearer).down());
  BigIntervalEnds::set_upper(r, kernel128::product(x, 1 - nearer, x, 1 - nearer).up());
  return r;
}

}  // namespace rigor
