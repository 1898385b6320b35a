#include "conjecture/certify.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "expression/exact_values.hpp"
#include "expression/parser.hpp"

namespace rigor {
namespace {

Case line_case(const std::vector<Rational>& points, const Rational& mu, const Rational& sigma) {
  Case result;
  result.name = "test";
  for (const Rational& x : points) result.points.push_back({x});
  result.mu = mu;
  result.sigma = {sigma, sigma};
  return result;
}

CertifiedDigits eval(const std::string& text, int digits = 15, int max_bits = 2048) {
  return certify(parse_expression(text, Vocabulary::elementary()), nullptr, digits, max_bits);
}

CertifiedDigits eval_on(const Case& data, const std::string& text, int digits = 15) {
  const CaseFunctions functions(data, data.mu, data.sigma.to);
  return certify(parse_expression(text, Vocabulary::of_case(data.dimension())), &functions, digits,
                 2048);
}

std::string error_of(const std::string& text) {
  try {
    eval(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

void expect_digits(const CertifiedDigits& found, const std::string& lower,
                   const std::string& upper) {
  EXPECT_EQ(found.reason, "");
  EXPECT_EQ(found.lower, lower);
  EXPECT_EQ(found.upper, upper);
}

void expect_exactly(const std::string& text, const std::string& value) {
  const CertifiedDigits found = eval(text);
  expect_digits(found, value, value);
}

TEST(Certify, FoldsWhatIsRational) {
  expect_exactly("0.1 + 0.2", "0.3");
  expect_exactly("2^-3^2 * 512", "1");
  expect_exactly("(1/3) * 3", "1");
  expect_exactly("sqrt(9/4)", "1.5");
  expect_exactly("4^(3/2)", "8");
  expect_exactly("max(1/3, 0.5, -2) - min(1, 2)", "-0.5");
  expect_exactly("abs(-7)", "7");
  expect_exactly("exp(0) + log(1) + erf(0) + tanh(0) + erfc(0)", "2");
  expect_exactly("Phi(0)", "0.5");
  expect_exactly("0^0", "1");
  expect_exactly("(-1)^(10^30)", "1");
  expect_exactly("0^(1/2)", "0");
}

TEST(Certify, TakesRootsAnglesAndIntegerParts) {
  expect_exactly("cbrt(-27/8)", "-1.5");
  expect_exactly("rootn(-32, 5) + rootn(81, 4)", "1");
  expect_exactly("floor(-7/2) + 10*ceil(-7/2)", "-34");
  expect_exactly("hypot(3, 4) + hypot(-2) + hypot(2, 3, 6)", "14");
  expect_exactly("atan2(0, 3)", "0");
  expect_exactly("floor(pi) + ceil(-pi)", "0");
  EXPECT_EQ(eval("atan2(0, -1) - pi + 1", 10).reason, "");
  EXPECT_EQ(eval("cbrt(-2)^3", 10).lower.substr(0, 2), "-2");
  EXPECT_EQ(eval("hypot(1, 1)", 6).lower, "1.41421");
  EXPECT_EQ(eval("atan2(-1, -1)*4/3", 6).upper, "-3.14159");
  EXPECT_NE(error_of("rootn(-1, 2)").find("even degree of a negative"), std::string::npos);
  EXPECT_NE(error_of("rootn(2, 1/2)").find("expected an integer from 1"), std::string::npos);
  EXPECT_NE(error_of("rootn(2, pi)").find("expected an integer from 1"), std::string::npos);
  EXPECT_NE(error_of("atan2(0, 0)").find("no angle"), std::string::npos);
}

TEST(Certify, FoldsRationalValuesOfEveryFunction) {
  for (const char* name : {"sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "expm1",
                           "log1p", "erf", "sign"}) {
    expect_exactly(std::string(name) + "(1-1)", "0");
  }
  for (const char* name : {"cos", "cosh", "exp", "exp2", "erfc"}) {
    expect_exactly(std::string(name) + "(0)", "1");
  }
  for (const char* name : {"acos", "acosh", "log", "log2"}) {
    expect_exactly(std::string(name) + "(1)", "0");
  }
  expect_exactly("exp2(-3)", "0.125");
  expect_exactly("log2(1/1024)", "-10");
  expect_exactly("sign(-1/7) + sign(2)", "0");
  expect_exactly("8^(1/3)", "2");
  expect_exactly("(27/8)^(-2/3) * 9", "4");
  expect_exactly("1^(1/10^20)", "1");
}

// Digits from tables (Abramowitz and Stegun; OEIS A000796, A001113, A002391, A087197).
TEST(Certify, KnowsTheConstants) {
  expect_digits(eval("pi", 31), "3.141592653589793238462643383279",
                "3.141592653589793238462643383280");
  expect_digits(eval("e", 30), "2.71828182845904523536028747135",
                "2.71828182845904523536028747136");
  expect_digits(eval("exp(1) + 0*pi", 20), "2.7182818284590452353", "2.7182818284590452354");
  expect_digits(eval("log(3)", 25), "1.098612288668109691395245", "1.098612288668109691395246");
  expect_digits(eval("erf(1)", 20), "0.84270079294971486934", "0.84270079294971486935");
  expect_digits(eval("1/sqrt(pi)", 20), "0.56418958354775628694", "0.56418958354775628695");
  expect_digits(eval("tanh(1)", 20), "0.76159415595576488811", "0.76159415595576488812");
  expect_digits(eval("Phi(1.96)", 10), "0.9750021048", "0.9750021049");
  expect_digits(eval("2^(1/2)", 20), "1.4142135623730950488", "1.4142135623730950489");
  expect_digits(eval("2^(1/3)", 20), "1.2599210498948731647", "1.2599210498948731648");
}

// Digits by mpmath.
TEST(Certify, KnowsEveryFunction) {
  expect_digits(eval("4*atan(1)", 20), "3.1415926535897932384", "3.1415926535897932385");
  expect_digits(eval("sin(1)", 20), "0.84147098480789650665", "0.84147098480789650666");
  expect_digits(eval("cos(1)", 20), "0.54030230586813971740", "0.54030230586813971741");
  expect_digits(eval("tan(1)", 20), "1.5574077246549022305", "1.5574077246549022306");
  expect_digits(eval("asin(1/2)", 20), "0.52359877559829887307", "0.52359877559829887308");
  expect_digits(eval("acos(1/3)", 15), "1.23095941734077", "1.23095941734078");
  expect_digits(eval("sinh(1)", 20), "1.1752011936438014568", "1.1752011936438014569");
  expect_digits(eval("cosh(1)", 20), "1.5430806348152437784", "1.5430806348152437785");
  expect_digits(eval("asinh(1)", 20), "0.88137358701954302523", "0.88137358701954302524");
  expect_digits(eval("acosh(2)", 20), "1.3169578969248167086", "1.3169578969248167087");
  expect_digits(eval("atanh(1/2)", 20), "0.54930614433405484569", "0.54930614433405484570");
  expect_digits(eval("exp2(1/2)", 20), "1.4142135623730950488", "1.4142135623730950489");
  expect_digits(eval("log2(3)", 20), "1.5849625007211561814", "1.5849625007211561815");
  expect_digits(eval("expm1(1/3)", 20), "0.39561242508608952862", "0.39561242508608952863");
  expect_digits(eval("log1p(1)", 20), "0.69314718055994530941", "0.69314718055994530942");
  expect_digits(eval("sin(10^30)", 10), "-0.09011690192", "-0.09011690191");
  expect_digits(eval("pi^e", 20), "22.459157718361045473", "22.459157718361045474");
  expect_digits(eval("sign(sin(3) - 1/8)", 10), "1", "1");
}

TEST(Certify, PowersOfNegativeNumbersAreIntegerPowers) {
  expect_digits(eval("(-pi)^3", 10), "-31.00627669", "-31.00627668");
  expect_digits(eval("(-pi/3)^3000000001", 5), eval("-(pi/3)^3000000001", 5).lower,
                eval("-(pi/3)^3000000001", 5).upper);
  expect_digits(eval("(-pi/3)^3000000000", 5), eval("(pi/3)^3000000000", 5).lower,
                eval("(pi/3)^3000000000", 5).upper);
  EXPECT_NE(error_of("(-8)^(1/3)").find("no integer"), std::string::npos);
  EXPECT_NE(error_of("(-pi)^(1/3)").find("is not defined"), std::string::npos);
  EXPECT_NE(error_of("(-2)^pi").find("is not defined"), std::string::npos);
}

TEST(Certify, NamesTheDomainThatIsLeft) {
  EXPECT_NE(error_of("log2(0)").find("expected x > 0"), std::string::npos);
  EXPECT_NE(error_of("log1p(-1)").find("expected x > -1"), std::string::npos);
  EXPECT_NE(error_of("asin(1.01)").find("expected -1 <= x <= 1"), std::string::npos);
  EXPECT_NE(error_of("acos(pi)").find("expected -1 <= x <= 1"), std::string::npos);
  EXPECT_NE(error_of("acosh(1/2)").find("expected x >= 1"), std::string::npos);
  EXPECT_NE(error_of("atanh(1)").find("expected -1 < x < 1"), std::string::npos);
  EXPECT_NE(eval("tan(pi/2)").reason.find("may be an odd multiple of pi/2"), std::string::npos);
  EXPECT_NE(eval("asin(exp(1) - e + 1)").reason.find("may not satisfy -1 <= x <= 1"),
            std::string::npos);
  EXPECT_NE(error_of("arctan(1)").find("\"atan\""), std::string::npos);
  EXPECT_NE(error_of("arsinh(1)").find("\"asinh\""), std::string::npos);
}

TEST(Certify, RaisesThePrecisionThroughCancellation) {
  const CertifiedDigits found = eval("(exp(1e-40) - 1) * 1e40", 45);
  expect_digits(found, "1.00000000000000000000000000000000000000005000",
                "1.00000000000000000000000000000000000000005001");
  EXPECT_GE(found.bits, 256);
}

TEST(Certify, ReachesBeyondTheDoubles) {
  expect_digits(eval("exp(-10^6)", 5), "3.2968e-434295", "3.2969e-434295");
  expect_digits(eval("2^(10^9)", 5), "4.6129e301029995", "4.6130e301029995");
}

TEST(Certify, SaysWhatIsMissing) {
  const CertifiedDigits zero = eval("exp(1) - e");
  EXPECT_NE(zero.reason.find("may be 0"), std::string::npos) << zero.reason;
  const CertifiedDigits low = eval("pi", 100, 128);
  EXPECT_NE(low.reason.find("raise --max-bits"), std::string::npos) << low.reason;
  EXPECT_EQ(low.bits, 128);
  EXPECT_NE(eval("log(exp(1) - e)").reason.find("\"exp(1) - e\" may be 0 or negative"),
            std::string::npos);
  EXPECT_NE(eval("1/(exp(1) - e)").reason.find("\"(exp(1) - e)\" may be 0"), std::string::npos);
  EXPECT_NE(eval("sqrt(exp(1) - e)").reason.find("may be negative"), std::string::npos);
}

// What becomes certain after it was lost stays lost: min(1, 1/0-ish) is no proof.
TEST(Certify, NeverForgetsThatAPartWasUndefined) {
  EXPECT_NE(eval("tanh(0 * log(exp(1) - e))").reason, "");
  EXPECT_NE(eval("abs(1/(exp(1) - e))^0").reason, "");
  EXPECT_NE(eval("0 * (1/(exp(1) - e))").reason, "");
}

TEST(Certify, RefusesWhatIsUndefined) {
  EXPECT_EQ(error_of("1 + 1/(2-2)").substr(0, 52),
            "expression:1:5: error: \"1/(2-2)\" is not defined: a d");
  EXPECT_NE(error_of("log(0)").find("expected x > 0"), std::string::npos);
  EXPECT_NE(error_of("log(-pi)").find("\"log(-pi)\" is not defined"), std::string::npos);
  EXPECT_NE(error_of("sqrt(-1/4)").find("expected x >= 0"), std::string::npos);
  EXPECT_NE(error_of("(-8)^(1/3)").find("not defined"), std::string::npos);
  EXPECT_NE(error_of("0^-1").find("negative power of 0"), std::string::npos);
  EXPECT_NE(error_of("pi/0").find("a division by 0"), std::string::npos);
}

// Reference values: two points -1, 1 at mu = 1/2, sigma = 1/4. By symmetry at 0: V = 1/4, so
// s*' = (16/4 - 1) * 16 = 48, and p(0) = N(1/2; 0, 1/16) = 4 exp(-2) / sqrt(2 pi).
TEST(Certify, KnowsTheMixture) {
  const Case a = line_case({-1, 1}, Rational(1, 2), Rational(1, 4));
  expect_digits(eval_on(a, "dscore(0)", 20), "48", "48");
  expect_digits(eval_on(a, "density(0) / (4*exp(-2)/sqrt(2*pi))", 20), "0.9999999999999999999999",
                "1.0000000000000000000010");
  expect_digits(eval_on(a, "mu + sigma"), "0.75", "0.75");
  expect_digits(eval_on(a, "dscore(1/10)", 30), "19.7795307348636146266876061105",
                "19.7795307348636146266876061106");
}

TEST(Certify, KeepsRelativePrecisionInTheTails) {
  std::vector<Rational> points;
  for (int i = 0; i < 10'000; ++i) points.emplace_back(i, 10'000);
  const Case tiny = line_case(points, 1, Rational(1, 1'000'000));
  expect_digits(eval_on(tiny, "d2score(0.12345678)", 28), "-3.534608110042673391628396652e-271",
                "-3.534608110042673391628396651e-271");
}

TEST(Certify, AcceptsArgumentsThatAreNotRational) {
  const Case a = line_case({-1, 1}, Rational(1, 2), Rational(1, 4));
  const CertifiedDigits at_e = eval_on(a, "score(exp(-2))", 20);
  EXPECT_EQ(at_e.reason, "");
  EXPECT_NE(eval_on(a, "score(log(exp(1) - e))", 20).reason, "");
}

TEST(Certify, KnowsTheMixtureInThePlane) {
  Case plane;
  plane.points = {{-1, 0}, {1, 0}};
  plane.mu = Rational(1, 2);
  plane.sigma = {Rational(1, 4), Rational(1, 4)};
  const Case a = line_case({-1, 1}, Rational(1, 2), Rational(1, 4));
  const CertifiedDigits in_plane = eval_on(plane, "score_1(1/10, 3)", 20);
  const CertifiedDigits on_line = eval_on(a, "score(1/10)", 20);
  EXPECT_EQ(in_plane.reason, "");
  EXPECT_EQ(in_plane.lower.substr(0, 19), on_line.lower.substr(0, 19));
  EXPECT_EQ(eval_on(plane, "score_2(1/10, 3)", 20).lower.substr(0, 3), "-48");
  EXPECT_EQ(eval_on(plane, "variance(1/10, pi)", 15).reason, "");
}

}  // namespace
}  // namespace rigor
