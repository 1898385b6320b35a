#include "verdict/case_flow.hpp"

#include <gtest/gtest.h>

#include <string>

#include "expression/source_text.hpp"
#include "verdict/case_file.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

const std::string kPlane = "[data]\npoints = [[0, 0], [2, 0], [\"1/2\", \"3/2\"]]\n";
const std::string kLine = "[data]\npoints = [\"-1\", \"1\"]\n";
const std::string kFlow = "[flow]\nvariance = 1\nstart = [\"9/10\", \"4/5\"]\n";

Case parse(const std::string& text) {
  return read_case_text(text, "x.toml", ".");
}

void expect_error(const std::string& text, const std::string& place, const std::string& part) {
  std::string error = "no error";
  try {
    parse(text);
  } catch (const InputError& caught) {
    error = caught.what();
  }
  EXPECT_NE(error.find(part), std::string::npos) << "whole message: " << error;
  EXPECT_EQ(error.rfind("x.toml:" + place, 0), 0U) << error;
}

TEST(CaseFlow, IsReadExactly) {
  const Case input = parse(kPlane + kFlow);
  ASSERT_TRUE(input.flow);
  const FlowInput& flow = *input.flow;
  EXPECT_EQ(flow.schedule, Schedule::ve);
  EXPECT_EQ(flow.variance, 1);
  EXPECT_EQ(flow.start_from, (std::vector<Rational>{Rational(9, 10), Rational(4, 5)}));
  EXPECT_TRUE(flow.starts_at_point());
  EXPECT_EQ(flow.regularization, Regularization::none);
  EXPECT_EQ(flow.question, Question::limit);
  EXPECT_FALSE(input.has_noise());
  EXPECT_EQ(case_words(input), "VE flow from v = 1 at (9/10, 4/5)");
}

TEST(CaseFlow, SchedulesRegularizationsConditionsAndBoxes) {
  const std::string box = "start = { from = -1, to = 2 }\n";
  const Case vp = parse(kLine + "[flow]\nschedule = \"vp\"\ntime = \"1/2\"\n" + box +
                        "question = \"basin\"\n[flow.condition]\nlabels = [0, 1]\nlabel = "
                        "0.7\nbandwidth = 0.5\n");
  EXPECT_EQ(vp.flow->schedule, Schedule::vp);
  EXPECT_EQ(vp.flow->time, Rational(1, 2));
  EXPECT_EQ(vp.flow->start_to, std::vector<Rational>{2});
  EXPECT_EQ(vp.flow->question, Question::basin);
  EXPECT_EQ(vp.flow->condition->at, std::vector<Rational>{Rational(7, 10)});
  EXPECT_EQ(vp.flow->condition->labels.size(), 2U);
  EXPECT_EQ(case_words(vp),
            "VP flow from t = 1/2 in the box from -1 to 2, conditioned on the label 7/10");
  const Case bayes = parse(kLine + "[flow]\nvariance = 1\n" + box +
                           "regularization = \"empirical-bayes\"\nstrength = \"1/3\"\n"
                           "question = \"distance\"\n");
  EXPECT_EQ(bayes.flow->regularization, Regularization::empirical_bayes);
  EXPECT_EQ(bayes.flow->strength, Rational(1, 3));
  EXPECT_EQ(bayes.flow->question, Question::distance);
}

TEST(CaseFlow, OtherSubjectsNeedNoFlow) {
  const Case truth = parse(kLine + "[truth]\nlaw = \"uniform\"\nvariance = \"1/400\"\nuntil = 1\n");
  EXPECT_EQ(truth.truth->law, TrueLaw::uniform);
  EXPECT_EQ(truth.truth->until, 1);
  const Case features = parse(kLine + "[features]\npowers = [1, 3]\nvariance = 0.25\n");
  EXPECT_EQ(features.features->powers, (std::vector<int>{1, 3}));
  const Case cells = parse("[cells]\nspacing = 1\nvariance = \"1/100\"\nlevel = 10\n");
  EXPECT_EQ(cells.cells->level, 10);
  EXPECT_EQ(cells.dimension(), 0U);
  const Case samples = parse("[samples]\ngenerated = [10]\ntrain = [0]\ntest = [1]\n");
  EXPECT_EQ(samples.samples->generated, std::vector<Rational>{10});
}

TEST(CaseFlow, SaysWhatIsWrongAndWhere) {
  expect_error(kPlane + "[flow]\nvariance = 0\nstart = [0, 0]\n", "4:", "expected variance > 0");
  expect_error(kPlane + "[flow]\nvariance = -1\nstart = [0, 0]\n", "4:", "expected variance > 0");
  expect_error(kPlane + "[flow]\nschedule = \"vp\"\ntime = 0\nstart = [0, 0]\n",
               "5:", "expected time > 0");
  expect_error(kPlane + "[flow]\nschedule = \"va\"\nvariance = 1\nstart = [0, 0]\n",
               "4:", "unknown schedule \"va\"");
  expect_error(kPlane + "[flow]\nschedule = \"vp\"\nvariance = 1\nstart = [0, 0]\n",
               "5:", "expected time");
  expect_error(kPlane + "[flow]\nvariance = 1\nstart = [0, 0, 1]\n",
               "5:", "this start has dimension 3, the data have dimension 2");
  expect_error(kPlane + "[flow]\nvariance = 1\nstart = 0\n", "5:", "dimension 1");
  expect_error(kPlane + "[flow]\nvariance = 1\nstart = { from = [0, 1], to = [1, 0] }\n",
               "5:", "coordinate 2");
  expect_error(kPlane + "[flow]\nvariance = 1\n", "3:", "where the flow starts");
  expect_error(kPlane + "[flow]\nvariance = 1\nstrat = [0, 0]\n", "5:", "did you mean \"start\"");
  expect_error(kPlane + kFlow + "regularization = \"tikhonof\"\nstrength = 1\n",
               "6:", "did you mean \"tikhonov\"");
  expect_error(kPlane + kFlow + "regularization = \"tikhonov\"\n", "3:", "c, tau or delta");
  expect_error(kLine +
                   "[flow]\nschedule = \"vp\"\ntime = 1\nstart = 0\nregularization = "
                   "\"tikhonov\"\nstrength = 1\n",
               "7:", "of the schedule \"ve\"");
  expect_error(kLine +
                   "[flow]\nvariance = 1\nstart = 0\nregularization = \"empirical-bayes\"\n"
                   "strength = 1\n[flow.condition]\nlabels = [0, 1]\nlabel = 0\nbandwidth = "
                   "1\n",
               "", "expected no condition");
  expect_error(kPlane + kFlow + "strength = 1\n", "6:", "needs a regularization");
  expect_error(kPlane + kFlow + "regularization = \"stopping\"\nstrength = 2\n",
               "7:", "before it starts");
  expect_error(kPlane + kFlow + "question = \"basin\"\n", "6:", "box of starts");
  expect_error(kLine +
                   "[flow]\nvariance = 1\nstart = { from = 0, to = 1 }\nregularization = "
                   "\"tikhonov\"\nstrength = 1\nquestion = \"basin\"\n",
               "8:", "expected no regularization");
  expect_error(kPlane + kFlow + "[flow.condition]\nlabels = [0, 1]\nlabel = 0\nbandwidth = 1\n",
               "7:", "2 labels, expected 3");
  expect_error("[data]\npoints = [0, 0]\n" + kFlow, "2:", "equal");
  expect_error(kFlow, "", "the table [data] is missing");
  expect_error("[samples]\ngenerated = [1]\ntrain = []\ntest = [1]\n", "3:", "a number at least");
  expect_error("[cells]\nspacing = 1\nvariance = 1\nlevel = 1\n[flow]\nvariance = 1\nstart = 0\n",
               "5:", "[flow] needs [data]");
  expect_error(kLine + "[truth]\nlaw = \"normal\"\nvariance = 1\nuntil = 1\n",
               "6:", "until > variance");
  expect_error(kLine + "[truth]\nvariance = 1\n", "3:", "the law that the data are drawn from");
  expect_error(kPlane + "[features]\npowers = [1]\nvariance = 1\n", "3:", "dimension 2");
  expect_error(kLine + "[features]\npowers = [1, 1]\nvariance = 1\n", "4:", "stands twice");
  expect_error(kLine + "[features]\npowers = [0.5]\nvariance = 1\n", "4:", "integers");
  expect_error(kLine + "[network]\nsigns = [1]\nweights = [1]\nkinks = [0]\n" +
                   "[flow]\nvariance = 1\nstart = 0\n",
               "", "[noise]");
}

}  // namespace
}  // namespace rigor
