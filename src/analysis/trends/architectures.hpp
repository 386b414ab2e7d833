#pragma once

#include "hubmine/core/texts.hpp"
#include "hubmine/store/dataset.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::trends {

/// Which architecture a model's tags tell: the Hub marks it with a tag.
class Architectures {
  public:
    /// Columns architecture, tag, of that file (empty = the installed one); `tags` are the texts
    /// whose places `of` is given, and must outlive this. Throws core::Error when the file cannot
    /// be read and UsageError, with the line, for a cell that is empty and a tag that stands twice.
    Architectures(const std::string& file, const core::Texts& tags);
    /// Knows none.
    Architectures() = default;

    /// That of the first tag that tells one.
    [[nodiscard]] std::optional<std::string_view> of(std::span<const store::TextId> tags) const;
    /// Whether one of the tags that there are tells one.
    [[nodiscard]] bool is_any_met() const;

  private:
    std::vector<std::string> names_;
    std::vector<store::TextId> of_tag_;  ///< into names_; kNoText = tells none
};

}  // namespace hubmine::analysis::trends
