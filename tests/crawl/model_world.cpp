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

}  // namespace

void write_model_world(const std::filesystem::path& directory, int models, int active) {
    std::filesystem::create_directories(directory / "commits");
    std::filesystem::create_directories(directory / "discussions");
    for (const char* part : {"", "commits", "discussions"}) {
        for (const char* kind : {"datasets.jsonl", "spaces.jsonl"}) {
            std::ofstream(directory / part / kind).flush();
        }
    }
    std::ofstream list(directory / "models.jsonl");
    std::ofstream commits(directory / "commits" / "models.jsonl");
    std::ofstream discussions(directory / "discussions" / "models.jsonl");
    for (int i = 0; i < models; ++i) {
        const bool is_active = i % (models / active) == 0;
        const std::string id = fmt::format("owner{}/model-{}", i % 97, i);
        list << fmt::format(
            R"({{"_id":"{:024x}","id":"{}","createdAt":"2023-01-{:02}T{:02}:{:02}:00.000Z",)"
            R"("lastModified":"2023-06-01T00:00:00.000Z","sha":"{:040x}","likes":{},"downloads":{},)"
            R"("tags":["region:us","license:{}"],"private":false,"gated":false}})"
            "\n",
            0x621ffdc0 + i, id, 1 + i / 2000, i % 2000 / 60 % 24, i % 60, i, is_active ? 10 : 0,
            i % 1000, i % 3 == 0 ? "mit" : "apache-2.0");
        if (is_active) {
            commits << fmt::format(R"({{"id":"{}","commits":[{}]}})", id, commits_of(i)) << '\n';
            discussions << fmt::format(R"({{"id":"{}","discussions":[{}]}})", id, discussions_of(i))
                        << '\n';
        }
    }
}

}  // namespace hubmine::crawl
