#include "expression/parser.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "expression/exact_number.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

constexpr int kDeepest = 1000;

struct Binding {
  int left = 0;   // how strongly the operator holds its left operand
  int right = 0;  // the least binding that its right operand must have
  Operation operation = Operation::add;
};

constexpr int kPrefixBinding = 30;

std::optional<Binding> binding_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::plus:
      return Binding{10, 11, Operation::add};
    case TokenKind::minus:
      return Binding{10, 11, Operation::subtract};
    case TokenKind::times:
      return Binding{20, 21, Operation::multiply};
    case TokenKind::divide:
      return Binding{20, 21, Operation::divide};
    case TokenKind::power:
      return Binding{40, 40, Operation::power};
    default:
      return std::nullopt;
  }
}

class Parser {
 public:
  Parser(const SourceText& source, const Vocabulary& vocabulary)
      : source_(source), vocabulary_(vocabulary), tokens_(tokenize(source)) {}

  std::vector<Node> parse() && {
    expression(0);
    if (peek().kind != TokenKind::end) unexpected_after_operand("or the end");
    return std::move(nodes_);
  }

 private:
  // Parses operators that bind at least as strongly as `least`; the index of the tree's root.
  std::size_t expression(int least) {
    const DepthGuard guard(*this);
    std::size_t left = operand();
    for (std::optional<Binding> binding = binding_of(peek().kind);
         binding && binding->left >= least; binding = binding_of(peek().kind)) {
      take();
      const std::size_t right = expression(binding->right);
      left = add({binding->operation, {begin(left), end(right)}, {}, {}, {}, 0, {left, right}});
    }
    return left;
  }

  std::size_t operand() {
    const Token token = peek();
    switch (token.kind) {
      case TokenKind::plus:
        take();
        return expression(kPrefixBinding);
      case TokenKind::minus: {
        take();
        const std::size_t inner = expression(kPrefixBinding);
        return add({Operation::negate, {token.span.begin, end(inner)}, {}, {}, {}, 0, {inner}});
      }
      case TokenKind::number:
        take();
        return literal(token);
      case TokenKind::name:
        take();
        return named(token);
      case TokenKind::open: {
        take();
        const std::size_t inner = expression(0);
        close(token, "or \")\"");
        nodes_[inner].span = {token.span.begin, previous_end()};
        return inner;
      }
      default:
        throw InputError(
            source_, token.span.begin,
            fmt::format("expected a number, a name or \"(\", found {}", described(token)));
    }
  }

  std::size_t literal(const Token& token) {
    Node node{Operation::literal, token.span, {}, {}, {}, 0, {}};
    node.value = exact_number(source_, token.span.begin, token.text);
    return add(std::move(node));
  }

  std::size_t named(const Token& name) {
    if (const FunctionName* function = vocabulary_.function(name.text))
      return call(name, *function);
    const std::optional<Constant> constant = vocabulary_.constant(name.text);
    if (!constant) {
      throw InputError(
          source_, name.span.begin,
          fmt::format("unknown name {}{}", in_quotes(name.text), vocabulary_.advice(name.text)));
    }
    if (peek().kind == TokenKind::open) {
      throw InputError(
          source_, peek().span.begin,
          fmt::format("{} is a number, not a function; write * for a product", name.text));
    }
    return add({Operation::constant, name.span, {}, *constant, {}, 0, {}});
  }

  std::size_t call(const Token& name, const FunctionName& function) {
    const Token open = peek();
    if (open.kind != TokenKind::open) {
      throw InputError(source_, open.span.begin,
                       fmt::format("{} is a function: expected \"(\" after it, found {}", name.text,
                                   described(open)));
    }
    take();
    Node node{Operation::call, {}, {}, {}, function.function, function.component, {}};
    if (peek().kind != TokenKind::close) {
      node.operands.push_back(expression(0));
      while (peek().kind == TokenKind::comma) {
        take();
        node.operands.push_back(expression(0));
      }
    }
    close(open, "or \",\" or \")\"");
    check_arguments(name, function, node.operands.size());
    node.span = {name.span.begin, previous_end()};
    return add(std::move(node));
  }

  void check_arguments(const Token& name, const FunctionName& function, std::size_t found) const {
    if (found >= function.least_arguments && found <= function.most_arguments) return;
    const bool fixed = function.least_arguments == function.most_arguments;
    throw InputError(
        source_, name.span.begin,
        fmt::format("{} takes {}{} argument{}, found {}", function.name, fixed ? "" : "at least ",
                    function.least_arguments, function.least_arguments == 1 ? "" : "s", found));
  }

  void close(const Token& open, const char* expected) {
    if (peek().kind != TokenKind::close) {
      if (peek().kind != TokenKind::end) unexpected_after_operand(expected);
      const Place place = source_.place(open.span.begin);
      throw InputError(source_, peek().span.begin,
                       fmt::format("expected \")\" for the \"(\" at line {}, column {}, found {}",
                                   place.line, place.column, described(peek())));
    }
    take();
  }

  [[noreturn]] void unexpected_after_operand(const char* expected) const {
    const Token& token = peek();
    const bool product = token.kind == TokenKind::number || token.kind == TokenKind::name ||
                         token.kind == TokenKind::open;
    throw InputError(source_, token.span.begin,
                     fmt::format("expected an operator {}, found {}{}", expected, described(token),
                                 product ? "; write * for a product" : ""));
  }

  // Counts the nesting, so that no text can exhaust the stack.
  class DepthGuard {
   public:
    explicit DepthGuard(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > kDeepest) {
        throw InputError(parser_.source_, parser_.peek().span.begin,
                         fmt::format("nested deeper than {}", kDeepest));
      }
    }
    ~DepthGuard() { --parser_.depth_; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;

   private:
    Parser& parser_;
  };

  const Token& peek() const { return tokens_[position_]; }
  void take() { ++position_; }
  std::size_t previous_end() const { return tokens_[position_ - 1].span.end; }
  std::size_t begin(std::size_t node) const { return nodes_[node].span.begin; }
  std::size_t end(std::size_t node) const { return nodes_[node].span.end; }
  std::size_t add(Node node) {
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  }

  const SourceText& source_;
  const Vocabulary& vocabulary_;
  std::vector<Token> tokens_;
  std::vector<Node> nodes_;
  std::size_t position_ = 0;
  int depth_ = 0;
};

}  // namespace

Expression parse_expression(const std::string& text, const Vocabulary& vocabulary,
                            const std::string& name) {
  SourceText source = checked_text(name, text);
  std::vector<Node> nodes = Parser(source, vocabulary).parse();
  return Expression(std::move(source), std::move(nodes));
}

}  // namespace rigor
