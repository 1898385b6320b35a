#include "proofs-check/big_step/sparse_variation.hpp"

#include "proofs-check/big_step/lemmas.hpp"

namespace rigor::big_step {

Truth sparse_alternation(const Rational& gain, const Rational& terms) {
  return proved_if(gain <= 1 && terms <= 2);
}

}  // namespace rigor::big_step
