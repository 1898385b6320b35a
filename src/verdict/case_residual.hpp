// The tables of a case file about residual networks.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "verdict/case.hpp"
#include "verdict/toml_text.hpp"

namespace rigor {

/// At most so many numbers are taken in all layers together.
inline constexpr std::size_t kMostWeights = 50'000'000;

/// Reads the tables, where `root` has them, into `result`:
///
///     [residual_network]            # h_{k+1} = h_k + V_{k+1} s(W_{k+1} h_k / sqrt q) / (L sqrt m)
///     activation = "tanh"           # see activation_names()
///     depth = [4, 16, 64]           # L, or one number
///     V = [["cos(s)", "-sin(s)"], ["sin(s)", "cos(s)"]]   # q x m, layer k at s = k / L; or "0"
///     W = [["1 + s", "-1/2"], ["s^2", "1"]]               # m x q
///     inputs = [["1", "-1/2"]]      # x_1, ..., x_n in R^d
///     targets = [["1/2", "0"]]      # y_1, ..., y_n in R^d', for claims about training
///     A = [["1", "0"], ["0", "1"]]  # q x d; (I; 0) if absent
///     B = [["1", "0"], ["0", "1"]]  # d' x q; (0, I) if absent, I without targets
///     frozen = ["A", "B"]           # what is not trained; none if absent
///     time = "1"                    # training time T
///     clip = "1"                    # of the clipped gradient flow
///     radius = "1/50"               # of the ball of a certificate
///     block = "linear"              # then Z = [["s"]], q x q, in place of V and W
///
/// or, in place of depth, V and W, layers = [{ V = ..., W = ... }, ...] with numbers, or file =
/// "weights.npz" or "weights.safetensors" (see layer_file.hpp); and
///
///     [random_weights]              # mean, variance, depth
///     [wide_network]                # activation, hermite, data, state_size, input_size,
///                                   # output_size, width, depth, norm_ratio, correlation
///     [relu_chain]                  # factor, point, depth, time
///
/// Returns the bytes of a file of weights, empty without one. Throws InputError.
std::string read_case_residual(const TomlText& toml, const toml::table& root,
                               const std::filesystem::path& base, Case& result);

}  // namespace rigor
