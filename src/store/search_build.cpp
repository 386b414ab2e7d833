#include "search_build.hpp"

#include "hubmine/core/error.hpp"

#include "position_set.hpp"
#include "search_index.hpp"
#include "search_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <vector>

namespace hubmine::store {

namespace {

constexpr std::int64_t kUnknown = -1;

void interrupted() {
    throw core::Error("interrupted while the search index was made: nothing of it is left",
                      core::ExitCode::kInterrupted);
}

class Build {
  public:
    Build(Database& store, Database& index, const SearchIndexOptions& options)
        : store_(store), index_(index), options_(options) {}

    void run(std::string_view key) {
        // Nobody reads the file before it is whole, and it is thrown away where it is not.
        index_.execute(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
            "PRAGMA cache_size = -64000");
        index_.execute(fmt::format(
            "BEGIN; "
            "CREATE TABLE origin (made_of TEXT NOT NULL, repositories INTEGER NOT NULL) STRICT; "
            "CREATE TABLE numbers (chunk INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT; "
            "CREATE TABLE popularity (chunk INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT; "
            "CREATE TABLE listed (by INTEGER NOT NULL, chunk INTEGER NOT NULL, bytes BLOB NOT "
            "NULL, "
            "PRIMARY KEY (by, chunk)) STRICT; "
            "CREATE TABLE filter (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT "
            "ROWID; "
            "CREATE VIRTUAL TABLE words USING fts5(name, title, tags, text, content = '', "
            "tokenize = '{}', prefix = '2 3'); "
            // What is merged once at the end need not be merged on the way there.
            "INSERT INTO words (words, rank) VALUES ('automerge', 0), ('crisismerge', 1000), "
            "('hashsize', 67108864)",
            kSearchTokenizer));
        read_numbers();
        read_id_ranks();
        sort_by_popularity();
        add_repositories();
        index_.execute("INSERT INTO words (words) VALUES ('optimize')");
        add_list(SearchOrder::kLikes, &SearchNumbers::likes, &SearchNumbers::downloads);
        add_list(SearchOrder::kDownloads, &SearchNumbers::downloads, &SearchNumbers::likes);
        add_popularities();
        add_chunks("INSERT INTO numbers (bytes, chunk) VALUES (?, ?)", numbers_, kNumbersChunk);
        add_filters();
        Statement origin(index_, "INSERT INTO origin (made_of, repositories) VALUES (?, ?)");
        origin.bind(key, static_cast<std::int64_t>(numbers_.size())).run();
        index_.execute("COMMIT");
    }

  private:
    void read_numbers() {
        Statement rows(store_,
                       "SELECT repo_id, likes, downloads FROM repo_state WHERE removed_at IS NULL "
                       "ORDER BY repo_id");
        while (rows.step()) {
            numbers_.push_back({.repo_id = rows.integer(0),
                                .likes = rows.maybe_count(1).value_or(kUnknown),
                                .downloads = rows.maybe_count(2).value_or(kUnknown)});
        }
    }

    /// What nobody looks for after the first few comes last.
    void sort_by_popularity() {
        std::ranges::sort(numbers_, {}, [](const SearchNumbers& one) {
            return std::tuple(-popularity(one), one.id_rank);
        });
    }

    void add_repositories() {
        constexpr std::uint32_t kStep = 2048;
        const auto expected = static_cast<std::int64_t>(numbers_.size());
        SearchRows rows(store_);
        SearchRow row;
        Statement insert(index_,
                         "INSERT INTO words (rowid, name, title, tags, text) VALUES (?, ?, ?, ?, "
                         "?)");
        for (std::uint32_t position = 0; position < numbers_.size(); ++position) {
            if (position % kStep == 0) {
                tell(position, expected);
            }
            if (!rows.find(numbers_[position].repo_id, row)) {
                store_.damaged(
                    fmt::format("there is no repository {}", numbers_[position].repo_id));
            }
            const SearchTexts texts = row.texts(options_.language_names);
            insert.bind(std::int64_t{position} + 1, texts.name, texts.title, texts.tags, texts.text)
                .run();
            add_postings(row, position);
        }
        tell(expected, expected);
    }

    void tell(std::int64_t done, std::int64_t expected) const {
        if (options_.stop.stop_requested()) {
            interrupted();
        }
        if (options_.progress) {
            options_.progress(done, expected);
        }
    }

    void add_postings(const SearchRow& row, std::uint32_t position) {
        const auto add = [&](SearchField field, std::string_view value) {
            if (!value.empty()) {
                postings_.add(filter_key(field, value), position);
            }
        };
        add(SearchField::kKind, core::kind_name(row.kind));
        const std::size_t slash = row.id.find('/');
        add(SearchField::kOwner, slash == std::string_view::npos ? "" : row.id.substr(0, slash));
        add(SearchField::kLicense, row.license);
        for (const std::string_view task : row.tasks) {
            add(SearchField::kTask, task);
        }
        for (const std::string_view tag : row.tags) {
            add(SearchField::kTag, tag);
        }
    }

    void read_id_ranks() {
        Statement by_id(store_, "SELECT repo_id FROM repo ORDER BY id, repo_id");
        std::int64_t rank = 0;
        while (by_id.step()) {
            const std::int64_t repo_id = by_id.integer(0);
            const auto found =
                std::ranges::lower_bound(numbers_, repo_id, {}, &SearchNumbers::repo_id);
            if (found != numbers_.end() && found->repo_id == repo_id) {
                found->id_rank = rank++;
            }
        }
    }

    void add_list(SearchOrder by, std::int64_t SearchNumbers::*first,
                  std::int64_t SearchNumbers::*second) {
        std::vector<std::uint32_t> order(numbers_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t position) {
            const SearchNumbers& one = numbers_[position];
            return std::tuple(-(one.*first), -(one.*second), one.id_rank);
        });
        add_chunks(fmt::format("INSERT INTO listed (bytes, chunk, by) VALUES (?, ?, {})",
                               static_cast<int>(by)),
                   order, kOrderChunk);
    }

    [[nodiscard]] static double popularity(const SearchNumbers& one) {
        const auto weight = [](std::int64_t count) {
            return std::log10(1.0 + static_cast<double>(std::max<std::int64_t>(count, 0)));
        };
        return 0.5 * weight(one.likes) + 0.25 * weight(one.downloads);
    }

    void add_popularities() {
        std::vector<double> popularities(numbers_.size());
        std::ranges::transform(numbers_, popularities.begin(), &popularity);
        add_chunks("INSERT INTO popularity (bytes, chunk) VALUES (?, ?)", popularities,
                   kPopularityChunk);
    }

    template <typename Value>
    void add_chunks(std::string_view sql, const std::vector<Value>& values, std::size_t together) {
        Statement insert(index_, sql);
        for (std::size_t at = 0; at < values.size(); at += together) {
            const std::size_t count = std::min(together, values.size() - at);
            insert
                .bind(Blob{{reinterpret_cast<const char*>(&values[at]), count * sizeof(Value)}},
                      static_cast<std::int64_t>(at / together))
                .run();
        }
    }

    void add_filters() {
        Statement insert(index_, "INSERT INTO filter (key, bytes) VALUES (?, ?)");
        for (const std::string_view key : postings_.keys()) {
            insert.bind(key, Blob{postings_.bytes(key)}).run();
        }
    }

    Database& store_;
    Database& index_;
    const SearchIndexOptions& options_;
    std::vector<SearchNumbers> numbers_;
    Postings postings_;
};

int is_asked_to_stop(void* options) {
    return static_cast<SearchIndexOptions*>(options)->stop.stop_requested() ? 1 : 0;
}

}  // namespace

void build_search_index(Database& store, const std::filesystem::path& path, std::string_view key,
                        const SearchIndexOptions& options) {
    constexpr int kSteps = 100'000;
    Database index(path, Database::Options{});
    SearchIndexOptions watched = options;
    sqlite3_progress_handler(index.handle(), kSteps, &is_asked_to_stop, &watched);
    try {
        Build(store, index, watched).run(key);
    } catch (const core::Error&) {
        if (options.stop.stop_requested()) {
            interrupted();
        }
        throw;
    }
}

}  // namespace hubmine::store
