// What operators stand between: numbers, names, calls, brackets, absolute values.
#include <fmt/format.h>

#include <utility>

#include "expression/exact_number.hpp"
#include "expression/grammar.hpp"

namespace rigor {

std::size_t Grammar::operand() {
  const Token token = peek();
  if (is_word(token, "let")) return definitions();
  switch (role(token)) {
    case TokenKind::plus:
      take();
      return expression(kSign);
    case TokenKind::minus:
    case TokenKind::negation: {
      const bool is_minus = token.kind == TokenKind::minus;
      if (!is_minus && goal_ == Goal::term) break;
      take();
      const std::size_t inner = expression(is_minus ? kSign : kNegation);
      return add(is_minus ? Syntax::negate : Syntax::negation, {token.span.begin, end(inner)},
                 {inner});
    }
    case TokenKind::number:
      take();
      return literal(token);
    case TokenKind::name:
      take();
      return named(token);
    case TokenKind::radical:
      return radical(token);
    case TokenKind::bar:
      return absolute_value(token);
    case TokenKind::for_all:
    case TokenKind::exists:
      if (goal_ == Goal::term) break;
      return quantified();
    case TokenKind::open: {
      take();
      const int bars = std::exchange(bars_, 0);
      const std::size_t inner = expression(0);
      close(token, "or \")\"");
      bars_ = bars;
      nodes_[inner].span = {token.span.begin, previous_end()};
      return inner;
    }
    default:
      break;
  }
  unexpected("a number, a name or \"(\"");
}

std::size_t Grammar::literal(const Token& token) {
  Rational value = exact_number(source_, token.span.begin, token.text);
  const std::size_t node = add(Syntax::number, token.span, {});
  nodes_[node].value = std::move(value);
  return node;
}

std::size_t Grammar::named(const Token& name) {
  const FunctionName* function = vocabulary_.function(name.text);
  if (function != nullptr && peek().kind != TokenKind::open) {
    throw InputError(source_, peek().span.begin,
                     fmt::format("{} is a function: expected \"(\" after it, found {}", name.text,
                                 described(peek())));
  }
  if (goal_ == Goal::term && function == nullptr) {
    if (!vocabulary_.constant(name.text)) {
      throw InputError(
          source_, name.span.begin,
          fmt::format("unknown name {}{}", in_quotes(name.text), vocabulary_.advice(name.text)));
    }
    if (peek().kind == TokenKind::open) {
      throw InputError(
          source_, peek().span.begin,
          fmt::format("{} is a number, not a function; write * for a product", name.text));
    }
  }
  if (peek().kind == TokenKind::open) return call(name);
  const std::size_t node = add(Syntax::name, name.span, {});
  nodes_[node].text = name.text;
  return node;
}

std::size_t Grammar::call(const Token& name) {
  const Token open = peek();
  take();
  const int bars = std::exchange(bars_, 0);
  std::vector<std::size_t> operands;
  if (peek().kind != TokenKind::close) {
    operands.push_back(expression(0));
    while (take_if(TokenKind::comma)) operands.push_back(expression(0));
  }
  close(open, "or \",\" or \")\"");
  bars_ = bars;
  if (goal_ == Goal::term) {
    check_argument_count(source_, name.span.begin, *vocabulary_.function(name.text),
                         operands.size());
  }
  const std::size_t node = add(Syntax::call, {name.span.begin, previous_end()}, operands);
  nodes_[node].text = name.text;
  nodes_[node].open = open.span.begin;
  return node;
}

// √2, √x, √(x + 1): of what follows directly.
std::size_t Grammar::radical(const Token& sign) {
  const DepthGuard guard(*this);
  take();
  const std::size_t inner = operand();
  const std::size_t node = add(Syntax::call, {sign.span.begin, previous_end()}, {inner});
  nodes_[node].text = "sqrt";
  nodes_[node].open = begin(inner);
  return node;
}

std::size_t Grammar::absolute_value(const Token& bar) {
  const DepthGuard guard(*this);
  take();
  ++bars_;
  const std::size_t inner = expression(0);
  if (peek().kind != TokenKind::bar) {
    const Place place = source_.place(bar.span.begin);
    throw InputError(source_, peek().span.begin,
                     fmt::format("expected \"|\" for the \"|\" at line {}, column {}, found {}",
                                 place.line, place.column, described(peek())));
  }
  take();
  --bars_;
  const std::size_t node = add(Syntax::call, {bar.span.begin, previous_end()}, {inner});
  nodes_[node].text = "abs";
  nodes_[node].open = bar.span.begin;
  return node;
}

}  // namespace rigor
