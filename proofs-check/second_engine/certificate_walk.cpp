#include "second_engine/certificate_walk.hpp"

#include <algorithm>

namespace rigor::second_engine {
namespace {

Goal atom_goal(Id term, Sign sign) {
  Goal goal;
  goal.formula = false;
  goal.term = term;
  goal.sign = sign;
  return goal;
}

// The same at the same points: what is given stays.
Goal with(const Goal& goal, Id term, Sign sign) {
  Goal result = goal;
  result.term = term;
  result.sign = sign;
  return result;
}

bool is_order(Sign sign) {
  return sign == Sign::greater || sign == Sign::at_least;
}

}  // namespace

Walk::Walk(State& state, Lines& lines)
    : s_(state), lines_(lines), splits_(state.certificate.variables.size(), 0) {
  for (const Variable& variable : s_.certificate.variables) {
    s_.box.push_back(variable.range);
    if (variable.exists && is_empty(variable.range)) exists_empty_ = true;
  }
}

void Walk::run() {
  frames_.push_back({Frame::Kind::visit, {}, {}, 0});
  while (!frames_.empty()) {
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    switch (frame.kind) {
      case Frame::Kind::visit:
        visit(frame);
        break;
      case Frame::Kind::restore:
        for (auto change = frame.changes.rbegin(); change != frame.changes.rend(); ++change) {
          s_.box[change->variable] = change->side;
          if (change->counts) --splits_[change->variable];
        }
        break;
      case Frame::Kind::next_atom:
        next_atom();
        break;
      case Frame::Kind::unchoose:
        chosen_.erase(frame.changes.front().variable);
        resolved_.clear();
        s_.normal.shrink(frame.number);
        s_.graph.shrink(frame.number);
        break;
      case Frame::Kind::unsolve:
        for (const Change& change : frame.changes) solved_.erase(change.variable);
        s_.assumed.resize(frame.number);
        break;
    }
  }
}

void Walk::push(const Goal& goal, std::vector<Change> changes) {
  frames_.push_back({Frame::Kind::visit, goal, std::move(changes), 0});
}

void Walk::require(bool holds, const char* what) {
  if (!holds) reject(what);
}

std::size_t Walk::variable() {
  const std::size_t v = lines_.count(100'000'000);
  require(v < s_.box.size(), "there is no such variable");
  return v;
}

bool Walk::is_free(std::size_t v) const {
  return !s_.certificate.variables[v].exists || solved_.count(v) != 0;
}

Id Walk::resolved(Id id) {
  if (chosen_.empty()) return id;
  const auto place = resolved_.find(id);
  if (place != resolved_.end()) return place->second;
  return resolved_.emplace(id, s_.graph.substituted(id, chosen_)).first->second;
}

Id Walk::term() {
  return resolved(s_.certificate.term(lines_));
}

bool Walk::end_word() {
  return lines_.choice("lower", "upper") == 1;
}

void Walk::introduced(Id id, const Goal& goal, const Box& on, bool with_goal) {
  require(s_.is_defined_like(id, goal.term, on, with_goal),
          "a term that the rule introduces is not shown to be defined");
}

void Walk::visit(const Frame& frame) {
  if (!frame.changes.empty()) {
    Frame undo{Frame::Kind::restore, {}, {}, 0};
    for (const Change& change : frame.changes) {
      undo.changes.push_back({change.variable, s_.box[change.variable], change.counts});
      if (change.counts) ++splits_[change.variable];
      s_.box[change.variable] = change.side;
    }
    frames_.push_back(std::move(undo));
  }
  lines_.next();
  const std::string_view rule = lines_.word();
  if (rule == "empty") {
    empty(frame.goal);
  } else if (rule == "split") {
    split(frame.goal);
  } else if (frame.goal.formula) {
    formula_rule(rule);
  } else {
    atom_rule(rule, frame.goal);
  }
}

// A box without points: some side of a variable that is quantified by `forall` (or found by `root`)
// is empty. The existing ones have values: theirs to choose, as no range is empty.
void Walk::empty(const Goal& goal) {
  lines_.end();
  bool found = false;
  for (std::size_t v = 0; v < s_.box.size(); ++v)
    found = found || (is_free(v) && is_empty(s_.box[v]));
  require(found, "the box is not empty");
  require(!goal.formula || !exists_empty_, "an exists variable has no value");
  leaf();
}

void Walk::split(const Goal& goal) {
  const std::size_t v = variable();
  require(is_free(v), "only a forall variable can be split");
  const Rational c = lines_.rational();
  const int owner = lines_.choice("both", "left", "right");
  lines_.end();
  const Side& side = s_.box[v];
  require(!side.lower || c > *side.lower || (c == *side.lower && !side.lower_open),
          "the side is split outside of it");
  require(!side.upper || c < *side.upper || (c == *side.upper && !side.upper_open),
          "the side is split outside of it");
  push(goal, {{v, right_part(side, c, owner != 1), goal.formula}});
  push(goal, {{v, left_part(side, c, owner != 2), goal.formula}});
}

void Walk::formula_rule(std::string_view rule) {
  if (rule == "choose") return choose();
  if (rule == "atoms") return begin_atoms();
  if (rule == "root") return root();
  reject("the rule proves no formula, or is unknown");
}

// For `forall x exists v forall y` a box of y must not have been split before v is chosen; nor one
// of a variable that depends on y.
void Walk::require_order(std::size_t v) {
  for (std::size_t w = v + 1; w < splits_.size(); ++w)
    require(splits_[w] == 0, "a variable that follows was split before");
}

void Walk::choose() {
  const std::size_t v = variable();
  const Id value = s_.certificate.term(lines_);
  lines_.end();
  const Variable& chosen = s_.certificate.variables[v];
  require(chosen.exists && solved_.count(v) == 0 && chosen_.count(v) == 0,
          "only an exists variable without a value can be chosen");
  const std::vector<std::size_t> variables = s_.graph.program(value).variables;
  for (const std::size_t w : variables)
    require(w < v && !s_.certificate.variables[w].exists,
            "the term mentions a variable that it must not");
  require_order(v);
  const Side& range = chosen.range;
  require(!is_empty(range), "the variable has no value");
  const Node node = s_.graph[value];
  bool inside = false;
  if (const auto number = s_.graph.constant(value)) {
    inside = contains(range, *number);
  } else if (!range.integer) {
    if (node.word == Word::var) {
      inside = is_inside(s_.box[node.n], range);
    } else {
      require(s_.is_defined(value, s_.box, false), "the term is not shown to be defined");
      inside = true;
      if (range.lower)
        inside =
            s_.has_signs(s_.graph.make({Word::sub, 0, value, s_.graph.make_number(*range.lower)}),
                         s_.box, range.lower_open ? 4U : 6U);
      if (inside && range.upper)
        inside =
            s_.has_signs(s_.graph.make({Word::sub, 0, s_.graph.make_number(*range.upper), value}),
                         s_.box, range.upper_open ? 4U : 6U);
    }
  }
  require(inside, "the term is not shown to lie in the variable's range");
  Frame undo{Frame::Kind::unchoose, {}, {{v, {}, false}}, s_.graph.size()};
  frames_.push_back(std::move(undo));
  chosen_[v] = value;
  resolved_.clear();
  push({});
}

void Walk::begin_atoms() {
  const std::size_t count = lines_.count(100'000'000);
  lines_.end();
  for (std::size_t v = 0; v < s_.box.size(); ++v)
    require(is_free(v) || chosen_.count(v) != 0, "an exists variable has not been chosen");
  s_.proved.clear();
  s_.proved_where.clear();
  s_.in_atoms = true;
  s_.atoms_box = s_.box;
  atoms_ = {count, 0, std::nullopt};
  frames_.push_back({Frame::Kind::next_atom, {}, {}, 0});
  if (count == 0) leaf();
}

void Walk::next_atom() {
  if (atoms_.current) {
    const Goal& goal = *atoms_.current;
    const Known atom = s_.canonical(goal.term, signs_of(goal.sign));
    if (goal.has_given) {
      s_.proved_where.push_back(
          {atom, s_.canonical(goal.given, signs_of(goal.given_sign)), goal.given});
    } else {
      s_.proved.push_back(atom);
    }
    atoms_.current.reset();
    ++atoms_.done;
  }
  if (atoms_.done == atoms_.count) {
    require(s_.follows(chosen_), "the formula doesn't follow from the proved atoms");
    s_.in_atoms = false;
    return;
  }
  lines_.next();
  lines_.expect("atom");
  const Id id = term();
  Goal goal = atom_goal(id, lines_.sign());
  require(goal.sign != Sign::less && goal.sign != Sign::at_most, "atoms have > >= = or !=");
  if (lines_.more()) {
    lines_.expect("given");
    goal.has_given = true;
    goal.given = term();
    goal.given_sign = lines_.sign();
    require(goal.given_sign != Sign::not_equal, "a given relation is > >= = < or <=");
  }
  lines_.end();
  atoms_.current = goal;
  frames_.push_back({Frame::Kind::next_atom, {}, {}, 0});
  push(goal);
}

void Walk::root() {
  const std::size_t m = lines_.count(100);
  require(m > 0, "root needs a variable");
  std::vector<std::size_t> variables;
  for (std::size_t i = 0; i < m; ++i) {
    const std::size_t v = variable();
    const Variable& found = s_.certificate.variables[v];
    require(found.exists && !found.range.integer && !is_free(v) && chosen_.count(v) == 0 &&
                std::find(variables.begin(), variables.end(), v) == variables.end(),
            "only real exists variables without a value can be found");
    require_order(v);
    variables.push_back(v);
  }
  const std::size_t first = *std::min_element(variables.begin(), variables.end());
  const int bits = lines_.bits();
  Box on = s_.box;
  std::vector<Change> changes;
  for (const std::size_t v : variables) {
    const Rational lower = lines_.rational(), upper = lines_.rational();
    require(lower < upper, "the box of the root is empty or thin");
    const Side side{lower, upper, false, false, false};
    require(is_inside(side, s_.certificate.variables[v].range),
            "the box of the root leaves the range of a variable");
    on[v] = side;
    changes.push_back({v, side, false});
  }
  lines_.end();
  std::vector<Id> equations;
  for (std::size_t i = 0; i < m; ++i) {
    lines_.next();
    lines_.expect("atom");
    equations.push_back(term());
    require(lines_.sign() == Sign::equal, "root solves equations");
    lines_.end();
    for (const std::size_t w : s_.graph.program(equations.back()).variables) {
      const bool own = std::find(variables.begin(), variables.end(), w) != variables.end();
      require(own || (w < first && is_free(w)), "an equation mentions a variable that it must not");
    }
  }
  require(s_.prove_root(variables, equations, on, bits), "no root is shown to be in the box");
  frames_.push_back({Frame::Kind::unsolve, {}, changes, s_.assumed.size()});
  for (const Id equation : equations) s_.assumed.push_back(s_.canonical(equation, 2));
  solved_.insert(variables.begin(), variables.end());
  push({}, std::move(changes));
}

void Walk::atom_rule(std::string_view rule, const Goal& goal) {
  if (leaf_rule(rule, goal)) return leaf();
  if (rule == "face") return face(goal);
  if (rule == "ends") return ends(goal);
  if (rule == "slope") return slope(goal, false);
  if (rule == "limit") return slope(goal, true);
  if (rule == "order") return order(goal);
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
