#include "adoption/settings.hpp"

#include <optional>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

/// A bound that is not set is null in a manifest.
core::Option bound_option(std::string names, std::string help, std::int64_t& target) {
    core::Option option = core::whole_option(std::move(names), std::move(help), target, {1});
    option.by_default = "all";
    option.tell = [&target] { return target > 0 ? core::Value(target) : core::Value(); };
    return option;
}

core::Option subfield_of_option(Settings& settings) {
    core::Option option = core::choice_option(
        "--subfield-of", {"model", "space"}, "whose tags tell the sub-field",
        [&settings](std::size_t word) { settings.subfield_of_space = word == 1; },
        [&settings] { return std::optional<std::size_t>(settings.subfield_of_space ? 1 : 0); });
    option.by_default = "model";
    return option;
}

core::Option cap_option(Settings& settings) {
    return bound_option("--cap-per-model", "count at most so many spaces a model",
                        settings.cap_per_model);
}

core::Option duplicates_option(Settings& settings) {
    return core::flag_option("--no-duplicates", settings.no_duplicates,
                             "leave out spaces that are copies");
}

core::Option most_models_option(Settings& settings) {
    return bound_option("--max-models-per-space",
                        "co-usage takes at most so many models of a space",
                        settings.max_models_per_space);
}

}  // namespace

OptionRows network_options(Settings& settings) {
    return {snapshot_option(settings), subfields_option(settings),  subfield_of_option(settings),
            cap_option(settings),      duplicates_option(settings), most_models_option(settings)};
}

OptionRows options(Settings& settings) {
    const std::vector<std::string> of_subfields{"summary", "usage", "cousage", "owners", "degrees"};
    OptionRows rows = common_options(settings);
    rows.push_back(owner_option(settings, "models"));
    rows.push_back(shaping(top_option(settings, "100"), {"usage", "cousage", "owners"}));
    rows.push_back(shaping(subfield_option(settings), of_subfields));
    rows.push_back(shaping(subfields_option(settings), of_subfields));
    rows.push_back(shaping(subfield_of_option(settings), of_subfields));
    rows.push_back(cap_option(settings));
    rows.push_back(duplicates_option(settings));
    rows.push_back(
        shaping(most_models_option(settings), {"summary", "cousage", "owners", "degrees"}));
    rows.push_back(shaping(organisations_option(settings), {"owners"}));
    return rows;
}

store::DatasetOptions reading(const Settings& settings, store::RepoColumns of_models,
                              store::RepoColumns of_spaces) {
    using store::RepoColumn;
    of_spaces.add(RepoColumn::kDuplicated);
    (settings.subfield_of_space ? of_spaces : of_models).add(RepoColumn::kTags);
    store::DatasetOptions wanted{
        .snapshot = settings.snapshot,
        .parts = {.kinds = {core::Kind::kModel, core::Kind::kSpace}, .usage = true},
        .owned = {.owners = settings.owners, .kinds = {core::Kind::kModel}}};
    wanted.parts.columns_of(core::Kind::kModel) = of_models;
    wanted.parts.columns_of(core::Kind::kSpace) = of_spaces;
    return wanted;
}

}  // namespace hubmine::analysis::adoption
