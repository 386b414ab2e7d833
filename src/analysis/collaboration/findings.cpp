#include "collaboration/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/network/core_decomposition.hpp"
#include "hubmine/network/greedy_modularity.hpp"
#include "hubmine/network/pagerank.hpp"
#include "hubmine/store/details.hpp"

#include <array>
#include <utility>

namespace hubmine::analysis::collaboration {

store::DatasetOptions reading(const Settings& settings) {
    store::DatasetOptions reading{
        .snapshot = settings.snapshot,
        .parts = {.kinds = {core::Kind::kModel},
                  .columns = {store::RepoColumns{store::RepoColumn::kTags}},
                  .commits = true},
        .owned = {.owners = settings.owners},
        .since = settings.since,
        .until = settings.until};
    if (settings.every && settings.wants("windows")) {
        reading.commit_period = [every = *settings.every](core::Timestamp time) {
            return period_of(time, every);
        };
    }
    return reading;
}

void report_reading(const store::Dataset& data, Result& result) {
    constexpr std::array kKinds{core::Kind::kModel};
    constexpr std::array kDetails{store::Detail::kCommits};
    analysis::report_reading(data, kKinds, kDetails, result);
}

std::vector<SubfieldFindings> measure(const store::Dataset& data, const Settings& settings,
                                      Needs needs) {
    const auto needed = [needs](Needs what) { return (needs & what) == what; };
    std::vector<SubfieldFindings> all;
    for (DeveloperNetwork& network :
         build_networks(data, resolve_developers(data, settings), load_subfields(settings),
                        settings.newman_weights)) {
        SubfieldFindings& findings = all.emplace_back();
        findings.network = std::move(network);
        const network::Digraph& graph = findings.network.graph;
        if (needed(kNeedsPagerank)) {
            findings.pagerank = network::pagerank(graph);
        }
        if (needed(kNeedsCommunities)) {
            findings.core = network::core_numbers(graph);
            findings.communities = network::greedy_modularity(graph);
        }
        if (needed(kNeedsCores)) {
            findings.cores = measure_cores(graph, findings.core, findings.communities,
                                           parse_cores(settings.cores), settings.seed);
        }
    }
    return all;
}

}  // namespace hubmine::analysis::collaboration
