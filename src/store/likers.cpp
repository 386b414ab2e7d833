#include "hubmine/store/details.hpp"

#include "clean_text.hpp"
#include "connection.hpp"
#include "fetch.hpp"
#include "milliseconds.hpp"

#include <string>

namespace hubmine::store {

namespace {

/// A number that a question about a repository has for an answer.
std::int64_t number_for(Database& database, const char* sql, std::int64_t repo_id) {
    const auto query = database.cached(sql);
    query->bind(repo_id);
    return query->step() ? query->integer(0) : 0;
}

void stage_likes(Database& database, const LikersPage& page) {
    std::int64_t seq =
        number_for(database, "SELECT coalesce(max(seq) + 1, 0) FROM staged_like WHERE repo_id = ?",
                   page.repo_id);
    const auto add =
        database.cached("INSERT INTO staged_like (repo_id, seq, liked_at) VALUES (?, ?, ?)");
    for (const core::Timestamp& liked_at : page.liked_at) {
        add->bind(page.repo_id, seq++, to_ms(liked_at)).run();
    }
}

void erase_staged_likes(Database& database, std::int64_t repo_id) {
    database.cached("DELETE FROM staged_like WHERE repo_id = ?")->bind(repo_id).run();
}

/// All pages are there: what was held of the repository goes.
void replace_likes(Database& database, std::int64_t repo_id) {
    database.cached("DELETE FROM repo_like WHERE repo_id = ?")->bind(repo_id).run();
    database
        .cached(
            "INSERT INTO repo_like (repo_id, position, liked_at) "
            "SELECT repo_id, row_number() OVER (ORDER BY liked_at, seq) - 1, liked_at "
            "FROM staged_like WHERE repo_id = ?")
        ->bind(repo_id)
        .run();
    erase_staged_likes(database, repo_id);
}

}  // namespace

PageNext Details::record_likers(const LikersPage& page) {
    Database& database = connection_.db();
    Verb verb(connection_);
    Fetch fetch = load_fetch(database, Detail::kLikers, page.repo_id);
    if (page.page != 0 && page.page != fetch.next_page) {
        verb.commit();
        return PageNext::kStale;
    }
    if (page.page == 0) {
        erase_staged_likes(database, page.repo_id);
    }
    stage_likes(database, page);
    if (page.last) {
        replace_likes(database, page.repo_id);
        mark_complete(fetch, to_ms(page.fetched_at));
        fetch.held =
            number_for(database, "SELECT count(*) FROM repo_like WHERE repo_id = ?", page.repo_id);
        fetch.likes = listed_likes(database, page.repo_id);
    } else {
        mark_page(fetch, to_ms(page.fetched_at), page.page + 1);
        std::string buffer;
        fetch.next_url = clean(page.next_url, buffer);
    }
    save_fetch(database, Detail::kLikers, page.repo_id, fetch);
    verb.commit();
    return page.last ? PageNext::kComplete : PageNext::kMore;
}

}  // namespace hubmine::store
