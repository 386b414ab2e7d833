#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/crawl/options.hpp"
#include "hubmine/store/overviews.hpp"
#include "hubmine/store/snapshots.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"
#include "hubmine/store/work_queue.hpp"

#include <functional>
#include <optional>
#include <vector>

/// What a run asks for, derived from its options: shared by the crawl and its plan.
namespace hubmine::crawl {

[[nodiscard]] store::WalkScope scope_of(const Scope& options);
/// The reads that are due in a run that starts `now`; a store that keeps a sample (null: there is
/// no store yet) stays with it.
[[nodiscard]] store::WorkQuery query_of(const Options& options, const store::Store* store,
                                        core::Timestamp now);

/// The overviews that are due in the same run.
[[nodiscard]] store::OwnerQuery owners_of(const Options& options, const store::WorkQuery& query);

/// The newest snapshot that is a walk; absent when nothing was listed yet.
[[nodiscard]] std::optional<store::Snapshot> newest_walk(const store::Store& store);

/// The list of the kind was walked to its end, as a whole or within these very bounds.
[[nodiscard]] bool is_listed(const store::Store& store, const store::WalkScope& scope,
                             core::Kind kind);
/// A list of one of the kinds was begun at least.
[[nodiscard]] bool holds_any(const store::Store& store, const std::vector<core::Kind>& kinds);

/// The newest time of the store's walks when it is well ahead of the clock.
[[nodiscard]] std::optional<core::Timestamp> time_ahead(const store::Store& store,
                                                        core::Timestamp now);

/// Lists are walked when there is no complete walk of this scope, when that is too old or of the
/// future, or when there is nothing else to do: `has_work` is asked last, since that may take
/// reading the whole store.
[[nodiscard]] bool is_listing_due(const store::Store& store, const Options& options,
                                  const store::WorkQuery& query, core::Timestamp now,
                                  const std::function<bool()>& has_work);

}  // namespace hubmine::crawl
