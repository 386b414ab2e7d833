#pragma once

#include "hubmine/store/snapshots.hpp"

#include "database.hpp"

#include <cstdint>
#include <unordered_set>

namespace hubmine::store {

/// The repositories that a walk of a part of the lists showed, as far as the store can tell: those
/// of its kinds, owner and tag, as they were then, that were seen since it began. A list shows its
/// oldest rows first: a limit leaves those.
class WalkMembers {
  public:
    WalkMembers(Database& database, const Snapshot& walk);
    [[nodiscard]] bool contains(std::int64_t repo_id) const { return members_.contains(repo_id); }

  private:
    std::unordered_set<std::int64_t> members_;
};

}  // namespace hubmine::store
