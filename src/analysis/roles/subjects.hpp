#pragma once

#include "roles/settings.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::roles {

/// What titles of discussions are about, by the words that they hold.
class Subjects {
  public:
    /// Columns subject, word. Throws core::Error when the file cannot be read, UsageError, with the
    /// line, for a cell that is empty and for more than 64 subjects.
    explicit Subjects(const std::filesystem::path& path);

    /// In the order of the file.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    /// A bit for each subject, by its place among the names. A word counts in any (ASCII) letter
    /// case, where no ASCII letter or digit stands beside it; one without any, such as `?`, counts
    /// anywhere.
    [[nodiscard]] std::uint64_t marks(std::string_view title) const;

  private:
    struct Word {
        std::string text;  ///< in lower case
        bool is_mark = false;
        std::uint64_t bit = 0;
    };
    [[nodiscard]] std::uint64_t bit_of(std::string_view name);

    std::vector<std::string> names_;
    /// By their first byte: a title is looked at once, whatever the number of words.
    std::array<std::vector<Word>, 256> words_;
};

/// data/discussion_subjects.csv, or `--subjects FILE`.
[[nodiscard]] Subjects load_subjects(const Settings& settings);

}  // namespace hubmine::analysis::roles
