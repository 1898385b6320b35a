// Published digits, as bands of one unit of the last one.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "number/big_interval.hpp"
#include "number/rational.hpp"

namespace rigor::test {

/// The number and one unit of its last digit.
inline std::pair<Rational, Rational> printed(std::string_view digits) {
  const Rational value = *parse_rational(digits);
  const std::size_t e = digits.find('e');
  std::string unit;
  for (const char c : digits.substr(0, e)) unit += c >= '0' && c <= '9' ? '0' : c;
  if (unit.find('0') == std::string::npos) throw std::invalid_argument("no digits");
  unit.back() = '1';
  if (unit.front() == '-') unit.erase(0, 1);
  if (e != std::string_view::npos) unit += digits.substr(e);
  return {value, *parse_rational(unit)};
}

template <class I>
void expect_meets(const I& x, std::string_view digits, const std::string& what) {
  const auto [value, unit] = printed(digits);
  const I band = hull_of<I>(value - unit, value + unit, Precision{256});
  EXPECT_TRUE(overlaps(x, band)) << what << ": " << x << " misses " << digits;
}
template <class I>
void expect_meets_tightly(const I& x, std::string_view digits, const std::string& what) {
  expect_meets(x, digits, what);
  const auto [value, unit] = printed(digits);
  const Rational allowed = 2 * unit + abs(value) / 10000000000000;
  EXPECT_LE(upper_rational(x) - lower_rational(x), allowed) << what << ": " << x;
}

}  // namespace rigor::test
