#include "report/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace rigor {
namespace {

std::string superscript(int number) {
  static constexpr const char* kDigits[] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                            "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
  std::string out;
  for (const char c : std::to_string(number)) out += c == '-' ? "\u207b" : kDigits[c - '0'];
  return out;
}

std::string label(double value) {
  std::string text = fmt::format("{:.6g}", value == 0 ? 0.0 : value);
  if (text.front() == '-') text.replace(0, 1, "\u2212");
  return text;
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least) return factor * power;
  }
  return 10 * power;
}

}  // namespace

Axis::Axis(double low, double high, bool logarithmic)
    : low_(low), high_(high), logarithmic_(logarithmic) {}

double Axis::raw_position(double value) const {
  if (logarithmic_) {
    if (value <= 0) return 0;
    return (std::log10(value) - std::log10(low_)) / (std::log10(high_) - std::log10(low_));
  }
  // Halves, so that the difference of two huge ends does not overflow.
  return (value / 2 - low_ / 2) / (high_ / 2 - low_ / 2);
}

double Axis::position(double value) const {
  return std::clamp(raw_position(value), 0.0, 1.0);
}

int Axis::scale_exponent() const {
  const double largest = std::max(std::fabs(low_), std::fabs(high_));
  const int exponent = static_cast<int>(std::floor(std::log10(largest)));
  return exponent >= 5 || exponent < -2 ? exponent : 0;
}

std::vector<Tick> Axis::ticks() const {
  std::vector<Tick> out;
  if (logarithmic_) {
    const int first = static_cast<int>(std::ceil(std::log10(low_) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high_) + 1e-9));
    const int step = std::max(1, (last - first + 5) / 6);
    for (int k = first; k <= last; k += step) {
      out.push_back({position(std::pow(10.0, k)), "10" + superscript(k)});
    }
    return out;
  }
  const double unit = std::pow(10.0, scale_exponent());
  const double low = low_ / unit;
  const double high = high_ / unit;
  const double step = round_step((high - low) / 6);
  const double first = std::ceil(low / step - 1e-9);
  for (double k = first; k * step <= high + 1e-9 * step && out.size() < 12; k += 1) {
    out.push_back({position(k * step * unit), label(k * step)});
  }
  return out;
}

std::string Axis::label_suffix() const {
  if (logarithmic_) return " (log scale)";
  const int exponent = scale_exponent();
  return exponent == 0 ? "" : " (\u00d7 10" + superscript(exponent) + ")";
}

double drawing_value(std::string_view text) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text == "inf") return kInfinity;
  if (text == "-inf") return -kInfinity;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::numeric_limits<double>::quiet_NaN();
  if (error == std::errc::result_out_of_range) {
    const bool tiny = text.find("e-") != text.npos || text.find("0.0") != text.npos;
    return tiny ? 0 : (text.front() == '-' ? -kInfinity : kInfinity);
  }
  return error == std::errc() ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace rigor
