#pragma once

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <string>
#include <sys/resource.h>

namespace hubmine::bench {

/// Wall-clock and processor seconds; on a busy machine only the latter can be compared.
struct Duration {
    double wall = 0;
    double processor = 0;
};

class Watch {
  public:
    [[nodiscard]] Duration read() const {
        const std::chrono::duration<double> wall = Clock::now() - start_;
        return {.wall = wall.count(), .processor = processor() - processor_start_};
    }

  private:
    using Clock = std::chrono::steady_clock;
    static double processor() {
        return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
    }
    Clock::time_point start_ = Clock::now();
    double processor_start_ = processor();
};

/// Megabytes of memory that this process has held at most.
inline double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

inline void print(const std::string& what, const Duration& duration) {
    fmt::print("{:<24} {:7.3f} s wall {:7.3f} s processor, peak {:.0f} MB\n", what, duration.wall,
               duration.processor, peak_megabytes());
}

}  // namespace hubmine::bench
