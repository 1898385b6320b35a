#include "conjecture/box_step.hpp"

#include <utility>

#include "conjecture/goal_split.hpp"

namespace rigor {

LeafRules<Interval>& BoxWorker::rules(TermId term, std::size_t variables) {
  auto& place = rules_[term];
  if (!place) place = std::make_unique<LeafRules<Interval>>(terms_, term, variables, Precision{53});
  return *place;
}

LeafRules<BigInterval>& BoxWorker::big_rules(TermId term, std::size_t variables, int bits) {
  auto& place = big_rules_[{term, bits}];
  if (!place) {
    place = std::make_unique<LeafRules<BigInterval>>(terms_, term, variables, Precision{bits});
  }
  return *place;
}

/// The guards of a term hold by its ranges.
bool BoxWorker::is_defined(TermId term, const Box& box) {
  enclosed_.enter(box);
  LeafRules<Interval>& own = rules(term, box.size());
  own.enter(enclosed_, false);
  return own.is_defined();
}

/// Raises the precision while rounding is what hurts.
Trial BoxWorker::try_at(const Atom& atom, Box box, int& bits, bool has_guards) {
  const std::size_t variables = box.size();
  Relation relation = atom.relation;
  std::vector<Rung> before;
  TermId term = atom.term;
  const std::optional<TermId> centred = guide_ == nullptr ? std::nullopt : guide_->centred(term);
  if (centred && (has_guards || is_defined(*centred, box))) {
    Rung rewriting;
    rewriting.rule = Rule::multiply;
    rewriting.terms = {guide_->one(), *centred};
    before.push_back(std::move(rewriting));
    term = *centred;
  }
  for (;;) {
    Trial trial;
    if (bits <= 53) {
      trial = try_atom(rules(term, variables), enclosed_, relation, std::move(box), has_guards);
    } else {
      EnclosedBox<BigInterval> enclosed{Precision{bits}};
      trial = try_atom(big_rules(term, variables, bits), enclosed, relation, std::move(box),
                       has_guards);
    }
    if (!before.empty()) {
      trial.rungs.insert(trial.rungs.begin(), before.begin(), before.end());
    }
    trial.term = term;
    const int more = bits <= 53 ? 128 : 2 * bits;
    const bool is_final = !trial.lacks_precision || trial.outcome != Trial::Outcome::open ||
                          trial.fails_at_midpoint || trial.rests.size() != 1;
    if (is_final || more > options_.max_bits) return trial;
    bits = more;
    before = std::move(trial.rungs);
    relation = trial.relations.front();
    box = std::move(trial.rests.front());
  }
}

/// Whether the Bernstein coefficients of a polynomial are not negative, but for rounding.
bool BoxWorker::seems_positive(const Atom& atom, const Box& box) {
  constexpr double kRounding = 1e-12;
  if (atom.relation != Relation::greater && atom.relation != Relation::at_least) return false;
  const auto [place, is_new] = polynomials_.try_emplace(atom.term);
  if (is_new) place->second = BernsteinGuess::of(terms_, atom.term, box.size());
  return place->second && place->second->is_finite_on(box) &&
         place->second->least(box) >= -kRounding;
}

Step BoxWorker::work(Task& task) {
  if (is_empty(task.box)) {
    Step step;
    Rung leaf;
    leaf.rule = Rule::empty;
    step.rungs.push_back(leaf);
    return step;
  }
  return task.atom ? work_atom(task) : work_formula(task);
}

Step BoxWorker::work_atom(Task& task) {
  Step step;
  Trial trial = try_at(*task.atom, std::move(task.box), task.bits, task.has_guards);
  step.rungs = std::move(trial.rungs);
  if (trial.outcome == Trial::Outcome::proved) return step;
  task.box.clear();
  task.atom->term = trial.term;
  if (trial.outcome == Trial::Outcome::fails) {
    step.suspects.push_back(inner_point(trial.rests.front()));
    step.stuck = open_box(task, trial, std::move(trial.rests.front()));
    return step;
  }
  if (trial.fails_at_midpoint) step.suspects.push_back(midpoint_of(trial.rests.front()));
  if (trial.rests.size() == 2) {
    for (std::size_t i = 0; i < 2; ++i) {
      step.parts.push_back({{}, task});
      step.parts.back().open->box = std::move(trial.rests[i]);
      step.parts.back().open->atom->relation = trial.relations[i];
    }
    return step;
  }
  task.atom->relation = trial.relations.front();
  Box box = std::move(trial.rests.front());
  if (options_.is_positive && seems_positive(*task.atom, box)) {
    step.polynomial = {*task.atom, box};
  }
  if (options_.leaf) step.open = {*task.atom, box};
  const auto variable = splittable(box, trial.split);
  if (!variable || task.depth >= options_.max_depth) {
    step.stuck = open_box(task, trial, std::move(box));
  } else {
    split_box(step, task, std::move(box), *variable);
  }
  return step;
}

}  // namespace rigor
