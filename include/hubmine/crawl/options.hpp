#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/walks.hpp"
#include "hubmine/store/work_queue.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What to ask next: plan, queue, resume, refresh.
namespace hubmine::crawl {

/// What is read of the Hub, and of what first.
struct Scope {
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    bool listing = true;
    std::set<store::Detail> details{store::Detail::kCommits, store::Detail::kDiscussions};
    bool owners = false;
    std::int64_t most_owners = 10'000;  ///< whose overviews are asked for
    std::string author;
    std::string filter;
    std::int64_t limit = 0;  ///< repositories a kind; 0 = all
    store::WorkOrder order = store::WorkOrder::kOldest;
    std::int64_t min_likes = 0;
    std::int64_t min_downloads = 0;
};

/// Which repositories' histories are read when not all are.
struct SampleChoice {
    std::int64_t sample = 0;  ///< 0 = everything
    std::uint64_t seed = 1;
    std::vector<std::string> sample_by;  ///< "kind", "subfield"
};

/// What is old enough to be read again.
struct Refresh {
    std::chrono::seconds relist_after{24 * 3600};
    std::chrono::seconds resume_within = store::kResumeWithin;  ///< an interrupted listing
    std::chrono::seconds refresh_discussions{30 * 24 * 3600};
    std::chrono::seconds refresh_owners{30 * 24 * 3600};
    std::chrono::seconds retry_unreadable{30 * 24 * 3600};
};

/// How much is asked of the Hub, how fast, and how long it is waited for.
struct Manners {
    int concurrency = 16;
    double quota_share = 1.0;  ///< 0 < share <= 1
    bool wait = true;          ///< false: leave at the first limit
    std::optional<std::int64_t> max_requests;
    std::optional<std::chrono::seconds> max_time;
    std::optional<std::chrono::seconds> max_wait;
    int max_attempts = 6;
    std::chrono::milliseconds retry_base{1000};  ///< first back-off; doubled each time, full jitter
    std::chrono::milliseconds retry_cap{60000};
    std::chrono::milliseconds connect_timeout{10000};
    std::chrono::milliseconds first_byte_timeout{60000};
    std::chrono::milliseconds stall_timeout{30000};  ///< between two pieces of a reply
    std::chrono::milliseconds total_timeout{300000};
    std::int64_t max_pages = 20000;    ///< of one list or history; tells when to leave a bad Hub
    std::int64_t max_lookups = 20000;  ///< of names that no listed repository has; a run
    std::int64_t page_limit = 1000;    ///< rows a list page, commits a page
    std::size_t max_reply_bytes = std::size_t{64} << 20U;  ///< of any kind
};

/// Everything a user can ask of a crawl. The command line fills it in; nothing here is read from
/// the environment.
struct Options : Scope, SampleChoice, Refresh, Manners {
    std::filesystem::path store;
    std::string endpoint = "https://huggingface.co";
    std::string token;    ///< empty = anonymous; never logged, never stored
    std::string contact;  ///< for the User-Agent
    std::string ca_bundle;
    std::int64_t store_max_pages = 0;  ///< tests of a full disk
};

}  // namespace hubmine::crawl
