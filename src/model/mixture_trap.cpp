#include "model/mixture_trap.hpp"

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/quick_exp.hpp"

namespace rigor {
namespace {

/// One atom j in S(v) = sum factor e^{-b / v}.
template <IntervalNumber I>
struct Pull {
  I distance;  // D_j
  I factor;    // D_j e^{l_j - l_i}
  I in_box;    // the least separation in the box
  I at_datum;  // D_j^2 / 2 + H_j - H_i
};

template <IntervalNumber I>
I least_separation(const Pull<I>& pull, const I& eta) {
  return min(pull.in_box, lower_point(pull.at_datum - eta * pull.distance));
}

/// All atoms but i and those in the same place, which pull nowhere.
template <IntervalNumber I>
std::optional<std::vector<Pull<I>>> pulls_towards(const MixtureAtoms<I>& atoms, std::size_t i,
                                                  const std::vector<I>& box) {
  std::vector<Pull<I>> pulls;
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    if (atoms.are_in_one_place(i, j)) continue;
    const I distance = atoms.distance(i, j);
    const I in_box = lower_point(atoms.separation(j, i, box));
    if (!certainly(in_box > 0)) return std::nullopt;
    const I height = atoms.height(j) - atoms.height(i);
    pulls.push_back({distance, distance * exp(atoms.log_weight(j) - atoms.log_weight(i)), in_box,
                     scale2(sqr(distance), -1) + height});
  }
  return pulls;
}

/// integral over v <= v1 of e^s e^{-b/v} ds, y1 = 1 / v1
template <IntervalNumber I>
I tail_integral(const I& b, const I& y1) {
  return sqrt(pi<I>(precision_of(b)) / b) * erfc(sqrt(b * y1)) / 2;
}

constexpr int most_trials = 8;

}  // namespace

template <IntervalNumber I>
std::optional<Trap<I>> prove_trap(const MixtureAtoms<I>& atoms, std::size_t i,
                                  const std::vector<I>& box, const I& v1) {
  const auto pulls = pulls_towards(atoms, i, box);
  if (!pulls) return std::nullopt;
  const I y1 = recip(v1), zero = enclose<I>(0, atoms.precision());
  const auto sum_for = [&](const I& eta) -> std::optional<I> {
    I sum = zero;
    for (const Pull<I>& pull : *pulls) {
      const I b = least_separation(pull, eta);
      if (!certainly(b > 0)) return std::nullopt;
      sum = fma(pull.factor, quick_exp(-(b * y1)), sum);
    }
    return upper_point(sum);
  };
  I eta = zero;
  for (int trial = 0; trial < most_trials; ++trial) {
    const std::optional<I> sum = sum_for(eta);
    if (!sum) return std::nullopt;
    if (certainly(*sum <= eta)) {
      I drift = zero;
      for (const Pull<I>& pull : *pulls) {
        drift = fma(pull.factor, tail_integral(least_separation(pull, eta), y1), drift);
      }
      return Trap<I>{*sum, upper_point(drift)};
    }
    eta = upper_point(*sum * 17 / 16);
  }
  return std::nullopt;
}

template <IntervalNumber I>
std::optional<Trap<I>> enclose_ball_trap(const MixtureAtoms<I>& atoms, std::size_t i, const I& r,
                                         const I& v1) {
  const I y1 = recip(v1), zero = enclose<I>(0, atoms.precision());
  Trap<I> trap{zero, zero};
  for (std::size_t j = 0; j < atoms.size(); ++j) {
    if (j == i) continue;
    const I distance = atoms.distance(i, j);
    const I b = scale2(distance * (distance - 2 * r), -1);
    if (!certainly(b > 0)) return std::nullopt;
    const I factor = distance * exp(atoms.log_weight(j) - atoms.log_weight(i));
    trap.pull = fma(factor, quick_exp(-(b * y1)), trap.pull);
    trap.drift = fma(factor, tail_integral(b, y1), trap.drift);
  }
  return trap;
}

template std::optional<Trap<Interval>> prove_trap(const MixtureAtoms<Interval>&, std::size_t,
                                                  const std::vector<Interval>&, const Interval&);
template std::optional<Trap<BigInterval>> prove_trap(const MixtureAtoms<BigInterval>&, std::size_t,
                                                     const std::vector<BigInterval>&,
                                                     const BigInterval&);
template std::optional<Trap<Interval>> enclose_ball_trap(const MixtureAtoms<Interval>&, std::size_t,
                                                         const Interval&, const Interval&);
template std::optional<Trap<BigInterval>> enclose_ball_trap(const MixtureAtoms<BigInterval>&,
                                                            std::size_t, const BigInterval&,
                                                            const BigInterval&);

}  // namespace rigor
