#pragma once

#include "command_page.hpp"

#include <string>
#include <vector>

/// What the completion scripts of all shells have in common.
namespace hubmine::cli {

/// What a value is completed to, other than words.
enum class Paths { kNone, kFiles, kFolders };

/// By what the value is called: FILE, [KEYFILE], DIR.
[[nodiscard]] Paths paths_of(const std::string& value);

/// The options that stand in front of a value, of all commands: "--store". An option that one
/// command takes without a value is none of them.
[[nodiscard]] std::vector<std::string> options_with_value(const std::vector<CommandPage>& pages);

/// A word that follows a command, and what it does; the program's own are joined by "help".
struct NextWord {
    std::string word;
    std::string help;
};
[[nodiscard]] std::vector<NextWord> next_words(const CommandPage& page,
                                               const std::vector<CommandPage>& pages);

/// Every spelling of a command: "hubmine sql", "hubmine query".
[[nodiscard]] std::vector<std::string> spellings(const CommandPage& page);

/// The options that are told.
[[nodiscard]] std::vector<OptionPage> told_options(const CommandPage& page);

/// The words and paths that a command's first argument may be.
[[nodiscard]] std::vector<std::string> argument_words(const CommandPage& page);
[[nodiscard]] Paths argument_paths(const CommandPage& page);

/// In single quotes, as bash and zsh read them.
[[nodiscard]] std::string shell_quoted(const std::string& text);

}  // namespace hubmine::cli
