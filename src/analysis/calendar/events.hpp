#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/age.hpp"
#include "common/developers.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hubmine::analysis::calendar {

/// What happens to repositories, in the order in which tables have it.
enum class Event : std::uint8_t { kModel, kDataset, kSpace, kCommit, kDiscussion };

inline constexpr std::size_t kEvents = 5;

/// How often each of them happened.
using EventCounts = std::array<std::int64_t, kEvents>;

[[nodiscard]] std::int64_t sum_of(const EventCounts& counts);

/// The time that is looked at: [begin, end).
struct Window {
    core::Timestamp begin;
    core::Timestamp end;
    [[nodiscard]] bool holds(core::Timestamp at) const { return at >= begin && at < end; }
};

/// By list of authors: 1 = somebody remains when bots are dropped.
[[nodiscard]] std::vector<std::uint8_t> lists_of_somebody(const store::Dataset& data,
                                                          const Developers& developers);

/// Each calls `visit(repo, event, time)` with what happened to the repositories of a kind within a
/// window: here creations, but for those that the Hub dates to its first day.
template <typename Visit>
void for_each_creation(const store::Dataset& data, core::Kind kind, const Window& window,
                       const Visit& visit) {
    const auto& created_at = data.of(kind).created_at;
    for (std::uint32_t repo = 0; repo < created_at.size(); ++repo) {
        const auto created = created_at[repo];
        if (created && window.holds(*created) && !is_floored(*created)) {
            visit(repo, static_cast<Event>(kind), *created);
        }
    }
}

/// Commits that not only bots made.
template <typename Visit>
void for_each_commit(const store::Dataset& data, core::Kind kind,
                     const std::vector<std::uint8_t>& is_somebody, const Window& window,
                     const Visit& visit) {
    const store::CommitTimes& commits = data.commit_times_of(kind);
    for (std::uint32_t repo = 0; repo < data.of(kind).size(); ++repo) {
        for (std::uint64_t i = commits.offsets[repo]; i < commits.offsets[repo + 1]; ++i) {
            if (window.holds(commits.at[i]) && is_somebody[commits.author_list[i]] != 0) {
                visit(repo, Event::kCommit, commits.at[i]);
            }
        }
    }
}

/// Discussions that no bot started.
template <typename Visit>
void for_each_discussion(const store::Dataset& data, core::Kind kind, const Developers& developers,
                         const Window& window, const Visit& visit) {
    const store::Discussions& discussions = data.discussions_of(kind);
    for (std::size_t i = 0; i < discussions.repo.size(); ++i) {
        const std::uint32_t author = discussions.author[i];
        const bool is_bot = author != store::kNoText && developers.is_nobody(author);
        if (!is_bot && window.holds(discussions.created_at[i])) {
            visit(discussions.repo[i], Event::kDiscussion, discussions.created_at[i]);
        }
    }
}

}  // namespace hubmine::analysis::calendar
