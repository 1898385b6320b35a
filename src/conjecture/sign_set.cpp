#include "conjecture/sign_set.hpp"

#include <array>
#include <functional>

namespace rigor {
namespace {

constexpr std::array<int, 3> kSigns = {-1, 0, 1};

SignSet none() {
  return {false, false, false};
}

void insert(SignSet& set, int sign) {
  if (sign < 0) set.negative = true;
  if (sign == 0) set.zero = true;
  if (sign > 0) set.positive = true;
}

bool has(const SignSet& set, int sign) {
  return sign < 0 ? set.negative : (sign == 0 ? set.zero : set.positive);
}

SignSet of_side(const Side& side) {
  SignSet result;
  if (side.lower) {
    if (*side.lower >= 0) result.negative = false;
    if (*side.lower > 0 || (*side.lower == 0 && side.lower_open)) result.zero = false;
  }
  if (side.upper) {
    if (*side.upper <= 0) result.positive = false;
    if (*side.upper < 0 || (*side.upper == 0 && side.upper_open)) result.zero = false;
  }
  return result;
}

// The signs of f over the signs of the operands; f gives every possible sign of a pair.
SignSet over_pairs(const SignSet& a, const SignSet& b,
                   const std::function<void(int, int, SignSet&)>& f) {
  SignSet result = none();
  for (const int x : kSigns) {
    for (const int y : kSigns) {
      if (has(a, x) && has(b, y)) f(x, y, result);
    }
  }
  return result;
}

SignSet sum(const SignSet& a, const SignSet& b) {
  return over_pairs(a, b, [](int x, int y, SignSet& result) {
    if (x * y < 0) {
      result = SignSet();
    } else {
      insert(result, x != 0 ? x : y);
    }
  });
}

SignSet negated(const SignSet& a) {
  return {a.positive, a.zero, a.negative};
}

}  // namespace

SignSet Signs::of(TermId root) {
  for (const TermId id : subterms(terms_, std::span(&root, 1))) {
    if (!known_.contains(id)) known_[id] = compute(terms_[id]);
  }
  return known_.at(root);
}

SignSet Signs::compute(const Term& term) const {
  const auto a = [&] { return known_.at(term.a); };
  const auto b = [&] { return known_.at(term.b); };
  const auto pairs = [&](int (*f)(int, int)) {
    return over_pairs(a(), b(), [f](int x, int y, SignSet& set) { insert(set, f(x, y)); });
  };
  switch (term.op) {
    case Op::number: {
      SignSet result = none();
      insert(result, term.number.sign());
      return result;
    }
    case Op::pi:
    case Op::exp:
    case Op::cosh:
    case Op::erfc:
      return {false, false, true};
    case Op::variable:
      return term.index < box_.size() ? of_side(box_[term.index]) : SignSet();
    case Op::negate:
      return negated(a());
    case Op::add:
      return sum(a(), b());
    case Op::subtract:
      return sum(a(), negated(b()));
    case Op::multiply:
      return pairs([](int x, int y) { return x * y; });
    case Op::divide: {
      SignSet divisor = b();
      divisor.zero = false;
      return over_pairs(a(), divisor, [](int x, int y, SignSet& set) { insert(set, x * y); });
    }
    case Op::power:
      if (term.index % 2 == 0) return {false, a().zero, a().positive || a().negative};
      return a();
    case Op::root:
      return {false, a().zero, a().positive};
    case Op::acos:
      return {false, true, true};
    case Op::abs:
      return {false, a().zero, a().positive || a().negative};
    case Op::asin:
    case Op::atan:
    case Op::sinh:
    case Op::tanh:
    case Op::erf:
    case Op::sign:
      return a();
    case Op::floor:
      return {a().negative, a().zero || a().positive, a().positive};
    case Op::ceil:
      return {a().negative, a().zero || a().negative, a().positive};
    case Op::min:
      return pairs([](int x, int y) { return x < y ? x : y; });
    case Op::max:
      return pairs([](int x, int y) { return x > y ? x : y; });
    case Op::log:
    case Op::sin:
    case Op::cos:
    case Op::tan:
      return {};
  }
  return {};
}

}  // namespace rigor
