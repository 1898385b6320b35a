// The state of a re-check: statement, box, proved atoms. Private to this folder.
#pragma once

#include <functional>
#include <map>
#include <unordered_map>

#include "second_engine/certificate_normal.hpp"
#include "second_engine/certificate_reader.hpp"
#include "second_engine/certificate_values.hpp"

namespace rigor::second_engine {

/// What signs a term has, by bits as in signs_of; the term in its canonical form.
struct Known {
  Id term;
  unsigned signs;
};

/// An atom goal holds where `given` holds.
struct Goal {
  bool formula = true;
  Id term = 0;
  Sign sign = Sign::at_least;
  bool has_given = false;
  Id given = 0;
  Sign given_sign = Sign::at_least;
};

/// A guard of a term: what it asks of an operand.
struct Guard {
  Demand demand;
  Id operand;
};

class State {
 public:
  Graph graph;
  Normal normal{graph};
  Certificate certificate;
  Box box;

  // Proved atoms of the current `atoms` node.
  std::vector<Known> proved;
  struct ProvedWhere {
    Known atom;
    Known given;
    Id given_term;  ///< as it stands in the certificate: it must be defined
  };
  std::vector<ProvedWhere> proved_where;
  std::vector<Known> assumed;  ///< of `root`
  bool in_atoms = false;
  Box atoms_box;  ///< the box of the atoms node

  /// The term without leading minus signs, differences with their operands in order.
  Known canonical(Id term, unsigned signs);

  /// Every guard of the term holds on the box, by its ranges; or, with `use_proved`, by an atom
  /// that is proved on all of the box.
  bool is_defined(Id term, const Box& on, bool use_proved);
  /// The term's guards hold wherever `goal` is defined in the box: by ranges, because they are
  /// guards of `goal` (where `with_goal`), or by proved atoms.
  bool is_defined_like(Id term, Id goal, const Box& on, bool with_goal);
  /// Guards that ranges on the box don't show, with the missing part of `within`.
  std::vector<OpenGuard> open_guards(Id term, const Box& on);
  bool proved_guard(const OpenGuard& guard, Id term, const Box& on);
  /// Terms whose sign is the guard: (term, signs) of which one suffices each.
  std::vector<std::vector<Known>> guard_atoms(const OpenGuard& guard, Id term);
  std::vector<Guard> guards(Id term);

  /// The formula follows on the box from proved atoms.
  bool follows(const std::map<std::size_t, Id>& chosen);

  /// The term with each variable that has one value on the box replaced by it.
  Id pinned(Id term, const Box& on);
  /// The terms are equal at each point of the box at which both are defined, by normal forms.
  bool identical(Id a, Id b, const Box& on) {
    return normal.identical(pinned(a, on), pinned(b, on));
  }

  // Leaf rules and the analytic parts of reductions; all on the current box.
  bool prove_interval(const Goal& goal, int bits);
  bool prove_mean(const Goal& goal, int bits);
  bool prove_taylor(const Goal& goal, int bits);
  bool prove_positive(const Goal& goal);
  bool prove_zero(const Goal& goal, std::size_t order,
                  const std::vector<std::pair<std::size_t, Id>>& where);
  /// The same function on the box, with abs, min and max replaced where it is certain by what.
  Id on_piece(Id term, const Box& on);
  bool prove_limit(Id term, std::size_t variable, bool upper);
  /// The range of the term, after a check of its guards: `lower > 0` or `lower >= 0` and so on.
  bool has_signs(Id term, const Box& on, unsigned signs);
  /// Signs that the derivative by the variable has on the box, from 1 to 7; order 1 or 2.
  unsigned derivative_signs(Id term, const Box& on, std::size_t variable, int order, int bits);
  bool prove_root(const std::vector<std::size_t>& variables, const std::vector<Id>& equations,
                  const Box& on, int bits);
  /// No floor, ceil or sign jumps along the variable.
  bool is_continuous(Id term, const Box& on, std::size_t variable);
};

/// Ranges of the sides that the program needs.
template <class Ends>
struct Sides {
  std::vector<Range<Ends>> ranges;
  std::vector<unsigned char> nonzero;
  Sides(const Arithmetic<Ends>& a, const Program& program, const Box& box);
  Place<Ends> place() const { return {&ranges, &nonzero}; }
};
extern template struct Sides<DoubleEnds>;
extern template struct Sides<BigEnds>;

constexpr long kBigBits = 128;

/// attempt(arithmetic) at doubles where so few bits are asked for, then with more.
template <class Attempt>
bool attempted(int bits, const Attempt& attempt) {
  if (bits <= 53 && attempt(Arithmetic<DoubleEnds>())) return true;
  return attempt(Arithmetic<BigEnds>(BigEnds{bits > kBigBits ? bits : kBigBits}));
}

}  // namespace rigor::second_engine
