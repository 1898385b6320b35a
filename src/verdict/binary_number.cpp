#include "verdict/binary_number.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace rigor {
namespace {

/// IEEE binary16: 1 sign bit, 5 of exponent, 10 of fraction.
double half_precision(std::uint64_t bits) {
  const auto fraction = static_cast<double>(bits & 0x3ffU);
  const int exponent = static_cast<int>(bits >> 10U & 0x1fU);
  const double size = exponent == 0    ? std::ldexp(fraction, -24)
                      : exponent == 31 ? (fraction == 0 ? HUGE_VAL : NAN)
                                       : std::ldexp(1024 + fraction, exponent - 25);
  return (bits >> 15U) != 0 ? -size : size;
}

double single_precision(std::uint64_t bits) {
  return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
}

double floating(std::uint64_t bits, std::size_t size, BinaryKind kind) {
  if (kind == BinaryKind::bfloat) return single_precision(bits << 16U);
  if (size == 8) return std::bit_cast<double>(bits);
  return size == 4 ? single_precision(bits) : half_precision(bits);
}

}  // namespace

std::uint64_t unsigned_number(std::string_view bytes, bool big_endian) {
  std::uint64_t value = 0;
  for (std::size_t k = 0; k < bytes.size(); ++k) {
    const char byte = big_endian ? bytes[k] : bytes[bytes.size() - 1 - k];
    value = value << 8U | static_cast<unsigned char>(byte);
  }
  return value;
}

Rational binary_number(std::string_view bytes, BinaryKind kind, bool big_endian) {
  const std::uint64_t bits = unsigned_number(bytes, big_endian);
  if (kind == BinaryKind::unsigned_integer) return Rational(bits);
  if (kind == BinaryKind::signed_integer) {
    const auto unused = static_cast<unsigned>(64 - 8 * bytes.size());
    return Rational(static_cast<std::int64_t>(bits << unused) >> unused);
  }
  const double value = floating(bits, bytes.size(), kind);
  if (!std::isfinite(value)) {
    throw std::domain_error(std::isnan(value) ? "holds NaN, expected finite numbers"
                                              : "holds an infinity, expected finite numbers");
  }
  return to_rational(value);
}

}  // namespace rigor
