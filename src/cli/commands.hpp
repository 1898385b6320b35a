// The commands: each adds itself to the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace rigor {

/// What to do once the command line is understood; returns the exit status.
using Action = std::function<int()>;

/// Each adds a subcommand to `app`. When the user has chosen it, `action` is set.
void add_claims_command(CLI::App& app, Action& action);
void add_check_command(CLI::App& app, Action& action);
void add_report_command(CLI::App& app, Action& action);
void add_train_command(CLI::App& app, Action& action);
void add_trace_command(CLI::App& app, Action& action);
void add_diff_command(CLI::App& app, Action& action);
void add_eval_command(CLI::App& app, Action& action);
void add_prove_command(CLI::App& app, Action& action);
void add_recheck_command(CLI::App& app, Action& action);
void add_export_command(CLI::App& app, Action& action);

}  // namespace rigor
