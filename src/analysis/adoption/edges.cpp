#include "adoption/edges.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

using network::UsagePair;

void add_note(Result& result, std::string key, std::size_t value) {
    result.notes.push_back({std::move(key), static_cast<std::int64_t>(value)});
}

/// Calls `visit(first, last)` for the run of pairs of each space.
void for_each_space(const std::vector<UsagePair>& pairs,
                    const std::function<void(std::size_t, std::size_t)>& visit) {
    for (std::size_t first = 0; first < pairs.size();) {
        std::size_t last = first;
        while (last < pairs.size() && pairs[last].space == pairs[first].space) {
            ++last;
        }
        visit(first, last);
        first = last;
    }
}

std::vector<UsagePair> without_repeats(const store::Usage& usage) {
    std::vector<UsagePair> pairs;
    pairs.reserve(usage.space.size());
    for (std::size_t i = 0; i < usage.space.size(); ++i) {
        pairs.push_back({.space = usage.space[i], .model = usage.model[i]});
    }
    if (!std::is_sorted(pairs.begin(), pairs.end())) {
        std::sort(pairs.begin(), pairs.end());
    }
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

/// Copies are counted whether they are left out or not: a reader should know how much of the usage
/// is a template cloned.
void treat_duplicates(const store::Repos& spaces, bool drop, Edges& edges, Result& result) {
    const auto is_copy = [&spaces](const UsagePair& pair) {
        return pair.space < spaces.duplicated.size() && spaces.duplicated[pair.space] != 0;
    };
    add_note(
        result, "duplicated_spaces",
        static_cast<std::size_t>(std::count_if(spaces.duplicated.begin(), spaces.duplicated.end(),
                                               [](std::uint8_t flag) { return flag != 0; })));
    add_note(
        result, "duplicated_space_edges",
        static_cast<std::size_t>(std::count_if(edges.pairs.begin(), edges.pairs.end(), is_copy)));
    if (drop) {
        edges.pairs.erase(std::remove_if(edges.pairs.begin(), edges.pairs.end(), is_copy),
                          edges.pairs.end());
    }
}

void cap_models(std::size_t models, std::int64_t cap, Edges& edges, Result& result) {
    std::vector<std::int64_t> spaces(models, 0);
    const std::size_t before = edges.pairs.size();
    edges.pairs.erase(
        std::remove_if(edges.pairs.begin(), edges.pairs.end(),
                       [&](const UsagePair& pair) { return ++spaces[pair.model] > cap; }),
        edges.pairs.end());
    add_note(result, "cap_per_model_hidden_edges", before - edges.pairs.size());
    add_note(result, "cap_per_model_capped_models",
             static_cast<std::size_t>(std::count_if(spaces.begin(), spaces.end(),
                                                    [cap](std::int64_t n) { return n > cap; })));
}

std::size_t links_within(std::size_t models) {
    return models * (models - 1) / 2;
}

void cap_spaces(std::size_t cap, Edges& edges, Result& result) {
    std::size_t spaces = 0;
    std::size_t hidden_edges = 0;
    std::size_t hidden_weight = 0;
    edges.in_co_usage.assign(edges.pairs.size(), true);
    for_each_space(edges.pairs, [&](std::size_t first, std::size_t last) {
        const std::size_t models = last - first;
        if (models <= cap) {
            return;
        }
        ++spaces;
        hidden_edges += models - cap;
        hidden_weight += links_within(models) - links_within(cap);
        std::fill(edges.in_co_usage.begin() + static_cast<std::ptrdiff_t>(first + cap),
                  edges.in_co_usage.begin() + static_cast<std::ptrdiff_t>(last), false);
    });
    add_note(result, "max_models_per_space_capped_spaces", spaces);
    add_note(result, "max_models_per_space_hidden_edges", hidden_edges);
    add_note(result, "max_models_per_space_hidden_cousage_weight", hidden_weight);
}

}  // namespace

bool usage_is_known(const store::Dataset& data) {
    return was_listed(data, core::Kind::kModel) && was_listed(data, core::Kind::kSpace);
}

Edges select_edges(const store::Dataset& data, const Settings& settings, Result& result) {
    Edges edges{.pairs = without_repeats(data.usage)};
    if (!usage_is_known(data)) {
        return edges;
    }
    add_note(result, "usage_edges", edges.pairs.size());
    result.notes.push_back({"unresolved_usage", data.usage.unresolved});
    treat_duplicates(data.of(core::Kind::kSpace), settings.no_duplicates, edges, result);
    if (settings.cap_per_model > 0) {
        cap_models(data.of(core::Kind::kModel).size(), settings.cap_per_model, edges, result);
    }
    if (settings.max_models_per_space > 0) {
        cap_spaces(static_cast<std::size_t>(settings.max_models_per_space), edges, result);
    }
    return edges;
}

}  // namespace hubmine::analysis::adoption
