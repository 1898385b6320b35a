// Derivatives of terms.
#include "second_engine/certificate_terms.hpp"

namespace rigor::second_engine {

Id Graph::derivative(Id id, std::size_t variable) {
  const Program program_of = program(id);
  const Id zero = make_number(0), one = make_number(1), two = make_number(2);
  std::vector<Id> slopes;
  for (const Step& step : program_of.steps) {
    const Node node = nodes_[step.id];
    const Id f = step.id, a = node.a, b = node.b;
    const Id da = slopes.empty() ? zero : slopes[step.a];
    const Id db = slopes.empty() ? zero : slopes[step.b];
    const int operands = operands_of(step.word);
    Id d = zero;
    if (step.word == Word::var) {
      d = step.n == variable ? one : zero;
    } else if (operands == 0 || (is_number(da, 0) && (operands == 1 || is_number(db, 0)))) {
      d = zero;
    } else {
      switch (step.word) {
        case Word::neg:
          d = neg(da);
          break;
        case Word::add:
          d = add(da, db);
          break;
        case Word::sub:
          d = sub(da, db);
          break;
        case Word::mul:
          d = add(mul(da, b), mul(a, db));
          break;
        case Word::div:
          d = div(sub(da, mul(f, db)), b);
          break;
        case Word::pow:
          d = mul(mul(make_number(Rational(step.n)), pow(a, step.n - 1)), da);
          break;
        case Word::root:
          d = mul(div(f, mul(make_number(Rational(step.n)), a)), da);
          break;
        case Word::exp:
          d = mul(f, da);
          break;
        case Word::log:
          d = div(da, a);
          break;
        case Word::sin:
          d = mul(apply(Word::cos, a), da);
          break;
        case Word::cos:
          d = neg(mul(apply(Word::sin, a), da));
          break;
        case Word::tan:
          d = mul(add(one, pow(f, 2)), da);
          break;
        case Word::asin:
          d = div(da, root(sub(one, pow(a, 2)), 2));
          break;
        case Word::acos:
          d = neg(div(da, root(sub(one, pow(a, 2)), 2)));
          break;
        case Word::atan:
          d = div(da, add(one, pow(a, 2)));
          break;
        case Word::sinh:
          d = mul(apply(Word::cosh, a), da);
          break;
        case Word::cosh:
          d = mul(apply(Word::sinh, a), da);
          break;
        case Word::tanh:
          d = mul(sub(one, pow(f, 2)), da);
          break;
        case Word::erf:
        case Word::erfc: {
          const Id bell =
              mul(div(two, root(make({Word::pi, 0, 0, 0}), 2)), apply(Word::exp, neg(pow(a, 2))));
          d = mul(bell, da);
          if (step.word == Word::erfc) d = neg(d);
          break;
        }
        case Word::abs:
          d = mul(apply(Word::sign, a), da);
          break;
        case Word::min:
        case Word::max: {
          const Id swing = mul(apply(Word::sign, sub(a, b)), sub(da, db));
          const Id sum = add(da, db);
          d = div(step.word == Word::max ? add(sum, swing) : sub(sum, swing), two);
          break;
        }
        default:
          d = zero;
      }
    }
    slopes.push_back(d);
  }
  return slopes.back();
}

}  // namespace rigor::second_engine
