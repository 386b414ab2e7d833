#include "rq3_tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis::rq3 {

namespace {

using core::Cell;
using core::CellType;

constexpr std::int64_t kMany = 1000;

core::Column text(std::string name) {
    return {.name = std::move(name), .type = CellType::kText};
}
core::Column integer(std::string name) {
    return {.name = std::move(name), .type = CellType::kInteger};
}
core::Column real(std::string name) {
    return {.name = std::move(name), .type = CellType::kReal};
}

std::int64_t count(std::size_t size) {
    return static_cast<std::int64_t>(size);
}

std::optional<std::string> owner_of(std::string_view id) {
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? std::nullopt
                                           : std::optional(std::string(id.substr(0, slash)));
}

/// Rank r (from 0) of a ranked network: the model's id, its owner and where its numbers stand.
struct RankedModel {
    const std::string& id;
    std::uint32_t position;
};

RankedModel ranked(const Findings& findings, const Network& network, std::size_t rank) {
    const std::uint32_t position = network.ranking[rank];
    return {.id = findings.data.of(core::Kind::kModel).id[network.models[position]],
            .position = position};
}

template <typename Visit>
void for_each_network(const Findings& findings, std::string_view name, const Visit& visit) {
    for (const Network& network : findings.networks) {
        if (network.name == name) {
            visit(network);
        }
    }
}

/// Linear interpolation between order statistics (R type 7, as pandas does).
double quantile(const std::vector<std::int64_t>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const auto low = static_cast<double>(sorted[below]);
    return low + (static_cast<double>(sorted[above]) - low) * (place - std::floor(place));
}

std::vector<Cell> spread(std::vector<std::int64_t> values) {
    if (values.empty()) {
        return {Cell(), Cell(), Cell(), Cell(), Cell(), Cell()};
    }
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    const double mean =
        static_cast<double>(std::accumulate(values.begin(), values.end(), std::int64_t{0})) / n;
    double squares = 0;
    for (const std::int64_t value : values) {
        const double distance = static_cast<double>(value) - mean;
        squares += distance * distance;
    }
    const Cell deviation = values.size() > 1 ? Cell(std::sqrt(squares / (n - 1))) : Cell();
    return {mean,
            deviation,
            quantile(values, 0.25),
            quantile(values, 0.5),
            quantile(values, 0.75),
            values.back()};
}

/// Owners by the number of their models in the ranking, descending, ties by name.
std::vector<std::pair<std::string, std::int64_t>> owners_of(const Findings& findings,
                                                            const Network& network) {
    std::map<std::string, std::int64_t> models;
    for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
        if (auto owner = owner_of(ranked(findings, network, rank).id)) {
            ++models[*std::move(owner)];
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> owners(models.begin(), models.end());
    std::stable_sort(owners.begin(), owners.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return owners;
}

}  // namespace

std::vector<core::Schema> schemas() {
    return {
        {.name = "summary",
         .help = "one network of a sub-field: its size and the spread of its models' values",
         .columns = {text("subfield"), text("network"), integer("models"), integer("spaces"),
                     integer("edges"), integer("total_weight"), real("mean"), real("std"),
                     real("p25"), real("p50"), real("p75"), integer("max"), integer("n_ge_1000")},
         .headline = true},
        {.name = "usage",
         .help = "a model and the number of spaces that use it, most used first",
         .columns = {text("subfield"), integer("rank"), text("model"), text("owner"),
                     integer("spaces")},
         .headline = true},
        {.name = "cousage",
         .help = "a model and the number of models that share a space with it, most linked first",
         .columns = {text("subfield"), integer("rank"), text("model"), text("owner"),
                     integer("degree"), integer("strength")}},
        {.name = "owners",
         .help = "an owner and how many of the first models of a ranking are theirs",
         .columns = {text("subfield"), text("network"), integer("top_n"), integer("rank"),
                     text("owner"), integer("models"), real("share"), text("entity"),
                     text("entity_type"), text("country")},
         .headline = true},
        {.name = "degrees",
         .help = "a value of a network and the share of used models that reach it",
         .columns = {text("subfield"), text("network"), integer("value"), integer("models"),
                     real("ccdf")}},
    };
}

void fill_summary(const Findings& findings, core::Table& table) {
    for (const Network& network : findings.networks) {
        std::vector<Cell> row{network.subfield, network.name,  count(network.models.size()),
                              network.spaces,   network.edges, network.total_weight};
        for (Cell& cell : spread(network.values)) {
            row.push_back(std::move(cell));
        }
        row.emplace_back(count(static_cast<std::size_t>(
            std::count_if(network.values.begin(), network.values.end(),
                          [](std::int64_t value) { return value >= kMany; }))));
        table.add_row(std::move(row));
    }
}

void fill_usage(const Findings& findings, core::Table& table) {
    for_each_network(findings, "usage", [&](const Network& network) {
        for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
            const RankedModel model = ranked(findings, network, rank);
            table.add_row({network.subfield, count(rank + 1), model.id,
                           core::cell_or_missing(owner_of(model.id)),
                           network.values[model.position]});
        }
    });
}

void fill_co_usage(const Findings& findings, core::Table& table) {
    for_each_network(findings, "cousage", [&](const Network& network) {
        for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
            const RankedModel model = ranked(findings, network, rank);
            table.add_row({network.subfield, count(rank + 1), model.id,
                           core::cell_or_missing(owner_of(model.id)),
                           network.values[model.position], network.strengths[model.position]});
        }
    });
}

void fill_owners(const Findings& findings, core::Table& table) {
    for (const Network& network : findings.networks) {
        std::int64_t rank = 0;
        for (const auto& [owner, models] : owners_of(findings, network)) {
            const Organisation* known = findings.organisations.find(owner);
            const auto fact = [known](std::string Organisation::*member) {
                return known == nullptr || (known->*member).empty() ? Cell() : Cell(known->*member);
            };
            const double share =
                static_cast<double>(models) / static_cast<double>(network.ranking.size());
            table.add_row({network.subfield, network.name, count(findings.top), ++rank, owner,
                           models, share, fact(&Organisation::entity), fact(&Organisation::type),
                           fact(&Organisation::country)});
        }
    }
}

void fill_degrees(const Findings& findings, core::Table& table) {
    for (const Network& network : findings.networks) {
        std::map<std::int64_t, std::int64_t> models_with;
        for (const std::int64_t value : network.values) {
            ++models_with[value];
        }
        std::int64_t reached = count(network.models.size());
        for (const auto& [value, models] : models_with) {
            table.add_row(
                {network.subfield, network.name, value, models,
                 static_cast<double>(reached) / static_cast<double>(network.models.size())});
            reached -= models;
        }
    }
}

}  // namespace hubmine::analysis::rq3
