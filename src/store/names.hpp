#pragma once

#include "hubmine/core/kind.hpp"

#include "interner.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hubmine::store {

/// Ids named by spaces and as base models -> rows of `target`.
class TargetInterner {
  public:
    explicit TargetInterner(Database& database) : database_(database) {}
    /// The row of an id, added when it is new. `by_space`: a space names it.
    std::int64_t id(core::Kind kind, std::string_view name, bool by_space);

  private:
    struct Known {
        std::int64_t id = 0;
        bool by_space = false;
    };
    Known load_or_add(core::Kind kind, std::string_view name, bool by_space);

    Database& database_;
    std::array<core::TextMap<Known>, 3> known_;
    std::uint64_t rollbacks_ = 0;
    std::string buffer_;
};

/// Every table that holds a text once.
struct Names {
    explicit Names(Database& database);
    Interner tags;
    Interner labels;
    Interner authors;
    Interner author_lists;
    TargetInterner targets;
};

}  // namespace hubmine::store
