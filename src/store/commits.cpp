#include "hubmine/store/details.hpp"

#include "clean_text.hpp"
#include "connection.hpp"
#include "fetch.hpp"
#include "hex.hpp"
#include "id_list.hpp"
#include "milliseconds.hpp"
#include "repo_activity.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

/// A commit as its row wants it.
struct CommitRow {
    const hub::CommitRecord* record = nullptr;
    PackedHex sha;
    std::int64_t list_id = 0;
};

using ShaSet = std::unordered_set<std::string>;

/// Stores the pages of one repository's history.
class CommitWriter {
  public:
    CommitWriter(Database& database, Names& names, std::int64_t repo_id)
        : database_(database), names_(names), repo_id_(repo_id) {}

    PageNext record(const CommitsPage& page);

  private:
    PageNext record_first_walk(const CommitsPage& page, Fetch& fetch);
    PageNext record_later_walk(const CommitsPage& page, Fetch& fetch);
    std::vector<CommitRow> rows_of(std::span<const hub::CommitRecord> commits, ShaSet& seen);
    std::int64_t author_list(const std::vector<std::string>& authors);

    void insert(const std::vector<CommitRow>& rows, std::int64_t newest_seq);
    void stage(const std::vector<CommitRow>& rows);
    void count_contributions(const std::vector<CommitRow>& rows);
    void recount_contributions();
    void erase_history();
    void erase_staged();
    void prepend_staged(std::int64_t top_seq);
    void replace_by_staged();

    [[nodiscard]] bool is_overtaken(const CommitsPage& page);
    /// Of the oldest two pages or so that are held: a push between two pages shows again what came
    /// last, and looking at more would make long histories quadratic.
    [[nodiscard]] ShaSet held_shas(const char* sql);
    [[nodiscard]] std::optional<std::string> sha_at(std::int64_t seq);
    /// Of the stored history; 1 when there is none.
    [[nodiscard]] std::int64_t oldest_seq();
    /// Staged seqs go from 0 (the newest) down; 1 when there is none.
    [[nodiscard]] std::int64_t oldest_staged_seq();

    Database& database_;
    Names& names_;
    std::int64_t repo_id_;
};

PageNext CommitWriter::record(const CommitsPage& page) {
    Fetch fetch = load_fetch(database_, Detail::kCommits, repo_id_);
    if (page.page != 0 && page.page != fetch.next_page) {
        // The walk was started over meanwhile (the head moved): what comes of the old one is of no
        // use. The repository stays pending.
        return PageNext::kStale;
    }
    if (page.page == 0 && is_overtaken(page)) {
        mark_page(fetch, to_ms(page.fetched_at), 0);
        save_fetch(database_, Detail::kCommits, repo_id_, fetch);
        return PageNext::kStale;
    }
    const PageNext next =
        fetch.fetched_at ? record_later_walk(page, fetch) : record_first_walk(page, fetch);
    if (next == PageNext::kComplete) {
        mark_complete(fetch, to_ms(page.fetched_at));
    } else {
        mark_page(fetch, to_ms(page.fetched_at), page.page + 1);
    }
    save_fetch(database_, Detail::kCommits, repo_id_, fetch);
    count_activity(database_, repo_id_);
    return next;
}

void add_held(Fetch& fetch, std::int64_t commits) {
    if (fetch.held) {
        *fetch.held += commits;
    }
}

/// A list showed another head after the page was asked for, and the page does not have it.
bool CommitWriter::is_overtaken(const CommitsPage& page) {
    const std::string head = page.head.empty() ? std::string() : listed_head(database_, repo_id_);
    return !head.empty() && head != page.head &&
           std::none_of(page.commits.begin(), page.commits.end(),
                        [&](const hub::CommitRecord& commit) { return commit.sha == head; });
}

PageNext CommitWriter::record_first_walk(const CommitsPage& page, Fetch& fetch) {
    ShaSet seen;
    std::int64_t newest = 0;
    if (page.page == 0) {
        if (fetch.top_seq) {
            erase_history();
        }
        fetch.top_seq = 0;
        fetch.held = 0;
    } else {
        seen = held_shas("SELECT sha FROM repo_commit WHERE repo_id = ? ORDER BY seq LIMIT 2000");
        newest = oldest_seq() - 1;
    }
    const std::vector<CommitRow> rows = rows_of(page.commits, seen);
    insert(rows, newest);
    count_contributions(rows);
    add_held(fetch, std::ssize(rows));
    return page.last ? PageNext::kComplete : PageNext::kMore;
}

PageNext CommitWriter::record_later_walk(const CommitsPage& page, Fetch& fetch) {
    const std::int64_t top = fetch.top_seq.value_or(0);
    ShaSet seen;
    if (page.page == 0) {
        erase_staged();
    } else {
        seen = held_shas("SELECT sha FROM staged_commit WHERE repo_id = ? ORDER BY seq LIMIT 2000");
    }
    const std::optional<std::string> known = sha_at(top);
    const auto cut = std::find_if(
        page.commits.begin(), page.commits.end(),
        [&](const hub::CommitRecord& commit) { return known && commit.sha == *known; });
    const bool met = cut != page.commits.end();
    stage(rows_of(std::span(page.commits.begin(), cut), seen));
    if (!met && !page.last) {
        return PageNext::kMore;
    }
    const std::int64_t staged = 1 - oldest_staged_seq();
    if (met) {
        prepend_staged(top + staged);
        fetch.top_seq = top + staged;
        add_held(fetch, staged);
    } else {
        replace_by_staged();
        fetch.top_seq = 0;
        fetch.held = staged;
    }
    erase_staged();
    return PageNext::kComplete;
}

/// Leaves out what the walk has met already (a push between two pages shifts them).
std::vector<CommitRow> CommitWriter::rows_of(std::span<const hub::CommitRecord> commits,
                                             ShaSet& seen) {
    std::vector<CommitRow> rows;
    rows.reserve(commits.size());
    std::string buffer;
    for (const hub::CommitRecord& commit : commits) {
        const std::string_view sha = clean(commit.sha, buffer);
        if (seen.emplace(sha).second) {
            rows.push_back(CommitRow{.record = &commit,
                                     .sha = PackedHex(sha, kShaDigits),
                                     .list_id = author_list(commit.authors)});
        }
    }
    return rows;
}

std::int64_t CommitWriter::author_list(const std::vector<std::string>& authors) {
    IdListWriter ids;
    for (const std::string& author : authors) {
        if (const auto id = names_.authors.id(author)) {
            ids.add(*id);
        }
    }
    return names_.author_lists.id(ids.finish());
}

template <typename Run>
void for_each_from_oldest(const std::vector<CommitRow>& rows, std::int64_t newest_seq, Run run) {
    // Ascending keys fill the pages of the file best.
    std::string buffer;
    for (std::size_t i = rows.size(); i-- > 0;) {
        const CommitRow& row = rows[i];
        run(row, newest_seq - static_cast<std::int64_t>(i), to_ms(row.record->committed_at),
            clean(row.record->title, buffer));
    }
}

void CommitWriter::insert(const std::vector<CommitRow>& rows, std::int64_t newest_seq) {
    const auto add = database_.cached(
        "INSERT INTO repo_commit (repo_id, seq, list_id, committed_at, sha, title) "
        "VALUES (?, ?, ?, ?, ?, ?)");
    for_each_from_oldest(rows, newest_seq, [&](const auto& row, auto seq, auto time, auto title) {
        add->bind(repo_id_, seq, row.list_id, time, row.sha, title).run();
    });
}

void CommitWriter::stage(const std::vector<CommitRow>& rows) {
    const auto add = database_.cached(
        "INSERT INTO staged_commit (repo_id, seq, list_id, committed_at, sha, title) "
        "VALUES (?, ?, ?, ?, ?, ?)");
    const std::int64_t newest = oldest_staged_seq() - 1;
    for_each_from_oldest(rows, newest, [&](const auto& row, auto seq, auto time, auto title) {
        add->bind(repo_id_, seq, row.list_id, time, row.sha, title).run();
    });
}

void CommitWriter::count_contributions(const std::vector<CommitRow>& rows) {
    std::map<std::int64_t, std::int64_t> counts;
    for (const CommitRow& row : rows) {
        ++counts[row.list_id];
    }
    const auto add = database_.cached(
        "INSERT INTO repo_contribution (repo_id, list_id, commits) VALUES (?, ?, ?) "
        "ON CONFLICT (repo_id, list_id) DO UPDATE SET commits = commits + excluded.commits");
    for (const auto& [list_id, commits] : counts) {
        add->bind(repo_id_, list_id, commits).run();
    }
}

void CommitWriter::recount_contributions() {
    database_.cached("DELETE FROM repo_contribution WHERE repo_id = ?")->bind(repo_id_).run();
    database_
        .cached(
            "INSERT INTO repo_contribution (repo_id, list_id, commits) "
            "SELECT repo_id, list_id, count(*) FROM repo_commit WHERE repo_id = ? "
            "GROUP BY list_id ORDER BY list_id")
        ->bind(repo_id_)
        .run();
}

void CommitWriter::erase_history() {
    database_.cached("DELETE FROM repo_commit WHERE repo_id = ?")->bind(repo_id_).run();
    database_.cached("DELETE FROM repo_contribution WHERE repo_id = ?")->bind(repo_id_).run();
}

void CommitWriter::erase_staged() {
    database_.cached("DELETE FROM staged_commit WHERE repo_id = ?")->bind(repo_id_).run();
}

void CommitWriter::prepend_staged(std::int64_t top_seq) {
    database_
        .cached(
            "INSERT INTO repo_commit (repo_id, seq, list_id, committed_at, sha, title) "
            "SELECT repo_id, seq + ?, list_id, committed_at, sha, title FROM staged_commit "
            "WHERE repo_id = ? ORDER BY seq")
        ->bind(top_seq, repo_id_)
        .run();
    database_
        .cached(
            "INSERT INTO repo_contribution (repo_id, list_id, commits) "
            "SELECT repo_id, list_id, count(*) FROM staged_commit WHERE repo_id = ? "
            "GROUP BY list_id "
            "ON CONFLICT (repo_id, list_id) DO UPDATE SET commits = commits + excluded.commits")
        ->bind(repo_id_)
        .run();
}

void CommitWriter::replace_by_staged() {
    erase_history();
    database_
        .cached(
            "INSERT INTO repo_commit (repo_id, seq, list_id, committed_at, sha, title) "
            "SELECT repo_id, seq, list_id, committed_at, sha, title FROM staged_commit "
            "WHERE repo_id = ? ORDER BY seq")
        ->bind(repo_id_)
        .run();
    recount_contributions();
}

ShaSet CommitWriter::held_shas(const char* sql) {
    ShaSet shas;
    const auto query = database_.cached(sql);
    query->bind(repo_id_);
    while (query->step()) {
        shas.insert(unpack_hex(*query, 0));
    }
    return shas;
}

std::int64_t CommitWriter::oldest_seq() {
    const auto query =
        database_.cached("SELECT seq FROM repo_commit WHERE repo_id = ? ORDER BY seq LIMIT 1");
    query->bind(repo_id_);
    return query->step() ? query->within(0, -kMostCounted, kMostCounted) : 1;
}

std::int64_t CommitWriter::oldest_staged_seq() {
    const auto query =
        database_.cached("SELECT seq FROM staged_commit WHERE repo_id = ? ORDER BY seq LIMIT 1");
    query->bind(repo_id_);
    return query->step() ? query->within(0, -kMostCounted, 0) : 1;
}

std::optional<std::string> CommitWriter::sha_at(std::int64_t seq) {
    const auto query =
        database_.cached("SELECT sha FROM repo_commit WHERE repo_id = ? AND seq = ?");
    query->bind(repo_id_, seq);
    return query->step() ? std::optional(unpack_hex(*query, 0)) : std::nullopt;
}

}  // namespace

PageNext Details::record_commits(const CommitsPage& page) {
    Verb verb(connection_);
    const PageNext next =
        CommitWriter(connection_.db(), *connection_.names, page.repo_id).record(page);
    verb.commit();
    return next;
}

}  // namespace hubmine::store
