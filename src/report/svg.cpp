#include "report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "report/axis.hpp"
#include "report/escape.hpp"

namespace rigor {
namespace {

constexpr double kWidth = 520;
constexpr double kHeight = 300;
constexpr double kLeft = 58;
constexpr double kRight = 508;
constexpr double kTop = 34;
constexpr double kBottom = 252;
constexpr double kVisible = 5;  // a lonely box smaller than this gets a ring of this radius
constexpr std::size_t kMostBoxes = 800;
constexpr std::size_t kColours = 6;  // of the style sheet

struct Box {
  double x0, x1, lower, upper;
};

std::vector<Box> boxes_of(const Curve& curve) {
  std::vector<Box> out;
  for (const PlotBox& box : curve.boxes) {
    const Box b{drawing_value(box.x0), drawing_value(box.x1), drawing_value(box.lower),
                drawing_value(box.upper)};
    if (std::isfinite(b.x0) && std::isfinite(b.x1) && b.x0 <= b.x1 && b.lower <= b.upper) {
      out.push_back(b);
    }
  }
  return out;
}

/// Hulls of neighbours that share a face, at least `group` to a hull where there are so many.
std::vector<Box> merged(const std::vector<Box>& boxes) {
  const std::size_t group = boxes.size() / kMostBoxes + 1;
  std::vector<Box> out;
  std::size_t in_group = 0;
  for (const Box& box : boxes) {
    if (in_group > 0 && in_group < group && out.back().x1 == box.x0) {
      Box& hull = out.back();
      hull.x1 = box.x1;
      hull.lower = std::min(hull.lower, box.lower);
      hull.upper = std::max(hull.upper, box.upper);
      ++in_group;
    } else {
      out.push_back(box);
      in_group = 1;
    }
  }
  return out;
}

/// The finite range of some numbers, widened where it is a point; nullopt where none is finite.
class Range {
 public:
  void add(double value) {
    if (!std::isfinite(value)) return;
    low_ = std::min(low_, value);
    high_ = std::max(high_, value);
  }

  std::optional<Axis> axis(double padding) const {
    if (low_ > high_) return std::nullopt;
    if (low_ > 0 && high_ / low_ > 1e3) return Axis(low_, high_, true);
    double extra = padding * (high_ / 2 - low_ / 2);
    if (low_ == high_) extra = low_ == 0 ? 1 : std::fabs(low_) / 8;
    const double most = std::numeric_limits<double>::max() / 2;
    return Axis(std::max(low_ - extra, -most), std::min(high_ + extra, most), false);
  }

 private:
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
};

double down(double x) {
  return std::floor(10 * x) / 10;
}
double up(double x) {
  return std::ceil(10 * x) / 10;
}

/// Coordinates of the frame.
struct Frame {
  Axis x;
  Axis y;

  double across(double value) const { return kLeft + (kRight - kLeft) * x.position(value); }
  double along(double value) const { return kBottom - (kBottom - kTop) * y.position(value); }
};

std::string rectangles(const std::vector<Box>& boxes, const Frame& frame) {
  std::string path;
  for (const Box& box : boxes) {
    const double left = down(frame.across(box.x0));
    const double top = down(frame.along(box.upper));
    const double width = up(frame.across(box.x1)) - left;
    const double height = up(frame.along(box.lower)) - top;
    path += fmt::format("M{:.5g} {:.5g}h{:.4g}v{:.4g}h-{:.4g}z", left, top, width, height, width);
  }
  return path;
}

std::string band(const std::vector<Box>& boxes, const Frame& frame, std::size_t colour) {
  return fmt::format("<path class=\"band band{}\" d=\"{}\"/>", colour % kColours + 1,
                     rectangles(boxes, frame));
}

/// What is left open, hatched: lines through the box on a path that is cut to its boxes.
std::string hatched(const std::vector<Box>& boxes, const Frame& frame) {
  const std::string path = rectangles(boxes, frame);
  std::string lines;
  for (const Box& box : boxes) {
    const double left = frame.across(box.x0), right = frame.across(box.x1);
    const double top = frame.along(box.upper), bottom = frame.along(box.lower);
    // The lines x + y = 6 k that meet the box, between its edges.
    for (double k = std::ceil((left + top) / 6); 6 * k <= right + bottom; ++k) {
      const double x0 = std::max(left, 6 * k - bottom), x1 = std::min(right, 6 * k - top);
      lines += fmt::format("M{:.5g} {:.5g}L{:.5g} {:.5g}", x0, 6 * k - x0, x1, 6 * k - x1);
    }
  }
  return fmt::format("<path class=\"open\" d=\"{}\"/><path class=\"hatch\" d=\"{}\"/>", path,
                     lines);
}

bool touch(const Box& a, const Box& b) {
  return a.x0 <= b.x1 && b.x0 <= a.x1 && a.lower <= b.upper && b.lower <= a.upper;
}

/// Rings around boxes that are too small to be seen and touch no neighbour in the order of the
/// curve.
std::string rings(const std::vector<Box>& boxes, const Frame& frame, std::size_t colour) {
  std::string out;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    const double left = frame.across(box.x0), right = frame.across(box.x1);
    const double top = frame.along(box.upper), bottom = frame.along(box.lower);
    const bool is_seen = right - left > kVisible || bottom - top > kVisible;
    const bool has_neighbour =
        (i > 0 && touch(boxes[i - 1], box)) || (i + 1 < boxes.size() && touch(box, boxes[i + 1]));
    if (is_seen || has_neighbour) continue;
    out += fmt::format("<circle class=\"band{} ring\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>",
                       colour % kColours + 1, left / 2 + right / 2, top / 2 + bottom / 2, kVisible);
  }
  return out;
}

std::string axes(const Frame& frame, const Plot& plot) {
  std::string out;
  for (const Tick& tick : frame.x.ticks()) {
    const double x = kLeft + (kRight - kLeft) * tick.position;
    out += fmt::format(
        "<path class=\"grid\" d=\"M{0:.1f} {1}V{2}\"/>"
        "<text x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>",
        x, kTop, kBottom, kBottom + 16, tick.label);
  }
  for (const Tick& tick : frame.y.ticks()) {
    const double y = kBottom - (kBottom - kTop) * tick.position;
    out += fmt::format(
        "<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/>"
        "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>",
        kLeft, y, kRight, kLeft - 6, y + 4, tick.label);
  }
  if (!frame.y.logarithmic() && frame.y.low() < 0 && frame.y.high() > 0) {
    out += fmt::format("<path class=\"zero\" d=\"M{} {:.1f}H{}\"/>", kLeft, frame.along(0), kRight);
  }
  out += fmt::format("<text class=\"label\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}{}</text>",
                     (kLeft + kRight) / 2, kHeight - 12, escape_html(plot.x_label),
                     frame.x.label_suffix());
  out += fmt::format("<text class=\"label\" x=\"6\" y=\"16\">{}{}</text>",
                     escape_html(plot.y_label), frame.y.label_suffix());
  return out;
}

std::string legend(const Plot& plot) {
  if (plot.curves.size() < 2) return "";
  std::string out;
  for (std::size_t i = 0; i < plot.curves.size(); ++i) {
    const bool is_open = plot.is_region && i + 1 == plot.curves.size();
    out += fmt::format(
        "<span class=\"key\"><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">"
        "<rect class=\"{}\" x=\"1\" y=\"3\" width=\"10\" height=\"6\"/>"
        "</svg> {}</span> ",
        is_open ? "open" : fmt::format("band band{}", i % kColours + 1),
        escape_html(plot.curves[i].name));
  }
  return "<p class=\"legend\">" + out + "</p>";
}

}  // namespace

std::string to_svg(const Plot& plot) {
  std::vector<std::vector<Box>> curves;
  Range x_range;
  Range y_range;
  std::string names;
  for (const Curve& curve : plot.curves) {
    curves.push_back(plot.is_region ? boxes_of(curve) : merged(boxes_of(curve)));
    for (const Box& box : curves.back()) {
      x_range.add(box.x0);
      x_range.add(box.x1);
      y_range.add(box.lower);
      y_range.add(box.upper);
    }
    names += (names.empty() ? "" : "; ") + curve.name;
  }
  const std::string caption = fmt::format("<figcaption>{}</figcaption>", escape_html(plot.title));
  const std::optional<Axis> x = x_range.axis(0);
  const std::optional<Axis> y = y_range.axis(plot.is_region ? 0 : 0.08);
  if (!x || !y) {
    return fmt::format("<figure class=\"plot\">{}<p>No finite box to draw.</p></figure>", caption);
  }
  const Frame frame{*x, *y};
  std::string out = fmt::format(
      "<figure class=\"plot\">{}{}<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">"
      "<title>{}</title><desc>Boxes {} {}, for {} from {:.4g} to {:.4g}.</desc>",
      caption, legend(plot), kWidth, kHeight, escape_html(plot.title), escape_html(plot.title),
      plot.is_region ? "of" : "that enclose", escape_html(names), escape_html(plot.x_label),
      x->low(), x->high());
  out += axes(frame, plot);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const bool is_open = plot.is_region && i + 1 == curves.size();
    out += is_open ? hatched(curves[i], frame)
                   : band(curves[i], frame, i) + rings(curves[i], frame, i);
  }
  out += fmt::format("<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", kLeft,
                     kTop, kRight - kLeft, kBottom - kTop);
  return out + "</svg></figure>";
}

}  // namespace rigor
