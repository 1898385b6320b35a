// Values of normal forms without variables. Private to this folder.
#pragma once

#include <arb.h>

#include <optional>

#include "second_engine/certificate_normal.hpp"

namespace rigor::second_engine {

class Constants {
 public:
  explicit Constants(Normal& normal) : normal_(normal) {}

  /// The sign of a constant, if it is certain: it is identically 0, or its enclosure excludes 0.
  std::optional<int> sign(const Fraction& a);

 private:
  bool evaluate(const Fraction& a, arb_t result, int depth);
  bool evaluate(const Polynomial& a, arb_t result, int depth);
  bool evaluate(Kernel kernel, arb_t result, int depth);

  Normal& normal_;
};

}  // namespace rigor::second_engine
