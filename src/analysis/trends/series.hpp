#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/stats/int128.hpp"

#include "trends/dated.hpp"
#include "trends/groups.hpp"
#include "trends/leaders.hpp"
#include "trends/moments.hpp"
#include "trends/timeline.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace hubmine::analysis::trends {

/// Likes and downloads over time, of the repositories or of the groups of one kind.
class Series {
  public:
    /// What the repositories of a line come to at a moment.
    struct Sum {
        std::int64_t repositories = 0;
        std::optional<stats::Int128> likes;
        std::optional<stats::Int128> downloads;
        std::optional<stats::Int128> downloads_all_time;
        void add(const store::MetricRow& row);
    };
    /// A line, a sum for each moment.
    using Line = std::vector<Sum>;

    Series(const Scope& scope, core::Kind kind, const Groups& groups);

    void see(const store::RepoHistory& repo, std::span<const std::uint32_t> groups);
    /// Once all have gone by: reads when things happened in those that have a line of their own.
    void end();
    void fill(const Groups& groups, core::Table& table) const;

    /// What no period could hold of what tells its own date.
    [[nodiscard]] const DatedEvents& dated_events() const { return events_; }
    /// The first period with a like, a commit or a discussion, if one has any.
    [[nodiscard]] std::optional<std::int64_t> first_dated_period() const;
    [[nodiscard]] std::optional<std::int64_t> first_walk() const { return first_walk_; }

  private:
    struct Liking {
        std::string_view id;
        std::int64_t repo_id = 0;
        std::optional<std::int64_t> likes;
        std::optional<std::int64_t> downloads;
    };
    /// A repository with a line of its own: what outlives its visit.
    struct Told {
        std::string id;
        std::int64_t repo_id = 0;
        std::optional<std::int64_t> likes;
        std::optional<std::int64_t> downloads;
        std::int64_t first_snapshot = 0;
        std::vector<store::MetricRow> metrics;
        std::vector<store::MetricRow> foreign;
        std::vector<store::AbsenceRow> absences;
    };
    struct IsLikedMore {
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return std::tuple(b.likes, b.downloads, std::string_view(a.id), a.repo_id) <
                   std::tuple(a.likes, a.downloads, std::string_view(b.id), b.repo_id);
        }
    };

    [[nodiscard]] bool is_of_groups() const;
    void see_repository(const store::RepoHistory& repo);
    void add_rows(const Line& line, const std::vector<core::Cell>& name, core::Table& table) const;
    void add_dated_rows(const DatedLine& line, const std::vector<core::Cell>& name,
                        core::Table& table) const;
    [[nodiscard]] std::vector<const Told*> told_by_name() const;
    void add_repositories(core::Table& table) const;

    Scope scope_;
    core::Kind kind_;
    std::vector<Moment> moments_;
    Timeline timeline_;
    std::set<std::string_view> names_;  ///< of --repo
    Leaders<Told, IsLikedMore> told_;
    std::vector<Line> lines_;  ///< of the groups
    DatedEvents events_;
    std::vector<DatedLine> dated_;            ///< of the groups, else of those told, by name
    std::optional<std::int64_t> first_walk_;  ///< its period: from there on walks tell the likes
};

}  // namespace hubmine::analysis::trends
