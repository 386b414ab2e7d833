#pragma once

#include "hubmine/store/details.hpp"

#include "column_value.hpp"
#include "database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hubmine::store {

/// How one read of one repository stands: a row of `fetch`.
struct Fetch {
    FetchState state = FetchState::kPending;
    std::optional<std::int64_t> fetched_at;
    std::optional<std::int64_t> http_status;
    std::int64_t attempts = 0;
    std::int64_t tried_at = 0;
    std::int64_t next_page = 0;
    std::optional<std::int64_t> top_seq;
    std::optional<std::int64_t> likes;
    std::optional<std::string> message;
    std::optional<std::string> next_url;    ///< likers: of the page that `next_page` counts to
    std::optional<std::int64_t> announced;  ///< discussions: the count of the walk's first page
    /// Commits, discussions or likes that are stored; absent while that is not known.
    std::optional<std::int64_t> held;
};

/// No row is a pending one.
[[nodiscard]] Fetch load_fetch(Database& database, Detail what, std::int64_t repo_id);
void save_fetch(Database& database, Detail what, std::int64_t repo_id, const Fetch& fetch);

/// The read came to its end: all data is there.
void mark_complete(Fetch& fetch, std::int64_t at);
/// A page is stored, and another follows.
void mark_page(Fetch& fetch, std::int64_t at, std::int64_t next_page);

/// The newest commit as a list or lookup showed it last; empty when none did.
[[nodiscard]] std::string listed_head(Database& database, std::int64_t repo_id);
/// Its likes, as a list showed them last.
[[nodiscard]] std::optional<std::int64_t> listed_likes(Database& database, std::int64_t repo_id);

/// The repository's head moved: its commits are to be read again, unless the newest one held is the
/// new head already. What is held stays.
void commits_moved(Database& database, std::int64_t repo_id, const ColumnValue& head);
/// The repository was modified: it may store more or less than before.
void storage_moved(Database& database, std::int64_t repo_id);
/// The repository has another name since it was seen at `seen_at`: its old one may have been
/// another repository's by then. Discussions and likers read since are to be read again, and what
/// was gone may be there under the new name.
void name_moved(Database& database, std::int64_t repo_id, std::int64_t seen_at);
/// Gating or the like changed: what was unreadable may be readable now.
void access_changed(Database& database, std::int64_t repo_id);
/// A removed repository is seen again: what was gone may be there now.
void came_back(Database& database, std::int64_t repo_id);

}  // namespace hubmine::store
