#include "trends/story.hpp"

#include "hubmine/core/text.hpp"

#include "common/period.hpp"

#include <fmt/format.h>

namespace hubmine::analysis::trends {

namespace {

/// "100 likes after 2.0 days and 1,000 after 218.3".
std::string pace_text(const LikePace& pace) {
    std::string told;
    for (std::size_t i = 0; i < pace.days_to.size(); ++i) {
        if (const auto& days = pace.days_to.at(i)) {
            const std::string likes =
                core::grouped(static_cast<std::int64_t>(LikePace::kLikes.at(i)));
            told += told.empty() ? fmt::format("{} likes after {:.1f} days", likes, *days)
                                 : fmt::format(", {} after {:.1f}", likes, *days);
        }
    }
    return told.empty() ? "fewer than 10 likes whose date is known" : told;
}

std::string derived_text(const Response& response) {
    const bool is_model = response.kind == core::Kind::kModel;
    return fmt::format("{} {} it, {} of them within 30 days",
                       core::counted(response.derived.all, is_model ? "model" : "space"),
                       is_model ? "made from" : "duplicated from", response.derived.within.back());
}

}  // namespace

void tell_dated(const Findings& findings, std::vector<std::string>& sentences) {
    const Settings& settings = findings.scope.settings;
    if (findings.series.empty()) {
        return;
    }
    std::vector<std::string> reach;
    bool is_one_period = true;
    for (const core::Kind kind : settings.kinds) {
        const Series& series = findings.series[static_cast<std::size_t>(kind)];
        const auto first = series.first_dated_period();
        if (first && series.first_walk() && *first < *series.first_walk()) {
            const std::string period = period_name(*first, settings.every);
            is_one_period = is_one_period && (reach.empty() || reach.front().starts_with(period));
            reach.push_back(fmt::format("{} ({})", period, core::kind_plural(kind)));
        }
    }
    if (!reach.empty()) {
        sentences.push_back(
            fmt::format("What was read of likes, commits and discussions with their dates reaches "
                        "back to {}; downloads have no dates, and are not known before the first "
                        "snapshot.",
                        is_one_period ? reach.front().substr(0, reach.front().find(' '))
                                      : core::in_words(reach)));
    }
}

void tell_legacy(const Findings& findings, std::vector<std::string>& sentences) {
    constexpr std::int64_t kTop = 100;
    constexpr int kYears = 2;
    for (const Legacy& row : findings.legacy) {
        if (row.top_n == kTop && row.years == kYears && row.all_downloads > 0) {
            sentences.push_back(fmt::format(
                "{}: {} of the {} most downloaded are at least {} years old, with {:.0f} % of "
                "their downloads.",
                core::kind_plural(row.kind), row.repositories, row.population, kYears,
                100.0 * static_cast<double>(row.downloads) /
                    static_cast<double>(row.all_downloads)));
        }
    }
}

void tell_response(const Findings& findings, std::vector<std::string>& sentences) {
    if (findings.response.empty()) {
        return;
    }
    const Response& first = findings.response.front();
    const store::Repos& repos = findings.data.of(first.kind);
    // Where no dates of likes were read, how many there are is known all the same.
    const auto likes = findings.history->dates_of(repos.repo_id[first.repo], store::Event::kLike);
    const std::string derived =
        first.kind == core::Kind::kDataset ? "" : "; " + derived_text(first);
    const std::string pace =
        likes ? "; it had " + pace_text(like_pace(likes, *repos.created_at[first.repo])) : "";
    sentences.push_back(
        fmt::format("Most liked of those whose date of creation is known: {} ({}{}){}.", first.id,
                    core::counted(first.likes, "like"), pace, derived));
}

}  // namespace hubmine::analysis::trends
