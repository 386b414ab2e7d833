#pragma once

#include "hubmine/core/kind.hpp"

#include "forgotten.hpp"
#include "interner.hpp"

#include <array>
#include <cstdint>
#include <optional>
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

/// Names of those who act -> rows of `author`. The one way by which a name becomes somebody.
class AuthorInterner {
  public:
    AuthorInterner(Database& database, Forgotten& forgotten);
    /// The row of a name, added when it is new; absent when the name is to be forgotten: whoever
    /// asks then treats it as a deleted account.
    std::optional<std::int64_t> id(std::string_view name);

  private:
    Forgotten& forgotten_;
    Interner rows_;
};

/// Every table that holds a text once, and the names that are not to come back.
struct Names {
    explicit Names(Database& database);
    Forgotten forgotten;
    Interner tags;
    Interner labels;
    AuthorInterner authors;
    Interner author_lists;
    TargetInterner targets;
};

}  // namespace hubmine::store
