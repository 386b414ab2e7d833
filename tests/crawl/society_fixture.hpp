#pragma once

#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// One who likes a repository, a number of minutes into 2023.
inline std::string liker(int minute) {
    return fmt::format(
        R"({{"user":"secret{0}","fullname":"Secret {0}","likedAt":"2023-01-{1:02}T{2:02}:{3:02}:00.000Z"}})",
        minute, 1 + minute / 1440, minute / 60 % 24, minute % 60);
}

/// Those of the minutes below `count`, the newest first, as the Hub lists them.
inline std::vector<std::string> likers(int count) {
    std::vector<std::string> rows;
    for (int minute = count; minute-- > 0;) {
        rows.push_back(liker(minute));
    }
    return rows;
}

/// A Hub of five models: who owns them, what they store, who likes them. It is listed already.
class SocietyTest : public CrawlTest {
  protected:
    SocietyTest() : hub_(written()), options_(options_for(hub_)) {
        now_ = core::parse_time("2026-11-01T00:00:00Z");
        options_.kinds = {core::Kind::kModel};
        options_.details.clear();
        crawl(options_);
        options_.listing = false;
    }

    demohub::Options written() {
        const auto world = directory_ / "world";
        std::filesystem::create_directories(world / "likers");
        std::filesystem::create_directories(world / "discussions");
        std::ofstream models(world / "models.jsonl");
        add(models, 1, "lab/one", 100, R"("usedStorage":1000)");
        add(models, 2, "ann/two", 50, R"("usedStorage":-5)");
        add(models, 3, "ben/three", 20, R"("usedStorage":1.5)");
        add(models, 4, "ghost/four", 5, R"("usedStorage":7,"gated":"auto")");
        add(models, 5, "five", 500, R"("modelId":"five")");
        std::ofstream(world / "users.jsonl")
            << R"({"user":"Lab","type":"org","fullname":"The Lab","isVerified":true,"plan":"team",)"
            << R"("numUsers":3,"numFollowers":-1})" << '\n'
            << R"({"user":"ann","type":"user","fullname":"Ann Secret"})" << '\n'
            << R"({"user":"ben","type":"user","fullname":"Ben Secret"})" << '\n';
        std::ofstream(world / "likers" / "models.jsonl")
            << fmt::format(R"({{"id":"lab/one","likers":[{}]}})", fmt::join(likers(250), ","))
            << '\n'
            << fmt::format(R"({{"id":"ann/two","likers":[{},{{"user":"x","likedAt":""}},{}]}})",
                           liker(9), liker(3))
            << '\n';
        std::ofstream(world / "discussions" / "models.jsonl")
            << R"({"id":"ben/three","discussions":[)"
            << R"({"num":1,"author":{"name":"ghost","type":"org"},"title":"T","status":"open",)"
            << R"("createdAt":"2023-01-01T00:00:00.000Z","isPullRequest":false},)"
            << R"({"num":2,"author":{"name":"stranger","type":"user"},"title":"T","status":"open",)"
            << R"("createdAt":"2023-01-01T00:00:00.000Z","isPullRequest":false}]})" << '\n';
        demohub::Options options;
        options.world = world;
        return options;
    }

    static void add(std::ostream& models, int number, const std::string& id, int downloads,
                    const std::string& more) {
        models << fmt::format(
            R"({{"_id":"{:024x}","id":"{}","createdAt":"2023-01-0{}T00:00:00.000Z","likes":{},)"
            R"("lastModified":"2023-06-01T00:00:00.000Z","sha":"{:040x}","downloads":{},{}}})"
            "\n",
            0x62000000 + number, id, number, number, number, downloads, more);
    }

    [[nodiscard]] std::vector<std::string> asked(const std::string& sql) const {
        return rows_of(options_.store, sql);
    }
    /// The requests that a crawl makes.
    std::int64_t requests_of(const Options& options) {
        const auto before = hub_.stats().requests;
        summary_ = crawl(options);
        return hub_.stats().requests - before;
    }
    /// Lists again, two days later, and nothing besides.
    void list_again() {
        *now_ += std::chrono::hours(48);
        Options lists = options_;
        lists.listing = true;
        lists.details.clear();
        lists.owners = false;
        crawl(lists);
    }

    demohub::Server hub_;
    Options options_;
    Summary summary_;
};

}  // namespace hubmine::crawl
