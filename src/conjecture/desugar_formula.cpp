// Connectives, relations and quantifiers.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "conjecture/desugar_parts.hpp"

namespace rigor {
namespace {

struct Compared {
  bool flipped;  // right - left
  Relation relation;
};

Compared compared(TokenKind sign) {
  switch (sign) {
    case TokenKind::less:
      return {true, Relation::greater};
    case TokenKind::at_most:
      return {true, Relation::at_least};
    case TokenKind::greater:
      return {false, Relation::greater};
    case TokenKind::at_least:
      return {false, Relation::at_least};
    case TokenKind::not_equal:
      return {false, Relation::not_equal};
    default:
      return {false, Relation::equal};
  }
}

// Where it isn't true: the negation of a > b is b >= a, that of a >= b is b > a.
Compared negated(Compared x) {
  switch (x.relation) {
    case Relation::greater:
      return {!x.flipped, Relation::at_least};
    case Relation::at_least:
      return {!x.flipped, Relation::greater};
    case Relation::equal:
      return {x.flipped, Relation::not_equal};
    default:
      return {x.flipped, Relation::equal};
  }
}

bool have_same_range(const TypedVariable& x, const TypedVariable& y) {
  return x.lower == y.lower && x.upper == y.upper && x.lower_depends == y.lower_depends &&
         x.upper_depends == y.upper_depends && x.lower_open == y.lower_open &&
         x.upper_open == y.upper_open && x.core.range.integer == y.core.range.integer;
}

}  // namespace

std::size_t Desugar::formula(std::size_t node, const Scope* scope, bool positive) {
  const DepthGuard guard(*this, node);
  count_step(node);
  const SyntaxNode& syntax = at(node);
  switch (syntax.kind) {
    case Syntax::relations:
      return relations(node, scope, positive);
    case Syntax::negation: {
      const Restored spine(on_spine_, false);
      return formula(syntax.parts[0], scope, !positive);
    }
    case Syntax::conjunction:
    case Syntax::disjunction:
    case Syntax::equivalence:
      return several(node, scope, positive);
    case Syntax::implication:
      return implication(node, scope, positive);
    case Syntax::quantified:
      return quantified(node, 0, scope, positive);
    case Syntax::definitions: {
      for (const Definition& definition : syntax.definitions) {
        scope = bind({scope, definition.name, Meaning::definition, {}, {}, &definition});
      }
      return formula(syntax.parts[0], scope, positive);
    }
    case Syntax::name:
    case Syntax::call:
      return predicate(node, scope, positive);
    default:
      fail(syntax.span.end,
           fmt::format("expected a relation such as <= after {}", in_quotes(text_of(node))));
  }
}

std::size_t Desugar::relations(std::size_t node, const Scope* scope, bool positive) {
  const SyntaxNode& syntax = at(node);
  std::vector<Alternatives> values;
  for (const std::size_t part : syntax.parts) values.push_back(term(part, scope));
  std::vector<std::size_t> atoms;
  for (std::size_t i = 0; i < syntax.signs.size(); ++i) {
    const Compared sign = positive ? compared(syntax.signs[i]) : negated(compared(syntax.signs[i]));
    const std::vector<Alternatives> sides = {values[i], values[i + 1]};
    const Alternatives difference = combine(sides, [&](std::span<const TermId> x) {
      return sign.flipped ? terms.subtract(x[1], x[0]) : terms.subtract(x[0], x[1]);
    });
    note(difference, syntax.span);
    atoms.push_back(
        choices_.formula(difference, [&](TermId id) { return formulas.atom(id, sign.relation); }));
  }
  return formulas.join(positive ? Connective::both : Connective::either, std::move(atoms));
}

// Parts of which one is enough, or that all have to hold. `connective` says which.
std::size_t Desugar::in_every_case(const std::vector<std::function<std::size_t()>>& parts,
                                   Connective connective) {
  const bool keeps_sharing = shared_universal_ == (connective == Connective::both);
  const Restored shared(shared_, keeps_sharing ? shared_ : nullptr);
  std::vector<std::size_t> found;
  for (const auto& part : parts) found.push_back(part());
  return formulas.join(connective, std::move(found));
}

std::size_t Desugar::several(std::size_t node, const Scope* scope, bool positive) {
  const SyntaxNode& syntax = at(node);
  const Restored spine(on_spine_, false);
  std::vector<std::function<std::size_t()>> parts;
  if (syntax.kind == Syntax::equivalence) {
    // P <=> Q: both, or neither. Its negation: one of them and the negation of the other.
    for (const bool first : {true, false}) {
      const bool second = first == positive;
      parts.emplace_back([=, this, &syntax] {
        return in_every_case({[&] { return formula(syntax.parts[0], scope, first); },
                              [&] { return formula(syntax.parts[1], scope, second); }},
                             Connective::both);
      });
    }
    return in_every_case(parts, Connective::either);
  }
  for (const std::size_t part : syntax.parts) {
    parts.emplace_back([=, this] { return formula(part, scope, positive); });
  }
  const bool is_and = (syntax.kind == Syntax::conjunction) == positive;
  return in_every_case(parts, is_and ? Connective::both : Connective::either);
}

std::size_t Desugar::implication(std::size_t node, const Scope* scope, bool positive) {
  const SyntaxNode& syntax = at(node);
  const auto premise = [&] {
    const Restored spine(on_spine_, false);
    return formula(syntax.parts[0], scope, !positive);
  };
  const auto conclusion = [&] { return formula(syntax.parts[1], scope, positive); };
  std::size_t negated_premise = 0;
  const bool is_premise = positive && on_spine_;
  const std::size_t result =
      in_every_case({[&] { return negated_premise = premise(); }, conclusion},
                    positive ? Connective::either : Connective::both);
  if (is_premise) {
    const Span span = at(syntax.parts[0]).span;
    premises.push_back({negated_premise, {span.begin, span.end}});
  }
  return result;
}

// A name or a call that was defined to be a statement.
std::size_t Desugar::predicate(std::size_t node, const Scope* scope, bool positive) {
  const SyntaxNode& syntax = at(node);
  const Scope* found = look_up(syntax.text, scope);
  if (found == nullptr && vocabulary_.function(syntax.text) == nullptr &&
      !vocabulary_.constant(syntax.text) && !is_special(syntax.text)) {
    fail(syntax.span.begin, unknown(syntax.text, scope));
  }
  if (found == nullptr || found->meaning != Meaning::definition ||
      !is_statement(tree_, found->definition->value)) {
    term(node, scope);  // errors inside of it come first
    fail(syntax.span.end,
         fmt::format("expected a relation such as <= after {}", in_quotes(text_of(node))));
  }
  return formula(found->definition->value, bind_arguments(node, scope, *found), positive);
}

std::size_t Desugar::quantified(std::size_t node, std::size_t k, const Scope* scope,
                                bool positive) {
  const DepthGuard guard(*this, node);
  const SyntaxNode& syntax = at(node);
  if (in_condition_) {
    fail(syntax.span.begin, "expected a condition without quantifiers inside of a term");
  }
  if (k == syntax.binders.size()) return formula(syntax.parts[0], scope, positive);
  const Binder& binder = syntax.binders[k];
  const BinderId id{node, k};
  if (context_.parameters.contains(binder.name)) {
    fail(binder.span.begin, fmt::format("{} is a parameter with a value already", binder.name));
  }
  if (binder.range.kind == RangeKind::list || written_out_.contains(id)) {
    return written_out(node, k, scope, positive, values_of(id, scope));
  }
  const bool universal = binder.exists != positive;
  const Restored shared(shared_, shared_universal_ == universal ? shared_ : nullptr);
  TypedVariable variable = typed_variable(id, scope);
  variable.core.quantifier = universal ? Quantifier::for_all : Quantifier::exists;
  std::size_t index = variables.size();
  // The ends may depend on what is written out: only variables of the same range are one.
  if (shared_ != nullptr) {
    const auto earlier = shared_->find(id);
    if (earlier != shared_->end() && have_same_range(variables[earlier->second], variable)) {
      index = earlier->second;
    } else {
      shared_->insert_or_assign(id, index);
    }
  }
  if (index == variables.size()) {
    box_.push_back(variable.core.range);
    variables.push_back(variable);
    if (variables.size() > kMostVariables) {
      fail(binder.span.begin, fmt::format("more than {} variables", kMostVariables));
    }
    originals.push_back({binder.name,
                         variables.back().core.quantifier,
                         terms.variable(index),
                         {binder.span.begin, binder.span.end}});
  }
  const std::size_t outside = formulas.join(universal ? Connective::either : Connective::both,
                                            range_conditions(variable, index, !universal));
  const TermId value = terms.variable(index);
  places.try_emplace(value, TextRange{binder.span.begin, binder.span.end});
  const Scope* inner = bind({scope, binder.name, Meaning::variable, {{{}, value}}, index, nullptr});
  if (!variable.lower_depends && !variable.upper_depends) {
    return quantified(node, k + 1, inner, positive);
  }
  // In the range => ..., or: in the range and ...
  if (universal && on_spine_ && positive) {
    premises.push_back({outside, {binder.range.span.begin, binder.range.span.end}});
  }
  return in_every_case(
      {[&] { return outside; }, [&] { return quantified(node, k + 1, inner, positive); }},
      universal ? Connective::either : Connective::both);
}

// The relations of a variable to those ends of its range that depend on other variables; that they
// hold, or fail.
std::vector<std::size_t> Desugar::range_conditions(const TypedVariable& variable, std::size_t index,
                                                   bool hold) {
  std::vector<std::size_t> conditions;
  const auto demand = [&](TermId difference, bool open) {
    const std::size_t atom =
        formulas.atom(difference, open ? Relation::greater : Relation::at_least);
    conditions.push_back(hold ? atom : formulas.negated(terms, atom));
  };
  const TermId value = terms.variable(index);
  if (variable.lower_depends) {
    demand(terms.subtract(value, *variable.lower_depends), variable.lower_open);
  }
  if (variable.upper_depends) {
    demand(terms.subtract(*variable.upper_depends, value), variable.upper_open);
  }
  return conditions;
}

std::size_t Desugar::written_out(std::size_t node, std::size_t k, const Scope* scope, bool positive,
                                 const std::vector<TermId>& values) {
  const Binder& binder = at(node).binders[k];
  const bool universal = binder.exists != positive;
  const Restored spine(on_spine_, on_spine_ && values.size() == 1);
  std::map<BinderId, std::size_t> shared;
  const bool starts_sharing = shared_ == nullptr || shared_universal_ != universal;
  const Restored sharing(shared_, starts_sharing ? &shared : shared_);
  const Restored kind(shared_universal_, universal);
  std::vector<std::function<std::size_t()>> copies;
  for (const TermId value : values) {
    copies.emplace_back([=, this, &binder] {
      originals.push_back({binder.name,
                           universal ? Quantifier::for_all : Quantifier::exists,
                           value,
                           {binder.span.begin, binder.span.end}});
      return quantified(node, k + 1,
                        bind({scope, binder.name, Meaning::value, {{{}, value}}, {}, nullptr}),
                        positive);
    });
  }
  return in_every_case(copies, universal ? Connective::both : Connective::either);
}

}  // namespace rigor
