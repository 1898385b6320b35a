#include "expression/grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rigor {
namespace {

constexpr int kDeepest = 1000;

// How strongly operators hold their left operand, and the least binding of their right one.
struct Binding {
  int left = 0;
  int right = 0;
  Syntax kind = Syntax::add;
};

constexpr int kEquivalence = 1;
constexpr int kImplication = 2;
constexpr int kDisjunction = 4;
constexpr int kConjunction = 6;
constexpr int kRelation = 8;

std::optional<Binding> binding_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::equivalence:
      return Binding{kEquivalence, kEquivalence + 1, Syntax::equivalence};
    case TokenKind::implication:
      return Binding{kImplication, kImplication, Syntax::implication};
    case TokenKind::disjunction:
      return Binding{kDisjunction, kDisjunction + 1, Syntax::disjunction};
    case TokenKind::conjunction:
      return Binding{kConjunction, kConjunction + 1, Syntax::conjunction};
    case TokenKind::less:
    case TokenKind::at_most:
    case TokenKind::greater:
    case TokenKind::at_least:
    case TokenKind::equal:
    case TokenKind::not_equal:
      return Binding{kRelation, kRelation + 1, Syntax::relations};
    case TokenKind::plus:
      return Binding{10, 11, Syntax::add};
    case TokenKind::minus:
      return Binding{10, 11, Syntax::subtract};
    case TokenKind::times:
      return Binding{20, 21, Syntax::multiply};
    case TokenKind::divide:
      return Binding{20, 21, Syntax::divide};
    case TokenKind::power:
      return Binding{40, 40, Syntax::power};
    default:
      return std::nullopt;
  }
}

struct Word {
  std::string_view text;
  TokenKind role;
};

constexpr std::array<Word, 10> kWords = {{{"and", TokenKind::conjunction},
                                          {"or", TokenKind::disjunction},
                                          {"not", TokenKind::negation},
                                          {"implies", TokenKind::implication},
                                          {"iff", TokenKind::equivalence},
                                          {"forall", TokenKind::for_all},
                                          {"exists", TokenKind::exists},
                                          {"in", TokenKind::element},
                                          {"oo", TokenKind::infinity},
                                          {"inf", TokenKind::infinity}}};

}  // namespace

TokenKind Grammar::role(const Token& token) const {
  if (goal_ == Goal::statement && token.kind == TokenKind::name) {
    for (const Word& word : kWords) {
      if (word.text == token.text) return word.role;
    }
  }
  return token.kind;
}

// || is two bars; inside of |a| a bar can only close it.
TokenKind Grammar::infix() const {
  const bool is_or = bars_ == 0 && peek().kind == TokenKind::bar &&
                     peek(1).kind == TokenKind::bar && peek().span.end == peek(1).span.begin;
  return is_or ? TokenKind::disjunction : role(peek());
}

bool Grammar::is_keyword(const Token& token) const {
  return role(token) != TokenKind::name || is_word(token, "let") || is_word(token, "such") ||
         is_word(token, "otherwise");
}

SyntaxTree Grammar::parse() && {
  expression(0);
  if (peek().kind != TokenKind::end) unexpected_after_operand("or the end");
  return std::move(nodes_);
}

std::size_t Grammar::expression(int least) {
  const DepthGuard guard(*this);
  std::size_t left = operand();
  while (true) {
    const std::optional<Binding> binding = binding_of(infix());
    if (!binding || binding->left < least) return left;
    if (goal_ == Goal::term && binding->left <= kRelation) return left;
    if (binding->kind == Syntax::relations) {
      left = relations(left);
    } else if (binding->kind == Syntax::conjunction || binding->kind == Syntax::disjunction) {
      left = chain(left, binding->kind, binding->right);
    } else {
      take();
      const std::size_t right = expression(binding->right);
      left = add(binding->kind, {begin(left), end(right)}, {left, right});
    }
  }
}

std::size_t Grammar::chain(std::size_t first, Syntax kind, int binding) {
  std::vector<std::size_t> parts{first};
  const TokenKind sign = infix();
  while (infix() == sign) {
    if (peek().kind == TokenKind::bar) take();
    take();
    parts.push_back(expression(binding));
  }
  const Span span{begin(first), end(parts.back())};
  return add(kind, span, std::move(parts));
}

std::size_t Grammar::relations(std::size_t first) {
  std::vector<std::size_t> parts{first};
  std::vector<TokenKind> signs;
  for (auto binding = binding_of(role(peek())); binding && binding->kind == Syntax::relations;
       binding = binding_of(role(peek()))) {
    signs.push_back(peek().kind);
    take();
    parts.push_back(expression(binding->right));
  }
  const std::size_t node = add(Syntax::relations, {begin(first), end(parts.back())}, parts);
  nodes_[node].signs = std::move(signs);
  return node;
}

void Grammar::close(const Token& open, const char* expected) {
  if (peek().kind != TokenKind::close) {
    if (peek().kind != TokenKind::end) unexpected_after_operand(expected);
    const Place place = source_.place(open.span.begin);
    throw InputError(source_, peek().span.begin,
                     fmt::format("expected \")\" for the \"(\" at line {}, column {}, found {}",
                                 place.line, place.column, described(peek())));
  }
  take();
}

bool Grammar::take_if(TokenKind kind) {
  if (role(peek()) != kind) return false;
  take();
  return true;
}

void Grammar::expect(TokenKind kind, const char* expected) {
  if (!take_if(kind)) unexpected(expected);
}

void Grammar::unexpected(const char* expected) const {
  throw InputError(source_, peek().span.begin,
                   fmt::format("expected {}, found {}", expected, described(peek())));
}

void Grammar::unexpected_after_operand(const char* expected) const {
  const Token& token = peek();
  const bool product = token.kind == TokenKind::number || token.kind == TokenKind::open ||
                       (token.kind == TokenKind::name && !is_keyword(token));
  throw InputError(source_, token.span.begin,
                   fmt::format("expected an operator {}, found {}{}", expected, described(token),
                               product ? "; write * for a product" : ""));
}

Grammar::DepthGuard::DepthGuard(Grammar& grammar) : grammar_(grammar) {
  if (++grammar_.depth_ > kDeepest) {
    throw InputError(grammar_.source_, grammar_.peek().span.begin,
                     fmt::format("nested deeper than {}", kDeepest));
  }
}

std::size_t Grammar::add(Syntax kind, Span span, std::vector<std::size_t> parts) {
  SyntaxNode node;
  node.kind = kind;
  node.span = span;
  node.parts = std::move(parts);
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

SyntaxTree parse_term_syntax(const SourceText& source, const Vocabulary& vocabulary) {
  return Grammar(source, vocabulary, Grammar::Goal::term).parse();
}

SyntaxTree parse_statement_syntax(const SourceText& source, const Vocabulary& vocabulary) {
  return Grammar(source, vocabulary, Grammar::Goal::statement).parse();
}

void check_argument_count(const SourceText& source, std::size_t offset,
                          const FunctionName& function, std::size_t found) {
  if (found >= function.least_arguments && found <= function.most_arguments) return;
  const bool fixed = function.least_arguments == function.most_arguments;
  throw InputError(
      source, offset,
      fmt::format("{} takes {}{} argument{}, found {}", function.name, fixed ? "" : "at least ",
                  function.least_arguments, function.least_arguments == 1 ? "" : "s", found));
}

}  // namespace rigor
