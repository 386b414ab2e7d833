#include "hubmine/store/details.hpp"

#include "clean_text.hpp"
#include "connection.hpp"
#include "fetch.hpp"
#include "milliseconds.hpp"
#include "repo_activity.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace hubmine::store {

namespace {

/// Whether the account owns repositories, nobody knows before all are listed: what is told of it is
/// taken over from here (Overviews::take_over_told).
void tell_author(Database& database, std::int64_t author_id, std::optional<hub::AccountKind> kind) {
    if (!kind) {
        return;
    }
    database.cached("UPDATE author SET told = ?2 WHERE author_id = ?1 AND told IS NOT ?2")
        ->bind(author_id, static_cast<int>(*kind))
        .run();
}

/// The owner whom a row names owns the repository, as far as it has that name here.
void tell_owner(Database& database, Names& names, const DiscussionsPage& page) {
    const auto told = std::find_if(page.discussions.begin(), page.discussions.end(),
                                   [](const auto& row) { return row.owner_kind.has_value(); });
    if (told == page.discussions.end() || names.forgotten.contains(told->owner.value_or(""))) {
        return;
    }
    std::string buffer;
    database
        .cached(
            "INSERT INTO owner (name, told) SELECT ?2, ?3 FROM repo WHERE repo_id = ?1 "
            "AND substr(id, 1, length(?2) + 1) = ?2 || '/' "
            "ON CONFLICT (name) DO UPDATE SET told = excluded.told WHERE told IS NOT excluded.told")
        ->bind(page.repo_id, clean(told->owner.value_or(""), buffer),
               static_cast<int>(*told->owner_kind))
        .run();
}

void store_discussion(Database& database, Names& names, std::int64_t repo_id,
                      const hub::DiscussionRecord& discussion) {
    std::string buffer;
    std::optional<std::int64_t> author;
    if (discussion.author) {
        author = names.authors.id(*discussion.author);
    }
    if (author) {
        tell_author(database, *author, discussion.author_kind);
    }
    const std::int64_t status = names.labels.id(discussion.status);
    database
        .cached(
            "INSERT INTO repo_discussion (repo_id, num, author_id, created_at, status, "
            "is_pull_request, title) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (repo_id, num) DO UPDATE SET author_id = excluded.author_id, "
            "created_at = excluded.created_at, status = excluded.status, "
            "is_pull_request = excluded.is_pull_request, title = excluded.title")
        ->bind(repo_id, discussion.num, author, to_ms(discussion.created_at), status,
               discussion.is_pull_request, clean(discussion.title, buffer))
        .run();
}

void stage_numbers(Database& database, const DiscussionsPage& page) {
    if (page.page == 0) {
        database.cached("DELETE FROM staged_discussion WHERE repo_id = ?")
            ->bind(page.repo_id)
            .run();
    }
    const auto add =
        database.cached("INSERT OR IGNORE INTO staged_discussion (repo_id, num) VALUES (?, ?)");
    for (const hub::DiscussionRecord& discussion : page.discussions) {
        add->bind(page.repo_id, discussion.num).run();
    }
}

/// Pages are by position: what moved over the edge of one while they were read is missed.
bool is_sound(Database& database, const DiscussionsPage& page, const Fetch& fetch) {
    if (!page.count) {
        return true;
    }
    const auto query = database.cached("SELECT count(*) FROM staged_discussion WHERE repo_id = ?");
    query->bind(page.repo_id);
    query->step();
    return query->integer(0) == *page.count && fetch.announced.value_or(*page.count) == *page.count;
}

/// The one page there is holds as many as there are.
bool adds_up(const DiscussionsPage& page) {
    std::set<std::int64_t> numbers;
    for (const hub::DiscussionRecord& discussion : page.discussions) {
        numbers.insert(discussion.num);
    }
    return !page.count || std::ssize(numbers) == *page.count;
}

/// The whole list was read: what it did not name is no longer there, if it is to be believed.
void end_staging(Database& database, std::int64_t repo_id, bool is_sound) {
    if (is_sound) {
        database
            .cached(
                "DELETE FROM repo_discussion WHERE repo_id = ?1 AND num NOT IN "
                "(SELECT num FROM staged_discussion WHERE repo_id = ?1)")
            ->bind(repo_id)
            .run();
    }
    database.cached("DELETE FROM staged_discussion WHERE repo_id = ?")->bind(repo_id).run();
}

bool holds_any(Database& database, std::int64_t repo_id) {
    const auto query = database.cached("SELECT 1 FROM repo_discussion WHERE repo_id = ? LIMIT 1");
    query->bind(repo_id);
    return query->step();
}

std::int64_t count_held(Database& database, std::int64_t repo_id) {
    const auto query = database.cached("SELECT count(*) FROM repo_discussion WHERE repo_id = ?");
    query->bind(repo_id);
    query->step();
    return query->integer(0);
}

DiscussionsNext next_after(const DiscussionsPage& page, bool is_sound) {
    if (!is_sound && !page.again) {
        return DiscussionsNext::kStartOver;
    }
    return page.last ? DiscussionsNext::kComplete : DiscussionsNext::kMore;
}

void complete(Database& database, const DiscussionsPage& page, Fetch& fetch) {
    mark_complete(fetch, to_ms(page.fetched_at));
    fetch.held = count_held(database, page.repo_id);
    fetch.likes = listed_likes(database, page.repo_id);
}

}  // namespace

DiscussionsNext Details::record_discussions(const DiscussionsPage& page) {
    Database& database = connection_.db();
    Verb verb(connection_);
    Fetch fetch = load_fetch(database, Detail::kDiscussions, page.repo_id);
    if (page.page != 0 && page.page != fetch.next_page) {
        verb.commit();
        return DiscussionsNext::kStale;
    }
    fetch.announced = page.page == 0 ? page.count : fetch.announced;
    const bool in_one =
        page.page == 0 && page.last && adds_up(page) && !holds_any(database, page.repo_id);
    if (!in_one) {
        stage_numbers(database, page);
    }
    for (const hub::DiscussionRecord& discussion : page.discussions) {
        store_discussion(database, *connection_.names, page.repo_id, discussion);
    }
    tell_owner(database, *connection_.names, page);
    fetch.held.reset();
    const bool sound = !page.last || in_one || is_sound(database, page, fetch);
    const DiscussionsNext next = next_after(page, sound);
    if (next == DiscussionsNext::kComplete) {
        if (!in_one) {
            end_staging(database, page.repo_id, sound);
        }
        complete(database, page, fetch);
    } else {
        const bool goes_on = next == DiscussionsNext::kMore;
        mark_page(fetch, to_ms(page.fetched_at), goes_on ? page.page + 1 : 0);
    }
    save_fetch(database, Detail::kDiscussions, page.repo_id, fetch);
    count_activity(database, page.repo_id);
    verb.commit();
    return next;
}

void Details::record_outcome(const Outcome& outcome) {
    Database& database = connection_.db();
    Verb verb(connection_);
    Fetch fetch = load_fetch(database, outcome.what, outcome.repo_id);
    std::string buffer;
    fetch.state = outcome.state;
    fetch.http_status =
        outcome.http_status == 0 ? std::nullopt : std::optional<std::int64_t>(outcome.http_status);
    fetch.attempts += outcome.attempts;
    fetch.tried_at = to_ms(outcome.at);
    fetch.message = clean(outcome.message, buffer);
    if (outcome.from_start) {
        fetch.next_page = 0;
        fetch.next_url.reset();
    }
    save_fetch(database, outcome.what, outcome.repo_id, fetch);
    verb.commit();
}

}  // namespace hubmine::store
