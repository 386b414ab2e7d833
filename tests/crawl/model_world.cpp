#include "crawl/model_world.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string>

namespace hubmine::crawl {

namespace {

std::string commits_of(int model) {
    std::string rows;
    for (int c = model % 9; c >= 0; --c) {
        rows += fmt::format(
            R"({{"id":"{:040x}","title":"Commit {}","message":"","date":"2023-05-01T00:00:00.000Z",)"
            R"("authors":[{{"user":"dev{}"}}]}}{})",
            model * 16 + c, c, model % 31, c == 0 ? "" : ",");
    }
    return rows;
}

std::string discussions_of(int model) {
    std::string rows;
    for (int d = model % 5; d > 0; --d) {
        rows += fmt::format(
            R"({{"num":{},"author":{{"name":"user{}","type":"user"}},"title":"T","status":"open",)"
            R"("createdAt":"2023-05-01T00:00:00.000Z","isPullRequest":false}}{})",
            d, model % 13, d == 1 ? "" : ",");
    }
    return rows;
}

/// Some fill more than a page of the Hub.
std::string likers_of(int model) {
    std::string rows;
    for (int i = model % 7 == 0 ? 230 : 10; i > 0; --i) {
        rows += fmt::format(R"({{"user":"user{}","likedAt":"2023-05-01T{:02}:{:02}:00.000Z"}}{})",
                            i, i / 60, i % 60, i == 1 ? "" : ",");
    }
    return rows;
}

/// Every second one is an organisation, every fifth nobody knows any more.
void write_owners(const std::filesystem::path& file, int owners) {
    std::ofstream users(file);
    for (int i = 0; i < owners; ++i) {
        if (i % 5 != 0) {
            users << fmt::format(R"({{"user":"owner{}","type":"{}","fullname":"Owner"}})", i,
                                 i % 2 == 0 ? "org" : "user")
                  << '\n';
        }
    }
}

}  // namespace

void write_model_world(const std::filesystem::path& directory, int models, int active) {
    std::filesystem::create_directories(directory / "commits");
    std::filesystem::create_directories(directory / "discussions");
    std::filesystem::create_directories(directory / "likers");
    for (const char* part : {"", "commits", "discussions", "likers"}) {
        for (const char* kind : {"datasets.jsonl", "spaces.jsonl"}) {
            std::ofstream(directory / part / kind).flush();
        }
    }
    std::ofstream list(directory / "models.jsonl");
    std::ofstream commits(directory / "commits" / "models.jsonl");
    std::ofstream discussions(directory / "discussions" / "models.jsonl");
    std::ofstream likers(directory / "likers" / "models.jsonl");
    constexpr int kOwners = 997;
    write_owners(directory / "users.jsonl", kOwners);
    for (int i = 0; i < models; ++i) {
        const bool is_active = i % (models / active) == 0;
        const std::string id = fmt::format("owner{}/model-{}", i % kOwners, i);
        list << fmt::format(
            R"({{"_id":"{:024x}","id":"{}","createdAt":"2023-01-{:02}T{:02}:{:02}:00.000Z",)"
            R"("lastModified":"2023-06-01T00:00:00.000Z","sha":"{:040x}","likes":{},"downloads":{},)"
            R"("tags":["region:us","license:{}"],"private":false,"gated":false,"usedStorage":{}}})"
            "\n",
            0x621ffdc0 + i, id, 1 + i / 2000, i % 2000 / 60 % 24, i % 60, i, is_active ? 10 : 0,
            i % 1000, i % 3 == 0 ? "mit" : "apache-2.0", 1000 + i);
        if (is_active) {
            commits << fmt::format(R"({{"id":"{}","commits":[{}]}})", id, commits_of(i)) << '\n';
            discussions << fmt::format(R"({{"id":"{}","discussions":[{}]}})", id, discussions_of(i))
                        << '\n';
            likers << fmt::format(R"({{"id":"{}","likers":[{}]}})", id, likers_of(i)) << '\n';
        }
    }
}

}  // namespace hubmine::crawl
