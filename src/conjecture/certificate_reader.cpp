#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "conjecture/line_words.hpp"
#include "conjecture/proof.hpp"
#include "expression/source_text.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

// Deeper proofs would exhaust the stack; splitting never comes near.
constexpr int kDeepest = 20000;

std::map<std::string_view, Op> operations() {
  std::map<std::string_view, Op> words;
  for (int i = 0; i <= static_cast<int>(Op::max); ++i) {
    const auto op = static_cast<Op>(i);
    words.emplace(spelling(op), op);
  }
  return words;
}

std::map<std::string_view, Rule> rules() {
  std::map<std::string_view, Rule> words;
  for (int i = 0; i <= static_cast<int>(Rule::root); ++i) {
    const auto rule = static_cast<Rule>(i);
    words.emplace(spelling(rule), rule);
  }
  return words;
}

class Reader : private LineWords {
 public:
  Reader(const std::string& text, const std::string& name) : LineWords(checked_text(name, text)) {}

  Certificate read() && {
    next_line();
    expect("rigor-certificate/1");
    next_line();
    expect("verdict");
    certificate_.violated = choice({"verified", "violated"}) == 1;
    next_line();
    expect("statement");
    certificate_.statement = std::string(rest());
    read_variables();
    read_terms();
    read_formula();
    next_line();
    expect("proof");
    certificate_.proof = read_proof();
    next_line();
    expect("end");
    word("the digest");
    end_of_line();
    return std::move(certificate_);
  }

 private:
  void read_variables() {
    const std::size_t count = counted("variables");
    for (std::size_t i = 0; i < count; ++i) {
      next_line();
      QuantifiedVariable variable;
      variable.quantifier =
          choice({"forall", "exists"}) == 0 ? Quantifier::for_all : Quantifier::exists;
      variable.name = fmt::format("x{}", i);
      variable.range.integer = choice({"real", "integer"}) == 1;
      std::string_view lower = word("\"[\" or \"(\" and an end");
      if (lower.front() != '[' && lower.front() != '(') fail("expected \"[\" or \"(\"");
      variable.range.lower_open = lower.front() == '(' && lower.substr(1) != "-oo";
      variable.range.lower = end_value(lower.substr(1), "-oo");
      std::string_view upper = word("an end and \"]\" or \")\"");
      if (upper.back() != ']' && upper.back() != ')') fail("expected \"]\" or \")\"");
      const std::string_view value = upper.substr(0, upper.size() - 1);
      variable.range.upper_open = upper.back() == ')' && value != "oo";
      variable.range.upper = end_value(value, "oo");
      end_of_line();
      certificate_.formula.variables.push_back(std::move(variable));
    }
  }

  void read_terms() {
    static const std::map<std::string_view, Op> kOperations = operations();
    const std::size_t count = counted("terms");
    for (std::size_t i = 0; i < count; ++i) {
      next_line();
      const auto found = kOperations.find(word("an operation"));
      if (found == kOperations.end()) fail("expected an operation, such as num or add");
      Term term;
      term.op = found->second;
      if (term.op == Op::number) {
        term.number = rational();
      } else if (term.op == Op::variable) {
        term.index = below(certificate_.formula.variables.size(), "a variable");
      } else {
        const int operands = operand_count(term.op);
        if (operands >= 1) term.a = term_id();
        if (operands == 2) term.b = term_id();
        if (term.op == Op::power || term.op == Op::root) {
          term.index = integer("an exponent >= 2");
          if (term.index < 2) fail("expected an exponent >= 2");
        }
      }
      end_of_line();
      places_.push_back(made(term));
    }
  }

  // A term of the same meaning; exact arithmetic is folded.
  TermId made(const Term& term) {
    Terms& terms = certificate_.terms;
    return term.op == Op::number ? terms.number(term.number) : terms.rebuild(term, term.a, term.b);
  }

  void read_formula() {
    const std::size_t count = counted("formula");
    if (count == 0) fail("expected at least one node");
    auto& nodes = certificate_.formula.nodes;
    for (std::size_t i = 0; i < count; ++i) {
      next_line();
      FormulaNode node;
      const std::size_t kind = choice({"atom", "and", "or"});
      if (kind == 0) {
        node.atom = atom();
        expect("0");
      } else {
        node.connective = kind == 1 ? Connective::both : Connective::either;
        while (!at_end()) node.parts.push_back(below(nodes.size(), "an earlier node"));
        if (node.parts.size() < 2) fail("expected two or more nodes");
      }
      end_of_line();
      nodes.push_back(std::move(node));
    }
  }

  Proof read_proof() {
    static const std::map<std::string_view, Rule> kRules = rules();
    if (++depth_ > kDeepest) fail(fmt::format("the proof is nested deeper than {}", kDeepest));
    next_line();
    const auto found = kRules.find(word("a rule"));
    if (found == kRules.end()) fail("expected a rule, such as split or interval");
    Proof proof;
    proof.rule = found->second;
    std::size_t children = 0;
    switch (proof.rule) {
      case Rule::empty:
      case Rule::positive:
      case Rule::identity:
        break;
      case Rule::interval:
      case Rule::mean:
      case Rule::taylor:
        proof.bits = bits();
        break;
      case Rule::split:
        proof.variable = variable();
        proof.at = rational();
        proof.owner = static_cast<Owner>(choice({"both", "left", "right"}));
        children = 2;
        break;
      case Rule::choose:
        proof.variable = variable();
        proof.terms = {term_id()};
        children = 1;
        break;
      case Rule::face:
        proof.variable = variable();
        proof.end = end();
        proof.bits = bits();
        children = 1;
        break;
      case Rule::ends:
        proof.variable = variable();
        proof.bits = bits();
        children = 2;
        break;
      case Rule::multiply:
      case Rule::combine:
        read_terms_of(proof, 2);
        children = 2;
        break;
      case Rule::slope:
      case Rule::limit:
        proof.variable = variable();
        proof.end = end();
        proof.terms = {term_id()};
        children = proof.rule == Rule::slope ? 2 : 1;
        break;
      case Rule::order:
        proof.variable = variable();
        proof.other = variable();
        read_terms_of(proof, 2);
        children = 2;
        break;
      case Rule::shift:
        proof.variable = variable();
        proof.end = end();
        proof.terms = {term_id()};
        if (const auto c = end_value(word("a number, or oo"), "oo")) proof.solution_box = {*c};
        proof.terms.push_back(term_id());
        children = 1;
        break;
      case Rule::cases:
        read_terms_of(proof, 3);
        children = 2;
        break;
      case Rule::through:
        proof.function = increasing_function();
        read_terms_of(proof, 3);
        children = 1;
        break;
      case Rule::zero: {
        proof.order = static_cast<int>(below(1000, "an order"));
        const std::size_t equations = below(1000, "a number of equations");
        for (std::size_t i = 0; i < equations; ++i) {
          const std::size_t where = variable();
          proof.where.push_back({where, term_id()});
        }
        break;
      }
      case Rule::root:
        read_root(proof);
        children = 1;
        break;
      case Rule::atoms:
        read_atoms(proof);
        --depth_;
        return proof;
    }
    end_of_line();
    for (std::size_t i = 0; i < children; ++i) proof.children.push_back(read_proof());
    --depth_;
    return proof;
  }

  void read_terms_of(Proof& proof, int count) {
    for (int i = 0; i < count; ++i) proof.terms.push_back(term_id());
  }

  Op increasing_function() {
    constexpr std::array<Op, 7> kOps = {Op::exp,  Op::log, Op::sinh, Op::tanh,
                                        Op::atan, Op::erf, Op::asin};
    std::vector<std::string_view> words;
    for (const Op op : kOps) words.push_back(spelling(op));
    return kOps.at(choice(words));
  }

  void read_root(Proof& proof) {
    const std::size_t size = below(1000, "a number of variables");
    for (std::size_t i = 0; i < size; ++i) proof.solved.push_back(variable());
    proof.bits = bits();
    for (std::size_t i = 0; i < 2 * size; ++i) proof.solution_box.push_back(rational());
    for (std::size_t i = 0; i < size; ++i) {
      end_of_line();
      next_line();
      proof.atoms.push_back(proved_atom());
    }
  }

  void read_atoms(Proof& proof) {
    const std::size_t count = below(1000000, "a number of atoms");
    end_of_line();
    for (std::size_t i = 0; i < count; ++i) {
      next_line();
      proof.atoms.push_back(proved_atom());
      end_of_line();
      proof.children.push_back(read_proof());
    }
  }

  ProvedAtom proved_atom() {
    expect("atom");
    ProvedAtom proved;
    proved.atom = atom();
    if (!at_end()) {
      expect("given");
      proved.given = atom();
    }
    return proved;
  }

  Atom atom() {
    Atom result;
    result.term = term_id();
    result.relation = static_cast<Relation>(choice({">", ">=", "=", "!=", "<", "<="}));
    return result;
  }

  std::size_t variable() { return below(certificate_.formula.variables.size(), "a variable"); }
  TermId term_id() { return places_[below(places_.size(), "an earlier term")]; }
  int bits() { return static_cast<int>(below(1U << 24U, "a number of bits")); }
  End end() { return choice({"lower", "upper"}) == 0 ? End::lower : End::upper; }
  std::optional<Rational> end_value(std::string_view text, std::string_view infinite) {
    if (text == infinite) return std::nullopt;
    const std::optional<Rational> value = parse_rational(text);
    if (!value) fail(fmt::format("expected a rational number or {}", infinite));
    return value;
  }

  Certificate certificate_;
  std::vector<TermId> places_;
  int depth_ = 0;
};

}  // namespace

Certificate read_certificate(const std::string& text, const std::string& name) {
  return Reader(text, name).read();
}

}  // namespace rigor
