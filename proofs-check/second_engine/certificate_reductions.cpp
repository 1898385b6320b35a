// The rules for atoms: leaves, and reductions to other atoms.
#include <algorithm>

#include "second_engine/certificate_walk.hpp"

namespace rigor::second_engine {

void Walk::atom_rule(std::string_view rule, const Goal& goal) {
  if (leaf_rule(rule, goal)) return leaf();
  if (rule == "face") return face(goal);
  if (rule == "ends") return ends(goal);
  if (rule == "slope") return slope(goal, false);
  if (rule == "limit") return slope(goal, true);
  if (rule == "order") return order(goal);
  if (rule == "shift") return shift(goal);
  if (rule == "through") return through(goal);
  algebraic_rule(rule, goal);
}

bool Walk::leaf_rule(std::string_view rule, const Goal& goal) {
  if (rule == "interval" || rule == "mean" || rule == "taylor") {
    const int bits = lines_.bits();
    lines_.end();
    if (rule == "interval") {
      require(s_.prove_interval(goal, bits), "interval: the range doesn't show the relation");
    } else if (rule == "mean") {
      require(s_.prove_mean(goal, bits), "mean: the enclosure doesn't show the relation");
    } else {
      require(s_.prove_taylor(goal, bits), "taylor: the enclosure doesn't show the relation");
    }
    return true;
  }
  if (rule == "positive") {
    lines_.end();
    require(s_.prove_positive(goal), "positive: not all coefficients have the sign");
    return true;
  }
  if (rule == "identity") {
    lines_.end();
    require(goal.sign == Sign::equal || goal.sign == Sign::at_least, "identity proves = and >=");
    require(s_.normal.is_zero(s_.pinned(goal.term, s_.box)),
            "identity: the term is not shown to be 0");
    return true;
  }
  if (rule == "zero") {
    const std::size_t degree = lines_.count(1000), m = lines_.count(1000);
    std::vector<std::pair<std::size_t, Id>> where;
    for (std::size_t i = 0; i < m; ++i) {
      const std::size_t v = variable();
      where.emplace_back(v, term());
    }
    lines_.end();
    require(s_.prove_zero(goal, degree, where), "zero: the enclosure doesn't show the relation");
    return true;
  }
  return false;
}

// What is given at a point is given at its projection on the face if it does not depend on V.
Goal Walk::on_face(const Goal& goal, std::size_t v, Sign sign) {
  Goal result = with(goal, goal.term, sign);
  if (goal.has_given && s_.graph.depends_on(goal.given, v)) result.has_given = false;
  return result;
}

void Walk::face(const Goal& goal) {
  const std::size_t v = variable();
  const bool upper = end_word();
  const int bits = lines_.bits();
  lines_.end();
  require(is_order(goal.sign), "face proves > and >= only");
  const Side& side = s_.box[v];
  const std::optional<Rational>& end = upper ? side.upper : side.lower;
  require(end.has_value(), "face: the end is infinite");
  const bool open = upper ? side.upper_open : side.lower_open;
  Box closed = s_.box;
  closed[v] = real(side);
  (upper ? closed[v].upper_open : closed[v].lower_open) = false;
  require(s_.is_defined(goal.term, closed, true) && s_.is_continuous(goal.term, closed, v),
          "face: the term is not shown to be continuous");
  const unsigned signs = s_.derivative_signs(goal.term, closed, v, 1, bits);
  const bool strict = goal.sign == Sign::greater && open;
  const unsigned allowed = upper ? (strict ? 1U : 3U) : (strict ? 4U : 6U);
  require((signs & ~allowed) == 0, "face: the derivative has not the sign");
  push(on_face(goal, v, strict ? Sign::at_least : goal.sign), {{v, thin(*end), false}});
}

// A concave function lies above its chord.
void Walk::ends(const Goal& goal) {
  const std::size_t v = variable();
  const int bits = lines_.bits();
  lines_.end();
  require(is_order(goal.sign), "ends proves > and >= only");
  const Side side = s_.box[v];
  require(side.lower && side.upper, "ends: the side is not finite");
  Box closed = s_.box, inner = s_.box;
  closed[v] = {side.lower, side.upper, false, false, false};
  inner[v] = {side.lower, side.upper, true, true, false};
  require(s_.is_defined(goal.term, closed, true) && s_.is_continuous(goal.term, closed, v),
          "ends: the term is not shown to be continuous");
  if (!is_thin(side)) {
    const unsigned signs = s_.derivative_signs(goal.term, inner, v, 2, bits);
    require((signs & 4U) == 0, "ends: the term is not shown to be concave");
    if (goal.sign == Sign::greater && side.lower_open && side.upper_open)
      require((signs & 2U) == 0, "ends: the term is not shown to be strictly concave");
  }
  const auto at = [&](bool open) { return on_face(goal, v, open ? Sign::at_least : goal.sign); };
  push(at(side.upper_open), {{v, thin(*side.upper), false}});
  push(at(side.lower_open), {{v, thin(*side.lower), false}});
}

// T is monotone towards a face (or infinity) at which it has the sign.
void Walk::slope(const Goal& goal, bool at_infinity) {
  const std::size_t v = variable();
  const bool upper = end_word();
  const Id slope_term = term();
  lines_.end();
  require(is_order(goal.sign), "the rule proves > and >= only");
  const Side side = s_.box[v];
  const std::optional<Rational>& end = upper ? side.upper : side.lower;
  require(end.has_value() != at_infinity, "the end is not of that kind");
  const bool open = at_infinity || (upper ? side.upper_open : side.lower_open);
  Box closed = s_.box, inner = s_.box;
  closed[v] = real(side);
  if (!at_infinity) (upper ? closed[v].upper_open : closed[v].lower_open) = false;
  inner[v] = real(side);
  inner[v].lower_open = inner[v].upper_open = true;
  require(s_.is_defined(goal.term, closed, true) && s_.is_continuous(goal.term, closed, v),
          "the term is not shown to be continuous");
  introduced(slope_term, goal, inner, true);
  const Id derivative = s_.graph.derivative(goal.term, v);
  require(s_.identical(upper ? s_.graph.neg(derivative) : derivative, slope_term, s_.box),
          "the term is not shown to be the derivative");
  const bool strict = goal.sign == Sign::greater && open;
  push(atom_goal(slope_term, strict ? Sign::greater : Sign::at_least), {{v, real(side), false}});
  if (at_infinity) {
    require(s_.prove_limit(goal.term, v, upper), "limit: the limit is not shown to be >= 0");
  } else {
    push(on_face(goal, v, strict ? Sign::at_least : goal.sign), {{v, thin(*end), false}});
  }
}

// x_V = x_W + t or x_W = x_V + t with t >= 0.
void Walk::order(const Goal& goal) {
  const std::size_t v = variable(), w = variable();
  const Id a = term(), b = term();
  lines_.end();
  require(!goal.has_given, "order allows no given relation");
  require(v != w && is_free(v) && is_free(w), "order needs two different forall variables");
  const Id x = s_.graph.make({Word::var, v, 0, 0}), y = s_.graph.make({Word::var, w, 0, 0});
  const Id sum = s_.graph.make({Word::add, 0, x, y});
  const auto check = [&](std::size_t replaced, std::size_t kept, Id id) {
    Side side;
    side.lower = 0;
    if (s_.box[replaced].upper && s_.box[kept].lower)
      side.upper = *s_.box[replaced].upper - *s_.box[kept].lower;
    Box on = s_.box;
    on[replaced] = side;
    on[kept] = real(s_.box[kept]);
    if (!is_empty(side)) {
      introduced(id, goal, on, false);
      require(s_.identical(s_.graph.substituted(goal.term, {{replaced, sum}}), id, on),
              "order: the terms are not shown to be those of the rule");
    }
    return std::vector<Change>{{replaced, on[replaced], false}, {kept, on[kept], false}};
  };
  const std::vector<Change> first = check(v, w, a), second = check(w, v, b);
  push(atom_goal(b, goal.sign), second);
  push(atom_goal(a, goal.sign), first);
}

// Given x_V >= P, x_V = P + t; given x_V <= P, x_V = P - t; 0 <= t <= C. Given x_V = P: t = C = 0.
void Walk::shift(const Goal& goal) {
  const std::size_t v = variable();
  const bool upper = end_word();
  const Id p = term();
  Side side;
  side.lower = 0;
  side.upper = lines_.rational_or_oo();
  const Id a = term();
  lines_.end();
  require(goal.has_given && is_free(v) && !s_.graph.depends_on(p, v),
          "shift needs a given relation of a forall variable");
  const Sign sign = goal.given_sign;
  require(sign != Sign::not_equal, "shift needs a given inequality or equation");
  const Id x = s_.graph.make({Word::var, v, 0, 0});
  const Id gap = upper ? s_.graph.sub(p, x) : s_.graph.sub(x, p);
  const bool below = sign == Sign::less || sign == Sign::at_most;
  const Id given = below ? s_.graph.neg(goal.given) : goal.given;
  require(s_.normal.identical(given, gap) ||
              (sign == Sign::equal && s_.normal.identical(given, s_.graph.neg(gap))),
          "shift: the given relation is another one");
  introduced(p, goal, s_.box, false);
  side.lower_open = sign == Sign::less || sign == Sign::greater;
  if (sign == Sign::equal) {
    require(side.upper == Rational(0), "shift: the variable is given");
  } else if (side.upper) {
    const std::optional<Rational>& far = upper ? s_.box[v].lower : s_.box[v].upper;
    require(far.has_value(), "shift: the side is infinite");
    const Id end = s_.graph.make_number(*far);
    const Id reach = upper ? s_.graph.sub(p, end) : s_.graph.sub(end, p);
    require(s_.has_signs(s_.graph.sub(s_.graph.make_number(*side.upper), reach), s_.box, 6U),
            "shift: the side is longer");
  }
  if (!is_empty(side)) {
    Box on = s_.box;
    on[v] = side;
    introduced(a, goal, on, false);
    const Id moved = upper ? s_.graph.sub(p, x) : s_.graph.make({Word::add, 0, p, x});
    require(s_.identical(s_.graph.substituted(goal.term, {{v, moved}}), a, on),
            "shift: the terms are not shown to be those of the rule");
  }
  push(atom_goal(a, goal.sign), {{v, side, false}});
}

// T = F(A) - F(B) has the sign of A - B for increasing F.
void Walk::through(const Goal& goal) {
  const std::optional<Word> function = word_of(lines_.word());
  const Id a = term(), b = term(), n = term();
  lines_.end();
  constexpr Word kIncreasing[] = {Word::exp,  Word::log, Word::sinh, Word::tanh,
                                  Word::atan, Word::erf, Word::asin};
  require(function && std::find(std::begin(kIncreasing), std::end(kIncreasing), *function) !=
                          std::end(kIncreasing),
          "through: the function is not known to be increasing");
  const Id fa = s_.graph.apply(*function, a), fb = s_.graph.apply(*function, b);
  introduced(fa, goal, s_.box, true);
  introduced(fb, goal, s_.box, true);
  introduced(n, goal, s_.box, true);
  require(s_.identical(goal.term, s_.graph.make({Word::sub, 0, fa, fb}), s_.box) &&
              s_.identical(n, s_.graph.make({Word::sub, 0, a, b}), s_.box),
          "through: the terms are not shown to be those of the rule");
  push(with(goal, n, goal.sign));
}

// multiply, combine, cases: identities at each point.
void Walk::algebraic_rule(std::string_view rule, const Goal& goal) {
  if (rule == "multiply") {
    const Id d = term(), n = term();
    lines_.end();
    introduced(d, goal, s_.box, true);
    introduced(n, goal, s_.box, true);
    require(s_.identical(s_.graph.make({Word::mul, 0, goal.term, d}), n, s_.box),
            "multiply: the terms are not shown to be those of the rule");
    push(with(goal, n, goal.sign));
    push(with(goal, d, Sign::greater));
  } else if (rule == "combine") {
    const Id l = term(), r = term();
    lines_.end();
    require(goal.has_given, "combine needs a given relation");
    require(goal.given_sign != Sign::equal, "combine needs a given inequality");
    require(is_order(goal.sign), "combine proves > and >= only");
    introduced(l, goal, s_.box, true);
    introduced(r, goal, s_.box, true);
    const bool flipped = goal.given_sign == Sign::less || goal.given_sign == Sign::at_most;
    const Id w = flipped ? s_.graph.neg(goal.given) : goal.given;
    const Id sum = s_.graph.make({Word::add, 0, s_.graph.make({Word::mul, 0, l, w}), r});
    require(s_.identical(goal.term, sum, s_.box),
            "combine: the terms are not shown to be those of the rule");
    push(atom_goal(r, goal.sign));
    push(atom_goal(l, Sign::at_least));
  } else if (rule == "cases") {
    const Id m = term(), a = term(), b = term();
    lines_.end();
    const Node node = s_.graph[m];
    require(node.word == Word::abs || node.word == Word::min || node.word == Word::max,
            "cases: the term is no abs, min or max");
    introduced(a, goal, s_.box, true);
    introduced(b, goal, s_.box, true);
    const Id second = node.word == Word::abs ? s_.graph.make({Word::neg, 0, node.a, 0}) : node.b;
    require(s_.identical(s_.graph.replaced(goal.term, m, node.a), a, s_.box) &&
                s_.identical(s_.graph.replaced(goal.term, m, second), b, s_.box),
            "cases: the terms are not shown to be those of the rule");
    push(with(goal, b, goal.sign));
    push(with(goal, a, goal.sign));
  } else {
    reject("the rule proves no atom, or is unknown");
  }
}

}  // namespace rigor::second_engine
