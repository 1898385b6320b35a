#include "verdict/npy_array.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "verdict/npz_file.hpp"

namespace rigor {
namespace {

std::string npy(const std::string& header, const std::string& data) {
  std::string padded = header;
  while ((10 + padded.size() + 1) % 64 != 0) padded += ' ';
  padded += '\n';
  std::string out = "\x93NUMPY";
  out += '\x01';
  out += '\0';
  out += static_cast<char>(padded.size() & 0xffU);
  out += static_cast<char>(padded.size() >> 8U);
  return out + padded + data;
}

std::string header(const std::string& type, const std::string& shape,
                   const std::string& fortran = "False") {
  return "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
}

template <class T>
std::string little_endian(const std::vector<T>& values) {
  std::string out;
  for (const T& value : values) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  return out;
}

std::string fault_of(const std::string& bytes) {
  return parse_npy(bytes).fault;
}

void expect_fault(const std::string& bytes, const std::string& part) {
  const std::string fault = fault_of(bytes);
  EXPECT_NE(fault.find(part), std::string::npos) << "whole fault: " << fault;
}

TEST(NpyArray, DoublesAreTheExactBinaryNumbers) {
  const std::vector<double> values = {0.1, -5e-324, 1e308, -0.0};
  const NpyResult result = parse_npy(npy(header("<f8", "(4,)"), little_endian(values)));
  ASSERT_EQ(result.fault, "");
  EXPECT_EQ(result.array.shape, std::vector<std::size_t>{4});
  for (std::size_t k = 0; k < values.size(); ++k) {
    EXPECT_EQ(result.array.values[k], to_rational(values[k]));
  }
  EXPECT_NE(result.array.values[0], Rational(1, 10));
}

TEST(NpyArray, OtherElementTypes) {
  EXPECT_EQ(parse_npy(npy(header("<f4", "(1,)"), little_endian<float>({0.1F}))).array.values[0],
            to_rational(static_cast<double>(0.1F)));
  EXPECT_EQ(
      parse_npy(npy(header("<i8", "(2,)"), little_endian<std::int64_t>({-3, 1}))).array.values,
      (std::vector<Rational>{-3, 1}));
  EXPECT_EQ(parse_npy(npy(header("|i1", "(2,)"), little_endian<std::int8_t>({-1, 1}))).array.values,
            (std::vector<Rational>{-1, 1}));
  EXPECT_EQ(
      parse_npy(npy(header("<u8", "(1,)"), little_endian<std::uint64_t>({~0ULL}))).array.values[0],
      Rational((Integer(1) << 64U) - 1));
  EXPECT_EQ(parse_npy(npy(header(">i2", "(1,)"), std::string("\xff\xfe", 2))).array.values[0], -2);
  // binary16: 1, -2, the least subnormal 2^-24, the largest 65504
  EXPECT_EQ(parse_npy(npy(header("<f2", "(4,)"),
                          little_endian<std::uint16_t>({0x3c00, 0xc000, 0x0001, 0x7bff})))
                .array.values,
            (std::vector<Rational>{1, -2, Rational(Integer(1), Integer(1) << 24U), 65504}));
}

TEST(NpyArray, FortranOrderAndScalars) {
  const std::string columns = little_endian<double>({1, 4, 2, 5, 3, 6});
  EXPECT_EQ(parse_npy(npy(header("<f8", "(2, 3)", "True"), columns)).array.values,
            (std::vector<Rational>{1, 2, 3, 4, 5, 6}));
  const NpyResult scalar = parse_npy(npy(header("<f8", "()"), little_endian<double>({7})));
  EXPECT_TRUE(scalar.array.shape.empty());
  EXPECT_EQ(scalar.array.values, (std::vector<Rational>{7}));
}

TEST(NpyArray, FaultsSayWhatIsWrong) {
  const std::string good = npy(header("<f8", "(2,)"), little_endian<double>({1, 2}));
  expect_fault("", "is not in NumPy's NPY format");
  expect_fault("PK\x03\x04", "is not in NumPy's NPY format");
  expect_fault(good.substr(0, 20), "truncated");
  expect_fault(good.substr(0, good.size() - 3), "truncated: 13 bytes of data, expected 16");
  expect_fault(good + "x", "too long");
  expect_fault(npy(header("|O", "(1,)"), "xxxx"), "Python objects (pickled)");
  expect_fault(npy(header("<c16", "(1,)"), std::string(16, 'x')), "elements of type \"<c16\"");
  expect_fault(npy(header("<U3", "(1,)"), std::string(12, 'x')), "elements of type");
  expect_fault(npy(header("<f8", "(1000000, 1000000)"), ""), "more than 10^7 elements");
  expect_fault(npy(header("<f8", "(99999999999999999999,)"), ""), "more than 10^7 elements");
  expect_fault(npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", ""),
               "records");
  expect_fault(npy("{'descr': '<f8'}", ""), "expected descr, fortran_order and shape");
  expect_fault(npy("{'descr': '<f8", ""), "bad header");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  expect_fault(npy(header("<f8", "(1,)"), little_endian<double>({nan})), "NaN");
  expect_fault(npy(header("<f8", "(1,)"), little_endian<double>({-infinity})), "infinity");
  expect_fault(npy(header("<f2", "(1,)"), little_endian<std::uint16_t>({0x7e00})), "NaN");
}

TEST(NpyArray, AnyBytesAreAFaultOrAnArray) {
  std::mt19937_64 random(5);
  const std::string good = npy(header("<f8", "(2,)"), little_endian<double>({1, 2}));
  for (int k = 0; k < 20000; ++k) {
    std::string bytes = good;
    for (int change = 0; change < 3; ++change) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    bytes.resize(random() % (bytes.size() + 1));
    const NpyResult result = parse_npy(bytes);
    EXPECT_TRUE(!result.fault.empty() || result.array.values.size() <= 2);
  }
}

TEST(NpzFile, WhatIsNoArchiveIsAFault) {
  EXPECT_NE(parse_npz("").fault, "");
  EXPECT_NE(parse_npz("hello").fault.find("is not a complete .npz file"), std::string::npos);
}

}  // namespace
}  // namespace rigor
