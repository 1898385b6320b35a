// Where terms are defined, and what follows from proved atoms.
#include <algorithm>

#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

constexpr std::size_t kMostVisits = 2'000'000;
constexpr int kDeepestFormula = 2000;

unsigned mirrored(unsigned signs) {
  return (signs & 2U) | ((signs & 1U) << 2) | (signs >> 2);
}

// Whether some alternative is known.
template <class Lookup>
bool one_known(const std::vector<Known>& alternatives, const Lookup& signs_known) {
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const Known& wanted) {
    return (signs_known(wanted.term) & ~wanted.signs) == 0;
  });
}

}  // namespace

template <class Ends>
Sides<Ends>::Sides(const Arithmetic<Ends>& a, const Program& program, const Box& box)
    : ranges(box.size(), Arithmetic<Ends>::line()), nonzero(box.size(), 0) {
  for (const std::size_t v : program.variables) {
    const Side& side = box[v];
    if (is_empty(side)) {
      ranges[v] = Arithmetic<Ends>::none();
      nonzero[v] = 1;
      continue;
    }
    if (is_thin(side)) {
      ranges[v] = a.rational(*side.lower);
    } else {
      if (side.lower) ranges[v].lower = a.rational(*side.lower).lower;
      if (side.upper) ranges[v].upper = a.rational(*side.upper).upper;
    }
    nonzero[v] = excludes_zero(side) ? 1 : 0;
  }
}
template struct Sides<DoubleEnds>;
template struct Sides<BigEnds>;

Known State::canonical(Id term, unsigned signs) {
  for (;;) {
    const Node node = graph[term];
    if (node.word == Word::neg) {
      term = node.a;
      signs = mirrored(signs);
    } else if (node.word == Word::sub && node.a > node.b) {
      term = graph.make({Word::sub, 0, node.b, node.a});
      signs = mirrored(signs);
    } else {
      return {term, signs};
    }
  }
}

Id State::pinned(Id term, const Box& on) {
  std::map<std::size_t, Id> by;
  const std::vector<std::size_t> variables = graph.program(term).variables;
  for (const std::size_t v : variables)
    if (is_thin(on[v])) by.emplace(v, graph.make_number(*on[v].lower));
  return graph.substituted(term, by);
}

std::vector<OpenGuard> State::open_guards(Id term, const Box& on) {
  const Program program = graph.program(term);
  std::vector<OpenGuard> open;
  attempted(53, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    const Sides<Ends> sides(a, program, on);
    open = Evaluator<Ends>(a, graph, program).values(sides.place(), {}).open;
    return open.empty();
  });
  return open;
}

std::vector<std::vector<Known>> State::guard_atoms(const OpenGuard& guard, Id term) {
  const Program& program = graph.program(term);
  const Step step = program.steps[guard.step];
  const Node node = graph[step.id];
  const Id one = graph.make_number(1);
  const auto alternatives = [&](std::initializer_list<Id> terms, unsigned signs) {
    std::vector<Known> result;
    for (const Id id : terms) result.push_back(canonical(id, signs));
    return result;
  };
  switch (guard.demand) {
    case Demand::nonzero:
      return {alternatives({node.b}, 5)};
    case Demand::nonnegative:
      return {alternatives({node.a}, 6)};
    case Demand::positive:
      return {alternatives({node.a}, 4)};
    case Demand::cosine:
      return {alternatives({graph.make({Word::cos, 0, node.a, 0})}, 5)};
    case Demand::within: {
      std::vector<std::vector<Known>> result;
      if (guard.below) result.push_back(alternatives({graph.make({Word::sub, 0, one, node.a})}, 6));
      if (guard.above) {
        const Id minus_one = graph.make_number(-1);
        result.push_back(alternatives(
            {graph.make({Word::add, 0, one, node.a}), graph.make({Word::add, 0, node.a, one}),
             graph.make({Word::sub, 0, node.a, minus_one})},
            6));
      }
      return result;
    }
  }
  return {{}};
}

// The proved atoms hold on the box of the `atoms` node; so on a box inside, as far as the operand
// depends on it.
bool State::proved_guard(const OpenGuard& guard, Id term, const Box& on) {
  if (!in_atoms) return false;
  const Step step = graph.program(term).steps[guard.step];
  const Node node = graph[step.id];
  const Id operand = guard.demand == Demand::nonzero ? node.b : node.a;
  for (const std::size_t v : graph.program(operand).variables) {
    Side part = on[v];
    if (part.integer && !is_thin(part)) return false;  // derivative rules use the reals between
    if (!is_inside(part, atoms_box[v])) return false;
  }
  const auto signs_known = [&](Id id) {
    unsigned signs = 7;
    for (const Known& atom : proved)
      if (atom.term == id) signs &= atom.signs;
    return signs;
  };
  for (const std::vector<Known>& alternatives : guard_atoms(guard, term))
    if (!one_known(alternatives, signs_known)) return false;
  return true;
}

bool State::is_defined(Id term, const Box& on, bool use_proved) {
  for (const OpenGuard& guard : open_guards(term, on))
    if (!use_proved || !proved_guard(guard, term, on)) return false;
  return true;
}

std::vector<Guard> State::guards(Id term) {
  std::vector<Guard> result;
  for (const Step& step : graph.program(term).steps) {
    const Node node = graph[step.id];
    switch (step.word) {
      case Word::div:
        result.push_back({Demand::nonzero, node.b});
        break;
      case Word::root:
        result.push_back({Demand::nonnegative, node.a});
        break;
      case Word::log:
        result.push_back({Demand::positive, node.a});
        break;
      case Word::tan:
        result.push_back({Demand::cosine, node.a});
        break;
      case Word::asin:
      case Word::acos:
        result.push_back({Demand::within, node.a});
        break;
      default:
        break;
    }
  }
  return result;
}

bool State::is_defined_like(Id term, Id goal, const Box& on, bool with_goal) {
  const std::vector<OpenGuard> open = open_guards(term, on);
  if (open.empty()) return true;
  const std::vector<Guard> given = with_goal ? guards(goal) : std::vector<Guard>();
  for (const OpenGuard& guard : open) {
    const Node node = graph[graph.program(term).steps[guard.step].id];
    const Id operand = guard.demand == Demand::nonzero ? node.b : node.a;
    const bool same = std::any_of(given.begin(), given.end(), [&](const Guard& other) {
      if (other.operand != operand) return false;
      return other.demand == guard.demand ||
             (other.demand == Demand::positive &&
              (guard.demand == Demand::nonzero || guard.demand == Demand::nonnegative));
    });
    if (!same && !proved_guard(guard, term, on)) return false;
  }
  return true;
}

namespace {

// Whether the formula holds at all points of the box at which assumptions hold.
class Following {
 public:
  Following(State& state, const std::map<std::size_t, Id>& chosen)
      : state_(state), chosen_(chosen) {
    for (const Known& known : state.proved) always(known);
    for (const Known& known : state.assumed) always(known);
  }

  bool holds(std::size_t place, int depth) {
    if (++visits_ > kMostVisits || depth > kDeepestFormula) reject("the formula is too large");
    const FormulaNode& node = state_.certificate.formula[place];
    if (node.kind == FormulaNode::Kind::atom) return holds_atom(node);
    if (node.kind == FormulaNode::Kind::both) {
      return std::all_of(node.parts.begin(), node.parts.end(),
                         [&](std::size_t part) { return holds(part, depth + 1); });
    }
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      const std::size_t before = assumed_.size();
      assume_negations(node, i);
      const bool holds_so = holds(node.parts[i], depth + 1);
      assumed_.resize(before);
      if (holds_so) return true;
    }
    return false;
  }

 private:
  void always(const Known& known) {
    const auto [place, added] = always_.emplace(known.term, known.signs);
    if (!added) place->second &= known.signs;
  }

  unsigned known_plainly(Id term) const {
    const auto place = always_.find(term);
    unsigned signs = place == always_.end() ? 7 : place->second;
    for (const Known& known : assumed_)
      if (known.term == term) signs &= known.signs;
    return signs;
  }

  unsigned known(Id term) {
    unsigned signs = known_plainly(term);
    for (const State::ProvedWhere& where : state_.proved_where) {
      if (where.atom.term == term && (known_plainly(where.given.term) & ~where.given.signs) == 0 &&
          guards_hold(where.given_term, [this](Id id) { return known_plainly(id); }))
        signs &= where.atom.signs;
    }
    return signs;
  }

  Id resolved(Id term) {
    const auto place = resolved_.find(term);
    if (place != resolved_.end()) return place->second;
    return resolved_.emplace(term, state_.graph.substituted(term, chosen_)).first->second;
  }

  bool guards_hold(Id term) {
    return guards_hold(term, [this](Id id) { return known(id); });
  }

  template <class Lookup>
  bool guards_hold(Id term, const Lookup& signs_known) {
    auto place = open_.find(term);
    if (place == open_.end()) {
      std::vector<std::vector<Known>> wanted;
      for (const OpenGuard& guard : state_.open_guards(term, state_.box))
        for (std::vector<Known>& alternatives : state_.guard_atoms(guard, term))
          wanted.push_back(std::move(alternatives));
      place = open_.emplace(term, std::move(wanted)).first;
    }
    const std::vector<std::vector<Known>> wanted = place->second;
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::vector<Known>& alternatives) {
      return one_known(alternatives, signs_known);
    });
  }

  bool holds_atom(const FormulaNode& node) {
    const Id term = resolved(node.term);
    const Known wanted = state_.canonical(term, signs_of(node.sign));
    return (known(wanted.term) & ~wanted.signs) == 0 && guards_hold(term);
  }

  // At a point where the other parts fail, those that are defined atoms have the negated relation.
  void assume_negations(const FormulaNode& node, std::size_t except) {
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      const FormulaNode& part = state_.certificate.formula[node.parts[i]];
      if (i == except || part.kind != FormulaNode::Kind::atom) continue;
      const Id term = resolved(part.term);
      if (!guards_hold(term)) continue;
      assumed_.push_back(state_.canonical(term, 7U & ~signs_of(part.sign)));
    }
  }

  State& state_;
  const std::map<std::size_t, Id>& chosen_;
  std::unordered_map<Id, unsigned> always_;
  std::vector<Known> assumed_;
  std::unordered_map<Id, Id> resolved_;
  std::unordered_map<Id, std::vector<std::vector<Known>>> open_;
  std::size_t visits_ = 0;
};

}  // namespace

bool State::follows(const std::map<std::size_t, Id>& chosen) {
  return Following(*this, chosen).holds(certificate.formula.size() - 1, 0);
}

}  // namespace rigor::second_engine
