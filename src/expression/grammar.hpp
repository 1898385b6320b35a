// The parser behind parse_expression and read_statement.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expression/syntax.hpp"

namespace rigor {

/// One grammar for terms and for statements: operators by binding strength (parser.hpp), with the
/// relations and connectives below the arithmetic ones. Parsing a term, it knows the names of the
/// vocabulary only.
class Grammar {
 public:
  enum class Goal { term, statement };

  /// How strongly signs and "not" hold what follows them.
  static constexpr int kSign = 30;
  static constexpr int kNegation = 7;

  Grammar(const SourceText& source, const Vocabulary& vocabulary, Goal goal)
      : source_(source), vocabulary_(vocabulary), goal_(goal), tokens_(tokenize(source)) {}

  SyntaxTree parse() &&;

 private:
  // Parses operators that bind at least as strongly as `least`; the index of the tree's root.
  std::size_t expression(int least);
  std::size_t operand();
  std::size_t literal(const Token& token);
  std::size_t named(const Token& name);
  std::size_t call(const Token& name);
  std::size_t radical(const Token& sign);
  std::size_t absolute_value(const Token& bar);
  std::size_t chain(std::size_t first, Syntax kind, int binding);
  std::size_t relations(std::size_t first);

  std::size_t quantified();
  void binders(std::vector<Binder>& found);
  void names_in_range(std::vector<Binder>& found);
  Binder inequality();
  RangeSyntax range();
  RangeSyntax interval_range();
  RangeSyntax set_range();
  std::optional<std::size_t> interval_end(bool is_upper);
  std::size_t definitions();
  Definition definition();
  std::string new_name(const char* expected);

  bool is_word(const Token& token, std::string_view word) const {
    return goal_ == Goal::statement && token.kind == TokenKind::name && token.text == word;
  }
  bool is_keyword(const Token& token) const;
  // What the token is as an operator or a word of statements; its own kind otherwise.
  TokenKind role(const Token& token) const;
  // The role of the next token after an operand.
  TokenKind infix() const;

  void expect(TokenKind kind, const char* expected);
  void close(const Token& open, const char* expected);
  [[noreturn]] void unexpected_after_operand(const char* expected) const;
  [[noreturn]] void unexpected(const char* expected) const;

  // Counts the nesting, so that no text can exhaust the stack.
  class DepthGuard {
   public:
    explicit DepthGuard(Grammar& grammar);
    ~DepthGuard() { --grammar_.depth_; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;

   private:
    Grammar& grammar_;
  };

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(position_ + ahead, tokens_.size() - 1)];
  }
  void take() { ++position_; }
  bool take_if(TokenKind kind);
  std::size_t previous_end() const { return tokens_[position_ - 1].span.end; }
  std::size_t begin(std::size_t node) const { return nodes_[node].span.begin; }
  std::size_t end(std::size_t node) const { return nodes_[node].span.end; }
  std::size_t add(Syntax kind, Span span, std::vector<std::size_t> parts);

  const SourceText& source_;
  const Vocabulary& vocabulary_;
  Goal goal_;
  std::vector<Token> tokens_;
  SyntaxTree nodes_;
  std::set<std::string> defined_;  // names after "let"
  std::size_t position_ = 0;
  int depth_ = 0;
  int bars_ = 0;  // open | of absolute values, since the innermost bracket
};

}  // namespace rigor
