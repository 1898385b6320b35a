// What a case says about generation: the sampler's flow, the true law, features, cells, samples.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/regularization.hpp"
#include "number/rational.hpp"

namespace rigor {

/// Variance exploding: x = datum + sqrt(v) noise, the variable is v. Variance preserving: z = alpha
/// datum + sigma noise with alpha = exp(-t), sigma^2 = 1 - alpha^2; z / alpha is a variance
/// exploding x at v = e^{2t} - 1.
enum class Schedule { ve, vp };

/// What is asked of the flow: the limit of the start point (or of all points of the box), the
/// distance of the generated point to the data, or which points of the box reach which datum.
enum class Question { limit, distance, basin };

/// Conditioning on a label y by a Gaussian kernel of bandwidth h: the weight of x_i is proportional
/// to exp(-|y - y_i|^2 / 2h^2).
struct Condition {
  std::vector<std::vector<Rational>> labels;  ///< y_i, one for each data point, of one dimension
  std::vector<Rational> at;                   ///< y
  Rational bandwidth;                         ///< h > 0
};

/// The reverse flow of a case; it starts at noise variance v0 > 0 (VE) or time t > 0 (VP).
struct FlowInput {
  Schedule schedule = Schedule::ve;
  Rational variance;                 ///< v0 of the VE schedule; 0 for VP
  Rational time;                     ///< t of the VP schedule; 0 for VE
  std::vector<Rational> start_from;  ///< the start, or the lower corner of a box of starts
  std::vector<Rational> start_to;    ///< the upper corner; equal to start_from for a point
  Regularization regularization = Regularization::none;
  Rational strength;  ///< of the regularization; 0 for none
  std::optional<Condition> condition;
  Question question = Question::limit;

  bool starts_at_point() const { return start_from == start_to; }
};

/// The law that the data are drawn from, in the dimension of the data: N(0, I), or uniform on
/// [0, 1]^d.
enum class TrueLaw { standard_normal, uniform };

/// The noise levels at which the empirical law is held against the true one: v, and for integrals
/// over noise levels v <= variance <= until.
struct TruthInput {
  TrueLaw law = TrueLaw::standard_normal;
  Rational variance;              ///< v or delta, > 0
  std::optional<Rational> until;  ///< T > variance
};

/// The score model s(y) = sum_k theta_k y^{powers[k]} (d = 1), trained at noise variance v.
struct FeaturesInput {
  std::vector<int> powers;  ///< pairwise different, >= 0
  Rational variance;        ///< v > 0
};

/// The solvable model of memorization time: n data at the spacing L on a circle, one feature a
/// cell.
struct CellsInput {
  Rational spacing;   ///< L > 0
  Rational variance;  ///< v > 0
  Rational level;     ///< eps > 0, the gap of test and training loss that counts as memorization
};

/// Numbers that were generated, trained on, and held out (d = 1), each list not empty.
struct SamplesInput {
  std::vector<Rational> generated;
  std::vector<Rational> train;
  std::vector<Rational> test;
};

}  // namespace rigor
