#include "search_words.hpp"

#include "clean_text.hpp"
#include "search_index.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hubmine::store {

namespace {

/// As FTS5 reads it: in quotes, so that nothing in it means anything.
std::string quoted(const SearchTerm& term) {
    std::string buffer;
    std::string text(1, '"');
    for (const char c : clean(term.text, buffer)) {
        text.append(c == '"' ? 2 : 1, c);
    }
    return text + (term.is_prefix ? "\" *" : "\"");
}

class WordlessTerms {
  public:
    WordlessTerms(SideTable& table, SearchQuery& query) : table_(table), query_(query) {}

    void remove() {
        table_.clear();
        for_each_list([this](std::vector<SearchTerm>& terms) {
            for (const SearchTerm& term : terms) {
                std::string buffer;
                SearchTexts texts;
                texts.text = clean(term.text, buffer);
                table_.add(static_cast<std::int64_t>(has_word_.size()), texts);
                has_word_.push_back(false);
            }
        });
        table_.for_each_worded(
            [this](std::int64_t number) { has_word_.at(static_cast<std::size_t>(number)) = true; });
        std::size_t at = 0;
        for_each_list([&](std::vector<SearchTerm>& terms) {
            std::vector<SearchTerm> kept;
            for (SearchTerm& term : terms) {
                if (has_word_.at(at++)) {
                    kept.push_back(std::move(term));
                }
            }
            terms = std::move(kept);
        });
        std::erase_if(query_.terms, [](const auto& group) { return group.empty(); });
    }

  private:
    template <typename Visit>
    void for_each_list(const Visit& visit) {
        std::for_each(query_.terms.begin(), query_.terms.end(), visit);
        visit(query_.without_terms);
    }

    SideTable& table_;
    SearchQuery& query_;
    std::vector<bool> has_word_;
};

}  // namespace

std::string any_of(const std::vector<SearchTerm>& terms) {
    std::vector<std::string> texts;
    texts.reserve(terms.size());
    std::transform(terms.begin(), terms.end(), std::back_inserter(texts), quoted);
    return fmt::format("({})", fmt::join(texts, " OR "));
}

std::string all_of(const std::vector<std::vector<SearchTerm>>& groups) {
    std::vector<std::string> texts;
    texts.reserve(groups.size());
    std::transform(groups.begin(), groups.end(), std::back_inserter(texts), any_of);
    return fmt::format("{}", fmt::join(texts, " AND "));
}

SideTable::SideTable(Database& index) : index_(index) {
    index_.execute(fmt::format(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown USING fts5(name, title, tags, text, "
        "tokenize = '{}'); "
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown_words USING "
        "fts5vocab(temp, shown, instance)",
        kSearchTokenizer));
}

void SideTable::clear() {
    index_.execute("DELETE FROM temp.shown");
}

void SideTable::add(std::int64_t number, const SearchTexts& texts) {
    index_.cached("INSERT INTO temp.shown (rowid, name, title, tags, text) VALUES (?, ?, ?, ?, ?)")
        ->bind(number, texts.name, texts.title, texts.tags, texts.text)
        .run();
}

void remove_wordless(Database& index, SearchQuery& query) {
    SideTable table(index);
    WordlessTerms(table, query).remove();
}

}  // namespace hubmine::store
