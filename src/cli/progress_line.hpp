#pragma once

#include "hubmine/crawl/crawler.hpp"

#include <chrono>
#include <optional>
#include <ostream>
#include <string>

namespace hubmine::cli {

/// How the crawl stands, in one line: "commits: 1200 of 5000 (24.0 %), 3.3 requests/s, 20 min
/// left".
[[nodiscard]] std::string progress_text(const crawl::Progress& progress,
                                        std::optional<std::chrono::seconds> left);

/// One line of a terminal that is written over and over. Every message of the log wipes it away.
class ProgressLine {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit ProgressLine(std::ostream& terminal) : terminal_(terminal) {}

    void show(const crawl::Progress& progress, Moment now);
    /// Leaves an empty line.
    void clear();

  private:
    [[nodiscard]] std::optional<std::chrono::seconds> time_left(const crawl::Progress& progress,
                                                                Moment now) const;

    std::ostream& terminal_;
    std::string phase_;
    Moment phase_began_;
    std::int64_t done_before_ = 0;
    bool shown_ = false;
};

}  // namespace hubmine::cli
