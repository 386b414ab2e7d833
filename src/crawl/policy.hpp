#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/crawl/crawler.hpp"
#include "hubmine/store/store.hpp"

#include <optional>
#include <string>

/// What a run asks for, derived from its options: shared by the crawl and its plan.
namespace hubmine::crawl {

[[nodiscard]] store::WalkScope scope_of(const Options& options);
/// The reads that are due in a run that starts `now`; a store that keeps a sample (null: there is
/// no store yet) stays with it.
[[nodiscard]] store::WorkQuery query_of(const Options& options, const store::Store* store,
                                        core::Timestamp now);

/// The newest snapshot that is a walk; absent when nothing was listed yet.
[[nodiscard]] std::optional<store::Snapshot> newest_walk(const store::Store& store);

/// Lists are walked when there is no complete walk of this scope, when that is too old, or when
/// there is nothing else to do.
[[nodiscard]] bool is_listing_due(const store::Store& store, const Options& options,
                                  const store::WorkQuery& query, core::Timestamp now);
/// Remembers that the lists of this scope were walked to their end.
void remember_listed(store::Store& store, const Options& options);

}  // namespace hubmine::crawl
