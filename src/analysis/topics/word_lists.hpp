#pragma once

#include "hubmine/core/text_map.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hubmine::analysis::topics {

/// A domain and the words that put a repository into it, in lower case.
struct Domain {
    std::string name;
    std::vector<std::string> words;
};

/// Columns domain, tag: the domains in the order of the file. These readers throw core::Error when
/// the file cannot be read and UsageError, with the line, for a cell that is empty; this one also
/// for more than 64 domains.
[[nodiscard]] std::vector<Domain> read_domains(const std::filesystem::path& path);

/// Columns task, modality: the modality of each task. UsageError also for a task that stands twice.
[[nodiscard]] core::TextMap<std::string> read_task_modalities(const std::filesystem::path& path);

/// Datasets that are known to be made for evaluation: names or whole ids, in lower case.
class EvaluationNames {
  public:
    /// Column dataset.
    explicit EvaluationNames(const std::filesystem::path& path);

    /// True when the whole id, or the name behind its owner, is listed, in any letter case.
    [[nodiscard]] bool contains(std::string_view id) const;

  private:
    std::unordered_set<std::string> names_;
};

}  // namespace hubmine::analysis::topics
