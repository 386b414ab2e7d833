#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/stats/int128.hpp"

#include "trends/leaders.hpp"
#include "trends/moments.hpp"
#include "trends/timeline.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace hubmine::analysis::trends {

/// Numbers that cannot be right, or cannot be compared, looked for as repositories go by.
class Sanity {
  public:
    /// Two neighbouring numbers of a repository that do not go together; `Text` is a view as long
    /// as the repository goes by.
    template <typename Text>
    struct Fall {
        core::Kind kind = core::Kind::kModel;
        Text id;
        std::int64_t repo_id = 0;
        core::Timestamp from_at;
        core::Timestamp to_at;
        std::int64_t from = 0;
        std::int64_t to = 0;
        [[nodiscard]] stats::Int128 change() const { return stats::Int128{to} - from; }
    };
    struct IsDeeper {
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            const auto key = [](const auto& fall) {
                return std::tuple(fall.change(), fall.kind, std::string_view(fall.id), fall.to_at,
                                  fall.repo_id);
            };
            return key(a) < key(b);
        }
    };
    /// The falls of one number: how many, and the deepest.
    struct Falls {
        using Deepest = Leaders<Fall<std::string>, IsDeeper>;

        std::string_view check;  ///< what they are called
        std::optional<std::int64_t> store::MetricRow::*value;
        bool (*is_wrong)(std::int64_t before, std::int64_t after);
        std::int64_t count = 0;
        Deepest deepest;

        void see(const store::RepoHistory& repo);

      private:
        void add(const store::RepoHistory& repo, const store::MetricRow& before,
                 const store::MetricRow& after);
    };
    /// Downloads of a whole kind at one walk.
    struct Total {
        core::Timestamp at;
        std::int64_t repositories = 0;
        stats::Int128 downloads = 0;
    };
    /// The last number of a dataset from before the month in which the Hub began to count anew, and
    /// the first one from then on.
    struct Recount {
        std::optional<core::Timestamp> before;
        std::optional<core::Timestamp> after;
        void see(std::span<const store::MetricRow> rows);
    };

    explicit Sanity(const Scope& scope);

    void see(const store::RepoHistory& repo);

    [[nodiscard]] const std::vector<Falls>& falls() const { return falls_; }
    [[nodiscard]] const std::vector<Total>& totals_of(core::Kind kind) const {
        return downloads_[static_cast<std::size_t>(kind)].totals;
    }
    [[nodiscard]] const Recount& recount() const { return recount_; }

  private:
    struct Downloads {
        Timeline timeline;
        std::vector<Total> totals;
    };

    std::vector<Falls> falls_;
    std::vector<Downloads> downloads_;  ///< by core::Kind
    Recount recount_;
};

}  // namespace hubmine::analysis::trends
