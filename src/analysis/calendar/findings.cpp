#include "calendar/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>
#include <utility>

namespace hubmine::analysis::calendar {

namespace {

constexpr std::uint32_t kNotTold = std::numeric_limits<std::uint32_t>::max();

/// The owners or the entities that repositories are put together by.
class Names {
  public:
    Names(const Entities& entities, bool by_entity) : entities_(entities), by_entity_(by_entity) {}

    [[nodiscard]] std::size_t size() const {
        return by_entity_ ? entities_.entity_count() : entities_.owner_count();
    }
    /// Of the repository of an owner.
    [[nodiscard]] std::uint32_t of(std::uint32_t owner) const {
        return by_entity_ ? entities_.entity_of(owner) : owner;
    }
    [[nodiscard]] bool is_named(std::uint32_t number) const {
        return by_entity_ ? entities_.is_named_entity(number) : entities_.is_named_owner(number);
    }
    [[nodiscard]] std::string_view name(std::uint32_t number) const {
        return by_entity_ ? entities_.entity(number).name : entities_.owner(number).name;
    }
    /// Of equal names the listed one comes first.
    [[nodiscard]] bool is_listed(std::uint32_t number) const {
        return by_entity_ && entities_.entity(number).is_listed;
    }

  private:
    const Entities& entities_;
    bool by_entity_;
};

/// Calls `visit(number, event, time)` with what happened to each name.
template <typename Visit>
void for_each_event(const Findings& findings, const Names& names,
                    const std::vector<std::uint8_t>& is_somebody, const Visit& visit) {
    for (const core::Kind kind : findings.kinds) {
        const auto owners = findings.entities.owners_of(kind);
        const auto visit_name = [&](std::uint32_t repo, Event event, core::Timestamp at) {
            visit(names.of(owners[repo]), event, at);
        };
        for_each_creation(findings.data, kind, findings.window, visit_name);
        for_each_commit(findings.data, kind, is_somebody, findings.window, visit_name);
        for_each_discussion(findings.data, kind, findings.developers, findings.window, visit_name);
    }
}

/// Throws for a name that owns nothing.
void check_owners(const Findings& findings, const Names& names) {
    std::vector<std::string_view> missing(findings.settings.owners.begin(),
                                          findings.settings.owners.end());
    for (const core::Kind kind : findings.kinds) {
        for (const std::uint32_t owner : findings.entities.owners_of(kind)) {
            if (missing.empty()) {
                return;
            }
            const std::uint32_t number = names.of(owner);
            if (names.is_named(number)) {
                missing.erase(std::remove(missing.begin(), missing.end(), names.name(number)),
                              missing.end());
            }
        }
    }
    if (!missing.empty()) {
        throw core::UsageError(fmt::format("--owner: '{}' owns no repository of this snapshot{}",
                                           missing.front(),
                                           findings.settings.by_entity ? " as an entity" : ""));
    }
}

/// Whom the tables tell of, most events first.
std::vector<std::uint32_t> ranked(const Settings& settings, const Names& names,
                                  const std::vector<std::int64_t>& events) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t number = 0; number < events.size(); ++number) {
        if (events[number] > 0 && names.is_named(number) &&
            (settings.owners.empty() || core::contains(settings.owners, names.name(number)))) {
            order.push_back(number);
        }
    }
    const auto key = [&](std::uint32_t number) {
        return std::tuple(-events[number], names.name(number), !names.is_listed(number));
    };
    const std::size_t told = top_of(settings, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(told), order.end(),
                      [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    order.resize(told);
    return order;
}

/// Something that happened to somebody who is told of.
struct Happening {
    std::uint32_t rank = 0;
    std::int32_t day = 0;
    Event event = Event::kCommit;
    friend bool operator<(const Happening& a, const Happening& b) {
        return std::tuple(a.rank, a.day, a.event) < std::tuple(b.rank, b.day, b.event);
    }
};

void add_days(std::vector<Happening> happenings, std::vector<Actor>& told) {
    std::sort(happenings.begin(), happenings.end());
    for (const Happening& happening : happenings) {
        std::vector<Day>& own = told[happening.rank].days;
        if (own.empty() || own.back().day != happening.day) {
            own.push_back({.day = happening.day});
        }
        ++own.back().counts.at(static_cast<std::size_t>(happening.event));
    }
}

}  // namespace

Window window_of(const store::Dataset& data, const Settings& settings) {
    constexpr std::chrono::days kDays{365};
    const core::Timestamp last =
        std::chrono::floor<std::chrono::days>(moment_of(data.snapshot)) + std::chrono::days(1);
    const core::Timestamp end = settings.until.value_or(last);
    return {.begin = settings.since.value_or(end - kDays), .end = end};
}

Findings measure(const store::Dataset& data, const Settings& settings) {
    std::vector<core::Kind> kinds;
    for (const core::Kind kind : core::kAllKinds) {
        const auto& wanted = settings.kinds;
        if (std::find(wanted.begin(), wanted.end(), kind) != wanted.end() &&
            was_listed(data, kind)) {
            kinds.push_back(kind);
        }
    }
    Findings findings{.data = data,
                      .settings = settings,
                      .developers = resolve_developers(data, settings),
                      .entities = Entities(data, load_organisations(settings), kinds),
                      .kinds = kinds,
                      .window = window_of(data, settings),
                      .actors = {}};
    const Names names(findings.entities, settings.by_entity);
    check_owners(findings, names);
    const std::vector<std::uint8_t> is_somebody = lists_of_somebody(data, findings.developers);
    std::vector<std::int64_t> events(names.size(), 0);
    for_each_event(findings, names, is_somebody,
                   [&events](std::uint32_t number, Event, core::Timestamp) { ++events[number]; });
    std::vector<std::uint32_t> rank(names.size(), kNotTold);
    std::int64_t told = 0;
    for (const std::uint32_t number : ranked(settings, names, events)) {
        rank[number] = static_cast<std::uint32_t>(findings.actors.size());
        told += events[number];
        findings.actors.push_back({.number = number, .name = names.name(number), .days = {}});
    }
    std::vector<Happening> happenings;
    happenings.reserve(static_cast<std::size_t>(told));
    for_each_event(
        findings, names, is_somebody, [&](std::uint32_t number, Event event, core::Timestamp at) {
            if (rank[number] != kNotTold) {
                const auto day = std::chrono::floor<std::chrono::days>(at).time_since_epoch();
                happenings.push_back({rank[number], static_cast<std::int32_t>(day.count()), event});
            }
        });
    add_days(std::move(happenings), findings.actors);
    return findings;
}

}  // namespace hubmine::analysis::calendar
