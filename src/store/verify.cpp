#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/upkeep.hpp"

#include "damage.hpp"
#include "database.hpp"
#include "repo_fields.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

namespace hubmine::store {

namespace {

/// Something that must always hold: the query counts what breaks it and gives one example.
struct Invariant {
    const char* what;    ///< "repository"
    const char* broken;  ///< "{} without a state, e.g. repository {}"
    std::string sql;
};

/// The field of `repo` that a row of repo_history is the past of.
std::string field_by_code() {
    std::string sql = "CASE h.field";
    for (int code = 0; code < kFieldCount; ++code) {
        sql += fmt::format(" WHEN {} THEN r.{}", code, repo_field(static_cast<Field>(code)).column);
    }
    return sql + " END";
}

std::string numbers_that_differ() {
    std::string sql;
    for (const RepoNumber& number : past_numbers()) {
        sql += fmt::format("{}m.{} IS NOT s.{}", sql.empty() ? "" : " OR ", number.column,
                           number.column);
    }
    return sql;
}

const std::array kInvariants{
    Invariant{"repository", "{} without a state or the other way round, e.g. repository {}",
              "SELECT count(*), min(repo_id) FROM ("
              "SELECT r.repo_id FROM repo AS r LEFT JOIN repo_state AS s USING (repo_id) "
              "WHERE s.kind IS NOT r.kind UNION ALL "
              "SELECT repo_id FROM repo_state WHERE repo_id NOT IN (SELECT repo_id FROM repo))"},
    Invariant{"repository", "{} whose removal and absence disagree, e.g. repository {}",
              "SELECT count(*), min(s.repo_id) FROM repo_state AS s WHERE "
              "(s.removed_at IS NOT NULL) <> EXISTS (SELECT 1 FROM repo_absence AS a "
              "WHERE a.repo_id = s.repo_id AND a.until_snapshot IS NULL)"},
    Invariant{"repository",
              "{} whose commits and their counts by author disagree, e.g. "
              "repository {}",
              "SELECT count(DISTINCT repo_id), min(repo_id) FROM ("
              "SELECT repo_id FROM ("
              "SELECT repo_id, list_id, count(*) AS n FROM repo_commit GROUP BY repo_id, list_id "
              "EXCEPT SELECT repo_id, list_id, commits FROM repo_contribution) UNION ALL "
              "SELECT repo_id FROM (SELECT repo_id, list_id, commits FROM repo_contribution "
              "EXCEPT SELECT repo_id, list_id, count(*) FROM repo_commit "
              "GROUP BY repo_id, list_id))"},
    Invariant{
        "repository",
        "{} that holds another number of commits, discussions or likes than was counted, e.g. "
        "repository {}",
        "SELECT count(*), min(repo_id) FROM fetch AS f WHERE held <> CASE what "
        "WHEN 0 THEN (SELECT coalesce(sum(commits), 0) FROM repo_contribution AS c "
        "WHERE c.repo_id = f.repo_id) WHEN 3 THEN (SELECT count(*) FROM repo_like AS l "
        "WHERE l.repo_id = f.repo_id) ELSE (SELECT count(*) FROM repo_discussion AS d "
        "WHERE d.repo_id = f.repo_id) END"},
    Invariant{"repository",
              "{} whose activity was counted otherwise than its history says, e.g. repository {}",
              "SELECT count(DISTINCT repo_id), min(repo_id) FROM ("
              "SELECT repo_id FROM (SELECT * FROM repo_activity "
              "EXCEPT SELECT * FROM counted_activity) UNION ALL "
              "SELECT repo_id FROM (SELECT * FROM counted_activity "
              "EXCEPT SELECT * FROM repo_activity))"},
    Invariant{"repository", "{} whose commits are not numbered without gaps, e.g. repository {}",
              "SELECT count(*), min(repo_id) FROM ("
              "SELECT c.repo_id AS repo_id FROM (SELECT repo_id, count(*) AS n, "
              "min(seq) AS oldest, max(seq) AS newest FROM repo_commit GROUP BY repo_id) AS c "
              "LEFT JOIN fetch AS f ON f.what = 0 AND f.repo_id = c.repo_id "
              "WHERE c.newest - c.oldest + 1 <> c.n OR f.top_seq IS NOT c.newest)"},
    Invariant{"repository",
              "{} whose likes are not numbered from the oldest on, e.g. repository {}",
              "SELECT count(DISTINCT repo_id), min(repo_id) FROM ("
              "SELECT repo_id, position, row_number() OVER (PARTITION BY repo_id "
              "ORDER BY liked_at, position) - 1 AS place FROM repo_like) WHERE position <> place"},
    Invariant{"owner", "{} called complete without a kind or a date",
              "SELECT count(*), 0 FROM owner WHERE (state = 1 AND (kind IS NULL "
              "OR fetched_at IS NULL)) OR state NOT BETWEEN 0 AND 4 OR kind NOT BETWEEN 0 AND 1 "
              "OR told NOT BETWEEN 0 AND 1"},
    Invariant{"read", "{} called complete without a date, e.g. of repository {}",
              "SELECT count(*), min(repo_id) FROM fetch "
              "WHERE (state = 1 AND (fetched_at IS NULL OR next_page <> 0)) "
              "OR state NOT BETWEEN 0 AND 4"},
    Invariant{"repository",
              "{} with pages kept for a walk that is not under way, e.g. "
              "repository {}",
              "SELECT count(*), min(s.repo_id) FROM ("
              "SELECT DISTINCT 0 AS what, repo_id FROM staged_commit UNION ALL "
              "SELECT DISTINCT 1, repo_id FROM staged_discussion UNION ALL "
              "SELECT DISTINCT 3, repo_id FROM staged_like) AS s "
              "LEFT JOIN fetch AS f ON f.what = s.what AND f.repo_id = s.repo_id "
              "WHERE coalesce(f.state, 1) = 1"},
    Invariant{"repository", "{} whose newest numbers are not their last ones, e.g. repository {}",
              "SELECT count(*), min(s.repo_id) FROM repo_state AS s "
              "CROSS JOIN metric AS m ON m.repo_id = s.repo_id AND m.snapshot_id = "
              "(SELECT max(snapshot_id) FROM metric WHERE repo_id = s.repo_id) WHERE " +
                  numbers_that_differ()},
    Invariant{"value", "{} whose history does not end in the present, e.g. of repository {}",
              "SELECT count(*), min(r.repo_id) FROM repo_history AS h "
              "JOIN repo AS r USING (repo_id) WHERE h.last_seen IS NULL AND h.value IS NOT " +
                  field_by_code()},
    Invariant{"history", "{} without exactly one open value, e.g. of repository {}",
              "SELECT count(*), min(repo_id) FROM (SELECT repo_id FROM repo_history "
              "GROUP BY repo_id, field HAVING sum(last_seen IS NULL) <> 1)"},
    Invariant{"tag", "{} that nothing knows, e.g. of repository {}",
              "SELECT count(*), min(r.repo_id) FROM repo AS r CROSS JOIN json_each(r.tags) AS e "
              "WHERE e.value NOT IN (SELECT tag_id FROM tag)"},
    Invariant{"list", "{} with authors or ids that nothing knows, e.g. row {}",
              "SELECT count(*), min(row) FROM ("
              "SELECT l.list_id AS row FROM author_list AS l CROSS JOIN json_each(l.members) AS e "
              "WHERE e.value NOT IN (SELECT author_id FROM author) UNION ALL "
              "SELECT r.repo_id FROM repo AS r CROSS JOIN json_each(r.models) AS e "
              "WHERE e.value NOT IN (SELECT target_id FROM target) UNION ALL "
              "SELECT r.repo_id FROM repo AS r CROSS JOIN json_each(r.datasets) AS e "
              "WHERE e.value NOT IN (SELECT target_id FROM target))"},
    Invariant{"snapshot", "{} wrongly called complete, e.g. snapshot {}",
              "SELECT count(*), min(s.snapshot_id) FROM snapshot AS s WHERE s.complete = 1 "
              "AND (s.finished_at IS NULL OR EXISTS (SELECT 1 FROM walk AS w "
              "WHERE w.snapshot_id = s.snapshot_id AND w.finished = 0))"},
    Invariant{"name", "{} to be forgotten without the key of its hash",
              "SELECT count(*), 0 FROM forgotten WHERE NOT EXISTS (SELECT 1 FROM forgotten_key)"},
    Invariant{"row", "{} of coverage with wrong sums, e.g. with {} pending",
              "SELECT count(*), min(pending) FROM coverage WHERE pending < 0 "
              "OR expected <> complete + unreadable + gone + failed + pending"}};

void check_integrity(Database& database, std::vector<std::string>& findings) {
    const auto rows = database.cached("PRAGMA integrity_check(20)");
    while (rows->step()) {
        if (rows->text(0) != "ok") {
            findings.push_back(fmt::format("integrity: {}", rows->text(0)));
        }
    }
}

void check_references(Database& database, std::vector<std::string>& findings) {
    const auto rows = database.cached(
        "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2");
    while (rows->step()) {
        findings.push_back(fmt::format("{} of {} about a {} that is not there",
                                       core::counted(rows->integer(2), "row"), rows->text(0),
                                       rows->text(1)));
    }
}

void check_invariant(Database& database, const Invariant& invariant,
                     std::vector<std::string>& findings) {
    const auto row = database.cached(invariant.sql.c_str());
    if (row->step() && row->integer(0) > 0) {
        findings.push_back(fmt::format(fmt::runtime(invariant.broken),
                                       core::counted(row->integer(0), invariant.what),
                                       row->integer(1)));
    }
}

}  // namespace

void check_structure(Database& database) {
    const auto rows = database.cached("PRAGMA quick_check(1)");
    if (rows->step() && rows->text(0) != "ok") {
        database.damaged(rows->text(0));
    }
}

std::vector<std::string> verify(Store& store) {
    return find_damage(store.database());
}

std::vector<std::string> find_damage(Database& database) {
    const ReadView consistent(database);
    std::vector<std::string> findings;
    // A file may be too damaged for a question to be answered: that is a finding too.
    const auto attempt = [&](const auto& check) {
        try {
            check();
        } catch (const core::Error& error) {
            findings.emplace_back(error.what());
        }
    };
    attempt([&] { check_integrity(database, findings); });
    attempt([&] { check_references(database, findings); });
    for (const Invariant& invariant : kInvariants) {
        attempt([&] { check_invariant(database, invariant, findings); });
    }
    return findings;
}

}  // namespace hubmine::store
