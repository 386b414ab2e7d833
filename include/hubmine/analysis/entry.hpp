#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/figure.hpp"
#include "hubmine/core/option.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// What it means: store in, named tables out.
namespace hubmine::analysis {

/// What one user asks of one analysis: its settings, the options that write them, the answer.
class Question {
  public:
    Question() = default;
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
    Question(Question&&) = delete;
    Question& operator=(Question&&) = delete;
    virtual ~Question() = default;

    /// Every option, in the order of the help and of the manifest.
    [[nodiscard]] virtual const std::vector<core::Option>& options() const = 0;
    /// What every analysis can be asked.
    [[nodiscard]] virtual Settings& settings() = 0;
    /// Once the options are read: fills in what `config_folder` (empty = there is none) holds, and
    /// checks what belongs together. Throws UsageError.
    virtual void settle(const std::filesystem::path& config_folder) = 0;
    /// What it reads of a store.
    [[nodiscard]] virtual store::DatasetOptions reading() const = 0;
    [[nodiscard]] virtual Result answer(const store::Dataset& data) const = 0;
    /// Files of the user's own of which nothing is in the store, one line each.
    [[nodiscard]] virtual std::vector<std::string> doubts_about_files(
        const store::Dataset& data) const = 0;
};

/// One analysis: the single source of subcommand, help, `--list`, the docs page and the conformance
/// test.
struct Entry {
    std::string name;                  ///< "rq1"
    std::string help;                  ///< one line
    std::vector<core::Schema> tables;  ///< first = what csv prints on stdout without --table
    std::vector<core::Figure> figures;
    std::unique_ptr<Question> (*ask)();
};

}  // namespace hubmine::analysis
