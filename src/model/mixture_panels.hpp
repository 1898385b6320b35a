// The integrands of MixtureIntegrals, as panels for the adaptive quadrature.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <vector>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "model/gap_weight.hpp"
#include "model/local_mixture.hpp"

namespace rigor {

/// A panel [a, b] seen from the atom nearest to its middle.
template <IntervalNumber I>
class MixturePanel {
 public:
  MixturePanel(std::shared_ptr<const LocalMixture<I>> local, const Rational& a, const Rational& b)
      : local_(std::move(local)),
        middle_(local_->offset((a + b) / 2)),
        half_length_(enclose<I>((b - a) / 2, local_->precision())),
        left_(local_->offset(a)),
        right_(local_->offset(b)) {}

  const I& middle() const { return middle_; }
  const I& half_length() const { return half_length_; }
  bool is_settled() const { return true; }
  std::optional<I> closed_form() const { return std::nullopt; }

 protected:
  I whole() const { return hull(left_, right_); }
  I zero() const { return enclose<I>(0L, local_->precision()); }
  I upper_or_unbounded(const std::optional<I>& x) const {
    return x ? *x : entire<I>(local_->precision());
  }
  I widened(const I& x) const { return middle_ + hull(-x, x); }
  I variance_of_noise() const { return sqr(local_->sigma()); }

  /// (1/n) N(c_a + t; c_a, sigma^2), the anchor's share of the density.
  I anchor_density(const I& t) const {
    const auto n = static_cast<long>(local_->mixture().size());
    const I normaliser = n * local_->sigma() * sqrt(2 * pi<I>(local_->precision()));
    return exp(-sqr(t) / (2 * variance_of_noise())) / normaliser;
  }
  /// Its modulus over the rectangle t + i [-y, y] is at most this.
  I anchor_modulus(const I& t, const I& y) const {
    return upper_point(anchor_density(mignitude(t)) * exp(sqr(y) / (2 * variance_of_noise())));
  }

  std::shared_ptr<const LocalMixture<I>> local_;
  I middle_, half_length_, left_, right_;
};

/// p V / sigma^4.
template <IntervalNumber I>
class RiskPanel : public MixturePanel<I> {
 public:
  using MixturePanel<I>::MixturePanel;

  I value(const I& t) const {
    const Cumulants<I> c = this->local_->cumulants(t);
    return this->anchor_density(t) * c.mass * c.variance / sqr(this->variance_of_noise());
  }
  I magnitude() const { return this->upper_or_unbounded(bound(this->half_length(), this->zero())); }
  // |S_0 S_2 - S_1^2| = |sum_{k<l} e_k e_l (g_k - g_l)^2| <= A_0 A_2 for the moduli.
  std::optional<I> bound(const I& x, const I& y) const {
    const I t = this->widened(x);
    const auto s = this->local_->strip(t, y);
    if (!s) return std::nullopt;
    return upper_point(this->anchor_modulus(t, y) * s->A[0] * s->A[2] / s->S0_lower /
                       sqr(this->variance_of_noise()));
  }
};

/// p (s* + slope (y - root))^2, slope >= 0.
template <IntervalNumber I>
class ScorePanel : public MixturePanel<I> {
 public:
  ScorePanel(std::shared_ptr<const LocalMixture<I>> local, const Rational& a, const Rational& b,
             const I& slope, const Rational& root)
      : MixturePanel<I>(std::move(local), a, b), slope_(slope), root_(this->local_->offset(root)) {}

  I value(const I& t) const {
    const Cumulants<I> c = this->local_->cumulants(t);
    const I difference = (c.mean - t) / this->variance_of_noise() + slope_ * (t - root_);
    return this->anchor_density(t) * c.mass * sqr(difference);
  }
  I magnitude() const { return this->upper_or_unbounded(bound(this->half_length(), this->zero())); }
  std::optional<I> bound(const I& x, const I& y) const {
    const I t = this->widened(x);
    const auto s = this->local_->strip(t, y);
    if (!s) return std::nullopt;
    const I score = (s->A[1] / s->S0_lower + rigor::magnitude(t) + y) / this->variance_of_noise();
    const I affine = slope_ * (rigor::magnitude(t - root_) + y);
    return upper_point(this->anchor_modulus(t, y) * s->A[0] * sqr(score + affine));
  }

 private:
  I slope_, root_;
};

/// p s*'^2.
template <IntervalNumber I>
class SlopePanel : public MixturePanel<I> {
 public:
  using MixturePanel<I>::MixturePanel;

  I value(const I& t) const {
    const I v = this->variance_of_noise();
    const Cumulants<I> c = this->local_->cumulants(t);
    return this->anchor_density(t) * c.mass * sqr((c.variance / v - 1) / v);
  }
  I magnitude() const { return this->upper_or_unbounded(bound(this->half_length(), this->zero())); }
  std::optional<I> bound(const I& x, const I& y) const {
    const I t = this->widened(x);
    const auto s = this->local_->strip(t, y);
    if (!s) return std::nullopt;
    const I v = this->variance_of_noise();
    const I variance = s->A[2] / s->S0_lower + sqr(s->A[1] / s->S0_lower);
    const I slope = (1 + variance / v) / v;
    return upper_point(this->anchor_modulus(t, y) * s->A[0] * sqr(slope));
  }
};

/// The mixture seen from one atom, and the same in double intervals, for bounds and signs that need
/// few digits (null where these might leave the range of doubles).
template <IntervalNumber I>
struct LocalPair {
  std::shared_ptr<const LocalMixture<I>> fine;
  std::shared_ptr<const LocalMixture<Interval>> rough;
};

/// s*'' = k_3 / sigma^6, whose integral over a panel of one sign is the difference of s*'.
template <IntervalNumber I>
class CurvaturePanel : public MixturePanel<I> {
 public:
  CurvaturePanel(const LocalPair<I>& local, const Rational& a, const Rational& b)
      : MixturePanel<I>(local.fine, a, b), rough_(local.rough) {}

  I value(const I& t) const {
    return this->local_->plain_third_cumulant(t) / power6(*this->local_);
  }
  I magnitude() const { return rough_ ? lift(magnitude_by(*rough_)) : magnitude_by(*this->local_); }
  bool is_settled() const {
    if (rough_ && rough_->sign_of_third_cumulant(whole_for(*rough_)) != 0) return true;
    if (rough_ && is_wide()) return false;
    return this->local_->sign_of_third_cumulant(this->whole()) != 0;
  }
  /// Cuts out the neighbourhood of the zero of s*'', if a Newton step makes it much smaller. The
  /// margin keeps s*'' away from 0 at the cuts, so that the outer parts are settled.
  std::vector<Rational> cuts() const {
    return rough_ && is_wide() ? cuts_by(*rough_) : cuts_by(*this->local_);
  }
  std::optional<I> bound(const I& x, const I& y) const {
    if (!rough_) return bound_by(*this->local_, this->widened(x), y);
    const auto m = bound_by(*rough_, to_interval(this->widened(x)), to_interval(y));
    return m ? std::optional<I>(lift(*m)) : std::nullopt;
  }
  std::optional<I> closed_form() const {
    const I rise = this->local_->cumulants(this->right_).variance -
                   this->local_->cumulants(this->left_).variance;
    return rise / sqr(this->variance_of_noise());
  }

 private:
  I lift(const Interval& x) const { return convert<I>(x, this->local_->precision()); }
  I whole_for(const LocalMixture<I>&) const { return this->whole(); }
  Interval whole_for(const LocalMixture<Interval>&) const requires(!std::same_as<I, Interval>) {
    return to_interval(this->whole());
  }
  /// Wide enough for double intervals to settle what can be settled: a neighbour's weight varies by
  /// more than a factor 1 + 10^-4, which dwarfs rounding.
  bool is_wide() const {
    const Interval span = to_interval(this->half_length()) / sqr(rough_->sigma());
    return certainly(span * rough_->neighbour_distance() * 10000 > 1);
  }
  template <class J>
  static J power6(const LocalMixture<J>& local) {
    return pown(local.sigma(), 6);
  }
  template <class J>
  J magnitude_by(const LocalMixture<J>& local) const {
    return upper_point(abs(local.third_cumulant(whole_for(local))) / power6(local));
  }
  template <class J>
  static std::optional<J> bound_by(const LocalMixture<J>& local, const J& t, const J& y) {
    const auto s = local.strip(t, y);
    if (!s) return std::nullopt;
    const J m1 = s->A[1] / s->S0_lower, m2 = s->A[2] / s->S0_lower, m3 = s->A[3] / s->S0_lower;
    return upper_point((m3 + 3 * m1 * m2 + 2 * pown(m1, 3)) / power6(local));
  }
  template <class J>
  std::vector<Rational> cuts_by(const LocalMixture<J>& local) const {
    const J whole = whole_for(local);
    const std::optional<J> zero = local.zero_of_third_cumulant(whole);
    if (!zero || is_empty(*zero) || !certainly(512 * width(*zero) < width(whole))) return {};
    const J margin = scale2(width(whole), -7);
    const Rational origin = local.mixture().centre(local.anchor());
    return {origin + lower_rational(*zero - margin), origin + upper_rational(*zero + margin)};
  }

  std::shared_ptr<const LocalMixture<Interval>> rough_;
};

/// s*'' pi inside [c_0, c_{n-1}]. |pi(u + iv)| <= exp(v^2 / 2 sigma^2) max q, since
/// |N(x; u + iv, sigma^2)| = exp(v^2 / 2 sigma^2) N(x; u, sigma^2).
template <IntervalNumber I>
class PiPanel : public CurvaturePanel<I> {
 public:
  PiPanel(const LocalPair<I>& local, const Rational& a, const Rational& b,
          const SmoothedProfile<I>& weight, const I& maximum)
      : CurvaturePanel<I>(local, a, b),
        weight_(&weight),
        maximum_(maximum),
        shift_(this->local_->shift()) {}

  I value(const I& t) const { return CurvaturePanel<I>::value(t) * weight_->value(t + shift_); }
  I magnitude() const { return upper_point(CurvaturePanel<I>::magnitude() * maximum_); }
  std::optional<I> bound(const I& x, const I& y) const {
    const auto curvature = CurvaturePanel<I>::bound(x, y);
    if (!curvature) return std::nullopt;
    return upper_point(*curvature * maximum_ * exp(sqr(y) / (2 * this->variance_of_noise())));
  }
  std::optional<I> closed_form() const { return std::nullopt; }

 private:
  const SmoothedProfile<I>* weight_;
  I maximum_, shift_;
};

/// s*'' g, settled where one of g^-, g^+ is the smaller one throughout. By shifting the contour,
/// |P(Y < u + iv)| <= exp(v^2 / 2 sigma^2) P(Y < u), and the same for E (y - Y)_+, its integral.
template <IntervalNumber I>
class NoisyGapPanel : public CurvaturePanel<I> {
 public:
  NoisyGapPanel(const LocalPair<I>& local, const Rational& a, const Rational& b,
                const NoisyGapWeight<I>& weight, const I& range)
      : CurvaturePanel<I>(local, a, b),
        weight_(&weight),
        range_(range),
        shift_(this->local_->shift()) {}

  bool is_settled() const { return CurvaturePanel<I>::is_settled() && side() != 0; }
  /// Requires is_settled().
  I value(const I& t) const {
    return CurvaturePanel<I>::value(t) *
           (side() < 0 ? weight_->lower_side(t + shift_) : weight_->upper_side(t + shift_));
  }
  I magnitude() const {
    // g <= g^- is at most its value on the right, g <= g^+ at most its value on the left.
    const I largest =
        min(weight_->lower_side(this->right_ + shift_), weight_->upper_side(this->left_ + shift_));
    return upper_point(CurvaturePanel<I>::magnitude() * upper_point(largest));
  }
  std::optional<I> bound(const I& x, const I& y) const {
    const auto curvature = CurvaturePanel<I>::bound(x, y);
    if (!curvature) return std::nullopt;
    // E |y - Y| <= |t| + range + sigma at every real y = c_a + t.
    const I first_moment = rigor::magnitude(this->widened(x)) + range_ + this->local_->sigma();
    return upper_point(*curvature * first_moment * exp(sqr(y) / this->variance_of_noise()));
  }
  std::optional<I> closed_form() const { return std::nullopt; }

 private:
  /// The side with the smaller weight on the whole panel, -1 or +1; 0 if not proved.
  int side() const {
    if (side_) return *side_;
    // g^- increases and g^+ decreases.
    const I l = this->left_ + shift_, r = this->right_ + shift_;
    if (certainly(weight_->lower_side(r) <= weight_->upper_side(r))) {
      side_ = -1;
    } else {
      side_ = certainly(weight_->lower_side(l) >= weight_->upper_side(l)) ? +1 : 0;
    }
    return *side_;
  }

  const NoisyGapWeight<I>* weight_;
  I range_, shift_;
  mutable std::optional<int> side_;  // asked for late: most panels are too small to matter
};

}  // namespace rigor
