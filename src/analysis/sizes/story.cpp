#include "sizes/story.hpp"

#include "hubmine/core/text.hpp"

#include "common/told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <optional>

namespace hubmine::analysis::sizes {

namespace {

constexpr double kPercent = 100;

std::optional<std::string> tell_families(const Result& result) {
    const Told told(result, "small_or_large");
    const Told::Key key{{"measure", "downloads"}};
    const auto share = told.number(key, "smaller_share");
    if (!share) {
        return std::nullopt;
    }
    const auto families = static_cast<std::int64_t>(told.number(key, "families").value_or(0));
    const auto ties = static_cast<std::int64_t>(told.number(key, "ties").value_or(0));
    return fmt::format(
        "in {} {} with several sizes the smallest is downloaded more in {:.0f} %{} (p = {:.2g})",
        core::grouped(families), core::noun(families, "family"), kPercent * *share,
        ties > 0 ? fmt::format(" of the {} without a tie", core::grouped(families - ties)) : "",
        told.number(key, "p").value_or(1));
}

std::optional<std::string> tell_known(const Result& result) {
    const Told told(result, "bands");
    const Told::Key key{{"band", "unknown"}};
    const auto unknown = told.number(key, "share");
    if (!unknown) {
        return std::nullopt;
    }
    const auto unknown_downloads = told.number(key, "downloads_share");
    return fmt::format("size is known for {:.0f} % of models{}", kPercent * (1 - *unknown),
                       unknown_downloads ? fmt::format(" and {:.0f} % of downloads",
                                                       kPercent * (1 - *unknown_downloads))
                                         : "");
}

std::optional<std::string> tell_emissions(const Result& result) {
    const Told told(result, "emissions");
    const Told::Key key{{"entity_type", "all"}};
    const auto share = told.number(key, "reporting_share");
    if (!share) {
        return std::nullopt;
    }
    const auto top_share = told.number(key, "top_share");
    return fmt::format("{:.1f} % of models report emissions{}.", kPercent * *share,
                       top_share ? fmt::format("; the largest report is {:.0f} % of the total",
                                               kPercent * *top_share)
                                 : "");
}

}  // namespace

std::vector<std::string> tell(const Result& result) {
    std::vector<std::string> parts;
    for (const auto& part : {tell_families(result), tell_known(result)}) {
        if (part) {
            parts.push_back(*part);
        }
    }
    std::vector<std::string> lines;
    if (!parts.empty()) {
        std::string line = fmt::format("{}.", fmt::join(parts, "; "));
        line.front() = line.front() == 'i' ? 'I' : 'S';
        lines.push_back(std::move(line));
    }
    if (auto emissions = tell_emissions(result)) {
        lines.push_back(std::move(*emissions));
    }
    return lines;
}

}  // namespace hubmine::analysis::sizes
