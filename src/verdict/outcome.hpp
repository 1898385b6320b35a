// The outcome of a claim on a case: what was proved, and everything it rests on.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rigor {

/// `verified`: every hypothesis and the conclusion are proved. `violated`: every hypothesis and the
/// negation of the conclusion, at a witness, are proved. `inapplicable`: a named hypothesis is
/// proved false. `inconclusive`: none of these; the reason says what was lost.
enum class Verdict { verified, violated, inconclusive, inapplicable };

/// What a verdict quantifies over: one instance, a box (all parameters in given ranges), or
/// unbounded (a half-line, a limit, or all inputs).
enum class Scope { instance, box, unbounded };

/// A statement that Rigor stands behind, one that a paper prints and that differs from it, or a
/// deliberately false variant whose refutation shows that the check has teeth.
enum class Kind { claim, printed, false_variant };

/// Decimal text of an enclosure, rounded outward: lower <= the exact value <= upper.
struct Enclosure {
  std::string lower;
  std::string upper;
};

/// A named number of the outcome. `digits_reached` is false while the enclosure is wider than the
/// digits asked for (relative to its size or to its stated scale).
struct Quantity {
  std::string name;
  Enclosure value;
  bool digits_reached = true;
};

/// A hypothesis, proved (`verified`), proved false (`violated`), or not settled (`inconclusive`).
struct Hypothesis {
  std::string text;
  Verdict verdict = Verdict::inconclusive;
};

/// A point at which the conclusion is proved false: exact coordinates, and both sides there.
struct Witness {
  std::vector<std::pair<std::string, std::string>> coordinates;  ///< name, exact rational
  Enclosure left;
  Enclosure right;
  bool confirmed = false;  ///< re-evaluated by the second engine (Arb), which agrees
};

/// One piece of a split range with its own verdict.
struct Part {
  std::string range;
  Verdict verdict = Verdict::inconclusive;
  std::string reason;
};

/// A true statement about a curve: over [x0, x1] every value lies in [lower, upper].
struct PlotBox {
  std::string x0, x1, lower, upper;
};
struct Curve {
  std::string name;
  std::vector<PlotBox> boxes;
};
struct Plot {
  std::string title;
  std::string x_label;
  std::string y_label;
  std::vector<Curve> curves;
  /// The boxes are sets of the plane, of which something is proved (a basin of attraction); those
  /// of the last curve are what is left open.
  bool is_region = false;
};

struct Outcome {
  Verdict verdict = Verdict::inconclusive;
  Scope scope = Scope::instance;
  std::optional<Enclosure> margin;  ///< right side minus left side, positive where it holds
  std::vector<Quantity> quantities;
  std::vector<Hypothesis> hypotheses;
  std::optional<Witness> witness;
  std::string reason;  ///< why it is inconclusive, inapplicable or vacuous; empty otherwise
  std::vector<Part> parts;
  std::vector<std::string> rests_on;  ///< hand-proved lemmas with the place of their proof
  int bits = 53;                      ///< working precision; 53 is the double Interval
  bool wants_precision = false;       ///< a higher precision may settle or sharpen this outcome
};

}  // namespace rigor
