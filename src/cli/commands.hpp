#pragma once

#include "command_line.hpp"

#include <memory>
#include <vector>

namespace hubmine::cli {

/// Every command of the program, in the order of the help. A new one is a file
/// `NAME_command.cpp` with a `make_NAME_command`, and a line here.
[[nodiscard]] std::vector<std::unique_ptr<Command>> all_commands();

/// What they have in common, and where a reader looks for them.
[[nodiscard]] Overview overview();

[[nodiscard]] std::unique_ptr<Command> make_crawl_command();
[[nodiscard]] std::unique_ptr<Command> make_report_command();
[[nodiscard]] std::unique_ptr<Command> make_search_command();
[[nodiscard]] std::unique_ptr<Command> make_show_command();
[[nodiscard]] std::unique_ptr<Command> make_sql_command();
[[nodiscard]] std::unique_ptr<Command> make_status_command();
[[nodiscard]] std::unique_ptr<Command> make_diff_command();
[[nodiscard]] std::unique_ptr<Command> make_export_tables_command();
[[nodiscard]] std::unique_ptr<Command> make_import_command();
[[nodiscard]] std::unique_ptr<Command> make_verify_command();
[[nodiscard]] std::unique_ptr<Command> make_backup_command();
[[nodiscard]] std::unique_ptr<Command> make_forget_command();
[[nodiscard]] std::unique_ptr<Command> make_config_command();
[[nodiscard]] std::unique_ptr<Command> make_doctor_command();
[[nodiscard]] std::unique_ptr<Command> make_completion_command();
[[nodiscard]] std::unique_ptr<Command> make_man_command();
/// identities candidates, apply, list, export, summary, undo.
[[nodiscard]] std::vector<std::unique_ptr<Command>> make_identities_commands();

}  // namespace hubmine::cli
