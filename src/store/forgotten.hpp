#pragma once

#include "hubmine/core/text_map.hpp"

#include "database.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace hubmine::store {

/// The names that the store was told to forget. It holds keyed hashes of them only, so it can say
/// of a name whether it is one, and not which ones they are. Reads them at the first question.
class Forgotten {
  public:
    explicit Forgotten(Database& database) : database_(database) {}

    [[nodiscard]] bool contains(std::string_view name);
    /// The repository belongs to a name that was forgotten together with what it owns.
    [[nodiscard]] bool contains_owner_of(std::string_view repository);
    /// The same of the owner.
    [[nodiscard]] bool contains_owner(std::string_view name);
    /// Adds a name; `repositories`: and what it owns. Within the caller's transaction.
    void add(std::string_view name, bool repositories);

  private:
    void load();
    [[nodiscard]] std::string hash(std::string_view name) const;

    Database& database_;
    bool loaded_ = false;
    std::string key_;
    core::TextMap<bool> repositories_;  ///< by hash
};

}  // namespace hubmine::store
