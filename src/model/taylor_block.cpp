#include "model/taylor_block.hpp"

#include "function/normal.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {

template <IntervalNumber I>
NormalSeries<I> normal_series(const I& z, const I& sigma, std::size_t terms) {
  NormalSeries<I> series;
  I before = enclose<I>(0L, precision_of(z));
  I coefficient = normal_pdf(z);
  const I scale = recip(sigma);
  I power = enclose<I>(1L, precision_of(z));
  series.cdf.push_back(normal_cdf(z));
  for (std::size_t j = 0; j < terms; ++j) {
    series.pdf.push_back(coefficient * power);
    power *= scale;
    series.cdf.push_back(coefficient * power / static_cast<long>(j + 1));
    I next = -(z * coefficient + before) / static_cast<long>(j + 1);
    before = std::exchange(coefficient, std::move(next));
  }
  series.cdf.pop_back();
  return series;
}

template NormalSeries<Interval> normal_series(const Interval&, const Interval&, std::size_t);
template NormalSeries<BigInterval> normal_series(const BigInterval&, const BigInterval&,
                                                 std::size_t);

}  // namespace rigor
