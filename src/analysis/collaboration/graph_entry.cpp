#include "hubmine/analysis/common/input_files.hpp"

#include "collaboration/findings.hpp"
#include "collaboration/graph.hpp"
#include "common/graph_question.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace hubmine::analysis::collaboration {

namespace {

using Row = std::vector<core::Cell>;

/// The rows of a table that `keep` says yes to.
template <typename Keep>
core::Table filtered(const core::Table& table, const Keep& keep) {
    core::Table result(table.schema());
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        const Row row = table.row(i);
        if (keep(row)) {
            result.add_row(row);
        }
    }
    return result;
}

/// The first column is called what Gephi looks for.
core::Table with_id(const core::Table& table) {
    core::Schema schema = table.schema();
    schema.columns.front().name = "id";
    core::Table result(std::move(schema));
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        result.add_row(table.row(i));
    }
    return result;
}

const std::string& text_of(const core::Cell& cell) {
    return std::get<std::string>(cell);
}

/// The names of the first developers by degree, ties by name.
std::unordered_set<std::string> first_by_degree(const core::Table& developers, std::int64_t top) {
    std::vector<std::size_t> order(developers.row_count());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // The table is in the order of the names.
    std::stable_sort(order.begin(), order.end(), [&developers](std::size_t a, std::size_t b) {
        return std::get<std::int64_t>(developers.cell(a, 1)) >
               std::get<std::int64_t>(developers.cell(b, 1));
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(top)));
    std::unordered_set<std::string> names;
    for (const std::size_t i : order) {
        names.insert(text_of(developers.cell(i, 0)));
    }
    return names;
}

GraphTables cut_collaboration(const store::Dataset& data, const Settings& settings,
                              const GraphCut& cut) {
    CollaborationGraph whole = collaboration_graph(data, settings);
    GraphTables graph{.nodes = with_id(whole.nodes), .edges = std::move(whole.edges)};
    if (cut.top) {
        const auto chosen = first_by_degree(graph.nodes, *cut.top);
        graph.nodes =
            filtered(graph.nodes, [&](const Row& row) { return chosen.contains(text_of(row[0])); });
        graph.edges = filtered(graph.edges, [&](const Row& row) {
            return chosen.contains(text_of(row[0])) && chosen.contains(text_of(row[1]));
        });
    }
    if (cut.min_weight) {
        std::unordered_set<std::string> linked;
        graph.edges = filtered(graph.edges, [&](const Row& row) {
            const bool heavy = std::get<double>(row[2]) >= *cut.min_weight;
            if (heavy) {
                linked.insert({text_of(row[0]), text_of(row[1])});
            }
            return heavy;
        });
        graph.nodes =
            filtered(graph.nodes, [&](const Row& row) { return linked.contains(text_of(row[0])); });
    }
    return graph;
}

OptionRows graph_rows(Settings& settings, GraphCut& cut) {
    OptionRows rows = network_options(settings);
    for (core::Option& row :
         graph_options(settings, cut, "only the developers of highest degree")) {
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<std::string> doubts_about_reading(const store::Dataset& data) {
    Result result;
    report_reading(data, result);
    return result.warnings;
}

std::vector<std::string> doubts_about_graph_files(const store::Dataset& data,
                                                  const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_subfields(data, settings, doubts);
    return doubts;
}

}  // namespace

GraphEntry graph_entry() {
    return {.name = "collaboration",
            .help = "Developers, from who commits to who else works on the model",
            .directed = true,
            .ask = []() -> std::unique_ptr<GraphQuestion> {
                return std::make_unique<GraphQuestionOf<Settings>>(
                    Drawing<Settings>{graph_rows, settle, reading, cut_collaboration,
                                      doubts_about_reading, doubts_about_graph_files});
            }};
}

}  // namespace hubmine::analysis::collaboration
