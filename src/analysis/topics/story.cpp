#include "topics/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"

#include "common/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hubmine::analysis::topics {

namespace {

constexpr std::int64_t kToldTop = 100;

std::string percent_of(std::int64_t part, std::int64_t whole) {
    return fmt::format("{:.0f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string read_in_part(const store::Dataset& data, core::Kind kind) {
    return was_listed_in_part(data, kind) ? ", in a list that was read in part" : "";
}

std::string languages_sentence(const store::Dataset& data, const KindFindings& kind) {
    const std::string_view kinds = core::kind_plural(kind.population.kind);
    if (!kind.was_listed) {
        return fmt::format("{}: no list was read.", kinds);
    }
    const Declared& all = kind.languages.declared.front();
    const std::string in_part = read_in_part(data, kind.population.kind);
    if (all.declaring == 0) {
        return fmt::format("None of {} declares a language{}.",
                           core::counted(all.repositories, core::kind_name(kind.population.kind)),
                           in_part);
    }
    return fmt::format("Of {} {} that declare a language {} name English, {} only English; {}{}.",
                       core::grouped(all.declaring), kinds, percent_of(all.english, all.declaring),
                       percent_of(all.english_only, all.declaring),
                       core::counted(all.languages, "language"), in_part);
}

/// Of the most downloaded: the hundred that a reader would look at.
std::string evaluation_sentence(const Findings& findings) {
    if (!was_listed(findings.data, core::Kind::kDataset)) {
        return "datasets: no list was read: which are made for evaluation is not known.";
    }
    const std::vector<EvaluationShare>& shares = findings.evaluation->front().shares;
    const auto told = std::find_if(shares.begin(), shares.end(), [](const EvaluationShare& share) {
        return share.top_n == kToldTop;
    });
    return fmt::format("{} of the {} most downloaded datasets {} made for evaluation{}.",
                       core::grouped(told->evaluation), core::grouped(told->datasets),
                       told->evaluation == 1 ? "is" : "are",
                       read_in_part(findings.data, core::Kind::kDataset));
}

}  // namespace

std::vector<std::string> tell(const Findings& findings) {
    std::vector<std::string> lines;
    if (findings.codes) {
        for (const KindFindings& kind : findings.kinds) {
            lines.push_back(languages_sentence(findings.data, kind));
        }
    }
    if (findings.evaluation) {
        lines.push_back(evaluation_sentence(findings));
    }
    return lines;
}

}  // namespace hubmine::analysis::topics
