#include "reproduce/story.hpp"

#include "hubmine/core/text.hpp"

#include "common/told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
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

/// A figure that was printed, beside ours.
struct Shape {
    double distance = 0;  ///< of the logarithms
    std::string what;
};

/// Farthest first.
std::vector<Shape> shapes_of(const Told& told) {
    std::vector<Shape> shapes;
    for (std::size_t row = 0; row < told.size(); ++row) {
        const auto ratio = number_in(told.at(row, "ratio"));
        if (ratio && core::exact_text(told.at(row, "comparable")) == "shape") {
            const double distance =
                *ratio > 0 ? std::abs(std::log(*ratio)) : std::numeric_limits<double>::infinity();
            shapes.push_back(
                {distance, fmt::format("{} ({})", core::exact_text(told.at(row, "what")),
                                       core::exact_text(told.at(row, "section")))});
        }
    }
    std::stable_sort(shapes.begin(), shapes.end(),
                     [](const Shape& a, const Shape& b) { return a.distance > b.distance; });
    return shapes;
}

std::string_view verdict(std::size_t near, std::size_t all) {
    constexpr double kMost = 0.75;
    constexpr double kSome = 0.25;
    const double share = static_cast<double>(near) / static_cast<double>(all);
    return share >= kMost   ? "This store is shaped as the study says"
           : share >= kSome ? "This store is shaped in part as the study says"
                            : "This store is shaped otherwise than the study says";
}

/// What the store is to the study: how many of the shapes are alike, and which is least so.
std::optional<std::string> tell_verdict(const Told& told) {
    constexpr double kNear = 1.25;
    constexpr std::size_t kNamed = 3;
    const std::vector<Shape> shapes = shapes_of(told);
    if (shapes.empty()) {
        return std::nullopt;
    }
    const auto far = static_cast<std::size_t>(
        std::count_if(shapes.begin(), shapes.end(),
                      [](const Shape& shape) { return shape.distance > std::log(kNear); }));
    std::vector<std::string> farthest;
    for (std::size_t i = 0; i < std::min(far, kNamed); ++i) {
        farthest.push_back(shapes[i].what);
    }
    const std::size_t near = shapes.size() - far;
    return fmt::format(
        "{}: of {} shapes {} lie within a quarter of what was printed{}.",
        verdict(near, shapes.size()), shapes.size(), near,
        farthest.empty() ? "" : fmt::format("; farthest from it: {}", core::in_words(farthest)));
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
