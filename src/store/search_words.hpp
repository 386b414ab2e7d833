#pragma once

#include "hubmine/store/search_query.hpp"

#include "database.hpp"
#include "search_texts.hpp"

#include <string>
#include <vector>

/// Words of a query as SQLite's FTS5 takes them.
namespace hubmine::store {

/// An expression that finds what has one of the terms.
[[nodiscard]] std::string any_of(const std::vector<SearchTerm>& terms);
/// An expression that finds what has one of each group.
[[nodiscard]] std::string all_of(const std::vector<std::vector<SearchTerm>>& groups);

/// A few texts as a search sees them, in memory beside the index.
class SideTable {
  public:
    explicit SideTable(Database& index);

    void clear();
    void add(std::int64_t number, const SearchTexts& texts);
    /// Calls `visit(number)` for those in which there is a word.
    template <typename Visit>
    void for_each_worded(const Visit& visit) {
        const auto rows = index_.cached("SELECT DISTINCT doc FROM temp.shown_words");
        while (rows->step()) {
            visit(rows->integer(0));
        }
    }
    /// Calls `visit(number, snippet)` for those that the expression finds.
    template <typename Visit>
    void for_each_snippet(const std::string& expression, const Visit& visit) {
        const auto rows = index_.cached(
            "SELECT rowid, snippet(shown, -1, '[', ']', '…', 12) FROM temp.shown "
            "WHERE shown MATCH ?");
        rows->bind(expression);
        while (rows->step()) {
            visit(rows->integer(0), rows->text(1));
        }
    }

  private:
    Database& index_;
};

/// Takes away the terms in which an index sees no word; they are in nothing, and in all.
void remove_wordless(Database& index, SearchQuery& query);

}  // namespace hubmine::store
