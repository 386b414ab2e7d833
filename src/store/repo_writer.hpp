#pragma once

#include "hex.hpp"
#include "repo_fields.hpp"
#include "repo_row.hpp"

#include <cstdint>

namespace hubmine::store {

/// When and in which walk something was seen (milliseconds).
struct Sight {
    std::int64_t snapshot_id = 0;
    std::int64_t at = 0;
    std::int64_t walk_started = 0;
};

/// Writes what the lists say of repositories: the row, its numbers, and the history of both.
class RepoWriter {
  public:
    RepoWriter(Database& database, Names& names) : database_(database), names_(names) {}

    struct Result {
        std::int64_t repo_id = 0;
        bool added = false;
        bool changed = false;
        bool duplicate = false;
        bool restored = false;
    };
    /// A list shows this repository.
    Result see(const hub::RepoRecord& record, const Sight& sight, const hub::AskedFields& asked);

    /// The repository's current name, learnt outside of a list.
    void rename(std::int64_t repo_id, std::string_view id, const Sight& sight);

  private:
    struct State;
    [[nodiscard]] std::optional<State> load_state(const hub::RepoRecord& record);
    std::int64_t insert(const hub::RepoRecord& record, const Sight& sight, std::int64_t content);
    void bring_forward(const State& state, const Sight& sight);
    bool update_row(const State& state, const hub::RepoRecord& record, const Sight& sight,
                    const hub::AskedFields& asked);
    [[nodiscard]] RepoRow load_row(std::int64_t repo_id);
    void store_row(std::int64_t repo_id, const RepoRow& row);
    bool store_texts(std::int64_t repo_id, const hub::RepoRecord& record);
    void note_numbers(const State& state, const RepoNumbers& numbers, const Sight& sight);
    void restore(std::int64_t repo_id, const Sight& sight);
    void note_changes(const State& state, const RepoRow& before, const RepoRow& after,
                      const Sight& sight);
    void note_change(const State& state, Field field, const ColumnValue& before,
                     const ColumnValue& after, const Sight& sight);
    void stir(const State& state, const RepoRow& before, const RepoRow& after);

    Database& database_;
    Names& names_;
};

/// The identity of a record: the Hub's `_id`, or (malformed rows) its name.
[[nodiscard]] std::string_view identity_of(const hub::RepoRecord& record);
/// The same as the column `hub_id` holds it.
[[nodiscard]] PackedHex packed_identity(const hub::RepoRecord& record);

}  // namespace hubmine::store
