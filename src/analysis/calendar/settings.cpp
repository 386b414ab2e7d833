#include "calendar/settings.hpp"

#include "hubmine/core/error.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace hubmine::analysis::calendar {

namespace {

constexpr std::int64_t kDefaultTop = 20;

core::Option day_week_month_option(Settings& settings) {
    core::Option option = core::choice_option(
        "--every", {"day", "week", "month"}, "how finely time is told",
        [&settings](std::size_t word) { settings.every = static_cast<Every>(word); },
        [&settings] { return std::optional(static_cast<std::size_t>(settings.every)); });
    option.by_default = "day";
    return shaping(std::move(option), {"calendar"});
}

core::Option by_option(Settings& settings) {
    core::Option option = core::choice_option(
        "--by", {"owner", "entity"}, "whose repositories are put together",
        [&settings](std::size_t word) { settings.by_entity = word == 1; },
        [&settings] { return std::optional<std::size_t>(settings.by_entity ? 1 : 0); });
    option.by_default = "owner";
    return option;
}

core::Option owner_option(Settings& settings) {
    core::Option option = core::list_option(
        "--owner", "NAME", "only these owners (with --by entity: entities)", settings.owners);
    option.by_default = "the most active";
    return option;
}

}  // namespace

std::size_t top_of(const Settings& settings, std::size_t all) {
    return settings.owners.empty() ? settings.first_of(all, kDefaultTop) : all;
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(top_option(settings, std::to_string(kDefaultTop)));
    rows.push_back(organisations_option(settings));
    rows.push_back(since_option(settings, "events"));
    rows.push_back(until_option(settings, "events"));
    rows.push_back(day_week_month_option(settings));
    rows.push_back(by_option(settings));
    rows.push_back(owner_option(settings));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    check(static_cast<const PeriodSettings&>(settings));
    if (!settings.owners.empty() && settings.top) {
        throw core::UsageError("--top means nothing with --owner");
    }
}

store::DatasetOptions reading(const Settings& settings) {
    using store::RepoColumn;
    const store::RepoColumns columns{RepoColumn::kId, RepoColumn::kCreatedAt};
    return {.snapshot = settings.snapshot,
            .parts = {.kinds = settings.kinds,
                      .columns = store::of_each_kind(columns),
                      .commit_times = true,
                      .discussions = true,
                      .discussion_details = true,
                      .owners = true}};
}

}  // namespace hubmine::analysis::calendar
