// The functions of a case's mixture, written out as terms.
#pragma once

#include <span>
#include <vector>

#include "expression/term.hpp"
#include "expression/vocabulary.hpp"
#include "verdict/case.hpp"

namespace rigor {

/// The mixture (1/n) sum_i N(c_i, s^2 I) with c_i = mu x_i at a point y, with terms for y, s and
/// mu. Posterior weights are w_i = 1/sum_j exp((c_j - c_i).(2y - c_i - c_j)/(2 s^2)): no overflow
/// of an exponential makes them meaningless. (For more than 12 points, where that takes too many
/// terms, w_i = e_i/sum_j e_j with e_i = exp((c_i - c_1).(2y - c_i - c_1)/(2 s^2)).) With m = sum
/// w_i c_i, V = sum_{i<j} w_i w_j |c_i - c_j|^2 (sum_i w_i |c_i - m|^2), k = sum w_i (c_i - m)^3:
///
///     score = (m - y)/s^2, its derivative (V - s^2)/s^4, the second derivative k/s^6.
class MixtureTerms {
 public:
  MixtureTerms(Terms& terms, const Case& data, std::span<const TermId> y, TermId sigma, TermId mu);

  /// A function of Vocabulary::of_case; `component` counts from 1.
  TermId value(Function function, std::size_t component);

 private:
  TermId centre(std::size_t i, std::size_t axis) const { return centres_[i * y_.size() + axis]; }
  TermId sum(const std::vector<TermId>& parts);
  TermId product(const std::vector<TermId>& parts);
  TermId squared_distance(std::size_t i);
  // (|y - c_i|^2 - |y - c_j|^2)/(2 s^2), zero if i = j.
  TermId exponent(std::size_t i, std::size_t j);
  const std::vector<TermId>& weights();
  TermId mean(std::size_t axis);
  TermId variance();
  TermId third_moment();
  TermId density();
  TermId log_density();
  // (s root(2 pi))^d
  TermId normalisation();

  Terms& terms_;
  std::vector<TermId> y_;
  TermId sigma_;
  std::size_t count_;
  std::vector<TermId> centres_;
  std::vector<TermId> weights_;
};

}  // namespace rigor
