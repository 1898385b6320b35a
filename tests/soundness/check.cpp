#include "soundness/check.hpp"

#include <algorithm>

namespace rigor::soundness {
namespace {

int any_precision(Random& random) {
  constexpr std::array kFrequent = {53, 53, 126, 128, 128, 128, 256, 64};
  if (random.one_in(2)) return kFrequent[static_cast<std::size_t>(random.integer(0, 7))];
  return static_cast<int>(random.integer(2, random.one_in(3) ? 1200 : 320));
}

std::vector<Format> formats(Random& random, NumberType type, int arity) {
  std::vector<Format> result(static_cast<std::size_t>(arity), Format::of_double());
  if (type == NumberType::interval) return result;
  const int bits = any_precision(random);
  for (Format& format : result) {
    format = big_format(random.one_in(4) ? any_precision(random) : bits);
  }
  return result;
}

Format format_of_result(const std::vector<Format>& formats) {
  return *std::max_element(formats.begin(), formats.end(),
                           [](const Format& a, const Format& b) { return a.bits < b.bits; });
}

Real outside(Real x, const Format& format, Direction direction, int steps) {
  for (; steps > 0; --steps) x = neighbour(x, format, direction);
  return x;
}

/// The members are sets of their own, on which the operation must be enclosed, too.
Operands members(Random& random, const Operands& x, int arity) {
  Operands result = x;
  for (std::size_t i = 0; i < static_cast<std::size_t>(arity); ++i) {
    result.sets[i] = Set::point(member(random, x.sets[i], x.formats[i]));
  }
  return result;
}

class Judgement {
 public:
  Judgement(const Oracle& oracle, const Operands& x, int arity, const Format& format)
      : oracle_(oracle), format_(format), is_defined_([&] {
          return std::none_of(x.sets.begin(), x.sets.begin() + arity,
                              [](const Set& s) { return s.is_empty; });
        }()) {
    if (is_defined_) {
      range_ = oracle.range(x, format);
    } else {
      range_ = Range::nothing();
    }
    flag_ = 2;
    for (std::size_t i = 0; i < static_cast<std::size_t>(arity); ++i) {
      flag_ = std::min(flag_, x.flags[i]);
    }
    if (!range_.is_continuous) flag_ = std::min(flag_, 1);
    if (!range_.is_inside || range_.is_empty) flag_ = 0;
  }

  const char* fault(const Outcome& got) const {
    if (got.bits != format_.bits) return "wrong precision";
    if (got.value.is_empty != range_.is_empty) return range_.is_empty ? "not empty" : "empty";
    if (!range_.is_empty) {
      // Above the larger of the candidates for the lower end: above the true value.
      if (got.value.lower > range_.lower.high || got.value.upper < range_.upper.low) {
        return "does not contain the range";
      }
      if (got.value.lower <
              outside(range_.lower.low, format_, Direction::down, oracle_.tolerance) ||
          got.value.upper > outside(range_.upper.high, format_, Direction::up, oracle_.tolerance)) {
        return "too wide";
      }
    }
    if (got.decorated_value.is_empty != got.value.is_empty ||
        !(got.decorated_value.lower == got.value.lower) ||
        !(got.decorated_value.upper == got.value.upper)) {
      return "differs from the decorated result";
    }
    if (got.flag != flag_) return "wrong domain flag";
    if (!got.variants_agree) return "differs in place or with an integer";
    return nullptr;
  }

  /// The value at members, if there is one, must be in the result.
  const char* fault_at_members(Random& random, const Outcome& got, const Operands& x,
                               int arity) const {
    if (!is_defined_ || !oracle_.has_values_at_members) return nullptr;
    const Operands point = members(random, x, arity);
    // Multiples of pi/2 as large as BigInterval's numbers are beyond computing.
    if (oracle_.terrain == Terrain::periodic && !is_below_power(point[0].lower, 2000)) {
      return nullptr;
    }
    const Range value = oracle_.range(point, format_);
    if (value.is_empty) return nullptr;
    const bool is_inside = !got.value.is_empty && got.value.lower <= value.lower.high &&
                           got.value.upper >= value.upper.low;
    return is_inside ? nullptr : "does not contain the value at a member";
  }

  std::string expected() const {
    if (range_.is_empty) return "empty";
    return text(Set{false, range_.lower.low, range_.upper.high}) + " flag " + std::to_string(flag_);
  }

 private:
  const Oracle& oracle_;
  Format format_;
  bool is_defined_;
  Range range_;
  int flag_ = 0;
};

struct Input {
  std::vector<Format> formats;
  Operands operands;
};

// Half of all BigIntervals lie in MPFR's default range of exponents, half in its widest.
Input input(Random& random, const Operation& operation, const Oracle& oracle, NumberType type,
            std::uint64_t seed) {
  if (type == NumberType::big) set_exponent_range(seed % 2 == 1);
  std::vector<Format> all = formats(random, type, operation.arity);
  Operands x = operands(random, all, oracle.terrain, operation.name);
  return {std::move(all), std::move(x)};
}

std::string text(const Operands& x, const Operation& operation, NumberType type) {
  std::string line;
  for (int i = 0; i < operation.arity; ++i) {
    line += text(x[i]);
    if (type == NumberType::big) {
      line += "@" + std::to_string(x.formats[static_cast<std::size_t>(i)].bits);
    }
    line += ' ';
  }
  if (operation.name == "pown" || operation.name == "scale2")
    line += "n = " + std::to_string(x.exponent) + " ";
  return line;
}

Outcome apply(const Operation& operation, NumberType type, const Operands& x) {
  return type == NumberType::interval ? operation.of_intervals(x) : operation.of_big_intervals(x);
}

}  // namespace

std::string_view word(NumberType type) {
  return type == NumberType::interval ? "interval" : "big";
}

std::string text(const Set& x) {
  return x.is_empty ? "empty" : "[" + text(x.lower) + ", " + text(x.upper) + "]";
}

std::string input_text(const Operation& operation, const Oracle& oracle, NumberType type,
                       std::uint64_t seed) {
  Random random(operation.name, word(type), seed);
  return text(input(random, operation, oracle, type, seed).operands, operation, type);
}

std::uint64_t digest(const Operation& operation, const Oracle& oracle, NumberType type,
                     std::uint64_t seed) {
  Random random(operation.name, word(type), seed);
  const Operands x = input(random, operation, oracle, type, seed).operands;
  const Outcome got = apply(operation, type, x);
  // The flags too, and whether in-place operations agree.
  return (3 * digest(got.value.lower) + digest(got.value.upper)) * 8 +
         static_cast<std::uint64_t>(2 * got.flag + (got.variants_agree ? 1 : 0));
}

std::optional<std::string> fault(const Operation& operation, const Oracle& oracle, NumberType type,
                                 std::uint64_t seed) {
  Random random(operation.name, word(type), seed);
  const auto [all, x] = input(random, operation, oracle, type, seed);
  const Outcome got = apply(operation, type, x);
  const Judgement judgement(oracle, x, operation.arity, format_of_result(all));
  const char* what = judgement.fault(got);
  if (what == nullptr && random.one_in(4)) {
    what = judgement.fault_at_members(random, got, x, operation.arity);
  }
  if (what == nullptr) return std::nullopt;
  return text(x, operation, type) + "-> " + text(got.value) + " flag " + std::to_string(got.flag) +
         ", expected " + judgement.expected() + ": " + what;
}

}  // namespace rigor::soundness
