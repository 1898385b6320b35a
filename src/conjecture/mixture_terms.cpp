#include "conjecture/mixture_terms.hpp"

#include <stdexcept>

namespace rigor {
namespace {

constexpr std::size_t kMostForPairs = 12;

}  // namespace

MixtureTerms::MixtureTerms(Terms& terms, const Case& data, std::span<const TermId> y, TermId sigma,
                           TermId mu)
    : terms_(terms), y_(y.begin(), y.end()), sigma_(sigma), count_(data.points.size()) {
  for (const std::vector<Rational>& point : data.points) {
    for (const Rational& x : point) centres_.push_back(terms_.multiply(mu, terms_.number(x)));
  }
}

TermId MixtureTerms::value(Function function, std::size_t component) {
  const auto power = [this](std::size_t n) { return terms_.power(sigma_, n); };
  const std::size_t axis = component == 0 ? 0 : component - 1;
  switch (function) {
    case Function::density:
      return density();
    case Function::log_density:
      return log_density();
    case Function::mean:
      return mean(axis);
    case Function::variance:
      return variance();
    case Function::score:
      return terms_.divide(terms_.subtract(mean(axis), y_[axis]), power(2));
    case Function::score_derivative:
      return terms_.divide(terms_.subtract(variance(), power(2)), power(4));
    case Function::score_second_derivative:
      return terms_.divide(third_moment(), power(6));
    default:
      throw std::logic_error("no function of a mixture");
  }
}

TermId MixtureTerms::sum(const std::vector<TermId>& parts) {
  TermId total = terms_.number(0);
  for (const TermId part : parts) total = terms_.add(total, part);
  return total;
}

TermId MixtureTerms::product(const std::vector<TermId>& parts) {
  TermId total = terms_.number(1);
  for (const TermId part : parts) total = terms_.multiply(total, part);
  return total;
}

TermId MixtureTerms::squared_distance(std::size_t i) {
  std::vector<TermId> squares;
  for (std::size_t axis = 0; axis < y_.size(); ++axis) {
    squares.push_back(terms_.power(terms_.subtract(y_[axis], centre(i, axis)), 2));
  }
  return sum(squares);
}

TermId MixtureTerms::exponent(std::size_t i, std::size_t j) {
  std::vector<TermId> parts;
  for (std::size_t axis = 0; axis < y_.size(); ++axis) {
    const TermId ci = centre(i, axis);
    const TermId cj = centre(j, axis);
    // (cj - ci) (2y - (ci + cj))
    const TermId twice = terms_.multiply(terms_.number(2), y_[axis]);
    parts.push_back(
        terms_.multiply(terms_.subtract(cj, ci), terms_.subtract(twice, terms_.add(ci, cj))));
  }
  return terms_.divide(sum(parts), terms_.multiply(terms_.number(2), terms_.power(sigma_, 2)));
}

const std::vector<TermId>& MixtureTerms::weights() {
  if (!weights_.empty()) return weights_;
  const TermId one = terms_.number(1);
  if (count_ > kMostForPairs) {
    std::vector<TermId> parts{one};
    for (std::size_t i = 1; i < count_; ++i) {
      parts.push_back(terms_.apply(Op::exp, exponent(0, i)));
    }
    const TermId total = sum(parts);
    for (const TermId part : parts) weights_.push_back(terms_.divide(part, total));
    return weights_;
  }
  for (std::size_t i = 0; i < count_; ++i) {
    TermId total = one;
    for (std::size_t j = 0; j < count_; ++j) {
      if (j != i) total = terms_.add(total, terms_.apply(Op::exp, exponent(i, j)));
    }
    weights_.push_back(terms_.divide(one, total));
  }
  return weights_;
}

// c_1 + sum w_i (c_i - c_1)
TermId MixtureTerms::mean(std::size_t axis) {
  TermId total = centre(0, axis);
  for (std::size_t i = 1; i < count_; ++i) {
    const TermId step = terms_.subtract(centre(i, axis), centre(0, axis));
    total = terms_.add(total, terms_.multiply(weights()[i], step));
  }
  return total;
}

TermId MixtureTerms::variance() {
  const std::vector<TermId>& w = weights();
  std::vector<TermId> parts;
  for (std::size_t axis = 0; axis < y_.size(); ++axis) {
    if (count_ > kMostForPairs) {
      const TermId m = mean(axis);
      for (std::size_t i = 0; i < count_; ++i) {
        const TermId square = terms_.power(terms_.subtract(centre(i, axis), m), 2);
        parts.push_back(terms_.multiply(w[i], square));
      }
      continue;
    }
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t j = i + 1; j < count_; ++j) {
        const TermId gap = terms_.subtract(centre(j, axis), centre(i, axis));
        parts.push_back(product({w[i], w[j], terms_.power(gap, 2)}));
      }
    }
  }
  return sum(parts);
}

TermId MixtureTerms::third_moment() {
  const TermId m = mean(0);
  std::vector<TermId> parts;
  for (std::size_t i = 0; i < count_; ++i) {
    const TermId cube = terms_.power(terms_.subtract(centre(i, 0), m), 3);
    parts.push_back(terms_.multiply(weights()[i], cube));
  }
  return sum(parts);
}

TermId MixtureTerms::normalisation() {
  const TermId two_pi = terms_.multiply(terms_.number(2), terms_.pi());
  return terms_.power(terms_.multiply(sigma_, terms_.root(two_pi, 2)), y_.size());
}

TermId MixtureTerms::density() {
  const TermId width = terms_.multiply(terms_.number(2), terms_.power(sigma_, 2));
  std::vector<TermId> parts;
  for (std::size_t i = 0; i < count_; ++i) {
    const TermId power = terms_.divide(squared_distance(i), width);
    parts.push_back(terms_.apply(Op::exp, terms_.negate(power)));
  }
  const TermId count = terms_.number(Rational(count_));
  return terms_.divide(sum(parts), terms_.multiply(count, normalisation()));
}

// log(1/w_1) - |y - c_1|^2/(2 s^2) - log(n (s root(2 pi))^d)
TermId MixtureTerms::log_density() {
  TermId total = terms_.number(1);
  for (std::size_t j = 1; j < count_; ++j) {
    total = terms_.add(total, terms_.apply(Op::exp, exponent(0, j)));
  }
  const TermId width = terms_.multiply(terms_.number(2), terms_.power(sigma_, 2));
  const TermId shifted =
      terms_.subtract(terms_.apply(Op::log, total), terms_.divide(squared_distance(0), width));
  const TermId count = terms_.number(Rational(count_));
  return terms_.subtract(shifted, terms_.apply(Op::log, terms_.multiply(count, normalisation())));
}

}  // namespace rigor
