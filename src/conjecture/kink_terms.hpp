// What kinks are on a box, one by one. Nothing here decides how a formula is written.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "conjecture/atom_rules.hpp"
#include "conjecture/kink_clauses.hpp"

namespace rigor {

/// The sign of a kink's difference d (see kink_clauses.hpp). Where there is no sign, d = 0 belongs
/// to d > 0.
enum class KinkCase { positive, zero, negative };

/// Kinks whose operands are shown to be defined on a box, and their values. Adds terms.
class KinkTerms {
 public:
  KinkTerms(Terms& terms, Box range, Differences differences)
      : box(std::move(range)),
        forms(terms),
        rules(terms, forms, box.size()),
        terms_(terms),
        differences_(differences) {}

  /// In that case; `is_minus`: d is minus the kink's difference.
  TermId value(TermId kink, bool is_minus, KinkCase where);
  /// a - b of min(a, b) and max(a, b), else the operand.
  TermId difference(TermId kink);
  /// -d, a difference if d is one.
  TermId opposite_of(TermId d);
  /// Kinks of one sign replaced by their value.
  TermId decided(TermId term);
  /// In the order of their making, inner ones first; those whose operands are defined.
  std::vector<TermId> kinks_in(TermId term);
  /// The difference of two variables, and these are kept.
  bool stays(TermId kink);
  /// The range can be cut there.
  bool changes_at_a_plane(TermId kink);
  /// The new term is defined wherever the old one is.
  bool stays_defined(TermId before, TermId after);
  /// By samples.
  bool seems_true(const Atom& atom);
  /// Integers that enclose the term, if there are some.
  Side integer_range(TermId term);

  Box box;
  NormalForms forms;
  AtomRules rules;
  bool changed = false;  ///< a term was replaced

 private:
  TermId with_plain_floors(TermId term);
  std::optional<TermId> value_in_range(TermId kink);
  bool is_total(TermId kink);

  Terms& terms_;
  Differences differences_;
  std::map<TermId, bool> total_;
};

}  // namespace rigor
