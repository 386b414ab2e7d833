// Times RQ1 on a store: reading, every table, and the memory at the peak.
//
//   hubmine-rq1-bench STORE.db

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <span>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace hubmine::bench {

namespace {

// Wall-clock and processor seconds; on a busy machine only the latter can be compared.
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

// Megabytes of memory that this process has held at most.
double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print(const std::string& what, const Duration& duration) {
    fmt::print("{:<24} {:7.3f} s wall {:7.3f} s processor, peak {:.0f} MB\n", what, duration.wall,
               duration.processor, peak_megabytes());
}

Duration time_tables(const analysis::Entry& entry, const store::Dataset& data,
                     std::vector<std::string> tables) {
    analysis::Options options;
    options.tables = std::move(tables);
    const Watch watch;
    const analysis::Result result = entry.run(data, options);
    return watch.read();
}

void run(const std::string& path) {
    const auto entries = analysis::catalogue();
    const analysis::Entry& entry =
        *std::find_if(entries.begin(), entries.end(),
                      [](const analysis::Entry& candidate) { return candidate.name == "rq1"; });
    std::vector<std::string> fast;
    for (const core::Schema& schema : entry.tables) {
        if (schema.name != "powerlaw") {
            fast.push_back(schema.name);
        }
    }
    const Watch watch;
    const store::Dataset data =
        store::load_dataset(path, {.parts = entry.parts(analysis::Options{})});
    print("reading the store", watch.read());
    print("all tables but powerlaw", time_tables(entry, data, fast));
    print("together", watch.read());
    print("powerlaw", time_tables(entry, data, {"powerlaw"}));
    fmt::print("One table at a time, activities included:\n");
    for (const std::string& table : fast) {
        print("  " + table, time_tables(entry, data, {table}));
    }
}

}  // namespace

}  // namespace hubmine::bench

int main(int argc, char** argv) {
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() != 2) {
        fmt::print(stderr, "usage: hubmine-rq1-bench STORE.db\n");
        return 2;
    }
    try {
        hubmine::bench::run(arguments[1]);
    } catch (const hubmine::core::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
