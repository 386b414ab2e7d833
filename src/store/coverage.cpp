#include "store_impl.hpp"

namespace hubmine::store {

std::vector<Coverage> Store::coverage() const {
    const auto query = impl_->db().cached(
        "SELECT kind, what, expected, complete, unreadable, gone, failed, pending FROM coverage");
    std::vector<Coverage> rows;
    while (query->step()) {
        rows.push_back(Coverage{.kind = std::string(query->text(0)),
                                .what = std::string(query->text(1)),
                                .expected = query->integer(2),
                                .complete = query->integer(3),
                                .unreadable = query->integer(4),
                                .gone = query->integer(5),
                                .failed = query->integer(6),
                                .pending = query->integer(7)});
    }
    return rows;
}

std::vector<Snapshot> Store::snapshots() const {
    const auto query = impl_->db().cached(
        "SELECT snapshot_id, started_at, finished_at, complete, endpoint, tool_version, requests, "
        "source FROM snapshot ORDER BY snapshot_id");
    std::vector<Snapshot> rows;
    while (query->step()) {
        Snapshot row{.snapshot_id = query->integer(0),
                     .started_at = from_ms(query->integer(1)),
                     .complete = query->integer(3) != 0,
                     .endpoint = std::string(query->text(4)),
                     .tool_version = std::string(query->text(5)),
                     .requests = query->integer(6),
                     .source = query->maybe_text(7)};
        if (!query->is_null(2)) {
            row.finished_at = from_ms(query->integer(2));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace hubmine::store
