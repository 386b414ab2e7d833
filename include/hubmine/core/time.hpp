#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::core {

/// A moment in UTC, to the millisecond: what the Hub sends and what the store keeps.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2022-03-02T23:29:04.000Z". Years outside 0000..9999 are written as the nearest of them.
[[nodiscard]] std::string format_time(Timestamp time);

/// Reads `YYYY-MM-DD[(T| )HH:MM[:SS[.fraction]]][Z|±HH[:]MM]`; no zone means UTC. Absent when it is
/// not a time.
[[nodiscard]] std::optional<Timestamp> parse_time(std::string_view text);

/// "1 h 05 min", "42 s", "3 d 4 h": for people.
[[nodiscard]] std::string format_duration(std::chrono::seconds duration);

/// Where time comes from; tests own theirs.
class Clock {
  public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    Clock(Clock&&) = delete;
    Clock& operator=(Clock&&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override;
};

}  // namespace hubmine::core
