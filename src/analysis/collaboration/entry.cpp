#include "collaboration/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "collaboration/study.hpp"
#include "collaboration/summary.hpp"
#include "collaboration/tables.hpp"
#include "common/developer_names.hpp"
#include "common/question.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

void fill_sensitivity(const store::Dataset& data, const Settings& settings, core::Table& table) {
    constexpr std::array<Variant, 4> kVariants{{{.raw_identities = true, .keep_bots = true},
                                                {.raw_identities = true, .keep_bots = false},
                                                {.raw_identities = false, .keep_bots = true},
                                                {.raw_identities = false, .keep_bots = false}}};
    std::vector<std::vector<Findings>> findings;
    for (const Variant& variant : kVariants) {
        Settings other = settings;
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

void fill(const std::vector<Findings>& all, const Settings& settings, const NameOf& name_of,
          core::Table& table) {
    const auto top = static_cast<std::size_t>(std::max<std::int64_t>(0, settings.top.value_or(0)));
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

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_subfields(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const std::vector<Findings> all = study(data, settings);
    const DeveloperNames names(data, settings.pseudonym_key_file, settings);
    const auto name_of = [&names](std::uint32_t author) { return names.of(author); };
    for (core::Schema& schema : schemas()) {
        if (!settings.wants(schema.name)) {
            continue;
        }
        core::Table& table = result.tables.emplace_back(std::move(schema));
        if (table.name() == "sensitivity") {
            fill_sensitivity(data, settings, table);
        } else {
            fill(all, settings, name_of, table);
        }
    }
    note_developers(resolve_developers(data, settings), settings, result);
    report_reading(data, result);
    result.notes.push_back(
        {"weighting", std::string(settings.newman_weights ? "newman" : "commits")});
    result.notes.push_back({"pseudonyms", std::string(names.hidden() ? "yes" : "no")});
    for (const Findings& findings : all) {
        summarise(findings, result.summary);
    }
    return result;
}

Entry entry() {
    return {.name = "rq2",
            .help = "The collaboration network of model repositories: who works with whom",
            .tables = schemas(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::collaboration
