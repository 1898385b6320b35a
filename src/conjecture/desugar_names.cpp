// Names, definitions, and calls of defined functions.
#include <fmt/format.h>

#include "conjecture/desugar_parts.hpp"
#include "expression/suggestion.hpp"

namespace rigor {

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
    return choices_.replace(body, replace);
  });
}

}  // namespace rigor
