#include "trends/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"

#include "common/age.hpp"
#include "common/period.hpp"
#include "common/question.hpp"
#include "trends/architectures.hpp"
#include "trends/findings.hpp"
#include "trends/story.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

store::DatasetOptions reading(const Settings& settings) {
    return {.snapshot = settings.snapshot,
            .parts = {.kinds = settings.kinds,
                      .columns = columns_read(needs_of(table_rows(), settings)),
                      .history = true,
                      .history_tags = settings.by == GroupBy::kSubfield ||
                                      settings.by == GroupBy::kArchitecture},
            .owned = {.owners = settings.owners},
            .since = settings.since,
            .until = settings.until};
}

void note_snapshots(const Findings& findings, Result& result) {
    std::int64_t walks = 0;
    std::int64_t imports = 0;
    for (const store::HistorySnapshot& snapshot : findings.scope.history.snapshots) {
        ++(snapshot.source ? imports : walks);
    }
    result.notes.push_back({.key = "snapshots", .value = walks});
    result.notes.push_back({.key = "imports", .value = imports});
    if (findings.scope.settings.by != GroupBy::kNothing) {
        std::int64_t hidden = 0;
        for (const core::Kind kind : core::kAllKinds) {
            hidden += findings.grouping.of(kind).hidden;
        }
        result.notes.push_back({.key = "groups_hidden", .value = hidden});
    }
}

/// Of the repositories that ages are told of, those of which no age is known, or only that it is
/// at least so much.
void note_dates(const Findings& findings, Result& result) {
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const auto& created_at = findings.data.of(kind).created_at;
        std::int64_t undated = 0;
        std::int64_t floored = 0;
        for (const std::optional<core::Timestamp>& created : created_at) {
            undated += created ? 0 : 1;
            floored += created && is_floored(*created) ? 1 : 0;
        }
        if (!created_at.empty()) {
            const std::string_view kinds = core::kind_plural(kind);
            result.notes.push_back({fmt::format("{}_without_created_at", kinds), undated});
            result.notes.push_back({fmt::format("{}_with_floored_created_at", kinds), floored});
        }
    }
}

/// "2 snapshots from 2024-01-01 to 2024-02-01", "1 snapshot, of 2024-01-01".
std::string time_text(const std::vector<Moment>& walks) {
    return walks.size() == 1 ? fmt::format("1 snapshot, of {}", date_text(walks.front().at))
                             : fmt::format("{} snapshots from {} to {}", walks.size(),
                                           date_text(walks.front().at), date_text(walks.back().at));
}

/// One sentence a kind: from when to when it was watched, and what became of it.
void tell(const store::Dataset& data, const Findings& findings, Result& result) {
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const std::vector<Moment> walks = walks_of(findings.scope, kind);
        if (!was_listed(data, kind)) {
            result.summary.push_back(fmt::format("{}: no list was read.", core::kind_plural(kind)));
        }
        if (walks.empty()) {
            continue;
        }
        const Seen& seen = findings.seen.at(static_cast<std::size_t>(kind));
        result.summary.push_back(
            fmt::format("{}: {}; {} {} seen, {} of them present{}.", core::kind_plural(kind),
                        time_text(walks), core::grouped(seen.repositories),
                        core::noun(seen.repositories, "repository"), core::grouped(seen.present),
                        was_listed_in_part(data, kind) ? ", in a list that was read in part" : ""));
    }
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_subfields(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    if (!settings.architectures_file.empty() && data.history && !data.history->tags.empty() &&
        !Architectures(settings.architectures_file, data.history->tags).is_any_met()) {
        doubt_file(settings.architectures_file, "tags", doubts);
    }
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const auto findings =
        std::make_shared<const Findings>(measure(data, settings, needs_of(table_rows(), settings)));
    note_snapshots(*findings, result);
    note_dates(*findings, result);
    // Histories are read through one connection.
    fill_wanted(table_rows(), settings, findings, result, 1);
    tell(data, *findings, result);
    tell_dated(*findings, result.summary);
    tell_legacy(*findings, result.summary);
    tell_response(*findings, result.summary);
    return result;
}

Entry entry() {
    return {.name = "trends",
            .help = "Trends: growth, likes and downloads over every snapshot of the store",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::trends
