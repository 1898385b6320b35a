#include "model/hessian_bound.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "linear/cholesky.hpp"
#include "linear/symmetric_box.hpp"
#include "model/activate.hpp"
#include "model/residual_pass.hpp"

namespace rigor {
namespace {

constexpr Precision kDoubles{53};

Interval whole(std::size_t k) {
  return enclose<Interval>(static_cast<long>(k), kDoubles);
}

void add_symmetric(Matrix<Interval>& form, std::size_t i, std::size_t j, const Interval& x) {
  form(i, j) += x;
  if (i != j) form(j, i) += x;
}

/// The midpoints less the row radii: a form below all members of the box.
std::optional<Matrix<double>> lower_form(const Matrix<Interval>& form) {
  for (std::size_t i = 0; i < form.rows(); ++i) {
    for (std::size_t j = 0; j < form.rows(); ++j) {
      if (is_empty(form(i, j)) || !is_bounded(form(i, j))) return std::nullopt;
    }
  }
  MidpointForm<Interval> split = midpoint_form(form);
  for (std::size_t i = 0; i < form.rows(); ++i) {
    split.midpoint(i, i) = lowered(split.midpoint(i, i), split.row_radius[i]);
  }
  return split.midpoint;
}

bool is_definite(const Matrix<Interval>& form) {
  const std::optional<Matrix<double>> below = lower_form(form);
  return below && prove_positive_definite(*below).has_value();
}

/// About the largest form T of the first `kept` variables with form - T >= 0, a little less: the
/// Schur complement. Nothing is proved of it.
std::optional<Matrix<double>> guess_below(const Matrix<Interval>& form, std::size_t kept) {
  std::optional<Matrix<double>> below = lower_form(form);
  if (!below) return std::nullopt;
  Matrix<double>& a = *below;
  double size = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) size = std::max(size, std::fabs(a(i, i)));
  for (std::size_t pivot = a.rows(); pivot-- > kept;) {
    if (!(a(pivot, pivot) > 1e-12 * size)) return std::nullopt;
    for (std::size_t i = 0; i < pivot; ++i) {
      const double factor = a(pivot, i) / a(pivot, pivot);
      if (factor == 0) continue;
      for (std::size_t j = 0; j <= i; ++j) a(i, j) -= factor * a(pivot, j);
    }
  }
  Matrix<double> guess(kept, kept, 0);
  for (std::size_t i = 0; i < kept; ++i) {
    for (std::size_t j = 0; j < i; ++j) guess(i, j) = guess(j, i) = a(i, j);
    guess(i, i) = a(i, i) - 1e-6 * size;
  }
  return guess;
}

}  // namespace

/// One layer's part of the forms that does not depend on N and T: q_k and (J_k, D_k).
struct HessianBound::Layer {
  Matrix<Interval> curvature;
  Matrix<Interval> step;  ///< nq x (nq + dim Z)
};

struct HessianBound::Passes {
  std::vector<Layer> layers;
  Matrix<Interval> end;  ///< the form of (dh_L, dB), without N
  Matrix<Interval> inputs;
};

HessianBound::Passes HessianBound::passes(const std::vector<Interval>& box) const {
  const ResidualNetwork<Interval> net = network_at(problem_, box);
  const std::size_t n = problem_.inputs.size(), q = net.state_size(), depth = net.depth();
  const bool is_linear = net.block == Block::linear;
  const std::size_t m = is_linear ? 0 : net.layers[0].V.columns();
  const std::size_t size = n * q, outer = is_linear ? q * q : q * m;
  const Interval count = whole(n), zero;
  const Interval inner_scale = 1 / sqrt(whole(q));
  const Interval outer_scale = is_linear ? whole(1) : 1 / sqrt(whole(m));
  Passes all;
  const std::size_t variables = size + outer + (is_linear ? 0 : m * q);
  all.layers.assign(depth, {Matrix<Interval>(variables, variables, zero),
                            Matrix<Interval>(size, variables, zero)});
  const std::size_t outputs = net.B.rows();
  const std::size_t ends = size + (problem_.trains_B ? outputs * q : 0);
  all.end = Matrix<Interval>(ends, ends, zero);
  for (std::size_t i = 0; i < n; ++i) {
    const ForwardPass<Interval> pass = forward(net, problem_.inputs[i]);
    const std::vector<Interval> r = residual_of(net, pass, problem_.targets[i]);
    std::vector<Interval> last = transposed_times(net.B, r);
    for (Interval& p : last) p = 2 * p;
    const BackwardPass<Interval> back = backward(net, pass, last);
    const auto at_h = [&](std::size_t a) { return i * q + a; };
    for (std::size_t k = 0; k < depth; ++k) {
      Matrix<Interval>& form = all.layers[k].curvature;
      Matrix<Interval>& step = all.layers[k].step;
      const std::vector<Interval>& h = pass.states[k];
      const std::vector<Interval>& p = back.adjoints[k + 1];
      const LayerWeights<Interval>& layer = net.layers[k];
      if (is_linear) {
        for (std::size_t a = 0; a < q; ++a) {
          for (std::size_t b = 0; b < q; ++b) {
            add_symmetric(form, size + a * q + b, at_h(b), p[a] / count);
            step(at_h(a), at_h(b)) = layer.V(a, b);
            step(at_h(a), size + a * q + b) = h[b];
          }
        }
        continue;
      }
      const auto at_V = [&](std::size_t a, std::size_t j) { return size + a * m + j; };
      const auto at_W = [&](std::size_t j, std::size_t b) { return size + outer + j * q + b; };
      const std::vector<Interval> g = transposed_times(layer.V, p);
      for (std::size_t j = 0; j < m; ++j) {
        Interval u;
        for (std::size_t b = 0; b < q; ++b) u += layer.W(j, b) * h[b];
        const auto s = activate_to_second(net.activation, Interval(u * inner_scale));
        const Interval gate = g[j] * outer_scale * s.slope / count;
        const Interval bend = g[j] * outer_scale * s.curvature / count;
        std::vector<Interval> row, state;  // of W / sqrt q, and h / sqrt q
        for (std::size_t b = 0; b < q; ++b) {
          row.push_back(layer.W(j, b) * inner_scale);
          state.push_back(h[b] * inner_scale);
        }
        for (std::size_t b = 0; b < q; ++b) {
          for (std::size_t c = 0; c < q; ++c) {
            if (c <= b) {
              add_symmetric(form, at_h(b), at_h(c), bend * row[b] * row[c]);
              add_symmetric(form, at_W(j, b), at_W(j, c), bend * state[b] * state[c]);
            }
            Interval cross = bend * state[b] * row[c];
            if (b == c) cross += gate * inner_scale;
            add_symmetric(form, at_W(j, b), at_h(c), cross);
          }
        }
        for (std::size_t a = 0; a < q; ++a) {
          const Interval pull = p[a] * s.slope * outer_scale / count;
          const Interval push = layer.V(a, j) * outer_scale * s.slope;
          step(at_h(a), at_V(a, j)) = s.value * outer_scale;
          for (std::size_t b = 0; b < q; ++b) {
            add_symmetric(form, at_V(a, j), at_W(j, b), pull * state[b]);
            add_symmetric(form, at_V(a, j), at_h(b), pull * row[b]);
            step(at_h(a), at_h(b)) += push * row[b];
            step(at_h(a), at_W(j, b)) = push * state[b];
          }
        }
      }
    }
    const std::vector<Interval>& h = pass.last();
    const Interval two = 2 / count;
    for (std::size_t b = 0; b < outputs; ++b) {
      const auto at_B = [&](std::size_t a) { return size + b * q + a; };
      for (std::size_t a = 0; a < q; ++a) {
        for (std::size_t c = 0; c < q; ++c) {
          if (c <= a) add_symmetric(all.end, at_h(a), at_h(c), two * net.B(b, a) * net.B(b, c));
          if (!problem_.trains_B) continue;
          if (c <= a) add_symmetric(all.end, at_B(a), at_B(c), two * h[a] * h[c]);
          Interval cross = two * net.B(b, a) * h[c];
          if (a == c) cross += two * r[b];
          add_symmetric(all.end, at_h(a), at_B(c), cross);
        }
      }
    }
  }
  return all;
}

bool HessianBound::proves(const Passes& all, double N) const {
  const std::size_t n = problem_.inputs.size(), q = problem_.start.state_size();
  const std::size_t size = n * q, depth = all.layers.size();
  const Interval L = whole(depth);
  Matrix<Interval> form = all.end;
  for (std::size_t i = size; i < form.rows(); ++i) form(i, i) += Interval::point(N);
  Matrix<Interval> T(size, size, Interval());
  // Lowers the form by the guess times `factor`; then the rest has to be positive.
  const auto settle = [&](const Interval& factor) {
    const std::optional<Matrix<double>> guess = guess_below(form, size);
    if (!guess) return false;
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) {
        T(i, j) = Interval::point((*guess)(i, j) / factor.upper());
        form(i, j) -= factor * T(i, j);
      }
    }
    return is_definite(form);
  };
  if (!settle(whole(1))) return false;
  for (std::size_t k = depth; k-- > 0;) {
    const Matrix<Interval>& step = all.layers[k].step;
    const std::size_t variables = step.columns();
    form = all.layers[k].curvature;
    for (std::size_t i = size; i < variables; ++i) form(i, i) += Interval::point(N);
    Matrix<Interval> image(size, variables, Interval());  // T (J, D)
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t l = 0; l < size; ++l) {
        if (T(i, l).lower() == 0 && T(i, l).upper() == 0) continue;
        for (std::size_t j = 0; j < variables; ++j) image(i, j) += T(i, l) * step(l, j);
      }
      for (std::size_t j = 0; j < size; ++j) form(i, j) += L * T(i, j);
    }
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < variables; ++j) {
        form(i, j) += image(i, j);
        form(j, i) += image(i, j);
      }
    }
    for (std::size_t i = 0; i < variables; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        Interval sum;
        for (std::size_t l = 0; l < size; ++l) sum += step(l, i) * image(l, j);
        add_symmetric(form, i, j, sum / L);
      }
    }
    if (!settle(L)) return false;
  }
  if (!problem_.trains_A) return true;
  const std::size_t d = problem_.inputs[0].size();
  Matrix<Interval> first(q * d, q * d, Interval());
  for (std::size_t a = 0; a < q; ++a) {
    for (std::size_t c = 0; c < q; ++c) {
      for (std::size_t b = 0; b < d; ++b) {
        for (std::size_t e = 0; e < d; ++e) {
          for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t l = 0; l < n; ++l) {
              first(a * d + b, c * d + e) +=
                  problem_.inputs[i][b] * problem_.inputs[l][e] * T(i * q + a, l * q + c);
            }
          }
        }
      }
    }
  }
  for (std::size_t i = 0; i < first.rows(); ++i) {
    for (std::size_t j = 0; j < i; ++j) first(j, i) = first(i, j);
    first(i, i) += Interval::point(N);
  }
  return is_definite(first);
}

std::optional<double> HessianBound::operator()(const std::vector<Interval>& box) {
  const Passes all = passes(box);
  // From the last answer up to a bound that is proved, then down by bisection to 5 %.
  double high = std::max(last_, 1e-3), low = 0;
  for (int attempt = 0; !proves(all, high); ++attempt) {
    if (attempt == 40) return std::nullopt;
    low = high;
    high *= attempt < 2 ? 1.1 : 2;
  }
  for (int attempt = 0; attempt < 12 && high - low > std::max(0.05 * high, 1e-3); ++attempt) {
    const double middle = low > 0 ? (low + high) / 2 : high * (attempt == 0 ? 0.95 : 0.7);
    if (proves(all, middle)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return last_ = high;
}

}  // namespace rigor
