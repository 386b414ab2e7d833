#pragma once

#include "hubmine/crawl/crawler.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::cli {

/// How the crawl stands, in one line: "commits: 1200 of 5000 (24.0 %), 3.3 requests/s, 20 min
/// left". Where that is more than `width` columns, what matters less goes first.
[[nodiscard]] std::string progress_text(const crawl::Progress& progress,
                                        std::optional<std::chrono::seconds> left,
                                        std::size_t width);

/// One line of a terminal that is written over and over. Every message of the log wipes it away.
class ProgressLine {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    /// `width`: how many columns the terminal has now.
    ProgressLine(std::ostream& terminal, std::function<std::size_t()> width)
        : terminal_(terminal), width_(std::move(width)) {}

    void show(const crawl::Progress& progress, Moment now);
    /// Any text, as much of it as there is room for.
    void show(std::string_view text);
    /// Leaves an empty line.
    void clear();

  private:
    [[nodiscard]] std::size_t room() const;
    [[nodiscard]] std::optional<std::chrono::seconds> time_left(const crawl::Progress& progress,
                                                                Moment now) const;

    std::ostream& terminal_;
    std::function<std::size_t()> width_;
    std::string phase_;
    Moment phase_began_;
    std::int64_t done_before_ = 0;
    bool shown_ = false;
};

}  // namespace hubmine::cli
