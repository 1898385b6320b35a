// Plots as inline SVG.
#pragma once

#include <string>

#include "verdict/outcome.hpp"

namespace rigor {

/// The plot as an <svg> element for a page with the style sheet of html_style.hpp: each curve a
/// band of filled boxes that enclose it, with an outline so that thin ones are seen. The picture is
/// drawn with ordinary floating point, boxes rounded outward to a tenth of a unit; the boxes of the
/// report carry the proof. An axis is logarithmic where all its values are positive and span more
/// than three decades. Infinite ends are cut at the frame. Neighbouring boxes are merged into their
/// hull beyond 800 a curve, but those of a region, whose last curve is hatched. A plot without a
/// finite box gives a sentence in place of the picture.
std::string to_svg(const Plot& plot);

}  // namespace rigor
