#include "topics/languages.hpp"

#include "analysis/topics/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hubmine::analysis::topics {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// The languages of one model and how often each source told: "de,fr card".
std::string of_model(const GivenRepo& given, core::Kind kind = core::Kind::kModel) {
    TopicsWorld world;
    world.add(kind, "ada/it", given);
    world.settings.kinds = {kind};
    const Result result = world.run({"language_summary", "languages"});
    std::string told;
    for (const std::string& row : rows_of(result, "languages")) {
        const std::size_t code = row.find('|', row.find('|') + 1) + 1;
        told += (told.empty() ? "" : ",") + row.substr(code, row.find('|', code) - code);
    }
    const std::string all = rows_of(result, "language_summary").front();
    for (const auto& [counts, source] :
         {std::pair{"|1|0|0|", "card"}, {"|0|1|0|", "tags"}, {"|0|0|1|", "bare"}}) {
        told +=
            all.find(counts, all.size() - 8) != std::string::npos ? std::string(" ") + source : "";
    }
    return told;
}

std::string unknown_codes(const GivenRepo& given) {
    TopicsWorld world;
    world.model("ada/it", given);
    world.settings.kinds = {core::Kind::kModel};
    const std::string all = rows_of(world.run({"language_summary"}), "language_summary").front();
    return all.substr(all.rfind('|') + 1);
}

TEST(Languages, ComeFromTheFirstSourceThatNamesOne) {
    EXPECT_EQ(of_model({.tags = {"language:de", "it"}, .language = {"fr"}, .languages = {"es"}}),
              "fr card");
    EXPECT_EQ(of_model({.tags = {"language:de", "it"}, .language = {"??"}, .languages = {"es"}}),
              "es card");
    EXPECT_EQ(of_model({.tags = {"language:de", "it", "language:fr"}, .language = {"und"}}),
              "de,fr tags");
    EXPECT_EQ(of_model({.tags = {"pytorch", "it", "language:code", "jax", "EN"}}), "it bare");
    EXPECT_EQ(of_model({.tags = {"it"}}, core::Kind::kDataset), "");
    EXPECT_EQ(of_model({.tags = {"language:it"}}, core::Kind::kSpace), "it tags");
    EXPECT_EQ(of_model({.tags = {"language:de"}, .language = {"multilingual"}}), " card");
}

TEST(Languages, NamedTwiceCountOnce) {
    EXPECT_EQ(of_model({.language = {"de", "deu", "German", "de-AT"}}), "de card");
}

TEST(Languages, CountUnknownCodesByText) {
    EXPECT_EQ(unknown_codes({.language = {"klingon", "klingon", "x1", "en"}}), "2");
    EXPECT_EQ(unknown_codes({.tags = {"language:klingon", "language:x2"},
                             .language = {"klingon"},
                             .languages = {"x1"}}),
              "3");
    EXPECT_EQ(unknown_codes({.tags = {"language:klingon"}, .language = {"en"}}), "0");
}

TEST(LanguageSummary, TellsWhoNamesEnglishAndWhatElse) {
    TopicsWorld world;
    world.model("a/1", {.language = {"en"}});
    world.model("a/2", {.language = {"en", "multilingual"}});
    world.model("a/3", {.language = {"en", "de"}});
    world.model("a/4", {.language = {"de"}});
    world.model("a/5", {.language = {"multilingual"}});
    world.model("a/6");
    world.settings.kinds = {core::Kind::kModel};
    EXPECT_THAT(rows_of(world.run(), "language_summary"),
                ElementsAre("model|||6|5|0.833333|3|0.6|1|1|3|2|5|0|0|0",
                            "model|2023|0|6|5|0.833333|3|0.6|1|1|3|2|5|0|0|0"));
    EXPECT_THAT(world.run().summary,
                Contains("Of 5 models that declare a language 60 % name English, 20 % only "
                         "English; 2 languages."));
}

TEST(LanguageSummary, HasARowForEachYearAndOneForWhatTheHubDatesToItsFirstDay) {
    TopicsWorld world;
    for (const auto& created : std::vector<std::optional<std::string>>{
             "2023-01-01", "2022-03-02T23:29:04.000Z", "2022-03-02T23:29:05.999Z",
             "2022-03-02T23:29:06.000Z", "2021-12-31T23:59:59Z", std::nullopt}) {
        world.model("a/m", {.created_at = created});
    }
    world.settings.kinds = {core::Kind::kModel};
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "language_summary"),
                ElementsAre(StartsWith("model|||6|"), StartsWith("model|2021|0|1|"),
                            StartsWith("model|2022|1|2|"), StartsWith("model|2022|0|1|"),
                            StartsWith("model|2023|0|1|")));
    EXPECT_EQ(note_of(result, "models_without_created_at"), 1);
}

TEST(LanguageSummary, OfAKindThatWasNeverListedTellsNothing) {
    TopicsWorld world;
    world.data.never_listed = {core::Kind::kModel, core::Kind::kDataset};
    world.settings.kinds = {core::Kind::kModel};
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "language_summary"), ElementsAre("model|||||||||||||||"));
    EXPECT_THAT(rows_of(result, "languages"), IsEmpty());
    EXPECT_THAT(rows_of(result, "domains"), Contains("model|robotics||||||||||"));
    EXPECT_THAT(rows_of(result, "cards"), Contains("model|license|||"));
    EXPECT_THAT(rows_of(result, "evaluation"), Contains("downloads|10||||"));
    EXPECT_THAT(result.summary, Contains("models: no list was read."));
}

TEST(Languages, AreRankedByRepositoriesThenByCode) {
    TopicsWorld world;
    world.model("b/1", {.language = {"fr", "tlh"}, .likes = 1, .downloads = 10});
    world.model("b/2", {.language = {"fr"}, .likes = 2, .downloads = 30});
    world.model("no-owner", {.language = {"de"}, .downloads = 60});
    world.model("c/4", {.likes = 5, .downloads = 900});
    world.settings.kinds = {core::Kind::kModel};
    EXPECT_THAT(rows_of(world.run(), "languages"),
                ElementsAre("model|1|fr|French|2|0.666667|1|1|3|40|0.4|2|0|",
                            "model|2|de|German|1|0.333333|1|1|0|60|0.6|1|0|",
                            "model|3|tlh||1|0.333333|0|1|1|10|0.1|1|0|"));
    world.settings.top = 1;
    EXPECT_THAT(rows_of(world.run(), "languages"),
                ElementsAre("model|1|fr|French|2|0.666667|1|1|3|40|0.4|2|0|"));
}

TEST(Languages, GrowFromTheYearBeforeTheLast) {
    TopicsWorld world;
    // 2024-01-01 less 365.25 days is 2022-12-31 18:00, less 730.5 days 2021-12-31 12:00.
    for (const std::string created :
         {"2023-12-31", "2022-12-31T18:00:00.001Z", "2022-12-31T18:00:00.000Z",
          "2021-12-31T12:00:00.001Z", "2021-12-31T12:00:00.000Z", "2022-03-02T23:29:04.000Z"}) {
        world.add(core::Kind::kSpace, "a/m", {.language = {"en"}, .created_at = created});
    }
    world.settings.kinds = {core::Kind::kSpace};
    EXPECT_THAT(rows_of(world.run(), "languages"),
                ElementsAre("space|1|en|English|6|1|6|1|0|||2|2|0"));
}

TEST(Languages, OfAPeriodAreThoseOfRepositoriesCreatedInIt) {
    TopicsWorld world;
    world.model("a/1", {.language = {"en"}, .created_at = "2022-05-01"});
    world.model("a/2", {.language = {"de"}, .created_at = "2022-06-01"});
    world.model("a/3", {.language = {"fr"}, .created_at = std::nullopt});
    world.settings.since = core::parse_time("2022-05-01");
    world.settings.until = core::parse_time("2022-06-01");
    world.settings.kinds = {core::Kind::kModel};
    EXPECT_THAT(rows_of(world.run(), "languages"), ElementsAre(StartsWith("model|1|en|")));
}

}  // namespace
}  // namespace hubmine::analysis::topics
