#pragma once

#include "demohub/faults.hpp"
#include "demohub/message.hpp"
#include "demohub/quota.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::demohub {

/// What a server has seen and done.
struct Stats {
    std::int64_t requests = 0;                     ///< /_demo/ is not counted, here and below
    std::map<std::string, std::int64_t> by_route;  ///< "list models", "commits datasets", ...
    std::map<int, std::int64_t> by_status;
    std::map<std::string, std::int64_t> by_path;    ///< without the query
    std::map<std::string, std::int64_t> by_target;  ///< with it
    std::map<std::string, std::int64_t> faults;     ///< by fault_name; "canned"
    std::set<std::string> authorizations;           ///< values of that header, at most 1,000
    std::set<std::string> user_agents;              ///< at most 1,000
    std::int64_t limited = 0;                       ///< 429s because the quota was used up
    std::int64_t bytes = 0;                         ///< of bodies, as sent
    std::int64_t connections = 0;
    std::int64_t max_in_flight = 0;
    /// The most requests that came between a refusal (429, 503) that left none in flight and the
    /// next reply.
    std::int64_t max_after_refusal = 0;
    std::vector<WindowUse> windows;
};

[[nodiscard]] std::string to_json(const Stats& stats);

/// "list models", "info spaces", "commits datasets", "discussions models", "likers models",
/// "account", "other".
[[nodiscard]] std::string route_name(const Ask& ask);

/// Collects Stats; may be used by several threads.
class StatsBook {
  public:
    explicit StatsBook(bool count_paths) : count_paths_(count_paths) {}

    void connected();
    void asked(const Ask& ask, std::string_view user_agent);
    void replied(int status, std::size_t bytes, bool over_quota);
    void spoiled(std::string_view fault);
    [[nodiscard]] Stats stats() const;

  private:
    mutable std::mutex mutex_;
    bool count_paths_;
    std::int64_t in_flight_ = 0;
    std::int64_t since_refusal_ = 0;
    bool is_refusing_ = false;
    Stats stats_;
};

}  // namespace hubmine::demohub
