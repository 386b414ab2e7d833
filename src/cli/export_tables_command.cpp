#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/output/folder.hpp"
#include "hubmine/output/table_files.hpp"
#include "hubmine/store/query.hpp"
#include "hubmine/store/view_parts.hpp"

#include "commands.hpp"
#include "progress_line.hpp"
#include "signals.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

namespace hubmine::cli {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// How an export stands, on a terminal; hears of it from several threads.
class ExportProgress {
  public:
    ExportProgress(const World& world, std::size_t files)
        : line_(world.err, [&world] { return world.environment.err_width(); }),
          shown_(world.environment.err_is_terminal && world.environment.knows_escapes() &&
                 !world.globals.quiet && world.globals.log_format == Globals::LogFormat::kText),
          files_(files) {}

    void add_rows(std::size_t rows) {
        const std::scoped_lock lock(several_);
        rows_ += rows;
        constexpr auto kOften = std::chrono::milliseconds(200);
        if (const auto now = SteadyClock::now(); shown_ && now - last_ > kOften) {
            last_ = now;
            line_.show(fmt::format("{} of {} files, {} rows", files_done_, files_,
                                   core::grouped(static_cast<std::int64_t>(rows_))));
        }
    }
    void end_file() {
        const std::scoped_lock lock(several_);
        ++files_done_;
    }
    /// How many rows there were.
    std::int64_t end() {
        line_.clear();
        return static_cast<std::int64_t>(rows_);
    }

  private:
    ProgressLine line_;
    bool shown_;
    std::mutex several_;
    std::size_t files_;
    std::size_t files_done_ = 0;
    std::size_t rows_ = 0;
    SteadyClock::time_point last_;
};

/// `hubmine export tables DIR`: the public views for other engines.
class ExportTablesCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "export tables"; }
    [[nodiscard]] std::string help() const override {
        return "Write the views as Parquet, for DuckDB, Spark, ClickHouse, pandas, R";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {
            {"hubmine export tables hub", "every view; hub/README.md has queries"},
            {"hubmine export tables hub --views repos,commits,commit_authors",
             "these only, in the place of what an earlier export left there"},
            {"hubmine export tables hub-csv --format csv --views models", "for what reads csv"}};
    }
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

  private:
    void write_part(const store::ViewPart& part, const core::BatchStream& rows,
                    const std::stop_token& stop, ExportProgress& progress,
                    output::FolderWriter& folder) const;
    [[nodiscard]] std::vector<std::string> names() const;

    std::string folder_;
    std::vector<std::string> named_;
    std::size_t format_ = 0;
    std::vector<core::Schema> views_;
};

void ExportTablesCommand::declare(Arguments& arguments) {
    std::vector<std::string> all;
    std::ranges::transform(store::public_views(), std::back_inserter(all), &core::Schema::name);
    std::vector<std::string> formats;
    std::ranges::transform(output::table_files(), std::back_inserter(formats),
                           &output::TableFiles::name);
    arguments.positional("DIR", "a new folder, or one that an earlier export made", folder_);
    arguments.writes([this] { return NamedFiles::Paths{folder_}; });
    arguments.list("--views", "NAME",
                   "only these views (default: every one but models, datasets and spaces, whose "
                   "rows repos has, too); `hubmine sql --views` tells them",
                   named_, std::move(all));
    arguments.choice("--format", formats, "of the files (default parquet)",
                     [this](std::size_t chosen) { format_ = chosen; });
}

void ExportTablesCommand::settle(const Globals& /*globals*/, const Environment& /*environment*/) {
    if (folder_.empty()) {
        throw core::UsageError("export tables: name the folder that the tables go to");
    }
    std::vector<std::string> all;
    for (const core::Schema& view : store::public_views()) {
        all.push_back(view.name);
        if (named_.empty() ? !store::is_picked_from_repos(view)
                           : core::contains(named_, view.name)) {
            views_.push_back(view);
        }
    }
    for (const std::string& name : named_) {
        if (!core::contains(all, name)) {
            throw core::UsageError(core::unknown_word("view", name, all));
        }
    }
}

std::vector<std::string> ExportTablesCommand::names() const {
    std::vector<std::string> names;
    std::ranges::transform(views_, std::back_inserter(names), &core::Schema::name);
    return names;
}

void ExportTablesCommand::write_part(const store::ViewPart& part, const core::BatchStream& rows,
                                     const std::stop_token& stop, ExportProgress& progress,
                                     output::FolderWriter& folder) const {
    const output::TableFiles& files = output::table_files()[format_];
    const core::BatchStream watched{
        .schema = rows.schema, .read = [&](const core::TakeBatch& take) {
            rows.read([&](const core::ColumnBatch& batch) {
                if (stop.stop_requested()) {
                    throw core::Error("interrupted: nothing was written",
                                      core::ExitCode::kInterrupted);
                }
                take(batch);
                progress.add_rows(batch.row_count());
            });
        }};
    folder.write_file(fmt::format("{}/part-0.{}", part.folder(), files.extension), part.view,
                      [&](std::ostream& out) { return files.write(out, watched); });
    progress.end_file();
}

core::ExitCode ExportTablesCommand::run(const World& world) {
    constexpr unsigned kMostThreads = 4;
    const auto began = SteadyClock::now();
    const output::TableFiles& files = output::table_files()[format_];
    std::vector<store::ViewPart> parts;
    std::vector<output::WrittenTable> tables;
    for (const core::Schema& view : views_) {
        const std::vector<store::ViewPart> some = store::parts_of(view);
        tables.push_back({.schema = view, .by_kind = some.front().kind.has_value()});
        parts.insert(parts.end(), some.begin(), some.end());
    }
    store::Store store(world.globals.store, {.read_only = true});
    output::FolderWriter folder(folder_);
    folder.replace(name());
    ExportProgress progress(world, parts.size());
    const StopOnSignal signals;
    store::read_parts(store, parts,
                      std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads),
                      [&](const store::ViewPart& part, const core::BatchStream& rows) {
                          write_part(part, rows, signals.token(), progress, folder);
                      });
    folder.write_file("README.md", "", [&](std::ostream& out) {
        out << output::tables_readme(tables, files);
        return 0;
    });
    folder.finish({.command = name(),
                   .options = {{"format", files.name}, {"views", names()}},
                   .snapshot = {},
                   .coverage = {},
                   .notes = {},
                   .warnings = {}});
    spdlog::info("wrote {} and {} into {} in {}: see {}/README.md",
                 core::counted(static_cast<std::int64_t>(views_.size()), "table"),
                 core::grouped(progress.end()) + " rows", folder_,
                 core::format_duration(
                     std::chrono::duration_cast<std::chrono::seconds>(SteadyClock::now() - began)),
                 folder_);
    return core::ExitCode::kOk;
}

}  // namespace

std::unique_ptr<Command> make_export_tables_command() {
    return std::make_unique<ExportTablesCommand>();
}

}  // namespace hubmine::cli
