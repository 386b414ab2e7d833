#include "crawl/child_process.hpp"
#include "crawl/model_world.hpp"
#include "crawl/store_dump.hpp"
#include "demohub/server.hpp"
#include "support/scratch_directory.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <vector>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;

// So many that no phase ends before it was killed often.
constexpr int kModels = 48'000;  // 48 pages of the list
constexpr int kActive = 1'400;   // with commits and discussions
constexpr milliseconds kLatency{25};

struct Phase {
    std::string name;
    std::vector<std::string> options;
    int kills;          ///< to be counted at least
    int most_requests;  ///< a kill comes after so many requests of its run at most
};

const std::vector<Phase> kPhases{
    {"listing", {"--only", "listing"}, 20, 1},
    {"commits", {"--only", "commits", "--min-likes", "10", "--concurrency", "4"}, 20, 12},
    {"discussions", {"--only", "discussions", "--min-likes", "10", "--concurrency", "4"}, 20, 12},
    {"owners", {"--only", "owners", "--concurrency", "4"}, 10, 12},
    {"storage", {"--only", "storage", "--min-likes", "10", "--concurrency", "4"}, 10, 12},
    {"likers", {"--only", "likers", "--min-likes", "10", "--concurrency", "4"}, 20, 12}};

class KillTest : public testing::Test {
  protected:
    KillTest() { write_model_world(directory_ / "world", kModels, kActive); }

    [[nodiscard]] demohub::Options hub_options(milliseconds latency) const {
        demohub::Options options;
        options.world = directory_ / "world";
        options.latency = latency;
        options.count_paths = false;
        return options;
    }

    [[nodiscard]] std::vector<std::string> command(const demohub::Server& hub, const Phase& phase,
                                                   const std::string& store) const {
        std::vector<std::string> words{
            HUBMINE_PROGRAM, "crawl",   "-q",      "--store", (directory_ / store).string(),
            "--endpoint",    hub.url(), "--kinds", "models"};
        words.insert(words.end(), phase.options.begin(), phase.options.end());
        return words;
    }

    ScratchDirectory directory_;
};

TEST_F(KillTest, HundredKillsLoseNothing) {
    std::mt19937 random(11);
    const demohub::Server slow(hub_options(kLatency));
    int counted = 0;
    for (const Phase& phase : kPhases) {
        SCOPED_TRACE(phase.name);
        for (int kills = 0; kills < phase.kills;) {
            const auto before = slow.stats().requests;
            const int asked =
                1 + static_cast<int>(random() % static_cast<unsigned>(phase.most_requests));
            ChildProcess child(command(slow, phase, "killed.db"));
            while (slow.stats().requests < before + asked && !child.ended()) {
                std::this_thread::sleep_for(milliseconds(1));
            }
            std::this_thread::sleep_for(milliseconds(random() % 60));
            ASSERT_TRUE(child.kill()) << "the phase ended after " << kills << " kills";
            ++kills;
            ++counted;
            ASSERT_THAT(rows_of(directory_ / "killed.db", "PRAGMA integrity_check"),
                        testing::ElementsAre("ok"));
        }
        ChildProcess last(command(slow, phase, "killed.db"));
        last.wait();
        ASSERT_EQ(last.exit_code(), 0);
    }
    EXPECT_EQ(counted, 100);

    const demohub::Server quick(hub_options(milliseconds(0)));
    for (const Phase& phase : kPhases) {
        ChildProcess whole(command(quick, phase, "whole.db"));
        whole.wait();
        ASSERT_EQ(whole.exit_code(), 0);
    }
    const StoreDump killed = dump_store(directory_ / "killed.db");
    const StoreDump whole = dump_store(directory_ / "whole.db");
    EXPECT_EQ(killed.at("repos").size(), std::size_t{kModels});
    for (const auto& [view, rows] : whole) {
        EXPECT_TRUE(killed.at(view) == rows) << view;
    }
}

}  // namespace
}  // namespace hubmine::crawl
