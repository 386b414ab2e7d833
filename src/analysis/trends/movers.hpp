#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/stats/int128.hpp"

#include "trends/leaders.hpp"
#include "trends/moments.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace hubmine::analysis::trends {

/// What of one kind rose or fell most between two walks.
class Movers {
  public:
    Movers(const Scope& scope, core::Kind kind);

    void see(const store::RepoHistory& repo);
    void fill(core::Table& table) const;
    /// Whether there are two walks to compare.
    [[nodiscard]] bool have_a_span() const { return span_.has_value(); }

  private:
    /// The two walks.
    struct Span {
        Moment from;
        Moment to;
    };
    /// How a number moved; `Text` is a view as long as its repository goes by.
    template <typename Text>
    struct Move {
        Text id;
        std::int64_t repo_id = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;
        core::Timestamp from_at;
        [[nodiscard]] stats::Int128 change() const { return stats::Int128{to} - from; }
        [[nodiscard]] stats::Int128 size() const { return change() < 0 ? -change() : change(); }
    };
    struct IsLarger {
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return std::tuple(b.size(), std::string_view(a.id), a.repo_id) <
                   std::tuple(a.size(), std::string_view(b.id), b.repo_id);
        }
    };
    using Ranking = Leaders<Move<std::string>, IsLarger>;

    [[nodiscard]] static std::optional<Span> span_of(const Scope& scope, core::Kind kind);

    core::Kind kind_;
    std::optional<Span> span_;
    std::vector<Ranking> rankings_;  ///< of each metric
};

}  // namespace hubmine::analysis::trends
