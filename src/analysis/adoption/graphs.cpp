#include "adoption/graphs.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/network/co_usage.hpp"

#include "adoption/edges.hpp"
#include "adoption/networks.hpp"
#include "common/graph_question.hpp"
#include "common/owner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

using core::Cell;
using core::CellType;

/// What a list of links may hold: 50 million take some 8 GB as tables.
constexpr std::int64_t kMostLinks = 50'000'000;

std::size_t top_of(const GraphCut& cut) {
    return cut.top ? static_cast<std::size_t>(*cut.top) : std::numeric_limits<std::size_t>::max();
}

/// The sub-field's edges and ranking of one network, cut to the first models of the ranking.
struct Selection {
    ModelNetwork network;
    std::vector<network::UsagePair> pairs;  ///< in the data set's indices
    std::vector<std::uint32_t> models;      ///< chosen positions in `network.models`, ascending
};

Selection select(const store::Dataset& data, const Settings& settings, const GraphCut& cut,
                 bool co_usage) {
    Result notes;
    const Edges edges = select_edges(data, settings, notes);
    const std::vector<Subfield> subfields = load_subfields(settings);
    if (subfields.size() != 1) {
        throw core::UsageError("a graph is of one sub-field: name one");
    }
    std::vector<ModelNetwork> networks = build_networks(data, edges,
                                                        {.subfields = subfields,
                                                         .of_space = settings.subfield_of_space,
                                                         .co_usage = co_usage,
                                                         .top = top_of(cut)});
    Selection selection{.network = std::move(networks.back())};
    selection.models = selection.network.ranking;
    std::sort(selection.models.begin(), selection.models.end());

    std::vector<bool> chosen(data.of(core::Kind::kModel).size(), false);
    for (const std::uint32_t position : selection.models) {
        chosen[selection.network.models[position]] = true;
    }
    const store::Repos& tagged =
        data.of(settings.subfield_of_space ? core::Kind::kSpace : core::Kind::kModel);
    const std::vector<std::uint64_t> bits = subfield_bits(subfields, tagged, data.tags);
    for (std::size_t i = 0; i < edges.pairs.size(); ++i) {
        const network::UsagePair& pair = edges.pairs[i];
        const bool seen = !co_usage || edges.in_co_usage.empty() || edges.in_co_usage[i];
        const bool belongs = bits[settings.subfield_of_space ? pair.space : pair.model] != 0;
        if (seen && belongs && chosen[pair.model]) {
            selection.pairs.push_back(pair);
        }
    }
    return selection;
}

/// A space may be called like a model; the Hub itself tells them apart this way in its addresses.
std::string space_node(std::string_view id) {
    return fmt::format("spaces/{}", id);
}

std::vector<network::CoUsageEdge> links_of(const store::Dataset& data, const Selection& selection,
                                           const GraphCut& cut) {
    const network::Bipartite graph(data.of(core::Kind::kSpace).size(),
                                   data.of(core::Kind::kModel).size(), selection.pairs);
    std::int64_t links = selection.network.edges;
    if (cut.top) {
        links = static_cast<std::int64_t>(network::co_usage(graph).edges);
    }
    if (links > kMostLinks && cut.min_weight.value_or(0) <= 1) {
        throw core::UsageError(fmt::format(
            "{} links are more than any program opens: use --top or --min-weight", links));
    }
    // Weights are whole: the least whole number that is not below the bound.
    const double bound = std::ceil(std::max(0.0, cut.min_weight.value_or(0)));
    return network::co_usage_edges(graph, static_cast<std::uint64_t>(bound));
}

OptionRows graph_rows(Settings& settings, GraphCut& cut) {
    OptionRows rows = network_options(settings);
    for (core::Option& row : graph_options(settings, cut, "only the first models of the ranking")) {
        rows.push_back(std::move(row));
    }
    return rows;
}

void settle_graph(Settings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

/// Lists are doubted by themselves, and histories are no part of these graphs.
std::vector<std::string> doubts_about_reading(const store::Dataset& /*data*/) {
    return {};
}

std::vector<std::string> doubts_about_subfields(const store::Dataset& data,
                                                const Settings& settings) {
    Doubts doubts;
    doubt_subfields(data, settings, doubts);
    return doubts;
}

store::DatasetOptions usage_reading(const Settings& settings) {
    using store::RepoColumn;
    const store::RepoColumns columns{RepoColumn::kId, RepoColumn::kLikes};
    return reading(settings, columns, columns);
}

store::DatasetOptions co_usage_reading(const Settings& settings) {
    using store::RepoColumn;
    return reading(settings, {RepoColumn::kId, RepoColumn::kLikes, RepoColumn::kDownloads}, {});
}

std::unique_ptr<GraphQuestion> ask(store::DatasetOptions (*reading_of)(const Settings&),
                                   GraphTables (*build)(const store::Dataset&, const Settings&,
                                                        const GraphCut&)) {
    return std::make_unique<GraphQuestionOf<Settings>>(Drawing<Settings>{
        graph_rows, settle_graph, reading_of, build, doubts_about_reading, doubts_about_subfields});
}

}  // namespace

GraphTables usage_graph(const store::Dataset& data, const Settings& settings, const GraphCut& cut) {
    if (cut.min_weight.value_or(0) > 1) {
        throw core::UsageError("every edge of usage weighs 1: use --top to make the graph smaller");
    }
    const Selection selection = select(data, settings, cut, false);
    const store::Repos& models = data.of(core::Kind::kModel);
    const store::Repos& spaces = data.of(core::Kind::kSpace);
    GraphTables graph{.nodes = core::Table({.name = "nodes",
                                            .columns = {{"id"},
                                                        {"kind"},
                                                        {"owner"},
                                                        {"likes", CellType::kInteger},
                                                        {"uses", CellType::kInteger}}}),
                      .edges = core::Table(
                          {.name = "edges",
                           .columns = {{"source"}, {"target"}, {"weight", CellType::kInteger}}})};
    for (const std::uint32_t position : selection.models) {
        const std::uint32_t model = selection.network.models[position];
        graph.nodes.add_row({std::string(models.id[model]), "model", owner_cell(models.id[model]),
                             core::cell_or_missing(models.likes[model]),
                             selection.network.values[position]});
    }
    for (std::size_t first = 0; first < selection.pairs.size();) {
        const std::uint32_t space = selection.pairs[first].space;
        std::size_t last = first;
        for (; last < selection.pairs.size() && selection.pairs[last].space == space; ++last) {
            graph.edges.add_row({space_node(spaces.id[space]),
                                 std::string(models.id[selection.pairs[last].model]),
                                 std::int64_t{1}});
        }
        graph.nodes.add_row({space_node(spaces.id[space]), "space", owner_cell(spaces.id[space]),
                             core::cell_or_missing(spaces.likes[space]),
                             static_cast<std::int64_t>(last - first)});
        first = last;
    }
    return graph;
}

GraphTables co_usage_graph(const store::Dataset& data, const Settings& settings,
                           const GraphCut& cut) {
    const Selection selection = select(data, settings, cut, true);
    const store::Repos& models = data.of(core::Kind::kModel);
    GraphTables graph{.nodes = core::Table({.name = "nodes",
                                            .columns = {{"id"},
                                                        {"owner"},
                                                        {"likes", CellType::kInteger},
                                                        {"downloads", CellType::kInteger},
                                                        {"degree", CellType::kInteger},
                                                        {"strength", CellType::kInteger}}}),
                      .edges = core::Table(
                          {.name = "edges",
                           .columns = {{"source"}, {"target"}, {"weight", CellType::kInteger}}})};
    std::set<std::uint32_t> linked;
    for (const network::CoUsageEdge& link : links_of(data, selection, cut)) {
        graph.edges.add_row({std::string(models.id[link.first]),
                             std::string(models.id[link.second]),
                             static_cast<std::int64_t>(link.weight)});
        linked.insert({link.first, link.second});
    }
    for (const std::uint32_t position : selection.models) {
        const std::uint32_t model = selection.network.models[position];
        if (cut.min_weight && !linked.contains(model)) {
            continue;
        }
        graph.nodes.add_row({std::string(models.id[model]), owner_cell(models.id[model]),
                             core::cell_or_missing(models.likes[model]),
                             core::cell_or_missing(models.downloads[model]),
                             selection.network.values[position],
                             selection.network.strengths[position]});
    }
    return graph;
}

GraphEntry usage_graph_entry() {
    return {.name = "usage",
            .help = "Models and the spaces that use them",
            .directed = false,
            .ask = [] { return ask(usage_reading, usage_graph); }};
}

GraphEntry co_usage_graph_entry() {
    return {.name = "cousage",
            .help = "Models, linked when a space uses both",
            .directed = false,
            .ask = [] { return ask(co_usage_reading, co_usage_graph); }};
}

}  // namespace hubmine::analysis::adoption
