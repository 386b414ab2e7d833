#include "snapshot_table.hpp"

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include "text_cell.hpp"

#include <string>

namespace hubmine::cli {

using core::CellType;
using core::Unit;

const core::Schema& snapshots_schema() {
    static const core::Schema kSchema{.name = "snapshots",
                                      .help = "a walk of the lists, or numbers brought in",
                                      .columns = {{"snapshot_id", CellType::kInteger},
                                                  {"started_at", CellType::kText, "", Unit::kTime},
                                                  {"finished_at", CellType::kText, "", Unit::kTime},
                                                  {"complete", CellType::kInteger},
                                                  {"endpoint", CellType::kText},
                                                  {"tool_version", CellType::kText},
                                                  {"requests", CellType::kInteger},
                                                  {"source", CellType::kText},
                                                  {"kinds", CellType::kText},
                                                  {"author", CellType::kText},
                                                  {"filter", CellType::kText},
                                                  {"limit", CellType::kInteger}},
                                      .headline = true};
    return kSchema;
}

core::Table snapshots_table(const std::vector<store::Snapshot>& snapshots) {
    core::Table table(snapshots_schema());
    for (const store::Snapshot& row : snapshots) {
        core::Cell finished;
        if (row.finished_at) {
            finished = core::format_time(*row.finished_at);
        }
        table.add_row({row.snapshot_id, core::format_time(row.started_at), finished,
                       std::int64_t{row.complete ? 1 : 0}, row.endpoint, row.tool_version,
                       row.requests, core::cell_or_missing(row.source),
                       text_or_missing(core::kind_list(row.scope.kinds)),
                       text_or_missing(row.scope.author), text_or_missing(row.scope.filter),
                       row.scope.limit > 0 ? core::Cell(row.scope.limit) : core::Cell()});
    }
    return table;
}

}  // namespace hubmine::cli
