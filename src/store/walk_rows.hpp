#pragma once

#include "hubmine/core/kind.hpp"

#include "database.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What the tables of snapshots and walks say.
namespace hubmine::store {

/// The newest snapshot that is a walk; 0 when there is none.
[[nodiscard]] std::int64_t newest_walk(Database& database);

/// The walk that says how the listing of a kind stands: the newest one of the whole list; where
/// there is none, the newest.
struct StandingWalk {
    core::Kind kind = core::Kind::kModel;
    std::int64_t snapshot_id = 0;
    bool finished = false;
};
/// Of every kind that was ever listed, by kind.
[[nodiscard]] std::vector<StandingWalk> standing_walks(Database& database);

/// Digits of kinds, '012'.
[[nodiscard]] std::string kinds_text(const std::vector<core::Kind>& kinds);
[[nodiscard]] std::vector<core::Kind> kinds_of(const Statement& row, int column);

}  // namespace hubmine::store
