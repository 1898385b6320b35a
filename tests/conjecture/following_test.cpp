#include "conjecture/following.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/conjecture/typed_term.hpp"

namespace rigor {
namespace {

using testing::closed;
using testing::E;
using testing::FormulaBuilder;

bool nothing_shown(const Atom&) {
  return false;
}

/// The truth of a relation for a sign.
bool is_true(int sign, Relation relation) {
  switch (relation) {
    case Relation::greater:
      return sign > 0;
    case Relation::at_least:
      return sign >= 0;
    case Relation::less:
      return sign < 0;
    case Relation::at_most:
      return sign <= 0;
    case Relation::equal:
      return sign == 0;
    default:
      return sign != 0;
  }
}

constexpr std::array kRelations = {Relation::greater,   Relation::at_least, Relation::equal,
                                   Relation::not_equal, Relation::less,     Relation::at_most};

TEST(Following, RelationsImplyWhatEverySignConfirms) {
  for (const Relation given : kRelations) {
    for (const Relation wanted : kRelations) {
      bool holds = true;
      for (const int sign : {-1, 0, 1}) {
        holds = holds && (!is_true(sign, given) || is_true(sign, wanted));
      }
      EXPECT_EQ(implies(given, wanted), holds) << spelling(given) << " " << spelling(wanted);
    }
  }
}

TEST(Following, AtomsAreComparedUpToSign) {
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(0, 1));
  const E y = f.variable(closed(0, 1));
  const Atom rises{(x - y).id, Relation::greater};
  EXPECT_TRUE(implies(terms, rises, {(y - x).id, Relation::less}));
  EXPECT_TRUE(implies(terms, rises, {(-(x - y)).id, Relation::at_most}));
  EXPECT_TRUE(implies(terms, rises, {(-(y - x)).id, Relation::not_equal}));
  EXPECT_FALSE(implies(terms, rises, {(y - x).id, Relation::greater}));
  EXPECT_FALSE(implies(terms, rises, {(-(y - x)).id, Relation::less}));
  EXPECT_FALSE(implies(terms, rises, {(x + y).id, Relation::greater}));
  EXPECT_TRUE(implies(terms, {x.id, Relation::greater}, {(-x).id, Relation::less}));
}

TEST(Following, HypothesesGuardConclusions) {
  // x > 0 => log x <= x, from log x <= x alone, since x > 0 may be assumed.
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 1));
  const Atom conclusion{(x - x.of(Op::log)).id, Relation::at_least};
  const std::size_t fails = f.atom(-x, Relation::at_least);
  const std::size_t holds = f.atom({&terms, conclusion.term}, conclusion.relation);
  f.either({fails, holds});
  const Following following(terms, f.formula.nodes);
  const std::vector<ProvedAtom> proved = {{conclusion, {}}};
  EXPECT_TRUE(following.holds(2, proved, nothing_shown));
  EXPECT_FALSE(following.holds(1, proved, nothing_shown));
  EXPECT_FALSE(following.holds(2, {}, nothing_shown));
}

TEST(Following, AConditionHasToBeAssumed) {
  // x > 0 => y > 0, where y > 0 is proved for x > 0, x >= 0, or x < 0 only.
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 1));
  const E y = f.variable(closed(-1, 1));
  const Atom conclusion{y.id, Relation::greater};
  f.either({f.atom(-x, Relation::at_least), f.atom(y, Relation::greater)});
  const Following following(terms, f.formula.nodes);
  const auto holds_given = [&](Relation relation) {
    const std::vector<ProvedAtom> proved = {{conclusion, Atom{x.id, relation}}};
    return following.holds(2, proved, nothing_shown);
  };
  EXPECT_TRUE(holds_given(Relation::greater));
  EXPECT_TRUE(holds_given(Relation::at_least));
  EXPECT_FALSE(holds_given(Relation::less));
  EXPECT_FALSE(holds_given(Relation::equal));
}

TEST(Following, AnUndefinedPartProvesNothing) {
  // 1/x > 0 or 1/x <= 0 is not true at x = 0, whatever is proved where 1/x is defined.
  Terms terms;
  FormulaBuilder f(terms);
  const E x = f.variable(closed(-1, 1));
  const E inverse = Rational(1) / x;
  f.either({f.atom(inverse, Relation::greater), f.atom(-inverse, Relation::at_least)});
  const Following following(terms, f.formula.nodes);
  EXPECT_FALSE(following.holds(2, {}, nothing_shown));
  const std::vector<ProvedAtom> guard = {{{x.id, Relation::greater}, {}}};
  EXPECT_TRUE(following.holds(2, guard, nothing_shown));
}

/// Random formulas over the atoms of five terms that have given signs at a point, some of which
/// are undefined there.
class RandomWorld {
 public:
  explicit RandomWorld(unsigned seed) : random_(seed), f_(terms_) {
    for (int i = 0; i < 5; ++i) {
      const E x = f_.variable(closed(-1, 1));
      // 1/x at x = 0 is undefined; x itself has the sign.
      const int sign = below(3) - 1;
      terms_of_.push_back(x);
      signs_.push_back(sign);
      defined_.push_back(true);
      terms_of_.push_back(Rational(1) / x);
      signs_.push_back(sign);
      defined_.push_back(sign != 0);
    }
    formula(3);
  }

  bool is_formula_true(std::size_t node) const {
    const FormulaNode& n = f_.formula.nodes[node];
    const auto part_is_true = [this](std::size_t part) { return is_formula_true(part); };
    if (n.connective == Connective::both) {
      return std::all_of(n.parts.begin(), n.parts.end(), part_is_true);
    }
    if (n.connective == Connective::either) {
      return std::any_of(n.parts.begin(), n.parts.end(), part_is_true);
    }
    return is_atom_true(n.atom, true);
  }

  /// All that is true at the point, and some of it with conditions.
  std::vector<ProvedAtom> truths() {
    std::vector<ProvedAtom> result;
    for (std::size_t i = 0; i < terms_of_.size(); ++i) {
      for (const Relation relation : kRelations) {
        const Atom atom{terms_of_[i].id, relation};
        // Where it isn't defined, anything may be proved.
        if (is_atom_true(atom, false) && below(2) == 0) result.push_back({atom, {}});
        const std::size_t j = static_cast<std::size_t>(below(10));
        const Atom given{terms_of_[j].id, kRelations[static_cast<std::size_t>(below(6))]};
        if (defined_[j] && !is_atom_true(given, true)) result.push_back({atom, given});
      }
    }
    return result;
  }

  Terms terms_;
  const std::vector<FormulaNode>& nodes() const { return f_.formula.nodes; }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  bool is_atom_true(const Atom& atom, bool must_be_defined) const {
    for (std::size_t i = 0; i < terms_of_.size(); ++i) {
      int sign = signs_[i];
      if (terms_of_[i].id != atom.term) {
        if (terms_[atom.term].op != Op::negate || terms_[atom.term].a != terms_of_[i].id) continue;
        sign = -sign;
      }
      return defined_[i] ? is_true(sign, atom.relation) : !must_be_defined;
    }
    return false;
  }

  std::size_t formula(int depth) {
    if (depth == 0 || below(4) == 0) {
      E term = terms_of_[static_cast<std::size_t>(below(10))];
      if (below(3) == 0) term = -term;
      return f_.atom(term, kRelations[static_cast<std::size_t>(below(4))]);
    }
    std::vector<std::size_t> parts;
    for (int i = 2 + below(2); i > 0; --i) parts.push_back(formula(depth - 1));
    return below(2) == 0 ? f_.both(parts) : f_.either(parts);
  }

  std::mt19937 random_;
  FormulaBuilder f_;
  std::vector<E> terms_of_;
  std::vector<int> signs_;
  std::vector<bool> defined_;
};

TEST(Following, FalseFormulasNeverFollowFromTruths) {
  int false_ones = 0;
  int followed = 0;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    RandomWorld world(seed);
    const std::size_t root = world.nodes().size() - 1;
    const std::vector<ProvedAtom> truths = world.truths();
    const Following following(world.terms_, world.nodes());
    const bool follows = following.holds(root, truths, nothing_shown);
    followed += follows ? 1 : 0;
    if (world.is_formula_true(root)) continue;
    ++false_ones;
    EXPECT_FALSE(follows) << "seed " << seed;
  }
  EXPECT_GT(false_ones, 5000);
  EXPECT_GT(followed, 1000);
}

}  // namespace
}  // namespace rigor
