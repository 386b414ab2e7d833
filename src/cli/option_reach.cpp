#include "option_reach.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hubmine::cli {

std::span<const Reach> option_reaches() {
    static const std::vector<Reach> kReaches{
        {"licenses", "rq1", {"correlations", "licenses", "mann_whitney"}},
        {"min_license_repos", "rq1", {"mann_whitney"}},
        {"top", "rq1", {"top"}},
        {"cores", "rq2", {"cores"}},
        {"weighting", "rq2", {"cores", "edges"}},
        {"pseudonyms", "rq2", {"developers", "edges"}},
        {"seed", "rq2", {"cores"}},
        {"top", "rq3", {"usage", "cousage", "owners"}},
        {"subfield", "rq3", {"summary", "usage", "cousage", "owners", "degrees"}},
        {"subfields", "rq3", {"summary", "usage", "cousage", "owners", "degrees"}},
        {"subfield_of", "rq3", {"summary", "usage", "cousage", "owners", "degrees"}},
        {"max_models_per_space", "rq3", {"summary", "cousage", "owners", "degrees"}},
        {"organisations", "rq3", {"owners"}},
        {"by", "trends", {"growth", "series"}},
        {"subfields", "trends", {"growth", "series"}},
        {"repo", "trends", {"series"}},
        {"since", "trends", {"growth", "series", "movers"}},
        {"until", "trends", {"growth", "series", "movers"}},
    };
    return kReaches;
}

namespace {

bool names_one_of(const std::vector<std::string>& tables, const Reach& reach) {
    return std::any_of(tables.begin(), tables.end(), [&reach](const std::string& table) {
        return std::find(reach.tables.begin(), reach.tables.end(), table) != reach.tables.end();
    });
}

std::string flag_of(std::string_view option) {
    std::string flag = fmt::format("--{}", option);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

}  // namespace

void check_reach(std::string_view analysis, const AnalyzeSettings& settings,
                 const std::vector<std::string>& tables) {
    if (settings.keep_bots && !settings.bots_file.empty()) {
        throw core::UsageError("--bots-file means nothing with --bots keep");
    }
    if (analysis == "trends" && !settings.subfields_file.empty() &&
        settings.by != analysis::GroupBy::kSubfield) {
        throw core::UsageError("--subfields means nothing without --by subfield");
    }
    if (tables.empty()) {
        return;
    }
    const AnalyzeSettings untouched;
    for (const AnalyzeOption& option : analyze_options()) {
        if (!option.belongs_to(analysis) || option.told(settings) == option.told(untouched)) {
            continue;
        }
        for (const Reach& reach : option_reaches()) {
            if (reach.option == option.name && reach.analysis == analysis &&
                !names_one_of(tables, reach)) {
                throw core::UsageError(fmt::format("{} does nothing for --table {}: it shapes {}",
                                                   flag_of(option.name), fmt::join(tables, ","),
                                                   fmt::join(reach.tables, ", ")));
            }
        }
    }
}

}  // namespace hubmine::cli
