#include "verdict/npy_array.hpp"

#include <fmt/format.h>

#include <cctype>
#include <optional>
#include <stdexcept>
#include <utility>

#include "expression/source_text.hpp"
#include "verdict/binary_number.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostElements = 10'000'000;

struct NpyFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The header is a Python literal: {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }.
struct Header {
  std::string description;
  bool fortran_order = false;
  std::vector<std::size_t> shape;
};

class HeaderParser {
 public:
  explicit HeaderParser(std::string_view text) : rest_(text) {}

  Header parse() {
    Header header;
    unsigned seen = 0;
    expect('{');
    while (!take('}')) {
      const std::string key = string();
      expect(':');
      if (key == "descr") {
        seen |= 1U;
        if (!at('\'') && !at('"')) throw NpyFault("holds records, expected plain numbers");
        header.description = string();
      } else if (key == "fortran_order") {
        seen |= 2U;
        header.fortran_order = boolean();
      } else if (key == "shape") {
        seen |= 4U;
        header.shape = shape();
      } else {
        throw NpyFault("bad header: unknown key " + in_quotes(key));
      }
      if (!take(',')) {
        expect('}');
        break;
      }
    }
    if (seen != 7U) throw NpyFault("bad header: expected descr, fortran_order and shape");
    return header;
  }

 private:
  void skip_spaces() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
    }
  }
  bool at(char c) {
    skip_spaces();
    return !rest_.empty() && rest_.front() == c;
  }
  bool take(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take(c)) throw NpyFault(fmt::format("bad header: expected {}", c));
  }
  std::string string() {
    const char quote = at('"') ? '"' : '\'';
    expect(quote);
    const std::size_t end = rest_.find(quote);
    if (end == std::string_view::npos) throw NpyFault("bad header: a text without an end");
    const std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return text;
  }
  bool boolean() {
    skip_spaces();
    for (const auto& [word, value] : {std::pair{"True", true}, std::pair{"False", false}}) {
      if (!rest_.starts_with(word)) continue;
      rest_.remove_prefix(std::string_view(word).size());
      return value;
    }
    throw NpyFault("bad header: expected True or False");
  }
  std::vector<std::size_t> shape() {
    std::vector<std::size_t> sizes;
    expect('(');
    while (!take(')')) {
      skip_spaces();
      std::size_t size = 0, digits = 0;
      while (!rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_.front())) != 0) {
        size = 10 * size + static_cast<std::size_t>(rest_.front() - '0');
        rest_.remove_prefix(1);
        if (++digits > 12) throw NpyFault("more than 10^7 elements");
      }
      if (digits == 0) throw NpyFault("bad header: expected a size");
      sizes.push_back(size);
      if (!take(',')) {
        expect(')');
        break;
      }
    }
    return sizes;
  }

  std::string_view rest_;
};

/// Splits "<f8" into byte order, kind and size.
struct ElementType {
  bool big_endian;
  BinaryKind kind;
  std::size_t size;
};

ElementType element_type(const std::string& description) {
  if (description.size() >= 2 && description[1] == 'O') {
    throw NpyFault("holds Python objects (pickled), which are not read: save plain numbers");
  }
  const bool known_shape = description.size() == 3 &&
                           std::string_view("<>|=").find(description[0]) != std::string_view::npos;
  if (known_shape) {
    const char kind = description[1];
    const auto size = static_cast<std::size_t>(description[2] - '0');
    const bool is_float = kind == 'f' && (size == 2 || size == 4 || size == 8);
    const bool is_integer =
        (kind == 'i' || kind == 'u') && (size == 1 || size == 2 || size == 4 || size == 8);
    if (is_float || is_integer) {
      return {description[0] == '>',
              is_float      ? BinaryKind::floating
              : kind == 'i' ? BinaryKind::signed_integer
                            : BinaryKind::unsigned_integer,
              size};
    }
  }
  throw NpyFault(fmt::format("holds elements of type {}, expected real numbers of 8 to 64 bits",
                             in_quotes(description)));
}

/// Fortran order to C order.
std::vector<Rational> in_c_order(const std::vector<Rational>& values,
                                 const std::vector<std::size_t>& shape) {
  std::vector<Rational> result(values.size());
  std::vector<std::size_t> index(shape.size(), 0);
  for (const Rational& value : values) {
    std::size_t place = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      place = place * shape[axis] + index[axis];
    }
    result[place] = value;
    for (std::size_t axis = 0; axis < shape.size() && ++index[axis] == shape[axis]; ++axis) {
      index[axis] = 0;
    }
  }
  return result;
}

NpyArray parse(std::string_view bytes) {
  if (!bytes.starts_with("\x93NUMPY")) throw NpyFault("is not in NumPy's NPY format");
  if (bytes.size() < 10) throw NpyFault("truncated: the header is incomplete");
  const int version = static_cast<unsigned char>(bytes[6]);
  if (version < 1 || version > 3) {
    throw NpyFault(fmt::format("NPY version {}, expected 1 to 3", version));
  }
  const std::size_t length_size = version == 1 ? 2 : 4;
  const std::size_t length = unsigned_number(bytes.substr(8, length_size), false);
  bytes.remove_prefix(std::min(bytes.size(), 8 + length_size));
  if (bytes.size() < length) throw NpyFault("truncated: the header is incomplete");
  const Header header = HeaderParser(bytes.substr(0, length)).parse();
  bytes.remove_prefix(length);

  const ElementType type = element_type(header.description);
  std::size_t count = 1;
  for (const std::size_t size : header.shape) {
    if (size > kMostElements || count * size > kMostElements) {
      throw NpyFault("more than 10^7 elements");
    }
    count *= size;
  }
  if (bytes.size() != count * type.size) {
    throw NpyFault(fmt::format("{}: {} bytes of data, expected {}",
                               bytes.size() < count * type.size ? "truncated" : "too long",
                               bytes.size(), count * type.size));
  }
  NpyArray array{header.shape, {}};
  array.values.reserve(count);
  for (std::size_t k = 0; k < count; ++k) {
    array.values.push_back(
        binary_number(bytes.substr(k * type.size, type.size), type.kind, type.big_endian));
  }
  if (header.fortran_order) array.values = in_c_order(array.values, array.shape);
  return array;
}

}  // namespace

NpyResult parse_npy(std::string_view bytes) {
  try {
    return {parse(bytes), {}};
  } catch (const NpyFault& fault) {
    return {{}, fault.what()};
  } catch (const std::domain_error& fault) {  // not a finite number
    return {{}, fault.what()};
  }
}

}  // namespace rigor
