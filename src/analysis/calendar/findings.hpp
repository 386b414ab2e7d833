#pragma once

#include "hubmine/store/dataset.hpp"

#include "calendar/events.hpp"
#include "calendar/pace.hpp"
#include "calendar/settings.hpp"
#include "common/developers.hpp"
#include "common/entities.hpp"
#include "common/table_row.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hubmine::analysis::calendar {

/// An owner, or an entity with `--by entity`, that is told of.
struct Actor {
    std::uint32_t number = 0;  ///< of the owner or entity, see Entities
    std::string_view name;
    std::vector<Day> days;  ///< ascending; at least one
};

/// What the tables are filled from.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    Developers developers;
    Entities entities;
    std::vector<core::Kind> kinds;  ///< asked for, and of which a list was read
    Window window;
    std::vector<Actor> actors;  ///< most events first, then by name
};

/// What the window is when nobody says: the 365 days that end with the day of the snapshot.
[[nodiscard]] Window window_of(const store::Dataset& data, const Settings& settings);

/// Throws UsageError when an owner who is asked for has no repository, and what
/// load_organisations and resolve_developers throw.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings);

}  // namespace hubmine::analysis::calendar
