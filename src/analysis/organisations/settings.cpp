#include "organisations/settings.hpp"

#include "hubmine/core/text.hpp"

#include <cstdint>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

constexpr std::int64_t kDefaultTop = 100;

core::Option type_option(Settings& settings) {
    core::Option option =
        core::list_option("--type", "NAME", "rank only names of these types", settings.types);
    option.by_default = "all";
    return option;
}

}  // namespace

bool Settings::ranks(EntityType type) const {
    return types.empty() || core::contains(types, entity_type_name(type));
}

std::size_t top_of(const Settings& settings, std::size_t all) {
    return settings.first_of(all, kDefaultTop);
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(
        shaping(top_option(settings, std::to_string(kDefaultTop)), {"groups", "ranking"}));
    rows.push_back(organisations_option(settings));
    rows.push_back(since_option(settings, "repositories created"));
    rows.push_back(until_option(settings, "repositories created"));
    rows.push_back(shaping(type_option(settings), {"ranking"}));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    check(static_cast<const PeriodSettings&>(settings));
    core::check_words("--type", settings.types, {kEntityTypeNames.begin(), kEntityTypeNames.end()});
}

}  // namespace hubmine::analysis::organisations
