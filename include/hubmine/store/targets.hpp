#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Names of repositories, and which repository they lead to.
namespace hubmine::store {

/// A model or dataset id named by spaces (or as a base model) that no repository answers to yet.
struct Target {
    std::int64_t target_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string id;
};

/// The names that others use of repositories, and what lookups say of them.
class Targets {
  public:
    explicit Targets(Store& store) : connection_(store.connection()) {}

    /// The targets of these kinds that are to be looked up, in the order of their numbers, from
    /// after the target `after` on.
    [[nodiscard]] std::vector<Target> unresolved(const std::vector<core::Kind>& kinds,
                                                 std::size_t limit, std::int64_t after = 0) const;
    /// The lookup of a target ended: the repository it is, or none. Either way it is not asked
    /// again soon.
    void record(std::int64_t target_id, const std::optional<hub::RepoRecord>& record,
                core::Timestamp at);
    /// `old_id` led to the repository `record` (a redirect): remembered as an alias.
    void record_alias(core::Kind kind, std::string_view old_id, const hub::RepoRecord& record,
                      core::Timestamp at);

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
