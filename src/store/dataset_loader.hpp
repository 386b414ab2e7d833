#pragma once

#include "hubmine/store/dataset.hpp"
#include "hubmine/store/details.hpp"

#include "database.hpp"
#include "load_plan.hpp"
#include "positions.hpp"
#include "repo_part.hpp"
#include "second_copy.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::store {

/// Fills a Dataset: one pass a table, that of the repositories by several threads; a second one
/// over them where it takes more columns to tell whose histories were read.
class DatasetLoader {
  public:
    explicit DatasetLoader(Reading& reading)
        : reading_(reading), database_(reading.store.database()), plan_(reading.plan) {}
    [[nodiscard]] Dataset load();

  private:
    [[nodiscard]] Place place(std::int64_t repo_id) const { return repos_.places.at(repo_id); }

    /// `besides` are other jobs over the same state.
    void read_repos(const std::array<RepoColumns, 3>& columns, RepoPart& part,
                    std::vector<ReadJob> besides);
    void load_repos();
    [[nodiscard]] std::array<RepoColumns, 3> late_columns() const;
    void load_late(const std::array<RepoColumns, 3>& columns);
    void name_labels();
    void load_usage();
    void load_base_models();
    void find_named_model();
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
    void reserve(std::array<CommitTimes, 3>& part, const std::array<HeldCheck, 3>& checks);
    void read_commit_times(Database& database, const RepoRange& range,
                           std::array<CommitTimes, 3>& part, std::array<HeldCheck, 3>& checks);
    void load_discussions();
    void add_details(const Statement& row, Discussions& discussions) const;

    Reading& reading_;
    Database& database_;
    const LoadPlan& plan_;
    Dataset data_;
    /// Labels of states of discussions; 0 = there is none in the store.
    std::int64_t closed_label_ = 0;
    std::int64_t merged_label_ = 0;
    Positions tags_{database_, "tag"};
    RepoPart repos_{database_, RepoRange{}};
    Positions authors_{database_, "author"};
    Positions lists_{database_, "author_list"};
};

}  // namespace hubmine::store
