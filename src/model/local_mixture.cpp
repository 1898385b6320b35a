#include "model/local_mixture.hpp"

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// The centred form f(mid) + f'(T) (T - mid), intersected with a plain enclosure of f over T.
template <IntervalNumber I>
I centred(const I& plain, const I& at_midpoint, const I& derivative, const I& t,
          const I& midpoint) {
  return intersection(plain, at_midpoint + derivative * (t - midpoint));
}

// k_3 S_0^3 / w, expanded in powers of w so that w appears as often as it must:
// S_0^2 T_3 - 3 w S_0 T_1 T_2 + 2 w^2 T_1^3 with S_0 = 1 + w T_0.
template <IntervalNumber I>
I scaled_third(const Moments<I>& m) {
  const auto& [T0, T1, T2, T3, T4] = m.T;
  const I linear = 2 * T0 * T3 - 3 * T1 * T2;
  const I quadratic = sqr(T0) * T3 - 3 * T0 * T1 * T2 + 2 * pown(T1, 3);
  return T3 + m.w * (linear + m.w * quadratic);
}

// k_4 S_0^4 / w, the same way, from S_0^3 S_4 - 4 S_0^2 S_1 S_3 - 3 S_0^2 S_2^2
//                                  + 12 S_0 S_1^2 S_2 - 6 S_1^4.
template <IntervalNumber I>
I scaled_fourth(const Moments<I>& m) {
  const auto& [T0, T1, T2, T3, T4] = m.T;
  const I t13 = T1 * T3, t22 = sqr(T2), t112 = sqr(T1) * T2;
  const I a1 = 3 * T0 * T4 - 4 * t13 - 3 * t22;
  const I a2 = 3 * sqr(T0) * T4 - 8 * T0 * t13 - 6 * T0 * t22 + 12 * t112;
  const I a3 = pown(T0, 3) * T4 - sqr(T0) * (4 * t13 + 3 * t22) + 12 * T0 * t112 - 6 * pown(T1, 4);
  return T4 + m.w * (a1 + m.w * (a2 + m.w * a3));
}

}  // namespace

template <IntervalNumber I>
LocalMixture<I>::LocalMixture(const Mixture& mixture, std::size_t anchor, const I& sigma)
    : mixture_(&mixture),
      anchor_(anchor),
      precision_(precision_of(sigma)),
      sigma_(sigma),
      variance_(sqr(sigma)),
      inverse_(recip(2 * sqr(sigma))),
      cut_((precision_.bits + 40) * ln2<I>(precision_) +
           log(enclose<I>(static_cast<long>(mixture.size()), precision_))) {}

template <IntervalNumber I>
I LocalMixture<I>::offset(const Rational& y) const {
  return enclose<I>(y - mixture_->centre(anchor_), precision_);
}

template <IntervalNumber I>
I LocalMixture<I>::shift() const {
  return enclose<I>(mixture_->centre(anchor_) - mixture_->first(), precision_);
}

template <IntervalNumber I>
I LocalMixture<I>::neighbour_distance() const {
  I largest = enclose<I>(0L, precision_);
  for (const int side : {-1, +1}) {
    if (atoms_on(side) > 0) largest = max(largest, abs(gap(side, 1)));
  }
  return largest;
}

template <IntervalNumber I>
const I& LocalMixture<I>::gap(int side, std::size_t step) const {
  std::vector<I>& cache = side > 0 ? right_ : left_;
  while (cache.size() < step) {
    const std::size_t next = cache.size() + 1;
    const std::size_t k = side > 0 ? anchor_ + next : anchor_ - next;
    cache.push_back(enclose<I>(mixture_->centre(k) - mixture_->centre(anchor_), precision_));
  }
  return cache[step - 1];
}

template <IntervalNumber I>
void LocalMixture<I>::add_side(int side, const I& t, const I& reference, bool starts_with_reference,
                               Moments<I>& m) const {
  const std::size_t count = atoms_on(side);
  for (std::size_t step = 1; step <= count; ++step) {
    const I g = gap(side, step);
    I relative = enclose<I>(1L, precision_);  // exp(E_k - E_r)
    if (step > 1 || !starts_with_reference) {
      const I exponent = (g - reference) * (2 * t - g - reference) * inverse_;
      relative = exp(exponent);
      // |g|^j exp(E) decreases along this side from here on, for every j <= order, where
      // g (g - t) >= order sigma^2: its logarithmic derivative is j/|g| - |g - t| / sigma^2.
      if (certainly(exponent <= -cut_) && certainly(g * (g - t) >= Moments<I>::order * variance_)) {
        const auto left_out = static_cast<long>(count - step + 1);
        relative = left_out * hull(enclose<I>(0L, precision_), upper_point(relative));
        step = count;
      }
    }
    I term = relative;
    for (I& sum : m.T) {
      sum += term;
      term *= g;
    }
  }
}

template <IntervalNumber I>
Moments<I> LocalMixture<I>::moments(const I& t) const {
  const I zero = enclose<I>(0L, precision_), one = enclose<I>(1L, precision_);
  Moments<I> m{zero, zero, {zero, zero, zero, zero, zero}, one};
  if (mixture_->size() == 1) return m;

  const auto exponent = [&](int side) {
    const I g = gap(side, 1);
    return g * (2 * t - g) * inverse_;
  };
  int heavier = +1;
  if (atoms_on(+1) == 0) heavier = -1;
  if (atoms_on(-1) > 0 && atoms_on(+1) > 0 && certainly(exponent(-1) >= exponent(+1))) heavier = -1;

  const I reference = gap(heavier, 1);
  m.log_w = exponent(heavier);
  m.w = exp(m.log_w);
  for (const int side : {-1, +1}) add_side(side, t, reference, side == heavier, m);
  m.S0 = 1 + m.w * m.T[0];
  return m;
}

template <IntervalNumber I>
Cumulants<I> LocalMixture<I>::cumulants(const I& t) const {
  const Moments<I> m = moments(t);
  const auto& T = m.T;
  // V S_0^2 / w = S_0 T_2 - w T_1^2 = T_2 + w (T_0 T_2 - T_1^2); the bracket is >= 0 by
  // Cauchy-Schwarz.
  const I spread = max(T[0] * T[2] - sqr(T[1]), enclose<I>(0L, precision_));
  return {m.S0,                                     //
          m.w * T[1] / m.S0,                        //
          m.w * (T[2] + m.w * spread) / sqr(m.S0),  //
          m.w * scaled_third(m) / pown(m.S0, 3),    //
          m.w * scaled_fourth(m) / pown(m.S0, 4)};
}

template <IntervalNumber I>
I LocalMixture<I>::plain_third_cumulant(const I& t) const {
  const Moments<I> m = moments(t);
  return m.w * scaled_third(m) / pown(m.S0, 3);
}

template <IntervalNumber I>
I LocalMixture<I>::mean(const I& t) const {
  // dE/dy = V / sigma^2 >= 0: the posterior mean increases, so its ends suffice.
  if (is_nearly_thin(t)) return cumulants(t).mean;
  return hull(cumulants(lower_point(t)).mean, cumulants(upper_point(t)).mean);
}

template <IntervalNumber I>
I LocalMixture<I>::variance(const I& t) const {
  const Cumulants<I> plain = cumulants(t);
  if (is_nearly_thin(t)) return plain.variance;
  const I mid = midpoint(t);
  const I form = centred(plain.variance, cumulants(mid).variance, plain.third / variance_, t, mid);
  // Popoviciu: 0 <= V <= (c_{n-1} - c_0)^2 / 4.
  const I most = sqr(enclose<I>(mixture_->range(), precision_)) / 4;
  return intersection(form, hull(enclose<I>(0L, precision_), most));
}

template <IntervalNumber I>
I LocalMixture<I>::third_cumulant(const I& t) const {
  const Cumulants<I> plain = cumulants(t);
  if (is_nearly_thin(t)) return plain.third;
  const I mid = midpoint(t);
  return centred(plain.third, cumulants(mid).third, plain.fourth / variance_, t, mid);
}

template <IntervalNumber I>
I LocalMixture<I>::score(const I& t) const {
  const I monotone_mean = (mean(t) - t) / variance_;
  if (is_nearly_thin(t)) return monotone_mean;
  const I mid = midpoint(t);
  const I slope = (variance(t) / variance_ - 1) / variance_;
  return centred(monotone_mean, (cumulants(mid).mean - mid) / variance_, slope, t, mid);
}

template <IntervalNumber I>
I LocalMixture<I>::log_density(const I& t) const {
  const auto at = [&](const I& x) {
    const I normaliser = static_cast<long>(mixture_->size()) * sigma_ * sqrt(2 * pi<I>(precision_));
    return log(moments(x).S0 / normaliser) - sqr(x) * inverse_;
  };
  if (is_nearly_thin(t)) return at(t);
  const I mid = midpoint(t);
  return centred(at(t), at(mid), score(t), t, mid);
}

template <IntervalNumber I>
int LocalMixture<I>::sign_of_third_cumulant(const I& t) const {
  const auto sign = [](const I& x) { return certainly(x > 0) ? +1 : certainly(x < 0) ? -1 : 0; };
  const Moments<I> m = moments(t);
  const int plain = sign(scaled_third(m));
  if (plain != 0 || is_thin(t)) return plain;
  // k_3 is monotone where k_4 keeps its sign: then its ends suffice.
  if (sign(scaled_fourth(m)) != 0) {
    const int left = sign(scaled_third(moments(lower_point(t))));
    return left != 0 && left == sign(scaled_third(moments(upper_point(t)))) ? left : 0;
  }
  return sign(third_cumulant(t));
}

template <IntervalNumber I>
std::optional<I> LocalMixture<I>::zero_of_third_cumulant(const I& t) const {
  const I fourth = cumulants(t).fourth;
  if (!certainly(fourth > 0) && !certainly(fourth < 0)) return std::nullopt;
  const I mid = midpoint(t);
  return intersection(mid - cumulants(mid).third * variance_ / fourth, t);
}

template class LocalMixture<Interval>;
template class LocalMixture<BigInterval>;

}  // namespace rigor
