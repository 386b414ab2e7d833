#include "hubmine/store/details.hpp"

#include "connection.hpp"
#include "fetch.hpp"
#include "milliseconds.hpp"

namespace hubmine::store {

namespace {

void store_used(Database& database, const StorageRead& read) {
    if (!read.used) {
        database.cached("DELETE FROM repo_storage WHERE repo_id = ?")->bind(read.repo_id).run();
        return;
    }
    database
        .cached(
            "INSERT INTO repo_storage (repo_id, used) VALUES (?, ?) "
            "ON CONFLICT (repo_id) DO UPDATE SET used = excluded.used")
        ->bind(read.repo_id, *read.used)
        .run();
}

}  // namespace

PageNext Details::record_storage(const StorageRead& read) {
    Database& database = connection_.db();
    Verb verb(connection_);
    Fetch fetch = load_fetch(database, Detail::kStorage, read.repo_id);
    const bool is_stale = listed_head(database, read.repo_id) != read.head;
    if (is_stale) {
        mark_page(fetch, to_ms(read.fetched_at), 0);
    } else {
        store_used(database, read);
        mark_complete(fetch, to_ms(read.fetched_at));
    }
    save_fetch(database, Detail::kStorage, read.repo_id, fetch);
    verb.commit();
    return is_stale ? PageNext::kStale : PageNext::kComplete;
}

}  // namespace hubmine::store
