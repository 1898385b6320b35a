// The functions of the library, of a case, and sums.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "conjecture/desugar_parts.hpp"
#include "conjecture/mixture_terms.hpp"

namespace rigor {
namespace {

constexpr long kLongestSum = 10'000;
constexpr long kHighestRoot = 10'000;

bool belongs_to_case(Function function) {
  switch (function) {
    case Function::density:
    case Function::log_density:
    case Function::mean:
    case Function::variance:
    case Function::score:
    case Function::score_derivative:
    case Function::score_second_derivative:
      return true;
    default:
      return false;
  }
}

}  // namespace

Alternatives Desugar::library_function(std::size_t node, const Scope* scope,
                                       const FunctionName& function) {
  const SyntaxNode& syntax = at(node);
  if (belongs_to_case(function.function)) return case_function(node, scope, function);
  if (function.function == Function::data) return data_point(node, scope);
  std::vector<Alternatives> operands;
  const std::size_t count = function.function == Function::rootn ? 1 : syntax.parts.size();
  for (std::size_t k = 0; k < count; ++k) operands.push_back(term(syntax.parts[k], scope));
  switch (function.function) {
    case Function::rootn: {
      const long n = integer(syntax.parts[1], scope, "the degree of the root");
      if (n < 1 || n > kHighestRoot) {
        fail(at(syntax.parts[1]).span.begin,
             fmt::format("expected a degree from 1 to {}", kHighestRoot));
      }
      return combine(operands, [&](std::span<const TermId> x) {
        return nth_root(x[0], static_cast<std::size_t>(n));
      });
    }
    case Function::min:
    case Function::max: {
      const Op op = function.function == Function::min ? Op::min : Op::max;
      return combine(operands, [&](std::span<const TermId> x) {
        TermId best = x[0];
        for (const TermId other : x.subspan(1)) best = terms.apply(op, best, other);
        return best;
      });
    }
    case Function::hypot:
      return combine(operands, [&](std::span<const TermId> x) {
        if (x.size() == 1) return terms.apply(Op::abs, x[0]);
        TermId sum = terms.power(x[0], 2);
        for (const TermId other : x.subspan(1)) sum = terms.add(sum, terms.power(other, 2));
        return terms.root(sum, 2);
      });
    case Function::atan2:
      return combine_cases(operands,
                           [&](std::span<const TermId> v) { return polar_angle(v[0], v[1]); });
    default:
      return combine(operands, [&](std::span<const TermId> x) {
        return function_of_one(function.function, x[0]);
      });
  }
}

// docs/statements.md, "Functions".
TermId Desugar::function_of_one(Function function, TermId x) {
  const auto number = [this](int n) { return terms.number(n); };
  switch (function) {
    case Function::abs:
      return terms.apply(Op::abs, x);
    case Function::sign:
      return terms.apply(Op::sign, x);
    case Function::sqrt:
      return terms.root(x, 2);
    case Function::cbrt:
      return nth_root(x, 3);
    case Function::exp:
      return terms.apply(Op::exp, x);
    case Function::exp2: {
      const Term exponent = terms[x];
      const bool is_integer = exponent.op == Op::number && denominator(exponent.number) == 1 &&
                              abs(exponent.number) <= 10'000;
      if (is_integer && exponent.number == 0) return number(1);
      if (is_integer) {
        const auto n = numerator(abs(exponent.number)).convert_to<std::size_t>();
        const TermId power = terms.power(number(2), n);
        return exponent.number > 0 ? power : terms.divide(number(1), power);
      }
      return terms.apply(Op::exp, terms.multiply(x, terms.apply(Op::log, number(2))));
    }
    case Function::expm1:
      return terms.subtract(terms.apply(Op::exp, x), number(1));
    case Function::log:
      return terms.apply(Op::log, x);
    case Function::log2:
      return terms.divide(terms.apply(Op::log, x), terms.apply(Op::log, number(2)));
    case Function::log1p:
      return terms.apply(Op::log, terms.add(number(1), x));
    case Function::sin:
      return terms.apply(Op::sin, x);
    case Function::cos:
      return terms.apply(Op::cos, x);
    case Function::tan:
      return terms.apply(Op::tan, x);
    case Function::asin:
      return terms.apply(Op::asin, x);
    case Function::acos:
      return terms.apply(Op::acos, x);
    case Function::atan:
      return terms.apply(Op::atan, x);
    case Function::sinh:
      return terms.apply(Op::sinh, x);
    case Function::cosh:
      return terms.apply(Op::cosh, x);
    case Function::tanh:
      return terms.apply(Op::tanh, x);
    case Function::asinh: {
      const TermId root = terms.root(terms.add(terms.power(x, 2), number(1)), 2);
      return terms.apply(Op::log, terms.add(x, root));
    }
    case Function::acosh: {
      const TermId root = terms.root(terms.subtract(terms.power(x, 2), number(1)), 2);
      return terms.apply(Op::log, terms.add(x, root));
    }
    case Function::atanh: {
      const TermId ratio = terms.divide(terms.add(number(1), x), terms.subtract(number(1), x));
      return terms.divide(terms.apply(Op::log, ratio), number(2));
    }
    case Function::erf:
      return terms.apply(Op::erf, x);
    case Function::erfc:
      return terms.apply(Op::erfc, x);
    case Function::normal_cdf: {
      const TermId root = terms.root(number(2), 2);
      const TermId scaled = terms[x].op == Op::negate ? terms.divide(terms[x].a, root)
                                                      : terms.negate(terms.divide(x, root));
      return terms.divide(terms.apply(Op::erfc, scaled), number(2));
    }
    case Function::floor:
      return terms.apply(Op::floor, x);
    case Function::ceil:
      return terms.apply(Op::ceil, x);
    default:
      throw std::logic_error("no function of one argument");
  }
}

// Of an odd degree for negative numbers too: the root of max(x, 0) minus that of max(-x, 0).
TermId Desugar::nth_root(TermId x, std::size_t n) {
  if (n == 1) return x;
  if (n % 2 == 0) return terms.root(x, n);
  const SignSet sign = sign_of(x);
  if (sign.is_at_least_zero()) return terms.root(x, n);
  const TermId minus = terms.negate(x);
  if (sign.is_at_most_zero()) return terms.negate(terms.root(minus, n));
  const TermId zero = terms.number(0);
  return terms.subtract(terms.root(terms.apply(Op::max, x, zero), n),
                        terms.root(terms.apply(Op::max, minus, zero), n));
}

// The angle of the point (x, y), in (-pi, pi]; undefined at (0, 0).
Alternatives Desugar::polar_angle(TermId y, TermId x) {
  const auto right = [&] { return terms.apply(Op::atan, terms.divide(y, x)); };
  const auto beside = [&](bool above) {
    const TermId half = terms.divide(terms.pi(), terms.number(2));
    const TermId angle = terms.apply(Op::atan, terms.divide(x, y));
    return terms.subtract(above ? half : terms.negate(half), angle);
  };
  const SignSet sign_x = sign_of(x);
  const SignSet sign_y = sign_of(y);
  if (sign_x.is_positive()) return {{{}, right()}};
  if (sign_y.is_positive()) return {{{}, beside(true)}};
  if (sign_y.is_negative()) return {{{}, beside(false)}};
  if (sign_x.is_at_least_zero()) {
    // 2 atan(y/(r + x)), r^2 = x^2 + y^2: r + x > 0 but at (0, 0).
    const TermId r = terms.root(terms.add(terms.power(x, 2), terms.power(y, 2)), 2);
    const TermId half = terms.apply(Op::atan, terms.divide(y, terms.add(r, x)));
    return {{{}, terms.multiply(terms.number(2), half)}};
  }
  const std::size_t is_right = formulas.atom(x, Relation::greater);
  const std::size_t not_right = formulas.atom(terms.negate(x), Relation::at_least);
  const auto left_and = [&](std::size_t condition) {
    return formulas.join(Connective::both, {not_right, condition});
  };
  const std::size_t on_axis = formulas.join(
      Connective::both,
      {formulas.atom(terms.negate(x), Relation::greater), formulas.atom(y, Relation::equal)});
  return cases({{is_right, right()},
                {left_and(formulas.atom(y, Relation::greater)), beside(true)},
                {left_and(formulas.atom(terms.negate(y), Relation::greater)), beside(false)},
                {on_axis, terms.pi()}},
               formulas.join(Connective::either, {formulas.atom(x, Relation::not_equal),
                                                  formulas.atom(y, Relation::not_equal)}));
}

Alternatives Desugar::case_function(std::size_t node, const Scope* scope,
                                    const FunctionName& function) {
  const SyntaxNode& syntax = at(node);
  const std::size_t dimension = context_.data->dimension();
  std::vector<Alternatives> operands;
  for (const std::size_t part : syntax.parts) operands.push_back(term(part, scope));
  const auto parameter = [&](const char* word) -> Alternatives {
    if (const Scope* found = look_up(word, scope); found && found->meaning != Meaning::definition) {
      return found->value;
    }
    const auto given = context_.parameters.find(word);
    if (given != context_.parameters.end()) return {{{}, terms.number(given->second)}};
    if (word == std::string_view("mu")) return {{{}, terms.number(context_.data->mu)}};
    const SigmaRange& sigma = context_.data->sigma;
    if (context_.data->has_noise() && sigma.is_point()) return {{{}, terms.number(sigma.to)}};
    fail(syntax.span.begin,
         fmt::format("the case doesn't fix sigma; write forall sigma in (0, 1]: ... or the like, "
                     "or give {} one more argument",
                     syntax.text));
  };
  if (operands.size() == dimension) operands.push_back(parameter("sigma"));
  operands.push_back(parameter("mu"));
  Alternatives result = combine(operands, [&](std::span<const TermId> v) {
    count_step(node, context_.data->points.size());
    MixtureTerms mixture(terms, *context_.data, v.first(dimension), v[dimension], v[dimension + 1]);
    return mixture.value(function.function, function.component);
  });
  // Noise levels are positive.
  std::vector<std::size_t> guards;
  for (const Alternative& sigma : operands[dimension]) {
    if (!sign_of(sigma.term).is_positive()) {
      guards.push_back(formulas.atom(sigma.term, Relation::greater));
    }
  }
  if (guards.empty()) return result;
  return choices_.guarded(result, formulas.join(Connective::both, std::move(guards)));
}

Alternatives Desugar::data_point(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  const auto index = [&](std::size_t part, std::size_t most, const char* what) {
    const long i = integer(syntax.parts[part], scope, what);
    if (i < 1 || static_cast<std::size_t>(i) > most) {
      fail(at(syntax.parts[part]).span.begin,
           fmt::format("expected {} from 1 to {}, found {}", what, most, i));
    }
    return static_cast<std::size_t>(i) - 1;
  };
  const std::size_t i = index(0, context_.data->points.size(), "the number of a data point");
  const std::size_t axis =
      syntax.parts.size() == 1 ? 0 : index(1, context_.data->dimension(), "a coordinate");
  return {{{}, terms.number(context_.data->points[i][axis])}};
}

Alternatives Desugar::sum_or_product(std::size_t node, const Scope* scope) {
  const SyntaxNode& syntax = at(node);
  const bool is_sum = syntax.text == "sum";
  if (syntax.parts.size() != 4 || at(syntax.parts[0]).kind != Syntax::name) {
    fail(syntax.span.begin, fmt::format("expected {}(i, first, last, term)", syntax.text));
  }
  const std::string& name = at(syntax.parts[0]).text;
  const long first = integer(syntax.parts[1], scope, "the first index");
  const long last = integer(syntax.parts[2], scope, "the last index");
  if (last - first >= kLongestSum) {
    fail(syntax.span.begin,
         fmt::format("expected at most {} terms of a {}", kLongestSum, is_sum ? "sum" : "product"));
  }
  Alternatives total = {{{}, terms.number(is_sum ? 0 : 1)}};
  for (long i = first; i <= last; ++i) {
    const Scope* inner = bind({scope, name, Meaning::value, {{{}, terms.number(i)}}, {}, nullptr});
    const std::vector<Alternatives> operands = {total, term(syntax.parts[3], inner)};
    total = combine(operands, [&](std::span<const TermId> v) {
      // Exact sums of many fractions are long numbers.
      if (terms[v[0]].op == Op::number) {
        count_step(node, msb(denominator(terms[v[0]].number)) / 64);
      }
      return is_sum ? terms.add(v[0], v[1]) : terms.multiply(v[0], v[1]);
    });
  }
  return total;
}

}  // namespace rigor
