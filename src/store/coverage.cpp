#include "hubmine/store/coverage.hpp"

#include "hubmine/core/kind.hpp"
#include "hubmine/store/details.hpp"

#include "connection.hpp"
#include "count_coverage.hpp"
#include "positions.hpp"
#include "walk_rows.hpp"

#include <array>
#include <optional>
#include <string>

namespace hubmine::store {

namespace {

constexpr std::size_t kKinds = core::kAllKinds.size();

/// What the view `coverage` says, counted by one pass over each table instead of a look-up for
/// every read: a second less for a store of the study's size.
class CoverageCount {
  public:
    explicit CoverageCount(Database& database) : database_(database) { count_repositories(); }
    CoverageCount(Database& database, const std::array<std::int64_t, kKinds>& present)
        : database_(database), present_(present) {}

    [[nodiscard]] std::vector<Coverage> rows() {
        std::vector<Detail> told;
        for (const Detail what : kAllDetails) {
            const bool is_usual = what == Detail::kCommits || what == Detail::kDiscussions;
            if (count_reads(what) || is_usual) {
                told.push_back(what);
            }
        }
        std::vector<Coverage> result;
        for (const StandingWalk& walk : standing_walks(database_)) {
            result.push_back(listing(walk.kind, walk.finished ? 1 : 0));
            for (const Detail what : told) {
                result.push_back(reads(walk.kind, what));
            }
        }
        if (const std::optional<Coverage> overviews = owners()) {
            result.push_back(*overviews);
        }
        return result;
    }

  private:
    static constexpr std::uint32_t kAway = 0xFF;

    void count_repositories() {
        const auto states = database_.cached(
            "SELECT repo_id, kind, removed_at IS NULL FROM repo_state ORDER BY repo_id");
        while (states->step()) {
            const core::Kind kind = states->kind(1);
            const bool present = states->integer(2) != 0;
            kinds_.set(states->integer(0), present ? static_cast<std::uint32_t>(kind) : kAway);
            present_.at(static_cast<std::size_t>(kind)) += present ? 1 : 0;
        }
    }

    /// False when none was ever tried.
    bool count_reads(Detail what) {
        bool is_any = false;
        const auto reads =
            database_.cached("SELECT repo_id, state FROM fetch WHERE what = ? ORDER BY repo_id");
        reads->bind(static_cast<int>(what));
        while (reads->step()) {
            const std::uint32_t kind = kinds_.at(reads->integer(0));
            const auto state = reads->code<std::size_t>(1, kFetchStates);
            if (kind != kAway) {
                ++counts(what, kind).at(state);
            }
            is_any = true;
        }
        return is_any;
    }

    /// Absent when no overview was ever asked for.
    std::optional<Coverage> owners() {
        if (database_.scalar("SELECT EXISTS (SELECT 1 FROM owner WHERE state <> 0)") == 0) {
            return std::nullopt;
        }
        const auto sums = database_.cached(
            "SELECT count(*), coalesce(sum(o.state = 1), 0), coalesce(sum(o.state = 2), 0), "
            "coalesce(sum(o.state = 3), 0), coalesce(sum(o.state = 4), 0) "
            "FROM (SELECT DISTINCT substr(r.id, 1, instr(r.id, '/') - 1) AS name "
            "FROM repo AS r JOIN repo_state AS s USING (repo_id) "
            "WHERE s.removed_at IS NULL AND instr(r.id, '/') > 0) AS w "
            "LEFT JOIN owner AS o ON o.name = w.name");
        sums->step();
        Coverage row{.what = "owners",
                     .expected = sums->integer(0),
                     .complete = sums->integer(1),
                     .unreadable = sums->integer(2),
                     .gone = sums->integer(3),
                     .failed = sums->integer(4)};
        row.pending = row.expected - row.complete - row.unreadable - row.gone - row.failed;
        return row;
    }

    static Coverage listing(core::Kind kind, std::int64_t finished) {
        return {.kind = std::string(core::kind_name(kind)),
                .what = "listing",
                .expected = 1,
                .complete = finished,
                .pending = 1 - finished};
    }

    Coverage reads(core::Kind kind, Detail what) {
        const auto index = static_cast<std::size_t>(kind);
        const auto count = [&](FetchState state) {
            return counts(what, index).at(static_cast<std::size_t>(state));
        };
        Coverage row{.kind = std::string(core::kind_name(kind)),
                     .what = std::string(detail_name(what)),
                     .expected = present_.at(index),
                     .complete = count(FetchState::kComplete),
                     .unreadable = count(FetchState::kUnreadable),
                     .gone = count(FetchState::kGone),
                     .failed = count(FetchState::kFailed)};
        row.pending = row.expected - row.complete - row.unreadable - row.gone - row.failed;
        return row;
    }

    std::array<std::int64_t, kFetchStates>& counts(Detail what, std::size_t kind) {
        return counts_.at(static_cast<std::size_t>(what)).at(kind);
    }

    Database& database_;
    Positions kinds_{database_, "repo_state"};  // what is not present is away
    std::array<std::int64_t, kKinds> present_{};
    std::array<std::array<std::array<std::int64_t, kFetchStates>, kKinds>, kAllDetails.size()>
        counts_{};
};

}  // namespace

std::vector<Coverage> count_coverage(Database& database) {
    return CoverageCount(database).rows();
}

bool has_asked_for_details(Database& database) {
    return database.scalar("SELECT EXISTS (SELECT 1 FROM fetch)") != 0;
}

std::vector<Coverage> coverage_of_lists(Database& database,
                                        const std::array<std::int64_t, 3>& present) {
    return CoverageCount(database, present).rows();
}

std::vector<Coverage> count_coverage(const Store& store) {
    return count_coverage(store.connection().db());
}

}  // namespace hubmine::store
