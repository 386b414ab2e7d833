#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/text_map.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/search_query.hpp"
#include "hubmine/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Repositories by the words of their names, titles, tags and cards: words, and not meanings.
namespace hubmine::store {

/// What making an index needs and tells.
struct SearchIndexOptions {
    /// Names of languages by their codes, in lower case.
    core::TextMap<std::string> language_names;
    std::function<void(std::int64_t done, std::int64_t expected)> progress;  ///< may be empty
    std::function<void(const std::string&)> notice;   ///< one line for a person; may be empty
    std::function<void(const std::string&)> warning;  ///< the same of what should be looked at
    std::stop_token stop;
};

enum class SearchSort { kRelevance, kLikes, kDownloads };

struct SearchOptions {
    std::optional<std::int64_t> min_likes;
    SearchSort sort = SearchSort::kRelevance;
    std::size_t top = 0;  ///< 0 = all
};

struct SearchHit {
    core::Kind kind = core::Kind::kModel;
    std::string id;
    std::optional<double> score;  ///< absent where no words were asked for
    std::optional<double> bm25;   ///< as FTS5 counts: the less, the better
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::string> license;
    std::optional<std::string> task;
    std::optional<std::int64_t> parameters;
    std::optional<core::Timestamp> created_at;
    std::optional<std::string> snippet;  ///< hits in brackets; whoever wrote the card wrote it
};

class SearchIndex;

/// The index of a store, a file beside it (`STORE.search`) that may be thrown away: made when it is
/// first needed and again when the newest snapshot is another one, when another version made it, or
/// when it is damaged. Where it cannot be written it is made among the temporary files, for one
/// search. The store is not written.
class Search {
  public:
    /// Throws Error where no index can be made, and (kInterrupted) when asked to stop.
    Search(Store& store, SearchIndexOptions options);
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;
    Search(Search&&) = delete;
    Search& operator=(Search&&) = delete;
    ~Search();

    /// Present repositories, best first: by score (-bm25 + 0.5 log10(1 + likes) + 0.25 log10(1 +
    /// downloads), to nine digits), likes and id; likes or downloads before these where they are to
    /// be sorted by. Where the query has no words, by likes, downloads and id. Throws UsageError
    /// when it asks for nothing.
    [[nodiscard]] std::vector<SearchHit> find(const SearchQuery& query,
                                              const SearchOptions& options);

  private:
    [[nodiscard]] std::vector<SearchHit> find_once(const SearchQuery& query,
                                                   const SearchOptions& options);

    Store& store_;
    SearchIndexOptions options_;
    std::unique_ptr<SearchIndex> index_;
};

}  // namespace hubmine::store
