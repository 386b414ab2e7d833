#include "hubmine/stats/quantile.hpp"

#include "calendar/pace.hpp"
#include "calendar/tables.hpp"
#include "common/cells.hpp"
#include "common/columns.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::calendar {

namespace {

using core::Cell;

core::Timestamp moment_of_day(std::int64_t day) {
    return std::chrono::sys_days(std::chrono::days(day));
}

Cell date_cell(std::int64_t day) {
    return date_text(moment_of_day(day));
}

/// The repositories of an owner or entity, and how many of them were read.
struct Owned {
    std::int64_t repositories = 0;
    std::int64_t commits_read = 0;
    std::int64_t discussions_read = 0;
};

/// By number of the owner or entity.
std::vector<Owned> owned_by(const Findings& findings) {
    const Entities& entities = findings.entities;
    const bool by_entity = findings.settings.by_entity;
    std::vector<Owned> owned(by_entity ? entities.entity_count() : entities.owner_count());
    for (const core::Kind kind : findings.kinds) {
        const auto owners = entities.owners_of(kind);
        for (std::size_t repo = 0; repo < owners.size(); ++repo) {
            Owned& own = owned[by_entity ? entities.entity_of(owners[repo]) : owners[repo]];
            ++own.repositories;
            own.commits_read += findings.data.commits_of(kind).known[repo];
            own.discussions_read += findings.data.discussions_of(kind).known[repo];
        }
    }
    return owned;
}

void add_counts(const EventCounts& counts, std::vector<Cell>& cells) {
    cells.insert(cells.end(), counts.begin(), counts.end());
}

std::pair<std::string_view, EntityType> entity_of(const Findings& findings, const Actor& actor) {
    const Entities& entities = findings.entities;
    if (findings.settings.by_entity) {
        return {actor.name, entities.entity(actor.number).type};
    }
    const Owner owner = entities.owner(actor.number);
    return {entities.entity(owner.entity).name, owner.type};
}

/// The first day of the period that a day falls into.
std::int64_t first_day(std::int64_t day, Every every) {
    const core::Timestamp at = moment_of_day(day);
    if (every == Every::kWeek) {
        const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days(day)}};
        return day - static_cast<std::int64_t>(weekday.iso_encoding()) + 1;
    }
    if (every == Every::kMonth) {
        const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(at));
        return day - static_cast<std::int64_t>(unsigned{date.day()}) + 1;
    }
    return day;
}

/// Days of a period are put together.
std::vector<Day> periods_of(const std::vector<Day>& days, Every every) {
    std::vector<Day> periods;
    for (const Day& day : days) {
        const std::int64_t first = first_day(day.day, every);
        if (periods.empty() || periods.back().day != first) {
            periods.push_back({.day = first});
        }
        for (std::size_t event = 0; event < kEvents; ++event) {
            periods.back().counts.at(event) += day.counts.at(event);
        }
    }
    return periods;
}

/// The quartiles that levels are told by.
std::array<double, 3> quartiles_of(const std::vector<Day>& periods) {
    constexpr std::int64_t kQuarters = 4;
    std::vector<double> events;
    events.reserve(periods.size());
    for (const Day& period : periods) {
        events.push_back(static_cast<double>(sum_of(period.counts)));
    }
    std::sort(events.begin(), events.end());
    std::array<double, 3> quartiles{};
    for (std::size_t i = 0; i < quartiles.size(); ++i) {
        quartiles.at(i) = stats::quantile(events, static_cast<std::int64_t>(i) + 1, kQuarters);
    }
    return quartiles;
}

}  // namespace

void fill_activity(const Findings& findings, core::Table& table) {
    const std::vector<Owned> owned = owned_by(findings);
    std::int64_t rank = 0;
    for (const Actor& actor : findings.actors) {
        EventCounts counts{};
        for (const Day& day : actor.days) {
            for (std::size_t event = 0; event < kEvents; ++event) {
                counts.at(event) += day.counts.at(event);
            }
        }
        const Pace pace = pace_of(actor.days);
        const auto [entity, type] = entity_of(findings, actor);
        std::vector<Cell> cells{++rank, std::string(actor.name), std::string(entity),
                                std::string(entity_type_name(type)), sum_of(counts)};
        add_counts(counts, cells);
        const Owned& own = owned[actor.number];
        cells.insert(cells.end(),
                     {count(actor.days.size()), pace.streak, pace.gap, date_cell(pace.busiest),
                      pace.busiest_events, date_cell(actor.days.front().day),
                      date_cell(actor.days.back().day), own.repositories, own.commits_read,
                      own.discussions_read});
        table.add_row(std::move(cells));
    }
}

void fill_calendar(const Findings& findings, core::RowSink& rows) {
    std::int64_t rank = 0;
    for (const Actor& actor : findings.actors) {
        ++rank;
        const std::vector<Day> periods = periods_of(actor.days, findings.settings.every);
        const std::array<double, 3> quartiles = quartiles_of(periods);
        for (const Day& period : periods) {
            const std::int64_t events = sum_of(period.counts);
            const auto* const level =
                std::lower_bound(quartiles.begin(), quartiles.end(), static_cast<double>(events));
            std::vector<Cell> cells{rank, std::string(actor.name), date_cell(period.day)};
            add_counts(period.counts, cells);
            cells.insert(cells.end(),
                         {events, static_cast<std::int64_t>(level - quartiles.begin()) + 1});
            rows.add_row(std::move(cells));
        }
    }
}

}  // namespace hubmine::analysis::calendar
