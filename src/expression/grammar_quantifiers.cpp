// The parts of statements that bind names: quantifiers with their ranges, and definitions.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "expression/grammar.hpp"

namespace rigor {
namespace {

constexpr int kTerm = 9;  // binds more strongly than relations do

constexpr const char* kRanges = "a range such as [0, 1], (0, oo) or {2..100}";

bool is_relation(TokenKind kind) {
  switch (kind) {
    case TokenKind::less:
    case TokenKind::at_most:
    case TokenKind::greater:
    case TokenKind::at_least:
    case TokenKind::equal:
    case TokenKind::not_equal:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::size_t Grammar::quantified() {
  const Token first = peek();
  SyntaxNode node;
  node.kind = Syntax::quantified;
  // forall x in [0, 1], exists y in [0, 1]: one node with both.
  while (role(peek()) == TokenKind::for_all || role(peek()) == TokenKind::exists) {
    const bool exists = role(peek()) == TokenKind::exists;
    take();
    const std::size_t from = node.binders.size();
    binders(node.binders);
    for (std::size_t i = from; i < node.binders.size(); ++i) node.binders[i].exists = exists;
  }
  if (is_word(peek(), "such") && is_word(peek(1), "that")) {
    take();
    take();
  } else if (!take_if(TokenKind::colon)) {
    unexpected("\":\" or \",\" after the variables");
  }
  node.parts = {expression(0)};
  node.span = {first.span.begin, end(node.parts.front())};
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

void Grammar::binders(std::vector<Binder>& found) {
  while (true) {
    const bool is_name = peek().kind == TokenKind::name && !is_keyword(peek()) &&
                         !vocabulary_.function(peek().text) && !defined_.contains(peek().text);
    const TokenKind next = role(peek(1));
    const bool ends_here = next == TokenKind::comma || next == TokenKind::element ||
                           next == TokenKind::colon || next == TokenKind::for_all ||
                           next == TokenKind::exists || is_word(peek(1), "such");
    if (is_name && (ends_here || is_relation(next))) {
      names_in_range(found);
    } else {
      found.push_back(inequality());
    }
    const TokenKind after = role(peek(1));
    if (role(peek()) != TokenKind::comma) return;
    take();
    if (after == TokenKind::for_all || after == TokenKind::exists) return;
  }
}

// x, y in [0, 1]; x, y > 0; x, y.
void Grammar::names_in_range(std::vector<Binder>& found) {
  const std::size_t from = found.size();
  while (true) {
    const Token token = peek();
    const TokenKind next = role(peek(1));
    if (is_relation(next) && found.size() == from) {
      found.push_back(inequality());
      return;
    }
    Binder binder;
    binder.name = new_name("the name of a variable");
    binder.span = binder.range.span = token.span;
    found.push_back(std::move(binder));
    if (take_if(TokenKind::element)) {
      const RangeSyntax common = range();
      for (std::size_t i = from; i < found.size(); ++i) found[i].range = common;
      return;
    }
    if (role(peek()) != TokenKind::comma) return;
    const bool continues = peek(1).kind == TokenKind::name && !is_keyword(peek(1)) &&
                           !vocabulary_.function(peek(1).text);
    const TokenKind follows = role(peek(2));
    if (!continues) return;
    if (is_relation(follows)) {
      take();
      const Binder last = inequality();
      found.push_back(last);
      for (std::size_t i = from; i < found.size(); ++i) found[i].range = last.range;
      return;
    }
    if (follows != TokenKind::comma && follows != TokenKind::element &&
        follows != TokenKind::colon && follows != TokenKind::for_all &&
        follows != TokenKind::exists && !is_word(peek(2), "such")) {
      return;
    }
    take();
  }
}

// x > 0, 0 <= x < 1, 1 >= x.
Binder Grammar::inequality() {
  const std::size_t start = peek().span.begin;
  const std::size_t chain = expression(kTerm - 1);
  const SyntaxNode node = nodes_[chain];
  const auto is_new = [&](std::size_t part) {
    const SyntaxNode& x = nodes_[part];
    return x.kind == Syntax::name && x.text != "pi" && x.text != "e" && !defined_.contains(x.text);
  };
  const bool is_chain =
      node.kind == Syntax::relations && node.parts.size() <= 3 && node.span.begin == start;
  std::optional<std::size_t> variable;
  if (is_chain && node.parts.size() == 3 && is_new(node.parts[1])) variable = 1;
  if (is_chain && node.parts.size() == 2) {
    if (is_new(node.parts[0])) {
      variable = 0;
    } else if (is_new(node.parts[1])) {
      variable = 1;
    }
  }
  if (!variable) {
    const bool is_sigma = is_chain && node.parts.size() == 2;
    throw InputError(source_, start,
                     is_sigma ? "expected a variable on one side, such as x in x > 0"
                              : "expected a variable with its range, such as x in [0, 1] or x > 0");
  }
  Binder binder;
  binder.name = nodes_[node.parts[*variable]].text;
  binder.span = nodes_[node.parts[*variable]].span;
  binder.range.kind = RangeKind::interval;
  binder.range.span = node.span;
  for (std::size_t i = 0; i < node.signs.size(); ++i) {
    const bool variable_is_left = i == *variable;
    const TokenKind sign = node.signs[i];
    const std::size_t other = node.parts[variable_is_left ? i + 1 : i];
    const bool open = sign == TokenKind::less || sign == TokenKind::greater;
    const bool is_less = sign == TokenKind::less || sign == TokenKind::at_most;
    if (sign == TokenKind::equal || sign == TokenKind::not_equal) {
      throw InputError(source_, node.span.begin,
                       fmt::format("expected a range, which = or != doesn't give; write forall {}: "
                                   "... => ...",
                                   binder.name));
    }
    if (is_less == variable_is_left ? binder.range.upper.has_value()
                                    : binder.range.lower.has_value()) {
      throw InputError(source_, node.span.begin, "expected relations of one direction");
    }
    if (is_less == variable_is_left) {
      binder.range.upper = other;
      binder.range.upper_open = open;
    } else {
      binder.range.lower = other;
      binder.range.lower_open = open;
    }
  }
  return binder;
}

RangeSyntax Grammar::range() {
  const std::size_t start = peek().span.begin;
  RangeSyntax result;
  switch (peek().kind) {
    case TokenKind::open:
    case TokenKind::open_bracket:
    case TokenKind::close_bracket:
      result = interval_range();
      break;
    case TokenKind::open_brace:
      result = set_range();
      break;
    case TokenKind::name:
      if (peek().text == "R" || peek().text == "reals") {
        take();
      } else if (peek().text == "Z" || peek().text == "integers") {
        take();
        result.kind = RangeKind::integers;
      } else if (peek().text == "N" || peek().text == "naturals") {
        result.kind = RangeKind::integers;
        result.lower = add(Syntax::number, peek().span, {});
        take();
      } else {
        unexpected(kRanges);
      }
      break;
    default:
      unexpected(kRanges);
  }
  result.span = {start, previous_end()};
  return result;
}

// An open end is written (0 or ]0; nothing for an infinite end.
RangeSyntax Grammar::interval_range() {
  RangeSyntax result;
  result.kind = RangeKind::interval;
  result.lower_open = peek().kind != TokenKind::open_bracket;
  take();
  result.lower = interval_end(false);
  expect(TokenKind::comma, "\",\" between the ends of the range");
  result.upper = interval_end(true);
  result.upper_open = peek().kind != TokenKind::close_bracket;
  if (peek().kind != TokenKind::close && peek().kind != TokenKind::close_bracket &&
      peek().kind != TokenKind::open_bracket) {
    unexpected("\"]\" or \")\" after the range");
  }
  take();
  return result;
}

std::optional<std::size_t> Grammar::interval_end(bool is_upper) {
  const bool has_sign = peek().kind == TokenKind::minus || peek().kind == TokenKind::plus;
  if (role(peek(has_sign ? 1 : 0)) == TokenKind::infinity) {
    const bool is_negative = peek().kind == TokenKind::minus;
    if (is_negative == is_upper) unexpected(is_upper ? "an upper end" : "a lower end such as -oo");
    if (has_sign) take();
    take();
    return std::nullopt;
  }
  return expression(kTerm);
}

// {2..100}, {2, ..., 100}, {2, 3, ...}, {2..oo}, {1, 5, 7}.
RangeSyntax Grammar::set_range() {
  RangeSyntax result;
  take();
  bool has_dots = false;
  while (true) {
    if (take_if(TokenKind::dots)) {
      if (has_dots) unexpected("one \"..\" in a range");
      has_dots = true;
      take_if(TokenKind::comma);
      if (peek().kind == TokenKind::close_brace) break;
      result.upper = interval_end(true);
      break;
    }
    result.list.push_back(expression(kTerm));
    if (peek().kind == TokenKind::dots) continue;
    if (!take_if(TokenKind::comma)) break;
  }
  if (!take_if(TokenKind::close_brace)) unexpected("\"}\" or \",\" or \"..\"");
  if (!has_dots) {
    result.kind = RangeKind::list;
    return result;
  }
  result.kind = RangeKind::integers;
  if (!result.list.empty()) result.lower = result.list.front();
  return result;
}

std::string Grammar::new_name(const char* expected) {
  const Token token = peek();
  if (token.kind != TokenKind::name || is_keyword(token)) unexpected(expected);
  const bool is_number = token.text == "pi" || token.text == "e";
  if (is_number || vocabulary_.function(token.text) != nullptr) {
    throw InputError(source_, token.span.begin,
                     fmt::format("expected {}, but {} is {} already", expected, token.text,
                                 is_number ? "a number" : "a function"));
  }
  take();
  return token.text;
}

std::size_t Grammar::definitions() {
  const Token let = peek();
  take();
  SyntaxNode node;
  node.kind = Syntax::definitions;
  do {
    node.definitions.push_back(definition());
  } while (take_if(TokenKind::comma));
  const bool starts_anew = is_word(peek(), "let") || role(peek()) == TokenKind::for_all ||
                           role(peek()) == TokenKind::exists;
  if (!starts_anew && !take_if(TokenKind::semicolon) && !take_if(TokenKind::element)) {
    unexpected_after_operand("or \"in\" or \";\"");
  }
  node.parts = {expression(0)};
  node.span = {let.span.begin, end(node.parts.front())};
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

Definition Grammar::definition() {
  Definition result;
  result.span = peek().span;
  result.name = new_name("a name to define");
  if (take_if(TokenKind::open)) {
    result.is_function = true;
    do {
      result.parameters.push_back(new_name("the name of an argument"));
    } while (take_if(TokenKind::comma));
    expect(TokenKind::close, "\")\" or \",\"");
  }
  if (peek().kind == TokenKind::colon) take();  // := is = here
  expect(TokenKind::equal, result.is_function ? "\"=\"" : "\"=\" or \"(\"");
  result.value = expression(0);
  if (!result.is_function) defined_.insert(result.name);
  return result;
}

}  // namespace rigor
