#include "history_loader.hpp"

#include "hubmine/store/snapshots.hpp"

#include "event_dates.hpp"
#include "history_rows.hpp"
#include "second_copy.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

/// The kinds of which such a walk tells something at its moment: of a part of a list it looked up
/// no more than that part, so it counts only where the list was never walked as a whole, and for an
/// analysis of that very part.
std::array<bool, 3> observed_kinds(const LoadPlan& plan, const Snapshot& walk,
                                   const std::set<core::Kind>& listed_whole) {
    WalkScope analysed = plan.snapshot.scope;
    analysed.kinds = walk.scope.kinds;
    std::array<bool, 3> observed{};
    for (const core::Kind kind : walk.scope.kinds) {
        observed.at(static_cast<std::size_t>(kind)) =
            !walk.scope.is_partial() || (!listed_whole.contains(kind) && walk.scope == analysed);
    }
    return observed;
}

/// In ascending time, up to the plan's snapshot.
std::vector<Snapshot> snapshots_until(const LoadPlan& plan, std::vector<Snapshot> snapshots) {
    std::erase_if(snapshots, [&plan](const Snapshot& snapshot) {
        // An import belongs to the past of a snapshot when its date does; of the newest, all do.
        return snapshot.source ? !plan.is_newest && snapshot.started_at > plan.snapshot.started_at
                               : snapshot.snapshot_id > plan.snapshot.snapshot_id;
    });
    std::stable_sort(snapshots.begin(), snapshots.end(), [](const Snapshot& a, const Snapshot& b) {
        return a.started_at < b.started_at;
    });
    return snapshots;
}

std::vector<HistorySnapshot> history_snapshots(const LoadPlan& plan,
                                               const std::vector<Snapshot>& snapshots) {
    std::set<core::Kind> listed_whole;
    for (const Snapshot& walk : snapshots) {
        if (!walk.scope.is_partial() &&
            (walk.complete || walk.snapshot_id == plan.snapshot.snapshot_id)) {
            listed_whole.insert(walk.scope.kinds.begin(), walk.scope.kinds.end());
        }
    }
    std::vector<HistorySnapshot> told;
    for (const Snapshot& snapshot : snapshots) {
        const std::array<bool, 3> kinds = observed_kinds(plan, snapshot, listed_whole);
        if (snapshot.source || std::find(kinds.begin(), kinds.end(), true) != kinds.end()) {
            told.push_back({.snapshot_id = snapshot.snapshot_id,
                            .at = snapshot.started_at,
                            .complete = snapshot.complete,
                            .kinds = kinds,
                            .source = snapshot.source});
        }
    }
    return told;
}

}  // namespace

History load_history(const std::shared_ptr<Reading>& reading) {
    const LoadPlan& plan = reading->plan;
    Database& database = reading->store.database();
    History history;
    history.snapshots =
        history_snapshots(plan, snapshots_until(plan, load_snapshots(reading->store)));
    HistoryKeys keys{.labels = {database, "label"}, .tags = {database, "tag"}, .imports = {}};
    for (const HistorySnapshot& snapshot : history.snapshots) {
        if (snapshot.source) {
            keys.imports.insert(snapshot.snapshot_id);
        }
    }
    load_texts(database, kLabelTexts, keys.labels, history.labels);
    if (plan.parts.history_tags) {
        load_texts(database, kTagTexts, keys.tags, history.tags);
    }
    history.dates_of = [reading](std::int64_t repo_id, Event event) {
        return load_event_dates(reading->store.database(), reading->plan, repo_id, event);
    };
    history.visit = [reading, keys = std::move(keys)](const History::Visit& visit) {
        visit_repositories(reading->store.database(), reading->plan, keys, visit);
    };
    return history;
}

}  // namespace hubmine::store
