// Rigor's operations on ITF1788 vectors.
#pragma once

#include <string>

#include "soundness/itf1788/vectors.hpp"

namespace rigor::itf1788 {

enum class Verdict { right, wrong, not_ours };

struct Judgement {
  Verdict verdict;
  /// What Rigor gives where it is wrong.
  std::string got;
};

/// Interval, and for operations with interval results BigInterval at 53 bits rounded to doubles:
/// its numbers include the doubles and rounding outward twice is rounding outward once, so that the
/// same results are expected.
Judgement judge(const Vector& vector);

}  // namespace rigor::itf1788
