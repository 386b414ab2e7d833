#include "lineage/settings.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace hubmine::analysis::lineage {

core::Option root_option(Settings& settings, const std::string& help) {
    return core::text_option("--root", "ID", help, settings.root);
}

core::Option depth_option(Settings& settings, const std::string& help) {
    core::Option option = core::whole_option("--depth", help, settings.depth);
    option.by_default = "0 = all";
    return option;
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(shaping(top_option(settings, std::to_string(kDefaultTop)),
                           {"models", "owners", "flow", "license_pairs"}));
    rows.push_back(shaping(root_option(settings, "start generations and tree from this model"),
                           {"generations", "tree"}));
    rows.push_back(shaping(depth_option(settings, "only so many generations below the root"),
                           {"generations", "tree"}));
    rows.push_back(
        shaping(licenses_option(settings), {"summary", "tree", "licenses", "license_pairs"}));
    rows.push_back(shaping(organisations_option(settings), {"owners", "flow"}));
    return rows;
}

std::optional<std::uint32_t> asked_root(const store::Dataset& data, const Settings& settings) {
    if (settings.root.empty()) {
        return std::nullopt;
    }
    const core::Texts& ids = data.of(core::Kind::kModel).id;
    const auto present = std::find(ids.begin(), ids.end(), settings.root);
    if (present != ids.end()) {
        return static_cast<std::uint32_t>(present - ids.begin());
    }
    const store::BaseModels& named = data.base_models;
    const auto past = std::find(named.id.begin(), named.id.end(), settings.root);
    const auto model = past == named.id.end()
                           ? store::BaseModels::kMissing
                           : named.model[static_cast<std::size_t>(past - named.id.begin())];
    if (model == store::BaseModels::kMissing || model == store::BaseModels::kRemoved) {
        throw core::UsageError(
            fmt::format("--root: '{}' is no model of this snapshot", settings.root));
    }
    return model;
}

}  // namespace hubmine::analysis::lineage
