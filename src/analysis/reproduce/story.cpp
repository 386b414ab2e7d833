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

/// Shapes by how far ours are from what was printed.
std::optional<std::string> tell_shapes(const Told& told) {
    constexpr double kNear = 1.25;
    constexpr std::size_t kNamed = 3;
    struct Shape {
        double distance = 0;
        std::string item;
    };
    std::vector<Shape> shapes;
    for (std::size_t row = 0; row < told.size(); ++row) {
        const auto ratio = number_in(told.at(row, "ratio"));
        if (ratio && core::exact_text(told.at(row, "comparable")) == "shape") {
            const double distance =
                *ratio > 0 ? std::abs(std::log(*ratio)) : std::numeric_limits<double>::infinity();
            shapes.push_back({distance, core::exact_text(told.at(row, "item"))});
        }
    }
    if (shapes.empty()) {
        return std::nullopt;
    }
    std::stable_sort(shapes.begin(), shapes.end(),
                     [](const Shape& a, const Shape& b) { return a.distance > b.distance; });
    const auto far = static_cast<std::size_t>(
        std::count_if(shapes.begin(), shapes.end(),
                      [](const Shape& shape) { return shape.distance > std::log(kNear); }));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(far, kNamed); ++i) {
        names.push_back(shapes[i].item);
    }
    return fmt::format(
        "Of {} shapes {} lie within a quarter of what was printed{}.", shapes.size(),
        shapes.size() - far,
        names.empty() ? "" : fmt::format("; farthest from it: {}", fmt::join(names, ", ")));
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
    if (!parts.empty()) {
        sentences.push_back(fmt::format("{}.", fmt::join(parts, "; ")));
    }
    if (auto shapes = tell_shapes(figures)) {
        sentences.push_back(*std::move(shapes));
    }
    return sentences;
}

}  // namespace hubmine::analysis::reproduce
