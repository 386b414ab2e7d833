#include "adoption/tables.hpp"

#include "hubmine/stats/correlation.hpp"
#include "hubmine/stats/description.hpp"
#include "hubmine/stats/distribution.hpp"

#include "common/columns.hpp"
#include "common/owner.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

using core::Cell;

/// Rank r (from 0) of a ranked network: the model's id, its owner and where its numbers stand.
struct RankedModel {
    std::string_view id;
    std::uint32_t position;
};

RankedModel ranked(const Findings& findings, const ModelNetwork& network, std::size_t rank) {
    const std::uint32_t position = network.ranking[rank];
    return {.id = findings.data.of(core::Kind::kModel).id[network.models[position]],
            .position = position};
}

template <typename Visit>
void for_each_network(const Findings& findings, std::string_view name, const Visit& visit) {
    for (const ModelNetwork& network : findings.networks) {
        if (network.name == name) {
            visit(network);
        }
    }
}

/// mean, std, p25, p50, p75, max; all missing when no model is used.
std::vector<Cell> spread(const std::vector<std::int64_t>& values) {
    const auto facts = stats::describe(stats::count_values(values));
    if (!facts) {
        return std::vector<Cell>(6);
    }
    return {facts->mean, core::cell_or_missing(facts->std), facts->p25, facts->p50, facts->p75,
            facts->max};
}

void fill_summary(const Findings& findings, core::Table& table) {
    for (const ModelNetwork& network : findings.networks) {
        if (!usage_is_known(findings.data)) {
            std::vector<Cell> row{network.subfield, network.name};
            row.resize(table.columns().size());
            table.add_row(std::move(row));
            continue;
        }
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

void fill_usage(const Findings& findings, core::RowSink& rows) {
    for_each_network(findings, "usage", [&](const ModelNetwork& network) {
        for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
            const RankedModel model = ranked(findings, network, rank);
            rows.add_row({network.subfield, count(rank + 1), std::string(model.id),
                          owner_cell(model.id), network.values[model.position]});
        }
    });
}

void fill_co_usage(const Findings& findings, core::RowSink& rows) {
    for_each_network(findings, "cousage", [&](const ModelNetwork& network) {
        for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
            const RankedModel model = ranked(findings, network, rank);
            rows.add_row({network.subfield, count(rank + 1), std::string(model.id),
                          owner_cell(model.id), network.values[model.position],
                          network.strengths[model.position]});
        }
    });
}

void fill_owners(const Findings& findings, core::RowSink& rows) {
    for (const ModelNetwork& network : findings.networks) {
        std::int64_t rank = 0;
        for (const auto& [owner, models] : owners_of(findings, network)) {
            const Organisation* known = findings.organisations.find(owner);
            const auto fact = [known](std::string Organisation::*member) {
                return known == nullptr || (known->*member).empty() ? Cell() : Cell(known->*member);
            };
            const double share =
                static_cast<double>(models) / static_cast<double>(network.ranking.size());
            rows.add_row({network.subfield, network.name, count(findings.top), ++rank, owner,
                          models, share, fact(&Organisation::entity), fact(&Organisation::type),
                          fact(&Organisation::country)});
        }
    }
}

void fill_degrees(const Findings& findings, core::Table& table) {
    for (const ModelNetwork& network : findings.networks) {
        const stats::Counts sample = stats::count_values(network.values);
        const std::vector<double> reached = stats::ccdf(sample);
        for (std::size_t i = 0; i < sample.distinct(); ++i) {
            table.add_row(
                {network.subfield, network.name, sample.values[i], sample.counts[i], reached[i]});
        }
    }
}

/// Spaces that use it, by model.
std::vector<std::int64_t> spaces_by_model(const Findings& findings) {
    std::vector<std::int64_t> spaces(findings.data.of(core::Kind::kModel).size(), 0);
    for (const network::UsagePair& pair : findings.edges.pairs) {
        ++spaces[pair.model];
    }
    return spaces;
}

/// A row of `correlations`: over all models or the used ones, with another of their numbers.
void add_correlation(const Findings& findings, const std::vector<std::int64_t>& spaces,
                     bool only_used, const std::string& other, core::Table& table) {
    const store::Repos& models = findings.data.of(core::Kind::kModel);
    const bool known = usage_is_known(findings.data);
    std::vector<std::int64_t> x;
    std::vector<std::int64_t> y;
    for (std::size_t model = 0; known && model < models.size(); ++model) {
        // The Hub leaves downloads out when there were none.
        const std::optional<std::int64_t> value =
            other == "n_likes" ? models.likes[model]
                               : std::optional(models.downloads[model].value_or(0));
        if (value && (spaces[model] > 0 || !only_used)) {
            x.push_back(spaces[model]);
            y.push_back(*value);
        }
    }
    const stats::Correlation result = stats::correlate(x, y);
    table.add_row({only_used ? "used_models" : "all_models", "n_usage_spaces", other,
                   known ? Cell(result.n) : Cell(), core::cell_or_missing(result.pearson),
                   core::cell_or_missing(result.pearson_p), core::cell_or_missing(result.spearman),
                   core::cell_or_missing(result.spearman_p)});
}

void fill_correlations(const Findings& findings, core::Table& table) {
    const std::vector<std::int64_t> spaces = spaces_by_model(findings);
    for (const bool only_used : {false, true}) {
        for (const char* const other : {"n_likes", "n_downloads"}) {
            add_correlation(findings, spaces, only_used, other, table);
        }
    }
}

core::Column network_column() {
    return term("network", "usage or cousage");
}

core::Column model_column() {
    return repository_id("model", "the model's id");
}

core::Column owner_column() {
    return owner_name("owner", "the part of the id before the slash; none for old ids without one");
}

}  // namespace

std::vector<std::pair<std::string, std::int64_t>> owners_of(const Findings& findings,
                                                            const ModelNetwork& network) {
    std::map<std::string, std::int64_t> models;
    for (std::size_t rank = 0; rank < network.ranking.size(); ++rank) {
        if (const auto owner = owner_of(ranked(findings, network, rank).id)) {
            ++models[std::string(*owner)];
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> owners(models.begin(), models.end());
    std::stable_sort(owners.begin(), owners.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return owners;
}

namespace {

TableRow<Findings> summary_row() {
    return {
        .schema = {.name = "summary",
                   .help =
                       "one network of a sub-field: its size and the spread of its models' values",
                   .columns = {subfield_column(), network_column(),
                               counted("models", "models that at least one space uses"),
                               counted("spaces", "spaces that use one of them"),
                               counted("edges", "pairs of model and space, or of linked models"),
                               counted("total_weight", "sum of the edges' weights"),
                               real("mean", "mean of the models' values: spaces, or linked models"),
                               real("std", "their sample standard deviation"),
                               real("p25", "first quartile"), real("p50", "median"),
                               real("p75", "third quartile"), integer("max", "largest value"),
                               counted("n_ge_1000", "models whose value is at least 1000")},
                   .headline = true},
        .needs = kNeedsCoUsage,
        .fill = fill_summary};
}

TableRow<Findings> usage_row() {
    return {.schema = {.name = "usage",
                       .help = "a model and the number of spaces that use it, most used first",
                       .columns = {subfield_column(), rank_column(), model_column(), owner_column(),
                                   counted("spaces", "spaces that use it")},
                       .headline = true},
            .needs = 0,
            .fill = fill_usage};
}

TableRow<Findings> co_usage_row() {
    return {
        .schema =
            {.name = "cousage",
             .help =
                 "a model and the number of models that share a space with it, most linked first",
             .columns = {subfield_column(), rank_column(), model_column(), owner_column(),
                         counted("degree", "models that share a space with it"),
                         counted("strength", "sum of the weights of its links")}},
        .needs = kNeedsCoUsage,
        .fill = fill_co_usage};
}

TableRow<Findings> owners_row() {
    return {
        .schema = {.name = "owners",
                   .help = "an owner and how many of the first models of a ranking are theirs",
                   .columns = {subfield_column(), network_column(),
                               integer("top_n", "how many models of the ranking are looked at"),
                               rank_column(),
                               owner_name("owner", "a person or an organisation on the Hub"),
                               counted("models", "how many of them are theirs"),
                               share("share", "their share of the ranking"),
                               entity_name(
                                   "entity",
                                   "the company, university, ... behind the owner, where known"),
                               term("entity_type", "company, university, ..."),
                               term("country", "where the entity is based")},
                   .headline = true},
        .needs = kNeedsCoUsage,
        .fill = fill_owners};
}

TableRow<Findings> degrees_row() {
    return {.schema = {.name = "degrees",
                       .help = "a value of a network and the share of used models that reach it",
                       .columns = {subfield_column(), network_column(),
                                   integer("value", "a value that occurs"),
                                   counted("models", "models that have it"),
                                   share("ccdf", "share of used models with at least it")}},
            .needs = kNeedsCoUsage,
            .fill = fill_degrees};
}

TableRow<Findings> correlations_row() {
    return {
        .schema =
            {.name = "correlations",
             .help =
                 "how usage goes together with likes and downloads, over all models or the used",
             .columns = {term("population", "all_models or used_models"),
                         term("x", "n_usage_spaces"), term("y", "n_likes or n_downloads"),
                         counted("n", "models where both are known"),
                         real("pearson", "Pearson's r"), real("pearson_p", "its two-sided p"),
                         real("spearman", "Spearman's rho"),
                         real("spearman_p", "its two-sided p")}},
        .needs = kNeedsMetrics,
        .fill = fill_correlations};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{summary_row(), usage_row(),   co_usage_row(),
                                           owners_row(),  degrees_row(), correlations_row()};
    return kRows;
}

}  // namespace hubmine::analysis::adoption
