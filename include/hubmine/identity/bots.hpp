#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// Who is who: automation accounts, name similarity, decisions.
namespace hubmine::identity {

/// Names of automation accounts. A `*` in a name stands for any text, also none; everything else,
/// letter case included, must match exactly.
class BotList {
  public:
    BotList() = default;
    explicit BotList(const std::vector<std::string>& patterns);

    [[nodiscard]] bool contains(std::string_view name) const;

  private:
    std::unordered_set<std::string> names_;
    std::vector<std::string> patterns_;
};

/// Reads a list (core::read_list) whose column is called `name`, `bot`, `user` or `pattern`;
/// without a header line it is the first. Throws Error when the file cannot be read, UsageError
/// when it makes no sense.
[[nodiscard]] BotList load_bots(const std::filesystem::path& path);

}  // namespace hubmine::identity
