#include "adoption/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/stats/description.hpp"

#include "common/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::analysis::adoption {

namespace {

constexpr std::size_t kNamedModels = 3;
constexpr std::size_t kNamedOwners = 5;

/// "12 models"; of a list that was read in part, "12 of the 300 models that were listed".
std::string of_listed(const Findings& findings, core::Kind kind, std::int64_t number) {
    return was_listed_in_part(findings.data, kind)
               ? fmt::format("{} of the {} {} that were listed", core::grouped(number),
                             core::grouped(count(findings.data.of(kind).size())),
                             core::kind_plural(kind))
               : fmt::format("{} {}", core::grouped(number),
                             core::noun(number, core::kind_name(kind)));
}

/// "gpt2 (56 spaces), bert (15), opt (14)".
std::string first_models(const Findings& findings, const ModelNetwork& network,
                         std::string_view counted) {
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(kNamedModels, network.ranking.size()); ++i) {
        const std::uint32_t position = network.ranking[i];
        const std::int64_t value = network.values[position];
        named.push_back(fmt::format(
            "{} ({}{})", findings.data.of(core::Kind::kModel).id[network.models[position]],
            core::grouped(value), i == 0 ? fmt::format(" {}", core::noun(value, counted)) : ""));
    }
    return fmt::format("{}", fmt::join(named, ", "));
}

/// Owners joined to entities: Meta is facebook and meta-llama.
std::vector<std::pair<std::string, std::int64_t>> entities_of(const Findings& findings,
                                                              const ModelNetwork& network) {
    std::vector<std::pair<std::string, std::int64_t>> entities;
    for (const auto& [owner, models] : owners_of(findings, network)) {
        const Organisation* known = findings.organisations.find(owner);
        const std::string& name = known == nullptr ? owner : known->entity;
        const auto found =
            std::find_if(entities.begin(), entities.end(),
                         [&name](const auto& entity) { return entity.first == name; });
        if (found == entities.end()) {
            entities.emplace_back(name, models);
        } else {
            found->second += models;
        }
    }
    std::sort(entities.begin(), entities.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return entities;
}

std::string owners(const Findings& findings, const ModelNetwork& network) {
    auto entities = entities_of(findings, network);
    entities.resize(std::min(kNamedOwners, entities.size()));
    std::vector<std::string> named;
    std::int64_t sum = 0;
    for (const auto& [name, models] : entities) {
        named.push_back(fmt::format("{} {}", name, models));
        sum += models;
    }
    return fmt::format(
        "{}: together {:.0f} %", fmt::join(named, ", "),
        100.0 * static_cast<double>(sum) / static_cast<double>(network.ranking.size()));
}

void tell_usage(const Findings& findings, const ModelNetwork& network,
                std::vector<std::string>& lines) {
    if (network.models.empty()) {
        lines.push_back(
            was_listed_in_part(findings.data, core::Kind::kSpace)
                ? fmt::format("{}: none of the {} spaces that were listed uses a model.",
                              network.subfield,
                              core::grouped(count(findings.data.of(core::Kind::kSpace).size())))
                : fmt::format("{}: no space uses a model.", network.subfield));
        return;
    }
    const auto facts = stats::describe(stats::count_values(network.values));
    const auto many = std::count_if(network.values.begin(), network.values.end(),
                                    [](std::int64_t value) { return value >= kMany; });
    lines.push_back(fmt::format("{}: most used: {}.", network.subfield,
                                first_models(findings, network, "space")));
    lines.push_back(fmt::format(
        "  {} {} used by {}, a model by {:.2f} on average (SD {:.2f}, median {:g}, at most {}); {} "
        "by {} or more.",
        of_listed(findings, core::Kind::kModel, count(network.models.size())),
        network.models.size() == 1 ? "is" : "are",
        of_listed(findings, core::Kind::kSpace, network.spaces), facts->mean,
        facts->std.value_or(0), facts->p50, core::grouped(facts->max), many, core::grouped(kMany)));
    lines.push_back(fmt::format("  Owners of the {} most used {}: {}.", network.ranking.size(),
                                core::noun(count(network.ranking.size()), "model"),
                                owners(findings, network)));
}

void tell_co_usage(const Findings& findings, const ModelNetwork& network,
                   std::vector<std::string>& lines) {
    if (network.edges == 0) {
        return;
    }
    lines.push_back(fmt::format("  Used together: {} {} of models; linked to most others: {}.",
                                core::grouped(network.edges), core::noun(network.edges, "pair"),
                                first_models(findings, network, "model")));
    lines.push_back(fmt::format("  Owners of the {} most linked {}: {}.", network.ranking.size(),
                                core::noun(count(network.ranking.size()), "model"),
                                owners(findings, network)));
}

/// Over all models: "usage goes with n_likes at r = 0.66".
void tell_correlations(const Result& result, std::vector<std::string>& lines) {
    std::vector<std::string> found;
    const core::TableStream* const made = find_table(result.tables, "correlations");
    const auto tell_chunk = [&found](const core::Table& rows) {
        for (std::size_t i = 0; i < rows.row_count(); ++i) {
            const auto row = rows.row(i);
            const auto* r = std::get_if<double>(&row[4]);
            if (r != nullptr && std::get<std::string>(row[0]) == "all_models") {
                found.push_back(fmt::format("{} {:.2f}", std::get<std::string>(row[2]), *r));
            }
        }
    };
    if (made != nullptr) {
        made->for_each_chunk(tell_chunk);
    }
    if (!found.empty()) {
        lines.push_back(fmt::format("Over all models usage correlates (Pearson) with {}.",
                                    fmt::join(found, ", ")));
    }
}

std::optional<std::int64_t> note(const Result& result, std::string_view key) {
    for (const Note& fact : result.notes) {
        if (fact.key == key) {
            return std::get<std::int64_t>(fact.value);
        }
    }
    return std::nullopt;
}

void tell_options(const Result& result, std::vector<std::string>& lines) {
    if (const auto hidden = note(result, "cap_per_model_hidden_edges")) {
        lines.push_back(fmt::format("The cap per model hides {} edges of {} models.",
                                    core::grouped(*hidden),
                                    core::grouped(*note(result, "cap_per_model_capped_models"))));
    }
    if (const auto spaces = note(result, "max_models_per_space_capped_spaces")) {
        lines.push_back(fmt::format(
            "The cap per space hides from co-usage {} edges of {} spaces, and {} of its weight.",
            core::grouped(*note(result, "max_models_per_space_hidden_edges")),
            core::grouped(*spaces),
            core::grouped(*note(result, "max_models_per_space_hidden_cousage_weight"))));
    }
}

}  // namespace

std::vector<std::string> tell(const Findings& findings, const Result& result) {
    std::vector<std::string> lines;
    for (const core::Kind kind : {core::Kind::kModel, core::Kind::kSpace}) {
        if (!was_listed(findings.data, kind)) {
            lines.push_back(
                fmt::format("No list of {} was read: which models are used is not known.",
                            core::kind_plural(kind)));
        }
    }
    if (!lines.empty()) {
        return lines;
    }
    for (const ModelNetwork& network : findings.networks) {
        if (network.name == "usage") {
            tell_usage(findings, network, lines);
        } else {
            tell_co_usage(findings, network, lines);
        }
    }
    tell_correlations(result, lines);
    tell_options(result, lines);
    return lines;
}

}  // namespace hubmine::analysis::adoption
