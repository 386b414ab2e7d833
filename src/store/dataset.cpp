#include "hubmine/store/dataset.hpp"

#include "hubmine/core/error.hpp"

#include "dataset_loader.hpp"
#include "history_loader.hpp"
#include "store_file.hpp"
#include "store_impl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hubmine::store {

namespace {

using Snapshots = std::vector<Snapshot>;

std::vector<Snapshot> walks_of(const Store& store) {
    Snapshots rows = store.snapshots();
    std::erase_if(rows, [](const Snapshot& row) { return row.source.has_value(); });
    return rows;
}

std::optional<Snapshot> newest_complete(const Snapshots& walks,
                                        std::optional<core::Timestamp> by = std::nullopt) {
    std::optional<Snapshot> newest;
    for (const Snapshot& walk : walks) {
        if (walk.complete && (!by || walk.finished_at <= *by)) {
            newest = walk;
        }
    }
    return newest;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(id) : std::nullopt;
}

/// A day without a time means all of it.
std::optional<core::Timestamp> parse_moment(std::string_view text) {
    constexpr std::size_t kDayLength = 10;
    std::optional<core::Timestamp> moment = core::parse_time(text);
    if (moment && text.size() == kDayLength) {
        *moment += std::chrono::hours(24) - std::chrono::milliseconds(1);
    }
    return moment;
}

Snapshot named_snapshot(const Snapshots& walks, const std::string& name, const std::string& file) {
    if (const auto id = parse_id(name)) {
        const auto found = std::find_if(walks.begin(), walks.end(), [&](const Snapshot& walk) {
            return walk.snapshot_id == *id;
        });
        if (found == walks.end()) {
            throw core::UsageError(
                fmt::format("{} has no snapshot {}: see `hubmine snapshots list`", file, name));
        }
        return *found;
    }
    const auto moment = parse_moment(name);
    if (!moment) {
        throw core::UsageError(
            fmt::format("--snapshot {}: neither a snapshot's number nor a date", name));
    }
    const auto found = newest_complete(walks, moment);
    if (!found) {
        throw core::UsageError(fmt::format(
            "{} has no complete snapshot by {}: see `hubmine snapshots list`", file, name));
    }
    return *found;
}

LoadPlan make_plan(const Store& store, const DatasetOptions& options) {
    const Snapshots walks = walks_of(store);
    const std::string file = store.path().string();
    if (walks.empty()) {
        throw core::Error(
            fmt::format("{} holds no snapshot yet: fill it with `hubmine crawl`", file));
    }
    const Snapshot newest = newest_complete(walks).value_or(walks.back());
    LoadPlan plan;
    plan.snapshot =
        options.snapshot.empty() ? newest : named_snapshot(walks, options.snapshot, file);
    plan.past = plan.snapshot.snapshot_id < walks.back().snapshot_id;
    if (plan.snapshot.snapshot_id < newest.snapshot_id && plan.snapshot.finished_at) {
        plan.activity_until = to_ms(*plan.snapshot.finished_at);
    }
    plan.parts = options.parts;
    if (plan.parts.usage) {
        plan.parts.kinds.push_back(core::Kind::kModel);
        plan.parts.kinds.push_back(core::Kind::kSpace);
    }
    plan.since = to_ms(options.since);
    plan.until = to_ms(options.until);
    return plan;
}

}  // namespace

Dataset load_dataset(const std::filesystem::path& path, const DatasetOptions& options) {
    Store store(path, OpenOptions{.read_only = true});
    Database& database = store.database();
    database.execute("BEGIN");
    const LoadPlan plan = make_plan(store, options);
    Dataset data = DatasetLoader(database, plan).load();
    data.snapshot = plan.snapshot;
    data.endpoint = plan.snapshot.endpoint;
    data.coverage = store.coverage();
    if (plan.parts.history) {
        data.history = load_history(database, plan);
    }
    database.execute("COMMIT");
    return data;
}

}  // namespace hubmine::store
