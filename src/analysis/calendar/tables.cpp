#include "calendar/tables.hpp"

#include "common/columns.hpp"

#include <utility>

namespace hubmine::analysis::calendar {

namespace {

using Row = TableRow<Findings>;
using Columns = std::vector<core::Column>;

core::Column owner_column() {
    return owner_name("owner", "the part of ids before the slash; with --by entity: the entity");
}

core::Column events_column() {
    return counted("events", "everything that happened: the next five together");
}

/// What happened, one by one.
Columns event_columns() {
    return {counted("models", "models created"), counted("datasets", "datasets created"),
            counted("spaces", "spaces created"),
            counted("commits", "commits in their repositories, but for those of bots alone"),
            counted("discussions", "discussions and pull requests in them, but for those of bots")};
}

core::Column date(std::string name, std::string meaning) {
    return term(std::move(name), std::move(meaning) + " (UTC)");
}

void append(Columns more, Columns& columns) {
    for (core::Column& column : more) {
        columns.push_back(std::move(column));
    }
}

constexpr const char* kWhyEmpty = "nothing may have happened in the time that is looked at";

Row activity_row() {
    Columns columns{rank_column(), owner_column(), entity_name("entity", "who stands behind it"),
                    term("entity_type",
                         "company, university, non-profit, government, classroom, community, "
                         "individual, organisation or unknown"),
                    events_column()};
    append(event_columns(), columns);
    append({counted("active_days", "days on which something happened"),
            counted("longest_streak", "most such days in a row"),
            counted("longest_gap", "most days in a row without, between two such days"),
            date("busiest", "the day on which most happened; of equals the earliest"),
            counted("busiest_events", "what happened on that day"),
            date("first", "the first active day"), date("last", "the last active day"),
            counted("repositories", "their repositories of the chosen kinds"),
            counted("commits_read", "of them, those whose commits were read"),
            counted("discussions_read", "those whose discussions were read")},
           columns);
    return {.schema = {.name = "activity",
                       .help = "an owner in the time that is looked at, most events first",
                       .columns = std::move(columns),
                       .headline = true,
                       .may_be_empty = kWhyEmpty},
            .fill = fill_activity};
}

Row calendar_row() {
    Columns columns{integer("rank", "place of the owner in activity"), owner_column(),
                    date("date", "the first day of the day, week or month")};
    append(event_columns(), columns);
    append({counted("events", "the five together"),
            integer("level", "1 to 4, by the quartiles of the events of the owner's rows")},
           columns);
    return {.schema = {.name = "calendar",
                       .help = "a period (--every) in which something happened to one of them",
                       .columns = std::move(columns),
                       .may_be_empty = kWhyEmpty},
            .fill = fill_calendar};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{activity_row(), calendar_row()};
    return kRows;
}

}  // namespace hubmine::analysis::calendar
