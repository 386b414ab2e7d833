#include "crawl_report.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/core/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace hubmine::cli {

namespace {

/// A word for programs and one for people.
struct EndingWords {
    std::string name;
    std::string sentence;
};

EndingWords words_of(crawl::Ending ending) {
    switch (ending) {
        case crawl::Ending::kDone:
            break;
        case crawl::Ending::kBudget:
            return {"budget", "stopped at the budget"};
        case crawl::Ending::kLimit:
            return {"limit", "left at the Hub's limit"};
        case crawl::Ending::kInterrupted:
            return {"interrupted", "interrupted"};
        case crawl::Ending::kUnavailable:
            return {"unavailable", "gave up on a Hub that stays down"};
    }
    return {"done", "crawl ended"};
}

std::string seconds_text(std::chrono::milliseconds time) {
    return core::format_duration(std::chrono::round<std::chrono::seconds>(time));
}

std::string megabytes(std::int64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string coverage_line(const store::Coverage& row) {
    std::string line =
        fmt::format("  {}{}{}: {} of {} complete", row.kind, row.kind.empty() ? "" : " ", row.what,
                    row.complete, row.expected);
    const auto add = [&line](std::int64_t count, const char* what) {
        if (count > 0) {
            line += fmt::format(", {} {}", count, what);
        }
    };
    add(row.unreadable, "unreadable");
    add(row.gone, "gone");
    add(row.failed, "failed");
    add(row.pending, "pending");
    return line;
}

}  // namespace

core::ExitCode exit_code_of(const crawl::Summary& summary) {
    if (summary.ending == crawl::Ending::kInterrupted) {
        return core::ExitCode::kInterrupted;
    }
    return summary.ending == crawl::Ending::kDone && !summary.incomplete()
               ? core::ExitCode::kOk
               : core::ExitCode::kIncomplete;
}

std::vector<std::string> summary_lines(const crawl::Summary& summary) {
    std::vector<std::string> lines;
    std::string first = fmt::format(
        "{} after {}: {}, {}", words_of(summary.ending).sentence, seconds_text(summary.elapsed),
        core::counted(summary.requests, "request"), megabytes(summary.bytes));
    if (summary.retries > 0) {
        first += ", " + core::counted(summary.retries, "retry");
    }
    if (summary.waited_for_quota >= std::chrono::seconds(1)) {
        first += fmt::format(", {} waited for quota", seconds_text(summary.waited_for_quota));
    }
    lines.push_back(first);
    lines.push_back(fmt::format("listed {}: {} new, {} changed, {} unchanged, {} removed",
                                summary.listed, summary.added, summary.changed, summary.unchanged,
                                summary.removed));
    for (const auto& [what, count] : summary.fetched) {
        lines.push_back(fmt::format("  {}: {}", what, count));
    }
    if (summary.names_left > 0) {
        lines.push_back(fmt::format("  {} names are still to be looked up", summary.names_left));
    }
    if (summary.malformed > 0) {
        lines.push_back(fmt::format("{} of the Hub {} malformed and missing here",
                                    core::counted(summary.malformed, "value"),
                                    summary.malformed == 1 ? "is" : "are"));
    }
    lines.emplace_back("the store now:");
    for (const store::Coverage& row : summary.coverage) {
        lines.push_back(coverage_line(row));
    }
    return lines;
}

std::string closing_line(const crawl::Summary& summary) {
    return summary.ending == crawl::Ending::kUnavailable
               ? "gave up on a Hub that stays down: the same command goes on from here"
               : "not everything is there yet: the same command goes on from here";
}

void write_summary_json(std::ostream& out, const crawl::Summary& summary) {
    nlohmann::ordered_json coverage = nlohmann::ordered_json::array();
    for (const store::Coverage& row : summary.coverage) {
        coverage.push_back({{"kind", row.kind},
                            {"what", row.what},
                            {"expected", row.expected},
                            {"complete", row.complete},
                            {"unreadable", row.unreadable},
                            {"gone", row.gone},
                            {"failed", row.failed},
                            {"pending", row.pending}});
    }
    const nlohmann::ordered_json document{
        {"tool", "hubmine"},
        {"version", core::kVersion},
        {"ending", words_of(summary.ending).name},
        {"exit_code", static_cast<int>(exit_code_of(summary))},
        {"snapshot_id", summary.snapshot_id},
        {"requests", summary.requests},
        {"retries", summary.retries},
        {"bytes", summary.bytes},
        {"seconds", static_cast<double>(summary.elapsed.count()) / 1000.0},
        {"seconds_waited_for_quota",
         static_cast<double>(summary.waited_for_quota.count()) / 1000.0},
        {"listed", summary.listed},
        {"added", summary.added},
        {"changed", summary.changed},
        {"unchanged", summary.unchanged},
        {"removed", summary.removed},
        {"fetched", summary.fetched},
        {"malformed", summary.malformed},
        {"left", summary.left},
        {"names_left", summary.names_left},
        {"coverage", coverage}};
    out << document.dump(2) << '\n';
}

void write_error_json(std::ostream& out, core::ExitCode code, const std::string& message) {
    const nlohmann::ordered_json document{{"tool", "hubmine"},
                                          {"version", core::kVersion},
                                          {"ending", "error"},
                                          {"exit_code", static_cast<int>(code)},
                                          {"message", message}};
    constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
    out << document.dump(2, ' ', false, kReplace) << '\n';
}

std::string last_run_text(const crawl::Summary& summary, core::Timestamp ended_at) {
    return nlohmann::ordered_json{{"ended_at", core::format_time(ended_at)},
                                  {"ending", words_of(summary.ending).name},
                                  {"exit_code", static_cast<int>(exit_code_of(summary))},
                                  {"seconds", summary.elapsed.count() / 1000},
                                  {"requests", summary.requests},
                                  {"retries", summary.retries},
                                  {"bytes", summary.bytes},
                                  {"listed", summary.listed},
                                  {"left", summary.left},
                                  {"tool_version", core::kVersion}}
        .dump();
}

const core::Schema& last_run_schema() {
    using core::CellType;
    static const core::Schema kSchema{
        .name = "last_run",
        .help = "the crawl that ended last",
        .columns = {{"ended_at", CellType::kText, "", core::Unit::kTime},
                    {"ending", CellType::kText},
                    {"exit_code", CellType::kInteger},
                    {"seconds", CellType::kInteger},
                    {"requests", CellType::kInteger},
                    {"retries", CellType::kInteger},
                    {"bytes", CellType::kInteger},
                    {"listed", CellType::kInteger},
                    {"left", CellType::kInteger},
                    {"tool_version", CellType::kText}},
        .headline = true};
    return kSchema;
}

core::Table last_run_table(const std::optional<std::string>& text) {
    core::Table table(last_run_schema());
    const nlohmann::json run = nlohmann::json::parse(text.value_or(""), nullptr, false);
    if (!run.is_object()) {
        return table;
    }
    std::vector<core::Cell> cells;
    for (const core::Column& column : table.columns()) {
        const auto value = run.find(column.name);
        core::Cell& cell = cells.emplace_back();
        if (value != run.end() && value->is_string() && column.type == core::CellType::kText) {
            cell = value->get<std::string>();
        } else if (value != run.end() && value->is_number_integer() &&
                   column.type == core::CellType::kInteger) {
            cell = value->get<std::int64_t>();
        }
    }
    table.add_row(std::move(cells));
    return table;
}

}  // namespace hubmine::cli
