#include "snapshots_command.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/snapshots.hpp"

#include "snapshot_table.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <span>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;

const std::vector<core::Schema>& show_schemas() {
    static const std::vector<core::Schema> kSchemas{
        snapshots_schema(),
        {.name = "kinds",
         .help = "what the walk saw of a kind, and what had changed since the one before",
         .columns = {{"kind", CellType::kText},
                     {"finished", CellType::kInteger},
                     {"pages", CellType::kInteger},
                     {"rows", CellType::kInteger},
                     {"present", CellType::kInteger},
                     {"added", CellType::kInteger},
                     {"removed", CellType::kInteger},
                     {"restored", CellType::kInteger},
                     {"changed", CellType::kInteger},
                     {"moved", CellType::kInteger}},
         .headline = true}};
    return kSchemas;
}

core::Table kinds_table(const std::vector<store::SnapshotKind>& kinds) {
    core::Table table(show_schemas()[1]);
    for (const store::SnapshotKind& row : kinds) {
        table.add_row({std::string(core::kind_name(row.kind)), std::int64_t{row.finished ? 1 : 0},
                       row.pages, row.rows, row.present, row.added, row.removed, row.restored,
                       row.changed, row.moved});
    }
    return table;
}

const core::Schema& pruned_schema() {
    static const core::Schema kSchema{
        .name = "pruned",
        .help = "a snapshot that went",
        .columns = {{"snapshot_id", CellType::kInteger},
                    {"started_at", CellType::kText, "", core::Unit::kTime}},
        .headline = true};
    return kSchema;
}

/// `hubmine snapshots list`: the time axis of the store.
class ListCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "snapshots list"; }
    [[nodiscard]] std::string help() const override {
        return "List the walks of the Hub's lists, and imports";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine snapshots list", "oldest first"}};
    }
    void declare(Arguments& arguments) override { output_.declare(arguments); }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        output_.settle({.tables = std::span(&snapshots_schema(), 1)}, environment);
    }
    core::ExitCode run(const World& world) override {
        const store::Store store(world.globals.store, {.read_only = true});
        output_.deliver(
            world,
            report_of(*this, {core::TableStream(snapshots_table(store::load_snapshots(store)))}));
        return core::ExitCode::kOk;
    }

  private:
    TableOutput output_;
};

/// `hubmine snapshots show`: one of them.
class ShowCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "snapshots show"; }
    [[nodiscard]] std::string help() const override {
        return "Say what one snapshot saw, kind by kind";
    }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine snapshots show", "the newest complete one"},
                {"hubmine snapshots show 2026-01-31", "the newest complete one by that day"}};
    }
    void declare(Arguments& arguments) override {
        arguments.positional("ID|DATE", "the snapshot (default: newest complete)", snapshot_);
        output_.declare(arguments);
    }
    void settle(const Globals& /*globals*/, const Environment& environment) override {
        output_.settle({.tables = show_schemas()}, environment);
    }
    core::ExitCode run(const World& world) override {
        store::Store store(world.globals.store, {.read_only = true});
        const store::Snapshot snapshot = store::find_snapshot(store, snapshot_);
        output_.deliver(
            world, report_of(*this, {core::TableStream(snapshots_table({snapshot})),
                                     core::TableStream(kinds_table(
                                         store::snapshot_kinds(store, snapshot.snapshot_id)))}));
        return core::ExitCode::kOk;
    }

  private:
    std::string snapshot_;
    TableOutput output_;
};

}  // namespace

std::vector<Example> PruneCommand::examples() const {
    return {{"hubmine snapshots prune --dry-run", "which would go"},
            {"hubmine snapshots prune --daily 90 --weekly 52 --vacuum",
             "three months by the day, a year by the week, then by the month"}};
}

void PruneCommand::declare(Arguments& arguments) {
    arguments.whole("--daily", "days of which each keeps its last snapshot (default 30)",
                    policy_.daily, {0, 36500});
    arguments.whole("--weekly", "weeks before them of which each keeps its last (default 26)",
                    policy_.weekly, {0, 5200});
    arguments.flag("--dry-run", dry_run_, "say which would go, and leave");
    arguments.flag("--vacuum", vacuum_, "give the room back to the file system");
    output_.declare(arguments);
}

void PruneCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    if (vacuum_ && dry_run_) {
        throw core::UsageError("--vacuum and --dry-run do not go together");
    }
    output_.settle({.tables = std::span(&pruned_schema(), 1)}, environment);
}

core::ExitCode PruneCommand::run(const World& world) {
    store::Store store(world.globals.store, {.read_only = dry_run_});
    const std::vector<store::Snapshot> before = store::load_snapshots(store);
    const core::Timestamp now = core::SystemClock().now();
    const store::PruneResult result = dry_run_ ? store::plan_prune(store, policy_, now)
                                               : store::prune_snapshots(store, policy_, now);
    core::Table table(pruned_schema());
    for (const store::Snapshot& row : before) {
        if (std::binary_search(result.snapshots.begin(), result.snapshots.end(), row.snapshot_id)) {
            table.add_row({row.snapshot_id, core::format_time(row.started_at)});
        }
    }
    spdlog::info("{} of {} {}, with {} of numbers", result.snapshots.size(),
                 core::counted(static_cast<std::int64_t>(before.size()), "snapshot"),
                 dry_run_ ? "would go" : "went", core::counted(result.metric_rows, "row"));
    if (vacuum_) {
        store::vacuum(store);
    }
    output_.deliver(world, report_of(*this, {core::TableStream(std::move(table))}));
    return core::ExitCode::kOk;
}

std::vector<std::unique_ptr<Command>> make_snapshots_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ShowCommand>());
    commands.push_back(std::make_unique<PruneCommand>());
    return commands;
}

}  // namespace hubmine::cli
