#include "common/period.hpp"

#include <fmt/format.h>

namespace hubmine::analysis {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

// 1970-01-01 was a Thursday: the Monday of its week lies three days before.
constexpr std::int64_t kDaysSinceMonday = 3;
constexpr std::int64_t kWeek = 7;
constexpr std::int64_t kMonths = 12;
constexpr std::int64_t kMonthsOfQuarter = 3;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Months since the year 0.
std::int64_t month_of(sys_days day) {
    const year_month_day date(day);
    return int{date.year()} * kMonths + static_cast<std::int64_t>(unsigned{date.month()}) - 1;
}

std::string day_name(sys_days day) {
    const year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()});
}

std::string week_name(std::int64_t week) {
    // The Thursday of a week decides its year (ISO 8601).
    const sys_days thursday{std::chrono::days(week * kWeek)};
    const auto year = year_month_day(thursday).year();
    const auto day_of_year = (thursday - sys_days(year / std::chrono::January / 1)).count();
    return fmt::format("{:04}-W{:02}", int{year}, day_of_year / kWeek + 1);
}

}  // namespace

std::int64_t period_of(core::Timestamp time, Every every) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::int64_t number = day.time_since_epoch().count();
    switch (every) {
        case Every::kDay:
            return number;
        case Every::kWeek:
            return floor_divide(number + kDaysSinceMonday, kWeek);
        case Every::kMonth:
            return month_of(day);
        case Every::kQuarter:
            return floor_divide(month_of(day), kMonthsOfQuarter);
        case Every::kYear:
            break;
    }
    return int{year_month_day(day).year()};
}

std::string period_name(std::int64_t period, Every every) {
    switch (every) {
        case Every::kDay:
            return day_name(sys_days(std::chrono::days(period)));
        case Every::kWeek:
            return week_name(period);
        case Every::kMonth: {
            const std::int64_t year = floor_divide(period, kMonths);
            return fmt::format("{:04}-{:02}", year, period - year * kMonths + 1);
        }
        case Every::kQuarter: {
            constexpr std::int64_t kQuarters = kMonths / kMonthsOfQuarter;
            const std::int64_t year = floor_divide(period, kQuarters);
            return fmt::format("{:04}-Q{}", year, period - year * kQuarters + 1);
        }
        case Every::kYear:
            break;
    }
    return fmt::format("{:04}", period);
}

std::chrono::days period_length(Every every) {
    constexpr std::chrono::days kMonthLength{30};
    constexpr std::chrono::days kQuarterLength{91};
    constexpr std::chrono::days kYearLength{365};
    switch (every) {
        case Every::kDay:
            return std::chrono::days(1);
        case Every::kWeek:
            return std::chrono::days(kWeek);
        case Every::kMonth:
            return kMonthLength;
        case Every::kQuarter:
            return kQuarterLength;
        case Every::kYear:
            break;
    }
    return kYearLength;
}

std::string period_word(Every every) {
    switch (every) {
        case Every::kDay:
            return "day";
        case Every::kWeek:
            return "week";
        case Every::kMonth:
            return "month";
        case Every::kQuarter:
            return "quarter";
        case Every::kYear:
            break;
    }
    return "year";
}

std::string date_text(core::Timestamp time) {
    return day_name(std::chrono::floor<std::chrono::days>(time));
}

}  // namespace hubmine::analysis
