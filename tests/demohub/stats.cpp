#include "demohub/stats.hpp"

#include "hubmine/core/kind.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hubmine::demohub {
namespace {

constexpr std::size_t kMaxKept = 1000;

void remember(std::set<std::string>& kept, std::string_view value) {
    if (kept.size() < kMaxKept) {
        kept.emplace(value);
    }
}

}  // namespace

std::string route_name(const Ask& ask) {
    const auto& words = ask.segments;
    if (words.size() < 2 || words[0] != "api") {
        return "other";
    }
    if (words[1] == "users" || words[1] == "organizations") {
        return "account";
    }
    if (!core::parse_kind(words[1])) {
        return "other";
    }
    std::string what = words.size() == 2 ? "list" : "info";
    for (std::size_t i = 3; i < std::min<std::size_t>(words.size(), 5); ++i) {
        if (words[i] == "commits" || words[i] == "discussions" || words[i] == "likers") {
            what = words[i];
        }
    }
    return what + " " + words[1];
}

void StatsBook::connected() {
    const std::lock_guard lock(mutex_);
    ++stats_.connections;
}

void StatsBook::asked(const Ask& ask, std::string_view user_agent) {
    const std::lock_guard lock(mutex_);
    ++stats_.requests;
    stats_.max_in_flight = std::max(stats_.max_in_flight, ++in_flight_);
    if (is_refusing_) {
        stats_.max_after_refusal = std::max(stats_.max_after_refusal, ++since_refusal_);
    }
    ++stats_.by_route[route_name(ask)];
    if (count_paths_) {
        ++stats_.by_path[ask.target.substr(0, ask.target.find('?'))];
        ++stats_.by_target[ask.target];
    }
    if (ask.authorization) {
        remember(stats_.authorizations, *ask.authorization);
    }
    remember(stats_.user_agents, user_agent);
}

void StatsBook::replied(int status, std::size_t bytes, bool over_quota) {
    const std::lock_guard lock(mutex_);
    --in_flight_;
    // Of requests that were sent together some may be refused before others arrive.
    is_refusing_ = (status == 429 || status == 503) && in_flight_ == 0;
    since_refusal_ = 0;
    ++stats_.by_status[status];
    stats_.bytes += static_cast<std::int64_t>(bytes);
    stats_.limited += over_quota ? 1 : 0;
}

void StatsBook::spoiled(std::string_view fault) {
    const std::lock_guard lock(mutex_);
    ++stats_.faults[std::string(fault)];
}

Stats StatsBook::stats() const {
    const std::lock_guard lock(mutex_);
    return stats_;
}

std::string to_json(const Stats& stats) {
    nlohmann::ordered_json json;
    json["requests"] = stats.requests;
    json["by_route"] = stats.by_route;
    json["by_status"] = nlohmann::ordered_json::object();
    for (const auto& [status, count] : stats.by_status) {
        json["by_status"][std::to_string(status)] = count;
    }
    json["by_path"] = stats.by_path;
    json["by_target"] = stats.by_target;
    json["faults"] = stats.faults;
    json["authorizations"] = stats.authorizations;
    json["user_agents"] = stats.user_agents;
    json["limited"] = stats.limited;
    json["bytes"] = stats.bytes;
    json["connections"] = stats.connections;
    json["max_in_flight"] = stats.max_in_flight;
    json["max_after_refusal"] = stats.max_after_refusal;
    json["windows"] = nlohmann::ordered_json::array();
    for (const WindowUse& window : stats.windows) {
        json["windows"].push_back(
            {{"number", window.number}, {"used", window.used}, {"refused", window.refused}});
    }
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace hubmine::demohub
