#include "adoption/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "adoption/edges.hpp"
#include "adoption/networks.hpp"
#include "adoption/story.hpp"
#include "adoption/tables.hpp"
#include "common/organisations.hpp"
#include "common/question.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

constexpr std::int64_t kDefaultTop = 100;

void settle(Settings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

store::DatasetOptions wanted(const Settings& settings) {
    using store::RepoColumn;
    store::RepoColumns of_models{RepoColumn::kId};
    if ((needs_of(table_rows(), settings) & kNeedsMetrics) != 0) {
        of_models.add(RepoColumn::kLikes);
        of_models.add(RepoColumn::kDownloads);
    }
    // A file of organisations may know the owners of spaces only.
    return reading(settings, of_models,
                   settings.organisations_file.empty() ? store::RepoColumns()
                                                       : store::RepoColumns{RepoColumn::kId});
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    doubt_subfields(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    Edges edges = select_edges(data, settings, result);
    const std::size_t top = settings.top.value_or(kDefaultTop) > 0
                                ? static_cast<std::size_t>(settings.top.value_or(kDefaultTop))
                                : std::max<std::size_t>(data.of(core::Kind::kModel).size(), 1);
    std::vector<ModelNetwork> networks =
        build_networks(data, edges,
                       {.subfields = load_subfields(settings),
                        .of_space = settings.subfield_of_space,
                        .co_usage = (needs_of(table_rows(), settings) & kNeedsCoUsage) != 0,
                        .top = top});
    const auto findings =
        std::make_shared<const Findings>(Findings{.data = data,
                                                  .edges = std::move(edges),
                                                  .networks = std::move(networks),
                                                  .organisations = load_organisations(settings),
                                                  .top = top});
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(*findings, result);
    return result;
}

Entry entry() {
    return {.name = "rq3",
            .help = "Model adoption: which models the spaces use, alone and together",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, wanted, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::adoption
