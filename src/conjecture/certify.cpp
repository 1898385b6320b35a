#include "conjecture/certify.hpp"

#include <fmt/format.h>

#include <tuple>

#include "conjecture/decimal_ends.hpp"
#include "conjecture/evaluate.hpp"

namespace rigor {
namespace {

using ExactValues = std::vector<std::optional<Rational>>;

std::string why_undefined(const Expression& expression, const Node& node) {
  const auto text = [&](std::size_t k) {
    return in_quotes(expression.text_of(expression.nodes()[node.operands[k]]));
  };
  if (node.operation == Operation::divide) return fmt::format("{} may be 0", text(1));
  if (node.operation == Operation::power) return fmt::format("{} may be 0 or negative", text(0));
  if (node.operation != Operation::call) return "its value is not known to exist";
  switch (node.function) {
    case Function::log:
    case Function::log2:
      return fmt::format("{} may be 0 or negative", text(0));
    case Function::log1p:
      return fmt::format("{} may be -1 or less", text(0));
    case Function::sqrt:
    case Function::rootn:
      return fmt::format("{} may be negative", text(0));
    case Function::atan2:
      return fmt::format("{} and {} may both be 0", text(0), text(1));
    case Function::tan:
      return fmt::format("{} may be an odd multiple of pi/2", text(0));
    case Function::asin:
    case Function::acos:
    case Function::acosh:
    case Function::atanh:
      return fmt::format("{} may not satisfy {}", text(0), domain_of(node.function));
    default:
      return "its value is not known to exist";
  }
}

std::string why_not_exact(const CertifiedDigits& found, int digits, int max_bits) {
  if (found.lower == "-inf" || found.upper == "inf") {
    return fmt::format("{} bits do not bound the value; raise --max-bits", max_bits);
  }
  const bool up_to_zero = found.lower == "0" || found.lower.starts_with('-');
  const bool from_zero = found.upper == "0" || !found.upper.starts_with('-');
  if (up_to_zero && from_zero) {
    return fmt::format("the value may be 0: {} bits do not tell its first digit", max_bits);
  }
  return fmt::format("{} bits do not settle {} digits; raise --max-bits", max_bits, digits);
}

// One rung of the ladder; whether it settles the value.
template <IntervalNumber I>
bool settle(const Expression& expression, const ExactValues& exact, const CaseFunctions* functions,
            int digits, Precision precision, CertifiedDigits& found) {
  const Evaluation<I> evaluation = evaluate<I>(expression, exact, functions, precision);
  if (evaluation.empty) {
    const Node& node = expression.nodes()[*evaluation.not_shown_defined];
    const std::string_view domain =
        node.operation == Operation::call ? domain_of(node.function) : std::string_view();
    throw InputError(expression.source(), node.span.begin,
                     fmt::format("{} is not defined{}{}", in_quotes(expression.text_of(node)),
                                 domain.empty() ? "" : ": expected ", domain));
  }
  found.bits = precision.bits;
  // A value that is a decimal, such as 48, lies between ends that are two units apart whatever the
  // precision; one or two more digits then bring them nearer.
  bool close = false;
  for (int guard = 0; guard <= 2 && !close; ++guard) {
    std::tie(found.lower, found.upper) = decimal(evaluation.value, digits + guard);
    close = at_most_one_unit_apart(found.lower, found.upper, digits);
  }
  align(found.lower, found.upper);
  if (evaluation.not_shown_defined) {
    const Node& node = expression.nodes()[*evaluation.not_shown_defined];
    found.reason =
        fmt::format("{} is not shown to be defined: {}", in_quotes(expression.text_of(node)),
                    why_undefined(expression, node));
    return false;
  }
  found.reason.clear();
  return close;
}

}  // namespace

CertifiedDigits certify(const Expression& expression, const CaseFunctions* functions, int digits,
                        int max_bits) {
  Parameters parameters;
  if (functions != nullptr) parameters = {functions->mu(), functions->sigma()};
  const ExactValues exact = exact_values(expression, parameters);
  CertifiedDigits found;
  if (const auto& value = exact.back()) {
    if (const std::optional<std::string> decimal = exact_decimal(*value, digits)) {
      found.lower = found.upper = *decimal;
      return found;
    }
  }
  if (settle<Interval>(expression, exact, functions, digits, {53}, found)) return found;
  for (int bits = 128; bits <= max_bits; bits *= 2) {
    if (settle<BigInterval>(expression, exact, functions, digits, {bits}, found)) return found;
    if (bits > max_bits / 2) break;
  }
  if (found.reason.empty()) found.reason = why_not_exact(found, digits, found.bits);
  return found;
}

}  // namespace rigor
