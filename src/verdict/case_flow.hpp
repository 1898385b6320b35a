// The [flow], [truth], [features], [cells] and [samples] tables of a case file.
#pragma once

#include "verdict/case.hpp"
#include "verdict/toml_text.hpp"

namespace rigor {

/// Reads the tables, where `root` has them, into `result`, whose points are read already:
///
///     [flow]
///     schedule = "ve"                 # or "vp"; "ve" if absent
///     variance = "1"                  # v0 of the VE schedule; time = "1" for VP
///     start = ["9/10", "4/5"]         # a number for d = 1; { from = ..., to = ... } for a box
///     regularization = "tikhonov"     # "empirical-bayes", "bandwidth", "stopping"; absent: none
///     strength = "1/10"               # c, tau or delta
///     question = "limit"              # or "distance", "basin"; "limit" if absent
///     [flow.condition]
///     labels = ["0", "1", "2"]        # y_i, one for each point, numbers or lists
///     label = "7/10"                  # y
///     bandwidth = "1/2"               # h
///
///     [truth]
///     law = "normal"                  # or "uniform"
///     variance = "1/20"               # v
///     until = "1"                     # T; optional
///
///     [features]
///     powers = [1, 3]
///     variance = "1/4"
///
///     [cells]
///     spacing = "1"
///     variance = "1/100"
///     level = "10"
///
///     [samples]
///     generated = ["10"]
///     train = ["0"]
///     test = ["1"]
///
/// Throws InputError.
void read_case_flow(const TomlText& toml, const toml::table& root, Case& result);

}  // namespace rigor
