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
    if (!data.named_model) {
        throw core::UsageError(
            fmt::format("--root: '{}' is no model of this snapshot", settings.root));
    }
    return data.named_model;
}

}  // namespace hubmine::analysis::lineage
