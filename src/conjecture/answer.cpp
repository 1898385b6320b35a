#include "conjecture/answer.hpp"

#include <fmt/format.h>

#include "conjecture/certify.hpp"
#include "conjecture/witness.hpp"
#include "expression/parser.hpp"

namespace rigor {
namespace {

constexpr int kWitnessDigits = 17;
constexpr int kWitnessBits = 4096;

// What a person sees of a statement: terms and boxes in words.
class Wording {
 public:
  explicit Wording(Statement& statement) : statement_(statement), names_(statement.names()) {}

  // As it was typed, where it was; else as it would be typed.
  std::string of(TermId term) const {
    const auto place = statement_.places.find(term);
    if (place != statement_.places.end()) return std::string(statement_.text(place->second));
    return text(statement_.terms, term, names_);
  }

  std::string of(const Atom& atom) const {
    return fmt::format("{} {} 0", text(statement_.terms, atom.term, names_),
                       spelling(atom.relation));
  }

  std::string of(const Box& box) const {
    std::string words;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Side& side = box[i];
      words += words.empty() ? "" : ", ";
      if (side.lower && side.lower == side.upper) {
        words += fmt::format("{} = {}", names_[i], to_string(*side.lower));
        continue;
      }
      words += fmt::format(
          "{} in {}{}, {}{}", names_[i], side.lower && !side.lower_open ? '[' : '(',
          side.lower ? to_string(*side.lower) : "-oo", side.upper ? to_string(*side.upper) : "oo",
          side.upper && !side.upper_open ? ']' : ')');
    }
    return words;
  }

  std::vector<WitnessValue> values(const Box& box) {
    std::vector<WitnessValue> witness;
    for (const OriginalVariable& variable : statement_.originals) {
      TermId value = variable.value;
      for (std::size_t i = 0; i < box.size(); ++i) {
        if (box[i].lower != box[i].upper) continue;
        value = substitute(statement_.terms, value, i, statement_.terms.number(*box[i].lower));
      }
      const std::vector<std::size_t> others = variables_of(statement_.terms, value);
      if (others.empty()) {
        witness.push_back(valued(variable.name, value));
      } else if (others.back() < box.size()) {
        const auto enclosure = enclose_on_box(statement_.terms, value, box);
        if (enclosure) witness.push_back({variable.name, "", enclosure});
      }
    }
    return witness;
  }

  std::vector<WitnessValue> values(const std::vector<Rational>& point) {
    Box box;
    for (const Rational& x : point) box.push_back(thin_side(x));
    return values(box);
  }

 private:
  WitnessValue valued(const std::string& name, TermId value) const {
    WitnessValue result{name, text(statement_.terms, value, names_), std::nullopt};
    if (statement_.terms[value].op == Op::number) return result;
    const CertifiedDigits digits = certify(parse_expression(result.exact, Vocabulary::elementary()),
                                           nullptr, kWitnessDigits, kWitnessBits);
    result.decimals = Enclosure{digits.lower, digits.upper};
    return result;
  }

  Statement& statement_;
  std::vector<std::string> names_;
};

std::string point_words(const std::vector<WitnessValue>& point) {
  std::string words;
  for (const WitnessValue& value : point) {
    words += fmt::format("{}{} = {}", words.empty() ? "" : ", ", value.name, value.exact);
  }
  return words;
}

std::string reason_words(const Reason& reason, Wording& wording) {
  if (reason.undefined) {
    const std::string what = wording.of(*reason.undefined);
    if (reason.undefined_at_point && !reason.point.empty()) {
      return fmt::format("{} is not defined at {}", what,
                         point_words(wording.values(reason.point)));
    }
    return fmt::format("{} is not shown to be defined on {}", what, wording.of(reason.box));
  }
  std::string words = describe(reason.obstacle);
  if (reason.atom) {
    words += fmt::format("; not settled: {}", wording.of(*reason.atom));
    if (!reason.box.empty()) words += fmt::format(", on {}", wording.of(reason.box));
  }
  if (reason.enclosure) {
    words += fmt::format("; the left side is there in [{}, {}]", reason.enclosure->lower,
                         reason.enclosure->upper);
  }
  if (reason.loss) words += fmt::format("; most is lost in {}", wording.of(*reason.loss));
  return words;
}

// The nodes that say "a hypothesis fails".
std::vector<std::size_t> failures(const Statement& statement) {
  std::vector<std::size_t> nodes;
  for (const Premise& premise : statement.premises) nodes.push_back(premise.negated);
  return nodes;
}

}  // namespace

Answer settle_statement(const std::string& text, const StatementContext& context,
                        const ProverOptions& options, const std::string& name) {
  Statement statement = read_statement(text, context, name.empty() ? "statement" : name);
  ProverOptions with_hypotheses = options;
  with_hypotheses.failed_hypotheses = failures(statement);
  ProverResult result = prove(statement.terms, statement.formula, with_hypotheses);

  Answer answer;
  answer.name = name;
  answer.statement = text;
  answer.verdict = result.verdict;
  answer.vacuous = result.vacuous;
  answer.margin = result.margin;
  answer.boxes = result.boxes;
  answer.leaves = result.leaves;
  answer.bits = result.bits;
  Wording wording(statement);
  if (result.verdict == Verdict::inconclusive) {
    answer.reason = reason_words(result.reason, wording);
    answer.suggestion = result.reason.suggestion;
  }
  answer.witness = wording.values(result.witness);
  if (result.failed) {
    answer.margin_term = term_lines(statement.terms, result.failed->term);
    answer.margin_point = point_of(result.witness).value();
  }
  if (result.proof) {
    const bool violated = result.verdict == Verdict::violated;
    Certificate certificate{violated, text, std::move(statement.terms), std::move(result.proved),
                            std::move(*result.proof)};
    answer.certificate = certificate_text(certificate);
  }
  return answer;
}

}  // namespace rigor
