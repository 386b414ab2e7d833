#include "hubmine/store/dataset.hpp"

#include "hubmine/store/facts.hpp"
#include "hubmine/store/sample.hpp"
#include "hubmine/store/snapshots.hpp"

#include "dataset_loader.hpp"
#include "history_loader.hpp"
#include "milliseconds.hpp"
#include "walk_rows.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <thread>

namespace hubmine::store {

namespace {

LoadPlan make_plan(Store& store, const DatasetOptions& options) {
    LoadPlan plan;
    plan.snapshot = find_snapshot(store, options.snapshot);
    plan.past = plan.snapshot.snapshot_id < newest_walk(store.database());
    plan.is_newest = plan.snapshot.snapshot_id >= find_snapshot(store, "").snapshot_id;
    if (!plan.is_newest) {
        plan.activity_until = to_ms(plan.snapshot.finished_at);
    }
    if (!options.snapshot.empty() && plan.snapshot.scope.is_partial()) {
        plan.members.emplace(store.database(), plan.snapshot);
    }
    if (!options.owned.owners.empty()) {
        plan.owned.emplace(store.database(), plan.snapshot.snapshot_id, options.owned);
    }
    plan.parts = options.parts;
    if (plan.parts.usage) {
        plan.parts.kinds.push_back(core::Kind::kModel);
        plan.parts.kinds.push_back(core::Kind::kSpace);
        plan.parts.columns_of(core::Kind::kSpace).add(RepoColumn::kUses);
    }
    plan.since = to_ms(options.since);
    plan.until = to_ms(options.until);
    plan.commit_period = options.commit_period;
    return plan;
}

/// Of an analysis of the whole.
std::vector<core::Kind> unlisted_kinds(Database& database, const LoadPlan& plan) {
    if (plan.snapshot.scope.is_partial()) {
        return {};
    }
    const auto query = database.cached(
        "SELECT w.kind FROM walk AS w JOIN snapshot AS s USING (snapshot_id) "
        "WHERE s.snapshot_id <= ? GROUP BY w.kind HAVING max(w.finished AND NOT s.partial) = 0 "
        "ORDER BY w.kind");
    query->bind(plan.snapshot.snapshot_id);
    std::vector<core::Kind> kinds;
    while (query->step()) {
        const auto kind = query->kind(0);
        if (plan.wants(kind)) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

/// Of a walk that was named, those that it did not walk.
std::vector<core::Kind> never_listed_kinds(Database& database, const LoadPlan& plan) {
    std::array<bool, 3> listed{};
    if (plan.members) {
        for (const core::Kind kind : plan.snapshot.scope.kinds) {
            listed.at(static_cast<std::size_t>(kind)) = true;
        }
    } else {
        const auto query = database.cached(
            "SELECT DISTINCT kind FROM walk WHERE snapshot_id <= ? AND (finished OR pages > 0)");
        query->bind(plan.snapshot.snapshot_id);
        while (query->step()) {
            listed.at(static_cast<std::size_t>(query->kind(0))) = true;
        }
    }
    std::vector<core::Kind> kinds;
    for (const core::Kind kind : core::kAllKinds) {
        if (plan.wants(kind) && !listed.at(static_cast<std::size_t>(kind))) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

std::vector<WalkScope> walked_parts(const Store& store, const LoadPlan& plan) {
    std::vector<WalkScope> parts;
    for (const Snapshot& walk : load_snapshots(store)) {
        const bool counts = walk.scope.is_partial() &&
                            (!plan.members || walk.snapshot_id == plan.snapshot.snapshot_id);
        if (counts && std::find(parts.begin(), parts.end(), walk.scope) == parts.end()) {
            parts.push_back(walk.scope);
        }
    }
    return parts;
}

/// More than one where there is enough to read that they pay for themselves.
unsigned wanted_connections(Database& database, const DatasetOptions& options) {
    constexpr std::int64_t kFew = 20'000;
    constexpr unsigned kMost = 4;
    if (options.connections > 0) {
        return options.connections;
    }
    return database.scalar("SELECT max(repo_id) FROM repo") < kFew
               ? 1
               : std::clamp(std::thread::hardware_concurrency(), 1U, kMost);
}

}  // namespace

Reading::Reading(const std::filesystem::path& path, const DatasetOptions& options)
    : store(path, OpenOptions{.read_only = true}),
      consistent(store.database(), wanted_connections(store.database(), options)),
      plan(make_plan(store, options)) {}

Dataset load_dataset(const std::filesystem::path& path, const DatasetOptions& options) {
    const auto reading = std::make_shared<Reading>(path, options);
    Store& store = reading->store;
    Database& database = store.database();
    const LoadPlan& plan = reading->plan;
    Dataset data = DatasetLoader(*reading).load();
    data.snapshot = plan.snapshot;
    data.endpoint = plan.snapshot.endpoint;
    data.unlisted = unlisted_kinds(database, plan);
    data.never_listed = never_listed_kinds(database, plan);
    data.walked_parts = walked_parts(store, plan);
    data.of_one_part = plan.members.has_value();
    data.sample = load_fact(store, kSampleFact);
    if (plan.parts.history) {
        data.history = std::make_shared<const History>(load_history(reading));
    }
    return data;
}

}  // namespace hubmine::store
