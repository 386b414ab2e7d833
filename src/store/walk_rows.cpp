#include "walk_rows.hpp"

#include <algorithm>

namespace hubmine::store {

std::string kinds_text(const std::vector<core::Kind>& kinds) {
    std::string text;
    for (const core::Kind kind : core::kAllKinds) {
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
            text += static_cast<char>('0' + static_cast<int>(kind));
        }
    }
    return text;
}

std::vector<core::Kind> kinds_of(const Statement& row, int column) {
    std::vector<core::Kind> kinds;
    for (const char digit : row.text(column)) {
        if (digit < '0' || digit >= '0' + static_cast<int>(core::kAllKinds.size())) {
            row.database().damaged("a snapshot of a kind that does not exist");
        }
        kinds.push_back(static_cast<core::Kind>(digit - '0'));
    }
    return kinds;
}

std::vector<StandingWalk> standing_walks(Database& database) {
    const auto query = database.cached(
        "SELECT kind, snapshot_id, finished FROM walk AS w WHERE snapshot_id = "
        "(SELECT snapshot_id FROM walk JOIN snapshot AS s USING (snapshot_id) "
        "WHERE kind = w.kind ORDER BY s.partial, snapshot_id DESC LIMIT 1) ORDER BY kind");
    std::vector<StandingWalk> walks;
    while (query->step()) {
        walks.push_back({.kind = query->kind(0),
                         .snapshot_id = query->integer(1),
                         .finished = query->integer(2) != 0});
    }
    return walks;
}

std::int64_t newest_walk(Database& database) {
    return database.scalar("SELECT max(snapshot_id) FROM snapshot WHERE source IS NULL");
}

}  // namespace hubmine::store
