#include "second_engine/residual_training.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 256;
constexpr std::size_t kOrder = 24;

Arb evaluate(const DepthFunction& f, const Rational& s) {
  const Arb at(s, kBits);
  Arb cosine(kBits), sine(kBits);
  arb_sin_cos(sine.get(), cosine.get(), at.get(), kBits);
  return Arb(f.constant + f.linear * s + f.quadratic * s * s, kBits) +
         Arb(f.cosine, kBits) * cosine + Arb(f.sine, kBits) * sine;
}
Arb evaluate(const Surd& x) {
  return Arb(x.rational, kBits) + Arb(x.factor, kBits) * sqrt(Arb(x.radicand, kBits));
}
Arb larger(const Arb& a, const Arb& b) {
  return -min(-a, -b);
}

/// Operations in order, each a power series in time.
class Tape {
 public:
  std::size_t input() { return record(Operation::input, 0, 0); }
  std::size_t constant(const Arb& c) {
    const std::size_t node = record(Operation::constant, 0, 0);
    nodes_[node].factor = c;
    return node;
  }
  std::size_t sum(std::size_t a, std::size_t b) { return record(Operation::sum, a, b); }
  std::size_t product(std::size_t a, std::size_t b) { return record(Operation::product, a, b); }
  std::size_t scaled(std::size_t a, const Arb& factor) {
    const std::size_t node = record(Operation::scaled, a, a);
    nodes_[node].factor = factor;
    return node;
  }
  /// The next node is 1 - tanh^2.
  std::size_t hyperbolic_tangent(std::size_t a) {
    const std::size_t node = record(Operation::tangent, a, nodes_.size() + 1);
    record(Operation::slope, node, node);
    return node;
  }

  /// Nodes of the derivatives of `output` by the inputs.
  std::vector<std::size_t> gradient(std::size_t output, const std::vector<std::size_t>& inputs) {
    std::vector<std::optional<std::size_t>> adjoint(output + 1);
    adjoint[output] = constant(Arb(1, kBits));
    const auto add = [&](std::size_t to, std::size_t term) {
      adjoint[to] = adjoint[to] ? sum(*adjoint[to], term) : term;
    };
    for (std::size_t node = output + 1; node-- > 0;) {
      if (!adjoint[node]) continue;
      const std::size_t w = *adjoint[node], a = nodes_[node].a, b = nodes_[node].b;
      switch (nodes_[node].operation) {
        case Operation::input:
        case Operation::constant:
        case Operation::slope:
          break;
        case Operation::sum:
          add(a, w);
          add(b, w);
          break;
        case Operation::product:
          add(a, product(w, b));
          add(b, product(w, a));
          break;
        case Operation::scaled:
          add(a, scaled(w, Arb(nodes_[node].factor)));
          break;
        case Operation::tangent:
          add(a, product(w, b));
          break;
      }
    }
    std::vector<std::size_t> slopes;
    for (const std::size_t i : inputs) {
      slopes.push_back(adjoint[i] ? *adjoint[i] : constant(Arb(kBits)));
    }
    return slopes;
  }

  void forget() {
    for (Node& node : nodes_) node.series.clear();
  }
  void push(std::size_t input, const Arb& coefficient) {
    nodes_[input].series.push_back(coefficient);
  }
  /// One more coefficient of all but the inputs.
  void extend(std::size_t k) {
    for (Node& node : nodes_) {
      if (node.operation != Operation::input) node.series.push_back(next(node, k));
    }
  }
  const Arb& coefficient(std::size_t node, std::size_t k) const { return nodes_[node].series[k]; }

 private:
  enum class Operation { input, constant, sum, product, scaled, tangent, slope };
  struct Node {
    Operation operation;
    std::size_t a;
    std::size_t b;
    Arb factor;
    std::vector<Arb> series;
  };

  std::size_t record(Operation operation, std::size_t a, std::size_t b) {
    nodes_.push_back({operation, a, b, Arb(kBits), {}});
    return nodes_.size() - 1;
  }

  Arb convolution(std::size_t a, std::size_t b, std::size_t k) const {
    Arb result(kBits);
    for (std::size_t i = 0; i <= k; ++i) {
      arb_addmul(result.get(), coefficient(a, i).get(), coefficient(b, k - i).get(), kBits);
    }
    return result;
  }

  Arb next(const Node& node, std::size_t k) const {
    switch (node.operation) {
      case Operation::constant:
        return k == 0 ? node.factor : Arb(kBits);
      case Operation::sum:
        return coefficient(node.a, k) + coefficient(node.b, k);
      case Operation::product:
        return convolution(node.a, node.b, k);
      case Operation::scaled:
        return node.factor * coefficient(node.a, k);
      case Operation::tangent: {
        Arb result(kBits);
        if (k == 0) {
          arb_tanh(result.get(), coefficient(node.a, 0).get(), kBits);
          return result;
        }
        for (std::size_t i = 1; i <= k; ++i) {  // k t_k = sum i u_i (1 - t^2)_{k-i}
          result += coefficient(node.a, i) * static_cast<long>(i) * coefficient(node.b, k - i);
        }
        return result / static_cast<long>(k);
      }
      case Operation::slope: {
        const Arb square = convolution(node.a, node.a, k);
        return k == 0 ? -square + 1 : -square;
      }
      case Operation::input:
        break;
    }
    return Arb(kBits);
  }

  std::vector<Node> nodes_;
};

/// The loss and its gradient on a tape, and the state of the flow.
class Flow {
 public:
  explicit Flow(const ResidualSystem& system) : system_(system) {
    const long depth = static_cast<long>(system.layers.size());
    using Nodes = Rows<std::size_t>;
    const auto fixed_or_trained = [&](const Rows<Rational>& matrix, bool is_trained) {
      Nodes nodes;
      for (const auto& row : matrix) {
        nodes.emplace_back();
        for (const Rational& x : row) {
          nodes.back().push_back(is_trained ? weight(Arb(x, kBits), 1)
                                            : tape_.constant(Arb(x, kBits)));
        }
      }
      return nodes;
    };
    const Nodes A = fixed_or_trained(system.A, system.trains_A);
    first_layer_ = state_.size();
    std::vector<std::pair<Nodes, Nodes>> layers;
    for (long k = 1; k <= depth; ++k) {
      const auto read = [&](const Rows<DepthFunction>& matrix) {
        Nodes nodes;
        for (const auto& row : matrix) {
          nodes.emplace_back();
          for (const DepthFunction& f : row) {
            nodes.back().push_back(weight(evaluate(f, Rational(k, depth)), depth));
          }
        }
        return nodes;
      };
      const ResidualSystem::Layer& layer = system.layers[static_cast<std::size_t>(k - 1)];
      Nodes V = read(layer.V);
      layers.emplace_back(std::move(V), read(layer.W));
    }
    last_layer_ = state_.size();
    const Nodes B = fixed_or_trained(system.B, system.trains_B);
    std::optional<std::size_t> total;
    const Arb share = Arb(1, kBits) / static_cast<long>(system.inputs.size());
    for (std::size_t i = 0; i < system.inputs.size(); ++i) {
      std::vector<std::size_t> h;
      for (const Surd& x : system.inputs[i]) h.push_back(tape_.constant(evaluate(x)));
      h = apply(A, h);
      for (const auto& [V, W] : layers) {
        std::vector<std::size_t> f = h;
        Arb scale = Arb(1, kBits) / depth;
        if (!W.empty()) {
          const Arb inner = Arb(1, kBits) / sqrt(Arb(static_cast<long>(h.size()), kBits));
          f = apply(W, f);
          for (std::size_t& u : f) u = tape_.hyperbolic_tangent(tape_.scaled(u, inner));
          scale = scale / sqrt(Arb(static_cast<long>(f.size()), kBits));
        }
        f = apply(V, f);
        for (std::size_t a = 0; a < h.size(); ++a)
          h[a] = tape_.sum(h[a], tape_.scaled(f[a], scale));
      }
      const std::vector<std::size_t> F = apply(B, h);
      for (std::size_t b = 0; b < F.size(); ++b) {
        const std::size_t r = tape_.sum(F[b], tape_.constant(-evaluate(system.targets[i][b])));
        const std::size_t term = tape_.scaled(tape_.product(r, r), share);
        total = total ? tape_.sum(*total, term) : term;
      }
    }
    loss_ = *total;
    slopes_ = tape_.gradient(loss_, inputs_);
    start_ = state_;
  }

  Arb loss() {
    expand(state_, 0);
    return tape_.coefficient(loss_, 0);
  }

  /// |th - th(0)|_w.
  Arb distance() const {
    Arb sum(kBits);
    for (std::size_t i = 0; i < state_.size(); ++i) {
      sum += sqr(state_[i] - start_[i]) / factors_[i];
    }
    return sqrt(sum);
  }
  Arb jump() const {
    const std::size_t depth = system_.layers.size();
    const std::size_t size = (last_layer_ - first_layer_) / depth;
    Arb largest(kBits);
    for (std::size_t k = 0; k + 1 < depth; ++k) {
      Arb sum(kBits);
      for (std::size_t e = first_layer_ + k * size; e < first_layer_ + (k + 1) * size; ++e) {
        sum += sqr(state_[e + size] - state_[e]);
      }
      largest = larger(largest, sum);
    }
    return sqrt(largest) * static_cast<long>(depth);
  }
  const std::vector<Arb>& state() const { return state_; }

  void step(const Rational& length) {
    const Arb h(length, kBits);
    const Arb span = hull(Arb(kBits), h);
    // |dth|_w <= sqrt(h l) bounds an entry of A and B by that, one of Z_k by sqrt L as much.
    const Arb moved = sqrt(h * loss());
    std::vector<Arb> box;
    for (std::size_t i = 0; i < state_.size(); ++i) {
      const Arb most = moved * sqrt(Arb(factors_[i], kBits));
      box.push_back(state_[i] + hull(-most, most));
    }
    for (int round = 0; round < 3; ++round) {
      expand(box, 1);
      for (std::size_t i = 0; i < box.size(); ++i) {
        box[i] = state_[i] + span * tape_.coefficient(inputs_[i], 1);
      }
    }
    expand(box, kOrder + 1);
    std::vector<Arb> remainders;
    for (const std::size_t i : inputs_) remainders.push_back(tape_.coefficient(i, kOrder + 1));
    expand(state_, kOrder);
    for (std::size_t i = 0; i < state_.size(); ++i) {
      Arb value = remainders[i];
      for (std::size_t k = kOrder + 1; k-- > 0;) {
        value = value * h + tape_.coefficient(inputs_[i], k);
      }
      state_[i] = value;
    }
  }

 private:
  std::size_t weight(const Arb& value, long factor) {
    state_.push_back(value);
    factors_.push_back(factor);
    inputs_.push_back(tape_.input());
    return inputs_.back();
  }
  std::vector<std::size_t> apply(const Rows<std::size_t>& matrix,
                                 const std::vector<std::size_t>& x) {
    std::vector<std::size_t> y;
    for (const std::vector<std::size_t>& row : matrix) {
      std::size_t sum = tape_.product(row[0], x[0]);
      for (std::size_t j = 1; j < row.size(); ++j) {
        sum = tape_.sum(sum, tape_.product(row[j], x[j]));
      }
      y.push_back(sum);
    }
    return y;
  }
  /// Coefficients up to `order` of the flow from all points of x.
  void expand(const std::vector<Arb>& x, std::size_t order) {
    tape_.forget();
    for (std::size_t i = 0; i < x.size(); ++i) tape_.push(inputs_[i], x[i]);
    for (std::size_t k = 0; k <= order; ++k) {
      tape_.extend(k);
      if (k == order) return;
      for (std::size_t i = 0; i < x.size(); ++i) {
        tape_.push(inputs_[i],
                   -(tape_.coefficient(slopes_[i], k) * factors_[i]) / static_cast<long>(k + 1));
      }
    }
  }

  const ResidualSystem& system_;
  Tape tape_;
  std::vector<std::size_t> inputs_;
  std::vector<long> factors_;  ///< L for the weights of layers
  std::vector<Arb> state_;
  std::vector<Arb> start_;
  std::size_t first_layer_ = 0;
  std::size_t last_layer_ = 0;
  std::size_t loss_ = 0;
  std::vector<std::size_t> slopes_;
};

}  // namespace

std::vector<ResidualSystem::Layer> layers_of(std::size_t depth,
                                             const ResidualSystem::Layer& layer) {
  return std::vector<ResidualSystem::Layer>(depth, layer);
}

ResidualSystem smooth_system(std::size_t depth) {
  const Rational half(1, 2);
  ResidualSystem system;
  system.layers = layers_of(
      depth, {{{{0, 0, 0, 1, 0}, {0, 0, 0, 0, -1}}, {{0, 0, 0, 0, 1}, {0, 0, 0, 1, 0}}},
              {{{1, 1, 0, 0, 0}, {-half, 0, 0, 0, 0}}, {{0, 0, 1, 0, 0}, {1, 0, 0, 0, 0}}}});
  system.A = system.B = {{1, 0}, {0, 1}};
  system.trains_A = system.trains_B = false;
  system.inputs = {{{1}, {-half}}, {{-half}, {half}}};
  system.targets = {{{half}, {0}}, {{0}, {half}}};
  return system;
}

TrainedBounds trained(const ResidualSystem& system, const Rational& time) {
  Flow flow(system);
  const Bounds start_loss = to_bounds(flow.loss());
  const Bounds start_jump = to_bounds(flow.jump());
  const Rational longest(1, 48);
  for (Rational left = time; left > 0;) {
    const Rational length = left < longest ? left : longest;
    flow.step(length);
    left -= length;
  }
  std::vector<Bounds> weights;
  for (const Arb& x : flow.state()) weights.push_back(to_bounds(x));
  return {start_loss, to_bounds(flow.loss()), to_bounds(flow.distance()),
          start_jump, to_bounds(flow.jump()), std::move(weights)};
}

}  // namespace rigor::second_engine
