#pragma once

#include "as_of.hpp"
#include "load_plan.hpp"
#include "repo_part.hpp"
#include "rows_in_step.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Reads a range of `repo` and `repo_state` in step into a part, and no other columns than the
/// wanted ones.
class RepoReader {
  public:
    struct Wanted {
        std::array<RepoColumns, 3> columns;  ///< by core::Kind
        RepoRange range;
    };
    RepoReader(Database& database, const LoadPlan& plan, const Positions& tags,
               const Wanted& wanted, RepoPart& part);

    /// Throws DamagedError when a repository has no state, or a state no repository.
    void read();

  private:
    /// The tables that hold a row a repository; the last two not one of each.
    enum class Table : std::uint8_t { kRepo, kState, kStorage, kCard };
    static constexpr std::size_t kTables = 4;
    /// One column: where it is read, and how a value of it is added. `then` has what was different
    /// at the plan's snapshot.
    struct ColumnRow {
        RepoColumn column = RepoColumn::kId;
        const char* sql = nullptr;  ///< of that table
        Table table = Table::kRepo;
        void (RepoReader::*add)(Place place, const Statement& row, int at,
                                const AsOf::Past& then) = nullptr;
        int width = 1;  ///< columns that it reads
    };
    static const std::array<ColumnRow, 20> kColumnRows;
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
    void add_emissions(Place place, const Statement& row, int at, const AsOf::Past& then);
    void add_words(std::uint32_t position, Lists& lists, const std::vector<std::string>& words);
    [[nodiscard]] Repos& repos_of(Place place) { return part_.repos.at(place.kind); }
    /// What a column can hold. Throws DamagedError for what it cannot.
    [[nodiscard]] std::optional<std::int64_t> held(std::optional<std::int64_t> number) const;
    /// A number of past_numbers(), as it was then.
    [[nodiscard]] std::optional<std::int64_t> number_then(std::size_t which, const Statement& row,
                                                          int at, const AsOf::Past& then) const;

    struct Read {
        const ColumnRow* column;
        int at;
    };
    [[nodiscard]] bool want(const ColumnRow& column, int at);
    [[nodiscard]] bool step();
    [[noreturn]] void refuse_states() const;
    [[nodiscard]] const Statement* row_of(Table table) const;
    /// What was different at the plan's snapshot, whether it was there included.
    [[nodiscard]] AsOf::Past then();
    void add_to(Place place, const AsOf::Past& then);
    void add_others_uses(core::Kind kind, const AsOf::Past& then);
    void end_cards();

    const Database& database_;
    const LoadPlan& plan_;
    const Positions& tags_;
    std::array<RepoColumns, 3> columns_;
    RepoPart& part_;
    std::array<std::vector<Read>, 3> reads_;  // by core::Kind
    std::optional<Statement> rows_;
    std::int64_t repo_id_ = 0;  // of the row at which it stands
    std::optional<RowsInStep> states_;
    std::optional<RowsInStep> storage_;  // of those of which it was told
    std::optional<RowsInStep> cards_;    // of those that have one
    bool has_storage_ = false;           // the row at which it stands
    bool has_card_ = false;
    std::optional<AsOf> past_;
};

}  // namespace hubmine::store
