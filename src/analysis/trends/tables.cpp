#include "trends/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::trends {

namespace {

core::Column group_column() {
    return text("group", "the owner, licence, ... of --by; none without --by");
}

core::Column from_date() {
    return text("from_date", "day of the earlier number (UTC)");
}

core::Column to_date() {
    return text("to_date", "day of the later number (UTC)");
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{
        {.schema =
             {.name = "growth",
              .help = "repositories created and removed in a period, of a kind (and group)",
              .columns = {text("period", "a day, week, month, quarter or year (UTC)"),
                          kind_column(), counted("created", "repositories created in it"),
                          counted("created_total", "created up to its end"),
                          counted("removed", "seen to be gone in it"),
                          counted("net_total", "created and not removed up to its end"),
                          counted("created_at_floored",
                                  "of the created ones, those that the Hub dates to its first day"),
                          group_column(), counted("restored", "seen again after they were gone")},
              .headline = true},
         .needs = kNeedsGrowth,
         .fill = fill_growth},
        {.schema =
             {.name = "series",
              .help = "a repository's (or group's) likes and downloads at the last snapshot of a "
                      "period",
              .columns = {text("repository", "its id; none for a group"),
                          text("owner", "the part of the id before the slash"),
                          text("date", "day of the snapshot (UTC)"), counted("likes", "likes then"),
                          counted("downloads", "downloads in the 30 days before"), kind_column(),
                          group_column(),
                          counted("repositories", "repositories that the numbers add up"),
                          counted("downloads_all_time", "downloads since it was created"),
                          integer("snapshot_id", "the snapshot that was read"),
                          text("source",
                               "where imported numbers come from; none for the store's own")}},
         .needs = kNeedsSeries,
         .fill = fill_series},
        {.schema = {.name = "movers",
                    .help = "what rose or fell most over the last period",
                    .columns = {kind_column(), rank_column(), text("id", "the repository's id"),
                                text("owner", "the part of the id before the slash"),
                                text("metric", "likes, downloads or downloads_all_time"),
                                counted("from", "the earlier number"),
                                counted("to", "the later number"),
                                integer("change", "how much it rose; negative: fell"),
                                real("relative", "change as a multiple of the earlier number"),
                                from_date(), to_date()},
                    .headline = true,
                    .may_be_empty = "with one snapshot nothing has moved"},
         .needs = kNeedsMovers,
         .fill = fill_movers},
        {.schema = {.name = "sanity",
                    .help = "numbers that cannot be right, or cannot be compared",
                    .columns = {text("check", "what is wrong"), kind_column(),
                                text("id", "the repository's id, where it is about one"),
                                from_date(), to_date(), integer("from", "the earlier number"),
                                integer("to", "the later number"),
                                counted("repositories", "how many it is about"),
                                text("note", "what to do about it")},
                    .headline = true,
                    .may_be_empty = "there may be nothing to doubt"},
         .needs = kNeedsSanity,
         .fill = fill_sanity},
    };
    return kRows;
}

}  // namespace hubmine::analysis::trends
