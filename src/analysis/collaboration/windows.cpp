#include "collaboration/windows.hpp"

#include "hubmine/network/clustering.hpp"
#include "hubmine/network/components.hpp"
#include "hubmine/network/core_decomposition.hpp"
#include "hubmine/network/structure.hpp"

#include "collaboration/network.hpp"
#include "collaboration/tables.hpp"
#include "common/cells.hpp"
#include "common/columns.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

using Author = std::uint32_t;

/// What one sub-field's periods leave for those that follow.
struct Past {
    std::vector<bool> came;  ///< by author
    std::optional<std::int64_t> period;
    std::vector<Author> core;  ///< of that period, ascending
};

/// The innermost core, ascending; empty without edges.
std::vector<Author> innermost(const DeveloperNetwork& network, Window& window) {
    if (network.graph.edge_count() == 0) {
        return {};
    }
    const std::vector<std::uint32_t> numbers = network::core_numbers(network.graph);
    window.core_k = *std::max_element(numbers.begin(), numbers.end());
    std::vector<Author> core;
    for (const network::Node node : network::core_nodes(numbers, *window.core_k)) {
        core.push_back(network.author[node]);
    }
    std::sort(core.begin(), core.end());
    window.core_nodes = core.size();
    return core;
}

std::optional<double> share_kept(const std::vector<Author>& before,
                                 const std::vector<Author>& now) {
    if (before.empty()) {
        return std::nullopt;
    }
    std::vector<Author> kept;
    std::set_intersection(before.begin(), before.end(), now.begin(), now.end(),
                          std::back_inserter(kept));
    return static_cast<double>(kept.size()) / static_cast<double>(before.size());
}

Window measure_window(const DeveloperNetwork& network, std::int64_t period, Past& past) {
    Window window{.subfield = network.subfield,
                  .period = period,
                  .repositories = network.repositories,
                  .developers = network.developers,
                  .isolates = network.isolates,
                  .connected = network.graph.node_count(),
                  .edges = network.graph.edge_count(),
                  .reciprocity = network::reciprocity(network.graph)};
    for (const Author author : network.committers) {
        window.newcomers += past.came[author] ? 0 : 1;
        past.came[author] = true;
    }
    if (window.edges > 0) {
        window.clustering_binary = network::clustering(network.graph).binary_mean();
        window.largest_component = network::weak_components(network.graph).largest();
    }
    std::vector<Author> core = innermost(network, window);
    if (past.period == period - 1) {
        window.core_kept = share_kept(past.core, core);
    }
    past.period = period;
    past.core = std::move(core);
    return window;
}

/// Those of one period after another.
std::vector<CommitRange> ranges_by_period(const store::Contributions& commits) {
    std::vector<CommitRange> ranges = commit_ranges(commits);
    std::erase_if(ranges, [&commits](const CommitRange& range) {
        return commits.period[range.begin] == store::Contributions::kNoPeriod;
    });
    std::stable_sort(ranges.begin(), ranges.end(),
                     [&commits](const CommitRange& a, const CommitRange& b) {
                         return commits.period[a.begin] < commits.period[b.begin];
                     });
    return ranges;
}

}  // namespace

std::int64_t undated_commits(const store::Contributions& commits) {
    std::int64_t undated = 0;
    for (std::size_t e = 0; e < commits.period.size(); ++e) {
        undated += commits.period[e] == store::Contributions::kNoPeriod ? commits.commits[e] : 0;
    }
    return undated;
}

std::vector<Window> measure_windows(const store::Dataset& data, const Settings& settings) {
    const store::Contributions& commits = data.commits_of(core::Kind::kModel);
    const Developers developers = resolve_developers(data, settings);
    const std::vector<Subfield> subfields = load_subfields(settings);
    const NetworkBuilder builder(data, developers, subfields, settings.newman_weights);
    const std::vector<CommitRange> ranges = ranges_by_period(commits);
    std::vector<Past> pasts(subfields.size(), Past{.came = std::vector<bool>(data.authors.size())});
    std::vector<std::vector<Window>> windows(subfields.size());
    for (std::size_t begin = 0; begin < ranges.size();) {
        const std::int64_t period = commits.period[ranges[begin].begin];
        std::size_t end = begin;
        while (end < ranges.size() && commits.period[ranges[end].begin] == period) {
            ++end;
        }
        const std::vector<DeveloperNetwork> networks =
            builder.build(std::span(ranges).subspan(begin, end - begin));
        for (std::size_t i = 0; i < networks.size(); ++i) {
            if (networks[i].developers > 0) {
                windows[i].push_back(measure_window(networks[i], period, pasts[i]));
            }
        }
        begin = end;
    }
    std::vector<Window> all;
    for (std::vector<Window>& of_subfield : windows) {
        std::move(of_subfield.begin(), of_subfield.end(), std::back_inserter(all));
    }
    return all;
}

void fill_windows(const Findings& findings, core::Table& table) {
    for (const Window& window : findings.windows) {
        table.add_row({window.subfield, period_name(window.period, *findings.settings.every),
                       window.repositories, window.developers, window.newcomers,
                       count(window.connected), ratio_cell(window.isolates, window.developers),
                       count(window.edges), core::cell_or_missing(window.reciprocity),
                       core::cell_or_missing(window.clustering_binary),
                       ratio_cell(window.largest_component, window.connected),
                       window.core_k ? core::Cell(std::int64_t{*window.core_k}) : core::Cell(),
                       count(window.core_nodes), core::cell_or_missing(window.core_kept)});
    }
}

}  // namespace hubmine::analysis::collaboration
