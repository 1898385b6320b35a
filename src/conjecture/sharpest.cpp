#include "conjecture/sharpest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr int kLargestPower = 40;

class Bisection {
 public:
  Bisection(const std::string& text, const std::string& parameter, const StatementContext& context,
            const ProverOptions& options)
      : text_(text), parameter_(parameter), context_(context), options_(options) {}

  Sharpest run(int digits) {
    bracket();
    if (!found_.proved_for || !found_.refuted_for) {
      found_.reason = fmt::format("no value of {} up to 2^{} is {}", parameter_, kLargestPower,
                                  found_.proved_for ? "refuted" : "proved");
      return std::move(found_);
    }
    const Rational fraction(1, pow(Integer(10), static_cast<unsigned>(digits)));
    while (distance() > fraction * size()) {
      if (step()) continue;
      found_.reason = interrupted() ? "interrupted" : "values between these two are not settled";
      break;
    }
    return std::move(found_);
  }

 private:
  void bracket() {
    Rational power = 1;
    ask(0);
    for (int k = 0; k <= kLargestPower && !complete() && !interrupted(); ++k, power *= 2) {
      ask(power);
      if (!complete()) ask(-power);
    }
  }

  // Asks about values between the two: near the middle, then nearer to the ends. Whether one of
  // them was settled.
  bool step() {
    const Rational& a = *found_.proved_for;
    const Rational& b = *found_.refuted_for;
    for (const Rational& where : {Rational(1, 2), Rational(1, 8), Rational(7, 8)}) {
      const Rational centre = a + (b - a) * where;
      const Rational reach = abs(b - a) / 16;
      if (interrupted()) return false;
      if (ask(simplest_between(centre - reach, centre + reach))) return true;
    }
    return false;
  }

  bool ask(const Rational& value) {
    StatementContext context = context_;
    context.parameters[parameter_] = value;
    Answer answer = settle_statement(text_, context, options_);
    if (answer.verdict == Verdict::verified) {
      found_.proved_for = value;
      found_.proof = std::move(answer);
      return true;
    }
    if (answer.verdict == Verdict::violated) {
      found_.refuted_for = value;
      found_.refutation = std::move(answer);
      return true;
    }
    return false;
  }

  bool complete() const { return found_.proved_for && found_.refuted_for; }
  bool interrupted() const { return options_.stop && options_.stop(); }
  Rational distance() const { return abs(*found_.proved_for - *found_.refuted_for); }
  Rational size() const {
    return std::max(Rational(abs(*found_.proved_for)), Rational(abs(*found_.refuted_for)));
  }

  const std::string& text_;
  const std::string& parameter_;
  const StatementContext& context_;
  const ProverOptions& options_;
  Sharpest found_;
};

}  // namespace

Sharpest sharpest_constant(const std::string& text, const std::string& parameter,
                           const StatementContext& context, const ProverOptions& options,
                           int digits) {
  return Bisection(text, parameter, context, options).run(digits);
}

}  // namespace rigor
