#include "hubmine/store/search_query.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace hubmine::store {

namespace {

constexpr std::string_view kBlanks = " \t\n\v\f\r";

constexpr std::array<std::pair<std::string_view, SearchField>, 5> kSearchFields{
    {{"tag", SearchField::kTag},
     {"owner", SearchField::kOwner},
     {"kind", SearchField::kKind},
     {"license", SearchField::kLicense},
     {"task", SearchField::kTask}}};

struct Or {};

/// A piece of a query: what is wanted, or not, or OR.
struct Piece {
    std::variant<SearchTerm, SearchFilter, Or> what;
    bool is_without = false;
};

class PieceReader {
  public:
    explicit PieceReader(std::string_view text) : rest_(text) {}

    /// Absent at the end.
    [[nodiscard]] std::optional<Piece> next() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size()));
        if (rest_.empty()) {
            return std::nullopt;
        }
        Piece piece;
        piece.is_without = has_more_than('-');
        if (piece.is_without) {
            rest_.remove_prefix(1);
        }
        if (const auto field = leading_field()) {
            piece.what = SearchFilter{*field, value()};
        } else if (rest_.front() == '"') {
            piece.what = phrase();
        } else {
            SearchTerm word = word_or_stem();
            if (word.text == "OR" && !word.is_prefix && !piece.is_without) {
                piece.what = Or{};
            } else {
                piece.what = std::move(word);
            }
        }
        return piece;
    }

  private:
    /// The mark, and something behind it that it may belong to.
    [[nodiscard]] bool has_more_than(char mark) const {
        return rest_.size() > 1 && rest_.front() == mark &&
               kBlanks.find(rest_[1]) == std::string_view::npos;
    }

    /// Takes away `tag:`, where something stands behind it.
    std::optional<SearchField> leading_field() {
        for (const auto& [name, field] : kSearchFields) {
            const std::string_view behind =
                rest_.starts_with(name) ? rest_.substr(name.size()) : std::string_view();
            if (behind.size() > 1 && behind.front() == ':' &&
                kBlanks.find(behind[1]) == std::string_view::npos &&
                !behind.substr(1).starts_with("\"\"")) {
                rest_ = behind.substr(1);
                return field;
            }
        }
        return std::nullopt;
    }

    /// Up to the closing quote where there is an opening one (or to the end), else to a blank.
    std::string value() {
        const bool is_quoted = rest_.front() == '"';
        rest_.remove_prefix(is_quoted ? 1 : 0);
        const std::size_t length =
            std::min(is_quoted ? rest_.find('"') : rest_.find_first_of(kBlanks), rest_.size());
        std::string text(rest_.substr(0, length));
        rest_.remove_prefix(std::min(length + (is_quoted ? 1 : 0), rest_.size()));
        return text;
    }

    SearchTerm phrase() {
        SearchTerm term{value(), rest_.starts_with('*')};
        rest_.remove_prefix(term.is_prefix ? 1 : 0);
        return term;
    }

    SearchTerm word_or_stem() {
        SearchTerm term{value(), false};
        const std::size_t stem = term.text.find_last_not_of('*') + 1;
        if (stem > 0 && stem < term.text.size()) {
            term = {term.text.substr(0, stem), true};
        }
        return term;
    }

    std::string_view rest_;
};

/// What a repository has one of: asked for twice outright, nothing could be both.
bool is_single(SearchField field) {
    return field != SearchField::kTag;
}

class Assembly {
  public:
    explicit Assembly(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

    [[nodiscard]] SearchQuery query() {
        for (at_ = 0; at_ < pieces_.size(); ++at_) {
            Piece& piece = pieces_[at_];
            if (auto* const filter = std::get_if<SearchFilter>(&piece.what)) {
                add(std::move(*filter), piece.is_without, query_.filters, query_.without_filters);
            } else if (auto* const term = std::get_if<SearchTerm>(&piece.what)) {
                add(std::move(*term), piece.is_without, query_.terms, query_.without_terms);
            } else if (joins<SearchTerm>() || joins<SearchFilter>()) {
                joined_ = true;
                continue;
            } else {
                query_.terms.push_back({SearchTerm{"OR", false}});
            }
            joined_ = false;
        }
        return std::move(query_);
    }

  private:
    /// Whether the OR here stands between two such pieces.
    template <typename What>
    [[nodiscard]] bool joins() const {
        const auto is_wanted = [this](std::size_t at) {
            return at < pieces_.size() && !pieces_[at].is_without &&
                   std::holds_alternative<What>(pieces_[at].what);
        };
        return at_ > 0 && is_wanted(at_ - 1) && is_wanted(at_ + 1);
    }

    template <typename What>
    void add(What what, bool is_without, std::vector<std::vector<What>>& groups,
             std::vector<What>& without) {
        if (is_without) {
            without.push_back(std::move(what));
            return;
        }
        if (!joined_) {
            last_group_ = place_for(what, groups);
            groups.resize(std::max(groups.size(), last_group_ + 1));
        }
        groups[last_group_].push_back(std::move(what));
    }

    /// The group that the next one joins, or a new one.
    static std::size_t place_for(const SearchTerm& /*term*/,
                                 const std::vector<std::vector<SearchTerm>>& groups) {
        return groups.size();
    }
    static std::size_t place_for(const SearchFilter& filter,
                                 const std::vector<std::vector<SearchFilter>>& groups) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return is_single(filter.field) &&
                   std::all_of(group.begin(), group.end(),
                               [&](const SearchFilter& one) { return one.field == filter.field; });
        });
        return static_cast<std::size_t>(same - groups.begin());
    }

    std::vector<Piece> pieces_;
    std::size_t at_ = 0;
    bool joined_ = false;         // to what went into the last group
    std::size_t last_group_ = 0;  // of the sort of the last piece
    SearchQuery query_;
};

}  // namespace

std::string_view field_name(SearchField field) {
    return kSearchFields.at(static_cast<std::size_t>(field)).first;
}

SearchQuery parse_search(std::string_view text) {
    std::vector<Piece> pieces;
    PieceReader reader(text);
    while (std::optional<Piece> piece = reader.next()) {
        pieces.push_back(std::move(*piece));
    }
    return Assembly(std::move(pieces)).query();
}

}  // namespace hubmine::store
