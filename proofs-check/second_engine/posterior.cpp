#include "second_engine/posterior.hpp"

#include <algorithm>
#include <stdexcept>

namespace rigor::second_engine {

void require_valid(const Instance& instance) {
  const std::vector<Rational>& c = instance.centres;
  if (c.empty()) throw std::invalid_argument("second engine: no centres");
  if (instance.sigma <= 0) throw std::invalid_argument("second engine: sigma is not positive");
  const auto not_less = [](const Rational& a, const Rational& b) { return a >= b; };
  if (std::adjacent_find(c.begin(), c.end(), not_less) != c.end()) {
    throw std::invalid_argument("second engine: the centres do not increase");
  }
}

namespace {

std::size_t nearest(const std::vector<Rational>& centres, const Rational& y) {
  const auto above = std::lower_bound(centres.begin(), centres.end(), y);
  if (above == centres.begin()) return 0;
  const auto i = static_cast<std::size_t>(above - centres.begin());
  if (above == centres.end()) return i - 1;
  return *above - y < y - centres[i - 1] ? i : i - 1;
}

}  // namespace

struct Posterior::Sums {
  Arb weight, first, second, third;
};

Posterior::Posterior(const Instance& instance, long bits)
    : instance_(instance), bits_(bits), variance_(instance.sigma * instance.sigma) {}

void Posterior::add_side(int side, std::size_t reference, const Rational& left,
                         const Rational& right, long drop_bits, Sums& sums) const {
  const std::vector<Rational>& c = instance_.centres;
  const std::size_t count = side > 0 ? c.size() - 1 - reference : reference;
  const Arb ln2 = [&] {
    Arb value(bits_);
    arb_const_log2(value.get(), bits_);
    return value;
  }();
  const Arb threshold = ln2 * -drop_bits;
  for (std::size_t k = 1; k <= count; ++k) {
    const std::size_t i = side > 0 ? reference + k : reference - k;
    const Rational difference = c[i] - c[reference], middle = (c[i] + c[reference]) / 2;
    const auto exponent = [&](const Rational& y) {
      return Arb(Rational(difference * (y - middle) / variance_), bits_);
    };
    const Arb largest = exponent(side > 0 ? right : left);
    if (surely_less(largest, threshold)) {
      const Arb rest = Arb(static_cast<long>(count - k + 1), bits_) *
                       zero_within_power_of_two(-drop_bits, bits_);
      const Arb reach(Rational(c.back() - c.front()), bits_);
      sums.weight += rest;
      sums.first += rest * reach;
      sums.second += rest * sqr(reach);
      sums.third += rest * sqr(reach) * reach;
      return;
    }
    const Arb high = exp(largest);
    const Arb rho = left == right ? high : hull(high, exp(exponent(side > 0 ? left : right)));
    const Arb d(difference, bits_), first = rho * d, second = first * d;
    sums.weight += rho;
    sums.first += first;
    sums.second += second;
    sums.third += second * d;
  }
}

Cumulants Posterior::over(const Rational& left, const Rational& right, long drop_bits) const {
  const std::size_t reference = nearest(instance_.centres, Rational((left + right) / 2));
  Sums sums{Arb(1, bits_), Arb(bits_), Arb(bits_), Arb(bits_)};
  for (int side : {-1, +1}) add_side(side, reference, left, right, drop_bits, sums);
  const Arb m1 = sums.first / sums.weight, m2 = sums.second / sums.weight,
            m3 = sums.third / sums.weight;
  return {reference, m1, m2 - sqr(m1), m3 - m1 * m2 * 3 + sqr(m1) * m1 * 2};
}

namespace {

// `value(posterior cumulants, bits)` at y, refined.
template <typename Function>
Bounds refined_at(const Instance& instance, const Rational& y, const Function& value) {
  require_valid(instance);
  return refined([&](long bits) { return value(Posterior(instance, bits).at(y, 8 * bits), bits); });
}

}  // namespace

Bounds posterior_mean(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [&](const Cumulants& k, long bits) {
    return Arb(instance.centres[k.reference], bits) + k.offset;
  });
}

Bounds posterior_variance(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [](const Cumulants& k, long) { return k.variance; });
}

Bounds third_cumulant(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [](const Cumulants& k, long) { return k.third; });
}

Bounds score(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [&](const Cumulants& k, long bits) {
    const Arb variance(Rational(instance.sigma * instance.sigma), bits);
    return (Arb(Rational(instance.centres[k.reference] - y), bits) + k.offset) / variance;
  });
}

Bounds score_derivative(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [&](const Cumulants& k, long bits) {
    const Arb variance(Rational(instance.sigma * instance.sigma), bits);
    return (k.variance / variance - 1) / variance;
  });
}

Bounds score_second_derivative(const Instance& instance, const Rational& y) {
  return refined_at(instance, y, [&](const Cumulants& k, long bits) {
    const Arb variance(Rational(instance.sigma * instance.sigma), bits);
    return k.third / (sqr(variance) * variance);
  });
}

}  // namespace rigor::second_engine
