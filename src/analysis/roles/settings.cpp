#include "roles/settings.hpp"

#include "common/table_row.hpp"
#include "roles/subjects.hpp"
#include "roles/tables.hpp"

#include <cstdint>
#include <memory>

namespace hubmine::analysis::roles {

namespace {

constexpr std::int64_t kDefaultTop = 100;

}  // namespace

std::size_t top_of(const Settings& settings, std::size_t all) {
    return settings.first_of(all, kDefaultTop);
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(shaping(top_option(settings, std::to_string(kDefaultTop)),
                           {"repositories", "developers", "exchange"}));
    rows.push_back(
        shaping(organisations_option(settings), {"developers", "pull_requests", "exchange"}));
    rows.push_back(shaping(every_option(settings.every), {"newcomers", "retention"}));
    rows.push_back(shaping(
        core::file_option("--subjects", "FILE", "replaces the installed discussion_subjects.csv",
                          settings.subjects_file),
        {"subjects"}));
    rows.push_back(shaping(pseudonyms_option(settings), {"developers"}));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& config_folder) {
    settle_key(settings, config_folder);
}

store::DatasetOptions reading(const Settings& settings) {
    const store::RepoColumns columns{store::RepoColumn::kId};
    store::DatasetOptions wanted{.snapshot = settings.snapshot,
                                 .parts = {.kinds = settings.kinds,
                                           .columns = store::of_each_kind(columns),
                                           .commit_times = true,
                                           .discussions = true,
                                           .discussion_details = true,
                                           .owners = true}};
    if ((needs_of(table_rows(), settings) & kNeedsTitles) != 0) {
        const auto subjects = std::make_shared<const Subjects>(load_subjects(settings));
        wanted.parts.mark_title = [subjects](std::string_view title) {
            return subjects->marks(title);
        };
    }
    return wanted;
}

}  // namespace hubmine::analysis::roles
