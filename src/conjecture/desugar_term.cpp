// Terms: arithmetic, names and definitions.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "conjecture/desugar_parts.hpp"
#include "expression/suggestion.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostSteps = 1'000'000;
constexpr std::size_t kMostTerms = 200'000;
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

Alternatives Desugar::name(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  const std::string& word = syntax.text;
  if (const Scope* found = look_up(word, scope)) {
    if (found->meaning != Meaning::definition) return found->value;
    if (found->definition->is_function) {
      fail(syntax.span.end, fmt::format("{} is a function: expected \"(\" after it", word));
    }
    const auto key = std::pair(found->definition, found->outer);
    const auto known = constants_.find(key);
    if (known != constants_.end()) return known->second;
    return constants_[key] = term(found->definition->value, found->outer);
  }
  const auto parameter = context_.parameters.find(word);
  if (parameter != context_.parameters.end()) return {{{}, terms.number(parameter->second)}};
  const std::optional<Constant> constant = vocabulary_.constant(word);
  if (!constant) fail(syntax.span.begin, unknown(word, scope));
  switch (*constant) {
    case Constant::pi:
      return {{{}, terms.pi()}};
    case Constant::e:
      return {{{}, terms.apply(Op::exp, terms.number(1))}};
    case Constant::mu:
      return {{{}, terms.number(context_.data->mu)}};
    case Constant::count:
      return {{{}, terms.number(Rational(context_.data->points.size()))}};
    default: {
      const SigmaRange& sigma = context_.data->sigma;
      if (context_.data->has_noise() && sigma.is_point()) return {{{}, terms.number(sigma.to)}};
      fail(syntax.span.begin,
           "the case doesn't fix sigma; write forall sigma in (0, 1]: ... or the like");
    }
  }
}

Alternatives Desugar::call(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  if (const Scope* found = look_up(syntax.text, scope)) {
    return user_function(node, scope, *found);
  }
  if (syntax.text == "sum" || syntax.text == "prod") return sum_or_product(node, scope);
  if (syntax.text == "piecewise") return piecewise(node, scope);
  if (syntax.text == "diff") return derivative_of(node, scope);
  const FunctionName* function = vocabulary_.function(syntax.text);
  if (function == nullptr) {
    if (vocabulary_.constant(syntax.text) || context_.parameters.contains(syntax.text)) {
      fail(syntax.open,
           fmt::format("{} is a number, not a function; write * for a product", syntax.text));
    }
    std::vector<std::string> known = vocabulary_.names();
    known.insert(known.end(), {"sum", "prod", "diff", "piecewise"});
    for (; scope != nullptr; scope = scope->outer) known.push_back(scope->name);
    const std::string advice = vocabulary_.advice(syntax.text);
    fail(syntax.span.begin,
         fmt::format("unknown function {}{}", in_quotes(syntax.text),
                     advice.empty() ? did_you_mean(syntax.text, known) : advice));
  }
  check_argument_count(source_, syntax.span.begin, *function, syntax.parts.size());
  return library_function(node, scope, *function);
}

// The scope of a function's body, or of a definition without arguments.
const Desugar::Scope* Desugar::bind_arguments(std::size_t node, const Scope* scope,
                                              const Scope& function) {
  const SyntaxNode& syntax = at(node);
  const Definition& definition = *function.definition;
  if (syntax.kind == Syntax::name) {
    if (definition.is_function) {
      fail(syntax.span.end, fmt::format("{} is a function: expected \"(\" after it", syntax.text));
    }
    return function.outer;
  }
  const std::size_t arity = definition.parameters.size();
  if (!definition.is_function) {
    fail(syntax.open,
         fmt::format("{} is a number, not a function; write * for a product", syntax.text));
  }
  check_argument_count(source_, syntax.span.begin, {definition.name, Function::abs, arity, arity},
                       syntax.parts.size());
  const Scope* inner = function.outer;
  for (std::size_t i = 0; i < arity; ++i) {
    inner = bind({inner,
                  definition.parameters[i],
                  Meaning::value,
                  term(syntax.parts[i], scope),
                  {},
                  nullptr});
  }
  return inner;
}

Alternatives Desugar::user_function(std::size_t node, const Scope* scope, const Scope& function) {
  const SyntaxNode& syntax = at(node);
  if (function.meaning != Meaning::definition) {
    fail(syntax.open,
         fmt::format("{} is a number, not a function; write * for a product", syntax.text));
  }
  const Definition& definition = *function.definition;
  const Scope* inner = bind_arguments(node, scope, function);
  if (!contains_call(tree_, definition.value, "diff")) return term(definition.value, inner);
  // Derivatives in the body are those of the function: its parameters are variables first, and
  // then replaced by the arguments.
  const Scope* formal = function.outer;
  std::vector<std::size_t> indices;
  std::vector<Alternatives> arguments;
  for (const std::string& parameter : definition.parameters) {
    arguments.push_back(look_up(parameter, inner)->value);
    indices.push_back(fresh_variable());
    formal = bind({formal,
                   parameter,
                   Meaning::variable,
                   {{{}, terms.variable(indices.back())}},
                   indices.back(),
                   nullptr});
  }
  const Alternatives body = term(definition.value, formal);
  return substituted(node, body, indices, arguments);
}

Alternatives Desugar::substituted(std::size_t node, const Alternatives& body,
                                  const std::vector<std::size_t>& indices,
                                  const std::vector<Alternatives>& arguments) {
  return combine_cases(arguments, [&](std::span<const TermId> v) {
    count_step(node);
    std::map<std::size_t, TermId> by;
    for (std::size_t i = 0; i < indices.size(); ++i) by[indices[i]] = v[i];
    const auto replace = [&](TermId id) { return replaced(id, by); };
    return choices_.replace(body, replace, false, replace);
  });
}

TermId Desugar::replaced(TermId id, const std::map<std::size_t, TermId>& by) {
  std::unordered_map<TermId, TermId> image;
  for (const TermId term : subterms(terms, std::span(&id, 1))) {
    const Term old = terms[term];
    if (old.op == Op::variable) {
      const auto found = by.find(old.index);
      image[term] = found == by.end() ? term : found->second;
      continue;
    }
    const int operands = operand_count(old.op);
    const TermId a = operands > 0 ? image.at(old.a) : 0;
    const TermId b = operands > 1 ? image.at(old.b) : 0;
    const bool same = (operands < 1 || a == old.a) && (operands < 2 || b == old.b);
    image[term] = same ? term : terms.rebuild(old, a, b);
  }
  return image.at(id);
}

const Desugar::Scope* Desugar::look_up(std::string_view name, const Scope* scope) const {
  while (scope != nullptr && scope->name != name) scope = scope->outer;
  return scope;
}

const Desugar::Scope* Desugar::bind(Scope scope) {
  scopes_.push_back(std::move(scope));
  return &scopes_.back();
}

Alternatives Desugar::combine(std::span<const Alternatives> operands,
                              const std::function<TermId(std::span<const TermId>)>& f) {
  return choices_.combine(operands, f);
}

void Desugar::note(const Alternatives& values, Span span) {
  for (const Alternative& value : values) {
    places.try_emplace(value.term, TextRange{span.begin, span.end});
  }
}

void Desugar::count_step(std::size_t node, std::size_t steps) {
  steps_ += steps;
  if (steps_ > kMostSteps || terms.size() > kMostTerms || formulas.size() > kMostTerms) {
    fail(at(node).span.begin, "the statement becomes too long when it is written out");
  }
}

void Desugar::fail(std::size_t offset, const std::string& message) const {
  throw InputError(source_, offset, message);
}

std::string Desugar::unknown(const std::string& name, const Scope* scope) const {
  std::vector<std::string> known;
  for (; scope != nullptr; scope = scope->outer) known.push_back(scope->name);
  for (const auto& [parameter, value] : context_.parameters) known.push_back(parameter);
  const std::vector<std::string> words = vocabulary_.names();
  known.insert(known.end(), words.begin(), words.end());
  const std::string nearest = did_you_mean(name, known);
  std::string advice = vocabulary_.advice(name);
  if (advice.starts_with("; did you mean")) advice.clear();
  return fmt::format(
      "{} is not quantified{}{}; expected a quantifier such as forall {} in [0, 1]: ...",
      in_quotes(name), advice, nearest, name);
}

std::string_view Desugar::text_of(std::size_t node) const {
  const Span span = at(node).span;
  return source_.text().substr(span.begin, span.end - span.begin);
}

bool is_special(std::string_view name) {
  return name == "sum" || name == "prod" || name == "diff" || name == "piecewise";
}

bool is_statement(const SyntaxTree& tree, std::size_t node) {
  while (tree[node].kind == Syntax::definitions) node = tree[node].parts[0];
  switch (tree[node].kind) {
    case Syntax::relations:
    case Syntax::negation:
    case Syntax::conjunction:
    case Syntax::disjunction:
    case Syntax::implication:
    case Syntax::equivalence:
    case Syntax::quantified:
      return true;
    default:
      return false;
  }
}

bool contains_call(const SyntaxTree& tree, std::size_t node, std::string_view name) {
  std::vector<std::size_t> rest{node};
  while (!rest.empty()) {
    const SyntaxNode& syntax = tree[rest.back()];
    rest.pop_back();
    if (syntax.kind == Syntax::call && syntax.text == name) return true;
    rest.insert(rest.end(), syntax.parts.begin(), syntax.parts.end());
    for (const Definition& definition : syntax.definitions) rest.push_back(definition.value);
  }
  return false;
}

}  // namespace rigor
