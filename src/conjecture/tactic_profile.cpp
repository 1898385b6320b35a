// The course of terms, by samples.
#include <algorithm>
#include <cmath>
#include <random>

#include "conjecture/tactic_parts.hpp"

namespace rigor {

std::optional<Rational> simple_near(double x, int most, double tolerance) {
  for (int q = 1; q <= most; ++q) {
    const double p = std::round(x * q);
    if (std::fabs(p) < 1e12 && std::fabs(p / q - x) <= tolerance * std::max(1.0, std::fabs(x))) {
      return Rational(static_cast<std::int64_t>(p), q);
    }
  }
  return std::nullopt;
}

namespace {

bool seems_zero(const GuessedValue& value, long double scale) {
  return std::fabs(value.value) <= 64 * value.error + 1e-15L * scale;
}

// A minimum of the values between a and b.
double least_between(const GuessedTerm& guess, std::vector<double>& point, std::size_t v, double a,
                     double b) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  const auto value = [&](double x) {
    point[v] = x;
    return guess.at(point).value;
  };
  double c = b - golden * (b - a);
  double d = a + golden * (b - a);
  for (int i = 0; i < 90; ++i) {
    if (value(c) < value(d)) {
      b = d;
    } else {
      a = c;
    }
    c = b - golden * (b - a);
    d = a + golden * (b - a);
  }
  return (a + b) / 2;
}

// The least numbers of few bits near x.
Rational short_number(double x) {
  if (x == 0) return 0;
  const int exponent = std::ilogb(x);
  return to_rational(std::ldexp(std::round(std::ldexp(x, 4 - exponent)), exponent - 4));
}

}  // namespace

void for_samples(const Box& box, std::span<const std::size_t> free, int count,
                 const std::function<void(std::span<const double>)>& use) {
  std::vector<double> point(box.size(), 0);
  for (std::size_t v = 0; v < box.size(); ++v) {
    const std::vector<double> values = sample_side(box[v], 3);
    if (!values.empty()) point[v] = values[values.size() / 2];
  }
  std::vector<std::vector<double>> values;
  double total = 1;
  for (const std::size_t v : free) {
    values.push_back(sample_side(box[v], count));
    if (values.back().empty()) return;
    total *= static_cast<double>(values.back().size());
  }
  if (total <= 700) {
    std::vector<std::size_t> place(free.size(), 0);
    while (true) {
      for (std::size_t i = 0; i < free.size(); ++i) point[free[i]] = values[i][place[i]];
      use(point);
      std::size_t i = 0;
      while (i < free.size() && ++place[i] == values[i].size()) place[i++] = 0;
      if (i == free.size()) return;
    }
  }
  std::minstd_rand random(1);
  for (int k = 0; k < 500; ++k) {
    for (std::size_t i = 0; i < free.size(); ++i) {
      point[free[i]] = values[i][random() % values[i].size()];
    }
    use(point);
  }
}

bool Profile::vanishes_at(const Rational& end) const {
  return std::find(end_zeros.begin(), end_zeros.end(), end) != end_zeros.end();
}

Profile profile_of(const Terms& terms, TermId term, const Box& box, std::size_t variable) {
  Profile profile;
  const GuessedTerm guess(terms, term);
  const Side& side = box.at(variable);
  std::vector<double> point(box.size(), 0);
  for (std::size_t v = 0; v < box.size(); ++v) {
    const std::vector<double> values = sample_side(box[v], 3);
    if (!values.empty()) point[v] = values[values.size() / 2];
  }
  std::vector<double> xs;
  std::vector<GuessedValue> values;
  for (const double x : sample_side(side, 81)) {
    point[variable] = x;
    const GuessedValue value = guess.at(point);
    if (!std::isfinite(value.value)) continue;
    xs.push_back(x);
    values.push_back(value);
  }
  if (xs.size() < 3) return profile;
  std::vector<long double> sizes;
  for (const GuessedValue& value : values) sizes.push_back(std::fabs(value.value));
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  const long double scale = sizes[sizes.size() / 2];
  long double least = values.front().value;
  for (const GuessedValue& value : values) least = std::min(least, value.value);
  profile.is_clear = least > 1e-3L * scale;
  for (const auto* end : {&side.lower, &side.upper}) {
    if (!*end) continue;
    point[variable] = (*end)->convert_to<double>();
    if (seems_zero(guess.at(point), scale)) profile.end_zeros.push_back(**end);
  }
  std::vector<double> tops;
  for (std::size_t i = 1; i + 1 < xs.size(); ++i) {
    if (values[i].value >= values[i - 1].value && values[i].value > values[i + 1].value) {
      tops.push_back(xs[i]);
    }
    if (values[i].value > values[i - 1].value || values[i].value > values[i + 1].value) continue;
    const double x = least_between(guess, point, variable, xs[i - 1], xs[i + 1]);
    point[variable] = x;
    const long double around = std::max(values[i - 1].value, values[i + 1].value);
    const GuessedValue value = guess.at(point);
    if (value.value > 1e-9L * around && !seems_zero(value, around)) {
      if (value.value < 1e-3L * scale) profile.is_clear = false;
      continue;
    }
    profile.is_clear = false;
    profile.minima.push_back(x);
    if (const auto simple = simple_near(x, 60, 1e-6)) {
      point[variable] = simple->convert_to<double>();
      if (guess.at(point).value <= 1e-9L * around) profile.zeros.push_back(*simple);
    }
  }
  const bool from_lower = side.lower && profile.vanishes_at(*side.lower);
  if (!tops.empty()) {
    const double first = tops.front();
    const double last = tops.back();
    if (from_lower) {
      const double a = side.lower->convert_to<double>();
      profile.splits.push_back(short_number(a + 0.7 * (first - a)));
    }
    if (!side.upper) profile.splits.push_back(short_number(last + 0.25 * std::fabs(last) + 0.25));
    if (!side.lower) {
      profile.splits.push_back(short_number(first - 0.25 * std::fabs(first) - 0.25));
    }
    if (side.upper && profile.vanishes_at(*side.upper)) {
      const double b = side.upper->convert_to<double>();
      profile.splits.push_back(short_number(b - 0.7 * (b - last)));
    }
  }
  if (side.lower && side.upper) {
    profile.splits.push_back((*side.lower + *side.upper) / 2);
  } else {
    const Rational at = split_point(side);
    if (abs(at) < 1000000) profile.splits.push_back(at);
  }
  return profile;
}

}  // namespace rigor
