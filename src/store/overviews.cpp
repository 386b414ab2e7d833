#include "hubmine/store/overviews.hpp"

#include "bounds.hpp"
#include "clean_text.hpp"
#include "connection.hpp"
#include "due.hpp"
#include "milliseconds.hpp"
#include "walk_rows.hpp"

#include <fmt/format.h>

namespace hubmine::store {

namespace {

/// The first so many owners within the bounds, and how the reads of their overviews stand.
const char* ranking_sql() {
    static const std::string kSql = fmt::format(
        "SELECT t.name, coalesce(o.kind, o.told), coalesce(o.state, 0), o.fetched_at, o.tried_at "
        "FROM (SELECT substr(p.id, 1, instr(p.id, '/') - 1) AS name, "
        "sum(coalesce(s.downloads, 0)) AS downloads, sum(coalesce(s.likes, 0)) AS likes "
        "FROM repo_state AS s JOIN repo AS p ON p.repo_id = s.repo_id "
        "WHERE instr(p.id, '/') > 0 AND {} GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?1) AS t "
        "LEFT JOIN owner AS o ON o.name = t.name ORDER BY t.downloads DESC, t.likes DESC, t.name",
        within_bounds());
    return kSql.c_str();
}

bool is_overview_due(const OwnerQuery& query, FetchState state,
                     const std::optional<core::Timestamp>& fetched_at, std::int64_t tried_at) {
    if (const auto due = is_due_incomplete(query.within, state, tried_at)) {
        return *due;
    }
    return query.overviews_before && (!fetched_at || *fetched_at < *query.overviews_before ||
                                      is_ahead(query.within, to_ms(*fetched_at)));
}

std::optional<std::int64_t> one_or_zero(const std::optional<bool>& value) {
    return value ? std::optional<std::int64_t>(*value ? 1 : 0) : std::nullopt;
}

std::optional<std::string> as_cleaned(const std::optional<std::string>& text) {
    std::string buffer;
    return text ? std::optional<std::string>(clean(*text, buffer)) : std::nullopt;
}

}  // namespace

std::vector<OwnerItem> Overviews::due(const OwnerQuery& query) const {
    const std::string kinds = kinds_text(query.within.kinds);
    const auto rows = connection_.db().cached(ranking_sql());
    bind_bounds(*rows, query.most, kinds, query.within);
    std::vector<OwnerItem> owners;
    while (rows->step()) {
        if (connection_.names->forgotten.contains(rows->text(0))) {
            continue;
        }
        const auto state = rows->code<FetchState>(2, kFetchStates);
        const std::int64_t tried_at = rows->is_null(4) ? 0 : to_ms(rows->time(4));
        if (is_overview_due(query, state, rows->maybe_time(3), tried_at)) {
            OwnerItem& item = owners.emplace_back();
            item.name = rows->text(0);
            item.guess = rows->is_null(1) ? hub::AccountKind::kUser
                                          : rows->code<hub::AccountKind>(1, hub::kAccountKinds);
        }
    }
    return owners;
}

void Overviews::record(const std::string& name, const hub::OverviewRecord& record,
                       core::Timestamp at) {
    if (connection_.names->forgotten.contains(name)) {
        return;
    }
    Verb verb(connection_);
    const auto fullname = as_cleaned(record.fullname);
    const auto plan = as_cleaned(record.plan);
    connection_.db()
        .cached(
            "INSERT INTO owner (name, kind, fullname, is_verified, plan, members, followers, "
            "fetched_at, state, http_status, tried_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?8, 1, 200, "
            "?8) "
            "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, fullname = excluded.fullname, "
            "is_verified = excluded.is_verified, plan = excluded.plan, members = excluded.members, "
            "followers = excluded.followers, fetched_at = excluded.fetched_at, "
            "state = excluded.state, http_status = excluded.http_status, attempts = 0, "
            "tried_at = excluded.tried_at, message = NULL")
        ->bind(name, static_cast<int>(record.kind), fullname, one_or_zero(record.is_verified), plan,
               record.members, record.followers, to_ms(at))
        .run();
    verb.commit();
}

void Overviews::record_outcome(const OwnerOutcome& outcome) {
    if (connection_.names->forgotten.contains(outcome.name)) {
        return;
    }
    Verb verb(connection_);
    std::string buffer;
    const auto status =
        outcome.http_status == 0 ? std::nullopt : std::optional<std::int64_t>(outcome.http_status);
    connection_.db()
        .cached(
            "INSERT INTO owner (name, state, http_status, attempts, tried_at, message) "
            "VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET state = excluded.state, "
            "http_status = excluded.http_status, attempts = attempts + excluded.attempts, "
            "tried_at = excluded.tried_at, message = excluded.message")
        ->bind(outcome.name, static_cast<int>(outcome.state), status, outcome.attempts,
               to_ms(outcome.at), clean(outcome.message, buffer))
        .run();
    verb.commit();
}

void Overviews::take_over_told() {
    Verb verb(connection_);
    connection_.db()
        .cached(
            "INSERT INTO owner (name, told) SELECT w.name, a.told FROM "
            "(SELECT DISTINCT substr(id, 1, instr(id, '/') - 1) AS name FROM repo "
            "WHERE instr(id, '/') > 0) AS w CROSS JOIN author AS a "
            "WHERE a.name = w.name AND a.told IS NOT NULL "
            "ON CONFLICT (name) DO UPDATE SET told = excluded.told "
            "WHERE told IS NOT excluded.told")
        ->run();
    verb.commit();
}

}  // namespace hubmine::store
