#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/option.hpp"

#include "table_output.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// Every analysis at once, asked the same: the store is read once for all of them.
class AllAnalyses {
  public:
    AllAnalyses();

    /// What every analysis can be asked: a value goes to all of them.
    [[nodiscard]] const std::vector<core::Option>& options() const { return options_; }
    /// Throws UsageError.
    void settle(const std::filesystem::path& config_folder);
    /// Writes what the store can answer, each analysis into a folder of its own, and one manifest.
    /// Throws core::Error.
    void run(const World& world, const TableOutput& output, std::string_view command) const;

  private:
    struct Asked {
        const analysis::Entry* entry = nullptr;
        std::unique_ptr<analysis::Question> question;
    };
    void write(const Asked& asked, const store::Dataset& data, output::FolderWriter& folder) const;

    std::vector<Asked> asked_;
    std::vector<core::Option> options_;
};

}  // namespace hubmine::cli
