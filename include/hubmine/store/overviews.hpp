#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/work_queue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Those who own repositories, and what their overviews tell.
namespace hubmine::store {

/// Whose overviews are due.
struct OwnerQuery {
    /// Owners of present repositories of these kinds, namespace, tag and limit; when what was tried
    /// in vain is due again.
    WorkQuery within;
    std::int64_t most = 0;  ///< the owners with most downloads, then likes, then by name
    /// Overviews read before this are read again; absent = never.
    std::optional<core::Timestamp> overviews_before;
};

/// An owner whose overview is to be asked for.
struct OwnerItem {
    std::string name;
    hub::AccountKind guess = hub::AccountKind::kUser;  ///< what is known of it, else a user
};

/// An overview that was asked for in vain.
struct OwnerOutcome {
    std::string name;
    FetchState state = FetchState::kFailed;
    int http_status = 0;  ///< 0 when there was no reply
    std::int64_t attempts = 1;
    std::string message;
    core::Timestamp at;
};

/// Finds owners whose overviews are due, and writes what came of asking.
class Overviews {
  public:
    explicit Overviews(const Store& store) : connection_(store.connection()) {}

    /// All of them, the most downloaded first. Reads all repositories.
    [[nodiscard]] std::vector<OwnerItem> due(const OwnerQuery& query) const;
    /// `record` is of the owner called `name`, whatever letter case it uses itself.
    void record(const std::string& name, const hub::OverviewRecord& record, core::Timestamp at);
    /// What was known of the owner stays.
    void record_outcome(const OwnerOutcome& outcome);
    /// Takes over what rows of discussions told of accounts that own repositories. Reads the names
    /// of all repositories.
    void take_over_told();

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
