// Running the registered claims on a case that is written in the test.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "number/rational.hpp"
#include "proofs-check/all_claims.hpp"
#include "verdict/runner.hpp"
#include "verdict/words.hpp"

namespace rigor::test {

inline Rational exact(std::string_view text) {
  const auto value = parse_rational(text);
  if (!value) throw std::invalid_argument("no number: " + std::string(text));
  return *value;
}

inline Case make_case(const std::string& name, const std::vector<std::string>& points,
                      const std::string& mu, const std::string& from, const std::string& to) {
  Case input;
  input.name = name;
  for (const std::string& x : points) input.points.push_back({exact(x)});
  input.mu = exact(mu);
  input.sigma = {exact(from), exact(to)};
  return input;
}
inline Case make_case(const std::string& name, const std::vector<std::string>& points,
                      const std::string& mu, const std::string& sigma) {
  return make_case(name, points, mu, sigma, sigma);
}

inline Case case_a() {
  return make_case("a", {"-1", "1"}, "1/2", "1/4");
}
inline Case case_b() {
  return make_case("b", {"0", "5/8", "5/2"}, "4/5", "1/4");
}
inline Case case_c() {
  return make_case("c", {"0", "2.1", "4.4", "6.2", "8.2", "10.4", "12.1", "14", "16.1", "18.4"},
                   "99/101", "20/101");
}

/// The claims about the empirical optimal score.
inline const std::vector<std::string> score_claims = {
    "SCORE-ID-1", "RISK-ID-1",  "SCORE-VAR-1", "SCORE-IRREG-1", "SCORE-RISK-1",
    "WEIGHT-1",   "SCORE-TV-1", "SCORE-TVU-1", "OU-1"};

/// What the tests run: everything but the false variants, which have a test of their own.
inline RunOptions quick_options() {
  RunOptions options;
  options.printed = true;
  options.false_variants = false;
  options.jobs = 1;
  options.max_bits = 512;
  return options;
}

/// A run together with the registry that its results point into.
struct ClaimsRun {
  Registry registry;
  Run run;

  const Outcome* find(std::string_view id, std::string_view case_name) const {
    for (const Result& result : run.results) {
      if (result.claim->id() == id && result.case_name == case_name) return &result.outcome;
    }
    return nullptr;
  }
  const Outcome& of(std::string_view id, std::string_view case_name) const {
    const Outcome* outcome = find(id, case_name);
    if (outcome == nullptr) {
      throw std::out_of_range(std::string(id) + " did not run on " + std::string(case_name));
    }
    return *outcome;
  }
};

inline ClaimsRun run_claims(std::vector<Case> cases, const RunOptions& options) {
  ClaimsRun out{all_claims(), {}};
  out.run = rigor::run(out.registry, std::move(cases), options);
  return out;
}

inline ClaimsRun run_claims(const Case& input, std::vector<std::string> claims = {}) {
  RunOptions options = quick_options();
  options.claims = std::move(claims);
  return run_claims(std::vector<Case>{input}, options);
}

/// What one claim says of a case.
inline Outcome check(const Case& input, const std::string& claim, int digits = 15) {
  RunOptions options = quick_options();
  options.claims = {claim};
  options.digits = digits;
  return run_claims(std::vector<Case>{input}, options).of(claim, input.name);
}

/// The first quantity whose name begins with `name`.
inline const Quantity& quantity_of(const Outcome& outcome, std::string_view name) {
  for (const Quantity& q : outcome.quantities) {
    if (q.name.starts_with(name)) return q;
  }
  throw std::out_of_range("no quantity " + std::string(name));
}

/// Whether the enclosure meets [d - u, d + u], u one unit of the last printed digit of d.
inline bool meets(const Enclosure& x, std::string_view digits) {
  const std::size_t e = digits.find('e');
  std::string unit;
  for (const char c : digits.substr(0, e)) {
    if (c != '-') unit += c >= '0' && c <= '9' ? '0' : c;
  }
  unit.back() = '1';
  if (e != std::string_view::npos) unit += digits.substr(e);
  const Rational d = exact(digits), u = exact(unit);
  return exact(x.lower) <= d + u && d - u <= exact(x.upper);
}

inline std::string text(const Enclosure& x) {
  return "[" + x.lower + ", " + x.upper + "]";
}

}  // namespace rigor::test
