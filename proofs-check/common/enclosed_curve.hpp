// Curves of plots, as boxes that enclose them.
#pragma once

#include <functional>
#include <string>

#include "number/interval.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// Boxes of an enclosed function over [from, to], cut into `count` pieces.
Curve enclosed_curve(const std::string& name, const Rational& from, const Rational& to, int count,
                     const std::function<Interval(const Rational&, const Rational&)>& enclosure);

}  // namespace rigor
