// Times RQ2 and its identities.
//
//   hubmine-rq2-bench store STORE.db   reading, then every table of a store
//   hubmine-rq2-bench world [SEED]     the study's size times 20, one connected world with hubs
//   hubmine-rq2-bench names [COUNT]    candidates among invented names, stage by stage

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include "collaboration_world.hpp"
#include "read_all.hpp"
#include "watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::bench {

namespace {

const analysis::Entry& rq2() {
    const auto entries = analysis::catalogue();
    return *std::find_if(entries.begin(), entries.end(),
                         [](const analysis::Entry& entry) { return entry.name == "rq2"; });
}

analysis::Result time_tables(const store::Dataset& data, const std::string& what,
                             std::vector<std::string> tables) {
    const std::unique_ptr<analysis::Question> question = rq2().ask();
    question->settings().tables = std::move(tables);
    const Watch watch;
    analysis::Result result = question->answer(data);
    read_all(result);
    print(what, watch.read());
    return result;
}

void time_store(const std::string& path) {
    const Watch watch;
    const store::Dataset data = store::load_dataset(path, rq2().ask()->reading());
    print("reading the store", watch.read());
    time_tables(data, "network, cores", {"network", "cores"});
    print("together", watch.read());
    fmt::print("One table at a time:\n");
    for (const core::Schema& schema : rq2().tables) {
        time_tables(data, "  " + schema.name, {schema.name});
    }
}

std::int64_t largest_degree(const analysis::Result& result) {
    const core::Table network = result.tables.front().gathered();
    const auto& columns = network.columns();
    const auto found = std::find_if(columns.begin(), columns.end(), [](const core::Column& column) {
        return column.name == "degree_max";
    });
    return std::get<std::int64_t>(
        network.row(0)[static_cast<std::size_t>(found - columns.begin())]);
}

void time_world(std::uint64_t seed) {
    const Watch making;
    const store::Dataset data = collaboration_world({.seed = seed});
    print("making the world", making.read());
    const analysis::Result result = time_tables(data, "network, cores", {"network", "cores"});
    for (const std::string& sentence : result.summary) {
        fmt::print("  {}\n", sentence);
    }
    fmt::print("  all: largest degree {}\n", largest_degree(result));
}

void time_names(std::size_t count) {
    const identity::Population people = crowd(count, 1);
    for (const identity::Stage stage : {identity::Stage::kSameRepo, identity::Stage::kRealName,
                                        identity::Stage::kProlific, identity::Stage::kAll}) {
        const Watch watch;
        const auto found = identity::find_candidates(people, {.stages = {stage}});
        print(fmt::format("{}: {} pairs", identity::stage_name(stage), found.size()), watch.read());
    }
}

int run(std::span<char*> arguments) {
    const std::string_view what = arguments.size() > 1 ? arguments[1] : "";
    const char* const given = arguments.size() > 2 ? arguments[2] : nullptr;
    if (what == "store" && given != nullptr) {
        time_store(given);
    } else if (what == "world") {
        time_world(given == nullptr ? 1 : std::strtoull(given, nullptr, 10));
    } else if (what == "names") {
        time_names(given == nullptr ? 100'000 : std::strtoull(given, nullptr, 10));
    } else {
        fmt::print(stderr, "usage: hubmine-rq2-bench store STORE.db | world [SEED] | names [N]\n");
        return 2;
    }
    return 0;
}

}  // namespace

}  // namespace hubmine::bench

int main(int argc, char** argv) {
    try {
        return hubmine::bench::run({argv, static_cast<std::size_t>(argc)});
    } catch (const hubmine::core::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
