// The walk through a proof. Private to this folder.
#pragma once

#include <set>

#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {

/// T REL 0, nothing given.
inline Goal atom_goal(Id term, Sign sign) {
  Goal goal;
  goal.formula = false;
  goal.term = term;
  goal.sign = sign;
  return goal;
}

/// The same at the same points: what is given stays.
inline Goal with(const Goal& goal, Id term, Sign sign) {
  Goal result = goal;
  result.term = term;
  result.sign = sign;
  return result;
}

inline bool is_order(Sign sign) {
  return sign == Sign::greater || sign == Sign::at_least;
}

/// Goes through the nodes of a proof in the order of the file, without recursion, and throws
/// Rejected at the first one that doesn't prove its goal.
class Walk {
 public:
  Walk(State& state, Lines& lines);

  void run();
  std::size_t leaves() const { return leaves_; }

 private:
  struct Change {
    std::size_t variable;
    Side side;
    bool counts = false;  ///< a split of a formula goal
  };
  struct Frame {
    enum class Kind : std::uint8_t { visit, restore, next_atom, unchoose, unsolve } kind;
    Goal goal;
    std::vector<Change> changes;
    std::size_t number = 0;
  };
  struct Atoms {
    std::size_t count = 0;
    std::size_t done = 0;
    std::optional<Goal> current;
  };

  void visit(const Frame& frame);
  void next_atom();
  void formula_rule(std::string_view rule);
  void atom_rule(std::string_view rule, const Goal& goal);
  bool leaf_rule(std::string_view rule, const Goal& goal);
  void algebraic_rule(std::string_view rule, const Goal& goal);
  void split(const Goal& goal);
  void choose();
  void begin_atoms();
  void root();
  Goal on_face(const Goal& goal, std::size_t variable, Sign sign);
  void face(const Goal& goal);
  void ends(const Goal& goal);
  void slope(const Goal& goal, bool at_infinity);
  void order(const Goal& goal);
  void shift(const Goal& goal);
  void through(const Goal& goal);
  void empty(const Goal& goal);
  bool is_box_empty() const;

  void leaf() { ++leaves_; }
  void push(const Goal& goal, std::vector<Change> changes = {});
  std::size_t variable();
  bool is_free(std::size_t variable) const;  ///< forall, or found by `root`
  Id term();                                 ///< the next word's, with chosen terms in place
  Id resolved(Id id);
  bool end_word();  ///< upper
  void require(bool holds, const char* what);
  void require_order(std::size_t variable);
  void introduced(Id term, const Goal& goal, const Box& on, bool with_goal);

  State& s_;
  Lines& lines_;
  std::vector<Frame> frames_;
  std::map<std::size_t, Id> chosen_;
  std::unordered_map<Id, Id> resolved_;
  std::set<std::size_t> solved_;
  std::vector<std::size_t> splits_;  ///< of each variable, above the current formula goal
  Atoms atoms_;
  bool exists_empty_ = false;
  std::size_t leaves_ = 0;
};

}  // namespace rigor::second_engine
