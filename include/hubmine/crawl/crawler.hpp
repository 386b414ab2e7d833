#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

/// What to ask next: plan, queue, resume, refresh.
namespace hubmine::crawl {

/// Everything a user can ask of a crawl. The command line fills it in; nothing here is read from
/// the environment.
struct Options {
    std::filesystem::path store;
    std::string endpoint = "https://huggingface.co";
    std::string token;    ///< empty = anonymous; never logged, never stored
    std::string contact;  ///< for the User-Agent
    std::string ca_bundle;

    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    bool listing = true;
    bool commits = true;
    bool discussions = true;
    std::string author;
    std::string filter;
    std::int64_t limit = 0;  ///< repositories a kind; 0 = all
    store::WorkOrder order = store::WorkOrder::kOldest;
    std::int64_t min_likes = 0;
    std::int64_t min_downloads = 0;
    std::int64_t sample = 0;  ///< 0 = everything
    std::uint64_t seed = 1;
    std::vector<std::string> sample_by;  ///< "kind", "subfield"

    int concurrency = 16;
    double quota_share = 1.0;  ///< 0 < share <= 1
    bool wait = true;          ///< false: leave at the first limit
    std::optional<std::int64_t> max_requests;
    std::optional<std::chrono::seconds> max_time;
    std::optional<std::chrono::seconds> max_wait;
    std::chrono::seconds relist_after{24 * 3600};
    std::chrono::seconds resume_within = store::kResumeWithin;  ///< an interrupted listing
    std::chrono::seconds refresh_discussions{30 * 24 * 3600};
    std::chrono::seconds retry_unreadable{30 * 24 * 3600};
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
    std::int64_t store_max_pages = 0;                      ///< tests of a full disk
};

/// How the crawl stands, for a progress line. Called from one thread, a few times a second.
struct Progress {
    std::string phase;  ///< "listing models", "commits", ...
    std::int64_t done = 0;
    std::optional<std::int64_t> expected;
    std::int64_t requests = 0;
    double requests_per_second = 0;
    bool waiting_for_quota = false;
    std::chrono::seconds wait_left{0};
};

/// Why the crawl ended: nothing left to do; requests or time used up; quota, when it was not to be
/// waited for; a signal; a Hub that stays down.
enum class Ending { kDone, kBudget, kLimit, kInterrupted, kUnavailable };

/// What was asked, got, and is missing; the closing summary and `--summary-json`.
struct Summary {
    Ending ending = Ending::kDone;
    std::int64_t snapshot_id = 0;
    std::int64_t requests = 0;
    std::int64_t retries = 0;
    std::int64_t bytes = 0;  ///< received over the wire
    std::chrono::milliseconds waited_for_quota{0};
    std::chrono::milliseconds elapsed{0};
    std::int64_t listed = 0;  ///< rows of lists stored in this run
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t removed = 0;
    std::map<std::string, std::int64_t>
        fetched;                  ///< by "commits complete", "discussions gone", ...
    std::int64_t malformed = 0;   ///< values of the Hub that were not what they should be
    std::int64_t left = 0;        ///< reads that were asked for and are pending or failed
    std::int64_t names_left = 0;  ///< names that `max_lookups` left for the next run
    bool lists_complete = false;  ///< every list that was to be walked came to its end
    std::vector<store::Coverage> coverage;
    [[nodiscard]] bool incomplete() const;  ///< something asked for is pending or failed
};

struct Hooks {
    std::function<void(const Progress&)> progress;   ///< may be empty
    std::function<void(const std::string&)> notice;  ///< one line for a person; may be empty;
                                                     ///< called from two threads
    /// The same of what was not to be expected and should be looked at; may be empty.
    std::function<void(const std::string&)> warning;
    std::function<core::Timestamp()> now;  ///< empty = the machine's clock
    /// Called at the end, while nobody else can crawl into the store; may be empty.
    std::function<void(store::Store&, const Summary&)> closing;
};

/// Runs until done, out of budget, or asked to stop. Throws RefusedError (wrong token), BusyError
/// (store in use), Error.
Summary run(const Options& given, const Hooks& hooks, std::stop_token stop);

}  // namespace hubmine::crawl
