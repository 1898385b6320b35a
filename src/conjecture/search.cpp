#include "conjecture/search.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <thread>
#include <utility>

#include "conjecture/box_step.hpp"

namespace rigor {
namespace {

constexpr std::size_t kRound = 256;
/// A round shorter than this is not worth a thread.
constexpr std::size_t kShareable = 16;
/// So many splits deeper the search asks for tactics again.
constexpr int kBand = 24;
/// Boxes below the whole one on which tactics are tried.
constexpr int kMostTactics = 40;
/// Boxes on which a multiple of a hypothesis is tried.
constexpr int kMostMultipliers = 4000;

/// What is known of a goal on a box, in the order of their making.
struct TreeNode {
  std::vector<Rung> rungs;
  std::vector<ProvedAtom> atoms;
  std::vector<std::size_t> children;
};

Proof proof_of(const Rung& rung) {
  if (rung.whole) return *rung.whole;
  Proof proof;
  proof.rule = rung.rule;
  proof.end = rung.end;
  proof.owner = rung.owner;
  proof.bits = rung.bits;
  proof.variable = rung.variable;
  proof.at = rung.at;
  proof.terms = rung.terms;
  if (rung.rule == Rule::multiply) proof.children.emplace_back();  // 1 > 0, by its range
  return proof;
}

class Search {
 public:
  Search(Terms& terms, const FormulaGuide* guide, const SearchOptions& options)
      : terms_(terms), guide_(guide), options_(options) {
    add_worker();
  }

  SearchResult run(std::optional<Atom> atom, const Box& box) {
    Task first;
    first.node = add_node();
    first.atom = atom;
    first.box = box;
    stack_.push_back(std::move(first));
    while (!is_over_ && !(stack_.empty() && later_.empty())) {
      if (stack_.empty()) {
        deepen();
      } else {
        round();
      }
    }
    const bool is_proved = !is_over_ && !result_.stuck;
    if (is_proved) result_.proof = build(0);
    return std::move(result_);
  }

 private:
  std::size_t add_node() {
    tree_.emplace_back();
    return tree_.size() - 1;
  }

  void add_worker() { workers_.push_back(std::make_unique<BoxWorker>(terms_, guide_, options_)); }

  /// The next boxes, the last made first.
  std::vector<Task> take() {
    const std::size_t count = std::min(kRound, stack_.size());
    std::vector<Task> tasks;
    tasks.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      tasks.push_back(std::move(stack_.back()));
      stack_.pop_back();
    }
    return tasks;
  }

  void round() {
    if (options_.stop && result_.boxes >= next_question_) {
      next_question_ = result_.boxes + kRound;
      if (options_.stop()) {
        result_.stopped = is_over_ = true;
        return;
      }
    }
    if (result_.boxes >= options_.max_boxes) {
      result_.exhausted = is_over_ = true;
      if (!result_.stuck) result_.stuck = open_box(stack_.back());
      return;
    }
    std::vector<Task> tasks = take();
    std::vector<Step> steps(tasks.size());
    work(tasks, steps);
    result_.boxes += tasks.size();
    for (std::size_t i = tasks.size(); i-- > 0 && !is_over_;) merge(tasks[i], std::move(steps[i]));
  }

  static OpenBox open_box(const Task& task) {
    OpenBox result;
    result.box = task.box;
    result.atom = task.atom;
    result.bits = task.bits;
    result.depth = task.depth;
    return result;
  }

  void work(std::vector<Task>& tasks, std::vector<Step>& steps) {
    const std::size_t useful = tasks.size() / kShareable;
    const std::size_t count =
        std::clamp<std::size_t>(useful, 1, static_cast<std::size_t>(std::max(1, options_.threads)));
    while (workers_.size() < count) add_worker();
    std::atomic<std::size_t> next = 0;
    const auto help = [&](BoxWorker& worker) {
      for (std::size_t i = next++; i < tasks.size(); i = next++) steps[i] = worker.work(tasks[i]);
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count; ++i) {
      threads.emplace_back([&help, worker = workers_[i].get()] { help(*worker); });
    }
    help(*workers_[0]);
  }

  /// A proof of what the step left open.
  std::optional<Rung> leaf_for(const Step& step) {
    Rung leaf;
    if (step.polynomial && options_.is_positive(step.polynomial->first, step.polynomial->second)) {
      leaf.rule = Rule::positive;
      return leaf;
    }
    std::optional<Proof> proof;
    if (step.multiplier && multipliers_++ < kMostMultipliers) {
      proof = options_.conditional(step.multiplier->first, step.multiplier->second);
    } else if (step.open) {
      proof = options_.leaf(step.open->first, step.open->second);
    }
    if (!proof) return std::nullopt;
    leaf.whole = std::make_shared<const Proof>(std::move(*proof));
    return leaf;
  }

  void merge(const Task& task, Step step) {
    for (const std::vector<Rational>& suspect : step.suspects) {
      if (options_.is_refuted && options_.is_refuted(suspect)) {
        result_.refuted = is_over_ = true;
        return;
      }
    }
    result_.bits = std::max(result_.bits, task.bits);
    if (auto leaf = leaf_for(step)) {
      if (!step.stuck) step.rungs.pop_back();  // the split
      step.rungs.push_back(std::move(*leaf));
      step.parts.clear();
      step.stuck.reset();
    }
    if (step.stuck) {
      give_up(task, std::move(step));
      return;
    }
    if (step.parts.empty()) ++result_.leaves;
    std::vector<std::size_t> children;
    std::vector<Task> open;
    for (Branch& part : step.parts) {
      const std::size_t child = add_node();
      children.push_back(child);
      if (part.open) {
        part.open->node = child;
        const bool is_whole = !task.atom && part.open->atom;
        if (is_whole && use_tactic(child, *part.open->atom, part.open->box, part.open->depth,
                                   part.open->known.get())) {
          continue;
        }
        open.push_back(std::move(*part.open));
      } else {
        ++result_.leaves;
        tree_[child].rungs = std::move(part.rungs);
      }
    }
    for (std::size_t i = open.size(); i-- > 0;) {
      (open[i].depth >= band_ ? later_ : stack_).push_back(std::move(open[i]));
    }
    TreeNode& node = tree_[task.node];
    node.rungs = std::move(step.rungs);
    node.atoms = std::move(step.atoms);
    node.children = std::move(children);
  }

  void give_up(const Task& task, Step step) {
    OpenBox& stuck = *step.stuck;
    if (stuck.atom &&
        use_tactic(task.node, *stuck.atom, stuck.box, stuck.depth, task.known.get())) {
      std::vector<Rung>& rungs = tree_[task.node].rungs;
      rungs.insert(rungs.begin(), step.rungs.begin(), step.rungs.end());
      return;
    }
    if (!result_.stuck) result_.stuck = std::move(stuck);
    is_over_ = true;
  }

  bool use_tactic(std::size_t node, const Atom& atom, const Box& box, int depth,
                  const KnownAtoms* known) {
    if (!options_.tactic || (depth > 0 && ++tactics_ > kMostTactics)) return false;
    std::optional<Proof> proof = options_.tactic(atom, box, depth, known);
    if (!proof) return false;
    Rung rung;
    rung.whole = std::make_shared<const Proof>(std::move(*proof));
    tree_[node].rungs = {rung};
    ++result_.leaves;
    return true;
  }

  /// The boxes that were put off, after the shallower ones are settled.
  void deepen() {
    band_ += kBand;
    std::vector<Task> tasks = std::move(later_);
    later_.clear();
    for (Task& task : tasks) {
      const bool is_done =
          task.atom && use_tactic(task.node, *task.atom, task.box, task.depth, task.known.get());
      if (!is_done) stack_.push_back(std::move(task));
    }
  }

  Proof build(std::size_t place) {
    TreeNode& node = tree_[place];
    Proof proof = proof_of(node.rungs.back());
    if (!node.rungs.back().whole && proof.rule == Rule::atoms) {
      proof.atoms = std::move(node.atoms);
    }
    for (const std::size_t child : node.children) proof.children.push_back(build(child));
    for (std::size_t i = node.rungs.size() - 1; i-- > 0;) {
      Proof outer = proof_of(node.rungs[i]);
      outer.children.push_back(std::move(proof));
      proof = std::move(outer);
    }
    return proof;
  }

  Terms& terms_;
  const FormulaGuide* guide_;
  const SearchOptions& options_;
  std::vector<std::unique_ptr<BoxWorker>> workers_;
  std::vector<TreeNode> tree_;
  std::vector<Task> stack_;
  std::vector<Task> later_;
  int band_ = kBand;
  int tactics_ = 0;
  int multipliers_ = 0;
  std::size_t next_question_ = kRound;
  bool is_over_ = false;
  SearchResult result_;
};

}  // namespace

SearchResult search_formula(Terms& terms, const std::vector<FormulaNode>& nodes, const Box& box,
                            const SearchOptions& options) {
  const FormulaGuide guide(terms, nodes, box);
  return Search(terms, &guide, options).run(std::nullopt, box);
}

SearchResult search_atom(Terms& terms, const Atom& atom, const Box& box,
                         const SearchOptions& options) {
  return Search(terms, nullptr, options).run(atom, box);
}

}  // namespace rigor
