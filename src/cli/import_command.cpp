#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/upkeep.hpp"

#include "commands.hpp"
#include "metrics_file.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <optional>

namespace hubmine::cli {

namespace {

/// `hubmine import metrics FILE --date D`: numbers that others wrote down.
class ImportMetricsCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "import metrics"; }
    [[nodiscard]] std::string help() const override {
        return "Bring in likes and downloads that others wrote down earlier";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine import metrics 2023-10.csv --date 2023-10-15",
                 "columns id, kind, likes, downloads; kept apart from what was crawled"},
                {"hubmine import metrics spaces.ndjson --kind space --date 2024-01-01",
                 "a file that does not tell the kind"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("FILE", "CSV or NDJSON: id, kind, likes, downloads", file_);
        arguments.reads([this] { return NamedFiles::Paths{file_}; });
        arguments.each(
            "--date", "DATE", "when the numbers were true", [this](const std::string& given) {
                date_ = core::parse_time(given);
                if (!date_) {
                    throw core::UsageError(
                        fmt::format("--date: '{}' is not a date such as 2024-01-31", given));
                }
            });
        arguments.each(
            "--kind", "KIND", "of lines that do not tell it", [this](const std::string& given) {
                kind_ = core::parse_kind(given);
                if (!kind_) {
                    throw core::UsageError(
                        fmt::format("--kind: '{}' is none of model, dataset, space", given));
                }
            });
        arguments.text("--source", "NAME", "whose numbers they are (default: the file's name)",
                       source_);
    }
    void settle(const Globals& /*globals*/, const Environment& /*environment*/) override {
        if (file_.empty()) {
            throw core::UsageError("import metrics: name the file");
        }
        if (!date_) {
            throw core::UsageError("import metrics: --date says when the numbers were true");
        }
        if (source_.empty()) {
            source_ = std::filesystem::path(file_).filename().string();
        }
    }
    core::ExitCode run(const World& world) override {
        const auto rows = read_metrics(file_, kind_);
        store::Store store(world.globals.store, {});
        const store::ImportResult result = store::import_metrics(store, rows, *date_, source_);
        if (result.snapshot_id == 0) {
            spdlog::warn(
                "{}: none of the {} in it is in the store, so nothing was imported: is it the "
                "right column, and the right --kind?",
                file_, core::counted(result.unknown, "repository"));
            return core::ExitCode::kOk;
        }
        spdlog::info("snapshot {}: numbers of {} by {}, from {}", result.snapshot_id,
                     core::counted(result.rows, "repository"), core::format_time(*date_), source_);
        if (result.unknown > 0) {
            spdlog::warn("{} about repositories that the store has never seen",
                         core::counted(result.unknown, "line"));
        }
        if (result.duplicates > 0) {
            spdlog::warn("{} left out: the repository was named before",
                         core::counted(result.duplicates, "line"));
        }
        return core::ExitCode::kOk;
    }

  private:
    std::string file_;
    std::optional<core::Timestamp> date_;
    std::optional<core::Kind> kind_;
    std::string source_;
};

}  // namespace

std::unique_ptr<Command> make_import_command() {
    return std::make_unique<ImportMetricsCommand>();
}

}  // namespace hubmine::cli
