#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Pairs of author names that may be one person, and what a person decided about them.
namespace hubmine::store {

/// One pair, its names in ascending order of their bytes.
struct NamePair {
    std::string name_a;
    std::string name_b;
    std::string stage;  ///< the first stage that proposed it
    std::optional<std::int64_t> similarity;
    std::optional<std::int64_t> shared_repos;
    std::string decision;  ///< "" (none yet), "accept", "reject"
    std::optional<core::Timestamp> decided_at;
    friend bool operator==(const NamePair&, const NamePair&) = default;
};

/// All pairs, by name_a, then name_b (bytes).
[[nodiscard]] std::vector<NamePair> load_decisions(Store& store);

/// Adds the pairs or replaces those that are there; the others stay. Names are put in order. One
/// transaction and one step for undo_decisions. Throws UsageError for a pair of one name with
/// itself and for a decision that is none of the three words. Returns how many pairs were left out
/// because the store was told to forget one of their names.
std::int64_t save_decisions(Store& store, std::span<const NamePair> decisions);

/// Forgets every pair; undo_decisions brings them back.
void clear_decisions(Store& store);

/// Takes the last save or clear back; false when there is nothing left to take back.
bool undo_decisions(Store& store);

}  // namespace hubmine::store
