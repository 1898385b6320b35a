#include "model/normal_moments.hpp"

#include "function/normal.hpp"

namespace rigor {
namespace {

/// Phi(to) - Phi(from).
template <IntervalNumber I>
I probability(const std::optional<I>& from, const std::optional<I>& to, Precision precision) {
  if (!from && !to) return enclose<I>(1L, precision);
  if (!to) return normal_cdf(-*from);
  if (!from) return normal_cdf(*to);
  if (certainly(*from >= 0)) return normal_cdf(-*from) - normal_cdf(-*to);
  if (certainly(*to <= 0)) return normal_cdf(*to) - normal_cdf(*from);
  return 1 - normal_cdf(*from) - normal_cdf(-*to);
}

}  // namespace

template <IntervalNumber I>
std::vector<I> normal_moments(const std::optional<I>& from, const std::optional<I>& to,
                              std::size_t order, Precision precision) {
  const I zero = enclose<I>(0L, precision);
  // end^k phi(end), 0 at infinity
  I below = from ? normal_pdf(*from) : zero, above = to ? normal_pdf(*to) : zero;
  std::vector<I> moments = {probability(from, to, precision)};
  for (std::size_t k = 1; k <= order; ++k) {
    I boundary = below - above;
    if (k > 1) boundary += static_cast<long>(k - 1) * moments[k - 2];
    moments.push_back(boundary);
    if (from) below = below * *from;
    if (to) above = above * *to;
  }
  return moments;
}

template std::vector<Interval> normal_moments(const std::optional<Interval>&,
                                              const std::optional<Interval>&, std::size_t,
                                              Precision);
template std::vector<BigInterval> normal_moments(const std::optional<BigInterval>&,
                                                 const std::optional<BigInterval>&, std::size_t,
                                                 Precision);

}  // namespace rigor
