#pragma once

#include "hubmine/crawl/crawler.hpp"

#include "crawl/store_dump.hpp"
#include "demohub/server.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// A directory for stores, options that lose no time, and what the crawls said.
class CrawlTest : public testing::Test {
  protected:
    static demohub::Options small_hub() {
        demohub::Options options;
        options.world = std::filesystem::path(HUBMINE_TEST_DATA) / "small-world";
        return options;
    }
    static demohub::Options synthetic_hub(std::size_t models, std::size_t datasets,
                                          std::size_t spaces, std::uint64_t seed = 1) {
        demohub::Options options;
        options.synthetic.models = models;
        options.synthetic.datasets = datasets;
        options.synthetic.spaces = spaces;
        options.synthetic.seed = seed;
        return options;
    }

    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return directory_ / name;
    }

    [[nodiscard]] Options options_for(const demohub::Server& hub,
                                      const std::string& store = "hub.db") const {
        Options options;
        options.store = file(store);
        options.endpoint = hub.url();
        options.page_limit = 22;  // fills no last page of the small world
        options.concurrency = 8;
        options.retry_base = std::chrono::milliseconds(2);
        options.retry_cap = std::chrono::milliseconds(20);
        return options;
    }

    /// Hooks that keep what is said, and a clock that stands where the test puts it.
    Hooks hooks() {
        Hooks hooks;
        hooks.warning = [this](const std::string& line) {
            const std::lock_guard lock(mutex_);
            notices_.push_back(line);
            warnings_.push_back(line);
        };
        hooks.notice = [this](const std::string& line) {
            const std::lock_guard lock(mutex_);
            notices_.push_back(line);
        };
        if (now_) {
            hooks.now = [this] { return *now_; };
        }
        return hooks;
    }

    Summary crawl(const Options& options) { return run(options, hooks(), std::stop_token()); }

    ScratchDirectory directory_;
    std::mutex mutex_;
    std::vector<std::string> notices_;  ///< warnings, too
    std::vector<std::string> warnings_;
    std::optional<core::Timestamp> now_;
};

}  // namespace hubmine::crawl
