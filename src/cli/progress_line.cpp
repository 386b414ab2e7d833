#include "progress_line.hpp"

#include "hubmine/core/display.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include "log.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::cli {

std::string progress_text(const crawl::Progress& progress, std::optional<std::chrono::seconds> left,
                          std::size_t width) {
    const std::string count = fmt::format("{}: {}", core::printable(progress.phase), progress.done);
    std::string share;
    if (progress.expected && *progress.expected > 0) {
        share = fmt::format(
            " of {} ({:.1f} %)", *progress.expected,
            100.0 * static_cast<double>(progress.done) / static_cast<double>(*progress.expected));
    }
    const std::string rate = fmt::format(", {:.1f} requests/s", progress.requests_per_second);
    std::string rest;
    std::string why;
    if (progress.waiting_for_quota) {
        rest = fmt::format(", waiting {}", core::format_duration(progress.wait_left));
        why = " for the Hub's quota";
    } else if (left) {
        rest = fmt::format(", {} left", core::format_duration(*left));
    }
    for (std::string text : {fmt::format("{}{}{}{}{}", count, share, rate, rest, why),
                             fmt::format("{}{}{}{}", count, share, rest, why),
                             fmt::format("{}{}{}", count, share, rest), count + rest}) {
        if (core::display_width(text) <= width) {
            return text;
        }
    }
    return std::string(core::cut_to_width(count, width));
}

void ProgressLine::show(const crawl::Progress& progress, Moment now) {
    if (progress.phase != phase_) {
        phase_ = progress.phase;
        phase_began_ = now;
        done_before_ = progress.done;
    }
    show(progress_text(progress, time_left(progress, now), room()));
}

void ProgressLine::show(std::string_view text) {
    const std::lock_guard lock(log_mutex());
    terminal_ << "\r\x1b[K" << core::cut_to_width(text, room()) << std::flush;
    shown_ = true;
}

/// A line that wraps could not be written over; some terminals wrap at the last column already.
std::size_t ProgressLine::room() const {
    return std::max<std::size_t>(width_(), 1) - 1;
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
