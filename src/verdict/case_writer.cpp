#include "verdict/case_writer.hpp"

#include <fmt/format.h>

#include <vector>

namespace rigor {
namespace {

/// "-0.125" for a decimal fraction of at most 40 places, else "p/q"; in quotes.
std::string number(const Rational& value) {
  Integer rest = denominator(value);
  int twos = 0, fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  const int places = std::max(twos, fives);
  if (rest != 1 || places == 0 || places > 40) return fmt::format("\"{}\"", to_string(value));
  const Rational shifted = value * Rational(pow(Integer(10), static_cast<unsigned>(places)));
  std::string digits = Integer(abs(numerator(shifted))).str();
  const auto count = static_cast<std::size_t>(places);
  if (digits.size() <= count) digits.insert(0, count + 1 - digits.size(), '0');
  digits.insert(digits.size() - count, ".");
  return fmt::format("\"{}{}\"", value < 0 ? "-" : "", digits);
}

std::string list(const std::vector<Rational>& values) {
  std::string out = "[";
  for (std::size_t k = 0; k < values.size(); ++k) {
    out += (k == 0 ? "" : k % 4 == 0 ? ",\n  " : ", ") + number(values[k]);
  }
  return out + "]";
}

std::string points(const Case& input) {
  if (input.dimension() == 1) {
    std::vector<Rational> values;
    for (const auto& point : input.points) values.push_back(point.front());
    return list(values);
  }
  std::string out = "[";
  for (const auto& point : input.points) out += (out.size() > 1 ? ",\n  " : "") + list(point);
  return out + "]";
}

/// A TOML basic string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string network_tables(const Case& input) {
  std::string out;
  if (input.network) {
    const Network& network = input.network->network;
    out += fmt::format("\n[network]\nsigns = [{}]\nweights = {}\nkinks = {}\n",
                       fmt::join(network.signs, ", "), list(network.weights), list(network.kinks));
    if (input.network->critical) out += "critical = true\n";
    if (input.network->radius > 0) {
      out += fmt::format("radius = {}\n", number(input.network->radius));
    }
  }
  if (input.full_network) {
    const FullNetwork& network = *input.full_network;
    out += fmt::format(
        "\n[full_network]\ninner_weights = {}\ninner_biases = {}\nouter_weights = {}\nouter_bias = "
        "{}\n",
        list(network.inner_weights), list(network.inner_biases), list(network.outer_weights),
        number(network.outer_bias));
  }
  if (input.eta) out += fmt::format("\n[training]\neta = {}\n", number(*input.eta));
  return out;
}

}  // namespace

std::string case_text(const Case& input) {
  std::string out = input.title.empty() ? "" : fmt::format("title = {}\n\n", quoted(input.title));
  out += fmt::format("[data]\npoints = {}\n\n[noise]\nmu = {}\n", points(input), number(input.mu));
  if (input.sigma.is_point()) {
    out += fmt::format("sigma = {}\n", number(input.sigma.to));
  } else {
    out += fmt::format("sigma = {{ from = {}, to = {} }}\n", number(input.sigma.from),
                       number(input.sigma.to));
  }
  return out + network_tables(input);
}

}  // namespace rigor
