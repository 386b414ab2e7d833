#include "hubmine/core/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace hubmine::core {

namespace {

/// A cursor over digits; every step is absent-on-failure.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    bool accept(char wanted) {
        if (peek() != wanted || rest_.empty()) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<int> digits(std::size_t count) {
        if (rest_.size() < count) {
            return std::nullopt;
        }
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }

    /// Reads all the digits of a fraction; keeps milliseconds.
    std::optional<int> milliseconds() {
        int value = 0;
        int scale = 100;
        bool any = false;
        while (peek() >= '0' && peek() <= '9') {
            value += (peek() - '0') * scale;
            scale /= 10;
            any = true;
            rest_.remove_prefix(1);
        }
        return any ? std::optional(value) : std::nullopt;
    }

  private:
    std::string_view rest_;
};

std::optional<std::chrono::milliseconds> read_clock(Scanner& in) {
    using std::chrono::hours;
    using std::chrono::milliseconds;
    using std::chrono::minutes;
    using std::chrono::seconds;
    const auto hour = in.digits(2);
    if (!hour || *hour > 23 || !in.accept(':')) {
        return std::nullopt;
    }
    const auto minute = in.digits(2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    milliseconds result = hours(*hour) + minutes(*minute);
    if (in.accept(':')) {
        const auto second = in.digits(2);
        if (!second || *second > 60) {
            return std::nullopt;
        }
        result += seconds(*second);
        if (in.accept('.') || in.accept(',')) {
            const auto fraction = in.milliseconds();
            if (!fraction) {
                return std::nullopt;
            }
            result += milliseconds(*fraction);
        }
    }
    return result;
}

std::optional<std::chrono::minutes> read_zone(Scanner& in) {
    if (in.done() || in.accept('Z') || in.accept('z')) {
        return std::chrono::minutes(0);
    }
    const int sign = in.accept('-') ? -1 : 1;
    if (sign == 1 && !in.accept('+')) {
        return std::nullopt;
    }
    const auto hour = in.digits(2);
    in.accept(':');
    const auto minute = in.done() ? std::optional(0) : in.digits(2);
    if (!hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    return sign * std::chrono::minutes(*hour * 60 + *minute);
}

}  // namespace

std::string format_time(Timestamp time) {
    using std::chrono::days;
    using std::chrono::sys_days;
    using std::chrono::year;
    constexpr Timestamp kFirst = sys_days{year{0} / 1 / 1};
    constexpr Timestamp kLast = sys_days{year{10000} / 1 / 1} - std::chrono::milliseconds(1);
    const Timestamp inside = std::clamp(time, kFirst, kLast);
    const auto day = std::chrono::floor<days>(inside);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{inside - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

std::optional<Timestamp> parse_time(std::string_view text) {
    Scanner in(text);
    const auto y = in.digits(4);
    if (!y || !in.accept('-')) {
        return std::nullopt;
    }
    const auto m = in.digits(2);
    if (!m || !in.accept('-')) {
        return std::nullopt;
    }
    const auto d = in.digits(2);
    if (!d) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*y},
                                           std::chrono::month{static_cast<unsigned>(*m)},
                                           std::chrono::day{static_cast<unsigned>(*d)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    Timestamp result = std::chrono::sys_days{date};
    if (in.done()) {
        return result;
    }
    if (!in.accept('T') && !in.accept(' ') && !in.accept('t')) {
        return std::nullopt;
    }
    const auto clock = read_clock(in);
    const auto zone = clock ? read_zone(in) : std::nullopt;
    if (!zone || !in.done()) {
        return std::nullopt;
    }
    return result + *clock - *zone;
}

std::string format_duration(std::chrono::seconds duration) {
    const std::int64_t total = std::max<std::int64_t>(duration.count(), 0);
    if (total < 60) {
        return fmt::format("{} s", total);
    }
    if (total < 3600) {
        return fmt::format("{} min {:02} s", total / 60, total % 60);
    }
    if (total < 86400) {
        return fmt::format("{} h {:02} min", total / 3600, total / 60 % 60);
    }
    return fmt::format("{} d {:02} h", total / 86400, total / 3600 % 24);
}

Timestamp SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace hubmine::core
