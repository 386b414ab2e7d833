#pragma once

#include "command_page.hpp"

#include <string>
#include <vector>

/// Scripts that complete command lines in a shell. Each walks the words before the cursor to the
/// command that they name, then offers what may follow: commands, options, words of an option,
/// files where a file is named.
namespace hubmine::cli {

[[nodiscard]] std::string bash_completion(const std::vector<CommandPage>& pages);
[[nodiscard]] std::string zsh_completion(const std::vector<CommandPage>& pages);
[[nodiscard]] std::string fish_completion(const std::vector<CommandPage>& pages);

}  // namespace hubmine::cli
