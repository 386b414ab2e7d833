#pragma once

#include "database.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::store {

/// Writes a JSON array of row ids, '[3,17]': short, and json_each reads it.
class IdListWriter {
  public:
    void add(std::int64_t id);
    /// '[]' when nothing was added. Starts anew afterwards.
    [[nodiscard]] std::string finish();

  private:
    std::string text_ = std::string(1, '[');
};

/// The next id of the rest of such an array, which it shortens; absent at the end. The first call
/// takes the whole text. Throws DamagedError where the text is no such array.
[[nodiscard]] std::optional<std::int64_t> next_id(const Database& database, std::string_view& rest);

/// The same of a list of pairs.
[[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> next_pair(
    const Database& database, std::string_view& rest);

/// Calls `visit(id)` for every number in such an array, in order; none for an empty text. Throws
/// DamagedError when the text is no such array.
template <typename Visit>
void for_each_id(const Database& database, std::string_view text, Visit visit) {
    while (const std::optional<std::int64_t> id = next_id(database, text)) {
        visit(*id);
    }
}

/// Calls `visit(first, second)` for every pair of a list of pairs, '[[3,1],[17,0]]', in order; none
/// for an empty text. Throws DamagedError when the text is no such list.
template <typename Visit>
void for_each_pair(const Database& database, std::string_view text, Visit visit) {
    while (const auto pair = next_pair(database, text)) {
        visit(pair->first, pair->second);
    }
}

/// The ids of a list whose order says nothing; none for an empty text.
[[nodiscard]] std::set<std::int64_t> id_set(const Database& database, std::string_view text);

}  // namespace hubmine::store
