#include "sizes/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/store/details.hpp"

#include "common/developers.hpp"
#include "common/lineage_edges.hpp"

#include <algorithm>
#include <array>

namespace hubmine::analysis::sizes {

namespace {

void measure_activities_of_models(Findings& findings, Result& result) {
    const Developers developers = resolve_developers(findings.data, findings.settings);
    note_developers(developers, findings.settings, result);
    findings.activities = measure_activities(findings.data, core::Kind::kModel, developers);
    constexpr std::array kModels{core::Kind::kModel};
    constexpr std::array kDetails{store::Detail::kCommits, store::Detail::kDiscussions};
    report_reading(findings.data, kModels, kDetails, result);
}

void measure_lineage(Findings& findings, Needs needs) {
    const LineageEdges lineage = lineage_edges(findings.data);
    if ((needs & kNeedsDerived) != 0) {
        findings.derived = derived_models(findings.data, lineage.edges);
    }
    if ((needs & kNeedsFamilies) != 0) {
        findings.families = find_families(findings.models(), findings.chosen(core::Kind::kModel),
                                          findings.sizes, lineage.edges);
    }
}

}  // namespace

std::vector<core::Kind> kinds_of(const Settings& settings, Needs needs) {
    std::vector<core::Kind> kinds;
    for (const core::Kind kind : core::kAllKinds) {
        const bool is_asked =
            std::find(settings.kinds.begin(), settings.kinds.end(), kind) != settings.kinds.end();
        if ((is_asked && (needs & kNeedsKinds) != 0) ||
            (kind == core::Kind::kModel && (needs & kNeedsModels) != 0)) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

std::shared_ptr<const Findings> measure(const store::Dataset& data, const Settings& settings,
                                        Needs needs, Result& result) {
    const std::vector<core::Kind> kinds = kinds_of(settings, needs);
    auto findings =
        std::make_shared<Findings>(Findings{.data = data,
                                            .settings = settings,
                                            .population = choose(data, settings, kinds, result),
                                            .sizes = {},
                                            .derived = {},
                                            .families = {},
                                            .organisations = {},
                                            .entities = {},
                                            .emissions = {},
                                            .activities = {}});
    const bool of_models = std::find(kinds.begin(), kinds.end(), core::Kind::kModel) != kinds.end();
    if (of_models && (needs & kNeedsSizes) != 0) {
        findings->sizes = ModelSizes(findings->models(), settings.names);
    }
    if ((needs & (kNeedsDerived | kNeedsFamilies)) != 0) {
        measure_lineage(*findings, needs);
    }
    if ((needs & kNeedsTypes) != 0) {
        findings->organisations = load_organisations(settings);
        findings->entities.emplace(data, *findings->organisations, kinds);
    }
    if (of_models && (needs & kNeedsEmissions) != 0) {
        findings->emissions =
            find_emissions(findings->models().cards, findings->chosen(core::Kind::kModel));
    }
    if ((needs & kNeedsActivities) != 0) {
        measure_activities_of_models(*findings, result);
    }
    return findings;
}

}  // namespace hubmine::analysis::sizes
