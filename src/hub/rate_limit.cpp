#include "hubmine/hub/rate_limit.hpp"

#include "hubmine/core/text.hpp"

#include "field_value.hpp"

#include <algorithm>
#include <charconv>

namespace hubmine::hub {

namespace {

/// The Hub's windows are five minutes, and its quotas thousands. What is larger is taken for these.
constexpr std::int64_t kMostRequests = 1'000'000'000;
constexpr std::int64_t kMostSeconds = 24L * 3600;

std::optional<std::int64_t> at_most_a_day(std::optional<std::int64_t> seconds) {
    return seconds ? std::optional(std::min(*seconds, kMostSeconds)) : std::nullopt;
}

std::optional<std::int64_t> positive(std::optional<std::int64_t> number) {
    return number && *number > 0 ? number : std::nullopt;
}

/// A whole number from 0 to 10^15, the largest of structured fields; else absent.
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr std::int64_t kLargest = 1'000'000'000'000'000;
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > kLargest) {
        return std::nullopt;
    }
    return value;
}

/// A name and its whole-number parameters.
struct Item {
    std::string name;
    std::vector<std::pair<std::string, std::int64_t>> parameters;

    [[nodiscard]] std::optional<std::int64_t> parameter(std::string_view key) const {
        for (const auto& [name_of, value] : parameters) {
            if (name_of == key) {
                return value;
            }
        }
        return std::nullopt;
    }
};

Item parse_item(std::string_view text) {
    Item item;
    for (const std::string_view part : split_field(text, ';')) {
        const std::string_view piece = core::trim(part);
        const bool quoted = piece.size() >= 2 && piece.front() == '"' && piece.back() == '"';
        const std::size_t equals = piece.find('=');
        if (quoted) {
            item.name = piece.substr(1, piece.size() - 2);
        } else if (equals == std::string_view::npos) {
            if (item.name.empty()) {
                item.name = piece;
            }
        } else if (const auto value = whole_number(core::trim(piece.substr(equals + 1)))) {
            item.parameters.emplace_back(core::trim(piece.substr(0, equals)), *value);
        }
    }
    return item;
}

template <typename Entry>
std::vector<Entry> of_all_lines(const std::vector<std::string>& lines,
                                std::vector<Entry> (*parse)(std::string_view)) {
    std::vector<Entry> all;
    for (const std::string& line : lines) {
        const std::vector<Entry> entries = parse(line);
        all.insert(all.end(), entries.begin(), entries.end());
    }
    return all;
}

template <typename Entry>
const Entry* named(const std::vector<Entry>& entries, std::string_view name) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.policy == name; });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace

std::vector<RateLimitState> parse_rate_limit(std::string_view header) {
    std::vector<RateLimitState> states;
    for (const std::string_view text : split_field(header, ',')) {
        const Item item = parse_item(text);
        if (const auto remaining = item.parameter("r")) {
            states.push_back({item.name, std::min(*remaining, kMostRequests),
                              at_most_a_day(item.parameter("t"))});
        }
    }
    return states;
}

std::vector<RateLimitPolicy> parse_rate_limit_policy(std::string_view header) {
    std::vector<RateLimitPolicy> policies;
    for (const std::string_view text : split_field(header, ',')) {
        const Item item = parse_item(text);
        // A window of no requests, or of no time, is none.
        if (const auto quota = item.parameter("q"); quota && *quota > 0) {
            policies.push_back({item.name, std::min(*quota, kMostRequests),
                                positive(at_most_a_day(item.parameter("w")))});
        }
    }
    return policies;
}

RateLimit rate_limit_of(const std::vector<std::string>& rate_limits,
                        const std::vector<std::string>& policy_lines) {
    const std::vector<RateLimitState> states = of_all_lines(rate_limits, parse_rate_limit);
    const std::vector<RateLimitPolicy> policies =
        of_all_lines(policy_lines, parse_rate_limit_policy);
    RateLimit result;
    if (const RateLimitState* ours = named(states, kOurBucket)) {
        result.state = *ours;
    } else if (!states.empty()) {
        result.state = *std::min_element(
            states.begin(), states.end(),
            [](const auto& a, const auto& b) { return a.remaining < b.remaining; });
    }
    const std::string_view name =
        result.state ? std::string_view(result.state->policy) : kOurBucket;
    if (const RateLimitPolicy* ours = named(policies, name)) {
        result.policy = *ours;
    } else if (policies.size() == 1) {
        result.policy = policies.front();
    }
    return result;
}

}  // namespace hubmine::hub
