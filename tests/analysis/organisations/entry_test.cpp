#include "organisations/entry.hpp"

#include "hubmine/core/error.hpp"

#include "analysis/organisations/world.hpp"
#include "analysis/rows_behind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// Two listed owners of one entity, a user, an unknown one, and a model without owner.
OwnersWorld small_world() {
    OwnersWorld world;
    world.list("meta,Meta,company,US\nMETA-labs,Meta,company,US\n");
    world.owner("ann", false);
    world.model("meta/a", {.likes = 5, .downloads = 100});
    world.model("Meta-Labs/b", {.likes = 1, .downloads = 50});
    world.model("ann/c", {.likes = 4, .downloads = 40});
    world.model("who/d", {.downloads = 10});
    world.model("gpt", {.likes = 10, .downloads = 200});
    return world;
}

TEST(OrganisationsEntry, GroupsAreTypesAndCountriesByWhatTheyHold) {
    const OwnersWorld world = small_world();
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "groups", "model|downloads|"),
                ElementsAre("entity_type|1|unknown|2|2|2|210|0.525|105|105|200|gpt",
                            "entity_type|2|company|2|2|2|150|0.375|75|75|100|meta/a",
                            "entity_type|3|individual|1|1|1|40|0.1|40|40|40|ann/c",
                            "country|1||3|3|3|250|0.625|83.3333|40|200|gpt",
                            "country|2|US|2|2|2|150|0.375|75|75|100|meta/a"));
}

TEST(OrganisationsEntry, SharesOfTypesAndOfCountriesAddUpToOne) {
    OwnersWorld world = small_world();
    world.settings.top = 0;
    std::map<std::string, double> sums;
    for (const core::TableStream& stream : world.run().tables) {
        if (stream.name() != "groups") {
            continue;
        }
        const core::Table table = stream.gathered();
        for (std::size_t i = 0; i < table.row_count(); ++i) {
            const std::vector<core::Cell> row = table.row(i);
            if (const auto* share = std::get_if<double>(&row[9])) {
                sums[std::get<std::string>(row[1]) + " " + std::get<std::string>(row[2])] += *share;
            }
        }
    }
    EXPECT_EQ(sums.size(), 6U);  // repositories, likes, downloads
    for (const auto& [what, sum] : sums) {
        EXPECT_DOUBLE_EQ(sum, 1) << what;
    }
}

TEST(OrganisationsEntry, TheLargestOfEqualsIsTheSmallestId) {
    OwnersWorld world;
    world.model("ann/b", {.likes = 1});
    world.model("ann/a", {.likes = 1});
    EXPECT_THAT(rows_behind(world.run(), "groups", "model|likes|entity_type|"),
                ElementsAre("1|unknown|1|2|2|2|1|1|1|1|ann/a"));
}

TEST(OrganisationsEntry, WhatIsMissingStaysMissingAndRanksLast) {
    OwnersWorld world;
    world.list("lab,Lab,university,\n");
    world.model("lab/a");
    world.model("ann/a", {.storage = 0});
    world.model("ann/b");
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "groups", "model|storage|entity_type|"),
                ElementsAre("1|unknown|1|2|1|0||0|0|0|ann/a", "2|university|1|1|0||||||"));
    EXPECT_THAT(rows_behind(result, "ranking", "model|storage|owner|"),
                ElementsAre("1|ann|ann|0|unknown||1|2|1|0||"));
    EXPECT_THAT(rows_behind(result, "concentration", "model|storage|owner|"),
                ElementsAre("1|0|||||"));
    EXPECT_THAT(rows_behind(result, "concentration", "model|parameters|owner|"),
                ElementsAre("0||||||"));
    EXPECT_THAT(rows_behind(result, "leaders", "model|downloads_all_time"), IsEmpty());
    // A missing number of likes or downloads is 0, and counts.
    EXPECT_THAT(rows_behind(result, "ranking", "model|likes|owner|"),
                ElementsAre("1|ann|ann|0|unknown||1|2|2|0||", "2|lab|Lab|1|university||1|1|1|0||"));
    EXPECT_THAT(rows_behind(result, "leaders", "model|downloads|10|"),
                ElementsAre("university|1|1|0.333333|0", "unknown|1|2|0.666667|0"));
}

TEST(OrganisationsEntry, RankingsAreOfOwnersAndOfEntitiesBehindThem) {
    const OwnersWorld world = small_world();
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "ranking", "model|downloads|owner|"),
                ElementsAre("1|meta|Meta|1|company|US|1|1|1|100|0.25|0.25",
                            "2|Meta-Labs|Meta|1|company|US|1|1|1|50|0.125|0.375",
                            "3|ann|ann|0|individual||1|1|1|40|0.1|0.475",
                            "4|who|who|0|unknown||1|1|1|10|0.025|0.5"));
    EXPECT_THAT(rows_behind(result, "ranking", "model|downloads|entity|"),
                ElementsAre("1|Meta|Meta|1|company|US|2|2|2|150|0.375|0.375",
                            "2|ann|ann|0|individual||1|1|1|40|0.1|0.475",
                            "3|who|who|0|unknown||1|1|1|10|0.025|0.5"));
    EXPECT_EQ(note_of(result, "models"), 5);
    EXPECT_EQ(note_of(result, "models_without_owner"), 1);
}

TEST(OrganisationsEntry, OfEntitiesOfOneNameTheListedOneRanksFirst) {
    OwnersWorld world;
    world.list("bob,ann,university,FR\n");
    world.model("ann/a", {.likes = 1});
    world.model("bob/a", {.likes = 1});
    EXPECT_THAT(rows_behind(world.run(), "ranking", "model|likes|entity|"),
                ElementsAre("1|ann|ann|1|university|FR|1|1|1|1|0.5|0.5",
                            "2|ann|ann|0|unknown||1|1|1|1|0.5|1"));
}

TEST(OrganisationsEntry, AnEntityIsOfTheTypeOfItsFirstRowAndAnOwnerOfItsOwn) {
    OwnersWorld world;
    world.list("first,Meta,university,FR\nsecond,Meta,company,US\n");
    world.model("second/a", {.likes = 1});
    EXPECT_THAT(rows_behind(world.run(), "ranking", "model|likes|"),
                ElementsAre("owner|1|second|Meta|1|company|US|1|1|1|1|1|1",
                            "entity|1|Meta|Meta|1|university|FR|1|1|1|1|1|1"));
    EXPECT_THAT(rows_behind(world.run(), "groups", "model|likes|country|"),
                ElementsAre("1|US|1|1|1|1|1|1|1|1|second/a"));
}

TEST(OrganisationsEntry, TopCutsEveryRankingAndTypesChooseWhoIsRanked) {
    OwnersWorld world = small_world();
    world.settings.top = 1;
    EXPECT_THAT(rows_behind(world.run(), "ranking", "model|downloads|"),
                ElementsAre("owner|1|meta|Meta|1|company|US|1|1|1|100|0.25|0.25",
                            "entity|1|Meta|Meta|1|company|US|2|2|2|150|0.375|0.375"));
    EXPECT_EQ(rows_behind(world.run(), "groups", "model|downloads|").size(), 2U);
    world.settings.types = {"individual", "unknown"};
    world.settings.top = 0;
    EXPECT_THAT(rows_behind(world.run(), "ranking", "model|downloads|owner|"),
                ElementsAre("1|ann|ann|0|individual||1|1|1|40|0.1|0.1",
                            "2|who|who|0|unknown||1|1|1|10|0.025|0.125"));
    // Others are counted where nobody is ranked.
    EXPECT_THAT(rows_behind(world.run(), "concentration", "model|downloads|owner|"),
                ElementsAre(StartsWith("4|200|")));
}

TEST(OrganisationsEntry, LeadersCountWhatIsThePlatformsOwn) {
    OwnersWorld world;
    world.list("google-bert,Hugging Face,company,US\nmeta,Meta,company,US\n");
    world.model("google-bert/a", {.likes = 3, .downloads_all_time = 7});
    world.model("meta/a", {.likes = 2});
    for (int i = 0; i < 10; ++i) {
        world.model("ann/" + std::to_string(i), {.likes = 1});
    }
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "leaders", "model|likes|"),
                ElementsAre("10|company|2|2|0.2|1", "10|unknown|1|8|0.8|0",
                            "100|company|2|2|0.166667|1", "100|unknown|1|10|0.833333|0",
                            "1000|company|2|2|0.166667|1", "1000|unknown|1|10|0.833333|0"));
    EXPECT_THAT(rows_behind(result, "leaders", "model|downloads_all_time|10|"),
                ElementsAre("company|1|1|1|1"));
}

TEST(OrganisationsEntry, ConcentrationIsThatOfTheNamesThatCanBeRanked) {
    const OwnersWorld world = small_world();
    const Result result = world.run();
    // 10, 40, 50, 100: the model without owner is in no ranking.
    EXPECT_THAT(
        rows_behind(result, "concentration", "model|downloads|"),
        ElementsAre("owner|4|200|0.35|0.355|0.5|1|1", "entity|3|200|0.466667|0.605|0.75|1|1"));
}

TEST(OrganisationsEntry, CoverageTellsOnWhatGroundsInFourRows) {
    OwnersWorld world = small_world();
    world.repo(core::Kind::kSpace, "ann/s", {.likes = 1});
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "coverage", "model|"),
                ElementsAre("list|2|2|0.4|0.375", "overview|1|1|0.2|0.1", "discussion|0|0|0|0",
                            "none|2|2|0.4|0.525"));
    EXPECT_THAT(rows_behind(result, "coverage", "space|"),
                ElementsAre("list|0|0|0|", "overview|1|1|1|", "discussion|0|0|0|", "none|0|0|0|"));
}

TEST(OrganisationsEntry, DerivedCountsModelsOfOthersWhateverIsFiltered) {
    OwnersWorld world;
    world.model("ann/a", {.created = "2024-01-01"});
    world.model("ann/b", {.created = "2024-01-01"});
    world.made_from(0);
    world.model("bob/c", {.created = "2025-01-01"});
    world.made_from(0);
    world.model("ann", {.created = "2025-01-01"});
    world.made_from(0);
    world.settings.until = core::parse_time("2024-06-01");
    EXPECT_THAT(rows_behind(world.run(), "ranking", "model|derived|owner|"),
                ElementsAre("1|ann|ann|0|unknown||1|2|2|2|1|1"));
}

TEST(OrganisationsEntry, SinceAndUntilSpeakOfWhatWasCreatedThen) {
    OwnersWorld world;
    world.model("ann/a", {.likes = 1, .created = "2024-01-01"});
    world.model("ann/b", {.likes = 2, .created = "2025-01-01"});
    world.model("bob/c", {.likes = 4});
    EXPECT_EQ(note_of(world.run(), "models_without_created_at"), -1);
    world.settings.since = core::parse_time("2024-06-01");
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "groups", "model|likes|entity_type|"),
                ElementsAre("1|unknown|1|1|1|2|1|2|2|2|ann/b"));
    EXPECT_THAT(rows_behind(result, "coverage", "model|none|"), ElementsAre("1|1|1|"));
    EXPECT_EQ(note_of(result, "models"), 1);
    EXPECT_EQ(note_of(result, "models_without_created_at"), 1);
}

TEST(OrganisationsEntry, SpacesHaveNoDownloadsAndDatasetsNoParameters) {
    OwnersWorld world = small_world();
    world.repo(core::Kind::kDataset, "ann/d");
    world.repo(core::Kind::kSpace, "ann/s");
    std::map<std::string, std::vector<std::string>> measures;
    for (const std::string& row : rows_behind(world.run(), "concentration", "")) {
        if (row.find("|owner|") != std::string::npos) {
            const std::size_t kind = row.find('|');
            measures[row.substr(0, kind)].push_back(
                row.substr(kind + 1, row.find('|', kind + 1) - kind - 1));
        }
    }
    EXPECT_THAT(measures["model"],
                ElementsAre("repositories", "likes", "downloads", "downloads_all_time",
                            "parameters", "storage", "derived"));
    EXPECT_THAT(measures["dataset"],
                ElementsAre("repositories", "likes", "downloads", "downloads_all_time", "storage"));
    EXPECT_THAT(measures["space"], ElementsAre("repositories", "likes", "storage"));
}

TEST(OrganisationsEntry, SumsBeyondSixtyFourBitsAreMissingRatherThanWrong) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    OwnersWorld world;
    world.model("ann/a", {.storage = kMost});
    world.model("ann/b", {.storage = kMost});
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "ranking", "model|storage|owner|"),
                ElementsAre("1|ann|ann|0|unknown||1|2|2||1|1"));
    EXPECT_THAT(rows_behind(result, "concentration", "model|storage|owner|"),
                ElementsAre("||||||"));
}

TEST(OrganisationsEntry, TheOrderOfRepositoriesChangesNothing) {
    using Repo = std::pair<std::string, OwnersWorld::Numbers>;
    std::vector<Repo> repos;
    for (int i = 0; i < 30; ++i) {
        repos.push_back(
            {(i % 7 == 0 ? "" : "owner-" + std::to_string(i % 5) + "/") + "r" + std::to_string(i),
             {.likes = i % 3, .downloads = i % 4, .storage = 1}});
    }
    const auto tables_of = [](const std::vector<Repo>& order) {
        OwnersWorld world;
        world.list("owner-1,One,company,US\nOWNER-2,One,university,FR\nx,owner-3,company,\n");
        for (const auto& [id, numbers] : order) {
            world.model(id, numbers);
        }
        const Result result = world.run();
        std::vector<std::string> rows = result.summary;
        for (const char* table : {"groups", "ranking", "leaders", "concentration", "coverage"}) {
            const std::vector<std::string> some = rows_of(result, table);
            rows.insert(rows.end(), some.begin(), some.end());
        }
        return rows;
    };
    std::vector<Repo> turned = repos;
    std::reverse(turned.begin(), turned.end());
    EXPECT_EQ(tables_of(repos), tables_of(turned));
}

TEST(OrganisationsEntry, AKindWithoutListIsNotKnownRatherThanEmpty) {
    OwnersWorld world = small_world();
    world.data.never_listed = {core::Kind::kSpace};
    const Result result = world.run();
    for (const char* table : {"groups", "ranking", "leaders", "concentration", "coverage"}) {
        EXPECT_THAT(rows_of(result, table), Not(Contains(StartsWith("space")))) << table;
    }
    EXPECT_THAT(result.summary, Contains("spaces: no list was read."));
}

TEST(OrganisationsEntry, TheHeadlineSaysWhoHoldsWhat) {
    EXPECT_THAT(
        small_world().run().summary,
        Contains("models: most downloads: Meta 38 %, ann 10 % and who 2 % (50 % are of models "
                 "without an owner in their name); 3 entities hold 100 % of downloads (HHI 0.6); "
                 "companies 38 %; 48 % of downloads have an "
                 "owner of known type."));
    OwnersWorld world = small_world();
    world.settings.tables = {"groups"};
    EXPECT_THAT(world.run().summary,
                Contains("models: 3 entities hold 100 % of downloads (HHI 0.6); companies 38 %."));
    world.settings.tables = {"coverage"};
    EXPECT_THAT(world.run().summary,
                Contains("models: 48 % of downloads have an owner of known type."));
}

TEST(OrganisationsEntry, ReadsNoMoreThanTheTablesNeed) {
    organisations::Settings settings;
    settings.tables = {"coverage"};
    const auto columns = organisations::reading(settings).parts.columns_of(core::Kind::kModel);
    EXPECT_TRUE(columns.contains(store::RepoColumn::kDownloads));
    EXPECT_FALSE(columns.contains(store::RepoColumn::kBaseModels));
    EXPECT_FALSE(columns.contains(store::RepoColumn::kCreatedAt));
    settings.tables.clear();
    settings.since = core::Timestamp();
    const auto all = organisations::reading(settings).parts;
    EXPECT_TRUE(all.owners);
    EXPECT_TRUE(all.columns_of(core::Kind::kModel).contains(store::RepoColumn::kBaseModels));
    EXPECT_TRUE(all.columns_of(core::Kind::kSpace).contains(store::RepoColumn::kCreatedAt));
    EXPECT_FALSE(all.columns_of(core::Kind::kSpace).contains(store::RepoColumn::kDownloads));
}

TEST(OrganisationsEntry, AnUnknownTypeIsRefused) {
    organisations::Settings settings;
    settings.types = {"company", "universty"};
    try {
        organisations::settle(settings, {});
        FAIL() << "taken";
    } catch (const core::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("--type"));
        EXPECT_THAT(error.what(), HasSubstr("university"));
    }
    settings.types = {"non-profit", "unknown"};
    organisations::settle(settings, {});
}

}  // namespace
}  // namespace hubmine::analysis
