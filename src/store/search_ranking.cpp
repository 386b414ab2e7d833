#include "search_ranking.hpp"

#include "clean_text.hpp"
#include "position_set.hpp"
#include "search_words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <tuple>

namespace hubmine::store {

namespace {

/// A repository that a query finds. There may be many: small.
struct Found {
    std::uint32_t position = 0;
    double score = 0;
    double bm25 = 0;
};

/// To nine digits: what differs by less than that differs by the order of additions.
double rounded(double score) {
    constexpr double kDigits = 1e9;
    return std::round(score * kDigits) / kDigits;
}

/// The least score that may still be told, as scores come in.
class Threshold {
  public:
    explicit Threshold(std::size_t told) : told_(told) {}

    void add(double score) {
        if (told_ == 0) {
            return;
        }
        best_.push(score);
        if (best_.size() > told_) {
            best_.pop();
        }
    }
    [[nodiscard]] double least() const {
        return told_ > 0 && best_.size() == told_ ? best_.top()
                                                  : -std::numeric_limits<double>::infinity();
    }

  private:
    std::size_t told_;
    std::priority_queue<double, std::vector<double>, std::greater<>> best_;
};

/// Which repositories a query may find, and which of them come first.
class Ranking {
  public:
    Ranking(SearchIndex& index, const SearchQuery& query, const SearchOptions& options)
        : index_(index), query_(query), options_(options), allowed_(index.size(), true) {}

    [[nodiscard]] std::vector<Ranked> ranked() {
        filter();
        std::vector<Ranked> ranked;
        for (const Found& one : query_.terms.empty() ? listed() : worded()) {
            ranked.push_back(
                {.numbers = index_.numbers(one.position), .score = one.score, .bm25 = one.bm25});
        }
        sort(ranked);
        return ranked;
    }

  private:
    [[nodiscard]] SearchOrder order() const {
        return options_.sort == SearchSort::kDownloads ? SearchOrder::kDownloads
                                                       : SearchOrder::kLikes;
    }
    [[nodiscard]] std::int64_t number(const SearchNumbers& one) const {
        return options_.sort == SearchSort::kDownloads ? one.downloads : one.likes;
    }

    /// Of what may be found without words, the first in the order.
    [[nodiscard]] std::vector<Found> listed() {
        std::vector<Found> found;
        index_.for_each_chunk(order(), [&](std::span<const std::uint32_t> positions) {
            for (const std::uint32_t position : positions) {
                if (allowed_.contains(position)) {
                    found.push_back({.position = position});
                    if (found.size() == options_.top) {
                        return false;
                    }
                }
            }
            return true;
        });
        return found;
    }

    [[nodiscard]] std::vector<Found> worded() {
        const std::string expression = all_of(query_.terms);
        if (options_.top > 0 && options_.sort != SearchSort::kRelevance) {
            keep_first(expression);
        }
        return scored(expression);
    }

    /// Scores what may be found. Those that come are ever less popular: where not even the best
    /// match would help one among the first, none that follows is looked at; where it would help
    /// only those that have a rare word, no others are.
    [[nodiscard]] std::vector<Found> scored(const std::string& expression) {
        constexpr double kRounding = 1e-9;
        Threshold threshold(options_.sort == SearchSort::kRelevance ? options_.top : 0);
        std::vector<Found> found;
        std::optional<Rare> rare;
        Bm25& bm25 = index_.bm25();
        bm25 = {.wanted = &allowed_};
        const auto rows = index_.database().cached(
            "SELECT rowid, bm25_of_wanted(words) FROM words WHERE words MATCH ? ORDER BY rowid");
        rows->bind(expression);
        while (rows->step()) {
            const std::uint32_t position = position_of(*rows);
            const double popularity = index_.popularity(position);
            const double missing = threshold.least() - popularity - kRounding;
            if (missing > -bm25.least) {
                break;
            }
            if (!rare) {
                rare = rare_of(bm25);
            }
            if (!rare->terms.empty() && missing > rare->least - bm25.least) {
                allowed_.keep(positions_with(any_of(rare->terms)));
                rare->terms.clear();
            }
            if (!rows->is_null(1)) {
                const double value = rows->real(1);
                found.push_back(
                    {.position = position, .score = rounded(popularity - value), .bm25 = value});
                threshold.add(found.back().score);
            }
        }
        std::erase_if(found,
                      [least = threshold.least()](const Found& one) { return one.score < least; });
        bm25.wanted = nullptr;
        return found;
    }

    /// Of words of which one is enough all but the commonest, and what they can add to bm25 at most
    /// (less than 0).
    struct Rare {
        std::vector<SearchTerm> terms;
        double least = 0;
    };
    /// Those of the first such group; each term is a phrase.
    [[nodiscard]] Rare rare_of(const Bm25& bm25) const {
        std::size_t first = 0;
        for (const std::vector<SearchTerm>& group : query_.terms) {
            if (group.size() > 1 && first + group.size() <= bm25.least_of_phrase.size()) {
                const auto phrases = std::span(bm25.least_of_phrase).subspan(first, group.size());
                const auto commonest = std::ranges::max_element(phrases) - phrases.begin();
                Rare rare{.terms = group,
                          .least = std::accumulate(phrases.begin(), phrases.end(), 0.0) -
                                   phrases[static_cast<std::size_t>(commonest)]};
                rare.terms.erase(rare.terms.begin() + commonest);
                return rare;
            }
            first += group.size();
        }
        return {};
    }

    /// Leaves of what has the words those that may be told, by likes or downloads: the first ones,
    /// and who has as many as the last of these.
    void keep_first(const std::string& expression) {
        PositionSet having = positions_with(expression);
        having.keep(allowed_);
        PositionSet first(index_.size(), false);
        std::size_t count = 0;
        std::optional<std::int64_t> last;
        index_.for_each_chunk(order(), [&](std::span<const std::uint32_t> positions) {
            for (const std::uint32_t position : positions) {
                if (!having.contains(position)) {
                    continue;
                }
                const std::int64_t value = number(index_.numbers(position));
                if (last && value != *last) {
                    return false;
                }
                first.add(position);
                if (++count == options_.top) {
                    last = value;
                }
            }
            return true;
        });
        allowed_ = first;
    }

    [[nodiscard]] PositionSet positions_with(const std::string& expression) {
        PositionSet having(index_.size(), false);
        const auto rows = index_.database().cached("SELECT rowid FROM words WHERE words MATCH ?");
        rows->bind(expression);
        while (rows->step()) {
            having.add(position_of(*rows));
        }
        return having;
    }
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
            allowed_.remove(positions_with(any_of(query_.without_terms)));
        }
    }
    void keep_liked(std::int64_t least) {
        PositionSet liked(index_.size(), false);
        index_.for_each_chunk(SearchOrder::kLikes, [&](std::span<const std::uint32_t> positions) {
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

    void sort(std::vector<Ranked>& ranked) const {
        const auto by_score = [this](const Ranked& one) {
            return std::tuple(-one.score, -one.numbers.likes,
                              query_.terms.empty() ? -one.numbers.downloads : 0,
                              one.numbers.id_rank);
        };
        const auto by_number = [&](const Ranked& one) {
            return std::tuple(-number(one.numbers), by_score(one));
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

}  // namespace

std::vector<Ranked> rank(SearchIndex& index, const SearchQuery& query,
                         const SearchOptions& options) {
    return Ranking(index, query, options).ranked();
}

}  // namespace hubmine::store
