#include "topics/entry.hpp"

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/store/card.hpp"

#include "analysis/topics/world.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace hubmine::analysis::topics {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string list(const ScratchDirectory& folder, const std::string& text) {
    std::string path = folder / "list.csv";
    std::ofstream(path) << text;
    return path;
}

TEST(Domains, AreToldByTagsTasksAndLibraries) {
    const ScratchDirectory folder;
    TopicsWorld world;
    world.settings.domains_file =
        list(folder, "domain,tag\nsea,Fish\nsea,task_categories:diving\nsky,bird\nsky,fly\n");
    world.model("a/1", {.tags = {"FISH", "bird"}, .likes = 1, .downloads = 10});
    world.model("a/2", {.tags = {"fishes"}, .library_name = "Fish", .likes = 2, .downloads = 20});
    world.model("b/3", {.pipeline_tag = "fly", .downloads = std::nullopt});
    world.dataset("b/4", {.tags = {"task_categories:diving"}, .downloads = 5});
    world.dataset("b/5", {.tags = {"diving"}, .downloads = 15});
    EXPECT_THAT(rows_of(world.run(), "domains"),
                ElementsAre("model|sea|2|0.666667|1|3|30|1|2|0||1",
                            "model|sky|2|0.666667|2|1|10|0.333333|2|0||0.5",
                            "dataset|sea|1|0.5|1|0|5|0.25|1|0||1", "dataset|sky|0|0|0|0|0|0|0|0||",
                            "space|sea|0||0|0|||0|0||", "space|sky|0||0|0|||0|0||"));
}

TEST(DomainOwners, AreRankedByDownloadsAndOfSpacesByLikes) {
    const ScratchDirectory folder;
    TopicsWorld world;
    world.settings.domains_file = list(folder, "domain,tag\nsea,fish\n");
    world.model("facebook/1", {.tags = {"fish"}, .likes = 9, .downloads = 10});
    world.model("b/2", {.tags = {"fish"}, .downloads = 10});
    world.model("b/3", {.tags = {"fish"}, .downloads = 20});
    world.model("no-owner", {.tags = {"fish"}, .downloads = 60});
    world.add(core::Kind::kSpace, "a/1", {.tags = {"fish"}, .likes = 1});
    world.add(core::Kind::kSpace, "b/1", {.tags = {"fish"}, .likes = 3});
    EXPECT_THAT(
        rows_of(world.run(), "domain_owners"),
        ElementsAre("model|sea|1|b|b|unknown||2|0|30|0.3",
                    "model|sea|2|facebook|Meta|company|US|1|9|10|0.1",
                    "space|sea|1|b|b|unknown||1|3||0.75", "space|sea|2|a|a|unknown||1|1||0.25"));
}

TEST(DomainOwners, AreTenOfADomainUnlessTopSaysOtherwise) {
    TopicsWorld world;
    for (int i = 0; i < 12; ++i) {
        world.model("owner" + std::to_string(i) + "/m", {.tags = {"robotics"}});
    }
    EXPECT_THAT(rows_of(world.run(), "domain_owners"), SizeIs(10));
    world.settings.top = 0;
    EXPECT_THAT(rows_of(world.run(), "domain_owners"), SizeIs(12));
}

TEST(Tasks, AreRankedByDownloadsThenByName) {
    TopicsWorld world;
    world.model("a/1", {.pipeline_tag = "fill-mask", .downloads = 30});
    world.model("a/2", {.pipeline_tag = "knitting", .downloads = 10});
    world.model("a/3", {.downloads = 10});
    world.model("a/4", {.downloads = std::nullopt});
    world.settings.kinds = {core::Kind::kSpace};
    EXPECT_THAT(rows_of(world.run(), "tasks"),
                ElementsAre("1|fill-mask|nlp|1|0.25|30|0.6|1|1", "2|||2|0.5|10|0.2|2|2",
                            "3|knitting||1|0.25|10|0.2|1|1"));
}

TEST(Evaluation, CountsByTheFirstRuleThatHolds) {
    TopicsWorld world;
    world.dataset("a/bench", {.tags = {"eval", "benchmark:official"}, .downloads = 9});
    world.dataset("a/mt-bench", {.tags = {"Evaluation"}, .downloads = 8});
    world.dataset("a/glue_Bench.v2", {.downloads = 7});
    world.dataset("a/SuperBench", {.downloads = 6});
    world.dataset("a/GLUE", {.downloads = 5});
    world.dataset("a/benches", {.tags = {"benchmark:other"}, .downloads = 4});
    world.dataset("evals/plain", {.downloads = 3});
    world.dataset("squad", {.downloads = std::nullopt});
    EXPECT_THAT(rows_of(world.run(), "evaluation_datasets"),
                ElementsAre("downloads|1|a/bench|a|unknown|9|1|official",
                            "downloads|2|a/mt-bench|a|unknown|8|1|tag",
                            "downloads|3|a/glue_Bench.v2|a|unknown|7|1|name",
                            "downloads|4|a/SuperBench|a|unknown|6|1|name",
                            "downloads|5|a/GLUE|a|unknown|5|1|listed",
                            "downloads|6|a/benches|a|unknown|4|0|",
                            "downloads|7|evals/plain|evals|unknown|3|0|",
                            "downloads|8|squad||unknown|0|1|listed"));
}

TEST(Evaluation, SpeaksOfTheFirstTenFiftyHundredThousandAndAll) {
    TopicsWorld world;
    for (int i = 0; i < 60; ++i) {
        world.dataset(
            (i % 2 == 0 ? "a/eval-" : "a/set-") + std::to_string(i),
            {.downloads = 1, .downloads_all_time = i < 10 ? std::optional(5) : std::nullopt});
    }
    const Result result = world.run();
    EXPECT_THAT(
        rows_of(result, "evaluation"),
        ElementsAre("downloads|10|10|10|1|1", "downloads|50|50|30|0.6|0.6",
                    "downloads|100|60|30|0.5|0.5", "downloads|1000|60|30|0.5|0.5",
                    "downloads|0|60|30|0.5|0.5", "downloads_all_time|10|10|5|0.5|0.5",
                    "downloads_all_time|50|10|5|0.5|0.5", "downloads_all_time|100|10|5|0.5|0.5",
                    "downloads_all_time|1000|10|5|0.5|0.5", "downloads_all_time|0|10|5|0.5|0.5"));
    EXPECT_THAT(result.summary,
                Contains("30 of the 60 most downloaded datasets are made for evaluation."));
}

TEST(Cards, AreCountedByFieldAndByTagsOfTheHub) {
    TopicsWorld world;
    const auto bits = static_cast<std::uint32_t>(store::CardField::kWhole) |
                      static_cast<std::uint32_t>(store::CardField::kModelIndex);
    world.model("a/1", {.tags = {"arxiv:1", "doi"}, .downloads = 30, .fields = bits});
    world.model("a/2", {.tags = {"doi:10"}, .downloads = 10});
    world.settings.kinds = {core::Kind::kModel};
    const auto rows = rows_of(world.run(), "cards");
    EXPECT_THAT(rows, SizeIs(14));
    EXPECT_THAT(rows, AllOf(Contains("model|card|1|0.5|0.75"), Contains("model|license|0|0|0"),
                            Contains("model|model-index|1|0.5|0.75"),
                            Contains("model|arxiv|1|0.5|0.75"), Contains("model|doi|1|0.5|0.25")));
}

TEST(Topics, DoNotDependOnTheOrderOfTheStore) {
    std::vector<std::pair<std::string, GivenRepo>> repos;
    for (int i = 0; i < 40; ++i) {
        repos.emplace_back("owner" + std::to_string(i % 7) + "/m" + std::to_string(i),
                           GivenRepo{.tags = {i % 3 == 0 ? "robotics" : "benchmark", "it"},
                                     .language = {i % 2 == 0 ? "en" : "qqq"},
                                     .pipeline_tag = i % 5 == 0 ? "fill-mask" : "robotics",
                                     .downloads = i % 4});
    }
    const auto tables = [&repos] {
        TopicsWorld world;
        for (const auto& [id, repo] : repos) {
            world.model(id, repo);
            world.dataset(id, repo);
        }
        const Result result = world.run();
        std::vector<std::vector<std::string>> found;
        for (const core::TableStream& table : result.tables) {
            found.push_back(rows_of(result, table.name()));
        }
        return found;
    };
    const auto before = tables();
    std::reverse(repos.begin(), repos.end());
    EXPECT_EQ(tables(), before);
}

TEST(Topics, DoOnlyWhatTheWantedTablesNeed) {
    Settings settings;
    settings.tables = {"tasks"};
    const store::DatasetOptions tasks = reading(settings);
    EXPECT_THAT(tasks.parts.kinds, ElementsAre(core::Kind::kModel));
    EXPECT_FALSE(tasks.parts.owners);
    settings.tables = {"cards"};
    settings.kinds = {core::Kind::kSpace};
    const store::DatasetOptions cards = reading(settings);
    EXPECT_THAT(cards.parts.kinds, ElementsAre(core::Kind::kSpace));
    EXPECT_FALSE(cards.parts.columns[2].contains(store::RepoColumn::kId));

    TopicsWorld world;
    world.settings.languages_file = "nowhere.csv";
    EXPECT_THAT(world.run({"cards"}).summary, IsEmpty());
    EXPECT_THROW(static_cast<void>(world.run({"languages"})), core::Error);
}

TEST(Topics, DoubtFilesOfWhichNothingIsInTheStore) {
    const ScratchDirectory folder;
    TopicsWorld world;
    world.model("a/m", {.tags = {"language:en"}, .pipeline_tag = "fill-mask"});
    world.dataset("a/d");
    const auto doubts = [&](const std::string& option, const std::string& text) {
        for (const Entry& entry : catalogue()) {
            if (entry.name == "topics") {
                const auto question = entry.ask();
                for (const core::Option& row : question->options()) {
                    if (row.names == option) {
                        row.take(list(folder, text));
                    }
                }
                return question->doubts_about_files(world.data);
            }
        }
        return std::vector<std::string>{"no such analysis"};
    };
    EXPECT_THAT(doubts("--languages", "code,alpha3,name\nxx,xxx,Xish\n"),
                ElementsAre(HasSubstr("none of the languages")));
    EXPECT_THAT(doubts("--languages", "code,alpha3,name\nen,eng,English\n"), IsEmpty());
    EXPECT_THAT(doubts("--domains", "domain,tag\nsea,fish\n"),
                ElementsAre(HasSubstr("none of the tags")));
    EXPECT_THAT(doubts("--domains", "domain,tag\ngaps,Fill-Mask\n"), IsEmpty());
    EXPECT_THAT(doubts("--tasks", "task,modality\nknit,wool\n"),
                ElementsAre(HasSubstr("none of the tasks")));
    EXPECT_THAT(doubts("--tasks", "task,modality\nfill-mask,nlp\n"), IsEmpty());
    EXPECT_THAT(doubts("--evaluation-datasets", "dataset\nfoo\n"),
                ElementsAre(HasSubstr("none of the datasets")));
    EXPECT_THAT(doubts("--evaluation-datasets", "dataset\na/D\n"), IsEmpty());
}

TEST(Topics, RefuseAPeriodThatEndsBeforeItStarts) {
    Settings settings;
    settings.since = core::parse_time("2023-01-01");
    settings.until = core::parse_time("2022-01-01");
    EXPECT_THROW(settle(settings, {}), core::UsageError);
}

}  // namespace
}  // namespace hubmine::analysis::topics
