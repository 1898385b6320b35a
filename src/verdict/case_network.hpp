// The [network], [full_network] and [training] tables of a case file.
#pragma once

#include <filesystem>
#include <string>

#include "verdict/case.hpp"
#include "verdict/toml_text.hpp"

namespace rigor {

/// At most this many neurons are taken.
inline constexpr std::size_t kMostNeurons = 100'000;

/// Reads the tables, where `root` has them, into `result`:
///
///     [network]                     # s(y) = (1/m) sum_l w_l relu(eps_l y + b_l)
///     signs = [1, -1]               # eps_l
///     weights = ["-32", "32"]       # w_l
///     kinks = ["1/2", "-1/2"]       # tau_l = -eps_l b_l; or biases = [...]: b_l
///     critical = true               # the exact critical point near these numbers is meant
///     radius = "1/1000"             # or: all networks within this distance in each number
///
///     [full_network]                # f(y) = c0 + sum_j a_j relu(w_j y + b_j)
///     inner_weights = ["2"]         # w_j
///     inner_biases = ["-1/2"]       # b_j
///     outer_weights = ["-8"]        # a_j
///     outer_bias = "1/3"            # c0; 0 if absent
///
///     [training]
///     eta = "1/50"                  # the learning rate, > 0
///
/// The lists of either network may instead come from file = "net.npz", written by numpy.savez with
/// arrays of these names; its numbers are taken as the exact binary fractions that they are.
/// Returns the bytes of the .npz file, empty without one. Throws InputError.
std::string read_case_network(const TomlText& toml, const toml::table& root,
                              const std::filesystem::path& base, Case& result);

}  // namespace rigor
