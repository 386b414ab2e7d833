#include "hubmine/core/error.hpp"
#include "hubmine/store/snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace hubmine::store {

namespace {

using Snapshots = std::vector<Snapshot>;

std::optional<Snapshot> newest_complete(const Snapshots& walks,
                                        std::optional<core::Timestamp> by = std::nullopt) {
    std::optional<Snapshot> newest;
    for (const Snapshot& walk : walks) {
        if (walk.complete && (!by || walk.finished_at <= *by)) {
            newest = walk;
        }
    }
    return newest;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(id) : std::nullopt;
}

/// Walks of the whole list; where there is none, those of a part are all there is.
Snapshots without_partial_ones(const Snapshots& walks) {
    Snapshots whole = walks;
    std::erase_if(whole, [](const Snapshot& walk) { return walk.scope.is_partial(); });
    return whole.empty() ? walks : whole;
}

/// A day without a time means all of it.
std::optional<core::Timestamp> parse_moment(std::string_view text) {
    constexpr std::size_t kDayLength = 10;
    std::optional<core::Timestamp> moment = core::parse_time(text);
    if (moment && text.size() == kDayLength) {
        *moment += std::chrono::hours(24) - std::chrono::milliseconds(1);
    }
    return moment;
}

Snapshot named_snapshot(const Snapshots& walks, const std::string& name, const std::string& file) {
    if (const auto id = parse_id(name)) {
        const auto found = std::find_if(walks.begin(), walks.end(), [&](const Snapshot& walk) {
            return walk.snapshot_id == *id;
        });
        if (found == walks.end()) {
            throw core::UsageError(
                fmt::format("{} has no snapshot {}: see `hubmine snapshots list`", file, name));
        }
        return *found;
    }
    const auto moment = parse_moment(name);
    if (!moment) {
        throw core::UsageError(
            fmt::format("--snapshot {}: neither a snapshot's number nor a date", name));
    }
    const auto found = newest_complete(without_partial_ones(walks), moment);
    if (!found) {
        throw core::UsageError(fmt::format(
            "{} has no complete snapshot by {}: see `hubmine snapshots list`", file, name));
    }
    return *found;
}

}  // namespace

Snapshot find_snapshot(const Store& store, const std::string& name) {
    const Snapshots walks = load_walks(store);
    const std::string file = store.path().string();
    if (walks.empty()) {
        throw core::Error(
            fmt::format("{} holds no snapshot yet: fill it with `hubmine crawl`", file));
    }
    if (!name.empty()) {
        return named_snapshot(walks, name, file);
    }
    const Snapshots choice = without_partial_ones(walks);
    return newest_complete(choice).value_or(choice.back());
}

}  // namespace hubmine::store
