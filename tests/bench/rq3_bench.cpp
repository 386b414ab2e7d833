// Times RQ3 on a store: reading, all tables, co-usage alone, and the memory at the peak.
//
//   hubmine-rq3-bench STORE.db

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/network/co_usage.hpp"

#include "read_all.hpp"
#include "watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace hubmine::bench {

namespace {

template <typename Entry>
const Entry& named(std::span<const Entry> entries, const std::string& name) {
    return *std::find_if(entries.begin(), entries.end(),
                         [&name](const Entry& entry) { return entry.name == name; });
}

void time_analysis(const analysis::Entry& entry, const store::Dataset& data) {
    const Watch watch;
    read_all(entry.ask()->answer(data));
    print("all tables", watch.read());
}

void time_projection(const store::Dataset& data) {
    std::vector<network::UsagePair> pairs;
    for (std::size_t i = 0; i < data.usage.space.size(); ++i) {
        pairs.push_back({.space = data.usage.space[i], .model = data.usage.model[i]});
    }
    const network::Bipartite graph(data.of(core::Kind::kSpace).size(),
                                   data.of(core::Kind::kModel).size(), pairs);
    for (const std::size_t threads : {1U, 2U}) {
        const Watch watch;
        const network::CoUsage links = network::co_usage(graph, threads);
        print(fmt::format("co-usage, {} thread(s)", threads), watch.read());
        if (threads == 2) {
            fmt::print("{} edges of usage, {} links of co-usage, at most {} of one model\n",
                       graph.pair_count(), links.edges,
                       *std::max_element(links.degree.begin(), links.degree.end()));
        }
    }
    const Watch watch;
    const std::size_t links = network::co_usage_edges(graph).size();
    print(fmt::format("a list of {} links", links), watch.read());
}

void run(const std::string& path) {
    const analysis::Entry& entry = named(analysis::catalogue(), "rq3");
    const Watch watch;
    const store::Dataset data = store::load_dataset(path, entry.ask()->reading());
    print("reading the store", watch.read());
    time_analysis(entry, data);
    print("together", watch.read());
    time_projection(data);
}

}  // namespace

}  // namespace hubmine::bench

int main(int argc, char** argv) {
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() != 2) {
        fmt::print(stderr, "usage: hubmine-rq3-bench STORE.db\n");
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
