// Files of the weights of residual networks, whole and damaged.
#include "verdict/layer_file.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "verdict/safetensors_file.hpp"

namespace rigor {
namespace {

std::string safetensors(const std::string& header, const std::string& data) {
  std::string bytes;
  for (unsigned k = 0; k < 8; ++k) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(header.size()) >> (8 * k) & 0xffU);
  }
  return bytes + header + data;
}

std::string entry(const std::string& name, const std::string& type, const std::string& shape,
                  std::size_t begin, std::size_t end) {
  return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
         std::to_string(begin) + "," + std::to_string(end) + "]}";
}

template <class T>
std::string little_endian(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// One array "x" of the type.
template <class T>
SafetensorsResult one_array(const std::string& type, const std::vector<T>& values) {
  const std::size_t size = values.size() * sizeof(T);
  return parse_safetensors(
      safetensors("{" + entry("x", type, "[" + std::to_string(values.size()) + "]", 0, size) + "}",
                  little_endian(values)));
}

/// Doubles 1, 2, ... in arrays of these names and shapes.
struct Shape {
  std::string name;
  std::vector<std::size_t> sizes;
};
std::string file_of(const std::vector<Shape>& shapes) {
  std::string header = "{\"__metadata__\":{\"format\":\"pt\"}";
  std::vector<double> data;
  for (const Shape& shape : shapes) {
    std::string list;
    std::size_t count = 1;
    for (const std::size_t size : shape.sizes) {
      list += (list.empty() ? "" : ",") + std::to_string(size);
      count *= size;
    }
    const std::size_t begin = 8 * data.size();
    header += "," + entry(shape.name, "F64", "[" + list + "]", begin, begin + 8 * count);
    for (std::size_t k = 0; k < count; ++k) data.push_back(static_cast<double>(data.size() + 1));
  }
  return safetensors(header + "}  ", little_endian(data));
}

LayerFile layers_of(const std::vector<Shape>& shapes, Block block = Block::two_layer) {
  return parse_layer_file(file_of(shapes), "net.safetensors", block);
}

void expect_part(const std::string& fault, const std::string& part) {
  EXPECT_NE(fault.find(part), std::string::npos) << "whole fault: " << fault;
}
void expect_fault(const std::vector<Shape>& shapes, const std::string& part) {
  expect_part(layers_of(shapes).fault, part);
}

TEST(SafetensorsFile, NumbersAreExact) {
  const auto doubles = one_array<double>("F64", {0.1, -5e-324, 1e308});
  ASSERT_EQ(doubles.fault, "");
  EXPECT_EQ(doubles.arrays.at("x").shape, std::vector<std::size_t>{3});
  EXPECT_EQ(doubles.arrays.at("x").values[0], to_rational(0.1));
  EXPECT_EQ(doubles.arrays.at("x").values[1], to_rational(-5e-324));
  EXPECT_EQ(one_array<float>("F32", {0.1F}).arrays.at("x").values[0],
            to_rational(static_cast<double>(0.1F)));
  // 1 + 2^-10, -2^-24, 65504; 1 + 2^-7, the least bfloat.
  const auto half = one_array<std::uint16_t>("F16", {0x3c01, 0x8001, 0x7bff}).arrays.at("x");
  EXPECT_EQ(half.values[0], Rational(1025, 1024));
  EXPECT_EQ(half.values[1], Rational(-1, 1 << 24));
  EXPECT_EQ(half.values[2], 65504);
  const auto bfloat = one_array<std::uint16_t>("BF16", {0x3f81, 0x0001, 0xc040}).arrays.at("x");
  EXPECT_EQ(bfloat.values[0], Rational(129, 128));
  EXPECT_EQ(bfloat.values[1], to_rational(0x1p-133));
  EXPECT_EQ(bfloat.values[2], -3);
  EXPECT_EQ(one_array<std::int8_t>("I8", {-128, 127}).arrays.at("x").values[0], -128);
  EXPECT_EQ(one_array<std::int64_t>("I64", {INT64_MIN}).arrays.at("x").values[0],
            Rational(INT64_MIN));
  EXPECT_EQ(one_array<std::uint64_t>("U64", {UINT64_MAX}).arrays.at("x").values[0],
            Rational(UINT64_MAX));
}

TEST(SafetensorsFile, NumbersThatAreNone) {
  expect_part(one_array<float>("F32", {std::bit_cast<float>(0x7fc00000U)}).fault,
              "array \"x\": holds NaN");
  expect_part(one_array<std::uint16_t>("BF16", {0xff80}).fault, "holds an infinity");
  expect_part(one_array<std::uint16_t>("F16", {0x7c00}).fault, "holds an infinity");
  expect_part(one_array<std::uint8_t>("F8_E4M3", {0}).fault, "elements of type \"F8_E4M3\"");
  expect_part(one_array<std::uint8_t>("BOOL", {0}).fault, "elements of type \"BOOL\"");
}

TEST(SafetensorsFile, HeadersThatAreWrong) {
  const auto fault = [](const std::string& header, const std::string& data = "") {
    return parse_safetensors(safetensors(header, data)).fault;
  };
  const std::string eight(8, '\0');
  EXPECT_EQ(fault("{}"), "");
  expect_part(parse_safetensors("").fault, "is not a complete .safetensors file");
  expect_part(parse_safetensors("1234567").fault, "is not a complete .safetensors file");
  expect_part(parse_safetensors(std::string(8, '\xff')).fault, "header would be too long");
  expect_part(parse_safetensors(safetensors("{}", "").substr(0, 9)).fault, "no whole header");
  expect_part(fault("{"), "isn't JSON");
  expect_part(fault("[]"), "expected a JSON object");
  expect_part(fault("{\"x\":1}"), "expected dtype");
  expect_part(fault("{\"x\":{\"dtype\":1}}"), "expected dtype");
  expect_part(fault("{\"x\":{\"dtype\":\"F64\",\"shape\":1}}"), "expected shape");
  expect_part(fault("{\"x\":{\"dtype\":\"F64\",\"shape\":[-1]}}"), "whole numbers in shape");
  expect_part(fault("{\"x\":{\"dtype\":\"F64\",\"shape\":[1.5]}}"), "whole numbers in shape");
  expect_part(fault("{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0]}}", eight),
              "two data_offsets");
  expect_part(fault("{" + entry("x", "F64", "[1]", 8, 0) + "}", eight), "wrong order");
  expect_part(fault("{" + entry("x", "F64", "[2]", 0, 16) + "}", eight), "truncated");
  expect_part(fault("{" + entry("x", "F64", "[2]", 0, 8) + "}", eight), "expected 16");
  expect_part(fault("{" + entry("x", "F64", "[9999999,9999999]", 0, 8) + "}", eight), "10^7");
  expect_part(fault("{" + entry("x", "U8", "[5]", 3, 8) + "}", eight), "leave bytes");
  expect_part(fault("{" + entry("x", "U8", "[5]", 0, 5) + "}", eight), "3 bytes after the data");
  const std::string first = entry("x", "U8", "[5]", 0, 5);
  expect_part(fault("{" + first + "," + entry("y", "U8", "[4]", 4, 8) + "}", eight), "overlap");
  expect_part(fault("{" + first + "," + entry("x", "U8", "[3]", 5, 8) + "}", eight),
              "array \"x\" occurs twice");
}

TEST(LayerFile, StackedArrays) {
  const LayerFile file =
      layers_of({{"V", {2, 3, 4}}, {"W", {2, 4, 3}}, {"net.A", {3, 1}}, {"B.weight", {1, 3}}});
  ASSERT_EQ(file.fault, "");
  ASSERT_EQ(file.layers.size(), 2U);
  EXPECT_EQ(file.layers[0].V(0, 1), 2);
  EXPECT_EQ(file.layers[1].V(2, 3), 24);
  EXPECT_EQ(file.layers[1].W(0, 0), 24 + 13);
  EXPECT_EQ((*file.A)(2, 0), 51);
  EXPECT_EQ((*file.B)(0, 2), 54);
  const LayerFile linear = layers_of({{"Z", {3, 2, 2}}}, Block::linear);
  ASSERT_EQ(linear.fault, "");
  EXPECT_EQ(linear.layers[2].V(1, 1), 12);
  EXPECT_EQ(linear.layers[2].W.rows(), 0U);
}

TEST(LayerFile, OneArrayALayer) {
  // In the order of numbers, not of names; from 0 or from 1; in three ways to name them.
  for (const std::size_t from : {0U, 1U}) {
    for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
             {"blocks.", "."}, {"net.layers.", ".block."}, {"", "."}}) {
      std::vector<Shape> shapes;
      for (std::size_t k = 0; k < 12; ++k) {
        const std::string index = std::to_string(k + from);
        if (before.empty()) {
          shapes.push_back({"V." + index, {1, 2}});
          shapes.push_back({"W." + index, {2, 1}});
        } else {
          shapes.push_back({before + index + after + "V.weight", {1, 2}});
          shapes.push_back({before + index + after + "W", {2, 1}});
        }
      }
      const LayerFile file = layers_of(shapes);
      ASSERT_EQ(file.fault, "");
      ASSERT_EQ(file.layers.size(), 12U);
      EXPECT_EQ(file.layers[10].V(0, 0), 41);
      EXPECT_EQ(file.layers[2].W(1, 0), 12);
    }
  }
}

TEST(LayerFile, ArraysThatDoNotFit) {
  const Shape V{"V", {2, 3, 4}};
  const Shape W{"W", {2, 4, 3}};
  expect_fault({V}, "array \"W\" is missing");
  expect_fault({W}, "array \"V\" is missing");
  expect_fault({V, {"W", {3, 4, 3}}}, "V has 2 layers, W has 3");
  expect_fault({{"0.V", {3, 4}}, {"1.V", {3, 4}}, {"1.W", {4, 3}}, {"2.W", {4, 3}}},
               "V begins with layer 0, W with layer 1");
  expect_fault({V, {"W", {8, 3}}}, "array \"W\" has 2 axes, expected 3");
  expect_fault({V, W, {"A", {3}}}, "array \"A\" has 1 axes, expected 2");
  expect_fault({V, W, {"A", {3, 1}}, {"x.A", {3, 1}}}, "array A occurs twice");
  expect_fault({V, W, {"blocks.0.V", {3, 4}}}, "about the same weights");
  expect_fault({V, {"blocks.0.W", {3, 4}}, {"blocks.2.W", {3, 4}}}, "W of layer 1 is missing");
  expect_fault({V, {"blocks.2.W", {3, 4}}}, "W of layer 1 is missing");
  expect_fault({V, {"a.0.W", {3, 4}}, {"b.0.W", {3, 4}}}, "about the same layer");
  expect_fault({V, W, {"C", {1}}}, "unknown array \"C\"");
  expect_fault({V, W, {"a.1.b.2.V", {3, 4}}}, "unknown array \"a.1.b.2.V\"");
  expect_fault({V, W, {"V.bias", {3}}}, "a bias that isn't zero");
  expect_fault({V, W, {"Z", {2, 3, 3}}}, "Z is for linear blocks");
  expect_fault({{"V", {0, 3, 4}}, W}, "array \"V\" is empty");
  expect_part(layers_of({V, W}, Block::linear).fault, "linear blocks have weights Z only");
  expect_part(parse_layer_file("", "net.pt", Block::two_layer).fault, "expected a file .npz");
  expect_part(parse_layer_file("", "net.npz", Block::two_layer).fault, ".npz");
}

/// Whatever is done to the bytes, there are weights or a fault, and nothing else happens.
TEST(LayerFile, SurvivesDamage) {
  const std::string whole = file_of({{"blocks.0.V", {2, 3}},
                                     {"blocks.0.W", {3, 2}},
                                     {"blocks.1.V", {2, 3}},
                                     {"blocks.1.W", {3, 2}},
                                     {"A", {2, 1}}});
  const auto read = [](const std::string& bytes) {
    return parse_layer_file(bytes, "net.safetensors", Block::two_layer);
  };
  ASSERT_EQ(read(whole).fault, "");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(read(whole.substr(0, size)).fault, "") << size;
  }
  std::mt19937 engine(7);
  for (int repeat = 0; repeat < 20000; ++repeat) {
    std::string bytes = whole;
    for (unsigned flips = 1 + engine() % 4; flips > 0; --flips) {
      bytes[engine() % bytes.size()] = static_cast<char>(engine() % 256);
    }
    const LayerFile file = read(bytes);
    EXPECT_NE(file.fault.empty(), file.layers.empty());
  }
}

}  // namespace
}  // namespace rigor
