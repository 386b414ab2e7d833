// Writes a synthetic Hub of the study's size into a store, for benchmarks.
//
//   hubmine-make-store [--scale X] [--models N] [--datasets N] [--spaces N] [--developers N]
//                      [--seed S] [--longest-history N] [--snapshots N] OUT.db

#include "hubmine/store/facts.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"
#include "hubmine/store/work_queue.hpp"

#include "synthetic_hub.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <utility>

namespace hubmine::bench {

namespace {

constexpr std::int64_t kRowsAPage = 1000;
constexpr std::int64_t kReposACommit = 2000;
constexpr const char* kEndpoint = "https://huggingface.co";

core::Timestamp now() {
    return core::Timestamp(std::chrono::milliseconds(1696118400000));  // 2023-10-01
}

/// What the Hub says of a repository some days later: every day a fifth of them moved.
hub::RepoRecord repository(const SyntheticHub& hub, core::Kind kind, std::int64_t index,
                           std::int64_t days) {
    constexpr std::int64_t kDaysAMove = 5;
    const std::int64_t moves = (index % kDaysAMove + days) / kDaysAMove;
    hub::RepoRecord repo = hub.repository(kind, index);
    for (auto* number : {&repo.likes, &repo.downloads, &repo.downloads_all_time}) {
        if (*number) {
            **number += moves;
        }
    }
    return repo;
}

/// `days` after the first one.
void list_kind(store::Store& store, const SyntheticHub& hub, const store::Walk& walk,
               core::Kind kind, std::int64_t repositories, std::int64_t days) {
    const core::Timestamp at = now() + std::chrono::days(days);
    std::int64_t next = 0;
    do {
        store::Store::Batch batch(store);
        for (std::int64_t pages = 0; pages < 20 && (next < repositories || next == 0); ++pages) {
            std::vector<hub::RepoRecord> page;
            const std::int64_t end = std::min(repositories, next + kRowsAPage);
            for (; next < end; ++next) {
                page.push_back(repository(hub, kind, next, days));
            }
            const std::string url =
                next < repositories ? fmt::format("{}/api?cursor={}", kEndpoint, next) : "";
            store::Walks(store).record_page(walk.snapshot_id, kind, page, url, at);
            if (url.empty()) {
                break;
            }
        }
        batch.commit();
    } while (next < repositories);
}

void record_history(store::Store& store, const store::WorkItem& item,
                    std::vector<hub::CommitRecord> history) {
    const auto total = static_cast<std::int64_t>(history.size());
    store::CommitsPage page{.repo_id = item.repo_id, .total = total, .fetched_at = now()};
    for (std::int64_t from = 0; from == 0 || from < total; from += kRowsAPage, ++page.page) {
        const std::int64_t end = std::min(total, from + kRowsAPage);
        page.commits.assign(std::make_move_iterator(history.begin() + from),
                            std::make_move_iterator(history.begin() + end));
        page.last = end == total;
        store::Details(store).record_commits(page);
    }
}

void record_talk(store::Store& store, const store::WorkItem& item,
                 std::vector<hub::DiscussionRecord> talk) {
    store::Details(store).record_discussions({.repo_id = item.repo_id,
                                              .page = 0,
                                              .discussions = std::move(talk),
                                              .last = true,
                                              .fetched_at = now()});
}

std::int64_t read_details(store::Store& store, const SyntheticHub& hub) {
    store::WorkCursor cursor;
    std::int64_t commits = 0;
    for (;;) {
        const auto work = store::WorkQueue(store).next({}, cursor, kReposACommit);
        if (work.empty()) {
            return commits;
        }
        store::Store::Batch batch(store);
        for (const store::WorkItem& item : work) {
            const std::int64_t index = hub.index_of(item.id);
            if (item.what == store::Detail::kCommits) {
                auto history = hub.commits(item.kind, index);
                commits += static_cast<std::int64_t>(history.size());
                record_history(store, item, std::move(history));
            } else {
                record_talk(store, item, hub.discussions(item.kind, index));
            }
        }
        batch.commit();
    }
}

/// Lists everything, as it is some days after the first time.
void walk_lists(store::Store& store, const SyntheticHub& hub, const HubSize& size,
                std::int64_t days) {
    const core::Timestamp at = now() + std::chrono::days(days);
    const store::Walk walk = store::Walks(store).begin({}, kEndpoint, at);
    for (const core::Kind kind : core::kAllKinds) {
        list_kind(store, hub, walk, kind, size.of(kind), days);
    }
    store::Walks(store).finish(walk.snapshot_id, at);
}

void make_store(const std::filesystem::path& path, const HubSize& size, std::int64_t snapshots,
                bool details) {
    const SyntheticHub hub(size);
    store::Store store(path, {.create = true, .exclusive_crawl = true});
    store::bind_endpoint(store, kEndpoint);
    for (std::int64_t days = 0; days < snapshots; ++days) {
        walk_lists(store, hub, size, days);
    }
    for (const core::Kind kind : core::kAllKinds) {
        fmt::print("{} {}\n", size.of(kind), core::kind_plural(kind));
    }
    if (details) {
        fmt::print("{} commits\n", read_details(store, hub));
    }
}

struct Arguments {
    double scale = 1;
    HubSize size;
    std::int64_t snapshots = 1;
    bool no_details = false;
    std::string out;
};

int run(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Writes a synthetic Hub into a store, for benchmarks");
    app.add_option("--scale", arguments.scale, "times the study's size");
    app.add_option("--models", arguments.size.models);
    app.add_option("--datasets", arguments.size.datasets);
    app.add_option("--spaces", arguments.size.spaces);
    app.add_option("--developers", arguments.size.developers);
    app.add_option("--seed", arguments.size.seed);
    app.add_option("--longest-history", arguments.size.longest_history,
                   "commits of a repository at most: a smaller file, the same repositories");
    app.add_option("--snapshots", arguments.snapshots,
                   "daily ones, between which a fifth of the repositories moved");
    app.add_flag("--no-details", arguments.no_details, "lists only: no commits, no discussions");
    app.add_option("out", arguments.out, "the store to make")->required();
    CLI11_PARSE(app, argc, argv);
    make_store(arguments.out, arguments.size.scaled(arguments.scale), arguments.snapshots,
               !arguments.no_details);
    return 0;
}

}  // namespace

}  // namespace hubmine::bench

int main(int argc, char** argv) {
    try {
        return hubmine::bench::run(argc, argv);
    } catch (const std::exception& error) {
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return 1;
    }
}
