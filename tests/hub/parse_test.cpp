#include "hubmine/hub/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <functional>

namespace hubmine::hub {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::Optional;

RepoRecord model(std::string_view fields) {
    const auto page = parse_repos(
        "[{\"_id\":\"621ffdc036468d709f17434d\",\"id\":\"ns/name\"," + std::string(fields) + "}]",
        Kind::kModel);
    EXPECT_TRUE(page && page->records.size() == 1) << fields;
    return page && !page->records.empty() ? page->records.front() : RepoRecord{};
}

TEST(ParseRepos, ReadsEveryFieldThatTheStoreHasAColumnFor) {
    const RepoRecord row = model(R"("createdAt":"2022-03-02T23:29:04.000Z",
        "lastModified":"2024-02-19T10:57:45.000Z","sha":"607a","private":false,"gated":"auto",
        "disabled":true,"likes":4,"downloads":15,"downloadsAllTime":932,"trendingScore":1.5,
        "pipeline_tag":"text-generation","library_name":"transformers","sdk":"gradio",
        "safetensors":{"parameters":{"F32":7},"total":7},"gguf":{"total":9},
        "tags":["a","license:mit"],"models":["m/1"],"datasets":[],
        "baseModels":{"relation":"adapter","models":[{"_id":"1","id":"p/q"}]},
        "cardData":{"license": "mit"})");
    EXPECT_EQ(row.hub_id, "621ffdc036468d709f17434d");
    EXPECT_EQ(row.id, "ns/name");
    EXPECT_EQ(core::format_time(row.created_at.value()), "2022-03-02T23:29:04.000Z");
    EXPECT_EQ(core::format_time(row.last_modified.value()), "2024-02-19T10:57:45.000Z");
    EXPECT_EQ(row.sha, "607a");
    EXPECT_EQ(row.is_private, false);
    EXPECT_EQ(row.gated, "auto");
    EXPECT_EQ(row.disabled, true);
    EXPECT_EQ(row.likes, 4);
    EXPECT_EQ(row.downloads, 15);
    EXPECT_EQ(row.downloads_all_time, 932);
    EXPECT_EQ(row.trending_score, 1.5);
    EXPECT_EQ(row.pipeline_tag, "text-generation");
    EXPECT_EQ(row.library_name, "transformers");
    EXPECT_EQ(row.sdk, "gradio");
    EXPECT_EQ(row.parameters, 7);
    EXPECT_THAT(row.tags, Optional(ElementsAre("a", "license:mit")));
    EXPECT_THAT(row.models, Optional(ElementsAre("m/1")));
    EXPECT_THAT(row.datasets, Optional(ElementsAre()));
    ASSERT_EQ(row.base_models.value().size(), 1U);
    EXPECT_EQ(row.base_models->front().id, "p/q");
    EXPECT_EQ(row.base_models->front().relation, "adapter");
    EXPECT_EQ(row.card, "{\"license\": \"mit\"}");
}

TEST(ParseRepos, LeavesAbsentWhatIsAbsentOrNull) {
    const RepoRecord row = model(R"("likes":null,"sha":null,"tags":null,"cardData":null)");
    EXPECT_EQ(row.likes, std::nullopt);
    EXPECT_EQ(row.sha, std::nullopt);
    EXPECT_EQ(row.tags, std::nullopt);
    EXPECT_EQ(row.card, std::nullopt);
    EXPECT_EQ(row.downloads, std::nullopt);
    EXPECT_EQ(row.gated, std::nullopt);
    EXPECT_EQ(row.base_models.has_value(), false);
}

TEST(ParseRepos, TakesGatedAsFlagOrText) {
    EXPECT_EQ(model("\"gated\":false").gated, "false");
    EXPECT_EQ(model("\"gated\":\"manual\"").gated, "manual");
    EXPECT_EQ(model("\"gated\":7").gated, std::nullopt);
}

TEST(ParseRepos, TakesParentsFromTheTagsWhereTheHubNamesNone) {
    const RepoRecord row = model(
        R"("tags":["base_model:a/b","base_model:quantized:a/b","base_model:c/d","x:base_model:e"])");
    ASSERT_EQ(row.base_models.value().size(), 2U);
    EXPECT_EQ(row.base_models->at(0).id, "a/b");
    EXPECT_EQ(row.base_models->at(0).relation, "quantized");
    EXPECT_EQ(row.base_models->at(1).id, "c/d");
    EXPECT_EQ(row.base_models->at(1).relation, "");
}

TEST(ParseRepos, ReadsWhereASpaceWasCopiedFrom) {
    const auto page = parse_repos(
        R"([{"_id":"1","id":"a/b","cardData":{"title":"x","duplicated_from":"c/d"}},
            {"_id":"2","id":"a/c","cardData":{"duplicated_from":["c/d"]}}])",
        Kind::kSpace);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->records.at(0).duplicated_from, "c/d");
    EXPECT_EQ(page->records.at(1).duplicated_from, std::nullopt);
}

TEST(ParseRepos, CountsWrongTypesWithoutLosingTheRow) {
    const auto page = parse_repos(
        R"([{"_id":"1","id":"a/b","likes":"many","tags":"mit","createdAt":"yesterday",
             "cardData":[1],"baseModels":"x/y","private":"no"}])",
        Kind::kModel);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->records.size(), 1U);
    EXPECT_EQ(page->malformed, 6);
    EXPECT_EQ(page->records[0].likes, std::nullopt);
}

TEST(ParseRepos, LeavesOutRowsWithoutIdentity) {
    const auto page =
        parse_repos(R"([{"id":"a/b"},{"_id":"1"},7,null,{"_id":"1","id":"a/b"}])", Kind::kModel);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->records.size(), 1U);
    EXPECT_EQ(page->nameless, 4);
    EXPECT_EQ(page->malformed, 3);
}

TEST(ParseRepos, KeepsCardsAsValidText) {
    const RepoRecord row = model("\"cardData\":{\"a\":1.0,\"b\":\"\xFF\"}");
    EXPECT_EQ(row.card, "{\"a\":1.0,\"b\":\"\xEF\xBF\xBD\"}");
}

TEST(ParseRepos, RefusesWhatIsNoPage) {
    for (const char* body : {"", "{}", "null", "<html>", "[{\"_id\":\"1\",\"id\":\"a\"}",
                             "[{\"_id\":\"1\",\"id\":\"a\"}]]", "{\"error\":\"x\"}"}) {
        EXPECT_FALSE(parse_repos(body, Kind::kModel)) << body;
    }
    EXPECT_TRUE(parse_repos("[]", Kind::kModel));
}

TEST(ParseCommits, ReadsAuthorsInOrderAndLeavesOutTheNameless) {
    const auto page = parse_commits(
        R"json([{"id":"607a","title":"Adds x (#80)","message":"\n","date":"2024-02-19T10:57:45.000Z",
             "authors":[{"user":"sgugger","avatar":"/a"},{"avatar":"/b"},{"user":" "},
                        {"user":"John Smith"},null,3]},
            {"id":"","title":"no identity"},{"id":"11c5","authors":null,"date":"?"}])json");
    ASSERT_TRUE(page);
    ASSERT_EQ(page->records.size(), 2U);
    EXPECT_EQ(page->records[0].sha, "607a");
    EXPECT_EQ(page->records[0].title, "Adds x (#80)");
    EXPECT_THAT(page->records[0].authors, ElementsAre("sgugger", "John Smith"));
    EXPECT_EQ(core::format_time(page->records[0].committed_at.value()), "2024-02-19T10:57:45.000Z");
    EXPECT_EQ(page->records[1].committed_at, std::nullopt);
    EXPECT_EQ(page->malformed, 3);
}

TEST(ParseDiscussions, KnowsThreeWaysToHaveNoAuthor) {
    const auto page = parse_discussions(
        R"({"discussions":[{"num":3,"author":{"name":"ann","type":"user"},"title":"t","status":"open",
            "isPullRequest":true,"createdAt":"2026-09-12T04:23:39.000Z"},
            {"num":2,"author":null,"status":"closed"},{"num":1,"status":"draft"},
            {"title":"no number"}],"count":183,"start":50,"numClosedDiscussions":77})");
    ASSERT_TRUE(page);
    ASSERT_EQ(page->records.size(), 3U);
    EXPECT_EQ(page->rows, 4);
    EXPECT_EQ(page->count, 183);
    EXPECT_EQ(page->start, 50);
    EXPECT_EQ(page->records[0].author, "ann");
    EXPECT_TRUE(page->records[0].is_pull_request);
    EXPECT_EQ(page->records[0].status, "open");
    EXPECT_EQ(page->records[1].author, std::nullopt);
    EXPECT_EQ(page->records[2].author, std::nullopt);
    EXPECT_FALSE(parse_discussions("[]"));
    EXPECT_FALSE(parse_discussions("{\"count\":0}"));
}

TEST(ParseError, ReadsAllShapesOfAMessage) {
    EXPECT_EQ(parse_error(R"({"error":"Invalid rev id: x"})"), "Invalid rev id: x");
    EXPECT_EQ(parse_error(R"({"error":["a","b"]})"), "a; b");
    EXPECT_EQ(parse_error(R"({"errors":[{"message":"m"}]})"), "m");
    EXPECT_EQ(parse_error(R"({})"), "");
    EXPECT_EQ(parse_error("<html>"), std::nullopt);
}

TEST(AcceptedOptions, AreReadFromTheHubsOwnMessage) {
    const auto names = accepted_options(
        "\xE2\x9C\x96 Invalid option: expected one of \"author\"|\"cardData\"|\"sha\"");
    EXPECT_THAT(names, Optional(ElementsAre("author", "cardData", "sha")));
    EXPECT_EQ(accepted_options("Invalid cursor"), std::nullopt);
}

// --- recorded bodies

nlohmann::json read_json(const std::filesystem::path& path) {
    std::ifstream in(path);
    EXPECT_TRUE(in) << path;
    return nlohmann::json::parse(in, nullptr, false);
}

/// The fields of a recorded row, compared one by one with what was parsed.
void expect_nothing_lost(const nlohmann::json& row, const RepoRecord& record) {
    const auto expect_text = [&](const char* key, const std::optional<std::string>& value) {
        if (row.contains(key) && row[key].is_string()) {
            EXPECT_EQ(value, row[key].get<std::string>()) << key << " of " << record.id;
        } else {
            EXPECT_EQ(value, std::nullopt) << key << " of " << record.id;
        }
    };
    const auto expect_number = [&](const char* key, const auto& value) {
        if (row.contains(key) && row[key].is_number()) {
            EXPECT_EQ(value.value(), row[key].get<double>()) << key << " of " << record.id;
        } else {
            EXPECT_FALSE(value.has_value()) << key << " of " << record.id;
        }
    };
    const auto expect_flag = [&](const char* key, const std::optional<bool>& value) {
        EXPECT_EQ(value, row.contains(key) ? std::optional(row[key].get<bool>()) : std::nullopt);
    };
    const auto expect_texts = [&](const char* key,
                                  const std::optional<std::vector<std::string>>& value) {
        if (row.contains(key)) {
            EXPECT_EQ(value, row[key].get<std::vector<std::string>>()) << key;
        }
    };
    const auto expect_time = [&](const char* key, const std::optional<core::Timestamp>& value) {
        if (row.contains(key)) {
            EXPECT_EQ(core::format_time(value.value()), row[key].get<std::string>()) << key;
        }
    };
    EXPECT_EQ(record.hub_id, row["_id"].get<std::string>());
    EXPECT_EQ(record.id, row["id"].get<std::string>());
    expect_text("sha", record.sha);
    expect_text("pipeline_tag", record.pipeline_tag);
    expect_text("library_name", record.library_name);
    expect_text("sdk", record.sdk);
    expect_number("likes", record.likes);
    expect_number("downloads", record.downloads);
    expect_number("downloadsAllTime", record.downloads_all_time);
    expect_number("trendingScore", record.trending_score);
    expect_flag("private", record.is_private);
    expect_flag("disabled", record.disabled);
    expect_texts("tags", record.tags);
    expect_texts("models", record.models);
    expect_texts("datasets", record.datasets);
    expect_time("createdAt", record.created_at);
    expect_time("lastModified", record.last_modified);
    if (row.contains("gated")) {
        EXPECT_EQ(record.gated, row["gated"].is_string() ? row["gated"].get<std::string>()
                                                         : std::string("false"));
    }
    if (row.contains("cardData")) {
        EXPECT_EQ(nlohmann::json::parse(record.card.value()), row["cardData"]);
    }
    if (row.contains("baseModels")) {
        const auto& parents = row["baseModels"]["models"];
        ASSERT_EQ(record.base_models.value().size(), parents.size());
        for (std::size_t i = 0; i < parents.size(); ++i) {
            EXPECT_EQ(record.base_models->at(i).id, parents[i]["id"].get<std::string>());
            EXPECT_EQ(record.base_models->at(i).relation,
                      row["baseModels"]["relation"].get<std::string>());
        }
    }
    if (row.contains("safetensors")) {
        EXPECT_EQ(record.parameters.value(), row["safetensors"]["total"].get<std::int64_t>());
    }
}

void check_list(const nlohmann::json& body, Kind kind) {
    const auto page = parse_repos(body.dump(), kind);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->malformed, 0);
    ASSERT_EQ(page->records.size(), body.size());
    for (std::size_t i = 0; i < body.size(); ++i) {
        expect_nothing_lost(body[i], page->records[i]);
    }
}

void check_repo(const nlohmann::json& body, Kind kind) {
    const auto repo = parse_repo(body.dump(), kind);
    ASSERT_TRUE(repo);
    EXPECT_EQ(repo->malformed, 0);
    expect_nothing_lost(body, repo->record);
}

void check_commits(const nlohmann::json& body) {
    const auto page = parse_commits(body.dump());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->malformed, 0);
    ASSERT_EQ(page->records.size(), body.size());
    for (std::size_t i = 0; i < body.size(); ++i) {
        const CommitRecord& commit = page->records[i];
        EXPECT_EQ(commit.sha, body[i]["id"].get<std::string>());
        EXPECT_EQ(commit.title, body[i]["title"].get<std::string>());
        EXPECT_EQ(core::format_time(commit.committed_at.value()),
                  body[i]["date"].get<std::string>());
        ASSERT_EQ(commit.authors.size(), body[i]["authors"].size());
        for (std::size_t a = 0; a < commit.authors.size(); ++a) {
            EXPECT_EQ(commit.authors[a], body[i]["authors"][a]["user"].get<std::string>());
        }
    }
}

void check_discussions(const nlohmann::json& body) {
    const auto page = parse_discussions(body.dump());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->malformed, 0);
    EXPECT_EQ(page->count, body["count"].get<std::int64_t>());
    const auto& rows = body["discussions"];
    ASSERT_EQ(page->records.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DiscussionRecord& discussion = page->records[i];
        EXPECT_EQ(discussion.num, rows[i]["num"].get<std::int64_t>());
        EXPECT_EQ(discussion.title, rows[i]["title"].get<std::string>());
        EXPECT_EQ(discussion.status, rows[i]["status"].get<std::string>());
        EXPECT_EQ(discussion.is_pull_request, rows[i]["isPullRequest"].get<bool>());
        EXPECT_EQ(discussion.author, rows[i]["author"]["name"].get<std::string>());
        EXPECT_EQ(core::format_time(discussion.created_at.value()),
                  rows[i]["createdAt"].get<std::string>());
    }
}

void check_error(const nlohmann::json& body) {
    EXPECT_EQ(parse_error(body.dump()), body["error"].get<std::string>());
}

using Check = std::function<void(const nlohmann::json&)>;

Check check_of(const std::string& name) {
    const auto starts = [&](const char* prefix) { return name.starts_with(prefix); };
    if (starts("list_models")) {
        return [](const auto& body) { check_list(body, Kind::kModel); };
    }
    if (starts("list_datasets")) {
        return [](const auto& body) { check_list(body, Kind::kDataset); };
    }
    if (starts("list_spaces")) {
        return [](const auto& body) { check_list(body, Kind::kSpace); };
    }
    if (starts("model_")) {
        return [](const auto& body) { check_repo(body, Kind::kModel); };
    }
    if (starts("space_revision")) {
        return [](const auto& body) { check_repo(body, Kind::kSpace); };
    }
    if (starts("commits_")) {
        return check_commits;
    }
    if (starts("discussions_list")) {
        return check_discussions;
    }
    if (starts("error_")) {
        return check_error;
    }
    return nullptr;
}

/// Checks every recorded reply of a kind that hubmine asks for; returns how many there were.
int check_samples(const std::filesystem::path& directory) {
    int checked = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        const std::string name = entry.path().filename().string();
        const Check check = check_of(name);
        if (entry.path().extension() != ".json" || !check) {
            continue;
        }
        SCOPED_TRACE(name);
        const nlohmann::json file = read_json(entry.path());
        check(file.is_object() && file.contains("body") ? file["body"] : file);
        ++checked;
    }
    return checked;
}

TEST(Samples, LoseNothing) {
    const std::filesystem::path data(HUBMINE_TEST_DATA);
    EXPECT_GE(check_samples(data / "hub"), 8);
    const std::filesystem::path larger = data / "../../../shared/hub-samples";
    if (std::filesystem::is_directory(larger)) {
        EXPECT_GE(check_samples(larger), 14);
    }
}

}  // namespace
}  // namespace hubmine::hub
