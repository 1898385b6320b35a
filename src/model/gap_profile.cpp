#include "model/gap_weight.hpp"

namespace rigor {

GapProfile::GapProfile(const Mixture& mixture) {
  const std::size_t n = mixture.size();
  const Rational square = Rational(n) * n;
  Rational left_sum = 0, total = 0;
  for (std::size_t k = 0; k < n; ++k) total += mixture.centre(k);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    left_sum += mixture.centre(i);
    const Rational j = i + 1, rest = Rational(n) - j;
    const Rational &a = mixture.centre(i), &b = mixture.centre(i + 1);
    // pi^-(u) = rise (u - zero_left), pi^+(u) = fall (zero_right - u).
    const Rational rise = j * j / square, fall = rest * rest / square;
    const Rational zero_left = left_sum / j, zero_right = (total - left_sum) / rest;
    const Rational crossing = (rise * zero_left + fall * zero_right) / (rise + fall);
    const auto rising = [&](const Rational& u) -> Rational { return rise * (u - zero_left); };
    const auto falling = [&](const Rational& u) -> Rational { return fall * (zero_right - u); };
    if (crossing > a) pieces_.push_back({a, crossing < b ? crossing : b, rising(a), rise});
    if (crossing < b) {
      const Rational start = crossing > a ? crossing : a;
      pieces_.push_back({start, b, falling(start), -fall});
    }
  }
  for (const Piece& piece : pieces_) {
    for (const Rational& value :
         {piece.value, Rational(piece.value + piece.slope * (piece.right - piece.left))}) {
      if (value > maximum_) maximum_ = value;
    }
  }
}

}  // namespace rigor
