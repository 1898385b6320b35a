#include "second_engine/certificate_walk.hpp"

#include <algorithm>

namespace rigor::second_engine {
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
  } else if (is_box_empty()) {
    reject("the box is empty, and the rule is another one");
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
bool Walk::is_box_empty() const {
  for (std::size_t v = 0; v < s_.box.size(); ++v)
    if (is_free(v) && is_empty(s_.box[v])) return true;
  return false;
}

void Walk::empty(const Goal& goal) {
  lines_.end();
  require(is_box_empty(), "the box is not empty");
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

}  // namespace rigor::second_engine
