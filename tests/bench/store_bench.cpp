#include "hubmine/store/dataset.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

/// How fast the store takes what the crawl brings, and gives what the analyses need.
///   build/release/bin/store_bench
namespace {

using hubmine::core::Kind;
using namespace hubmine::store;
namespace hub = hubmine::hub;

constexpr std::int64_t kPageRows = 1000;

/// A linear congruential generator: the same numbers everywhere.
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t bound) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state_ >> 33U) % bound;
    }

  private:
    std::uint64_t state_;
};

hubmine::core::Timestamp moment(std::int64_t seconds) {
    return hubmine::core::Timestamp(std::chrono::milliseconds(1'650'000'000'000 + seconds * 1000));
}

std::string hex(Numbers& numbers, std::size_t digits) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < digits; ++i) {
        text += kDigits[numbers.below(16)];
    }
    return text;
}

std::string hub_id(Kind kind, std::int64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(1, static_cast<char>('6' + static_cast<int>(kind))) +
           std::string(23 - digits.size(), '0') + digits;
}

hub::RepoRecord repo(Kind kind, std::int64_t number) {
    Numbers numbers(static_cast<std::uint64_t>(number) * 2654435761U + 17);
    hub::RepoRecord record;
    record.kind = kind;
    record.hub_id = hub_id(kind, number);
    record.id =
        "owner" + std::to_string(numbers.below(60000)) + "/repository-" + std::to_string(number);
    record.created_at = moment(number * 20);
    record.last_modified = moment(number * 20 + 1000);
    record.sha = hex(numbers, 40);
    record.is_private = false;
    record.gated = "false";
    record.disabled = false;
    record.likes = static_cast<std::int64_t>(numbers.below(10) == 0 ? numbers.below(500) : 0);
    record.trending_score = 0;
    std::vector<std::string> tags{"transformers", "safetensors", "region:us", "en"};
    tags.push_back("license:" + std::string(numbers.below(2) == 0 ? "mit" : "apache-2.0"));
    tags.push_back("task-" + std::to_string(numbers.below(60)));
    tags.push_back("base_model:owner/base-" + std::to_string(numbers.below(20000)));
    tags.push_back("tag-" + std::to_string(numbers.below(5000)));
    record.tags = std::move(tags);
    if (kind == Kind::kSpace) {
        record.sdk = "gradio";
        std::vector<std::string> models;
        for (std::uint64_t i = numbers.below(3); i > 0; --i) {
            const auto model = static_cast<std::int64_t>(numbers.below(20000));
            models.push_back(repo(Kind::kModel, model).id);
        }
        record.models = std::move(models);
    } else {
        record.downloads =
            static_cast<std::int64_t>(numbers.below(3) == 0 ? numbers.below(9000) : 0);
        record.downloads_all_time = *record.downloads * 7;
        record.pipeline_tag = "text-generation";
    }
    record.card = R"({"license":"apache-2.0","language":["en"],"tags":["tag","other tag"],)"
                  R"("pipeline_tag":"text-generation","datasets":["owner/data"],"metrics":["f1"]})";
    return record;
}

std::vector<hub::RepoRecord> page(Kind kind, std::int64_t first, std::int64_t rows) {
    std::vector<hub::RepoRecord> records;
    for (std::int64_t i = first; i < first + rows; ++i) {
        records.push_back(repo(kind, i));
    }
    return records;
}

std::vector<hub::CommitRecord> history(std::int64_t repo_id, std::int64_t count) {
    Numbers numbers(static_cast<std::uint64_t>(repo_id) * 977 + 5);
    const std::string owner = "developer" + std::to_string(numbers.below(100000));
    std::vector<hub::CommitRecord> commits;
    for (std::int64_t i = 0; i < count; ++i) {
        commits.push_back({.sha = hex(numbers, 40),
                           .title = "Upload model file number " + std::to_string(i),
                           .committed_at = moment(1'000'000 + count - i),
                           .authors = {numbers.below(20) == 0
                                           ? "developer" + std::to_string(numbers.below(100000))
                                           : owner}});
    }
    return commits;
}

/// A file that is gone with the benchmark.
class StoreFile {
  public:
    explicit StoreFile(const std::string& name)
        : path_(std::filesystem::temp_directory_path() /
                ("hubmine_bench_" + name + std::to_string(::getpid()) + ".db")) {
        remove();
    }
    StoreFile(const StoreFile&) = delete;
    StoreFile& operator=(const StoreFile&) = delete;
    StoreFile(StoreFile&&) = delete;
    StoreFile& operator=(StoreFile&&) = delete;
    ~StoreFile() { remove(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] double megabytes() const {
        double bytes = 0;
        for (const char* suffix : {"", "-wal"}) {
            const std::string file = path_.string() + suffix;
            if (std::filesystem::exists(file)) {
                bytes += static_cast<double>(std::filesystem::file_size(file));
            }
        }
        return bytes / 1e6;
    }

  private:
    void remove() const {
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::filesystem::remove(path_.string() + suffix);
        }
    }
    std::filesystem::path path_;
};

void list(Store& store, Kind kind, std::int64_t rows, int at, benchmark::State* state) {
    WalkScope scope;
    scope.kinds = {kind};
    const Walk walk = Walks(store).begin(scope, "http://hub", moment(at));
    for (std::int64_t first = 0; first < rows; first += kPageRows) {
        if (state != nullptr) {
            state->PauseTiming();
        }
        const auto records = page(kind, first, std::min(kPageRows, rows - first));
        if (state != nullptr) {
            state->ResumeTiming();
        }
        Walks(store).record_page(walk.snapshot_id, kind, records,
                                 first + kPageRows < rows ? "http://hub/next" : "", moment(at));
    }
    Walks(store).finish(walk.snapshot_id, moment(at));
}

void list_new_rows(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        const StoreFile file("new");
        Store store(file.path(), OpenOptions{.create = true});
        state.ResumeTiming();
        list(store, Kind::kModel, state.range(0), 100'000'000, &state);
        state.counters["bytes_per_row"] =
            file.megabytes() * 1e6 / static_cast<double>(state.range(0));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(list_new_rows)->Arg(100000)->Arg(1000000)->Iterations(1)->Unit(benchmark::kMillisecond);

void list_unchanged_rows(benchmark::State& state) {
    const StoreFile file("same");
    Store store(file.path(), OpenOptions{.create = true});
    list(store, Kind::kModel, state.range(0), 100'000'000, nullptr);
    const double before = file.megabytes();
    int at = 100'100'000;
    for (auto _ : state) {
        list(store, Kind::kModel, state.range(0), at, &state);
        at += 100'000;
    }
    state.counters["growth_percent"] = 100 * (file.megabytes() - before) / before;
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(list_unchanged_rows)->Arg(500000)->Iterations(2)->Unit(benchmark::kMillisecond);

void record_long_histories(benchmark::State& state) {
    constexpr std::int64_t kRepos = 300;
    const StoreFile file("commits");
    Store store(file.path(), OpenOptions{.create = true});
    list(store, Kind::kModel, kRepos, 100'000'000, nullptr);
    std::int64_t stored = 0;
    for (auto _ : state) {
        for (std::int64_t repo_id = 1; repo_id <= kRepos; ++repo_id) {
            state.PauseTiming();
            CommitsPage commits{
                .repo_id = repo_id, .commits = history(repo_id, kPageRows), .last = true};
            state.ResumeTiming();
            Details(store).record_commits(commits);
            stored += kPageRows;
        }
    }
    state.SetItemsProcessed(stored);
}
BENCHMARK(record_long_histories)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
