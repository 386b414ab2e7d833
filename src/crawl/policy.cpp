#include "policy.hpp"

#include "sample.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace hubmine::crawl {

namespace {

/// The scope of the last walk that came to its end, so that another scope is not taken for listed.
constexpr std::string_view kListedScope = "crawl.listed_scope";

std::string scope_text(const store::WalkScope& scope) {
    std::string text;
    for (const core::Kind kind : scope.kinds) {
        text += fmt::format("{} ", core::kind_plural(kind));
    }
    return fmt::format("{}author={} filter={} limit={}", text, scope.author, scope.filter,
                       scope.limit);
}

}  // namespace

store::WalkScope scope_of(const Options& options) {
    store::WalkScope scope;
    scope.kinds = options.kinds;
    scope.author = options.author;
    scope.filter = options.filter;
    scope.limit = options.limit;
    return scope;
}

store::WorkQuery query_of(const Options& options, const store::Store* store, core::Timestamp now) {
    store::WorkQuery query;
    query.kinds = options.kinds;
    query.what.clear();
    if (options.commits) {
        query.what.insert(store::Detail::kCommits);
    }
    if (options.discussions) {
        query.what.insert(store::Detail::kDiscussions);
    }
    query.order = options.order;
    query.author = options.author;
    query.filter = options.filter;
    query.min_likes = options.min_likes;
    query.min_downloads = options.min_downloads;
    query.only_sample = options.sample > 0 || (store != nullptr && has_sample(*store));
    query.discussions_before = now - options.refresh_discussions;
    query.retry_unreadable_before = now - options.retry_unreadable;
    query.run_started = now;
    return query;
}

std::optional<store::Snapshot> newest_walk(const store::Store& store) {
    const std::vector<store::Snapshot> snapshots = store.snapshots();
    for (auto snapshot = snapshots.rbegin(); snapshot != snapshots.rend(); ++snapshot) {
        if (!snapshot->source) {
            return *snapshot;
        }
    }
    return std::nullopt;
}

bool is_listing_due(const store::Store& store, const Options& options,
                    const store::WorkQuery& query, core::Timestamp now) {
    if (!options.listing) {
        return false;
    }
    const std::optional<store::Snapshot> newest = newest_walk(store);
    const bool listed =
        newest && newest->complete && store.fact(kListedScope) == scope_text(scope_of(options));
    if (!listed || query.what.empty()) {
        return true;
    }
    const auto age = now - newest->finished_at.value_or(core::Timestamp());
    return age > options.relist_after || store.count_work(query) == 0;
}

void remember_listed(store::Store& store, const Options& options) {
    store.set_fact(kListedScope, scope_text(scope_of(options)));
}

}  // namespace hubmine::crawl
