#include "rq2.hpp"

#include "developer_names.hpp"
#include "rq2_study.hpp"
#include "rq2_summary.hpp"
#include "rq2_tables.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::analysis {

namespace {

store::DatasetParts parts(const Options& /*options*/) {
    return rq2::parts();
}

void fill_sensitivity(const store::Dataset& data, const Options& options, core::Table& table) {
    constexpr std::array<rq2::Variant, 4> kVariants{
        {{.raw_identities = true, .keep_bots = true},
         {.raw_identities = true, .keep_bots = false},
         {.raw_identities = false, .keep_bots = true},
         {.raw_identities = false, .keep_bots = false}}};
    std::vector<std::vector<rq2::Findings>> findings;
    for (const rq2::Variant& variant : kVariants) {
        Options other = options;
        other.raw_identities = variant.raw_identities;
        other.keep_bots = variant.keep_bots;
        other.tables = {"network"};
        findings.push_back(rq2::study(data, other));
    }
    for (std::size_t field = 0; field < findings.front().size(); ++field) {
        for (std::size_t i = 0; i < kVariants.size(); ++i) {
            rq2::add_sensitivity(findings[i][field], kVariants[i], table);
        }
    }
}

void fill(const std::vector<rq2::Findings>& all, const Options& options, const rq2::NameOf& name_of,
          core::Table& table) {
    const auto top = static_cast<std::size_t>(std::max<std::int64_t>(0, options.top.value_or(0)));
    for (const rq2::Findings& findings : all) {
        if (table.name() == "network") {
            rq2::add_network(findings, table);
        } else if (table.name() == "cores") {
            rq2::add_cores(findings, table);
        } else if (table.name() == "degrees") {
            rq2::add_degrees(findings, table);
        } else if (table.name() == "developers") {
            rq2::add_developers(findings, name_of, top, table);
        } else if (table.name() == "edges") {
            rq2::add_edges(findings, name_of, table);
        }
    }
}

Result run(const store::Dataset& data, const Options& options) {
    Result result;
    const std::vector<rq2::Findings> all = rq2::study(data, options);
    const DeveloperNames names(data, options);
    const auto name_of = [&names](std::uint32_t author) { return names.of(author); };
    for (core::Schema& schema : rq2::schemas()) {
        if (!options.wants(schema.name)) {
            continue;
        }
        core::Table& table = result.tables.emplace_back(std::move(schema));
        if (table.name() == "sensitivity") {
            fill_sensitivity(data, options, table);
        } else {
            fill(all, options, name_of, table);
        }
    }
    note_developers(resolve_developers(data, options), options, result);
    rq2::report_reading(data, result);
    result.notes.push_back(
        {"weighting", std::string(options.newman_weights ? "newman" : "commits")});
    result.notes.push_back({"pseudonyms", std::string(names.hidden() ? "yes" : "no")});
    for (const rq2::Findings& findings : all) {
        rq2::summarise(findings, result.summary);
    }
    return result;
}

}  // namespace

Entry rq2_entry() {
    return {.name = "rq2",
            .help = "The collaboration network of model repositories: who works with whom",
            .tables = rq2::schemas(),
            .parts = parts,
            .run = run};
}

}  // namespace hubmine::analysis
