// Terms: arithmetic.
#include <fmt/format.h>

#include <algorithm>

#include "conjecture/desugar_parts.hpp"

namespace rigor {
namespace {

constexpr std::size_t kHighestPower = 1'000'000;

bool is_left_binary(Syntax kind) {
  return kind == Syntax::add || kind == Syntax::subtract || kind == Syntax::multiply ||
         kind == Syntax::divide;
}

}  // namespace

Alternatives Desugar::term(std::size_t node, const Scope* scope) {
  const DepthGuard guard(*this, node);
  count_step(node);
  Alternatives values = evaluated(node, scope);
  note(values, at(node).span);
  return values;
}

Alternatives Desugar::evaluated(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  switch (syntax.kind) {
    case Syntax::number:
      return {{{}, terms.number(syntax.value)}};
    case Syntax::name:
      return name(node, scope);
    case Syntax::negate: {
      const std::vector<Alternatives> x = {term(syntax.parts[0], scope)};
      return combine(x, [this](std::span<const TermId> v) { return terms.negate(v[0]); });
    }
    case Syntax::add:
    case Syntax::subtract:
    case Syntax::multiply:
    case Syntax::divide:
      return left_chain(node, scope);
    case Syntax::power:
      return power(node, scope);
    case Syntax::call:
      return call(node, scope);
    case Syntax::definitions: {
      for (const Definition& definition : syntax.definitions) {
        scope = bind({scope, definition.name, Meaning::definition, {}, {}, &definition});
      }
      return term(syntax.parts[0], scope);
    }
    default:
      fail(syntax.span.begin,
           fmt::format("expected a number here, found the statement {}", in_quotes(text_of(node))));
  }
}

// a + b - c ...: a loop along the left operands, so that long sums are not deep.
Alternatives Desugar::left_chain(std::size_t node, const Scope* scope) {
  std::vector<std::size_t> chain;
  std::size_t first = node;
  for (; is_left_binary(at(first).kind); first = at(first).parts[0]) chain.push_back(first);
  Alternatives value = term(first, scope);
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    count_step(*link);
    const std::vector<Alternatives> operands = {std::move(value), term(at(*link).parts[1], scope)};
    value = combine(operands,
                    [&](std::span<const TermId> v) { return binary(at(*link).kind, v[0], v[1]); });
    note(value, at(*link).span);
  }
  return value;
}

// 1 - erf x is erfc x, 1 - Phi(x) = 1 - erfc(-x/sqrt 2)/2 is erfc(x/sqrt 2)/2: without
// cancellation.
TermId Desugar::binary(Syntax kind, TermId a, TermId b) {
  const auto is_one = [this](TermId id) {
    return terms[id].op == Op::number && terms[id].number == 1;
  };
  switch (kind) {
    case Syntax::add:
      return terms.add(a, b);
    case Syntax::subtract: {
      const Term right = terms[b];
      if (is_one(a) && right.op == Op::erf) return terms.apply(Op::erfc, right.a);
      if (is_one(a) && right.op == Op::erfc) return terms.apply(Op::erf, right.a);
      if (is_one(a) && right.op == Op::divide && terms[right.a].op == Op::erfc &&
          terms[right.b].op == Op::number && terms[right.b].number == 2) {
        const Term scaled = terms[terms[right.a].a];
        const bool is_negated = scaled.op == Op::negate;
        const TermId x = is_negated ? scaled.a : terms.negate(terms[right.a].a);
        return terms.divide(terms.apply(Op::erfc, x), right.b);
      }
      return terms.subtract(a, b);
    }
    case Syntax::multiply:
      return terms.multiply(a, b);
    default:
      return terms.divide(a, b);
  }
}

Alternatives Desugar::power(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  const std::vector<Alternatives> operands = {term(syntax.parts[0], scope),
                                              term(syntax.parts[1], scope)};
  const bool may_be_one =
      std::any_of(operands[1].begin(), operands[1].end(), [this](const Alternative& exponent) {
        return terms[exponent.term].op == Op::number && terms[exponent.term].number == 0;
      });
  const Alternatives result = combine_cases(
      operands, [&](std::span<const TermId> v) { return power_with_zero(node, v[0], v[1]); });
  if (!may_be_one) return result;
  // x^0 = 1 where x is defined.
  std::vector<std::size_t> guards;
  for (const Alternative& base : operands[0]) {
    const std::vector<std::size_t> more = smoothness(base.term, std::nullopt);
    guards.insert(guards.end(), more.begin(), more.end());
  }
  if (guards.empty()) return result;
  return choices_.guarded(result, formulas.join(Connective::both, std::move(guards)));
}

// 0^y = 0 for y > 0 too, where the exponent varies.
Alternatives Desugar::power_with_zero(std::size_t node, TermId base, TermId exponent) {
  const TermId value = power_of(node, base, exponent);
  const bool is_logarithmic =
      terms[value].op == Op::exp && terms[base].op != Op::exp && terms[exponent].op != Op::number;
  const SignSet sign = sign_of(base);
  if (!is_logarithmic || !sign.zero || !sign_of(exponent).positive) return {{{}, value}};
  const std::size_t is_positive = formulas.atom(base, Relation::greater);
  const std::size_t is_zero = formulas.join(
      Connective::both,
      {formulas.atom(base, Relation::equal), formulas.atom(exponent, Relation::greater)});
  // Where the base can't be negative, it is positive or 0.
  std::optional<std::size_t> complete = formulas.join(Connective::either, {is_positive, is_zero});
  if (!sign.negative) {
    complete =
        sign_of(exponent).is_positive() && !everything_defined({is_positive, is_zero})
            ? std::nullopt
            : std::optional(formulas.join(
                  Connective::either, {is_positive, formulas.atom(exponent, Relation::greater)}));
  }
  return cases({{is_positive, value}, {is_zero, terms.number(0)}}, complete);
}

// docs/statements.md, "Powers".
TermId Desugar::power_of(std::size_t node, TermId base, TermId exponent) {
  const Term y = terms[exponent];
  const Term x = terms[base];
  if (y.op == Op::number) {
    const Rational size = abs(y.number);
    const Integer p(numerator(size));
    const Integer q(denominator(size));
    if (p > kHighestPower || q > kHighestPower) {
      fail(at(node).span.begin, fmt::format("expected an exponent of at most {}", kHighestPower));
    }
    if (p == 0) return terms.number(1);
    const TermId root = q == 1 ? base : terms.root(base, q.convert_to<std::size_t>());
    const TermId value = terms.power(root, p.convert_to<std::size_t>());
    return y.number > 0 ? value : terms.divide(terms.number(1), value);
  }
  // (e^u)^y = e^(u y), in particular e^y.
  if (x.op == Op::exp) return terms.apply(Op::exp, terms.multiply(x.a, exponent));
  if (!sign_of(base).is_positive()) {
    // An integer exponent is taken as one, if it can be.
    const std::vector<std::size_t> used = variables_of(terms, exponent);
    const bool finite = !used.empty() && std::all_of(used.begin(), used.end(), [&](std::size_t i) {
      return i < variables.size() && variables[i].core.range.integer &&
             is_bounded(variables[i].core.range);
    });
    if (finite) want_numbers(at(node).parts[1], exponent, "the exponent");
  }
  return terms.apply(Op::exp, terms.multiply(exponent, terms.apply(Op::log, base)));
}

}  // namespace rigor
