#pragma once

#include "hubmine/core/text_map.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/snapshots.hpp"

#include "as_of.hpp"
#include "database.hpp"
#include "positions.hpp"
#include "second_copy.hpp"
#include "walk_members.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::store {

/// What to load and as of when.
struct LoadPlan {
    Snapshot snapshot;
    bool past = false;      ///< younger snapshots exist: their changes are undone
    bool is_newest = true;  ///< of those that are chosen when none is named
    /// Commits and discussions after this do not count (an older snapshot was asked for).
    std::optional<std::int64_t> activity_until;
    std::optional<WalkMembers> members;  ///< set: nothing but these repositories
    DatasetParts parts;
    std::optional<std::int64_t> since;
    std::optional<std::int64_t> until;
    std::function<std::int64_t(core::Timestamp)> commit_period;  ///< as in DatasetOptions
    [[nodiscard]] bool by_date() const { return since || until || activity_until || commit_period; }
    [[nodiscard]] std::int64_t period_of_commit(std::optional<std::int64_t> ms) const;
    [[nodiscard]] bool wants(core::Kind kind) const;
    [[nodiscard]] bool includes(std::int64_t repo_id) const {
        return !members || members->contains(repo_id);
    }
};

/// One state of a store, for as long as somebody reads it.
struct Reading {
    Reading(const std::filesystem::path& path, const DatasetOptions& options);
    Store store;
    ReadView consistent;
    LoadPlan plan;
};

/// Fills a Dataset: one pass a table, merged by repo_id; a second one over the repositories where
/// it takes more columns to tell whose histories were read.
class DatasetLoader {
  public:
    DatasetLoader(Database& database, const LoadPlan& plan) : database_(database), plan_(plan) {}
    [[nodiscard]] Dataset load();

  private:
    struct Place {
        std::uint8_t kind = 0;
        std::uint32_t position = Positions::kNone;
        [[nodiscard]] bool is_present() const { return position != Positions::kNone; }
    };
    /// A repository that is there, but no part of this dataset.
    static constexpr std::uint32_t kAway = Positions::kNone - 1;
    [[nodiscard]] Place place(std::int64_t repo_id) const {
        const std::uint32_t code = places_.at(repo_id);
        if (code == kAway) {
            return {};
        }
        return {.kind = static_cast<std::uint8_t>(code >> 30U), .position = code & 0x3FFFFFFFU};
    }

    class RepoCursor;  // in repo_columns.hpp
    /// The tables that hold a row a repository; the last two not one of each.
    enum class Table : std::uint8_t { kRepo, kState, kStorage, kCard };
    static constexpr std::size_t kTables = 4;
    /// One column: where it is read, and how a value of it is added. `then` has what was different
    /// at the plan's snapshot.
    struct ColumnRow {
        RepoColumn column = RepoColumn::kId;
        const char* sql = nullptr;  ///< of that table
        Table table = Table::kRepo;
        void (DatasetLoader::*add)(Place place, const Statement& row, int at,
                                   const AsOf::Past& then) = nullptr;
        int width = 1;  ///< columns that it reads
    };
    static const std::array<ColumnRow, 19> kColumnRows;
    void add_id(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_likes(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_downloads(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_license(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_tags(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_duplicated(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_uses(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_downloads_all_time(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_created_at(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_pipeline_tag(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_library_name(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_parameters(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_weights(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_storage(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_used_storage(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_base_models(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_repo_id(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_duplicated_from(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_card(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_words(std::uint32_t position, Lists& lists, const std::vector<std::string>& words);
    [[nodiscard]] Repos& repos_of(Place place) { return data_.repos.at(place.kind); }

    void load_repos();
    [[nodiscard]] std::array<RepoColumns, 3> late_columns() const;
    void load_late(const std::array<RepoColumns, 3>& columns);
    /// Rows of a table of texts, numbered as they are met; their texts follow when all are known.
    struct Numbers {
        Positions places;
        std::uint32_t used = 0;
        [[nodiscard]] TextId number(std::optional<std::int64_t> row_id);
    };
    void end_cards();
    void name_labels();
    void load_usage();
    void load_base_models();
    void load_owners();

    void load_authors();
    void load_merges();
    void load_sample();
    /// Of Dataset::contributions or ::discussions. Says how many rows of each kind's repositories
    /// are to come.
    template <typename Part>
    std::array<HeldCheck, 3> load_known(Detail what, std::array<Part, 3>& parts);
    void compare(Detail what, const std::array<HeldCheck, 3>& checks) const;
    [[nodiscard]] std::string id_at(std::size_t kind, std::uint32_t position) const;
    void load_contributions();
    void load_dated_contributions();
    void load_commit_times();
    void load_discussions();
    void add_details(const Statement& row, Discussions& discussions) const;

    Database& database_;
    const LoadPlan& plan_;
    Dataset data_;
    /// Labels of states of discussions; 0 = there is none in the store.
    std::int64_t closed_label_ = 0;
    std::int64_t merged_label_ = 0;
    Positions places_{database_, "repo"};  // repo_id -> kind and position
    Positions tags_{database_, "tag"};
    Numbers licenses_{{database_, "label"}};
    Numbers labels_{{database_, "label"}};
    Numbers targets_{{database_, "target"}};  // of claims
    core::TextMap<TextId> card_words_;
    Positions authors_{database_, "author"};
    Positions lists_{database_, "author_list"};
    std::vector<std::pair<std::uint32_t, std::int64_t>> used_;  // space, target_id
};

}  // namespace hubmine::store
