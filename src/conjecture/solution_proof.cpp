// Krawczyk's test for solutions of equations between terms.
#include <algorithm>
#include <cmath>

#include "analysis/krawczyk.hpp"
#include "analysis/term_program.hpp"
#include "conjecture/solution.hpp"
#include "linear/guess.hpp"

namespace rigor {
namespace {

// The multiple of 2^exponent next to x.
Rational rounded(double x, int exponent) {
  return to_rational(std::ldexp(std::nearbyint(std::ldexp(x, -exponent)), exponent));
}

bool is_inside(const Side& outer, const Rational& lower, const Rational& upper) {
  const bool from =
      !outer.lower || (outer.lower_open ? *outer.lower < lower : *outer.lower <= lower);
  const bool to = !outer.upper || (outer.upper_open ? upper < *outer.upper : upper <= *outer.upper);
  return from && to;
}

template <IntervalNumber I>
class RootTest {
 public:
  RootTest(const Terms& terms, const ProposedSolution& solution, const Box& box,
           Precision precision)
      : solution_(solution),
        box_(box),
        precision_(precision),
        program_(terms, solution.equations, box.size(), precision),
        work_(program_.workspace()),
        size_(solution.solved.size()) {}

  /// Krawczyk's test on the box centre +- radius, which are exact: the radius of the least such box
  /// about the centre that its image lies in, in each coordinate; nothing where it says nothing.
  struct Image {
    bool is_proved = false;
    std::vector<double> centre;
    std::vector<double> radius;
  };
  std::optional<Image> test(const std::vector<Rational>& centre,
                            const std::vector<Rational>& radius) {
    Box box = box_;
    Box middle = box_;
    for (std::size_t i = 0; i < size_; ++i) {
      Side& side = box[solution_.solved[i]];
      side = Side{centre[i] - radius[i], centre[i] + radius[i]};
      middle[solution_.solved[i]] = thin_side(centre[i]);
    }
    const Ranges<I> sides = enclose_box<I>(box, precision_);
    const Ranges<I> at_centre = enclose_box<I>(middle, precision_);
    if (!differentiate(sides)) return std::nullopt;
    Matrix<double> middles(size_, size_, 0);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        middles(i, j) = to_interval(midpoint(slopes_(i, j))).lower();
      }
    }
    const Matrix<double> guess = guess_inverse(middles);
    program_.evaluate(at_centre, work_);
    std::vector<I> centres;
    std::vector<I> corrections;
    std::vector<I> solved_sides;
    Matrix<I> contraction(size_, size_, enclose<I>(0, precision_));
    for (std::size_t i = 0; i < size_; ++i) {
      I correction = enclose<I>(0, precision_);
      for (std::size_t j = 0; j < size_; ++j) {
        if (!std::isfinite(guess(i, j))) return std::nullopt;
        const I factor = enclose<I>(to_rational(guess(i, j)), precision_);
        correction += factor * program_.root_range(work_, j);
        for (std::size_t k = 0; k < size_; ++k) contraction(i, k) -= factor * slopes_(j, k);
      }
      contraction(i, i) += enclose<I>(1, precision_);
      centres.push_back(enclose<I>(centre[i], precision_));
      corrections.push_back(correction);
      solved_sides.push_back(sides.sides[solution_.solved[i]]);
    }
    const KrawczykResult<I> result = krawczyk(centres, corrections, contraction, solved_sides);
    Image image;
    image.is_proved = result.zeros == Zeros::one;
    for (std::size_t i = 0; i < size_; ++i) {
      const I& k = result.image[i];
      if (!is_bounded(k) || is_empty(k)) return std::nullopt;
      // Room for another inverse and other roundings.
      const Rational room = radius[i] * Rational(7, 8);
      image.is_proved = image.is_proved && centre[i] - room <= lower_rational(k) &&
                        upper_rational(k) <= centre[i] + room;
      image.centre.push_back(to_interval(midpoint(k)).lower());
      image.radius.push_back(to_interval(radius_of(k)).upper());
    }
    return image;
  }

 private:
  static I radius_of(const I& x) { return rigor::radius(x); }

  // The slopes on the box, if the equations are smooth and defined there.
  bool differentiate(const Ranges<I>& sides) {
    program_.evaluate(sides, work_);
    slopes_ = Matrix<I>(size_, size_, enclose<I>(0, precision_));
    for (std::size_t r = 0; r < size_; ++r) {
      if (!program_.is_smooth(work_, r) || !program_.is_defined(work_, r)) return false;
      program_.differentiate(r, work_);
      for (std::size_t j = 0; j < size_; ++j) {
        slopes_(r, j) = program_.partial(work_, r, solution_.solved[j]);
        if (!is_bounded(slopes_(r, j))) return false;
      }
    }
    return true;
  }

  const ProposedSolution& solution_;
  const Box& box_;
  Precision precision_;
  TermProgram<I> program_;
  typename TermProgram<I>::Workspace work_;
  std::size_t size_;
  Matrix<I> slopes_;
};

// Boxes about better and better centres, at first of twice the size of the image: where the other
// variables have wide sides, the image tells how far the solution moves.
template <IntervalNumber I>
std::optional<std::vector<Rational>> find_box(RootTest<I>& test, const ProposedSolution& solution,
                                              const Box& box, int bits) {
  constexpr int kTries = 24;
  const std::size_t size = solution.solved.size();
  std::vector<double> centre;
  std::vector<double> radius;
  for (const std::size_t variable : solution.solved) {
    centre.push_back(solution.near[variable]);
    radius.push_back(std::ldexp(std::max(std::fabs(solution.near[variable]), 0x1p-20), -bits / 2));
  }
  for (int attempt = 0; attempt < kTries; ++attempt) {
    std::vector<Rational> exact_centre;
    std::vector<Rational> exact_radius;
    for (std::size_t i = 0; i < size; ++i) {
      if (!std::isfinite(centre[i]) || !(radius[i] > 0) || !std::isfinite(radius[i])) {
        return std::nullopt;
      }
      const int exponent = std::ilogb(radius[i]);
      exact_radius.push_back(rounded(radius[i], exponent - 2));
      exact_centre.push_back(rounded(centre[i], exponent - 6));
    }
    const auto image = test.test(exact_centre, exact_radius);
    if (!image) {
      for (double& r : radius) r /= 64;
      continue;
    }
    if (image->is_proved) {
      std::vector<Rational> ends;
      for (std::size_t i = 0; i < size; ++i) {
        ends.push_back(exact_centre[i] - exact_radius[i]);
        ends.push_back(exact_centre[i] + exact_radius[i]);
        if (!is_inside(box[solution.solved[i]], ends[2 * i], ends[2 * i + 1])) return std::nullopt;
      }
      return ends;
    }
    for (std::size_t i = 0; i < size; ++i) {
      centre[i] = image->centre[i];
      const double least = std::ldexp(std::max(std::fabs(centre[i]), 0x1p-200), 4 - bits);
      radius[i] = std::max(2 * image->radius[i], least);
    }
  }
  return std::nullopt;
}

template <IntervalNumber I>
std::optional<std::vector<Rational>> solution_box(const Terms& terms,
                                                  const ProposedSolution& solution, const Box& box,
                                                  Precision precision) {
  RootTest<I> test(terms, solution, box, precision);
  return find_box(test, solution, box, std::min(precision.bits, 53));
}

}  // namespace

std::optional<Proof> prove_root(const Terms& terms, const ProposedSolution& solution, Box box,
                                Precision precision) {
  if (solution.solved.empty() || solution.solved.size() != solution.equations.size()) {
    return std::nullopt;
  }
  for (const auto& [variable, value] : solution.chosen) box[variable] = thin_side(value);
  for (const std::size_t variable : solution.solved) {
    if (box[variable].integer) return std::nullopt;
  }
  const auto ends = precision.bits <= 53
                        ? solution_box<Interval>(terms, solution, box, precision)
                        : solution_box<BigInterval>(terms, solution, box, precision);
  if (!ends) return std::nullopt;
  Proof proof;
  proof.rule = Rule::root;
  proof.bits = std::max(precision.bits, 53);
  proof.solved = solution.solved;
  proof.solution_box = *ends;
  for (const TermId equation : solution.equations) {
    proof.atoms.push_back({{equation, Relation::equal}, std::nullopt});
  }
  return proof;
}

Box with_solution(Box box, const Proof& root) {
  for (std::size_t i = 0; i < root.solved.size(); ++i) {
    box[root.solved[i]] = Side{root.solution_box[2 * i], root.solution_box[2 * i + 1]};
  }
  return box;
}

}  // namespace rigor
