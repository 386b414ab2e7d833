#include "hubmine/store/forget.hpp"

#include "hubmine/core/error.hpp"

#include "clean_text.hpp"
#include "connection.hpp"
#include "id_list.hpp"
#include "name_traces.hpp"
#include "owned_range.hpp"
#include "repo_activity.hpp"
#include "search_index.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hubmine::store {

namespace {

/// What a walk of one namespace is called once that is to be forgotten.
constexpr std::string_view kNamelessAuthor = "(forgotten)";

/// Takes a name out of every table. Within one transaction.
class Removal {
  public:
    Removal(Database& database, std::string_view name, const NameTraces& traces)
        : database_(database), name_(name), traces_(traces) {}

    void run(bool with_repositories) {
        if (with_repositories) {
            remove_repositories();
            remove_walks();
        }
        remove_unused();
        for (const char* sql : {"DELETE FROM decision WHERE ?1 IN (name_a, name_b)",
                                "DELETE FROM decision_undo WHERE ?1 IN (name_a, name_b)",
                                "DELETE FROM owner WHERE name = ?1"}) {
            database_.cached(sql)->bind(name_).run();
        }
        if (traces_.author_id) {
            remove_author(*traces_.author_id);
        }
    }

  private:
    /// Whatever has a repo_id is of a repository, but what others say of it.
    void remove_repositories() {
        std::vector<std::string> tables;
        {
            const auto rows = database_.cached(
                "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c "
                "WHERE m.type = 'table' AND c.name = 'repo_id' "
                "AND m.name NOT IN ('repo', 'target') ORDER BY m.name");
            while (rows->step()) {
                tables.emplace_back(rows->text(0));
            }
        }
        run_on("UPDATE target SET repo_id = NULL WHERE repo_id IN (SELECT value FROM json_each(?))",
               traces_.repositories);
        run_on(
            "DELETE FROM alias WHERE (kind, hub_id) IN (SELECT kind, hub_id FROM repo "
            "WHERE repo_id IN (SELECT value FROM json_each(?)))",
            traces_.repositories);
        tables.emplace_back("repo");
        for (const std::string& table : tables) {
            run_on(fmt::format("DELETE FROM {} WHERE repo_id IN (SELECT value FROM json_each(?))",
                               table),
                   traces_.repositories);
        }
    }

    /// A walk that has not ended goes on for nobody: its scope is no name that may be asked for.
    void remove_walks() {
        database_
            .cached(
                "UPDATE walk SET next_url = '' WHERE snapshot_id IN "
                "(SELECT snapshot_id FROM snapshot WHERE author = ?)")
            ->bind(name_)
            .run();
        database_.cached("UPDATE snapshot SET author = ?2 WHERE author = ?1")
            ->bind(name_, kNamelessAuthor)
            .run();
    }

    void remove_unused() {
        run_on("DELETE FROM tag WHERE tag_id IN (SELECT value FROM json_each(?))", traces_.tags);
        run_on("DELETE FROM target WHERE target_id IN (SELECT value FROM json_each(?))",
               traces_.targets);
        const OwnedRange owned(name_);
        database_
            .cached(
                "DELETE FROM alias AS a WHERE id >= ?1 AND id < ?2 AND NOT EXISTS "
                "(SELECT 1 FROM target AS t WHERE t.kind = a.kind AND t.id = a.id)")
            ->bind(owned.first(), owned.end())
            .run();
    }

    void remove_author(std::int64_t author_id) {
        const std::set<std::int64_t> touched = repositories_of(author_id);
        database_.cached("UPDATE repo_discussion SET author_id = NULL WHERE author_id = ?")
            ->bind(author_id)
            .run();
        shorten_lists(author_id);
        database_.cached("DELETE FROM author WHERE author_id = ?")->bind(author_id).run();
        for (const std::int64_t repo_id : touched) {
            count_activity(database_, repo_id);
        }
    }

    [[nodiscard]] std::set<std::int64_t> repositories_of(std::int64_t author_id) {
        std::set<std::int64_t> found;
        const auto rows = database_.cached(
            "SELECT repo_id FROM repo_contribution "
            "WHERE list_id IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT repo_id FROM repo_discussion WHERE author_id = ?2");
        rows->bind(traces_.lists, author_id);
        while (rows->step()) {
            found.insert(rows->integer(0));
        }
        return found;
    }

    /// Most lists become another one that nobody had before, and keep their number; the others'
    /// commits go over to the list that is there.
    void shorten_lists(std::int64_t author_id) {
        database_.execute(
            "CREATE TEMP TABLE IF NOT EXISTS merged_list "
            "(list_id INTEGER PRIMARY KEY, into_id INTEGER); DELETE FROM temp.merged_list");
        bool any = false;
        for_each_id(database_, traces_.lists, [&](std::int64_t list_id) {
            const std::string shorter = members_without(list_id, author_id);
            if (const auto same = list_of(shorter)) {
                database_.cached("INSERT INTO temp.merged_list (list_id, into_id) VALUES (?, ?)")
                    ->bind(list_id, *same)
                    .run();
                any = true;
            } else {
                database_.cached("UPDATE author_list SET members = ?2 WHERE list_id = ?1")
                    ->bind(list_id, shorter)
                    .run();
            }
        });
        if (any) {
            merge_lists();
        }
    }

    void merge_lists() {
        database_.execute(
            "UPDATE repo_commit SET list_id = "
            "(SELECT into_id FROM temp.merged_list AS m WHERE m.list_id = repo_commit.list_id) "
            "WHERE repo_id IN (SELECT repo_id FROM repo_contribution "
            "WHERE list_id IN (SELECT list_id FROM temp.merged_list)) "
            "AND list_id IN (SELECT list_id FROM temp.merged_list); "
            "UPDATE staged_commit SET list_id = "
            "(SELECT into_id FROM temp.merged_list AS m WHERE m.list_id = staged_commit.list_id) "
            "WHERE list_id IN (SELECT list_id FROM temp.merged_list); "
            "INSERT INTO repo_contribution (repo_id, list_id, commits) "
            "SELECT c.repo_id, m.into_id, sum(c.commits) FROM repo_contribution AS c "
            "JOIN temp.merged_list AS m USING (list_id) GROUP BY 1, 2 "
            "ON CONFLICT (repo_id, list_id) DO UPDATE SET commits = commits + excluded.commits; "
            "DELETE FROM repo_contribution "
            "WHERE list_id IN (SELECT list_id FROM temp.merged_list); "
            "DELETE FROM author_list WHERE list_id IN (SELECT list_id FROM temp.merged_list)");
    }

    [[nodiscard]] std::string members_without(std::int64_t list_id, std::int64_t author_id) {
        const auto row = database_.cached("SELECT members FROM author_list WHERE list_id = ?");
        row->bind(list_id);
        IdListWriter rest;
        if (row->step()) {
            for_each_id(database_, row->text(0), [&](std::int64_t id) {
                if (id != author_id) {
                    rest.add(id);
                }
            });
        }
        return rest.finish();
    }

    [[nodiscard]] std::optional<std::int64_t> list_of(std::string_view members) {
        const auto row = database_.cached("SELECT list_id FROM author_list WHERE members = ?");
        row->bind(members);
        return row->step() ? std::optional(row->integer(0)) : std::nullopt;
    }

    void run_on(const std::string& sql, const std::string& ids) {
        Statement(database_, sql).bind(ids).run();
    }

    Database& database_;
    std::string_view name_;
    const NameTraces& traces_;
};

/// What was deleted stands in free pages, in pages that were moved and in the log until all of them
/// are written anew.
void write_anew(Database& database) {
    const auto still = [&](std::string_view why) {
        return fmt::format(
            "the name is out of every table of {0}, but free parts of the file may hold it still: "
            "{1}: when that is over, run the same `hubmine forget` once more",
            database.path().string(), why);
    };
    try {
        database.execute("VACUUM");
    } catch (const core::BusyError& error) {
        throw core::BusyError(still(error.what()));
    } catch (const core::Error& error) {
        throw core::Error(still(error.what()), error.exit_code());
    }
    const auto checkpoint = database.cached("PRAGMA wal_checkpoint(TRUNCATE)");
    if (checkpoint->step() && checkpoint->integer(0) != 0) {
        throw core::BusyError(still("another program is reading an older state"));
    }
}

}  // namespace

std::vector<NameTrace> find_traces(Store& store, std::string_view name, bool with_repositories) {
    const ReadView one_state(store.database());
    std::string buffer;
    return trace_name(store.database(), clean(name, buffer), with_repositories).told;
}

std::vector<NameTrace> forget(Store& store, std::string_view name, bool with_repositories) {
    const CrawlLock nobody_crawls(store.path(), "forget");
    Database& database = store.database();
    std::string buffer;
    const std::string_view cleaned = clean(name, buffer);
    database.execute("PRAGMA secure_delete = ON");
    NameTraces traces;
    {
        Transaction transaction(database);
        traces = trace_name(database, cleaned, with_repositories);
        Removal(database, cleaned, traces).run(with_repositories);
        Forgotten(database).add(cleaned, with_repositories);
        transaction.commit();
    }
    // What this connection remembers of names may be gone.
    store.connection().names = std::make_unique<Names>(database);
    remove_search_index(store.path());
    write_anew(database);
    return traces.told;
}

}  // namespace hubmine::store
