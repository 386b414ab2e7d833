#include "hubmine/store/search.hpp"

#include "hubmine/core/error.hpp"

#include "clean_text.hpp"
#include "search_index.hpp"
#include "search_ranking.hpp"
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
            hit.score = one.score;
            hit.bm25 = one.bm25;
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
    const std::vector<Ranked> ranked = rank(*index_, worded, options);
    const ReadView consistent(store_.database());
    return Description(store_.database(), index_->database(), worded, options_.language_names)
        .of(ranked);
}

}  // namespace hubmine::store
