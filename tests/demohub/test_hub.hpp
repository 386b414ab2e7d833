#pragma once

#include "demohub/json_text.hpp"
#include "demohub/server.hpp"
#include "support/scratch_directory.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

/// What the demo Hub's own tests share: a small world on disk and a plain client.
namespace hubmine::demohub {

using Json = nlohmann::json;

/// A directory of JSON lines that goes away with the test.
class WorldDirectory {
  public:
    WorldDirectory() {
        std::filesystem::create_directories(folder_ / "commits");
        std::filesystem::create_directories(folder_ / "discussions");
        std::filesystem::create_directories(folder_ / "likers");
    }

    void add(const std::string& file, const Json& line) const {
        std::ofstream(folder_ / file, std::ios::app) << line.dump() << '\n';
    }
    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

  private:
    ScratchDirectory folder_;
};

/// A model, dataset or space with everything that matters here.
inline Json row(int number, const std::string& id, const Json& more = Json::object()) {
    Json object{{"_id", fmt::format("62{:022d}", number)},
                {"id", id},
                {"createdAt", fmt::format("2023-01-{:02d}T00:00:00.000Z", 1 + number / 2)},
                {"lastModified", "2023-06-01T00:00:00.000Z"},
                {"sha", fmt::format("{:040d}", number)},
                {"likes", number % 3},
                {"downloads", 100 - number},
                {"downloadsAllTime", 1000},
                {"trendingScore", number % 5},
                {"tags", Json::array({"region:us"})},
                {"cardData", Json::object()},
                {"private", false},
                {"gated", false},
                {"disabled", false}};
    object.update(more);
    return object;
}

/// n commits, newest first, titles "n-1" ... "0".
inline Json history(const std::string& id, int n) {
    Json commits = Json::array();
    for (int i = n - 1; i >= 0; --i) {
        commits.push_back({{"id", fmt::format("{:040x}", 0xabc000 + i)},
                           {"title", std::to_string(i)},
                           {"message", ""},
                           {"date", "2023-06-01T00:00:00.000Z"},
                           {"authors", Json::array({{{"user", "ann"}}})}});
    }
    return {{"id", id}, {"commits", commits}};
}

/// n discussions, newest first; odd ones are closed, every third has no author.
inline Json talk(const std::string& id, int n) {
    Json discussions = Json::array();
    for (int i = n; i > 0; --i) {
        Json author = nullptr;
        if (i % 3 != 0) {
            author = {{"name", "ben"}, {"type", "user"}};
        }
        discussions.push_back({{"num", i},
                               {"title", "About it"},
                               {"status", i % 2 != 0 ? "closed" : "open"},
                               {"createdAt", "2023-06-01T00:00:00.000Z"},
                               {"isPullRequest", i % 4 == 0},
                               {"author", author}});
    }
    return {{"id", id}, {"discussions", discussions}};
}

/// A GET to a Hub, keep-alive over one connection.
class Client {
  public:
    explicit Client(const Server& hub, httplib::Headers headers = {})
        : client_("127.0.0.1", hub.port()), headers_(std::move(headers)) {
        client_.set_keep_alive(true);
        client_.set_follow_location(false);
        client_.set_url_encode(false);
    }

    [[nodiscard]] httplib::Result get(const std::string& target) {
        return client_.Get(target, headers_);
    }
    [[nodiscard]] int status(const std::string& target) {
        const auto reply = get(target);
        return reply ? reply->status : -1;
    }
    [[nodiscard]] Json json(const std::string& target) {
        const auto reply = get(target);
        return reply ? Json::parse(reply->body) : Json();
    }
    httplib::Client& raw() { return client_; }

  private:
    httplib::Client client_;
    httplib::Headers headers_;
};

/// The path and query of a reply's next page; empty on the last one.
inline std::string next_of(const httplib::Result& reply) {
    const std::string link = reply->get_header_value("Link");
    const std::size_t path = link.find("/api/");
    return path == std::string::npos ? "" : link.substr(path, link.find('>') - path);
}

/// The ids of a whole list, page by page.
inline std::vector<std::string> walk(Client& client, std::string target) {
    std::vector<std::string> ids;
    while (!target.empty()) {
        const auto reply = client.get(target);
        for (const auto& one : Json::parse(reply->body)) {
            ids.push_back(one.at("id"));
        }
        target = next_of(reply);
    }
    return ids;
}

inline std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [key, value] : object.items()) {
        names.push_back(key);
    }
    return names;
}

}  // namespace hubmine::demohub
