// The ranges of variables.
#include <fmt/format.h>

#include <algorithm>

#include "conjecture/constant_value.hpp"
#include "conjecture/desugar_parts.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostValues = 2000;

}  // namespace

TermId Desugar::without_cases(std::size_t node, const Scope* scope, const char* what) {
  const Alternatives values = term(node, scope);
  if (values.size() != 1 || !values.front().path.empty()) {
    fail(at(node).span.begin, fmt::format("expected a number as {}, without cases", what));
  }
  return values.front().term;
}

// A term without variables and case distinctions.
TermId Desugar::constant(std::size_t node, const Scope* scope, const char* what) {
  const TermId value = without_cases(node, scope, what);
  const std::vector<std::size_t> used = variables_of(terms, value);
  if (!used.empty()) want_numbers(node, value, what);
  return value;
}

void Desugar::set_end(TypedVariable& variable, const Binder& binder, bool is_upper,
                      const Scope* scope) {
  const std::optional<std::size_t>& node = is_upper ? binder.range.upper : binder.range.lower;
  if (!node) return;
  const TermId value = without_cases(*node, scope, "an end of the range");
  const bool depends = !variables_of(terms, value).empty();
  const auto bounds = bounds_of_term(terms, value, box_, depends ? 32 : 128);
  if (!bounds) {
    fail(at(*node).span.begin,
         fmt::format("expected a number as an end of the range; {} is not shown to be defined",
                     in_quotes(text_of(*node))));
  }
  const bool exact = terms[value].op == Op::number;
  Side& range = variable.core.range;
  if (range.integer && !exact && !depends) {
    fail(at(*node).span.begin, "expected a rational number as an end of a range of integers");
  }
  if (is_upper) {
    (depends ? variable.upper_depends : variable.upper) = value;
    range.upper = bounds->upper;
    range.upper_open = exact && binder.range.upper_open;
  } else {
    (depends ? variable.lower_depends : variable.lower) = value;
    range.lower = bounds->lower;
    range.lower_open = exact && binder.range.lower_open;
  }
}

TypedVariable Desugar::typed_variable(BinderId id, const Scope* scope) {
  const Binder& binder = at(id.first).binders[id.second];
  TypedVariable variable;
  variable.binder = id;
  variable.span = binder.span;
  variable.core.name = binder.name;
  variable.core.range.integer = binder.range.kind == RangeKind::integers;
  variable.lower_open = binder.range.lower_open;
  variable.upper_open = binder.range.upper_open;
  // {2, 3, ..., 9}
  for (std::size_t k = 1; k < binder.range.list.size(); ++k) {
    const TermId step = terms.subtract(constant(binder.range.list[k], scope, "an integer"),
                                       constant(binder.range.list[k - 1], scope, "an integer"));
    if (terms[step].op != Op::number || terms[step].number != 1) {
      fail(at(binder.range.list[k]).span.begin, "expected consecutive integers before \"...\"");
    }
  }
  set_end(variable, binder, false, scope);
  set_end(variable, binder, true, scope);
  const auto empty = [&] {
    fail(binder.range.span.begin,
         fmt::format(
             "the range of {} is empty: {}", binder.name,
             in_quotes(source_.text().substr(binder.range.span.begin,
                                             binder.range.span.end - binder.range.span.begin))));
  };
  if (variable.lower_depends || variable.upper_depends) {
    // A range that is empty for all values of the others has the hull of both bounds.
    Side& range = variable.core.range;
    if (is_empty(range)) {
      range = {std::min(*range.lower, *range.upper), std::max(*range.lower, *range.upper), false,
               false, range.integer};
      if (is_empty(range)) empty();
    }
    return variable;
  }
  if (!variable.lower || !variable.upper) return variable;
  const bool exact =
      terms[*variable.lower].op == Op::number && terms[*variable.upper].op == Op::number;
  if (exact) {
    if (is_empty(variable.core.range)) empty();
    return variable;
  }
  if (*variable.lower == *variable.upper) {
    if (variable.lower_open || variable.upper_open) empty();
    return variable;
  }
  const std::optional<int> width =
      sign_of_constant(terms, terms.subtract(*variable.upper, *variable.lower));
  if (width == -1) empty();
  if (!width || *width == 0) {
    fail(binder.range.span.begin, "the ends of this range are not shown to be different");
  }
  return variable;
}

// The values of a variable that is written out.
std::vector<TermId> Desugar::values_of(BinderId id, const Scope* scope) {
  const Binder& binder = at(id.first).binders[id.second];
  std::vector<TermId> values;
  if (binder.range.kind == RangeKind::list) {
    for (const std::size_t node : binder.range.list) {
      const TermId value = constant(node, scope, "an element of the set");
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
    return values;
  }
  for (const auto& end : {binder.range.lower, binder.range.upper}) {
    if (end) constant(*end, scope, "an end of the range");
  }
  const Side range = typed_variable(id, scope).core.range;
  if (!range.lower || !range.upper) {
    fail(binder.range.span.begin,
         fmt::format("{} must be written out as numbers here, but it takes infinitely many values",
                     binder.name));
  }
  Integer value = floor_of(*range.lower);
  if (Rational(value) < *range.lower || range.lower_open) ++value;
  Integer last = floor_of(*range.upper);
  if (Rational(last) == *range.upper && range.upper_open) --last;
  if (last - value >= kMostValues) {
    fail(binder.range.span.begin,
         fmt::format("{} must be written out as numbers here: expected at most {} values",
                     binder.name, kMostValues));
  }
  for (; value <= last; ++value) values.push_back(terms.number(Rational(value)));
  return values;
}

// A whole number that sums, powers and the like need.
long Desugar::integer(std::size_t node, const Scope* scope, const char* what) {
  const Alternatives values = term(node, scope);
  if (values.size() != 1 || !values.front().path.empty()) {
    fail(at(node).span.begin, fmt::format("expected an integer as {}, without cases", what));
  }
  const TermId value = values.front().term;
  const Term& number = terms[value];
  if (number.op != Op::number) want_numbers(node, value, what);
  if (denominator(number.number) != 1 || abs(number.number) > 1000000000) {
    fail(at(node).span.begin, fmt::format("expected an integer as {}, found {}", what,
                                          in_quotes(to_string(number.number))));
  }
  return numerator(number.number).convert_to<long>();
}

// The value depends on variables; integer ones can be written out.
void Desugar::want_numbers(std::size_t node, TermId value, const char* what) {
  for (const std::size_t index : variables_of(terms, value)) {
    if (index < variables.size() && variables[index].core.range.integer) {
      throw NeedsNumbers{variables[index].binder};
    }
  }
  fail(at(node).span.begin,
       fmt::format("expected an integer as {}, found {}", what, in_quotes(text_of(node))));
}

}  // namespace rigor
