// Times RQ1 on a store: reading, every table, and the memory at the peak.
//
//   hubmine-rq1-bench STORE.db

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include "watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace hubmine::bench {

namespace {

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
