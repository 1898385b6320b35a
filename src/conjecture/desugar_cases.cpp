// Case distinctions inside of terms, and derivatives.
#include <fmt/format.h>

#include <algorithm>

#include "conjecture/desugar_parts.hpp"

namespace rigor {

// One choice; its conditions exclude each other, and cover what `complete` describes.
Alternatives Desugar::cases(const std::vector<std::pair<std::size_t, TermId>>& branches,
                            std::optional<std::size_t> complete) {
  std::vector<std::size_t> conditions;
  for (const auto& [condition, value] : branches) conditions.push_back(condition);
  const std::size_t choice = choices_.choice(conditions, complete);
  Alternatives result;
  for (std::size_t k = 0; k < branches.size(); ++k) {
    if (formulas.decided(terms, branches[k].first) == false) continue;
    result.push_back({{{choice, k}}, branches[k].second});
  }
  return result;
}

Alternatives Desugar::combine_cases(const std::vector<Alternatives>& operands,
                                    const std::function<Alternatives(std::span<const TermId>)>& f) {
  // The combinations of the operands first, numbered.
  std::vector<TermVector> combinations;
  const Alternatives numbered = combine(operands, [&](std::span<const TermId> v) {
    combinations.emplace_back(v.begin(), v.end());
    return combinations.size() - 1;
  });
  Alternatives result;
  for (const Alternative& combination : numbered) {
    for (const Alternative& value : f(combinations[combination.term])) {
      if (auto path = merged(value.path, combination.path)) {
        result.push_back({*std::move(path), value.term});
      }
    }
  }
  return result;
}

// That one of the conditions holds; nothing if one of them does wherever the variables are, as the
// last one is that the others fail and all of them are defined.
std::optional<std::size_t> Desugar::everything_defined(const std::vector<std::size_t>& conditions) {
  std::vector<std::size_t> rest = conditions;
  while (!rest.empty()) {
    const FormulaNode node = formulas[rest.back()];
    rest.pop_back();
    if (node.connective == Connective::atom && !smoothness(node.atom.term, std::nullopt).empty()) {
      return formulas.join(Connective::either, conditions);
    }
    rest.insert(rest.end(), node.parts.begin(), node.parts.end());
  }
  return std::nullopt;
}

// piecewise(c1, a1, c2, a2, ..., b): a1 where c1 holds, else a2 where c2 holds, ..., else b.
Alternatives Desugar::piecewise(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  std::vector<std::size_t> parts = syntax.parts;
  // The word "otherwise" before the last value may be left out.
  if (parts.size() >= 2 && at(parts[parts.size() - 2]).kind == Syntax::name &&
      at(parts[parts.size() - 2]).text == "otherwise") {
    parts.erase(parts.end() - 2);
    if (parts.size() % 2 == 0) fail(syntax.span.begin, "expected a value after each condition");
  }
  if (parts.size() < 2) {
    fail(syntax.span.begin, "expected piecewise(condition, value, condition, value, ..., value)");
  }
  std::vector<std::size_t> conditions;
  std::vector<Alternatives> values;
  std::vector<std::size_t> earlier;  // the negated conditions
  bool is_complete = false;
  for (std::size_t k = 0; k < parts.size(); k += 2) {
    const bool otherwise = k + 1 == parts.size();
    std::vector<std::size_t> all = earlier;
    std::optional<bool> truth;
    if (!otherwise) {
      const Restored condition(in_condition_, true);
      const Restored spine(on_spine_, false);
      const std::size_t holds = formula(parts[k], scope, true);
      truth = formulas.decided(terms, holds);
      if (truth == false) continue;
      if (!truth) {
        all.push_back(holds);
        earlier.push_back(formula(parts[k], scope, false));
      }
    }
    values.push_back(term(parts[otherwise ? k : k + 1], scope));
    conditions.push_back(formulas.join(Connective::both, std::move(all)));
    is_complete = otherwise || truth == true;
    if (is_complete) break;
  }
  if (conditions.empty()) {
    // Nothing holds: a value that is nowhere defined.
    return choices_.guarded({{{}, terms.number(0)}}, formulas.never());
  }
  if (formulas.decided(terms, conditions.front()) == true) return values.front();
  std::optional<std::size_t> complete = everything_defined(conditions);
  if (!is_complete) complete = formulas.join(Connective::either, conditions);
  const std::size_t choice = choices_.choice(conditions, complete);
  Alternatives result;
  for (std::size_t k = 0; k < values.size(); ++k) {
    for (const Alternative& value : values[k]) {
      if (auto path = merged(value.path, {{choice, k}})) {
        result.push_back({*std::move(path), value.term});
      }
    }
  }
  return result;
}

// diff(term, x), diff(term, x, n), diff(f, x).
Alternatives Desugar::derivative_of(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  if (syntax.parts.size() < 2 || syntax.parts.size() > 3 ||
      at(syntax.parts[1]).kind != Syntax::name) {
    fail(syntax.span.begin, "expected diff(term, x) or diff(term, x, order)");
  }
  const SyntaxNode& by = at(syntax.parts[1]);
  const Scope* variable = look_up(by.text, scope);
  if (variable == nullptr || variable->meaning != Meaning::variable) {
    fail(by.span.begin, variable == nullptr
                            ? unknown(by.text, scope)
                            : fmt::format("expected a variable, but {} stands for a value here",
                                          in_quotes(by.text)));
  }
  const std::size_t index = *variable->variable;
  if (index < variables.size() && variables[index].core.range.integer) {
    fail(by.span.begin,
         fmt::format("expected a real variable; {} takes integers only", in_quotes(by.text)));
  }
  long order = 1;
  if (syntax.parts.size() == 3) {
    order = integer(syntax.parts[2], scope, "the order of the derivative");
    if (order < 0 || order > 20) {
      fail(at(syntax.parts[2]).span.begin, "expected an order from 0 to 20");
    }
  }
  // diff(f, x) for a function f of one argument is diff(f(x), x).
  const SyntaxNode& what = at(syntax.parts[0]);
  const Scope* function = what.kind == Syntax::name ? look_up(what.text, scope) : nullptr;
  Alternatives values;
  if (function != nullptr && function->meaning == Meaning::definition &&
      function->definition->is_function && function->definition->parameters.size() == 1) {
    const std::size_t formal = fresh_variable();
    const Scope* inner = bind({function->outer,
                               function->definition->parameters[0],
                               Meaning::variable,
                               {{{}, terms.variable(formal)}},
                               formal,
                               nullptr});
    values = substituted(node, term(function->definition->value, inner), {formal},
                         {{{{}, terms.variable(index)}}});
  } else {
    values = term(syntax.parts[0], scope);
  }
  for (long k = 0; k < order; ++k) {
    values = differentiated(values, index);
    count_step(node, values.size());
  }
  return values;
}

// In the interior of each case, where the term is differentiable.
Alternatives Desugar::differentiated(const Alternatives& values, std::size_t variable) {
  const auto moves = [&](TermId id) { return depends_on(terms, id, variable); };
  Alternatives result;
  for (const Alternative& inside : choices_.interior(values, moves)) {
    const TermId slope = derivative(terms, inside.term, variable);
    std::vector<std::size_t> guards = smoothness(inside.term, variable);
    Alternatives value = {{inside.path, slope}};
    if (!guards.empty()) {
      value = choices_.guarded(value, formulas.join(Connective::both, std::move(guards)));
    }
    result.push_back(std::move(value.front()));
  }
  return result;
}

// The conditions under which the term is defined, and (given a variable) differentiable by it near
// the point; without those that the signs of the variables' ranges tell.
std::vector<std::size_t> Desugar::smoothness(TermId root, std::optional<std::size_t> variable) {
  std::vector<std::size_t> guards;
  const auto demand = [&](TermId id, Relation relation) {
    const SignSet sign = sign_of(id);
    const bool known = relation == Relation::greater     ? sign.is_positive()
                       : relation == Relation::at_least  ? sign.is_at_least_zero()
                       : relation == Relation::not_equal ? !sign.zero
                                                         : false;
    const std::size_t atom = formulas.atom(id, relation);
    if (known || formulas.decided(terms, atom) == true) return;
    if (std::find(guards.begin(), guards.end(), atom) == guards.end()) guards.push_back(atom);
  };
  for (const TermId id : subterms(terms, std::span(&root, 1))) {
    const Term term = terms[id];
    const bool moves = variable && depends_on(terms, id, *variable);
    switch (term.op) {
      case Op::divide:
        demand(term.b, Relation::not_equal);
        break;
      case Op::log:
        demand(term.a, Relation::greater);
        break;
      case Op::root:
        demand(term.a, moves ? Relation::greater : Relation::at_least);
        break;
      case Op::tan:
        demand(terms.apply(Op::cos, term.a), Relation::not_equal);
        break;
      case Op::asin:
      case Op::acos:
        for (const TermId end :
             {terms.subtract(terms.number(1), term.a), terms.add(terms.number(1), term.a)}) {
          demand(end, moves ? Relation::greater : Relation::at_least);
        }
        break;
      case Op::abs:
      case Op::sign:
        if (moves) demand(term.a, Relation::not_equal);
        break;
      case Op::floor:
      case Op::ceil:
        if (moves) demand(terms.subtract(term.a, id), Relation::not_equal);
        break;
      case Op::min:
      case Op::max:
        if (moves) demand(terms.subtract(term.a, term.b), Relation::not_equal);
        break;
      default:
        break;
    }
  }
  return guards;
}

}  // namespace rigor
