// Taylor coefficients of terms by recurrences.
#include "second_engine/certificate_values.hpp"

namespace rigor::second_engine {
namespace {

// The coefficients of f(a) from those of a (at indices 1 to order; `at0` is the range of f(a)).
template <class Ends>
class Recurrences {
 public:
  using A = Arithmetic<Ends>;
  using R = Range<Ends>;
  using Series = std::vector<R>;

  Recurrences(const A& arithmetic, std::size_t order) : a_(arithmetic), order_(order) {}

  Series constant(const R& value) const {
    Series s(order_ + 1, A::integer(0));
    s[0] = value;
    return s;
  }
  R over(const R& x, std::size_t k) const { return a_.div(x, A::integer(static_cast<long>(k))); }
  R times(const R& x, std::size_t k) const { return product(A::integer(static_cast<long>(k)), x); }
  R product(const R& x, const R& y) const {
    return A::is_zero(x) || A::is_zero(y) ? A::integer(0) : a_.mul(x, y);
  }
  R quotient(const R& x, const R& y) const {
    if (A::is_zero(x)) return x;
    R q = a_.div(x, y);
    return A::empty(q) ? A::line() : q;
  }

  Series sum(const Series& x, const Series& y, bool minus) const {
    Series s = x;
    for (std::size_t k = 0; k <= order_; ++k)
      s[k] = minus ? a_.sub(x[k], y[k]) : a_.add(x[k], y[k]);
    return s;
  }
  Series mul(const Series& x, const Series& y) const {
    Series s = constant(product(x[0], y[0]));
    for (std::size_t k = 1; k <= order_; ++k)
      for (std::size_t j = 0; j <= k; ++j) s[k] = a_.add(s[k], product(x[j], y[k - j]));
    return s;
  }
  Series div(const Series& x, const Series& y, const R& at0) const {
    Series q = constant(at0);
    for (std::size_t k = 1; k <= order_; ++k) {
      R rest = x[k];
      for (std::size_t j = 1; j <= k; ++j) rest = a_.sub(rest, product(y[j], q[k - j]));
      q[k] = quotient(rest, y[0]);
    }
    return q;
  }
  // sum over m of binomial(n, m) a0^(n - m) (a - a0)^m.
  Series pow(const Series& x, std::uint64_t n, const R& at0) const {
    Series result = constant(at0), step = x, power = constant(A::integer(1));
    step[0] = A::integer(0);
    Rational binomial = 1;
    for (std::uint64_t m = 1; m <= n && m <= order_; ++m) {
      binomial = binomial * (n - m + 1) / m;
      power = mul(power, step);
      const R factor = a_.mul(a_.rational(binomial), a_.pow(x[0], n - m));
      for (std::size_t k = m; k <= order_; ++k)
        result[k] = a_.add(result[k], product(factor, power[k]));
    }
    return result;
  }
  // r = a^(1/n): k a_0 r_k = sum_{j=1..k} (j/n - (k - j)) a_j r_(k-j).
  Series root(const Series& x, std::uint64_t n, const R& at0) const {
    Series r = constant(at0);
    for (std::size_t k = 1; k <= order_; ++k) {
      R rest = A::integer(0);
      for (std::size_t j = 1; j <= k; ++j) {
        const Rational weight = Rational(j) / n - (k - j);
        rest = a_.add(rest, product(a_.rational(weight), product(x[j], r[k - j])));
      }
      r[k] = quotient(rest, times(x[0], k));
    }
    return r;
  }
  // y' = w a'.
  Series from_slope(const Series& x, const Series& w, const R& at0) const {
    Series y = constant(at0);
    for (std::size_t k = 1; k <= order_; ++k) y[k] = slope_step(x, w, k);
    return y;
  }
  R slope_step(const Series& x, const Series& w, std::size_t k) const {
    R rest = A::integer(0);
    for (std::size_t j = 1; j <= k; ++j) rest = a_.add(rest, times(product(x[j], w[k - j]), j));
    return over(rest, k);
  }
  // y' w = a'.
  Series from_divided_slope(const Series& x, const Series& w, const R& at0) const {
    Series y = constant(at0);
    for (std::size_t k = 1; k <= order_; ++k) {
      R rest = times(x[k], k);
      for (std::size_t j = 1; j < k; ++j) rest = a_.sub(rest, times(product(y[j], w[k - j]), j));
      y[k] = quotient(rest, times(w[0], k));
    }
    return y;
  }
  // y' = (1 + sign y^2) a'.
  Series tangent(const Series& x, bool minus, const R& at0) const {
    Series y = constant(at0), w = constant(A::integer(1));
    w[0] = minus ? a_.sub(w[0], a_.sqr(at0)) : a_.add(w[0], a_.sqr(at0));
    for (std::size_t k = 1; k <= order_; ++k) {
      y[k] = slope_step(x, w, k);
      R square = A::integer(0);
      for (std::size_t j = 0; j <= k; ++j) square = a_.add(square, product(y[j], y[k - j]));
      w[k] = minus ? a_.neg(square) : square;
    }
    return y;
  }
  // p' = q a', q' = sign p a'; the first of the two.
  Series pair(const Series& x, const R& p0, const R& q0, bool first_minus,
              bool second_minus) const {
    Series p = constant(p0), q = constant(q0);
    for (std::size_t k = 1; k <= order_; ++k) {
      const R next_p = slope_step(x, q, k), next_q = slope_step(x, p, k);
      p[k] = first_minus ? a_.neg(next_p) : next_p;
      q[k] = second_minus ? a_.neg(next_q) : next_q;
    }
    return p;
  }
  Series exp(const Series& x, const R& at0) const {
    Series y = constant(at0);
    for (std::size_t k = 1; k <= order_; ++k) y[k] = slope_step(x, y, k);
    return y;
  }
  Series negated(Series x) const {
    for (R& c : x) c = a_.neg(c);
    return x;
  }
  Series one_and_square(const Series& x, bool minus) const {
    Series w = pow(x, 2, a_.sqr(x[0]));
    if (minus) w = negated(std::move(w));
    w[0] = a_.add(w[0], A::integer(1));
    return w;
  }

 private:
  const A& a_;
  std::size_t order_;
};

}  // namespace

template <class Ends>
auto Evaluator<Ends>::series(const Values<Ends>& v, std::size_t variable, std::size_t order) const
    -> std::vector<R> {
  const Recurrences<Ends> c(a_, order);
  std::vector<std::vector<R>> all;
  all.reserve(program_.steps.size());
  for (std::size_t i = 0; i < program_.steps.size(); ++i) {
    const Step& s = program_.steps[i];
    const R& value = v.ranges[i];
    if (operands_of(s.word) == 0) {
      all.push_back(c.constant(value));
      if (s.word == Word::var && s.n == variable && order > 0) all.back()[1] = A::integer(1);
      continue;
    }
    const std::vector<R>& x = all[s.a];
    const std::vector<R>& y = all[operands_of(s.word) == 2 ? s.b : s.a];
    std::vector<R> r;
    switch (s.word) {
      case Word::neg:
        r = c.negated(x);
        break;
      case Word::add:
        r = c.sum(x, y, false);
        break;
      case Word::sub:
        r = c.sum(x, y, true);
        break;
      case Word::mul:
        r = c.mul(x, y);
        break;
      case Word::div:
        r = c.div(x, y, value);
        break;
      case Word::pow:
        r = c.pow(x, s.n, value);
        break;
      case Word::root:
        r = c.root(x, s.n, value);
        break;
      case Word::exp:
        r = c.exp(x, value);
        break;
      case Word::log:
        r = c.from_divided_slope(x, x, value);
        break;
      case Word::sin:
        r = c.pair(x, value, a_.function(Word::cos, x[0]), false, true);
        break;
      case Word::cos:
        r = c.pair(x, value, a_.function(Word::sin, x[0]), true, false);
        break;
      case Word::sinh:
        r = c.pair(x, value, a_.function(Word::cosh, x[0]), false, false);
        break;
      case Word::cosh:
        r = c.pair(x, value, a_.function(Word::sinh, x[0]), false, false);
        break;
      case Word::tan:
        r = c.tangent(x, false, value);
        break;
      case Word::tanh:
        r = c.tangent(x, true, value);
        break;
      case Word::atan:
        r = c.from_divided_slope(x, c.one_and_square(x, false), value);
        break;
      case Word::asin:
      case Word::acos: {
        const std::vector<R> w = c.one_and_square(x, true);
        const std::vector<R> cosine = c.root(w, 2, a_.root(w[0], 2));
        r = c.from_divided_slope(x, cosine, value);
        if (s.word == Word::acos) {
          r = c.negated(std::move(r));
          r[0] = value;
        }
        break;
      }
      case Word::erf:
      case Word::erfc: {
        std::vector<R> square = c.negated(c.pow(x, 2, a_.sqr(x[0])));
        const std::vector<R> bell = c.exp(square, a_.function(Word::exp, square[0]));
        const R scale = a_.div(A::integer(2), a_.root(a_.pi(), 2));
        r = c.from_slope(x, bell, value);
        for (std::size_t k = 1; k < r.size(); ++k) {
          r[k] = a_.mul(scale, r[k]);
          if (s.word == Word::erfc) r[k] = a_.neg(r[k]);
        }
        break;
      }
      case Word::abs:
        r = A::lower_sign(x[0]) >= 0 ? x : c.negated(x);
        break;
      case Word::min:
      case Word::max: {
        const bool first_below = !(y[0].lower < x[0].upper);
        r = first_below == (s.word == Word::min) ? x : y;
        break;
      }
      default:
        r = c.constant(value);
    }
    r[0] = value;
    all.push_back(std::move(r));
  }
  return all.back();
}

template std::vector<Range<DoubleEnds>> Evaluator<DoubleEnds>::series(const Values<DoubleEnds>&,
                                                                      std::size_t,
                                                                      std::size_t) const;
template std::vector<Range<BigEnds>> Evaluator<BigEnds>::series(const Values<BigEnds>&, std::size_t,
                                                                std::size_t) const;

}  // namespace rigor::second_engine
