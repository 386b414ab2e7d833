#pragma once

#include "hubmine/core/text_map.hpp"

#include "database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::store {

/// So many texts of a table are remembered. Keeps a crawl's memory flat: some 10 MB a table.
inline constexpr std::size_t kMostRemembered = 100000;

/// Text -> row id of a table that holds each text once. Remembers a bounded number of them.
class Interner {
  public:
    /// `find_sql` selects the id of a text, `add_sql` inserts it; both literals.
    Interner(Database& database, const char* find_sql, const char* add_sql)
        : database_(database), find_sql_(find_sql), add_sql_(add_sql) {}

    /// The id of a text, which is cleaned first; added when it is new.
    std::int64_t id(std::string_view text);
    /// The id when the text is there.
    std::optional<std::int64_t> find(std::string_view text);

  private:
    void forget_after_rollback();

    Database& database_;
    const char* find_sql_;
    const char* add_sql_;
    core::TextMap<std::int64_t> known_;
    std::uint64_t rollbacks_ = 0;
    std::string buffer_;
};

}  // namespace hubmine::store
