#include "fetch.hpp"

#include "hex.hpp"
#include "milliseconds.hpp"

namespace hubmine::store {

std::string_view detail_name(Detail detail) {
    switch (detail) {
        case Detail::kDiscussions:
            return "discussions";
        case Detail::kStorage:
            return "storage";
        case Detail::kLikers:
            return "likers";
        case Detail::kCommits:
            break;
    }
    return "commits";
}

std::string_view state_name(FetchState state) {
    switch (state) {
        case FetchState::kComplete:
            return "complete";
        case FetchState::kUnreadable:
            return "unreadable";
        case FetchState::kGone:
            return "gone";
        case FetchState::kFailed:
            return "failed";
        case FetchState::kPending:
            break;
    }
    return "pending";
}

Fetch load_fetch(Database& database, Detail what, std::int64_t repo_id) {
    const auto query = database.cached(
        "SELECT state, fetched_at, http_status, attempts, tried_at, next_page, top_seq, likes, "
        "message, next_url, announced, held FROM fetch WHERE what = ? AND repo_id = ?");
    query->bind(static_cast<int>(what), repo_id);
    if (!query->step()) {
        return {};
    }
    return {.state = query->code<FetchState>(0, kFetchStates),
            .fetched_at = to_ms(query->maybe_time(1)),
            .http_status = query->maybe_count(2),
            .attempts = query->count(3),
            .tried_at = to_ms(query->time(4)),
            .next_page = query->count(5),
            .top_seq = query->maybe_count(6),
            .likes = query->maybe_integer(7),
            .message = query->maybe_text(8),
            .next_url = query->maybe_text(9),
            .announced = query->maybe_count(10),
            .held = query->maybe_count(11)};
}

void save_fetch(Database& database, Detail what, std::int64_t repo_id, const Fetch& fetch) {
    database
        .cached(
            "INSERT OR REPLACE INTO fetch (what, repo_id, state, fetched_at, http_status, "
            "attempts, tried_at, next_page, top_seq, likes, message, next_url, announced, "
            "held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        ->bind(static_cast<int>(what), repo_id, static_cast<int>(fetch.state), fetch.fetched_at,
               fetch.http_status, fetch.attempts, fetch.tried_at, fetch.next_page, fetch.top_seq,
               fetch.likes, fetch.message, fetch.next_url, fetch.announced, fetch.held)
        .run();
}

void mark_complete(Fetch& fetch, std::int64_t at) {
    constexpr int kOk = 200;
    fetch.state = FetchState::kComplete;
    fetch.fetched_at = at;
    fetch.tried_at = at;
    fetch.http_status = kOk;
    fetch.attempts = 0;
    fetch.next_page = 0;
    fetch.message.reset();
    fetch.next_url.reset();
    fetch.announced.reset();
}

void mark_page(Fetch& fetch, std::int64_t at, std::int64_t next_page) {
    fetch.state = FetchState::kPending;
    fetch.tried_at = at;
    fetch.http_status.reset();
    fetch.attempts = 0;
    fetch.next_page = next_page;
    fetch.message.reset();
}

std::string listed_head(Database& database, std::int64_t repo_id) {
    const auto query = database.cached("SELECT sha FROM repo WHERE repo_id = ?");
    query->bind(repo_id);
    return query->step() && !query->is_null(0) ? unpack_hex(*query, 0) : std::string();
}

std::optional<std::int64_t> listed_likes(Database& database, std::int64_t repo_id) {
    const auto query = database.cached("SELECT likes FROM repo_state WHERE repo_id = ?");
    query->bind(repo_id);
    return query->step() ? query->maybe_integer(0) : std::nullopt;
}

void commits_moved(Database& database, std::int64_t repo_id, const ColumnValue& head) {
    // An interrupted walk starts over too: its pages may be of a history that is no more.
    database
        .cached(
            "UPDATE fetch SET state = 0, next_page = 0, attempts = 0 "
            "WHERE what = 0 AND repo_id = ?1 AND (state = 1 OR next_page > 0) "
            "AND (?2 IS NULL OR ?2 IS NOT "
            "(SELECT sha FROM repo_commit WHERE repo_id = ?1 AND seq = fetch.top_seq))")
        ->bind(repo_id, head)
        .run();
}

void storage_moved(Database& database, std::int64_t repo_id) {
    database
        .cached(
            "UPDATE fetch SET state = 0, attempts = 0 WHERE what = 2 AND repo_id = ? "
            "AND state = 1")
        ->bind(repo_id)
        .run();
}

void name_moved(Database& database, std::int64_t repo_id, std::int64_t seen_at) {
    database
        .cached(
            "UPDATE fetch SET state = 0, next_page = 0, attempts = 0 WHERE repo_id = ?1 "
            "AND what IN (0, 1, 2, 3) AND (state = 3 "
            "OR (what IN (1, 3) AND (next_page > 0 OR (state = 1 AND fetched_at >= ?2))))")
        ->bind(repo_id, seen_at)
        .run();
}

void access_changed(Database& database, std::int64_t repo_id) {
    database
        .cached(
            "UPDATE fetch SET state = 0, attempts = 0 WHERE repo_id = ? AND state = 2 "
            "AND what IN (0, 1, 2, 3)")
        ->bind(repo_id)
        .run();
}

void came_back(Database& database, std::int64_t repo_id) {
    database
        .cached(
            "UPDATE fetch SET state = 0, attempts = 0 WHERE repo_id = ? AND state = 3 "
            "AND what IN (0, 1, 2, 3)")
        ->bind(repo_id)
        .run();
}

}  // namespace hubmine::store
