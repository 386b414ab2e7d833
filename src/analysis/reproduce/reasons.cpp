#include "reproduce/reasons.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace hubmine::analysis::reproduce {

namespace {

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <typename Part>
bool was_read(const Part& part) {
    return std::find(part.known.begin(), part.known.end(), 1) != part.known.end();
}

/// The kind whose repositories the figure counts.
core::Kind counted_kind(const Printed& printed) {
    return core::parse_kind(printed.asked("kind")).value_or(core::Kind::kModel);
}

std::optional<std::string> not_read(const Printed& printed, core::Kind kind,
                                    const store::Dataset& data) {
    const std::string_view activity =
        printed.asked("activity").empty() ? printed.column : printed.asked("activity");
    const std::array<std::string_view, 3> activities{activity, printed.asked("x"),
                                                     printed.asked("y")};
    const auto is_about = [&](std::initializer_list<std::string_view> names) {
        return std::any_of(activities.begin(), activities.end(),
                           [&](std::string_view each) { return is_any_of(each, names); });
    };
    const bool about_commits =
        printed.analysis == "rq2" || is_about({"n_commits", "n_committers", "n_community"});
    if (about_commits && !was_read(data.commits_of(kind))) {
        return fmt::format("no commits of {} were read", core::kind_plural(kind));
    }
    if (is_about({"n_discussions", "n_disc_starters", "n_community"}) &&
        !was_read(data.discussions_of(kind))) {
        return fmt::format("no discussions of {} were read", core::kind_plural(kind));
    }
    return std::nullopt;
}

}  // namespace

std::string why_missing(const Printed& printed, const store::Dataset& data) {
    if (printed.table.empty()) {
        return {};  // its note says it
    }
    const core::Kind kind = counted_kind(printed);
    for (const core::Kind needed : {kind, core::Kind::kSpace}) {
        const bool is_needed = needed == kind || printed.analysis == "rq3";
        if (is_needed && !was_listed(data, needed)) {
            return fmt::format("no {} were listed", core::kind_plural(needed));
        }
    }
    if (auto reason = not_read(printed, kind, data)) {
        return *std::move(reason);
    }
    return fmt::format("this store has no such figure: {} {} holds none", printed.analysis,
                       printed.table);
}

}  // namespace hubmine::analysis::reproduce
