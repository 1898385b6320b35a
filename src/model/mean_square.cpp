#include "model/mean_square.hpp"

#include <algorithm>
#include <numeric>

#include "model/normal_moments.hpp"

namespace rigor {
namespace {

/// The product of two polynomials, coefficient by coefficient.
template <IntervalNumber I>
std::vector<I> product(const std::vector<I>& f, const std::vector<I>& g, const I& zero) {
  std::vector<I> h(f.size() + g.size() - 1, zero);
  for (std::size_t i = 0; i < f.size(); ++i) {
    for (std::size_t j = 0; j < g.size(); ++j) h[i + j] += f[i] * g[j];
  }
  return h;
}

template <class Sequence, class I>
I dot(const Sequence& x, const Sequence& y, I sum) {
  for (std::size_t k = 0; k < x.size(); ++k) sum += x[k] * y[k];
  return sum;
}

}  // namespace

template <IntervalNumber I>
MeanSquare<I>::MeanSquare(const Mixture& mixture, const I& sigma, const NetworkBox<I>& network,
                          const std::function<void()>& step)
    : mixture_(&mixture),
      precision_(precision_of(sigma)),
      sigma_(sigma),
      network_(network),
      step_(step) {
  const std::vector<std::size_t> order = kinks_in_order();
  if (!is_ordered_) return;
  std::vector<bool> active;
  for (const int sign : network_.signs) active.push_back(sign < 0);
  std::optional<I> from;
  for (const std::size_t l : order) {
    const I to = offset(l);
    const bool is_point = from && is_thin(*from) && is_thin(to) && certainly(*from >= to);
    if (!is_point) add_piece(active, from, to);
    active[l] = !active[l];
    from = to;
  }
  add_piece(active, from, std::nullopt);
}

template <IntervalNumber I>
std::vector<std::size_t> MeanSquare<I>::kinks_in_order() {
  std::vector<std::size_t> order(network_.width());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto& kinks = network_.kinks;
  if (!std::all_of(kinks.begin(), kinks.end(), [](const I& t) { return is_bounded(t); })) {
    is_ordered_ = false;
    return order;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return lower_rational(kinks[a]) < lower_rational(kinks[b]);
  });
  for (std::size_t k = 1; k < order.size(); ++k) {
    is_ordered_ = is_ordered_ && certainly(kinks[order[k - 1]] <= kinks[order[k]]);
  }
  return order;
}

template <IntervalNumber I>
I MeanSquare<I>::offset(std::size_t l) const {
  return network_.kinks[l] - enclose<I>(mixture_->first(), precision_);
}

template <IntervalNumber I>
void MeanSquare<I>::add_piece(const std::vector<bool>& active, const std::optional<I>& from,
                              const std::optional<I>& to) {
  if (step_) step_();
  const auto m = static_cast<long>(network_.width());
  const auto n = static_cast<long>(mixture_->size());
  const I none = zero(), one = enclose<I>(1L, precision_);
  Piece piece{active, none, none, {none, none, none, none}, {}};
  piece.E.fill(piece.mean);
  for (std::size_t l = 0; l < network_.width(); ++l) {
    if (!active[l]) continue;
    const I slope = network_.signs[l] * network_.weights[l] / m;
    piece.slope += slope;
    piece.level += -slope * offset(l);
  }
  for (std::size_t i = 0; i < mixture_->size(); ++i) {
    const I c = enclose<I>(mixture_->centre(i) - mixture_->first(), precision_);
    std::optional<I> a, b;
    if (from) a = (*from - c) / sigma_;
    if (to) b = (*to - c) / sigma_;
    const std::vector<I> moments = normal_moments(a, b, 4, precision_);
    const auto mean = [&](const std::vector<I>& polynomial) {
      I sum = none;
      for (std::size_t k = 0; k < polynomial.size(); ++k) sum += polynomial[k] * moments[k];
      return sum / n;
    };
    // 1, y = c + sigma z, y^2 and z as polynomials in z
    const std::array<std::vector<I>, terms> f = {
        std::vector<I>{one}, {c, sigma_}, {sqr(c), 2 * c * sigma_, sqr(sigma_)}, {none, one}};
    for (std::size_t p = 0; p < terms; ++p) {
      piece.mean[p] += mean(f[p]);
      for (std::size_t q = 0; q < terms; ++q) piece.E[p][q] += mean(product(f[p], f[q], none));
    }
  }
  pieces_.push_back(std::move(piece));
}

template <IntervalNumber I>
std::pair<I, I> MeanSquare<I>::gradient(const Piece& at, std::size_t p) const {
  const std::size_t m = network_.width(), l = p % m;
  const auto count = static_cast<long>(m);
  if (!at.active[l]) return {zero(), zero()};
  if (p >= m) return {network_.weights[l] / count, zero()};
  const I slope = enclose<I>(static_cast<long>(network_.signs[l]), precision_) / count;
  return {-slope * offset(l), slope};
}

template <IntervalNumber I>
typename MeanSquare<I>::Form MeanSquare<I>::residual(const Piece& at, const I& factor) const {
  return {factor * at.level, factor * at.slope, zero(), factor / sigma_};
}

template <IntervalNumber I>
typename MeanSquare<I>::Form MeanSquare<I>::along(const Piece& at, const std::vector<I>& v) const {
  const std::size_t m = network_.width();
  I level = zero(), slope = zero(), cross = zero();
  for (std::size_t p = 0; p < 2 * m; ++p) {
    const auto [a, b] = gradient(at, p);
    level += v[p] * a;
    slope += v[p] * b;
    if (p < m && at.active[p]) cross += v[p] * v[m + p];
  }
  Form form = residual(at, 4 * cross / static_cast<long>(m));
  form[0] += 2 * sqr(level);
  form[1] += 4 * level * slope;
  form[2] += 2 * sqr(slope);
  return form;
}

template <IntervalNumber I>
typename MeanSquare<I>::Form MeanSquare<I>::entry(const Piece& at, std::size_t p,
                                                  std::size_t q) const {
  const std::size_t m = network_.width();
  const auto [a, b] = gradient(at, p);
  const auto [c, d] = gradient(at, q);
  Form form = {2 * a * c, 2 * (a * d + b * c), 2 * b * d, zero()};
  if (p != q && p % m == q % m && at.active[p % m]) {
    const Form cross = residual(at, enclose<I>(2L, precision_) / static_cast<long>(m));
    for (std::size_t k = 0; k < terms; ++k) form[k] += cross[k];
  }
  return form;
}

template <IntervalNumber I>
I MeanSquare<I>::curvature(const std::vector<I>& v) const {
  if (!is_ordered_) return entire<I>(precision_);
  I sum = zero();
  for (const Piece& piece : pieces_) sum = dot(along(piece, v), piece.mean, sum);
  return sum;
}

template <IntervalNumber I>
I MeanSquare<I>::squared_curvature(const std::vector<I>& v) const {
  if (!is_ordered_) return entire<I>(precision_);
  I sum = zero();
  for (const Piece& piece : pieces_) {
    const Form f = along(piece, v);
    for (std::size_t p = 0; p < terms; ++p) sum += f[p] * dot(f, piece.E[p], zero());
  }
  return sum;
}

template <IntervalNumber I>
typename MeanSquare<I>::Operators MeanSquare<I>::operators() const {
  const std::size_t N = parameters(), size = N * (N + 1) / 2;
  if (!is_ordered_) {
    const Matrix<I> unknown(size, size, entire<I>(precision_));
    return {unknown, unknown};
  }
  // The forms A_ij of every piece, and E times them.
  std::vector<std::vector<Form>> forms(pieces_.size()), images(pieces_.size());
  Matrix<I> H(N, N, zero());
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    for (std::size_t p = 0; p < N * N; ++p) {
      const Form f = entry(pieces_[k], p / N, p % N);
      H(p / N, p % N) = dot(f, pieces_[k].mean, H(p / N, p % N));
      Form image = f;
      for (std::size_t t = 0; t < terms; ++t) image[t] = dot(f, pieces_[k].E[t], zero());
      forms[k].push_back(f);
      images[k].push_back(image);
    }
  }
  const auto product_of_entries = [&](std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
    I sum = zero();  // E A_ab A_cd
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
      sum = dot(forms[k][a * N + b], images[k][c * N + d], sum);
    }
    return sum;
  };
  const I root = sqrt(enclose<I>(2L, precision_)) / 2;
  Operators result{Matrix<I>(size, size, zero()), Matrix<I>(size, size, zero())};
  // With e_(ij) = (E_ij + E_ji) / sqrt 2 and symmetric A, B:
  //   tr(e_(ij) A e_(kl) B) + tr(e_(ij) B e_(kl) A) = A_ik B_jl + A_il B_jk + B_ik A_jl + B_il
  //   A_jk,
  // and a factor 1 / sqrt 2 for each of the two that is diagonal. Q: A = B, halved. L: B = 1.
  for (std::size_t j = 0, row = 0; j < N; ++j) {
    for (std::size_t i = 0; i <= j; ++i, ++row) {
      if (step_) step_();
      for (std::size_t l = 0, column = 0; column <= row; ++l) {
        for (std::size_t k = 0; k <= l && column <= row; ++k, ++column) {
          I Q = product_of_entries(i, k, j, l) + product_of_entries(i, l, j, k);
          I L = zero();
          if (j == l) L += H(i, k);
          if (j == k) L += H(i, l);
          if (i == k) L += H(j, l);
          if (i == l) L += H(j, k);
          for (const bool is_diagonal : {i == j, k == l}) {
            if (!is_diagonal) continue;
            Q = Q * root;
            L = L * root;
          }
          result.drift(row, column) = result.drift(column, row) = L;
          result.diffusion(row, column) = result.diffusion(column, row) = Q;
        }
      }
    }
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> MeanSquare<I>::Operators::stability(const I& gamma) const {
  Matrix<I> result = drift;
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j < size(); ++j) result(i, j) = drift(i, j) - gamma * diffusion(i, j);
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> MeanSquare<I>::Operators::evolution(const I& gamma) const {
  const Matrix<I> change = stability(gamma);
  Matrix<I> result = change;
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j < size(); ++j) {
      result(i, j) = (i == j ? 1L : 0L) - gamma * change(i, j);
    }
  }
  return result;
}

template <IntervalNumber I>
std::optional<Matrix<I>> MeanSquare<I>::Operators::relative_diffusion(
    const std::function<void()>& step) const {
  const std::size_t n = size();
  Matrix<I> F = drift;  // its lower triangle becomes the factor
  for (std::size_t j = 0; j < n; ++j) {
    if (step) step();
    for (std::size_t i = j; i < n; ++i) {
      I sum = drift(i, j);
      for (std::size_t k = 0; k < j; ++k) sum = sum - F(i, k) * F(j, k);
      if (i == j && !certainly(sum > 0)) return std::nullopt;
      F(i, j) = i == j ? sqrt(sum) : sum / F(j, j);
    }
  }
  // X = F^{-1} Q, then (F^{-1} X^T)^T, whose members are symmetric.
  const auto solve_rows = [&](const Matrix<I>& right) {
    Matrix<I> x = right;
    for (std::size_t column = 0; column < n; ++column) {
      if (step) step();
      for (std::size_t i = 0; i < n; ++i) {
        I sum = right(i, column);
        for (std::size_t k = 0; k < i; ++k) sum = sum - F(i, k) * x(k, column);
        x(i, column) = sum / F(i, i);
      }
    }
    return x;
  };
  const auto transposed = [n](const Matrix<I>& a) {
    Matrix<I> b = a;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) b(i, j) = a(j, i);
    }
    return b;
  };
  Matrix<I> result = solve_rows(transposed(solve_rows(diffusion)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      result(i, j) = result(j, i) = intersection(result(i, j), result(j, i));
    }
  }
  return result;
}

template class MeanSquare<Interval>;
template class MeanSquare<BigInterval>;

}  // namespace rigor
