#include "hubmine/store/snapshots.hpp"

#include "connection.hpp"
#include "walk_rows.hpp"

#include <utility>

namespace hubmine::store {

std::vector<Snapshot> load_snapshots(const Store& store) {
    const auto query = store.connection().db().cached(
        "SELECT snapshot_id, started_at, finished_at, complete, endpoint, tool_version, requests, "
        "source, kinds, author, filter, row_limit FROM snapshot ORDER BY snapshot_id");
    std::vector<Snapshot> rows;
    while (query->step()) {
        Snapshot row{.snapshot_id = query->integer(0),
                     .started_at = query->time(1),
                     .finished_at = query->maybe_time(2),
                     .complete = query->integer(3) != 0,
                     .endpoint = std::string(query->text(4)),
                     .tool_version = std::string(query->text(5)),
                     .requests = query->count(6),
                     .source = query->maybe_text(7),
                     .scope = {.kinds = kinds_of(*query, 8),
                               .author = std::string(query->text(9)),
                               .filter = std::string(query->text(10)),
                               .limit = query->count(11)}};
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Snapshot> load_walks(const Store& store) {
    std::vector<Snapshot> walks = load_snapshots(store);
    std::erase_if(walks, [](const Snapshot& row) { return row.source.has_value(); });
    return walks;
}

}  // namespace hubmine::store
