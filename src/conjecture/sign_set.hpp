// What is known of the sign of a term from the ranges of its variables.
#pragma once

#include <unordered_map>
#include <vector>

#include "analysis/box.hpp"
#include "expression/term.hpp"

namespace rigor {

/// Which signs a value may have.
struct SignSet {
  bool negative = true;
  bool zero = true;
  bool positive = true;

  bool is_positive() const { return !negative && !zero; }
  bool is_negative() const { return !positive && !zero; }
  bool is_at_least_zero() const { return !negative; }
  bool is_at_most_zero() const { return !positive; }
};

/// The signs that the term may have at the points of the box where it is defined, by the rules of
/// signs: the sum of positive terms is positive, exp is positive, and so on. Variables beyond the
/// box are any real.
class Signs {
 public:
  Signs(const Terms& terms, const Box& box) : terms_(terms), box_(box) {}
  SignSet of(TermId term);

 private:
  SignSet compute(const Term& term) const;

  const Terms& terms_;
  const Box& box_;
  std::unordered_map<TermId, SignSet> known_;
};

}  // namespace rigor
