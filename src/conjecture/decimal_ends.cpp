#include "conjecture/decimal_ends.hpp"

#include <algorithm>
#include <charconv>

namespace rigor {
namespace {

// sign * 0.digits * 10^exponent; `digits` begins and ends with no 0, and is empty for 0.
struct Decimal {
  bool negative = false;
  std::string digits;
  long exponent = 0;
};

std::optional<Decimal> parse(std::string_view text) {
  Decimal result;
  if (text.starts_with('-')) {
    result.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t e = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, e);
  if (e != std::string_view::npos) {
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const char* const end = exponent.data() + exponent.size();
    const auto [stop, error] = std::from_chars(exponent.data(), end, result.exponent);
    if (error != std::errc() || stop != end) return std::nullopt;
  }
  bool after_point = false;
  for (const char c : mantissa) {
    if (c == '.' && !after_point) {
      after_point = true;
    } else if (c < '0' || c > '9') {
      return std::nullopt;
    } else {
      if (c != '0' || !result.digits.empty()) result.digits += c;
      // A digit before the point, unless it is a leading zero, raises the exponent; a leading zero
      // behind it lowers it.
      if (!after_point && !result.digits.empty()) ++result.exponent;
      if (after_point && result.digits.empty()) --result.exponent;
    }
  }
  if (mantissa.empty() || mantissa == ".") return std::nullopt;
  while (result.digits.ends_with('0')) result.digits.pop_back();
  return result;
}

// x as an integer in units of 10^-place.
Integer in_units(const Decimal& x, long place) {
  std::string text = x.digits;
  text.append(static_cast<std::size_t>(place + x.exponent) - text.size(), '0');
  return Integer(text);
}

// The least place for which x is an integer in units of 10^-place.
long places(const Decimal& x) {
  return static_cast<long>(x.digits.size()) - x.exponent;
}

// Where the exponent of the text begins, or its end.
std::size_t exponent_at(const std::string& text) {
  return std::min(text.find('e'), text.size());
}

// The digits behind the point; 0 if there is no point.
std::size_t decimals(const std::string& text) {
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 0 : exponent_at(text) - point - 1;
}

// The b with 5^b = value, if there is one.
std::optional<unsigned> power_of_five(const Integer& value) {
  constexpr double kBitsOfFive = 2.321928094887362;
  const auto guess = static_cast<unsigned>(static_cast<double>(msb(value)) / kBitsOfFive);
  for (unsigned b = guess; b <= guess + 1; ++b) {
    if (pow(Integer(5), b) == value) return b;
  }
  return std::nullopt;
}

// sign 0.digits * 10^exponent as text: plainly if the first digit's exponent is between -5 and 20.
std::string written(const Decimal& x) {
  if (x.digits.empty()) return "0";
  const auto size = static_cast<long>(x.digits.size());
  const long first = x.exponent - 1;
  std::string text = x.negative ? "-" : "";
  if (first < -5 || first > 20) {
    text += x.digits[0];
    if (size > 1) text.append(".").append(x.digits, 1);
    return text.append("e").append(std::to_string(first));
  }
  if (x.exponent <= 0) {
    return text.append("0.").append(static_cast<std::size_t>(-x.exponent), '0').append(x.digits);
  }
  if (x.exponent >= size) {
    return text.append(x.digits).append(static_cast<std::size_t>(x.exponent - size), '0');
  }
  const auto point = static_cast<std::size_t>(x.exponent);
  return text.append(x.digits, 0, point).append(".").append(x.digits, point);
}

}  // namespace

bool at_most_one_unit_apart(std::string_view lower, std::string_view upper, int digits) {
  const std::optional<Decimal> a = parse(lower);
  const std::optional<Decimal> b = parse(upper);
  if (!a || !b) return false;
  if (lower == upper) return true;
  if (a->digits.empty() || b->digits.empty() || a->negative != b->negative) return false;
  const long exponent = a->exponent < b->exponent ? a->exponent : b->exponent;
  // Ends of one sign whose exponents differ by two or more are at least nine units apart.
  if (a->exponent > exponent + 1 || b->exponent > exponent + 1) return false;
  const long unit = digits - exponent;
  const long place = std::max({unit, places(*a), places(*b)});
  const Integer distance = in_units(*a, place) - in_units(*b, place);
  return abs(distance) <= pow(Integer(10), static_cast<unsigned>(place - unit));
}

std::optional<std::string> exact_decimal(const Rational& value, int digits) {
  const Integer p(abs(numerator(value)));
  const Integer q(denominator(value));
  // A decimal has a denominator 2^a 5^b; it is then an integer over 10^k, k = max(a, b).
  const auto a = static_cast<unsigned>(lsb(q));
  const std::optional<unsigned> b = power_of_five(q >> a);
  if (!b) return std::nullopt;
  const unsigned k = std::max(a, *b);
  Decimal x;
  x.negative = value < 0;
  if (p != 0) {
    x.digits = Integer(p * (Integer(1) << (k - a)) * pow(Integer(5), k - *b)).str();
    x.exponent = static_cast<long>(x.digits.size()) - static_cast<long>(k);
    while (x.digits.ends_with('0')) x.digits.pop_back();
  }
  if (x.digits.size() > static_cast<std::size_t>(digits)) return std::nullopt;
  return written(x);
}

void align(std::string& lower, std::string& upper) {
  if (lower == upper || lower.substr(exponent_at(lower)) != upper.substr(exponent_at(upper)))
    return;
  const std::size_t wanted = std::max(decimals(lower), decimals(upper));
  for (std::string* text : {&lower, &upper}) {
    const std::size_t present = decimals(*text);
    if (present == 0 || present == wanted) continue;
    text->insert(exponent_at(*text), wanted - present, '0');
  }
}

}  // namespace rigor
