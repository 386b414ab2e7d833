#include "lineage/atlas.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "common/drawn_graph.hpp"
#include "common/graph_question.hpp"
#include "common/owner.hpp"
#include "lineage/findings.hpp"
#include "lineage/graph_entry.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

const std::vector<std::string> kColourNames{"task", "owner", "license"};

/// By Relation.
constexpr std::array<std::string_view, 5> kRelationColours{"#009E73", "#0072B2", "#CC79A7",
                                                           "#D55E00", kGrey};

bool has_generation(const Graph& graph, Node node) {
    return graph.generation[node] != network::kUnreached;
}

bool is_nearer(const Graph& graph, Node parent, Node child) {
    return has_generation(graph, child) && graph.generation[parent] + 1 == graph.generation[child];
}

/// The linked models that take part, by descendants, then id.
std::vector<Node> chosen_nodes(const Findings& findings, std::size_t most) {
    struct Scored {
        double score = 0;
        Node node = 0;
    };
    const store::Repos& models = findings.models();
    const std::size_t nodes = findings.graph.models.size();
    std::vector<Scored> order(nodes);
    for (Node node = 0; node < nodes; ++node) {
        const auto downloads =
            static_cast<double>(models.downloads[findings.graph.models[node]].value_or(0));
        order[node] = {static_cast<double>(findings.descendants[node] + 1) *
                           std::log10(10 + std::max(downloads, 0.0)),
                       node};
    }
    const std::size_t first = std::min(most, nodes);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first),
                      order.end(), [&](const Scored& a, const Scored& b) {
                          return a.score != b.score ? a.score > b.score
                                                    : findings.id(a.node) < findings.id(b.node);
                      });
    std::vector<bool> is_chosen(nodes, false);
    std::vector<Node> chosen;
    std::vector<Node> open;  // whose parents are still to be looked at
    const auto choose = [&](Node node) {
        if (!is_chosen[node]) {
            is_chosen[node] = true;
            chosen.push_back(node);
            open.push_back(node);
        }
    };
    for (const Scored& scored : std::span(order).first(first)) {
        choose(scored.node);
    }
    while (!open.empty()) {
        const Node child = open.back();
        open.pop_back();
        for (const Node parent : findings.graph.digraph.predecessors(child)) {
            if (is_nearer(findings.graph, parent, child)) {
                choose(parent);
            }
        }
    }
    std::sort(chosen.begin(), chosen.end(), [&](Node a, Node b) {
        return std::tuple(-findings.descendants[a], findings.id(a)) <
               std::tuple(-findings.descendants[b], findings.id(b));
    });
    return chosen;
}

/// By node: its place among the chosen, or network::kNoParent.
std::vector<Node> places_of(const Findings& findings, const std::vector<Node>& chosen) {
    std::vector<Node> places(findings.graph.models.size(), network::kNoParent);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        places[chosen[i]] = static_cast<Node>(i);
    }
    return places;
}

/// By component: of the chosen to which only cycles lead, the one of smallest id.
std::map<std::uint32_t, Node> heads_of_cycles(const Findings& findings,
                                              const std::vector<Node>& chosen) {
    std::map<std::uint32_t, Node> heads;
    for (const Node node : chosen) {
        if (!has_generation(findings.graph, node)) {
            Node& head = heads.emplace(findings.graph.trees.component[node], node).first->second;
            head = findings.id(node) < findings.id(head) ? node : head;
        }
    }
    return heads;
}

/// Of the parents a generation nearer the one of smallest id; network::kNoParent without any.
Node tree_parent_of(const Findings& findings, Node node) {
    Node parent = network::kNoParent;
    for (const Node each : findings.graph.digraph.predecessors(node)) {
        if (is_nearer(findings.graph, each, node) &&
            (parent == network::kNoParent || findings.id(each) < findings.id(parent))) {
            parent = each;
        }
    }
    return parent;
}

/// On whom each of the chosen hangs, by their places.
std::vector<Node> parents_of(const Findings& findings, const std::vector<Node>& chosen,
                             const std::vector<Node>& places) {
    const auto heads = heads_of_cycles(findings, chosen);
    std::vector<Node> parents;
    parents.reserve(chosen.size());
    for (const Node node : chosen) {
        Node parent = tree_parent_of(findings, node);
        if (!has_generation(findings.graph, node)) {
            const Node head = heads.at(findings.graph.trees.component[node]);
            parent = head == node ? parent : head;
        }
        parents.push_back(parent == network::kNoParent ? parent : places[parent]);
    }
    return parents;
}

/// Those without a parent, largest tree first, then by id.
std::vector<Node> roots_of(const Findings& findings, const std::vector<Node>& chosen,
                           const std::vector<Node>& parents) {
    std::vector<std::int64_t> sizes(parents.size(), 0);
    std::vector<Node> roots;
    for (Node node = 0; node < parents.size(); ++node) {
        Node root = node;
        while (parents[root] != network::kNoParent) {
            root = parents[root];
        }
        ++sizes[root];
        if (root == node) {
            roots.push_back(node);
        }
    }
    std::sort(roots.begin(), roots.end(), [&](Node a, Node b) {
        return std::tuple(-sizes[a], findings.id(chosen[a])) <
               std::tuple(-sizes[b], findings.id(chosen[b]));
    });
    return roots;
}

std::string_view label_of(const Findings& findings, store::TextId label) {
    return label == store::kNoText ? std::string_view() : findings.data.labels[label];
}

std::string_view group_of(const Findings& findings, Node node, AtlasColour colour) {
    const std::uint32_t model = findings.graph.models[node];
    const store::Repos& models = findings.models();
    switch (colour) {
        case AtlasColour::kTask:
            return label_of(findings, models.pipeline_tag[model]);
        case AtlasColour::kOwner:
            return owner_of(models.id[model]).value_or(std::string_view());
        case AtlasColour::kLicense:
            break;
    }
    const store::TextId license = models.license[model];
    return license == store::kNoText ? std::string_view() : findings.data.licenses[license];
}

std::vector<NodeLook> node_looks(const Findings& findings, const std::vector<Node>& chosen,
                                 const std::vector<Node>& parents, AtlasColour colour) {
    constexpr std::size_t kLabels = 30;
    network::Forest forest{
        .parent = parents, .radius = {}, .roots = roots_of(findings, chosen, parents)};
    for (const Node node : chosen) {
        forest.radius.push_back(
            radius_of(findings.models().downloads[findings.graph.models[node]].value_or(0)));
    }
    const std::vector<network::Point> points = network::lay_out_forest(forest);
    std::vector<NodeLook> looks;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        looks.push_back({.at = points[i],
                         .radius = forest.radius[i],
                         .group = std::string(group_of(findings, chosen[i], colour)),
                         .is_labelled = i < kLabels && findings.descendants[chosen[i]] > 0});
    }
    return looks;
}

/// In the order of edges_among(). Those on which no child hangs are thin.
std::vector<EdgeLook> edge_looks(const Findings& findings, const std::vector<Node>& chosen,
                                 const std::vector<Node>& places,
                                 const std::vector<Node>& parents) {
    constexpr double kHung = 0.9;
    constexpr double kOther = 0.3;
    std::vector<EdgeLook> looks;
    for (const LineageEdge& edge : edges_among(findings, chosen)) {
        const auto relation = static_cast<std::size_t>(edge.relation);
        looks.push_back(
            {.colour = std::string(kRelationColours.at(relation)),
             .width = parents[places[edge.child]] == places[edge.parent] ? kHung : kOther});
    }
    return looks;
}

OptionRows atlas_rows(AtlasSettings& settings, GraphCut& /*cut*/) {
    core::Option top = core::whole_option("--top", "so many models, and their ancestors",
                                          settings.models, {.least = 1, .most = 20'000});
    top.by_default = std::to_string(settings.models);
    core::Option colour = core::choice_option(
        "--color", kColourNames, "what the colour of a model tells",
        [&settings](std::size_t i) { settings.colour = static_cast<AtlasColour>(i); },
        [&settings] { return static_cast<std::size_t>(settings.colour); });
    colour.by_default = kColourNames.front();
    return {snapshot_option(settings), licenses_option(settings), std::move(top),
            std::move(colour)};
}

void settle_atlas(AtlasSettings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

store::DatasetOptions atlas_reading(const AtlasSettings& settings) {
    store::DatasetOptions wanted = graph_reading(settings);
    if (settings.colour == AtlasColour::kTask) {
        wanted.parts.columns_of(core::Kind::kModel).add(store::RepoColumn::kPipelineTag);
    }
    return wanted;
}

std::vector<std::string> doubts_about_atlas_files(const store::Dataset& data,
                                                  const AtlasSettings& settings) {
    return doubts_about_graph_files(data, settings);
}

}  // namespace

GraphTables atlas(const store::Dataset& data, const AtlasSettings& settings,
                  const GraphCut& /*cut*/) {
    const std::shared_ptr<const Findings> findings =
        measure(data, settings, kNeedsDescendants | kNeedsLicenses);
    const std::vector<Node> chosen =
        chosen_nodes(*findings, static_cast<std::size_t>(settings.models));
    const std::vector<Node> places = places_of(*findings, chosen);
    const std::vector<Node> parents = parents_of(*findings, chosen, places);
    return drawn(tables_of(*findings, chosen),
                 node_looks(*findings, chosen, parents, settings.colour),
                 edge_looks(*findings, chosen, places, parents));
}

GraphEntry atlas_entry() {
    return {.name = "lineage",
            .help = "Models and what was made of them",
            .directed = true,
            .ask = []() -> std::unique_ptr<GraphQuestion> {
                return std::make_unique<GraphQuestionOf<AtlasSettings>>(
                    Drawing<AtlasSettings>{atlas_rows, settle_atlas, atlas_reading, atlas,
                                           doubts_about_graph_reading, doubts_about_atlas_files});
            }};
}

}  // namespace hubmine::analysis::lineage
