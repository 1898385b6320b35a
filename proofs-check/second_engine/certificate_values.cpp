#include "second_engine/certificate_values.hpp"

#include <algorithm>

namespace rigor::second_engine {

template <class Ends>
Values<Ends> Evaluator<Ends>::values(const Place<Ends>& place,
                                     const std::vector<std::size_t>& moving) const {
  Values<Ends> v;
  const std::size_t count = program_.steps.size();
  v.ranges.reserve(count);
  v.nonzero.assign(count, 0);
  std::vector<unsigned char> moves(count, moving.empty() ? 1 : 0);
  const R unit{Ends::integer(-1), Ends::integer(1)};
  for (std::size_t i = 0; i < count; ++i) {
    const Step& s = program_.steps[i];
    const int operands = operands_of(s.word);
    const R* x = operands >= 1 ? &v.ranges[s.a] : nullptr;
    const R* y = operands == 2 ? &v.ranges[s.b] : nullptr;
    const bool nx = x != nullptr && v.nonzero[s.a] != 0, ny = y != nullptr && v.nonzero[s.b] != 0;
    if (!moving.empty()) {
      if (s.word == Word::var) {
        moves[i] = std::find(moving.begin(), moving.end(), s.n) != moving.end() ? 1 : 0;
      } else {
        moves[i] = static_cast<unsigned char>((x != nullptr && moves[s.a] != 0) ||
                                              (y != nullptr && moves[s.b] != 0));
      }
    }
    bool nonzero = false, jump = false, kink = false;
    R r;
    switch (s.word) {
      case Word::num:
        r = a_.rational(graph_.number(s.n));
        nonzero = graph_.number(s.n) != 0;
        break;
      case Word::pi:
        r = a_.pi();
        break;
      case Word::var:
        r = (*place.sides)[s.n];
        nonzero = (*place.nonzero)[s.n] != 0;
        break;
      case Word::neg:
        r = a_.neg(*x);
        nonzero = nx;
        break;
      case Word::add:
        r = a_.add(*x, *y);
        nonzero = (nx || ny) && ((A::lower_sign(*x) >= 0 && A::lower_sign(*y) >= 0) ||
                                 (A::upper_sign(*x) <= 0 && A::upper_sign(*y) <= 0));
        break;
      case Word::sub:
        r = a_.sub(*x, *y);
        nonzero = (nx || ny) && ((A::lower_sign(*x) >= 0 && A::upper_sign(*y) <= 0) ||
                                 (A::upper_sign(*x) <= 0 && A::lower_sign(*y) >= 0));
        break;
      case Word::mul:
        r = a_.mul(*x, *y);
        nonzero = nx && ny;
        break;
      case Word::div:
        r = a_.div(*x, *y);
        nonzero = nx;
        if (!ny) v.open.push_back({i, Demand::nonzero});
        break;
      case Word::pow:
        r = a_.pow(*x, s.n);
        nonzero = nx;
        break;
      case Word::root:
        r = a_.root(*x, s.n);
        nonzero = nx;
        if (A::lower_sign(*x) < 0) v.open.push_back({i, Demand::nonnegative});
        kink = !(A::lower_sign(*x) >= 0 && nx);
        break;
      case Word::log:
        r = a_.function(s.word, *x);
        if (!(A::lower_sign(*x) >= 0 && nx)) v.open.push_back({i, Demand::positive});
        break;
      case Word::exp:
      case Word::cosh:
      case Word::erfc:
        r = a_.function(s.word, *x);
        nonzero = true;
        break;
      case Word::sinh:
      case Word::tanh:
      case Word::atan:
      case Word::erf:
        r = a_.function(s.word, *x);
        nonzero = nx;
        break;
      case Word::sin:
        r = a_.function(s.word, *x);
        nonzero = nx && !(x->lower < Ends::integer(-3)) && !(Ends::integer(3) < x->upper);
        break;
      case Word::cos:
        r = a_.function(s.word, *x);
        break;
      case Word::tan:
        r = a_.function(s.word, *x);
        if (a_.may_have_pole(*x)) v.open.push_back({i, Demand::cosine});
        break;
      case Word::asin:
      case Word::acos: {
        r = a_.function(s.word, *x);
        nonzero = s.word == Word::asin && nx;
        const bool below = unit.upper < x->upper, above = x->lower < unit.lower;
        if (below || above) v.open.push_back({i, Demand::within, below, above});
        kink = !(x->upper < unit.upper && unit.lower < x->lower);
        break;
      }
      case Word::abs:
        r = a_.abs(*x);
        nonzero = nx;
        kink = A::lower_sign(*x) < 0 && A::upper_sign(*x) > 0;
        break;
      case Word::sign:
        r = a_.sign(*x);
        nonzero = nx;
        jump = !A::excludes_zero(*x) && !A::is_zero(*x) &&
               !(nx && (A::lower_sign(*x) >= 0 || A::upper_sign(*x) <= 0));
        break;
      case Word::floor:
        r = a_.floor(*x);
        jump = !(r.lower == r.upper) || !Ends::finite(r.lower);
        break;
      case Word::ceil:
        r = a_.ceil(*x);
        jump = !(r.lower == r.upper) || !Ends::finite(r.lower);
        break;
      case Word::min:
        r = a_.min(*x, *y);
        nonzero = nx && ny;
        kink = y->lower < x->upper && x->lower < y->upper;
        break;
      case Word::max:
        r = a_.max(*x, *y);
        nonzero = nx && ny;
        kink = y->lower < x->upper && x->lower < y->upper;
        break;
    }
    if (A::empty(r)) r = A::none();
    v.nonzero[i] = static_cast<unsigned char>(nonzero || A::excludes_zero(r));
    if (moves[i] != 0 && jump) v.jumps = true;
    if (moves[i] != 0 && kink) v.smooth = false;
    v.ranges.push_back(std::move(r));
  }
  return v;
}

// Forward mode as docs/certificates.md describes it. What is exactly 0 is left out.
template <class Ends>
void Evaluator<Ends>::derivatives(const Values<Ends>& v, const std::vector<std::size_t>& by,
                                  std::vector<R>& gradients, std::vector<R>* hessians) const {
  const std::size_t count = program_.steps.size(), n = by.size(), pairs = n * (n + 1) / 2;
  const R zero = A::integer(0), two = A::integer(2);
  gradients.assign(count * n, zero);
  if (hessians != nullptr) hessians->assign(count * pairs, zero);
  const auto product = [&](const R& x, const R& y) {
    return A::is_zero(x) || A::is_zero(y) ? zero : a_.mul(x, y);
  };
  const auto sum = [&](const R& x, const R& y) {
    if (A::is_zero(x)) return y;
    return A::is_zero(y) ? x : a_.add(x, y);
  };
  const auto quotient = [&](const R& x, const R& y) {
    if (A::is_zero(x)) return zero;
    R q = a_.div(x, y);
    return A::empty(q) ? A::line() : q;
  };
  for (std::size_t k = 0; k < count; ++k) {
    const Step& s = program_.steps[k];
    const int operands = operands_of(s.word);
    R* g = &gradients[k * n];
    if (s.word == Word::var) {
      for (std::size_t i = 0; i < n; ++i)
        if (by[i] == s.n) g[i] = A::integer(1);
      continue;
    }
    if (operands == 0) continue;
    const R* ga = &gradients[s.a * n];
    const R* gb = &gradients[s.b * n];
    const R& x = v.ranges[s.a];
    const R& y = v.ranges[operands == 2 ? s.b : s.a];
    R* h = hessians != nullptr ? &(*hessians)[k * pairs] : nullptr;
    const R* ha = hessians != nullptr ? &(*hessians)[s.a * pairs] : nullptr;
    const R* hb = hessians != nullptr ? &(*hessians)[s.b * pairs] : nullptr;
    // Sums of products of first derivatives, with squares on the diagonal.
    const auto mixed = [&](const R* p, const R* q, std::size_t i, std::size_t j) {
      if (i == j) return product(two, product(p[i], q[i]));
      return sum(product(p[i], q[j]), product(p[j], q[i]));
    };
    const auto each = [&](auto&& first, auto&& second) {
      for (std::size_t i = 0; i < n; ++i) g[i] = first(i);
      if (h == nullptr) return;
      for (std::size_t i = 0, ij = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j, ++ij) h[ij] = second(i, j, ij);
    };
    switch (s.word) {
      case Word::neg:
        each([&](std::size_t i) { return a_.neg(ga[i]); },
             [&](std::size_t, std::size_t, std::size_t ij) { return a_.neg(ha[ij]); });
        break;
      case Word::add:
        each([&](std::size_t i) { return sum(ga[i], gb[i]); },
             [&](std::size_t, std::size_t, std::size_t ij) { return sum(ha[ij], hb[ij]); });
        break;
      case Word::sub:
        each([&](std::size_t i) { return sum(ga[i], a_.neg(gb[i])); },
             [&](std::size_t, std::size_t, std::size_t ij) { return sum(ha[ij], a_.neg(hb[ij])); });
        break;
      case Word::mul:
        each([&](std::size_t i) { return sum(product(ga[i], y), product(x, gb[i])); },
             [&](std::size_t i, std::size_t j, std::size_t ij) {
               return sum(sum(product(ha[ij], y), mixed(ga, gb, i, j)), product(x, hb[ij]));
             });
        break;
      case Word::div: {
        const R& q = v.ranges[k];
        each([&](std::size_t i) { return quotient(sum(ga[i], a_.neg(product(q, gb[i]))), y); },
             [&](std::size_t i, std::size_t j, std::size_t ij) {
               const R rest = sum(mixed(g, gb, i, j), product(q, hb[ij]));
               return quotient(sum(ha[ij], a_.neg(rest)), y);
             });
        break;
      }
      case Word::min:
      case Word::max: {
        const bool least = s.word == Word::min;
        const bool first_below = !(y.lower < x.upper), second_below = !(x.lower < y.upper);
        const bool take_first = least ? first_below : second_below;
        const bool take_second = least ? second_below : first_below;
        each(
            [&](std::size_t i) {
              if (take_first) return ga[i];
              return take_second ? gb[i] : a_.hull(ga[i], gb[i]);
            },
            [&](std::size_t, std::size_t, std::size_t ij) {
              if (take_first) return ha[ij];
              return take_second ? hb[ij] : A::line();
            });
        break;
      }
      default: {
        if (std::all_of(ga, ga + n, [](const R& d) { return A::is_zero(d); })) break;
        const R first = a_.first_derivative(s.word, x, v.ranges[k], s.n);
        if (h == nullptr) {
          for (std::size_t i = 0; i < n; ++i) g[i] = product(first, ga[i]);
          break;
        }
        const R second = a_.second_derivative(s.word, x, v.ranges[k], first, s.n);
        each([&](std::size_t i) { return product(first, ga[i]); },
             [&](std::size_t i, std::size_t j, std::size_t ij) {
               const R square = i == j ? a_.sqr(ga[i]) : product(ga[i], ga[j]);
               return sum(product(second, square), product(first, ha[ij]));
             });
      }
    }
  }
}

template <class Ends>
auto Evaluator<Ends>::gradient(const Values<Ends>& v, const std::vector<std::size_t>& by) const
    -> std::vector<R> {
  std::vector<R> gradients;
  derivatives(v, by, gradients, nullptr);
  gradients.erase(gradients.begin(), gradients.end() - static_cast<long>(by.size()));
  return gradients;
}

template <class Ends>
void Evaluator<Ends>::second_order(const Values<Ends>& v, const std::vector<std::size_t>& by,
                                   std::vector<R>& gradient, std::vector<R>& hessian) const {
  derivatives(v, by, gradient, &hessian);
  const std::size_t n = by.size();
  gradient.erase(gradient.begin(), gradient.end() - static_cast<long>(n));
  hessian.erase(hessian.begin(), hessian.end() - static_cast<long>(n * (n + 1) / 2));
}

template class Evaluator<DoubleEnds>;
template class Evaluator<BigEnds>;

}  // namespace rigor::second_engine
