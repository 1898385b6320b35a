// The weights pi and g, under which the second derivative of a score is measured.
#pragma once

#include <vector>

#include "model/mixture.hpp"
#include "model/taylor_block.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The function q(u) = min(pi^+(u), pi^-(u)) of the mixing law U = c_I,
///   pi^-(u) = P(U < u) E (u - U)_+,   pi^+(u) = P(U > u) E (U - u)_+,
/// on [c_0, c_{n-1}], and 0 outside: linear pieces with jumps at the centres (Wu, Marion, Biau,
/// Boyer, arXiv 2502.03435, Section 4). In the cell (c_i, c_{i+1}), with j = i + 1 atoms on the
/// left,
///   pi^-(u) = (j / n^2) sum_{k <= i} (u - c_k),   pi^+(u) = ((n - j) / n^2) sum_{k > i} (c_k - u).
class GapProfile {
 public:
  struct Piece {
    Rational left, right;  ///< the ends
    Rational value;        ///< q just right of `left`
    Rational slope;
  };

  /// Requires d = 1. For n = 1 there are no pieces, and q = 0.
  explicit GapProfile(const Mixture& mixture);

  const std::vector<Piece>& pieces() const { return pieces_; }
  /// max q.
  const Rational& maximum() const { return maximum_; }

 private:
  std::vector<Piece> pieces_;
  Rational maximum_ = 0;
};

/// pi(y) = E q(y - sigma Z) for c_0 <= y <= c_{n-1}: the profile smoothed by the noise. (The
/// indicator of [c_0, c_{n-1}] in the paper's definition is the caller's matter.) An entire
/// function with |pi(u + iv)| <= exp(v^2 / 2 sigma^2) max q. Positions are offsets t = y - c_0. Not
/// to be shared between threads: it caches Taylor polynomials.
template <IntervalNumber I>
class SmoothedProfile {
 public:
  /// Requires certainly(sigma >= 2^-1000); throws std::invalid_argument otherwise.
  SmoothedProfile(const GapProfile& profile, const I& sigma);
  SmoothedProfile(const SmoothedProfile&) = delete;
  SmoothedProfile& operator=(const SmoothedProfile&) = delete;

  /// Nearly optimal at a t much narrower than sigma; where t is wider than sigma/16 it may know no
  /// more than [0, max q]. For intervals, `over` is better.
  I value(const I& t) const;
  /// The same at a nearly thin t that no other t is near: no polynomial is made for reuse.
  I value_once(const I& t) const { return block(midpoint(t), 2).value(t); }
  /// Over an interval t: a centred form, and the range of q within reach of t.
  I over(const I& t) const;

 private:
  struct Piece {
    I left, right, value, slope;  // enclosures of GapProfile::Piece, positions as offsets
  };
  TaylorBlock<I> block(const I& centre, std::size_t terms) const;
  I derivative(const I& t) const;
  /// The mean of q near t, between the least and the largest value of q there.
  I range_of_profile(const I& t) const;

  Precision precision_;
  I sigma_, maximum_, reach_;
  std::vector<Piece> pieces_;
  BlockCache<I> blocks_;
};

/// g^-(y) = P(Y < y) E (y - Y)_+ (increasing in y), g^+(y) = P(Y > y) E (Y - y)_+ (decreasing),
/// and g = min(g^-, g^+), which is unimodal: over an interval it is least at an end.
/// Positions are offsets t = y - c_0. Not to be shared between threads.
template <IntervalNumber I>
class NoisyGapWeight {
 public:
  /// Requires d = 1 and certainly(sigma >= 2^-1000); throws std::invalid_argument otherwise.
  NoisyGapWeight(const Mixture& mixture, const I& sigma);
  NoisyGapWeight(const NoisyGapWeight&) = delete;
  NoisyGapWeight& operator=(const NoisyGapWeight&) = delete;

  I lower_side(const I& t) const { return one_side(-1, t); }  ///< g^-
  I upper_side(const I& t) const { return one_side(+1, t); }  ///< g^+
  I value(const I& t) const { return min(lower_side(t), upper_side(t)); }
  /// The same at a nearly thin t that no other t is near: no polynomial is made for reuse.
  I value_once(const I& t) const;

 private:
  enum class Factor { probability, excess };
  auto maker(int side, Factor factor) -> typename BlockCache<I>::Make;
  I one_side(int side, const I& t) const;
  TaylorBlock<I> block(int side, Factor factor, const I& centre, std::size_t terms) const;

  Precision precision_;
  I sigma_, reach_;
  std::vector<I> offsets_;          // c_k - c_0
  std::vector<Rational> prefixes_;  // sums of the first k exact offsets
  BlockCache<I> lower_probability_, lower_excess_, upper_probability_, upper_excess_;
};

}  // namespace rigor
