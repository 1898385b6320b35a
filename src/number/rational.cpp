#include "number/rational.hpp"

#include <gmp.h>

#include <cmath>
#include <stdexcept>

namespace rigor {
namespace {

constexpr long kLargestExponent = 100000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes the leading digits off the text.
std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// Takes an optional sign off the text; true for a minus.
bool take_sign(std::string_view& text) {
  if (take(text, '+')) return false;
  return take(text, '-');
}

// GMP reads decimal digits in quasi-linear time; leading zeros do not mean octal here.
Integer integer_of(const std::string& digits) {
  Integer value;
  mpz_set_str(value.backend().data(), digits.empty() ? "0" : digits.c_str(), 10);
  return value;
}

Integer power_of_ten(unsigned long exponent) {
  Integer value;
  mpz_ui_pow_ui(value.backend().data(), 10, exponent);
  return value;
}

// The exponent after an 'e', or nullopt when it is malformed or too large.
std::optional<long> take_exponent(std::string_view& text) {
  const bool negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  long exponent = 0;
  for (const char c : digits) {
    exponent = 10 * exponent + (c - '0');
    if (exponent > kLargestExponent) return std::nullopt;
  }
  return negative ? -exponent : exponent;
}

}  // namespace

std::optional<Rational> parse_rational(std::string_view text) {
  const bool negative = take_sign(text);
  const std::string whole(take_digits(text));
  Rational value;
  if (!whole.empty() && take(text, '/')) {
    const Integer denominator = integer_of(std::string(take_digits(text)));
    if (denominator == 0 || !text.empty()) return std::nullopt;
    value = Rational(integer_of(whole), denominator);
  } else {
    const std::string fraction(take(text, '.') ? take_digits(text) : std::string_view());
    if (whole.empty() && fraction.empty()) return std::nullopt;
    long exponent = 0;
    if (take(text, 'e') || take(text, 'E')) {
      const std::optional<long> written = take_exponent(text);
      if (!written) return std::nullopt;
      exponent = *written;
    }
    if (!text.empty()) return std::nullopt;
    exponent -= static_cast<long>(fraction.size());
    const Integer digits = integer_of(whole + fraction);
    const Integer scale = power_of_ten(static_cast<unsigned long>(std::labs(exponent)));
    value = exponent < 0 ? Rational(digits, scale) : Rational(digits * scale);
  }
  return negative ? Rational(-value) : value;
}

std::string to_string(const Rational& value) {
  return value.str();
}

Rational to_rational(double value) {
  if (!std::isfinite(value)) throw std::invalid_argument("to_rational: not a finite number");
  Rational exact;
  mpq_set_d(exact.backend().data(), value);
  return exact;
}

}  // namespace rigor
