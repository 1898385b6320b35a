#include "model/law_comparison.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/quadrature.hpp"
#include "function/normal.hpp"

namespace rigor {
namespace {

const std::vector<Rational>& checked(const std::vector<Rational>& points) {
  const auto not_less = [](const Rational& a, const Rational& b) { return a >= b; };
  if (points.empty() ||
      std::adjacent_find(points.begin(), points.end(), not_less) != points.end()) {
    throw std::invalid_argument("laws are compared at increasing points");
  }
  return points;
}

template <IntervalNumber I>
const I& positive(const I& v) {
  if (!certainly(v > 0)) throw std::invalid_argument("laws are compared at a variance v > 0");
  return v;
}

/// H(z) = z Phi(z) + phi(z), whose derivative is Phi.
template <IntervalNumber I>
I integrated_cdf(const I& z) {
  return z * normal_cdf(z) + normal_pdf(z);
}

}  // namespace

template <IntervalNumber I>
LawComparison<I>::LawComparison(std::vector<Rational> points, BaseLaw law, I v, int digits,
                                std::function<void()> step)
    : points_(std::move(points)),
      law_(law),
      v_(std::move(v)),
      sigma_(sqrt(positive(v_))),
      pair_(checked(points_), law, v_),
      precision_(precision_of(v_)),
      digits_(digits),
      step_(std::move(step)) {
  const Rational extent = std::max<Rational>({1, abs(points_.front()), abs(points_.back())});
  extent_ = enclose<I>(extent, precision_);
}

/// A = max(1, |x_i|) plus K standard deviations of either law, exp(-K^2/2) <= 2^-(bits + 40).
template <IntervalNumber I>
I LawComparison<I>::reach() const {
  const I K = sqrt(2 * (precision_.bits + 40) * ln2<I>(precision_));
  const I deviation = law_ == BaseLaw::standard_normal ? sqrt(1 + v_) : sigma_;
  return upper_point(extent_ + K * deviation);
}

/// Bounds the integral of (a (|y| + A)^2 + b) q(y) over |y| > L >= A, q the density of either law.
/// There q(y) <= N(|y|; c, w), with c = A and w = v (every centre of p_N, and of p_v for the
/// uniform law, lies within A of 0), or with c = 0 and w = 1 + v. With |y| = c + sqrt(w) z, beta =
/// (A + c) / sqrt(w) and t = (L - c) / sqrt(w),
///   integral over z > t of (z + beta)^2 phi(z) = (1 + beta^2) Phi(-t) + (t + 2 beta) phi(t).
template <IntervalNumber I>
I LawComparison<I>::tails(Under law, const I& beyond, const I& quadratic, const I& constant) const {
  const bool is_wide = law == Under::truth && law_ == BaseLaw::standard_normal;
  const I zero = enclose<I>(0L, precision_);
  const I c = is_wide ? zero : extent_, w = is_wide ? 1 + v_ : v_, root = sqrt(w);
  const I beta = (extent_ + c) / root, t = (beyond - c) / root, mass = normal_cdf(-t);
  const I second = w * ((1 + sqr(beta)) * mass + (t + 2 * beta) * normal_pdf(t));
  return hull(zero, upper_point(2 * (quadratic * second + constant * mass)));
}

/// The data, the midpoints between them, the ends and the middle of the uniform law's range, and
/// -L and L.
template <IntervalNumber I>
std::vector<I> LawComparison<I>::breaks(const I& beyond) const {
  std::vector<Rational> inner = points_;
  for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
    inner.push_back((points_[i] + points_[i + 1]) / 2);
  }
  inner.insert(inner.end(), {0, Rational(1, 2), 1});
  std::sort(inner.begin(), inner.end());
  std::vector<I> result{-beyond};
  for (const Rational& x : inner) {
    const I y = midpoint(enclose<I>(x, precision_));
    if (certainly(result.back() < y)) result.push_back(y);
  }
  result.push_back(beyond);
  return result;
}

/// The integral over the line of f, |f(y)| <= (quadratic (|y| + A)^2 + constant) q(y) for |y| >= A.
template <IntervalNumber I>
template <class F>
I LawComparison<I>::integral(const F& f, Under law, const I& quadratic, const I& constant) const {
  const I L = reach();
  IntegrationGoal goal;
  goal.digits = digits_ + 1;
  goal.step = step_;
  return integrate(f, breaks(L), goal).value + tails(law, L, quadratic, constant);
}

// |v s_N| and |v s_p| are at most |y| + A: both are a mean of numbers in [-A, A], minus y, or
// v y / (1 + v).

template <IntervalNumber I>
I LawComparison<I>::test_excess() const {
  const auto f = [&](const auto& y) {
    const auto p = pair_.truth(y);
    return sqr(pair_.empirical(y).pull - p.pull) * p.density;
  };
  const I four = enclose<I>(4L, precision_), zero = enclose<I>(0L, precision_);
  return max(integral(f, Under::truth, four, zero), zero) / sqr(v_);
}

template <IntervalNumber I>
I LawComparison<I>::train_excess() const {
  const auto f = [&](const auto& y) {
    const auto p = pair_.empirical(y);
    return sqr(p.pull - pair_.truth(y).pull) * p.density;
  };
  const I four = enclose<I>(4L, precision_), zero = enclose<I>(0L, precision_);
  return max(integral(f, Under::empirical, four, zero), zero) / sqr(v_);
}

template <IntervalNumber I>
I LawComparison<I>::test_excess_beyond(const I& L) const {
  return tails(Under::truth, L, 4 / sqr(v_), enclose<I>(0L, precision_));
}

template <IntervalNumber I>
I LawComparison<I>::train_excess_beyond(const I& L) const {
  return tails(Under::empirical, L, 4 / sqr(v_), enclose<I>(0L, precision_));
}

template <IntervalNumber I>
I LawComparison<I>::empirical_score_moment() const {
  const auto f = [&](const auto& y) {
    return sqr(pair_.empirical(y).pull) * pair_.truth(y).density;
  };
  const I one = enclose<I>(1L, precision_), zero = enclose<I>(0L, precision_);
  return max(integral(f, Under::truth, one, zero), zero) / sqr(v_);
}

template <IntervalNumber I>
I LawComparison<I>::true_score_moment() const {
  if (law_ == BaseLaw::standard_normal) return recip(1 + v_);
  const auto f = [&](const auto& y) {
    const auto p = pair_.truth(y);
    return sqr(p.pull) * p.density;
  };
  const I one = enclose<I>(1L, precision_), zero = enclose<I>(0L, precision_);
  return max(integral(f, Under::truth, one, zero), zero) / sqr(v_);
}

// a p_v = p_v / (1 + p_v / (lambda p_N)) <= p_v, and a^2 p_v and (1 - a)^2 p_N are at most p_v and
// a (1 - a) / lambda p_v <= p_v / lambda.

template <IntervalNumber I>
I LawComparison<I>::trade_off_value(const I& lambda) const {
  const I shift = log(positive(lambda));
  const auto f = [&](const auto& y) {
    const auto e = pair_.empirical(y);
    const auto p = pair_.truth(y);
    return sqr(e.pull - p.pull) * p.density / (1 + exp(p.log_density - e.log_density - shift));
  };
  const I four = enclose<I>(4L, precision_), zero = enclose<I>(0L, precision_);
  return max(integral(f, Under::truth, four, zero), zero) / sqr(v_);
}

template <IntervalNumber I>
typename LawComparison<I>::TradeOff LawComparison<I>::trade_off(const I& lambda) const {
  const I shift = log(positive(lambda));
  const I four = enclose<I>(4L, precision_), zero = enclose<I>(0L, precision_);
  const auto train = [&](const auto& y) {
    const auto e = pair_.empirical(y);
    const auto p = pair_.truth(y);
    return sqr((e.pull - p.pull) / (1 + exp(e.log_density - p.log_density + shift))) * e.density;
  };
  const I least = trade_off_value(lambda);
  const I of_train = max(integral(train, Under::truth, four / lambda, zero), zero) / sqr(v_);
  return {least, of_train, max(least - lambda * of_train, zero)};
}

// |log p_N| <= (|y| + A)^2 / 2v + |log(2 pi v)| / 2, the centres being within A of 0; the same for
// p_v of the uniform law; and |log N(y; 0, 1 + v)| <= y^2 / 2v + log(2 pi (1 + v)) / 2.

template <IntervalNumber I>
I LawComparison<I>::divergence_from_truth() const {
  const auto f = [&](const auto& y) {
    const auto e = pair_.empirical(y);
    return e.density * (e.log_density - pair_.truth(y).log_density);
  };
  const I two_pi = 2 * pi<I>(precision_);
  return integral(f, Under::empirical, recip(v_), abs(log(two_pi * v_)) + log(two_pi * (1 + v_)));
}

template <IntervalNumber I>
I LawComparison<I>::divergence_to_truth() const {
  const auto f = [&](const auto& y) {
    const auto p = pair_.truth(y);
    return p.density * (p.log_density - pair_.empirical(y).log_density);
  };
  const I two_pi = 2 * pi<I>(precision_);
  return integral(f, Under::truth, recip(v_), abs(log(two_pi * v_)) + log(two_pi * (1 + v_)));
}

/// F_N - F_v.
template <IntervalNumber I>
I LawComparison<I>::difference_of_cdfs(const I& y) const {
  I empirical = enclose<I>(0L, precision_);
  for (const Rational& x : points_) {
    empirical += normal_cdf((y - enclose<I>(x, precision_)) / sigma_);
  }
  empirical = empirical / static_cast<long>(points_.size());
  if (law_ == BaseLaw::standard_normal) return empirical - normal_cdf(y / sqrt(1 + v_));
  return empirical - sigma_ * (integrated_cdf(y / sigma_) - integrated_cdf((y - 1) / sigma_));
}

/// Cells are halved until log(p_N / p_v), by its mean value form, has a sign; or until the cell
/// contributes less than a share of the goal: the integral of |p_N - p_v| over it lies between the
/// difference of F_N - F_v and its length times sup |p_N - p_v|, p_v |exp(log(p_N / p_v)) - 1|.
template <IntervalNumber I>
I LawComparison<I>::total_variation() const {
  const I L = reach(), zero = enclose<I>(0L, precision_);
  const I enough = pown(enclose<I>(10L, precision_), -digits_ - 6);
  const std::vector<I> points = breaks(L);
  std::vector<std::pair<I, I>> open;
  for (std::size_t k = 0; k + 1 < points.size(); ++k) open.emplace_back(points[k], points[k + 1]);
  I sum = zero;
  while (!open.empty()) {
    step_();
    const auto [a, b] = std::move(open.back());
    open.pop_back();
    const I cell = hull(a, b), m = midpoint(cell), length = b - a;
    const auto ratio = [&](const auto& y) {
      return pair_.empirical(y).log_density - pair_.truth(y).log_density;
    };
    const Taylor<I> whole = ratio(Taylor<I>::variable(cell, 1));
    const I log_ratio = intersection(whole[0], ratio(m) + whole[1] * (cell - m));
    const bool is_settled = certainly(log_ratio > 0) || certainly(log_ratio < 0);
    I most = zero;
    if (!is_settled) {
      most = upper_point(abs(expm1(log_ratio)) * pair_.truth(cell).density * length);
      const bool is_short = certainly(length <= scale2(abs(m) + sigma_, -precision_.bits));
      if (!certainly(most <= enough) && !is_short) {
        open.emplace_back(m, b);
        open.emplace_back(a, m);
        continue;
      }
    }
    const I difference = abs(difference_of_cdfs(b) - difference_of_cdfs(a));
    sum += is_settled ? difference : hull(difference, most);
  }
  const I one = enclose<I>(1L, precision_);
  return (sum + tails(Under::empirical, L, zero, one) + tails(Under::truth, L, zero, one)) / 2;
}

template class LawComparison<Interval>;
template class LawComparison<BigInterval>;

}  // namespace rigor
