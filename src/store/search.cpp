#include "hubmine/store/search.hpp"

#include "hubmine/core/error.hpp"

#include "clean_text.hpp"
#include "search_index.hpp"
#include "search_rows.hpp"
#include "search_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <tuple>
#include <utility>

namespace hubmine::store {

namespace {

/// A repository that a query finds. There may be many: small.
struct Found {
    std::uint32_t position = 0;
    double score = 0;
    double bm25 = 0;
};

/// One that may be told.
struct Ranked {
    Found found;
    SearchNumbers numbers;
};

/// Which repositories a query may find, and which of them come first.
class Ranking {
  public:
    Ranking(SearchIndex& index, const SearchQuery& query, const SearchOptions& options)
        : index_(index), query_(query), options_(options), allowed_(index.size(), true) {}

    [[nodiscard]] std::vector<Ranked> ranked() {
        filter();
        std::vector<Found> found;
        if (query_.terms.empty()) {
            // Those that come first by likes come first.
            const bool is_sorted = options_.top > 0 && options_.sort != SearchSort::kDownloads;
            index_.for_each_chunk_by_likes([&](std::span<const std::uint32_t> positions) {
                for (const std::uint32_t position : positions) {
                    add({.position = position}, found);
                }
                return !is_sorted || found.size() < options_.top;
            });
        } else {
            const auto rows = index_.database().cached(
                "SELECT rowid, bm25(words, 10.0, 6.0, 4.0, 1.0) FROM words WHERE words MATCH ?");
            const std::string expression = all_of(query_.terms);
            rows->bind(expression);
            while (rows->step()) {
                add({.position = position_of(*rows), .bm25 = rows->real(1)}, found);
            }
        }
        keep_best(found);
        std::vector<Ranked> ranked;
        ranked.reserve(found.size());
        for (const Found& one : found) {
            ranked.push_back({.found = one, .numbers = index_.numbers(one.position)});
        }
        sort(ranked);
        return ranked;
    }

  private:
    [[nodiscard]] std::uint32_t position_of(const Statement& rows) const {
        return static_cast<std::uint32_t>(
            rows.within(0, 1, static_cast<std::int64_t>(index_.size())) - 1);
    }

    void filter() {
        for (const std::vector<SearchFilter>& group : query_.filters) {
            allowed_.keep(matches(group));
        }
        allowed_.remove(matches(query_.without_filters));
        if (options_.min_likes.value_or(0) > 0) {
            keep_liked(*options_.min_likes);
        }
        if (!query_.without_terms.empty()) {
            PositionSet unwanted(index_.size(), false);
            const auto rows =
                index_.database().cached("SELECT rowid FROM words WHERE words MATCH ?");
            const std::string expression = any_of(query_.without_terms);
            rows->bind(expression);
            while (rows->step()) {
                unwanted.add(position_of(*rows));
            }
            allowed_.remove(unwanted);
        }
    }
    void keep_liked(std::int64_t least) {
        PositionSet liked(index_.size(), false);
        index_.for_each_chunk_by_likes([&](std::span<const std::uint32_t> positions) {
            const auto end = std::ranges::partition_point(positions, [&](std::uint32_t position) {
                return index_.numbers(position).likes >= least;
            });
            std::for_each(positions.begin(), end, [&](std::uint32_t one) { liked.add(one); });
            return end == positions.end();
        });
        allowed_.keep(liked);
    }
    [[nodiscard]] PositionSet matches(const std::vector<SearchFilter>& any) {
        PositionSet set(index_.size(), false);
        for (const SearchFilter& filter : any) {
            std::string buffer;
            index_.add_matches(filter_key(filter.field, clean(filter.value, buffer)), set);
        }
        return set;
    }

    void add(Found one, std::vector<Found>& found) {
        if (allowed_.contains(one.position)) {
            if (!query_.terms.empty()) {
                one.score = score(one);
            }
            found.push_back(one);
        }
    }

    /// To nine digits: what differs by less than that differs by the order of additions.
    [[nodiscard]] double score(const Found& one) {
        constexpr double kDigits = 1e9;
        return std::round((index_.popularity(one.position) - one.bm25) * kDigits) / kDigits;
    }

    /// Leaves those that may be among the first by score: of many only some are told.
    void keep_best(std::vector<Found>& found) const {
        if (options_.sort != SearchSort::kRelevance || options_.top == 0 ||
            found.size() <= options_.top) {
            return;
        }
        const auto last = found.begin() + static_cast<std::ptrdiff_t>(options_.top) - 1;
        std::ranges::nth_element(found, last, std::greater<>(), &Found::score);
        const double least = last->score;
        std::erase_if(found, [least](const Found& one) { return one.score < least; });
    }

    void sort(std::vector<Ranked>& ranked) const {
        const auto by_score = [this](const Ranked& one) {
            return std::tuple(-one.found.score, -one.numbers.likes,
                              query_.terms.empty() ? -one.numbers.downloads : 0,
                              one.numbers.id_rank);
        };
        const auto by_number = [&](const Ranked& one) {
            return std::tuple(
                options_.sort == SearchSort::kLikes ? -one.numbers.likes : -one.numbers.downloads,
                by_score(one));
        };
        const std::size_t wanted =
            options_.top == 0 ? ranked.size() : std::min(options_.top, ranked.size());
        const auto middle = ranked.begin() + static_cast<std::ptrdiff_t>(wanted);
        if (options_.sort == SearchSort::kRelevance) {
            std::ranges::partial_sort(ranked, middle, {}, by_score);
        } else {
            std::ranges::partial_sort(ranked, middle, {}, by_number);
        }
        ranked.erase(middle, ranked.end());
    }

    SearchIndex& index_;
    const SearchQuery& query_;
    const SearchOptions& options_;
    PositionSet allowed_;
};

std::optional<std::string> maybe(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

/// White space of any sort and length as one blank.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!is_blank || (!line.empty() && line.back() != ' ')) {
            line += is_blank ? ' ' : c;
        }
    }
    return line;
}

/// Tells of what was found what the store says.
class Description {
  public:
    Description(Database& store, Database& index, const SearchQuery& query,
                const core::TextMap<std::string>& language_names)
        : rows_(store), query_(query), language_names_(language_names), table_(index) {}

    [[nodiscard]] std::vector<SearchHit> of(std::span<const Ranked> ranked) {
        constexpr std::size_t kTogether = 1024;
        std::vector<SearchHit> hits;
        for (std::size_t at = 0; at < ranked.size(); at += kTogether) {
            add(ranked.subspan(at, std::min(kTogether, ranked.size() - at)), hits);
        }
        return hits;
    }

  private:
    void add(std::span<const Ranked> ranked, std::vector<SearchHit>& hits) {
        SearchRow row;
        const std::size_t first = hits.size();
        for (const Ranked& one : ranked) {
            if (rows_.find(one.numbers.repo_id, row)) {
                hits.push_back(hit(one, row));
            }
        }
        if (!query_.terms.empty()) {
            const std::span<SearchHit> added = std::span(hits).subspan(first);
            add_snippets(ranked, added, true);
            add_snippets(ranked, added, false);
        }
    }

    /// A name as it is written reads better than the words that it is made of.
    void add_snippets(std::span<const Ranked> ranked, std::span<SearchHit> hits, bool as_written) {
        table_.clear();
        SearchRow row;
        std::size_t at = 0;
        for (const Ranked& one : ranked) {
            if (!rows_.find(one.numbers.repo_id, row)) {
                continue;
            }
            if (!hits[at].snippet) {
                SearchTexts texts = row.texts(language_names_);
                texts.name = as_written ? std::string(row.id) : std::move(texts.name);
                table_.add(static_cast<std::int64_t>(at), texts);
            }
            ++at;
        }
        table_.for_each_snippet(
            all_of(query_.terms), [&hits](std::int64_t number, std::string_view snippet) {
                hits[static_cast<std::size_t>(number)].snippet = on_one_line(snippet);
            });
    }

    [[nodiscard]] SearchHit hit(const Ranked& one, const SearchRow& row) const {
        const auto known = [](std::int64_t number) {
            return number < 0 ? std::nullopt : std::optional(number);
        };
        SearchHit hit{.kind = row.kind,
                      .id = std::string(row.id),
                      .likes = known(one.numbers.likes),
                      .downloads = known(one.numbers.downloads),
                      .license = maybe(row.license),
                      .parameters = row.parameters,
                      .created_at = row.created_at};
        if (!row.tasks.empty()) {
            hit.task = std::string(row.tasks.front());
        }
        if (!query_.terms.empty()) {
            hit.score = one.found.score;
            hit.bm25 = one.found.bm25;
        }
        return hit;
    }

    SearchRows rows_;
    const SearchQuery& query_;
    const core::TextMap<std::string>& language_names_;
    SideTable table_;
};

}  // namespace

Search::Search(Store& store, SearchIndexOptions options)
    : store_(store), options_(std::move(options)), index_(SearchIndex::open(store_, options_)) {}

Search::~Search() = default;

std::vector<SearchHit> Search::find(const SearchQuery& query, const SearchOptions& options) {
    if (index_->is_new()) {
        return find_once(query, options);
    }
    try {
        return find_once(query, options);
    } catch (const core::DamagedError&) {
        if (options_.notice) {
            options_.notice("the search index is damaged: it is made anew");
        }
        index_ = SearchIndex::make(store_, options_);
        return find_once(query, options);
    }
}

std::vector<SearchHit> Search::find_once(const SearchQuery& query, const SearchOptions& options) {
    SearchQuery worded = query;
    remove_wordless(index_->database(), worded);
    if (worded.empty()) {
        throw core::UsageError(
            "the query asks for nothing: give a word, as in `hubmine search bert`, or a filter, as "
            "in `hubmine search license:mit`");
    }
    const std::vector<Ranked> ranked = Ranking(*index_, worded, options).ranked();
    const ReadView consistent(store_.database());
    return Description(store_.database(), index_->database(), worded, options_.language_names)
        .of(ranked);
}

}  // namespace hubmine::store
