// Terms on boxes: random terms against Arb at points of the boxes, derivatives against difference
// quotients of Arb's values, and flags at open ends.
#include "analysis/term_program.hpp"

#include <gtest/gtest.h>

#include "support/random_terms.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

template <class I>
struct Instance {
  Instance(std::uint64_t seed, bool smooth, Precision precision)
      : random(seed),
        variables(random.integer(1, 3)),
        root(test::random_term(terms, random, random.integer(1, 9), variables, smooth)),
        box(test::random_box(random, variables)),
        program(terms, std::span(&root, 1), static_cast<std::size_t>(variables), precision),
        work(program.workspace()),
        sides(enclose_box<I>(box, precision)) {
    program.evaluate(sides, work);
  }
  std::string describe() const {
    const std::vector<std::string> names = {"x", "y", "z"};
    std::string result = text(terms, root, names);
    for (const Side& side : box) {
      result += (side.lower_open ? " (" : " [") + to_string(*side.lower) + ", " +
                to_string(*side.upper) + (side.upper_open ? ")" : "]");
    }
    return result;
  }

  Terms terms;
  Sampler random;
  int variables;
  TermId root;
  Box box;
  TermProgram<I> program;
  typename TermProgram<I>::Workspace work;
  Ranges<I> sides;
};

template <class I>
int check_ranges(Precision precision, int count) {
  int checked = 0;
  for (int k = 0; k < count; ++k) {
    Instance<I> it(static_cast<std::uint64_t>(k), false, precision);
    const auto parts = subterms(it.terms, std::span(&it.root, 1));
    for (int p = 0; p < 6; ++p) {
      const auto point = test::random_point(it.random, it.box);
      for (const TermId id : parts) {
        const auto value = test::value_by_arb(it.terms, id, point);
        if (!value) continue;
        ++checked;
        // (A ball may reach beyond the range of the function, by 2^-500.)
        EXPECT_TRUE(overlaps(it.program.range(it.work, id), *value)) << k << ' ' << it.describe();
        if (it.program.is_nonzero(it.work, id)) {
          EXPECT_FALSE(arb_is_zero(value->get()) != 0) << k << ' ' << it.describe();
        }
      }
    }
  }
  return checked;
}

TEST(TermProgram, RangesEncloseValues) {
  EXPECT_GT(check_ranges<Interval>({53}, test::sample_count(800, 8000)), 5000);
  EXPECT_GT(check_ranges<BigInterval>({100}, test::sample_count(200, 2000)), 1000);
}

// (f(x + h e) - f(x - h e)) / (2 h), with an error of the size of h^2 = 2^-400.
std::optional<Arb> slope(const Terms& terms, TermId root, std::vector<Rational> point,
                         std::size_t v) {
  const Rational h(1, Integer(1) << 200U);
  point[v] += h;
  const auto above = test::value_by_arb(terms, root, point, {2048});
  point[v] -= 2 * h;
  const auto below = test::value_by_arb(terms, root, point, {2048});
  if (!above || !below) return std::nullopt;
  return (*above - *below) / Arb(Rational(2 * h), {2048});
}
std::optional<Arb> bend(const Terms& terms, TermId root, std::vector<Rational> point, std::size_t v,
                        std::size_t w) {
  const Rational h(1, Integer(1) << 200U);
  point[w] += h;
  const auto above = slope(terms, root, point, v);
  point[w] -= 2 * h;
  const auto below = slope(terms, root, point, v);
  if (!above || !below) return std::nullopt;
  return (*above - *below) / Arb(Rational(2 * h), {2048});
}

// The interval and a ball around the value, of relative radius 2^-100, overlap.
template <class I>
bool is_near(const I& x, Arb value) {
  arb_t margin;
  arb_init(margin);
  arb_abs(margin, value.get());
  arb_add_ui(margin, margin, 1, 64);
  arb_mul_2exp_si(margin, margin, -100);
  arb_add_error(value.get(), margin);
  arb_clear(margin);
  return overlaps(x, value);
}

// Derivatives at inner points: difference quotients stay inside the box and away from kinks.
template <class I>
int check_derivatives(Precision precision, int count, bool smooth) {
  int checked = 0;
  for (int k = 0; k < count; ++k) {
    Instance<I> it(static_cast<std::uint64_t>(k) + 100000, smooth, precision);
    it.program.differentiate(0, it.work);
    it.program.differentiate_twice(0, it.work);
    // (A difference quotient may know a derivative on a thin box where the term is undefined.)
    if (!it.program.has_no_jumps(it.work, 0) || is_empty(it.program.root_range(it.work, 0)))
      continue;
    std::vector<Rational> point;
    for (const Side& side : it.box) {
      point.push_back(*side.lower +
                      Rational(it.random.integer(1, 62), 63) * (*side.upper - *side.lower));
    }
    // On a thin side a kink or a jump isn't seen, and does no harm.
    const auto is_skipped = [&](std::size_t v) {
      return !smooth && *it.box[v].lower == *it.box[v].upper;
    };
    for (std::size_t v = 0; v < point.size(); ++v) {
      if (is_skipped(v)) continue;
      const auto first = slope(it.terms, it.root, point, v);
      if (!first || !arb_is_finite(first->get())) continue;
      // Beyond this size the point is too near to a pole for the quotient.
      if (!surely_less(abs(*first), Arb(1e20, {2048}))) continue;
      const I& d = it.program.partial(it.work, 0, v);
      ++checked;
      EXPECT_TRUE(is_near(d, *first))
          << k << ' ' << v << ' ' << it.describe() << ' ' << d << ' ' << first->text();
      if (!it.program.is_smooth(it.work, 0)) continue;
      const auto series = it.program.series(0, v, 3, it.sides);
      EXPECT_TRUE(is_near(series[1], *first)) << k << ' ' << it.describe();
      for (std::size_t w = 0; w <= v; ++w) {
        if (is_skipped(w)) continue;
        const auto second = bend(it.terms, it.root, point, v, w);
        if (!second || !surely_less(abs(*second), Arb(1e20, {2048}))) continue;
        const I& h = it.program.second_partial(it.work, 0, w, v);
        EXPECT_TRUE(is_near(h, *second)) << k << ' ' << v << ' ' << w << ' ' << it.describe() << ' '
                                         << h << ' ' << second->text();
        if (v != w) continue;
        EXPECT_TRUE(is_near(2 * series[2], *second)) << k << ' ' << it.describe();
      }
    }
  }
  return checked;
}

TEST(TermProgram, DerivativesEncloseDifferenceQuotients) {
  EXPECT_GT(check_derivatives<Interval>({53}, test::sample_count(400, 4000), true), 300);
  EXPECT_GT(check_derivatives<Interval>({53}, test::sample_count(200, 2000), false), 100);
  EXPECT_GT(check_derivatives<BigInterval>({100}, test::sample_count(100, 1000), true), 80);
}

// On thin boxes the enclosures of derivatives are narrow: what is enclosed is not the line.
TEST(TermProgram, DerivativesAreTightAtPoints) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const std::vector<TermId> roots = {
      t.divide(t.apply(Op::atan, t.multiply(x, y)), t.root(t.add(x, y), 3)),
      t.apply(Op::acos, t.divide(x, t.add(t.power(y, 3), t.number(4)))),
      t.multiply(t.apply(Op::erfc, x), t.apply(Op::exp, t.power(x, 2))),
      t.subtract(t.apply(Op::tanh, x), t.apply(Op::log, t.apply(Op::cosh, y)))};
  const TermProgram<BigInterval> program(t, roots, 2, {200});
  auto work = program.workspace();
  const std::vector<Rational> point = {Rational(3, 7), Rational(5, 3)};
  program.evaluate(enclose_point<BigInterval>(point, {200}), work);
  const BigInterval tiny = pown(enclose<BigInterval>(2, {200}), -180);
  for (std::size_t r = 0; r < roots.size(); ++r) {
    program.differentiate(r, work);
    program.differentiate_twice(r, work);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_TRUE(certainly(width(program.partial(work, r, i)) < tiny));
      for (std::size_t j = 0; j < 2; ++j) {
        EXPECT_TRUE(
            is_near(program.second_partial(work, r, i, j), *bend(t, roots[r], point, i, j)));
        EXPECT_TRUE(certainly(width(program.second_partial(work, r, i, j)) < tiny));
      }
    }
  }
}

TEST(TermProgram, OpenEndsAndGuards) {
  Terms t;
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const std::vector<TermId> roots = {t.divide(t.number(1), x),
                                     t.apply(Op::log, x),
                                     t.root(x, 2),
                                     t.divide(t.number(1), t.add(x, t.power(y, 2))),
                                     t.apply(Op::tan, y),
                                     t.apply(Op::asin, y)};
  const TermProgram<Interval> program(t, roots, 2, {53});
  auto work = program.workspace();
  const auto defined = [&](const Side& first, const Side& second) {
    program.evaluate(enclose_box<Interval>({first, second}, {53}), work);
    std::string result;
    for (std::size_t r = 0; r < roots.size(); ++r) {
      result += program.is_defined(work, r) ? '+' : '-';
    }
    return result;
  };
  const Side closed{Rational(0), Rational(1), false, false, false};
  const Side open{Rational(0), Rational(1), true, false, false};
  const Side wide{Rational(-2), Rational(2), false, false, false};
  const Side small{Rational(-1), Rational(1), false, false, false};
  EXPECT_EQ(defined(closed, wide), "--+---");
  EXPECT_EQ(defined(open, wide), "++++--");
  EXPECT_EQ(defined(open, small), "++++++");
  EXPECT_EQ(defined(small, small), "----++");
  EXPECT_FALSE(program.is_smooth(work, 2));
  defined(open, small);
  EXPECT_TRUE(program.is_smooth(work, 2));
  EXPECT_FALSE(program.is_smooth(work, 5));
  // tan pi = 0, although pi is not.
  const TermId tangent = t.apply(Op::tan, x);
  const TermProgram<Interval> of_tangent(t, std::span(&tangent, 1), 1, {53});
  auto space = of_tangent.workspace();
  of_tangent.evaluate(
      enclose_box<Interval>({{Rational(3), Rational(4), false, false, false}}, {53}), space);
  EXPECT_FALSE(of_tangent.root_is_nonzero(space, 0));
}

// Short rationals take a way of their own to doubles.
TEST(Ranges, SidesAreTight) {
  Sampler random(3);
  for (int k = 0; k < 2000; ++k) {
    const auto integer = [&] {
      const auto bits = static_cast<unsigned>(random.integer(0, 63));
      return static_cast<std::int64_t>(random.bits() >> bits >> 1U);
    };
    const std::int64_t denominator = std::max<std::int64_t>(integer(), 1);
    Rational lower(random.integer(0, 1) == 0 ? integer() : -integer(), denominator);
    Rational upper = lower;
    if (k % 2 == 0) upper += Rational(integer(), denominator);
    const auto box = enclose_box<Interval>({{lower, upper, false, false, false}}, {53});
    const auto tight = convert<Interval>(hull_of<BigInterval>(lower, upper, {53}), {53});
    EXPECT_TRUE(identical(box.sides[0], tight)) << lower << ' ' << upper;
  }
  EXPECT_TRUE(is_empty(hull_of<Interval>(Rational(2), Rational(1), {53})));
}

TEST(TermProgram, RefusesTooManyVariables) {
  Terms t;
  TermId sum = t.variable(0);
  for (std::size_t v = 1; v <= 64; ++v) sum = t.add(sum, t.variable(v));
  EXPECT_THROW(TermProgram<Interval>(t, std::span(&sum, 1), 65, {53}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
