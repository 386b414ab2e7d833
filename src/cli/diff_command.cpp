#include "diff_command.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/snapshots.hpp"

#include "commands.hpp"
#include "text_cell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

namespace hubmine::cli {

namespace {

using core::CellType;

const core::Schema& diff_schema() {
    static const core::Schema kSchema{.name = "diff",
                                      .help = "one change of one repository",
                                      .columns = {{"kind", CellType::kText},
                                                  {"id", CellType::kText},
                                                  {"hub_id", CellType::kText},
                                                  {"change", CellType::kText},
                                                  {"field", CellType::kText},
                                                  {"old", CellType::kText},
                                                  {"new", CellType::kText}},
                                      .headline = true};
    return kSchema;
}

const core::Schema& summary_schema() {
    static const core::Schema kSchema{.name = "summary",
                                      .help = "how many repositories of a kind changed like that",
                                      .columns = {{"kind", CellType::kText},
                                                  {"change", CellType::kText},
                                                  {"field", CellType::kText},
                                                  {"repositories", CellType::kInteger}},
                                      .headline = true};
    return kSchema;
}

const std::vector<std::string>& changes() {
    static const std::vector<std::string> kChanges{"added", "removed", "renamed", "changed",
                                                   "restored"};
    return kChanges;
}

core::Table diff_table(const std::vector<store::DiffRow>& rows) {
    core::Table table(diff_schema());
    for (const store::DiffRow& row : rows) {
        table.add_row({std::string(core::kind_name(row.kind)), row.id, row.hub_id, row.change,
                       text_or_missing(row.field), core::cell_or_missing(row.old_value),
                       core::cell_or_missing(row.new_value)});
    }
    return table;
}

using Counts = std::map<std::tuple<core::Kind, std::string, std::string>, std::int64_t>;

core::Table summary_table(const Counts& counts) {
    core::Table table(summary_schema());
    for (const auto& [key, count] : counts) {
        const auto& [kind, change, field] = key;
        table.add_row({std::string(core::kind_name(kind)), change, text_or_missing(field), count});
    }
    return table;
}

/// The complete walk before this one that looked at as much, if there is one.
std::optional<std::int64_t> walk_before(const store::Store& store, const store::Snapshot& later) {
    std::optional<std::int64_t> before;
    for (const store::Snapshot& row : store::load_snapshots(store)) {
        const bool compares = !row.scope.is_partial() || row.scope == later.scope;
        if (!row.source && row.complete && compares && row.snapshot_id < later.snapshot_id) {
            before = std::max(before.value_or(0), row.snapshot_id);
        }
    }
    return before;
}

}  // namespace

std::vector<Example> DiffCommand::examples() const {
    return {{"hubmine diff", "the newest complete snapshot with the one before"},
            {"hubmine diff 2026-01-01 2026-02-01 --kind models --field license",
             "licences that changed in January"},
            {"hubmine diff --summary --fail-on removed,license",
             "counts; exit code 5 when something was removed or relicensed"}};
}

void DiffCommand::declare(Arguments& arguments) {
    arguments.positional("A", "the earlier snapshot, ID or date (default: the one before B)",
                         from_);
    arguments.positional("B", "the later one (default: newest complete)", to_);
    arguments.list("--field", "NAME",
                   fmt::format("only changes of {}", fmt::join(store::diff_fields(), ", ")),
                   fields_, store::diff_fields());
    arguments.kinds("only models, datasets, spaces (repeat, or commas)", kinds_);
    arguments.list("--owner", "NAME", "only repositories of these owners", owners_);
    arguments.flag("--summary", summary_, "counts instead of repositories");
    arguments.list("--fail-on", "WORD",
                   "leave with exit code 5 when there is such a change (added, removed, renamed, "
                   "changed, restored) or a change of such a field",
                   fail_on_);
    output_.declare(arguments);
}

void DiffCommand::settle(const Globals& /*globals*/, const Environment& environment) {
    core::check_words("--field", fields_, store::diff_fields());
    std::vector<std::string> watchable = changes();
    watchable.insert(watchable.end(), store::diff_fields().begin(), store::diff_fields().end());
    core::check_words("--fail-on", fail_on_, watchable);
    output_.settle({.tables = std::span(summary_ ? &summary_schema() : &diff_schema(), 1)},
                   environment);
}

bool DiffCommand::shows(const store::DiffRow& row) const {
    return fields_.empty() || core::contains(fields_, row.field);
}

bool DiffCommand::watches(const store::DiffRow& row) const {
    return core::contains(fail_on_, row.change) ||
           (!row.field.empty() && core::contains(fail_on_, row.field));
}

store::DiffQuery DiffCommand::query(std::int64_t from, std::int64_t to) const {
    store::DiffQuery query{.from = from,
                           .to = to,
                           .kinds = kinds_,
                           .owners = owners_,
                           .fields = fields_,
                           .values = !summary_};
    const bool watches_changes =
        std::any_of(fail_on_.begin(), fail_on_.end(),
                    [](const std::string& word) { return core::contains(changes(), word); });
    if (watches_changes) {
        query.fields.clear();
    } else if (!fields_.empty()) {
        query.fields.insert(query.fields.end(), fail_on_.begin(), fail_on_.end());
    }
    return query;
}

core::ExitCode DiffCommand::run(const World& world) {
    store::Store store(world.globals.store, {.read_only = true});
    const store::Snapshot later = store::find_snapshot(store, to_);
    const std::optional<std::int64_t> from =
        from_.empty() ? walk_before(store, later) : store::find_snapshot(store, from_).snapshot_id;
    if (from) {
        return compare(world, store, *from, later.snapshot_id);
    }
    const std::string reason =
        fmt::format("there is no complete snapshot before {} to compare with", later.snapshot_id);
    if (fail_on_.empty()) {
        throw core::Error(reason);
    }
    // Who watches a store from its first day on must not be alarmed by that day.
    spdlog::info("{} yet", reason);
    const core::Schema& schema = summary_ ? summary_schema() : diff_schema();
    output_.deliver(world, report_of(*this, {core::TableStream(core::Table(schema))}));
    return core::ExitCode::kOk;
}

core::ExitCode DiffCommand::compare(const World& world, store::Store& store, std::int64_t from,
                                    std::int64_t to) {
    if (from > to) {
        throw core::UsageError(fmt::format("snapshot {} is younger than {}", from, to));
    }
    std::int64_t watched = 0;
    std::int64_t shown = 0;
    const auto note = [&](const store::DiffRow& row) {
        watched += watches(row) ? 1 : 0;
        shown += shows(row) ? 1 : 0;
        return shows(row);
    };
    std::vector<core::TableStream> tables;
    if (summary_) {
        Counts counts;
        store::visit_differences(store, query(from, to), [&](const store::DiffRow& row) {
            counts[{row.kind, row.change, row.field}] += note(row) ? 1 : 0;
        });
        std::erase_if(counts, [](const auto& entry) { return entry.second == 0; });
        tables.emplace_back(summary_table(counts));
    } else {
        std::vector<store::DiffRow> rows = store::diff_snapshots(store, query(from, to));
        std::erase_if(rows, [&note](const store::DiffRow& row) { return !note(row); });
        tables.emplace_back(diff_table(rows));
    }
    spdlog::info("{} between snapshots {} and {}", core::counted(shown, "change"), from, to);
    output_.deliver(world, report_of(*this, std::move(tables)));
    if (watched > 0) {
        spdlog::warn("{} of what --fail-on watches: {}", core::counted(watched, "change"),
                     fmt::join(fail_on_, ", "));
        return core::ExitCode::kCheckFailed;
    }
    return core::ExitCode::kOk;
}

std::unique_ptr<Command> make_diff_command() {
    return std::make_unique<DiffCommand>();
}

}  // namespace hubmine::cli
