#include "hubmine/core/time.hpp"
#include "hubmine/stats/quantile.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "common/entity_type.hpp"
#include "common/owner.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::analysis::sizes {

namespace {

/// What models of one type of owner report, or those of all.
struct TypeReports {
    std::int64_t models = 0;
    std::int64_t malformed = 0;
    std::int64_t suspect = 0;
    std::vector<const EmissionReport*> counted;
    double total = 0;
};

/// Most first; models of equal reports by id.
void sort_reports(const Findings& findings, std::vector<const EmissionReport*>& reports) {
    const core::Texts& ids = findings.models().id;
    std::sort(reports.begin(), reports.end(),
              [&ids](const EmissionReport* a, const EmissionReport* b) {
                  return a->grams != b->grams ? a->grams > b->grams : ids[a->model] < ids[b->model];
              });
}

bool does_count(const Findings& findings, const EmissionReport& report) {
    return !report.is_suspect || findings.settings.keep_suspect;
}

/// From the smallest, so that no digit depends on the order of the store.
double total_of(const std::vector<const EmissionReport*>& sorted) {
    return std::accumulate(
        sorted.rbegin(), sorted.rend(), 0.0,
        [](double sum, const EmissionReport* report) { return sum + report->grams; });
}

constexpr std::size_t kTypesOfOwners = kEntityTypeNames.size();

/// By EntityType; the last one is of all.
using ReportsByType = std::array<TypeReports, kTypesOfOwners + 1>;

ReportsByType reports_by_type(const Findings& findings) {
    ReportsByType by_type;
    const auto in_both = [&](std::uint32_t model, const auto& change) {
        change(by_type.at(static_cast<std::size_t>(findings.type_of(core::Kind::kModel, model))));
        change(by_type.back());
    };
    for (const std::uint32_t model : findings.chosen(core::Kind::kModel)) {
        in_both(model, [](TypeReports& of) { ++of.models; });
    }
    for (const std::uint32_t model : findings.emissions.malformed) {
        in_both(model, [](TypeReports& of) { ++of.malformed; });
    }
    for (const EmissionReport& report : findings.emissions.reports) {
        in_both(report.model, [&](TypeReports& of) {
            of.suspect += report.is_suspect ? 1 : 0;
            if (does_count(findings, report)) {
                of.counted.push_back(&report);
            }
        });
    }
    for (TypeReports& of : by_type) {
        sort_reports(findings, of.counted);
        of.total = total_of(of.counted);
    }
    return by_type;
}

void add_type(const Findings& findings, std::string_view name, const TypeReports& of,
              const TypeReports& all, core::Table& table) {
    const std::size_t reporting = of.counted.size();
    std::vector<core::Cell> row{
        std::string(name),
        of.models,
        count(reporting),
        ratio_cell(static_cast<double>(reporting), static_cast<double>(of.models)),
        ratio_cell(static_cast<double>(reporting), static_cast<double>(all.counted.size())),
        of.malformed,
        of.suspect};
    if (reporting > 0) {
        std::vector<double> grams;
        grams.reserve(reporting);
        std::transform(of.counted.rbegin(), of.counted.rend(), std::back_inserter(grams),
                       [](const EmissionReport* report) { return report->grams; });
        row.emplace_back(of.total);
        row.push_back(ratio_cell(of.total, all.total));
        row.emplace_back(of.total / static_cast<double>(reporting));
        for (const std::int64_t percent : {25, 50, 75, 95}) {
            row.emplace_back(stats::quantile(grams, percent, 100));
        }
        row.emplace_back(grams.back());
        row.emplace_back(std::string(findings.models().id[of.counted.front()->model]));
        row.push_back(ratio_cell(grams.back(), of.total));
    }
    row.resize(table.columns().size());
    table.add_row(std::move(row));
}

}  // namespace

void fill_emissions(const Findings& findings, core::Table& table) {
    const ReportsByType by_type = reports_by_type(findings);
    const TypeReports& all = by_type.back();
    add_type(findings, "all", all, all, table);
    for (std::size_t type = 0; type < kTypesOfOwners; ++type) {
        if (by_type.at(type).models > 0) {
            add_type(findings, kEntityTypeNames.at(type), by_type.at(type), all, table);
        }
    }
}

void fill_emitters(const Findings& findings, core::Table& table) {
    const store::Repos& models = findings.models();
    std::vector<const EmissionReport*> ranked;
    std::vector<const EmissionReport*> counted;
    for (const EmissionReport& report : findings.emissions.reports) {
        ranked.push_back(&report);
        if (does_count(findings, report)) {
            counted.push_back(&report);
        }
    }
    sort_reports(findings, ranked);
    sort_reports(findings, counted);
    const double total = total_of(counted);
    const std::size_t shown = top_of(findings.settings, ranked.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const EmissionReport& report = *ranked[i];
        const std::optional<core::Timestamp>& created = models.created_at[report.model];
        table.add_row(
            {count(i + 1), std::string(models.id[report.model]),
             owner_cell(models.id[report.model]),
             std::string(entity_type_name(findings.type_of(core::Kind::kModel, report.model))),
             report.grams,
             does_count(findings, report) ? ratio_cell(report.grams, total) : core::Cell(),
             std::string(report.is_suspect ? "suspect" : "reported"),
             text_or_missing(report.told->source), text_or_missing(report.told->training_type),
             core::cell_or_missing(models.parameters[report.model]),
             created ? core::Cell(core::format_time(*created)) : core::Cell()});
    }
}

}  // namespace hubmine::analysis::sizes
