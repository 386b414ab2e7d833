#include "collaboration/entry.hpp"

#include "collaboration/study.hpp"
#include "collaboration/summary.hpp"
#include "collaboration/tables.hpp"
#include "common/developer_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

store::DatasetParts parts_for(const Options& /*options*/) {
    return parts();
}

void fill_sensitivity(const store::Dataset& data, const Options& options, core::Table& table) {
    constexpr std::array<Variant, 4> kVariants{{{.raw_identities = true, .keep_bots = true},
                                                {.raw_identities = true, .keep_bots = false},
                                                {.raw_identities = false, .keep_bots = true},
                                                {.raw_identities = false, .keep_bots = false}}};
    std::vector<std::vector<Findings>> findings;
    for (const Variant& variant : kVariants) {
        Options other = options;
        other.raw_identities = variant.raw_identities;
        other.keep_bots = variant.keep_bots;
        other.tables = {"network"};
        findings.push_back(study(data, other));
    }
    for (std::size_t field = 0; field < findings.front().size(); ++field) {
        for (std::size_t i = 0; i < kVariants.size(); ++i) {
            add_sensitivity(findings[i][field], kVariants[i], table);
        }
    }
}

void fill(const std::vector<Findings>& all, const Options& options, const NameOf& name_of,
          core::Table& table) {
    const auto top = static_cast<std::size_t>(std::max<std::int64_t>(0, options.top.value_or(0)));
    for (const Findings& findings : all) {
        if (table.name() == "network") {
            add_network(findings, table);
        } else if (table.name() == "cores") {
            add_cores(findings, table);
        } else if (table.name() == "degrees") {
            add_degrees(findings, table);
        } else if (table.name() == "developers") {
            add_developers(findings, name_of, top, table);
        } else if (table.name() == "edges") {
            add_edges(findings, name_of, table);
        }
    }
}

Result run(const store::Dataset& data, const Options& options) {
    Result result;
    const std::vector<Findings> all = study(data, options);
    const DeveloperNames names(data, options);
    const auto name_of = [&names](std::uint32_t author) { return names.of(author); };
    for (core::Schema& schema : schemas()) {
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
    report_reading(data, result);
    result.notes.push_back(
        {"weighting", std::string(options.newman_weights ? "newman" : "commits")});
    result.notes.push_back({"pseudonyms", std::string(names.hidden() ? "yes" : "no")});
    for (const Findings& findings : all) {
        summarise(findings, result.summary);
    }
    return result;
}

}  // namespace

Entry entry() {
    return {.name = "rq2",
            .help = "The collaboration network of model repositories: who works with whom",
            .tables = schemas(),
            .parts = parts_for,
            .run = run};
}

}  // namespace hubmine::analysis::collaboration
