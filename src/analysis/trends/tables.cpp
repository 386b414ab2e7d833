#include "trends/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::trends {

namespace {

core::Column group_column() {
    return group_name("group", "the owner, licence, ... of --by; none without --by");
}

core::Column from_date() {
    return term("from_date", "day of the earlier number (UTC)");
}

core::Column to_date() {
    return term("to_date", "day of the later number (UTC)");
}

TableRow<Findings> growth_row() {
    return {
        .schema =
            {.name = "growth",
             .help = "repositories created and removed in a period, of a kind (and group)",
             .columns = {term("period", "a day, week, month, quarter or year (UTC)"), kind_column(),
                         counted("created", "repositories created in it"),
                         counted("created_total", "created up to its end"),
                         counted("removed", "seen to be gone in it"),
                         counted("net_total", "created and not removed up to its end"),
                         counted("created_at_floored",
                                 "of the created ones, those that the Hub dates to its first day"),
                         group_column(), counted("restored", "seen again after they were gone"),
                         share("created_share", "of those of the kind created in it, all groups"),
                         share("net_share", "of those of the kind there at its end, all groups")},
             .headline = true},
        .needs = kNeedsGrowth,
        .fill = fill_growth};
}

TableRow<Findings> series_row() {
    return {
        .schema =
            {.name = "series",
             .help = "a repository's (or group's) likes and downloads at the last snapshot of a "
                     "period, or its likes, commits or discussions by their own dates",
             .columns =
                 {repository_id("repository", "its id; none for a group"),
                  owner_name("owner", "the part of the id before the slash"),
                  moment("date", "day of the snapshot, or of the last of the events"),
                  counted("likes", "likes then; by the dates of likes before the first snapshot"),
                  counted("downloads", "downloads in the 30 days before"), kind_column(),
                  group_column(), counted("repositories", "repositories that the numbers add up"),
                  counted("downloads_all_time", "downloads since it was created"),
                  integer("snapshot_id", "the snapshot that was read"),
                  written("source", "where imported numbers come from; none for the store's own"),
                  term("basis",
                       "snapshots, imports, likes, commits or discussions: what tells "
                       "the row"),
                  counted("events", "likes, commits or discussions of the period"),
                  counted("total", "the same up to its end")}},
        .needs = kNeedsSeries,
        .fill = fill_series};
}

TableRow<Findings> movers_row() {
    return {.schema = {.name = "movers",
                       .help = "what rose or fell most over the last period",
                       .columns = {kind_column(), rank_column(),
                                   repository_id("id", "the repository's id"),
                                   owner_name("owner", "the part of the id before the slash"),
                                   term("metric", "likes, downloads or downloads_all_time"),
                                   counted("from", "the earlier number"),
                                   counted("to", "the later number"),
                                   integer("change", "how much it rose; negative: fell"),
                                   real("relative", "change as a multiple of the earlier number"),
                                   from_date(), to_date()},
                       .headline = true,
                       .may_be_empty = "with one snapshot nothing has moved"},
            .needs = kNeedsMovers,
            .fill = fill_movers};
}

TableRow<Findings> sanity_row() {
    return {
        .schema = {.name = "sanity",
                   .help = "numbers that cannot be right, or cannot be compared",
                   .columns = {term("check", "what is wrong"), kind_column(),
                               repository_id("id", "the repository's id, where it is about one"),
                               from_date(), to_date(), integer("from", "the earlier number"),
                               integer("to", "the later number"),
                               counted("repositories", "how many it is about"),
                               term("note", "what to do about it")},
                   .headline = true,
                   .may_be_empty = "there may be nothing to doubt"},
        .needs = kNeedsSanity,
        .fill = fill_sanity};
}

TableRow<Findings> legacy_row() {
    return {
        .schema = {.name = "legacy",
                   .help = "what is at least so old among the most downloaded",
                   .columns = {kind_column(),
                               integer("top_n", "so many with most downloads; 0: all"),
                               integer("years", "age, in years of 365.25 days"),
                               counted("repositories", "those of them that are at least so old"),
                               share("share", "the same as a share of them"),
                               share("downloads_share", "their share of the downloads of them"),
                               moment("oldest_known",
                                      "when the oldest was created, as far as the Hub tells")},
                   .headline = true},
        .needs = kNeedsLegacy,
        .fill = fill_legacy};
}

TableRow<Findings> cohorts_row() {
    return {
        .schema = {.name = "cohorts",
                   .help = "the repositories of a kind that were created in a year",
                   .columns = {kind_column(), integer("year", "year of creation (UTC)"),
                               integer("floored", "1: those that the Hub dates to its first day"),
                               counted("repositories", "created then"),
                               share("share", "as a share of the kind"),
                               counted("downloads", "in the last 30 days"),
                               share("downloads_share", "as a share of the kind's"),
                               counted("likes", "likes of all of them"),
                               share("likes_share", "as a share of the kind's"),
                               counted("in_top_100",
                                       "how many are among the 100 with most downloads "
                                       "(spaces: likes)")}},
        .needs = kNeedsCohorts,
        .fill = fill_cohorts};
}

TableRow<Findings> response_row() {
    return {
        .schema =
            {.name = "response",
             .help = "how fast the Hub answered a repository, most liked first",
             .columns = {rank_column(), kind_column(), repository_id("repository", "its id"),
                         moment("created_at", "when it was created"),
                         counted("likes", "likes it has"),
                         counted("dated_likes",
                                 "those that tell when they were given; none where nobody asked"),
                         days("days_to_10", "from its creation to its 10th dated like"),
                         days("days_to_100", "to its 100th"), days("days_to_1000", "to its 1000th"),
                         counted("derived_1d",
                                 "models made from it, spaces duplicated from it, within a day"),
                         counted("derived_7d", "within 7 days"),
                         counted("derived_30d", "within 30 days"),
                         counted("derived", "all of them, whenever they were created"),
                         days("first_derived_days", "to the first of them")},
             .headline = true,
             .may_be_empty = "nothing may tell when it was created"},
        .needs = kNeedsResponse,
        .fill = fill_response};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{growth_row(), series_row(),  movers_row(),  sanity_row(),
                                           legacy_row(), cohorts_row(), response_row()};
    return kRows;
}

}  // namespace hubmine::analysis::trends
