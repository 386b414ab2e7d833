#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a person types to find repositories, understood without looking at any.
namespace hubmine::store {

/// Words in a row, as they were typed.
struct SearchTerm {
    std::string text;
    bool is_prefix = false;  ///< the last word may go on
    friend bool operator==(const SearchTerm&, const SearchTerm&) = default;
};

enum class SearchField : std::uint8_t { kTag, kOwner, kKind, kLicense, kTask };

/// "tag", "owner", "kind", "license", "task": what stands before the colon.
[[nodiscard]] std::string_view field_name(SearchField field);

struct SearchFilter {
    SearchField field = SearchField::kTag;
    std::string value;
    friend bool operator==(const SearchFilter&, const SearchFilter&) = default;
};

/// Every group has to hold; a group holds where one of its members does.
struct SearchQuery {
    std::vector<std::vector<SearchTerm>> terms;
    std::vector<std::vector<SearchFilter>> filters;
    std::vector<SearchTerm> without_terms;
    std::vector<SearchFilter> without_filters;

    [[nodiscard]] bool empty() const {
        return terms.empty() && filters.empty() && without_terms.empty() && without_filters.empty();
    }
};

/// Words are ANDed; `"a phrase"`, `word*`, `-word` (not that), `a OR b`, and `tag:x`, `owner:x`,
/// `kind:x`, `license:x`, `task:x`. OR stands between two words or between two filters and binds
/// them before all others are ANDed; of a repository's one owner, kind, license and task several
/// mean any of them. Everything else is text, so that there is no mistake to make.
[[nodiscard]] SearchQuery parse_search(std::string_view text);

}  // namespace hubmine::store
