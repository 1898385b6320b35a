// The scale of one axis of a plot, and its ticks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rigor {

struct Tick {
  double position = 0;  ///< in [0, 1] along the axis
  std::string label;    ///< UTF-8
};

/// A linear or logarithmic map of [low, high] onto [0, 1]. Positions are for drawing: they are
/// rounded to nearest and prove nothing.
class Axis {
 public:
  /// low < high, finite; both positive if `logarithmic`.
  Axis(double low, double high, bool logarithmic);

  /// Clamped to [0, 1], so that infinite ends lie on the frame.
  double position(double value) const;

  /// Three to eight ticks at round numbers, in rising order.
  std::vector<Tick> ticks() const;

  /// " (10^6)" where tick labels are in units of a power of ten, " (log scale)", or empty.
  std::string label_suffix() const;

  double low() const { return low_; }
  double high() const { return high_; }
  bool logarithmic() const { return logarithmic_; }

 private:
  double raw_position(double value) const;
  int scale_exponent() const;

  double low_;
  double high_;
  bool logarithmic_;
};

/// Decimal text, "inf" and "-inf" as the nearest double, for drawing only; NaN for other text.
double drawing_value(std::string_view text);

}  // namespace rigor
