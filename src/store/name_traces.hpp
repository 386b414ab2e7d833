#pragma once

#include "hubmine/store/forget.hpp"

#include "database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Where a name stands in a store. Lists of row ids are JSON arrays.
struct NameTraces {
    std::optional<std::int64_t> author_id;
    std::string lists;         ///< author lists that name it
    std::string repositories;  ///< those it owns and that are to go
    std::string tags;          ///< tags that name it and that nothing has that stays
    std::string targets;       ///< the same of what spaces use and models are based on
    std::vector<NameTrace> told;
};

/// `name` is clean. Only reads.
[[nodiscard]] NameTraces trace_name(Database& database, std::string_view name,
                                    bool with_repositories);

/// The name stands in the text, and no letter, digit, dash or underscore beside it.
[[nodiscard]] bool names_as_word(std::string_view text, std::string_view name);

}  // namespace hubmine::store
