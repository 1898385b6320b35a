#include "conjecture/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "conjecture/constant_value.hpp"
#include "conjecture/desugar.hpp"
#include "expression/syntax.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

constexpr std::size_t kLongestText = 200'000;
constexpr std::size_t kMostTerms = 100'000;

// t = factor * base with a rational factor; base is nothing if t is rational.
struct Multiple {
  Rational factor;
  std::optional<TermId> base;
};

Multiple as_multiple(const Terms& terms, TermId id) {
  Rational factor = 1;
  while (true) {
    const Term& term = terms[id];
    if (term.op == Op::number) return {factor * term.number, std::nullopt};
    if (term.op == Op::negate) {
      factor = -factor;
      id = term.a;
    } else if (term.op == Op::multiply && terms[term.a].op == Op::number) {
      factor *= terms[term.a].number;
      id = term.b;
    } else if (term.op == Op::multiply && terms[term.b].op == Op::number) {
      factor *= terms[term.b].number;
      id = term.a;
    } else if (term.op == Op::divide && terms[term.b].op == Op::number &&
               terms[term.b].number != 0) {
      factor /= terms[term.b].number;
      id = term.a;
    } else {
      return {factor, id};
    }
  }
}

// Replaces the typed variables by core variables, whose ends are rational, and collects the result.
class Assembly {
 public:
  Assembly(Desugar& parts, Statement& statement)
      : parts_(parts), terms_(parts.terms), statement_(statement) {}

  void run(std::size_t root) {
    for (const TypedVariable& variable : parts_.variables) values_.push_back(core_value(variable));
    unique_names();
    add(root, true);
    std::map<std::size_t, std::size_t> copies;
    for (const OriginalVariable& original : parts_.originals) ++copies[original.place.begin];
    for (OriginalVariable& original : parts_.originals) {
      original.value = replaced(original.value);
      const bool is_copy =
          copies[original.place.begin] > 1 && variables_of(terms_, original.value).empty();
      if (!is_copy) statement_.originals.push_back(std::move(original));
    }
    premises();
    for (const auto& [id, place] : parts_.places) {
      const auto found = image_.find(id);
      if (found != image_.end()) statement_.places.try_emplace(found->second, place);
    }
    check_size();
    statement_.terms = std::move(terms_);
  }

 private:
  // The value of a typed variable over the core variables, which it adds.
  TermId core_value(const TypedVariable& variable) {
    const auto is_number = [this](TermId id) { return terms_[id].op == Op::number; };
    QuantifiedVariable core = variable.core;
    const bool exact = (!variable.lower || is_number(*variable.lower)) &&
                       (!variable.upper || is_number(*variable.upper));
    if (exact) return add_variable(std::move(core));
    core.name = "u_" + core.name;
    core.range = {};
    if (variable.lower && variable.upper) {
      if (*variable.lower == *variable.upper) return *variable.lower;
      return between(variable, std::move(core));
    }
    // end + u with u >= 0, or end - u.
    const bool from_below = variable.lower.has_value();
    core.range.lower = 0;
    core.range.lower_open = from_below ? variable.lower_open : variable.upper_open;
    const TermId u = add_variable(std::move(core));
    return from_below ? terms_.add(*variable.lower, u) : terms_.subtract(*variable.upper, u);
  }

  TermId between(const TypedVariable& variable, QuantifiedVariable core) {
    const TermId lower = *variable.lower;
    const TermId upper = *variable.upper;
    core.range.lower_open = variable.lower_open;
    core.range.upper_open = variable.upper_open;
    const Multiple low = as_multiple(terms_, lower);
    const Multiple high = as_multiple(terms_, upper);
    const std::optional<TermId> base = high.base ? high.base : low.base;
    const bool same_base = (!low.base || low.base == base || low.factor == 0) &&
                           (!high.base || high.base == base || high.factor == 0) &&
                           (low.base || low.factor == 0) && (high.base || high.factor == 0);
    if (same_base && base && sign_of_constant(terms_, *base) == 1) {
      // Both ends are rational multiples of one positive number.
      core.range.lower = low.factor;
      core.range.upper = high.factor;
      return terms_.multiply(*base, add_variable(std::move(core)));
    }
    core.range.lower = 0;
    core.range.upper = 1;
    const TermId u = add_variable(std::move(core));
    return terms_.add(lower, terms_.multiply(terms_.subtract(upper, lower), u));
  }

  TermId add_variable(QuantifiedVariable core) {
    statement_.formula.variables.push_back(std::move(core));
    return terms_.variable(statement_.formula.variables.size() - 1);
  }

  void unique_names() {
    std::set<std::string> used;
    for (QuantifiedVariable& variable : statement_.formula.variables) {
      std::string name = variable.name;
      for (int k = 2; !used.insert(name).second; ++k) {
        name = fmt::format("{}_{}", variable.name, k);
      }
      variable.name = name;
    }
  }

  // The place of a formula in the statement; parts stand before what they are parts of.
  std::size_t add(std::size_t node, bool is_root = false) {
    const auto known = nodes_.find(node);
    if (known != nodes_.end() && !is_root) return known->second;
    const FormulaNode old = parts_.formulas[node];
    FormulaNode made{old.connective, {}, {}};
    if (old.connective == Connective::atom) {
      made.atom = {replaced(old.atom.term), old.atom.relation};
    } else if (old.parts.empty()) {
      // Always, or never: 1 > 0, or 0 > 0.
      made.connective = Connective::atom;
      made.atom = {terms_.number(old.connective == Connective::both ? 1 : 0), Relation::greater};
    } else {
      for (const std::size_t part : old.parts) {
        const std::size_t place = add(part);
        if (std::find(made.parts.begin(), made.parts.end(), place) == made.parts.end()) {
          made.parts.push_back(place);
        }
      }
      if (made.parts.size() == 1 && !is_root) return nodes_[node] = made.parts.front();
      if (made.parts.size() == 1) made = statement_.formula.nodes[made.parts.front()];
    }
    statement_.formula.nodes.push_back(std::move(made));
    return nodes_[node] = statement_.formula.nodes.size() - 1;
  }

  TermId replaced(TermId root) {
    for (const TermId id : subterms(terms_, std::span(&root, 1))) {
      if (image_.contains(id)) continue;
      const Term term = terms_[id];
      if (term.op == Op::variable) {
        image_[id] = values_.at(term.index);
        continue;
      }
      const int operands = operand_count(term.op);
      const TermId a = operands > 0 ? image_.at(term.a) : 0;
      const TermId b = operands > 1 ? image_.at(term.b) : 0;
      const bool same = (operands < 1 || a == term.a) && (operands < 2 || b == term.b);
      image_[id] = same ? id : terms_.rebuild(term, a, b);
    }
    return image_.at(root);
  }

  // Hypotheses whose negation is a node of the formula.
  void premises() {
    for (const Premise& premise : parts_.premises) {
      const auto found = nodes_.find(premise.negated);
      if (found != nodes_.end()) statement_.premises.push_back({found->second, premise.place});
    }
  }

  void check_size() const {
    std::vector<TermId> roots;
    for (const FormulaNode& node : statement_.formula.nodes) {
      if (node.connective == Connective::atom) roots.push_back(node.atom.term);
    }
    if (subterms(terms_, roots).size() > kMostTerms ||
        statement_.formula.nodes.size() > kMostTerms) {
      throw InputError(
          statement_.source, 0,
          fmt::format("the statement has more than {} terms when it is written out", kMostTerms));
    }
  }

  Desugar& parts_;
  Terms& terms_;
  Statement& statement_;
  std::vector<TermId> values_;
  std::unordered_map<TermId, TermId> image_;
  std::unordered_map<std::size_t, std::size_t> nodes_;
};

}  // namespace

std::vector<std::string> Statement::names() const {
  std::vector<std::string> result;
  for (const QuantifiedVariable& variable : formula.variables) result.push_back(variable.name);
  return result;
}

Statement read_statement(const std::string& text, const StatementContext& context,
                         const std::string& name) {
  if (text.size() > kLongestText) {
    throw InputError(name, fmt::format("expected a statement of at most {} bytes", kLongestText));
  }
  Statement statement{checked_text(name, text), {}, {}, {}, {}, {}};
  const Vocabulary vocabulary =
      Vocabulary::of_statements(context.data == nullptr ? 0 : context.data->dimension());
  const SyntaxTree tree = parse_statement_syntax(statement.source, vocabulary);
  std::set<BinderId> written_out;
  while (true) {
    try {
      Desugar desugar(statement.source, tree, vocabulary, context, written_out);
      const std::size_t root = desugar.run();
      Assembly(desugar, statement).run(root);
      return statement;
    } catch (const NeedsNumbers& needed) {
      written_out.insert(needed.binder);
    }
  }
}

}  // namespace rigor
