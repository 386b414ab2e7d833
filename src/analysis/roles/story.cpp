#include "roles/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include "common/told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace hubmine::analysis::roles {

namespace {

using Clauses = std::vector<std::string>;

/// Two digits, or all before the point: "0.34", "6", "299".
std::string brief(double number) {
    constexpr double kTwoDigits = 10;
    return number < kTwoDigits ? fmt::format("{:.2g}", number) : fmt::format("{:.0f}", number);
}

std::string percent(double share) {
    constexpr double kHundred = 100;
    return brief(kHundred * share) + " %";
}

/// "In models 3.4 % of developers do both".
void tell_both(const Told& summary, const Scope& scope, std::string_view place, Clauses& clauses) {
    const Told::Key key{{"kind", scope.name}};
    const auto both = summary.number(key, "both_share");
    if (both) {
        clauses.push_back(fmt::format("In {} {} of developers do both", place, percent(*both)));
    } else if (summary.number(key, "repositories")) {
        clauses.push_back(fmt::format("In {} nobody did anything", place));
    }
}

/// "71 % of those discussed first and committed 6 days later (median)".
void tell_journey(const Told& journeys, const Scope& scope, Clauses& clauses) {
    const Told::Key key{{"kind", scope.name}, {"scope", "hub"}};
    const auto first = journeys.number(key, "discussion_first_share");
    const auto median = journeys.number(key, "days_p50");
    if (first && median) {
        clauses.push_back(
            fmt::format("{} of those discussed first and committed {} days later (median)",
                        percent(*first), brief(*median)));
    } else if (first) {
        clauses.push_back("none of those discussed first");
    }
}

/// "8 % of developers made 80 % of commits".
void tell_core(const Told& summary, const Scope& scope, Clauses& clauses) {
    if (const auto core = summary.number({{"kind", scope.name}}, "core_share")) {
        clauses.push_back(
            fmt::format("{} of those who commit made 80 % of commits", percent(*core)));
    }
}

/// "58 % of outsiders' pull requests that were settled were merged".
void tell_requests(const Told& requests, const Scope& scope, Clauses& clauses) {
    if (const auto merged = requests.number({{"kind", scope.name}, {"entity_type", "all"}},
                                            "outsider_merged_share")) {
        clauses.push_back(fmt::format(
            "{} of outsiders' pull requests that were settled were merged", percent(*merged)));
    }
}

}  // namespace

std::vector<std::string> tell(const Findings& findings, const Result& result) {
    const Told summary(result, "summary");
    const Told journeys(result, "journeys");
    const Told requests(result, "pull_requests");
    std::vector<std::string> sentences;
    for (const Scope& scope : findings.scopes) {
        // All together are told where they are more than one kind.
        if (&scope == &findings.all() && scope.kinds.size() < 2) {
            continue;
        }
        const bool is_kind = &scope != &findings.all();
        const std::string_view place =
            is_kind ? core::kind_plural(scope.kinds.front()) : "all of them";
        if (scope.begin == scope.end) {
            sentences.push_back(
                fmt::format("{}: of no repository both commits and discussions were read.", place));
            continue;
        }
        Clauses clauses;
        tell_both(summary, scope, place, clauses);
        tell_journey(journeys, scope, clauses);
        tell_core(summary, scope, clauses);
        tell_requests(requests, scope, clauses);
        if (!clauses.empty()) {
            sentences.push_back(fmt::format("{}.", fmt::join(clauses, "; ")));
        }
    }
    return sentences;
}

}  // namespace hubmine::analysis::roles
