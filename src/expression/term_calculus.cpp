#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "expression/term.hpp"

namespace rigor {

std::vector<TermId> subterms(const Terms& terms, std::span<const TermId> roots) {
  std::vector<TermId> found;
  std::unordered_set<TermId> seen;
  const auto visit = [&](TermId id) {
    if (seen.insert(id).second) found.push_back(id);
  };
  for (const TermId root : roots) visit(root);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Term& term = terms[found[i]];
    const int operands = operand_count(term.op);
    if (operands >= 1) visit(term.a);
    if (operands == 2) visit(term.b);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::size_t> variables_of(const Terms& terms, TermId term) {
  std::vector<std::size_t> variables;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    if (terms[id].op == Op::variable) variables.push_back(terms[id].index);
  }
  std::sort(variables.begin(), variables.end());
  return variables;
}

bool depends_on(const Terms& terms, TermId term, std::size_t variable) {
  const std::vector<std::size_t> variables = variables_of(terms, term);
  return std::binary_search(variables.begin(), variables.end(), variable);
}

TermId substitute(Terms& terms, TermId term, std::size_t variable, TermId by) {
  std::unordered_map<TermId, TermId> image;
  for (const TermId id : subterms(terms, std::span(&term, 1))) {
    const Term node = terms[id];
    if (node.op == Op::variable) {
      image[id] = node.index == variable ? by : id;
      continue;
    }
    const int operands = operand_count(node.op);
    const TermId a = operands >= 1 ? image.at(node.a) : 0;
    const TermId b = operands == 2 ? image.at(node.b) : 0;
    const bool same = (operands < 1 || a == node.a) && (operands < 2 || b == node.b);
    image[id] = same ? id : terms.rebuild(node, a, b);
  }
  return image.at(term);
}

namespace {

// The derivatives of all subterms of a term, in their order.
class Differentiation {
 public:
  Differentiation(Terms& terms, std::size_t variable)
      : terms_(terms), variable_(variable), zero_(terms.number(0)) {}

  TermId of(TermId root) {
    for (const TermId id : subterms(terms_, std::span(&root, 1))) slope_[id] = at(id);
    return slope_.at(root);
  }

 private:
  TermId at(TermId id) {
    const Term t = terms_[id];
    const int operands = operand_count(t.op);
    if (operands == 0) {
      return t.op == Op::variable && t.index == variable_ ? terms_.number(1) : zero_;
    }
    const TermId da = slope_.at(t.a);
    if (operands == 2) return of_two(id, t, da, slope_.at(t.b));
    return da == zero_ ? zero_ : times(of_one(id, t), da);
  }

  TermId of_two(TermId id, const Term& t, TermId da, TermId db) {
    if (da == zero_ && db == zero_) return zero_;
    switch (t.op) {
      case Op::add:
        return terms_.add(da, db);
      case Op::subtract:
        return terms_.subtract(da, db);
      case Op::multiply:
        return terms_.add(times(da, t.b), times(t.a, db));
      case Op::divide:
        return over(terms_.subtract(da, times(id, db)), t.b);
      default: {  // (a + b -+ |a - b|)/2
        const TermId sum = terms_.add(da, db);
        const TermId difference =
            times(terms_.apply(Op::sign, terms_.subtract(t.a, t.b)), terms_.subtract(da, db));
        return over(
            t.op == Op::min ? terms_.subtract(sum, difference) : terms_.add(sum, difference),
            terms_.number(2));
      }
    }
  }

  // The derivative of the operation itself.
  TermId of_one(TermId id, const Term& t) {
    const TermId one = terms_.number(1);
    const auto square = [this](TermId x) { return terms_.power(x, 2); };
    switch (t.op) {
      case Op::negate:
        return terms_.number(-1);
      case Op::power:
        return times(terms_.number(Rational(t.index)), terms_.power(t.a, t.index - 1));
      case Op::root:
        return over(id, times(terms_.number(Rational(t.index)), t.a));
      case Op::exp:
        return id;
      case Op::log:
        return over(one, t.a);
      case Op::sin:
        return terms_.apply(Op::cos, t.a);
      case Op::cos:
        return terms_.negate(terms_.apply(Op::sin, t.a));
      case Op::tan:
        return terms_.add(one, square(id));
      case Op::asin:
        return over(one, terms_.root(terms_.subtract(one, square(t.a)), 2));
      case Op::acos:
        return over(terms_.number(-1), terms_.root(terms_.subtract(one, square(t.a)), 2));
      case Op::atan:
        return over(one, terms_.add(one, square(t.a)));
      case Op::sinh:
        return terms_.apply(Op::cosh, t.a);
      case Op::cosh:
        return terms_.apply(Op::sinh, t.a);
      case Op::tanh:
        return terms_.subtract(one, square(id));
      case Op::erf:
      case Op::erfc: {
        const TermId bell = terms_.apply(Op::exp, terms_.negate(square(t.a)));
        const TermId factor =
            over(terms_.number(t.op == Op::erf ? 2 : -2), terms_.root(terms_.pi(), 2));
        return times(factor, bell);
      }
      case Op::abs:
        return terms_.apply(Op::sign, t.a);
      default:
        return zero_;
    }
  }

  TermId times(TermId x, TermId y) {
    return x == zero_ || y == zero_ ? zero_ : terms_.multiply(x, y);
  }
  TermId over(TermId x, TermId y) { return x == zero_ ? zero_ : terms_.divide(x, y); }

  Terms& terms_;
  std::size_t variable_;
  TermId zero_;
  std::unordered_map<TermId, TermId> slope_;
};

}  // namespace

TermId derivative(Terms& terms, TermId term, std::size_t variable) {
  return Differentiation(terms, variable).of(term);
}

}  // namespace rigor
