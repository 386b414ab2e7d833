#pragma once

#include "hubmine/analysis/graph_entry.hpp"
#include "hubmine/analysis/result.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// The graph as a Result, whose tables rows_of() reads.
inline Result as_result(GraphTables tables) {
    Result result;
    result.tables.emplace_back(std::move(tables.nodes));
    result.tables.emplace_back(std::move(tables.edges));
    return result;
}

/// A graph of a catalogue, asked for by its options.
inline Result asked(std::span<const GraphEntry> catalogue, const store::Dataset& data,
                    std::string_view name,
                    const std::vector<std::pair<std::string, std::string>>& given) {
    for (const GraphEntry& entry : catalogue) {
        if (entry.name != name) {
            continue;
        }
        const std::unique_ptr<GraphQuestion> question = entry.ask();
        for (const core::Option& option : question->options()) {
            for (const auto& [names, value] : given) {
                if (option.names == names) {
                    option.take(value);
                }
            }
        }
        question->settle({});
        return as_result(question->build(data));
    }
    return {};
}

}  // namespace hubmine::analysis
