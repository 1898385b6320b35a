#include "report/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "number/rational.hpp"

namespace rigor {
namespace {

constexpr long kMostDigits = 17;  // significant digits of an enclosure in print
constexpr long kWideDigits = 5;   // significant digits of each end of a wide one

/// magnitude * 10^exponent, or its negative; the magnitude has no trailing zeros.
struct Decimal {
  bool negative = false;
  std::string digits = "0";  // of the magnitude, without leading zeros; "0" for zero
  long exponent = 0;

  bool is_zero() const { return digits == "0"; }
  /// The power of ten of the leading digit.
  long decade() const { return exponent + static_cast<long>(digits.size()) - 1; }
};

std::optional<Decimal> parse(std::string_view text) {
  Decimal out;
  if (!text.empty() && text.front() == '-') {
    out.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t e = text.find_first_of("eE");
  if (e != text.npos) {
    std::string_view power = text.substr(e + 1);
    if (!power.empty() && power.front() == '+') power.remove_prefix(1);
    const auto [end, error] =
        std::from_chars(power.data(), power.data() + power.size(), out.exponent);
    if (error != std::errc() || end != power.data() + power.size()) return std::nullopt;
    text = text.substr(0, e);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  out.digits = text.substr(0, point);
  if (point < text.size()) {
    out.digits += text.substr(point + 1);
    out.exponent -= static_cast<long>(text.size() - point - 1);
  }
  const bool plain = std::all_of(out.digits.begin(), out.digits.end(),
                                 [](char c) { return c >= '0' && c <= '9'; });
  if (out.digits.empty() || !plain) return std::nullopt;
  out.digits.erase(0, std::min(out.digits.find_first_not_of('0'), out.digits.size() - 1));
  if (out.digits == "0") return Decimal{};
  while (out.digits.back() == '0') {
    out.digits.pop_back();
    ++out.exponent;
  }
  return out;
}

/// The magnitude in units of 10^unit, rounded up or down to a whole number of them.
Integer in_units(const Decimal& x, long unit, bool up) {
  if (x.exponent >= unit) {
    return Integer(x.digits + std::string(static_cast<std::size_t>(x.exponent - unit), '0'));
  }
  const auto cut = static_cast<std::size_t>(unit - x.exponent);
  const bool exact = x.is_zero();
  const std::string kept = cut < x.digits.size() ? x.digits.substr(0, x.digits.size() - cut) : "0";
  return Integer(kept) + (up && !exact ? 1 : 0);
}

struct Printed {
  std::string mantissa;
  std::string exponent;  // "e-300", or empty in plain notation
};

/// digits * 10^unit, where the exponent of the notation is chosen by `decade`.
Printed print(const std::string& digits, long unit, long decade) {
  if (decade < -5 || decade > 15 || (unit > 0 && decade > 6)) {
    std::string mantissa = digits;
    const long leading = unit + static_cast<long>(digits.size()) - 1 - decade;  // 0, or 1 on carry
    if (decade > unit) mantissa.insert(static_cast<std::size_t>(1 + leading), ".");
    return {mantissa, "e" + std::to_string(decade)};
  }
  if (unit >= 0) return {digits + std::string(static_cast<std::size_t>(unit), '0'), ""};
  const auto places = static_cast<std::size_t>(-unit);
  std::string padded = digits;
  if (padded.size() <= places) padded.insert(0, places + 1 - padded.size(), '0');
  padded.insert(padded.size() - places, ".");
  return {padded, ""};
}

std::string print_alone(const Decimal& x) {
  if (x.is_zero()) return "0";
  const Printed text = print(x.digits, x.exponent, x.decade());
  return (x.negative ? "-" : "") + text.mantissa + text.exponent;
}

/// One end of an enclosure, rounded outward to so many significant digits.
std::string print_end(const std::string& text, bool up, long significant) {
  std::optional<Decimal> x = parse(text);
  if (!x) return text;
  const long unit = x->decade() - significant + 1;
  if (x->exponent < unit) {
    const std::string digits = in_units(*x, unit, up != x->negative).str();
    x = parse((x->negative ? "-" : "") + digits + "e" + std::to_string(unit));
  }
  return print_alone(*x);
}

std::string print_both(const Enclosure& value, long significant = kWideDigits) {
  return "[" + print_end(value.lower, false, significant) + ", " +
         print_end(value.upper, true, significant) + "]";
}

}  // namespace

std::string compact(const Enclosure& value) {
  const std::optional<Decimal> lower = parse(value.lower);
  const std::optional<Decimal> upper = parse(value.upper);
  if (!lower || !upper) return print_both(value);
  if (value.lower == value.upper) return print_alone(*lower);
  if (lower->is_zero() || upper->is_zero() || lower->negative != upper->negative) {
    return print_both(value);
  }
  const Decimal& small = lower->negative ? *upper : *lower;
  const Decimal& large = lower->negative ? *lower : *upper;
  const long decade = large.decade();
  if (decade - small.decade() > 1) return print_both(value);

  const long finest = std::min(small.exponent, large.exponent);
  const Integer gap = in_units(large, finest, false) - in_units(small, finest, false);
  if (gap <= 0) return print_both(value);
  const long gap_decade = finest + static_cast<long>(gap.str().size()) - 1;
  const long significant = std::clamp(decade - gap_decade + 2, kWideDigits, kMostDigits);
  const long unit = std::max({gap_decade - 1, finest, decade - kMostDigits + 1});
  const std::string near_digits = in_units(small, unit, false).str();
  const std::string far_digits = in_units(large, unit, true).str();
  if (gap_decade >= decade || near_digits.size() != far_digits.size()) {
    return print_both(value, significant);
  }

  const Printed near = print(near_digits, unit, decade);
  const Printed far = print(far_digits, unit, decade);
  const auto split = std::mismatch(near.mantissa.begin(), near.mantissa.end(), far.mantissa.begin(),
                                   far.mantissa.end());
  const std::string common(near.mantissa.begin(), split.first);
  std::string near_tail(split.first, near.mantissa.end());
  std::string far_tail(split.second, far.mantissa.end());
  const bool shares_digits = common.find_first_of("123456789") != common.npos;
  if (!shares_digits || near_tail.find('.') != near_tail.npos) {
    return print_both(value, significant);
  }
  const bool after_point = common.find('.') != common.npos;
  while (after_point && near_tail.size() > 1 && near_tail.back() == '0' && far_tail.back() == '0') {
    near_tail.pop_back();
    far_tail.pop_back();
  }
  if (lower->negative) std::swap(near_tail, far_tail);
  return (lower->negative ? "-" : "") + common + "[" + near_tail + ", " + far_tail + "]" +
         near.exponent;
}

namespace {

/// Replaces every exponent "e-300" by `before` -300 `after`, "-" by `minus` and "inf" by
/// `infinity`.
std::string replace_signs(std::string_view text, std::string_view minus, std::string_view infinity,
                          std::string_view before, std::string_view after) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == 'e') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] != ',' && text[end] != ']') ++end;
      out += before;
      out += replace_signs(text.substr(i + 1, end - i - 1), minus, infinity, before, after);
      out += after;
      i = end;
    } else if (text.substr(i).starts_with("inf")) {
      out += infinity;
      i += 3;
    } else if (text[i] == '-') {
      out += minus;
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace

std::string number_html(std::string_view compact_text) {
  return replace_signs(compact_text, "\u2212", "\u221e", "\u00d710<sup>", "</sup>");
}

std::string number_latex(std::string_view compact_text) {
  return replace_signs(compact_text, "-", "\\infty", "\\times 10^{", "}");
}

}  // namespace rigor
