// What the files desugar_*.cpp share.
#pragma once

#include <string_view>
#include <utility>

#include "conjecture/desugar.hpp"

namespace rigor {

inline constexpr std::size_t kMostVariables = 1000;

/// Gives a variable another value until the end of the block.
template <class T>
class Restored {
 public:
  Restored(T& variable, T value) : variable_(variable), old_(std::exchange(variable, value)) {}
  ~Restored() { variable_ = old_; }
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;

 private:
  T& variable_;
  T old_;
};

/// Counts the nesting, so that no statement can exhaust the stack.
class Desugar::DepthGuard {
 public:
  DepthGuard(Desugar& desugar, std::size_t node) : desugar_(desugar) {
    constexpr int kDeepest = 2500;
    if (++desugar_.depth_ > kDeepest) {
      desugar_.fail(desugar_.at(node).span.begin, "nested too deeply");
    }
  }
  ~DepthGuard() { --desugar_.depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  Desugar& desugar_;
};

/// sum, prod, diff, piecewise.
bool is_special(std::string_view name);

/// The node is a relation or made of them, not a term.
bool is_statement(const SyntaxTree& tree, std::size_t node);

/// A call of `name` occurs in the tree at `node`.
bool contains_call(const SyntaxTree& tree, std::size_t node, std::string_view name);

}  // namespace rigor
