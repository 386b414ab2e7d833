#include "calendar/story.hpp"

#include "hubmine/core/kind.hpp"

#include "calendar/pace.hpp"
#include "common/period.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace hubmine::analysis::calendar {

namespace {

/// So many are named in the sentence.
constexpr std::size_t kNamed = 3;

/// Of the time that is looked at, whole days; what is begun counts.
std::int64_t days_of(const Window& window) {
    return (std::chrono::ceil<std::chrono::days>(window.end) -
            std::chrono::floor<std::chrono::days>(window.begin))
        .count();
}

std::string last_day(const Window& window) {
    return date_text(window.end - std::chrono::milliseconds(1));
}

/// "In the year to 2026-01-15", "From 2025-01-01 to 2025-03-31".
std::string when(const Findings& findings) {
    const bool is_asked = findings.settings.since || findings.settings.until;
    return is_asked ? fmt::format("From {} to {}", date_text(findings.window.begin),
                                  last_day(findings.window))
                    : fmt::format("In the year to {}", last_day(findings.window));
}

}  // namespace

std::vector<std::string> tell(const Findings& findings) {
    std::vector<std::string> sentences;
    for (const core::Kind kind : findings.settings.kinds) {
        if (std::find(findings.kinds.begin(), findings.kinds.end(), kind) == findings.kinds.end()) {
            sentences.push_back(fmt::format("{}: no list was read.", core::kind_plural(kind)));
        }
    }
    if (findings.window.begin >= findings.window.end) {
        sentences.push_back(
            fmt::format("The store knows nothing from {} on: its snapshot is of {}.",
                        date_text(findings.window.begin), last_day(findings.window)));
        return sentences;
    }
    if (findings.actors.empty()) {
        sentences.push_back(fmt::format("{} nothing happened.", when(findings)));
        return sentences;
    }
    std::vector<std::string> clauses;
    for (const Actor& actor : findings.actors) {
        if (clauses.size() == kNamed) {
            break;
        }
        clauses.push_back(clauses.empty()
                              ? fmt::format("{} was active on {} of {} days (streak {})",
                                            actor.name, actor.days.size(), days_of(findings.window),
                                            pace_of(actor.days).streak)
                              : fmt::format("{} on {}", actor.name, actor.days.size()));
    }
    sentences.push_back(fmt::format("{} {}.", when(findings), fmt::join(clauses, ", ")));
    return sentences;
}

}  // namespace hubmine::analysis::calendar
