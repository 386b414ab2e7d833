#include "policy.hpp"

#include "sample.hpp"

#include <algorithm>
#include <vector>

namespace hubmine::crawl {

namespace {

bool walked(const store::Snapshot& walk, core::Kind kind) {
    const std::vector<core::Kind>& kinds = walk.scope.kinds;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// The newest walk of exactly this scope.
std::optional<store::Snapshot> newest_walk_of(const store::Store& store,
                                              const store::WalkScope& scope) {
    const std::vector<store::Snapshot> walks = store::load_walks(store);
    const auto found = std::find_if(walks.rbegin(), walks.rend(), [&](const store::Snapshot& walk) {
        return walk.scope == scope;
    });
    return found == walks.rend() ? std::nullopt : std::optional(*found);
}

}  // namespace

store::WalkScope scope_of(const Scope& options) {
    store::WalkScope scope;
    std::erase_if(scope.kinds, [&](core::Kind kind) {
        return std::find(options.kinds.begin(), options.kinds.end(), kind) == options.kinds.end();
    });
    scope.author = options.author;
    scope.filter = options.filter;
    scope.limit = options.limit;
    return scope;
}

store::WorkQuery query_of(const Options& options, const store::Store* store, core::Timestamp now) {
    store::WorkQuery query;
    query.kinds = options.kinds;
    query.what = options.details;
    query.order = options.order;
    query.author = options.author;
    query.filter = options.filter;
    query.limit = options.limit;
    query.min_likes = options.min_likes;
    query.min_downloads = options.min_downloads;
    query.only_sample = options.sample > 0 || (store != nullptr && has_sample(*store));
    query.discussions_before = now - options.refresh_discussions;
    query.retry_unreadable_before = now - options.retry_unreadable;
    query.run_started = now;
    query.now = now;
    return query;
}

store::OwnerQuery owners_of(const Options& options, const store::WorkQuery& query) {
    store::OwnerQuery owners{.within = query,
                             .most = options.most_owners,
                             .overviews_before = *query.now - options.refresh_owners};
    owners.within.min_likes = 0;  // those are bounds of histories
    owners.within.min_downloads = 0;
    return owners;
}

std::optional<store::Snapshot> newest_walk(const store::Store& store) {
    const std::vector<store::Snapshot> walks = store::load_walks(store);
    return walks.empty() ? std::nullopt : std::optional(walks.back());
}

bool is_listed(const store::Store& store, const store::WalkScope& scope, core::Kind kind) {
    const std::vector<store::Snapshot> walks = store::load_walks(store);
    return std::any_of(walks.begin(), walks.end(), [&](const store::Snapshot& walk) {
        store::WalkScope bounds = scope;
        bounds.kinds = walk.scope.kinds;
        return walk.complete && walked(walk, kind) &&
               (!walk.scope.is_partial() || walk.scope == bounds);
    });
}

bool holds_any(const store::Store& store, const std::vector<core::Kind>& kinds) {
    const std::vector<store::Snapshot> walks = store::load_walks(store);
    return std::any_of(walks.begin(), walks.end(), [&](const store::Snapshot& walk) {
        return std::any_of(kinds.begin(), kinds.end(),
                           [&](core::Kind kind) { return walked(walk, kind); });
    });
}

std::optional<core::Timestamp> time_ahead(const store::Store& store, core::Timestamp now) {
    std::optional<core::Timestamp> newest;
    for (const store::Snapshot& walk : store::load_walks(store)) {
        const core::Timestamp last = std::max(walk.started_at, walk.finished_at.value_or(now));
        newest = std::max(newest, std::optional(last));
    }
    return newest && *newest > now + store::kClockTolerance ? newest : std::nullopt;
}

bool is_listing_due(const store::Store& store, const Options& options,
                    const store::WorkQuery& query, core::Timestamp now,
                    const std::function<bool()>& has_work) {
    if (!options.listing) {
        return false;
    }
    const std::optional<store::Snapshot> newest = newest_walk_of(store, scope_of(options));
    if (!newest || !newest->complete || (query.what.empty() && !options.owners)) {
        return true;
    }
    const auto age = now - newest->finished_at.value_or(core::Timestamp());
    return age > options.relist_after || age < -store::kClockTolerance || !has_work();
}

}  // namespace hubmine::crawl
