#pragma once

#include "hubmine/core/texts.hpp"

#include "database.hpp"
#include "positions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// What the file holds twice is compared as it is loaded, so that a byte that changed in it leads
/// to DamagedError and to no figure. verify() compares the same, and more, at leisure.

/// The texts of a table, as they were read from it, against an index of it.
class TextCheck {
  public:
    void add(std::int64_t row_id, std::string_view text) {
        // The rows have another order in the index: a sum does not mind.
        sum_ += std::hash<std::string_view>{}(text) * (2 * static_cast<std::uint64_t>(row_id) + 1);
    }
    /// Of texts that were read apart from these.
    void append(const TextCheck& other) { sum_ += other.sum_; }
    /// Of the texts of an index: `index_sql` (a literal) reads number and text from it alone.
    [[nodiscard]] static TextCheck of_index(Database& database, const char* index_sql);
    /// Throws DamagedError when the index has other texts; `table` is for the message.
    void compare(const TextCheck& index, const Database& database, std::string_view table) const;

  private:
    std::uint64_t sum_ = 0;
};

/// A table that interns text: every text once, with a number.
struct InternedTexts {
    const char* table;
    const char* table_sql;
    const char* index_sql;
};
inline constexpr InternedTexts kTagTexts{"tag", "SELECT tag_id, value FROM tag ORDER BY tag_id",
                                         "SELECT tag_id, value FROM tag "
                                         "INDEXED BY sqlite_autoindex_tag_1"};
inline constexpr InternedTexts kLabelTexts{"label",
                                           "SELECT label_id, value FROM label ORDER BY label_id",
                                           "SELECT label_id, value FROM label "
                                           "INDEXED BY sqlite_autoindex_label_1"};
inline constexpr InternedTexts kAuthorTexts{"author",
                                            "SELECT author_id, name FROM author ORDER BY author_id",
                                            "SELECT author_id, name FROM author "
                                            "INDEXED BY sqlite_autoindex_author_1"};
inline constexpr InternedTexts kAuthorListTexts{
    "author_list", "SELECT list_id, members FROM author_list ORDER BY list_id",
    "SELECT list_id, members FROM author_list INDEXED BY sqlite_autoindex_author_list_1"};

/// Calls `visit(number, text)` for each row, in ascending order of the number, then compares.
template <typename Visit>
void for_each_text(Database& database, const InternedTexts& from, const Visit& visit) {
    TextCheck check;
    const auto rows = database.cached(from.table_sql);
    while (rows->step()) {
        const std::int64_t row_id = rows->integer(0);
        const std::string_view text = rows->text(1);
        check.add(row_id, text);
        visit(row_id, text);
    }
    check.compare(TextCheck::of_index(database, from.index_sql), database, from.table);
}

/// Fills `positions` with the place of each text in `texts`.
void load_texts(Database& database, const InternedTexts& from, Positions& positions,
                core::Texts& texts);

/// How many commits or discussions were loaded of each repository of a kind, against the number
/// that was kept when they were stored.
class HeldCheck {
  public:
    explicit HeldCheck(std::size_t repositories)
        : held_(repositories, kUnknown), loaded_(repositories, 0) {}
    void expect(std::uint32_t position, std::int64_t held) { held_[position] = held; }
    void add(std::uint32_t position, std::int64_t count) { loaded_[position] += count; }
    /// Of all repositories together, as far as it was kept; kMostCounted at most.
    [[nodiscard]] std::int64_t total() const {
        std::int64_t sum = 0;
        for (const std::int64_t held : held_) {
            sum = std::min(sum + (held == kUnknown ? 0 : held), kMostCounted);
        }
        return sum;
    }
    /// The first repository of which another number was loaded than was kept.
    struct Difference {
        std::uint32_t position = 0;
        std::int64_t held = 0;
        std::int64_t loaded = 0;
    };
    [[nodiscard]] std::optional<Difference> difference() const;

  private:
    static constexpr std::int64_t kUnknown = -1;
    std::vector<std::int64_t> held_;
    std::vector<std::int64_t> loaded_;
};

}  // namespace hubmine::store
