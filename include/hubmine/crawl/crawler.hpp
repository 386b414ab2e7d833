#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/crawl/options.hpp"
#include "hubmine/crawl/summary.hpp"
#include "hubmine/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace hubmine::crawl {

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
