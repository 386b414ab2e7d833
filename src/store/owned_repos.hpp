#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/store/dataset.hpp"

#include "database.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hubmine::store {

/// Throws UsageError for an owner of whom no list ever showed a repository.
void check_owners(Database& database, const std::vector<std::string>& owners);
/// The Hub does not mind the case of an owner: names to compare with.
[[nodiscard]] std::vector<std::string> lower_owners(std::vector<std::string> owners);
/// `owners` as lower_owners() gives them.
[[nodiscard]] bool is_owned(std::string_view id, const std::vector<std::string>& owners);

/// The repositories of some owners, by what they were called at a snapshot.
class OwnedRepos {
  public:
    /// Throws what check_owners() throws.
    OwnedRepos(Database& database, std::int64_t snapshot_id, const OwnedBy& by);
    /// Whether it is of a kind of which only theirs count, and not theirs.
    [[nodiscard]] bool leave_out(core::Kind kind, std::int64_t repo_id) const;

  private:
    std::vector<core::Kind> kinds_;
    std::unordered_set<std::int64_t> theirs_;
};

}  // namespace hubmine::store
