#include "reproduce/story.hpp"

#include "hubmine/core/text.hpp"

#include "common/told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis::reproduce {

namespace {

constexpr std::string_view kCitation =
    "The study: Cailean Osborne, Jennifer Ding, Hannah Rose Kirk, \"The AI community building the "
    "future? A quantitative analysis of development activity on Hugging Face Hub\", Journal of "
    "Computational Social Science, 2024; its data are of October 2023.";

/// Rows whose cell holds that text.
std::int64_t count_rows(const Told& told, std::string_view column, std::string_view text) {
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < told.size(); ++row) {
        rows += core::exact_text(told.at(row, column)) == text ? 1 : 0;
    }
    return rows;
}

std::string tell_checks(const Told& told) {
    const auto all = static_cast<std::int64_t>(told.size());
    const std::int64_t fail = count_rows(told, "ours_holds", "0");
    const std::int64_t hold = count_rows(told, "ours_holds", "1");
    std::string here;
    if (fail + hold == 0) {
        here = "none can be told here";
    } else if (fail == 0) {
        here = fmt::format("all {} that can be told hold here", hold);
    } else {
        here = fmt::format("{} of {} that can be told hold here", hold, hold + fail);
    }
    return fmt::format("of {} things that must hold, {} hold in print and {}", all,
                       count_rows(told, "published_holds", "1"), here);
}

bool is_near(double ratio) {
    constexpr double kNear = 1.25;
    return ratio > 0 && std::abs(std::log(ratio)) <= std::log(kNear);
}

/// "density" of "density of the 5-core of all"; "correlation" of "correlation of use and likes".
std::string measure_in(std::string_view what) {
    return std::string(what.substr(0, std::min(what.find(" of "), what.find(','))));
}

/// What lies far from what was printed, by what is measured.
struct Measure {
    std::string name;
    std::size_t count = 0;
    std::string first;                  ///< of them, in full
    std::vector<std::string> sections;  ///< each once
};

void add_to(std::vector<Measure>& measures, const Told& told, std::size_t row) {
    const std::string name = measure_in(core::exact_text(told.at(row, "what")));
    auto found = std::find_if(measures.begin(), measures.end(),
                              [&name](const Measure& each) { return each.name == name; });
    if (found == measures.end()) {
        found = measures.insert(measures.end(), {.name = name, .first = {}, .sections = {}});
    }
    if (++found->count == 1) {
        found->first = core::exact_text(told.at(row, "what"));
    }
    std::string section = core::exact_text(told.at(row, "section"));
    if (std::find(found->sections.begin(), found->sections.end(), section) ==
        found->sections.end()) {
        found->sections.push_back(std::move(section));
    }
}

/// Those of which most lie far first; one that is alone in full.
std::string tell_far(std::vector<Measure> measures) {
    constexpr std::size_t kNamed = 6;
    std::stable_sort(measures.begin(), measures.end(),
                     [](const Measure& a, const Measure& b) { return a.count > b.count; });
    std::vector<std::string> clauses;
    std::size_t others = 0;
    for (const Measure& measure : measures) {
        if (clauses.size() == kNamed) {
            others += measure.count;
        } else if (measure.count == 1) {
            clauses.push_back(fmt::format("{} ({})", measure.first, measure.sections.front()));
        } else {
            clauses.push_back(fmt::format("{} ({}: {})", measure.name, measure.count,
                                          fmt::join(measure.sections, ", ")));
        }
    }
    if (others > 0) {
        clauses.push_back(fmt::format("{} more", others));
    }
    return core::in_words(clauses);
}

std::string_view verdict(std::size_t near, std::size_t all) {
    constexpr double kMost = 0.75;
    constexpr double kSome = 0.25;
    const double share = static_cast<double>(near) / static_cast<double>(all);
    return share >= kMost   ? "This store is shaped as the study says"
           : share >= kSome ? "This store is shaped in part as the study says"
                            : "This store is shaped otherwise than the study says";
}

/// What the store is to the study: how many of the shapes are alike, and which are not.
std::optional<std::string> tell_verdict(const Told& told) {
    std::size_t shapes = 0;
    std::size_t near = 0;
    std::vector<Measure> far;
    for (std::size_t row = 0; row < told.size(); ++row) {
        const auto ratio = number_in(told.at(row, "ratio"));
        if (!ratio || core::exact_text(told.at(row, "comparable")) != "shape") {
            continue;
        }
        ++shapes;
        if (is_near(*ratio)) {
            ++near;
        } else {
            add_to(far, told, row);
        }
    }
    if (shapes == 0) {
        return std::nullopt;
    }
    return fmt::format("{}: of {} shapes {} lie within a quarter of what was printed{}.",
                       verdict(near, shapes), shapes, near,
                       far.empty() ? "" : fmt::format("; farther from it: {}", tell_far(far)));
}

}  // namespace

std::vector<std::string> tell(const Result& result) {
    const Told figures(result, "reproduce");
    const Told checks(result, "checks");
    std::vector<std::string> parts;
    if (figures.size() > 0) {
        const auto ours =
            static_cast<std::int64_t>(figures.size()) - count_rows(figures, "ours", "");
        parts.push_back(fmt::format("{} figures of the study, {} of them beside this store's",
                                    figures.size(), ours));
    }
    if (checks.size() > 0) {
        parts.push_back(tell_checks(checks));
    }
    std::vector<std::string> sentences;
    if (auto told = tell_verdict(figures)) {
        sentences.push_back(*std::move(told));
    }
    if (!parts.empty()) {
        sentences.push_back(fmt::format("{}.", fmt::join(parts, "; ")));
        sentences.emplace_back(kCitation);
    }
    return sentences;
}

}  // namespace hubmine::analysis::reproduce
