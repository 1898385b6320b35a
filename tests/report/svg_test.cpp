#include "report/svg.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <regex>

#include "report/axis.hpp"

namespace rigor {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Plot plot_of(const std::vector<PlotBox>& boxes) {
  return {"t", "x", "y", {{"curve", boxes}}};
}

TEST(Axis, TicksAreRoundNumbersInRisingOrder) {
  for (const auto& [low, high] : std::vector<std::pair<double, double>>{
           {-5, 5}, {0, 1e-9}, {1e300, 1.7e308}, {-1.7e308, 1.7e308}, {123456, 123457}}) {
    const std::vector<Tick> ticks = Axis(low, high, false).ticks();
    EXPECT_GE(ticks.size(), 2U) << low;
    EXPECT_LE(ticks.size(), 12U) << low;
    for (std::size_t i = 1; i < ticks.size(); ++i) {
      EXPECT_LT(ticks[i - 1].position, ticks[i].position);
    }
  }
}

TEST(Axis, PositionsStayOnTheAxis) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Axis& axis : {Axis(1, 1000, true), Axis(-2, 3, false)}) {
    EXPECT_EQ(axis.position(-infinity), 0);
    EXPECT_EQ(axis.position(infinity), 1);
    EXPECT_EQ(axis.position(axis.low()), 0);
    EXPECT_EQ(axis.position(axis.high()), 1);
  }
  EXPECT_NEAR(Axis(1, 100, true).position(10), 0.5, 1e-12);
}

TEST(Axis, ReadsDecimalText) {
  EXPECT_EQ(drawing_value("-1.5e2"), -150);
  EXPECT_EQ(drawing_value("1e-400"), 0);
  EXPECT_TRUE(std::isinf(drawing_value("1e400")));
  EXPECT_LT(drawing_value("-inf"), 0);
  EXPECT_TRUE(std::isnan(drawing_value("nan?")));
}

TEST(Svg, NamesWhatItShows) {
  const std::string svg = to_svg(plot_of({{"0", "1", "2", "3"}, {"1", "2", "3", "4"}}));
  EXPECT_TRUE(has(svg, "<title>t</title>"));
  EXPECT_TRUE(has(svg, "<desc>Boxes that enclose curve, for x from 0 to 2.</desc>"));
  EXPECT_TRUE(has(svg, "role=\"img\""));
}

TEST(Svg, CutsInfiniteEndsAtTheFrame) {
  const std::string svg = to_svg(plot_of({{"0", "1", "-inf", "inf"}, {"1", "2", "0", "1"}}));
  EXPECT_FALSE(has(svg, "inf"));
  EXPECT_FALSE(has(svg, "nan"));
  EXPECT_TRUE(has(svg, "M58 34h"));
}

TEST(Svg, SaysSoWhereThereIsNothingToDraw) {
  EXPECT_TRUE(has(to_svg(plot_of({})), "No finite box to draw."));
  EXPECT_TRUE(has(to_svg(plot_of({{"0", "1", "-inf", "inf"}})), "No finite box to draw."));
  EXPECT_FALSE(has(to_svg(plot_of({{"0", "0", "1", "1"}})), "nan"));
}

TEST(Svg, IsLogarithmicOverManyDecades) {
  EXPECT_TRUE(has(to_svg(plot_of({{"0", "1", "1e-9", "1"}})), "y (log scale)"));
  EXPECT_FALSE(has(to_svg(plot_of({{"0", "1", "-1e-9", "1"}})), "log scale"));
}

TEST(Svg, MergesNeighboursIntoTheirHullAndStaysSmall) {
  std::vector<PlotBox> boxes;
  for (int i = 0; i < 20000; ++i) {
    boxes.push_back({std::to_string(i), std::to_string(i + 1), std::to_string(i % 7),
                     std::to_string(i % 7 + 1)});
  }
  boxes[12345].upper = "1000";
  const std::string svg = to_svg(plot_of(boxes));
  EXPECT_LT(svg.size(), 60000U);
  // The one high box is still there: its hull reaches from near the top.
  const std::regex box("M([0-9.]+) ([0-9.]+)h");
  double top = 1e9;
  for (std::sregex_iterator it(svg.begin(), svg.end(), box), end; it != end; ++it) {
    top = std::min(top, std::stod((*it)[2]));
  }
  EXPECT_LT(top, 60);
}

TEST(Svg, RegionsAreNeverMergedAndTheirLastCurveIsHatched) {
  Plot region{
      "t", "x", "y", {{"settled", {}}, {"not settled", {{"1000", "1001", "0", "1"}}}}, true};
  for (int i = 0; i < 1000; i += 2) {
    region.curves[0].boxes.push_back({std::to_string(i), std::to_string(i + 1), "0", "1"});
    region.curves[0].boxes.push_back({std::to_string(i + 1), std::to_string(i + 2), "1", "2"});
  }
  const std::string svg = to_svg(region);
  const std::size_t begin = svg.find("class=\"band band1\" d=");
  const std::string path = svg.substr(begin, svg.find("/>", begin) - begin);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 1000);
  EXPECT_TRUE(has(svg, "class=\"hatch\""));
  EXPECT_FALSE(has(svg, "class=\"band band2\" d="));
}

TEST(Svg, AnInvisibleBoxGetsARing) {
  const Plot tiny{
      "t",
      "x",
      "y",
      {{"curve", {{"0", "1", "0", "1"}}}, {"point", {{"0.5", "0.500001", "0.5", "0.500001"}}}}};
  EXPECT_NE(to_svg(tiny).find("class=\"band2 ring\""), std::string::npos);
  EXPECT_EQ(to_svg(tiny).find("class=\"band1 ring\""), std::string::npos);
}

}  // namespace
}  // namespace rigor
