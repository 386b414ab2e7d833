#include "trends/settings.hpp"

#include "hubmine/core/error.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

constexpr std::int64_t kDefaultTop = 100;

core::Option by_option(Settings& settings) {
    return core::choice_option(
        "--by", {"owner", "license", "pipeline_tag", "subfield", "sdk", "architecture"},
        "put repositories together in growth and series",
        [&settings](std::size_t word) { settings.by = static_cast<GroupBy>(word + 1); },
        [&settings] {
            return settings.by == GroupBy::kNothing
                       ? std::nullopt
                       : std::optional(static_cast<std::size_t>(settings.by) - 1);
        });
}

core::Option architectures_option(Settings& settings) {
    return core::file_option("--architectures", "FILE", "replaces the installed architectures.csv",
                             settings.architectures_file);
}

core::Option repo_option(Settings& settings) {
    core::Option option =
        core::list_option("--repo", "ID", "series of these repositories", settings.repositories);
    option.by_default = "the most liked";
    return option;
}

}  // namespace

std::size_t top_of(const Settings& settings) {
    constexpr std::size_t kAll = std::numeric_limits<std::uint32_t>::max();
    return settings.first_of(kAll, kDefaultTop);
}

OptionRows options(Settings& settings) {
    const std::vector<std::string> of_periods{"growth", "series", "movers"};
    const std::vector<std::string> of_groups{"growth", "series"};
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(owner_option(settings, "repositories"));
    rows.push_back(
        shaping(top_option(settings, "100"), {"growth", "series", "movers", "sanity", "response"}));
    rows.push_back(shaping(subfields_option(settings), of_groups));
    rows.push_back(shaping(since_option(settings, "periods"), of_periods));
    rows.push_back(shaping(until_option(settings, "periods"), of_periods));
    rows.push_back(shaping(every_option(settings.every), {"growth", "series", "movers", "sanity"}));
    rows.push_back(shaping(by_option(settings), of_groups));
    rows.push_back(shaping(architectures_option(settings), of_groups));
    rows.push_back(shaping(repo_option(settings), {"series"}));
    // All analyses of the ecosystem take it, so that one list of options serves them.
    rows.push_back(organisations_option(settings));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    check(static_cast<const PeriodSettings&>(settings));
    if (!settings.subfields_file.empty() && settings.by != GroupBy::kSubfield) {
        throw core::UsageError("--subfields means nothing without --by subfield");
    }
    if (!settings.architectures_file.empty() && settings.by != GroupBy::kArchitecture) {
        throw core::UsageError("--architectures means nothing without --by architecture");
    }
}

}  // namespace hubmine::analysis::trends
