#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/option.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/output/manifest.hpp"
#include "hubmine/output/report.hpp"
#include "hubmine/store/dataset.hpp"

#include "table_output.hpp"

#include <filesystem>
#include <functional>
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
    /// Whether a table of an analysis is wanted.
    using Wants = std::function<bool(const analysis::Entry&, const core::Schema&)>;
    /// Calls `visit` with each table that is there without an option that makes it.
    void for_each_table(
        const std::function<void(const analysis::Entry&, const core::Schema&)>& visit) const;
    /// Throws UsageError. Without `wants` all of these tables are wanted.
    void settle(const std::filesystem::path& config_folder, const Wants& wants = {});
    /// What all of them read.
    [[nodiscard]] store::DatasetOptions reading() const;
    /// Where all tables come from, with what is to be doubted of the lists.
    [[nodiscard]] output::Manifest manifest(const store::Dataset& data,
                                            std::string_view command) const;
    using Take = std::function<void(const analysis::Entry& entry, output::Report report)>;
    /// Calls `take` with what each analysis found, one after the other; what the store cannot
    /// answer becomes a warning of the manifest.
    void answer(const store::Dataset& data, output::Manifest& manifest, const Take& take) const;
    /// Writes what the store can answer, each analysis into a folder of its own, and one manifest.
    /// Throws core::Error.
    void run(const World& world, const TableOutput& output, std::string_view command) const;

  private:
    struct Asked {
        const analysis::Entry* entry = nullptr;
        std::unique_ptr<analysis::Question> question;
        bool is_wanted = true;
    };

    std::vector<Asked> asked_;
    std::vector<core::Option> options_;
};

}  // namespace hubmine::cli
