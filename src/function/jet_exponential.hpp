// Derivatives and series of exponentials and logarithms.
#pragma once

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/jet_forms.hpp"

namespace rigor::jets {

/// w' = w u'.
struct Exp {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = exp(x);
    return {w, w, w};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Exp&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>&) {
      return integral_coefficient(u, w, w.size());
    }
  };
};

/// w' = v u' with v = ln(2) w.
struct Exp2 {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = exp2(x);
    const I log_base = ln2<I>(precision_of(x));
    const I first = log_base * w;
    return {w, first, K >= 2 ? log_base * first : first};
  }
  template <IntervalNumber I, int N>
  class Series {
   public:
    explicit Series(const Exp2&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      if (w.size() == 1) log_base_ = ln2<I>(precision_of(d.value));
      return log_base_ * integral_coefficient(u, w, w.size());
    }

   private:
    I log_base_;
  };
};

/// w' = v u' with v = 1 + w.
struct Expm1 {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I v = exp(x);
    return {expm1(x), v, v};
  }
  template <IntervalNumber I>
  struct Factor {
    I next(Known<I>, Known<I> w, Known<I> v, const Derivatives<I>&) { return w[v.size()]; }
  };
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, Factor<I>>;
};

/// v w' = u' with v = u. Arguments below 0 are outside the domain.
struct Log {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = recip(nonnegative_part(x));
    return {log(x), first, K >= 2 ? -sqr(first) : first};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Log&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      return antiquotient_coefficient(u, u, w, d.first);
    }
  };
};

/// v w' = u' with v = ln(2) u.
struct Log2 {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = recip(ln2<I>(precision_of(x)) * nonnegative_part(x));
    return {log2(x), first, K >= 2 ? -first / nonnegative_part(x) : first};
  }
  template <IntervalNumber I>
  class Factor {
   public:
    I next(Known<I> u, Known<I>, Known<I> v, const Derivatives<I>& d) {
      if (v.size() == 1) log_base_ = ln2<I>(precision_of(d.value));
      return log_base_ * u[v.size()];
    }

   private:
    I log_base_;
  };
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, Factor<I>>;
};

/// v w' = u' with v = 1 + u.
struct Log1p {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = recip(nonnegative_part(1 + x));
    return {log1p(x), first, K >= 2 ? -sqr(first) : first};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Log1p&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      return antiquotient_coefficient(u, u, w, d.first);
    }
  };
};

}  // namespace rigor::jets
