#include "progress_line.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include "log.hpp"

#include <fmt/format.h>

namespace hubmine::cli {

std::string progress_text(const crawl::Progress& progress,
                          std::optional<std::chrono::seconds> left) {
    std::string text = fmt::format("{}: {}", core::printable(progress.phase), progress.done);
    if (progress.expected && *progress.expected > 0) {
        text += fmt::format(
            " of {} ({:.1f} %)", *progress.expected,
            100.0 * static_cast<double>(progress.done) / static_cast<double>(*progress.expected));
    }
    text += fmt::format(", {:.1f} requests/s", progress.requests_per_second);
    if (progress.waiting_for_quota) {
        text += fmt::format(", waiting {} for the Hub's quota",
                            core::format_duration(progress.wait_left));
    } else if (left) {
        text += fmt::format(", {} left", core::format_duration(*left));
    }
    return text;
}

void ProgressLine::show(const crawl::Progress& progress, Moment now) {
    if (progress.phase != phase_) {
        phase_ = progress.phase;
        phase_began_ = now;
        done_before_ = progress.done;
    }
    // Cut to a width that no terminal wraps: a wrapped line could not be written over.
    const std::string text = progress_text(progress, time_left(progress, now)).substr(0, 79);
    const std::lock_guard lock(log_mutex());
    terminal_ << "\r\x1b[K" << text << std::flush;
    shown_ = true;
}

void ProgressLine::clear() {
    if (shown_) {
        const std::lock_guard lock(log_mutex());
        terminal_ << "\r\x1b[K" << std::flush;
        shown_ = false;
    }
}

std::optional<std::chrono::seconds> ProgressLine::time_left(const crawl::Progress& progress,
                                                            Moment now) const {
    const std::int64_t got = progress.done - done_before_;
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - phase_began_);
    if (!progress.expected || got <= 0 || *progress.expected < progress.done ||
        spent < std::chrono::seconds(2)) {
        return std::nullopt;
    }
    const double left = static_cast<double>(*progress.expected - progress.done) *
                        static_cast<double>(spent.count()) / 1000.0 / static_cast<double>(got);
    return std::chrono::seconds(static_cast<std::int64_t>(left));
}

}  // namespace hubmine::cli
