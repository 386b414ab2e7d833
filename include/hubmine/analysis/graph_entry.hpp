#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/option.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// A graph as two tables: `nodes` starts with the column `id`, `edges` with the ids of source and
/// target and has a column `weight`.
struct GraphTables {
    core::Table nodes;
    core::Table edges;
};

/// What keeps a graph small enough to be looked at.
struct GraphCut {
    /// Lighter edges are left out, and so are nodes that then have none.
    std::optional<double> min_weight;
    /// Only so many nodes, the first of their ranking (models or developers).
    std::optional<std::int64_t> top;
};

/// What one user asks of one graph.
class GraphQuestion {
  public:
    GraphQuestion() = default;
    GraphQuestion(const GraphQuestion&) = delete;
    GraphQuestion& operator=(const GraphQuestion&) = delete;
    GraphQuestion(GraphQuestion&&) = delete;
    GraphQuestion& operator=(GraphQuestion&&) = delete;
    virtual ~GraphQuestion() = default;

    /// Every option, in the order of the help.
    [[nodiscard]] virtual const std::vector<core::Option>& options() const = 0;
    /// As Question::settle.
    virtual void settle(const std::filesystem::path& config_folder) = 0;
    /// What it reads of a store.
    [[nodiscard]] virtual store::DatasetOptions reading() const = 0;
    [[nodiscard]] virtual GraphTables build(const store::Dataset& data) const = 0;
    /// What was read of the histories that it is made of, as warnings.
    [[nodiscard]] virtual std::vector<std::string> doubts_about_reading(
        const store::Dataset& data) const = 0;
    /// Files of the user's own of which nothing is in the store, one line each.
    [[nodiscard]] virtual std::vector<std::string> doubts_about_files(
        const store::Dataset& data) const = 0;
};

/// One graph that can be exported: the single source of `hubmine export graph NAME`.
struct GraphEntry {
    std::string name;  ///< "cousage"
    std::string help;  ///< one line
    bool directed = true;
    std::unique_ptr<GraphQuestion> (*ask)();
};

}  // namespace hubmine::analysis
