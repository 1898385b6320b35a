// The names that an expression may use.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rigor {

/// `depth` is the variable s of functions of depth.
enum class Constant { pi, e, mu, sigma, depth, count };

enum class Function {
  abs,
  sign,
  sqrt,
  exp,
  exp2,
  expm1,
  log,
  log2,
  log1p,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  erf,
  erfc,
  min,
  max,
  normal_cdf,
  cbrt,
  rootn,
  hypot,
  atan2,
  floor,
  ceil,
  density,
  log_density,
  mean,
  variance,
  score,
  score_derivative,
  score_second_derivative,
  data
};

/// For which arguments x a function is defined, such as "x > 0"; "" if for all.
std::string_view domain_of(Function function);

/// A function with its numbers of arguments. `component` counts from 1 for a coordinate of a vector
/// (score_2); 0 otherwise.
struct FunctionName {
  std::string name;
  Function function = Function::abs;
  std::size_t least_arguments = 1;
  std::size_t most_arguments = 1;
  std::size_t component = 0;
};

struct ConstantName {
  std::string name;
  Constant constant = Constant::pi;
};

/// Names with their meanings, and advice for names that mean something elsewhere.
class Vocabulary {
 public:
  /// pi, e; abs, sign, sqrt, min, max; exp, exp2 (2^x), expm1 (exp(x) - 1), log, log2, log1p (log(1
  /// + x)); sin, cos, tan, asin, acos, atan; sinh, cosh, tanh, asinh, acosh, atanh; erf, erfc, Phi
  /// (the standard normal distribution function); cbrt, rootn(x, n) (odd ones of negative numbers
  /// too), hypot (the Euclidean norm), atan2(y, x) in (-pi, pi], floor, ceil.
  static Vocabulary elementary();

  /// Moreover mu, sigma and the functions of the mixture of a case in R^d, of y = (y_1, ..., y_d):
  /// density p, logdensity log p, variance (trace of the posterior covariance of c_I, V in R^1).
  /// For d = 1 mean (E[c_I | y]), score (s* = (log p)') and its derivatives dscore, d2score; for d
  /// > 1 the components mean_k and score_k, 1 <= k <= d.
  static Vocabulary of_case(std::size_t dimension);

  /// Those of statements. Moreover ln for log, arcsin for asin and so on. With a case of dimension >= 1 (0: none) also data(i), count and the
  /// functions of its mixture, which may take the noise level as one more argument.
  static Vocabulary of_statements(std::size_t dimension);

  /// Functions of depth: the variable s; pi, e and the elementary functions that are smooth.
  static Vocabulary of_depth();

  const FunctionName* function(std::string_view name) const;
  std::optional<Constant> constant(std::string_view name) const;
  /// All of them.
  std::vector<std::string> names() const;

  /// What to say of a name that is not in here: advice, a suggestion, or nothing.
  std::string advice(std::string_view name) const;

 private:
  struct Advice {
    std::string name;
    std::string text;
  };
  std::vector<ConstantName> constants_;
  std::vector<FunctionName> functions_;
  std::vector<Advice> advice_;
};

}  // namespace rigor
