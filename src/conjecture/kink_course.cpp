#include "conjecture/kink_course.hpp"

#include <map>
#include <span>

namespace rigor {
namespace {

Course turned(Course course) {
  if (course == Course::rising) return Course::falling;
  return course == Course::falling ? Course::rising : course;
}

Course sum(Course x, Course y) {
  if (x == Course::constant || x == y) return y;
  return y == Course::constant ? x : Course::unknown;
}

}  // namespace

Course course_of(AtomRules& rules, TermId term, TermId part, const Box& box) {
  const Terms& terms = rules.terms();
  std::map<TermId, Course> courses;
  // Times, or divided by, a factor that doesn't depend on the part.
  const auto scaled = [&](Course course, TermId factor) {
    if (rules.shown({factor, Relation::at_least}, box)) return course;
    return rules.shown({factor, Relation::at_most}, box) ? turned(course) : Course::unknown;
  };
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    Course& course = courses[id];
    course = Course::constant;
    if (id == part) {
      course = Course::rising;
      continue;
    }
    const Term t = terms[id];
    const int operands = operand_count(t.op);
    const Course a = operands >= 1 ? courses.at(t.a) : Course::constant;
    const Course b = operands == 2 ? courses.at(t.b) : Course::constant;
    if (a == Course::constant && b == Course::constant) continue;
    switch (t.op) {
      case Op::negate:
      case Op::erfc:
        course = turned(a);
        break;
      case Op::add:
      case Op::min:
      case Op::max:
        course = sum(a, b);
        break;
      case Op::subtract:
        course = sum(a, turned(b));
        break;
      case Op::multiply:
        course = b == Course::constant   ? scaled(a, t.b)
                 : a == Course::constant ? scaled(b, t.a)
                                         : Course::unknown;
        break;
      case Op::divide:
        course = b == Course::constant ? scaled(a, t.b) : Course::unknown;
        break;
      case Op::power:
        course = t.index % 2 == 1 ? a : Course::unknown;
        break;
      case Op::root:
        course = rules.shown({t.a, Relation::at_least}, box) ? a : Course::unknown;
        break;
      case Op::log:
        course = rules.shown({t.a, Relation::greater}, box) ? a : Course::unknown;
        break;
      case Op::exp:
      case Op::atan:
      case Op::sinh:
      case Op::tanh:
      case Op::erf:
        course = a;
        break;
      default:
        course = Course::unknown;
        break;
    }
  }
  return courses.at(term);
}

}  // namespace rigor
