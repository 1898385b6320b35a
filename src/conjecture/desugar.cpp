#include "conjecture/desugar.hpp"

#include <fmt/format.h>

#include <vector>

#include "conjecture/desugar_parts.hpp"
#include "expression/suggestion.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostSteps = 1'000'000;
constexpr std::size_t kMostTerms = 200'000;

}  // namespace

Desugar::Desugar(const SourceText& source, const SyntaxTree& tree, const Vocabulary& vocabulary,
                 const StatementContext& context, const std::set<BinderId>& written_out)
    : source_(source),
      tree_(tree),
      vocabulary_(vocabulary),
      context_(context),
      written_out_(written_out),
      choices_(terms, formulas),
      signs_(terms, box_) {}

std::size_t Desugar::run() {
  const std::size_t root = tree_.size() - 1;
  try {
    return formula(root, nullptr, true);
  } catch (const TooManyAlternatives&) {
    fail(at(root).span.begin, "too many case distinctions at once");
  }
}

TermId Desugar::replaced(TermId id, const std::map<std::size_t, TermId>& by) {
  std::unordered_map<TermId, TermId> image;
  for (const TermId term : subterms(terms, std::span(&id, 1))) {
    const Term old = terms[term];
    if (old.op == Op::variable) {
      const auto found = by.find(old.index);
      image[term] = found == by.end() ? term : found->second;
      continue;
    }
    const int operands = operand_count(old.op);
    const TermId a = operands > 0 ? image.at(old.a) : 0;
    const TermId b = operands > 1 ? image.at(old.b) : 0;
    const bool same = (operands < 1 || a == old.a) && (operands < 2 || b == old.b);
    image[term] = same ? term : terms.rebuild(old, a, b);
  }
  return image.at(id);
}

const Desugar::Scope* Desugar::look_up(std::string_view name, const Scope* scope) const {
  while (scope != nullptr && scope->name != name) scope = scope->outer;
  return scope;
}

const Desugar::Scope* Desugar::bind(Scope scope) {
  scopes_.push_back(std::move(scope));
  return &scopes_.back();
}

Alternatives Desugar::combine(std::span<const Alternatives> operands,
                              const std::function<TermId(std::span<const TermId>)>& f) {
  return choices_.combine(operands, f);
}

void Desugar::note(const Alternatives& values, Span span) {
  for (const Alternative& value : values) {
    places.try_emplace(value.term, TextRange{span.begin, span.end});
  }
}

void Desugar::count_step(std::size_t node, std::size_t steps) {
  steps_ += steps;
  if (steps_ > kMostSteps || terms.size() > kMostTerms || formulas.size() > kMostTerms) {
    fail(at(node).span.begin, "the statement becomes too long when it is written out");
  }
}

void Desugar::fail(std::size_t offset, const std::string& message) const {
  throw InputError(source_, offset, message);
}

std::string Desugar::unknown(const std::string& name, const Scope* scope) const {
  std::vector<std::string> known;
  for (; scope != nullptr; scope = scope->outer) known.push_back(scope->name);
  for (const auto& [parameter, value] : context_.parameters) known.push_back(parameter);
  const std::vector<std::string> words = vocabulary_.names();
  known.insert(known.end(), words.begin(), words.end());
  const std::string nearest = did_you_mean(name, known);
  std::string advice = vocabulary_.advice(name);
  if (advice.starts_with("; did you mean")) advice.clear();
  return fmt::format(
      "{} is not quantified{}{}; expected a quantifier such as forall {} in [0, 1]: ...",
      in_quotes(name), advice, nearest, name);
}

std::string_view Desugar::text_of(std::size_t node) const {
  const Span span = at(node).span;
  return source_.text().substr(span.begin, span.end - span.begin);
}

bool is_special(std::string_view name) {
  return name == "sum" || name == "prod" || name == "diff" || name == "piecewise";
}

bool is_statement(const SyntaxTree& tree, std::size_t node) {
  while (tree[node].kind == Syntax::definitions) node = tree[node].parts[0];
  switch (tree[node].kind) {
    case Syntax::relations:
    case Syntax::negation:
    case Syntax::conjunction:
    case Syntax::disjunction:
    case Syntax::implication:
    case Syntax::equivalence:
    case Syntax::quantified:
      return true;
    default:
      return false;
  }
}

bool contains_call(const SyntaxTree& tree, std::size_t node, std::string_view name) {
  std::vector<std::size_t> rest{node};
  while (!rest.empty()) {
    const SyntaxNode& syntax = tree[rest.back()];
    rest.pop_back();
    if (syntax.kind == Syntax::call && syntax.text == name) return true;
    rest.insert(rest.end(), syntax.parts.begin(), syntax.parts.end());
    for (const Definition& definition : syntax.definitions) rest.push_back(definition.value);
  }
  return false;
}

}  // namespace rigor
