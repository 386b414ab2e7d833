#pragma once

#include "hubmine/store/coverage.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// Why the crawl ended: nothing left to do; requests or time used up; quota, when it was not to be
/// waited for; a signal; a Hub that stays down.
enum class Ending { kDone, kBudget, kLimit, kInterrupted, kUnavailable };

/// What replies came to.
struct Tally {
    std::int64_t listed = 0;  ///< rows of lists stored in this run
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t removed = 0;
    std::map<std::string, std::int64_t>
        fetched;                 ///< by "commits complete", "discussions gone", ...
    std::int64_t malformed = 0;  ///< values of the Hub that were not what they should be

    /// What is taken back again to nothing is not told.
    Tally& operator+=(const Tally& more);
};

/// What was asked, got, and is missing; the closing summary and `--summary-json`.
struct Summary : Tally {
    Ending ending = Ending::kDone;
    std::int64_t snapshot_id = 0;
    std::int64_t requests = 0;
    std::int64_t retries = 0;
    std::int64_t bytes = 0;  ///< received over the wire
    std::chrono::milliseconds waited_for_quota{0};
    std::chrono::milliseconds elapsed{0};
    std::int64_t left = 0;        ///< reads that were asked for and are pending or failed
    std::int64_t names_left = 0;  ///< names that `max_lookups` left for the next run
    bool lists_complete = false;  ///< every list that was to be walked came to its end
    std::vector<store::Coverage> coverage;
    [[nodiscard]] bool incomplete() const;  ///< something asked for is pending or failed
};

}  // namespace hubmine::crawl
