#include "organisations/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"

#include "common/table_row.hpp"
#include "common/told.hpp"
#include "organisations/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

/// The number that the headline of a kind is about.
Measure headline_measure(core::Kind kind) {
    return kind == core::Kind::kSpace ? Measure::kLikes : Measure::kDownloads;
}

/// People who see who holds what are told how concentrated that is, whether or not they see that
/// table, too.
Told told_concentration(const Findings& findings, const Result& result) {
    constexpr const char* kName = "concentration";
    if (findings.settings.wants(kName) || !findings.settings.wants("groups")) {
        return {result, kName};
    }
    const auto& rows = table_rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [](const TableRow<Findings>& each) {
        return each.schema.name == kName;
    });
    core::Table table(row->schema);
    for (const OwnedKind& kind : findings.kinds) {
        if (kind.is_listed) {
            fill_concentration_of(findings, kind, headline_measure(kind.kind), table);
        }
    }
    return Told(std::move(table));
}

std::string percent(double share) {
    constexpr double kOne = 0.01;
    return share > 0 && share < kOne ? fmt::format("{:.2g} %", 100 * share)
                                     : fmt::format("{:.0f} %", 100 * share);
}

/// "most downloads: Meta 26 %, Google 17 % and Microsoft 9 %".
void tell_leaders(const Findings& findings, const OwnedKind& kind,
                  std::vector<std::string>& clauses) {
    constexpr std::size_t kNamed = 3;
    const Measured of_all = measured(findings, kind, headline_measure(kind.kind));
    const Leaders leaders = leaders_of(of_all, Level::kEntity, kNamed);
    const auto share_of = [&of_all](stats::Int128 value) {
        return static_cast<double>(value) / static_cast<double>(of_all.total);
    };
    std::vector<std::string> named;
    for (const Leader& leader : leaders.first) {
        if (leader.value > 0) {
            named.push_back(fmt::format("{} {}", leader.name, percent(share_of(leader.value))));
        }
    }
    if (named.empty()) {
        return;
    }
    constexpr double kWorthSaying = 0.01;
    const double nobodys = share_of(of_all.total - leaders.of_all_names);
    clauses.push_back(fmt::format(
        "most {}: {}{}", measure_name(of_all.measure), core::in_words(named),
        nobodys < kWorthSaying ? ""
                               : fmt::format(" ({} are of {} without an owner in their name)",
                                             percent(nobodys), core::kind_plural(kind.kind))));
}

/// "10 entities hold 61 % of downloads (HHI 0.04)".
void tell_concentration(const Told& concentration, std::string_view kind, std::string_view measure,
                        std::vector<std::string>& clauses) {
    constexpr double kNamed = 10;
    const Told::Key key{{"kind", kind}, {"measure", measure}, {"level", "entity"}};
    const auto names = concentration.number(key, "n");
    const auto held = concentration.number(key, "top_10_share");
    const auto index = concentration.number(key, "hhi");
    if (names && held && index) {
        const auto first = static_cast<std::int64_t>(std::min(*names, kNamed));
        clauses.push_back(fmt::format("{} {} {} of {} (HHI {:.2g})", first,
                                      first == 1 ? "entity holds" : "entities hold", percent(*held),
                                      measure, *index));
    }
}

/// "companies 48 %, universities 7 %".
void tell_types(const Told& groups, std::string_view kind, std::string_view measure,
                std::vector<std::string>& clauses) {
    std::vector<std::string> types;
    for (const auto& [type, types_name] :
         {std::pair("company", "companies"), std::pair("university", "universities")}) {
        const auto held = groups.number(
            {{"kind", kind}, {"measure", measure}, {"by", "entity_type"}, {"name", type}}, "share");
        if (held) {
            types.push_back(fmt::format("{} {}", types_name, percent(*held)));
        }
    }
    if (!types.empty()) {
        clauses.push_back(fmt::format("{}", fmt::join(types, ", ")));
    }
}

/// "83 % of downloads have an owner of known type".
void tell_coverage(const Told& coverage, std::string_view kind, std::string_view what,
                   std::string_view column, std::vector<std::string>& clauses) {
    const auto untold = coverage.number({{"kind", kind}, {"basis", "none"}}, column);
    if (untold) {
        clauses.push_back(
            fmt::format("{} of {} have an owner of known type", percent(1 - *untold), what));
    }
}

}  // namespace

std::vector<std::string> tell(const Findings& findings, const Result& result) {
    const Told concentration = told_concentration(findings, result);
    const Told groups(result, "groups");
    const Told coverage(result, "coverage");
    std::vector<std::string> sentences;
    for (const OwnedKind& kind : findings.kinds) {
        const std::string_view kinds = core::kind_plural(kind.kind);
        const std::string_view name = core::kind_name(kind.kind);
        if (!kind.is_listed) {
            sentences.push_back(fmt::format("{}: no list was read.", kinds));
            continue;
        }
        const bool is_space = kind.kind == core::Kind::kSpace;
        const std::string_view measure = measure_name(headline_measure(kind.kind));
        std::vector<std::string> clauses;
        if (findings.settings.wants("ranking")) {
            tell_leaders(findings, kind, clauses);
        }
        tell_concentration(concentration, name, measure, clauses);
        tell_types(groups, name, measure, clauses);
        tell_coverage(coverage, name, is_space ? kinds : measure,
                      is_space ? "repository_share" : "downloads_share", clauses);
        if (!clauses.empty()) {
            sentences.push_back(fmt::format("{}: {}{}.", kinds, fmt::join(clauses, "; "),
                                            was_listed_in_part(findings.data, kind.kind)
                                                ? ", in a list that was read in part"
                                                : ""));
        }
    }
    return sentences;
}

}  // namespace hubmine::analysis::organisations
