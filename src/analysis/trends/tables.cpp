#include "trends/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::trends {

std::vector<core::Schema> schemas() {
    return {
        {.name = "growth",
         .help = "repositories created and removed in a period, of a kind (and group)",
         .columns = {text("period"), text("kind"), integer("created"), integer("created_total"),
                     integer("removed"), integer("net_total"), integer("created_at_floored"),
                     text("group"), integer("restored")},
         .headline = true},
        {.name = "series",
         .help = "a repository's (or group's) likes and downloads at the last snapshot of a period",
         .columns = {text("repository"), text("owner"), text("date"), integer("likes"),
                     integer("downloads"), text("kind"), text("group"), integer("repositories"),
                     integer("downloads_all_time"), integer("snapshot_id"), text("source")}},
        {.name = "movers",
         .help = "what rose or fell most over the last period",
         .columns = {text("kind"), integer("rank"), text("id"), text("owner"), text("metric"),
                     integer("from"), integer("to"), integer("change"), real("relative"),
                     text("from_date"), text("to_date")},
         .headline = true},
        {.name = "sanity",
         .help = "numbers that cannot be right, or cannot be compared",
         .columns = {text("check"), text("kind"), text("id"), text("from_date"), text("to_date"),
                     integer("from"), integer("to"), integer("repositories"), text("note")},
         .headline = true},
    };
}

}  // namespace hubmine::analysis::trends
