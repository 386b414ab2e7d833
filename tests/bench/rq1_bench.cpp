// Times RQ1 on a store: reading, every table, and the memory at the peak.
//
//   hubmine-rq1-bench STORE.db [TIMES]
//
// With TIMES the repositories are repeated so often in memory, as a Hub that has grown.

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include "read_all.hpp"
#include "watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hubmine::bench {

namespace {

template <typename Column>
void repeat(Column& values, std::size_t times) {
    const std::size_t once = values.size();
    for (std::size_t i = once; i < once * times; ++i) {
        values.push_back(typename Column::value_type(values[i - once]));
    }
}

void repeat_texts(core::Texts& texts, std::size_t times) {
    const std::size_t once = texts.size();
    for (std::size_t i = once; i < once * times; ++i) {
        texts.push_back(std::string(texts[i - once]));
    }
}

// The same, each time as much higher: indices of what is repeated too.
void repeat_shifted(std::vector<std::uint32_t>& values, std::size_t times, std::size_t by) {
    const std::size_t once = values.size();
    for (std::size_t i = once; i < once * times; ++i) {
        values.push_back(values[i - once] + static_cast<std::uint32_t>(by));
    }
}

void grow(store::Dataset& data, std::size_t times) {
    const std::array<std::size_t, 3> sizes{data.repos[0].size(), data.repos[1].size(),
                                           data.repos[2].size()};
    for (std::size_t kind = 0; kind < sizes.size(); ++kind) {
        store::Repos& repos = data.repos.at(kind);
        const std::size_t size = sizes.at(kind);
        repos.count *= times;
        repeat_texts(repos.id, times);
        repeat(repos.likes, times);
        repeat(repos.license, times);
        // Not copies of each other: what is downloaded at all is downloaded once more.
        for (std::size_t i = size; i < repos.size(); ++i) {
            const auto before = repos.downloads[i - size];
            repos.downloads.push_back(before.value_or(0) > 0 ? std::optional(*before + 1) : before);
        }
        repeat_shifted(data.contributions.at(kind).repo, times, size);
        repeat(data.contributions.at(kind).author_list, times);
        repeat(data.contributions.at(kind).commits, times);
        repeat(data.contributions.at(kind).known, times);
        repeat_shifted(data.discussions.at(kind).repo, times, size);
        repeat(data.discussions.at(kind).author, times);
        repeat(data.discussions.at(kind).known, times);
    }
    repeat_shifted(data.usage.model, times, sizes[0]);
    repeat_shifted(data.usage.space, times, sizes[2]);
}

Duration time_tables(const analysis::Entry& entry, const store::Dataset& data,
                     std::vector<std::string> tables) {
    const std::unique_ptr<analysis::Question> question = entry.ask();
    question->settings().tables = std::move(tables);
    const Watch watch;
    read_all(question->answer(data));
    return watch.read();
}

void run(const std::string& path, std::size_t times) {
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
    store::Dataset data = store::load_dataset(path, entry.ask()->reading());
    print("reading the store", watch.read());
    grow(data, times);
    print("all tables but powerlaw", time_tables(entry, data, fast));
    if (times == 1) {
        print("together", watch.read());
    }
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
    if (arguments.size() != 2 && arguments.size() != 3) {
        fmt::print(stderr, "usage: hubmine-rq1-bench STORE.db [TIMES]\n");
        return 2;
    }
    try {
        const std::size_t times =
            arguments.size() == 3 ? std::strtoul(arguments[2], nullptr, 10) : 1;
        hubmine::bench::run(arguments[1], std::max<std::size_t>(1, times));
    } catch (const hubmine::core::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
