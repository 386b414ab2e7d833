#pragma once

#include "hubmine/store/dataset.hpp"
#include "hubmine/store/snapshots.hpp"
#include "hubmine/store/store.hpp"

#include "owned_repos.hpp"
#include "read_views.hpp"
#include "walk_members.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace hubmine::store {

/// What to load and as of when.
struct LoadPlan {
    Snapshot snapshot;
    bool past = false;      ///< younger snapshots exist: their changes are undone
    bool is_newest = true;  ///< of those that are chosen when none is named
    /// Commits and discussions after this do not count (an older snapshot was asked for).
    std::optional<std::int64_t> activity_until;
    std::optional<WalkMembers> members;  ///< set: nothing but these repositories
    std::optional<OwnedRepos> owned;     ///< set: what is theirs only
    DatasetParts parts;
    std::optional<std::int64_t> since;
    std::optional<std::int64_t> until;
    std::function<std::int64_t(core::Timestamp)> commit_period;  ///< as in DatasetOptions
    [[nodiscard]] bool by_date() const { return since || until || activity_until || commit_period; }
    [[nodiscard]] std::int64_t period_of_commit(std::optional<std::int64_t> ms) const;
    [[nodiscard]] bool wants(core::Kind kind) const {
        return std::find(parts.kinds.begin(), parts.kinds.end(), kind) != parts.kinds.end();
    }
    [[nodiscard]] bool includes(std::int64_t repo_id) const {
        return !members || members->contains(repo_id);
    }
    [[nodiscard]] bool leaves_out(core::Kind kind, std::int64_t repo_id) const {
        return owned && owned->leave_out(kind, repo_id);
    }
};

/// One state of a store, for as long as somebody reads it.
struct Reading {
    Reading(const std::filesystem::path& path, const DatasetOptions& options);
    Store store;
    ReadViews consistent;
    LoadPlan plan;
};

}  // namespace hubmine::store
