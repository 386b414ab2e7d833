#pragma once

#include "hubmine/core/text_map.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/store/dataset.hpp"

#include "database.hpp"
#include "positions.hpp"
#include "second_copy.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::store {

/// Repositories from `first` to `last`, both included.
struct RepoRange {
    std::int64_t first = std::numeric_limits<std::int64_t>::min();
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

/// So many ranges that hold all repositories, of about as many each.
[[nodiscard]] std::vector<RepoRange> repo_ranges(Database& database, std::size_t parts);

/// Where a repository is in a Dataset.
struct Place {
    std::uint8_t kind = 0;
    std::uint32_t position = Positions::kNone;
    bool is_others = false;  ///< there, and left out for its owner
    [[nodiscard]] bool is_present() const { return position != Positions::kNone; }
};

/// repo_id -> Place.
class Places {
  public:
    /// Those of a range are kept close together.
    Places(const Database& database, const RepoRange& range)
        : codes_(database, "repo", range.first) {}

    /// A repository that is there, but no part of the Dataset.
    void set_away(std::int64_t repo_id) { codes_.set(repo_id, kAway); }
    void set_others(std::int64_t repo_id) { codes_.set(repo_id, kOthers); }
    void set(std::int64_t repo_id, Place place) {
        codes_.set(repo_id, (std::uint32_t{place.kind} << kBits) | place.position);
    }
    /// Throws DamagedError for a repository that is not there.
    [[nodiscard]] Place at(std::int64_t repo_id) const { return place_of(codes_.at(repo_id)); }
    /// Takes over those of the range that follows; of each kind `before` are here.
    void append(const Places& next, const std::array<std::uint32_t, 3>& before);

  private:
    static constexpr std::uint32_t kAway = Positions::kNone - 1;
    static constexpr std::uint32_t kOthers = Positions::kNone - 2;
    static constexpr unsigned kBits = 30;
    static Place place_of(std::uint32_t code) {
        constexpr std::uint32_t kPosition = (1U << kBits) - 1;
        return code >= kOthers ? Place{.is_others = code == kOthers}
                               : Place{.kind = static_cast<std::uint8_t>(code >> kBits),
                                       .position = code & kPosition};
    }

    Positions codes_;
};

/// Rows of a table of texts, numbered as they are met; their texts follow when all are known.
class RowNumbers {
  public:
    RowNumbers(const Database& database, const char* table) : numbers_(database, table) {}

    [[nodiscard]] TextId number(std::optional<std::int64_t> row_id);
    /// Positions::kNone for a row that was not met.
    [[nodiscard]] std::uint32_t find(std::int64_t row_id) const { return numbers_.find(row_id); }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// What its numbers are here, where those that are new follow.
    [[nodiscard]] std::vector<TextId> append(const RowNumbers& next);

  private:
    Positions numbers_;
    std::vector<std::int64_t> rows_;
};

/// Words, numbered as they are met.
class Words {
  public:
    [[nodiscard]] TextId number(std::string_view word);
    /// What its numbers are here, where those that are new follow.
    [[nodiscard]] std::vector<TextId> append(const Words& next);
    [[nodiscard]] core::Texts take() { return std::move(words_); }

  private:
    core::Texts words_;
    core::TextMap<TextId> numbers_;
};

/// Moves the values behind those that are there.
template <typename T>
void append_values(std::vector<T>& to, std::vector<T>& from) {
    if (to.empty()) {
        to = std::move(from);
    } else {
        to.insert(to.end(), from.begin(), from.end());
    }
    std::vector<T>().swap(from);
}

/// What is read of the repositories of a range.
struct RepoPart {
    RepoPart(const Database& database, const RepoRange& range)
        : places(database, range),
          licenses(database, "label"),
          labels(database, "label"),
          targets(database, "target") {}

    std::array<Repos, 3> repos;  ///< by core::Kind
    /// How many are on the Hub now, whether they are part of the Dataset or not.
    std::array<std::int64_t, 3> present{};
    Places places;
    TextCheck ids;
    RowNumbers licenses;
    RowNumbers labels;
    RowNumbers targets;  ///< of claims
    Words card_words;
    std::vector<std::pair<std::uint32_t, std::int64_t>> used;  ///< space, target_id
    std::uint32_t others_spaces = 0;  ///< numbered from Usage::kOthersSpace on

    /// Makes room for so many repositories of each kind: memory that is not written to costs
    /// nothing, and what has room is not copied as it grows.
    void reserve(const std::array<RepoColumns, 3>& columns, const std::array<std::size_t, 3>& rows);
    /// Takes over what was read of the range that follows: the result is that of one reading.
    void append(RepoPart&& next);
};

}  // namespace hubmine::store
