#include "hubmine/analysis/catalogue.hpp"

#include "analysis/activity/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hubmine::analysis::activity {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

using Commits = std::vector<std::vector<std::string>>;
using People = std::vector<std::string>;

constexpr core::Kind kDataset = core::Kind::kDataset;

std::vector<std::string> starting(const std::vector<std::string>& rows, std::string_view start) {
    std::vector<std::string> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                 [&](const std::string& row) { return row.rfind(start, 0) == 0; });
    return found;
}

TEST(Rq1, CountsWhatDevelopersDo) {
    ActivityWorld world;
    world.add(kDataset, {.id = "o/d",
                         .likes = 3,
                         .downloads = 7,
                         .commits = Commits{{"ada"}, {"ada", "bob"}, {"bob", "ada"}, {}},
                         .discussions = People{"eve", "ada", "eve", ""}});
    EXPECT_THAT(world.rows("top"),
                ElementsAre("dataset|n_likes|1|o/d|3", "dataset|n_downloads|1|o/d|7",
                            "dataset|n_commits|1|o/d|4", "dataset|n_committers|1|o/d|2",
                            "dataset|n_discussions|1|o/d|4", "dataset|n_disc_starters|1|o/d|2",
                            "dataset|n_community|1|o/d|3"));
}

TEST(Rq1, BotsLeaveTheDevelopersButNotTheirCommits) {
    ActivityWorld world;
    world.space({.id = "s",
                 .commits = Commits{{"system"}, {"ada"}},
                 .discussions = People{"librarian-bot", "ada"}});
    world.settings.kinds = {core::Kind::kSpace};
    EXPECT_THAT(world.rows("top"),
                ElementsAre("space|n_likes|1|s|0", "space|n_commits|1|s|2",
                            "space|n_committers|1|s|1", "space|n_discussions|1|s|2",
                            "space|n_disc_starters|1|s|1", "space|n_community|1|s|1"));
    EXPECT_EQ(note_of(world.run({"top"}), "bots_dropped"), 2);
    world.settings.keep_bots = true;
    EXPECT_THAT(world.rows("top"), Contains("space|n_community|1|s|3"));
}

TEST(Rq1, MergedNamesAreOneDeveloper) {
    ActivityWorld world;
    world.model(
        {.id = "m", .commits = Commits{{"ada"}, {"Ada L"}}, .discussions = People{"Ada L"}});
    world.data.merges = {{.author = 0, .developer = 0}, {.author = 1, .developer = 0}};
    EXPECT_THAT(world.rows("top"), Contains("model|n_community|1|m|1"));
    world.settings.raw_identities = true;
    EXPECT_THAT(world.rows("top"), Contains("model|n_community|1|m|2"));
}

TEST(Rq1, WhatWasNeverReadIsMissingAndNotZero) {
    ActivityWorld world;
    world.model({.id = "a", .likes = 1, .commits = Commits{{"ada"}}, .discussions = {}});
    world.model({.id = "b", .likes = std::nullopt, .downloads = 5, .commits = std::nullopt});
    world.space({.id = "s"});
    world.settings.kinds = {core::Kind::kModel};
    EXPECT_THAT(
        world.rows("summary"),
        ElementsAre("model|n_likes|1|1|1|1||1|1|1|1|1|0",
                    // A missing number of downloads counts as 0.
                    "model|n_downloads|2|0|5|2.5|3.53553|0|1.25|2.5|3.75|5|0.5",
                    "model|n_commits|1|1|1|1||1|1|1|1|1|0",
                    "model|n_committers|1|1|1|1||1|1|1|1|1|0",
                    "model|n_discussions|1|1|0|0||0|0|0|0|0|1",
                    "model|n_disc_starters|1|1|0|0||0|0|0|0|0|1", "model|n_community|0|2|||||||||",
                    "model|n_usage_spaces|2|0|0|0|0|0|0|0|0|0|1"));
    EXPECT_THAT(starting(world.rows("correlations"), "model|all|n_likes|n_downloads|"),
                ElementsAre("model|all|n_likes|n_downloads|1||||||||||||"));
    EXPECT_THAT(starting(world.rows("pareto"), "model|n_community|0.8"),
                ElementsAre("model|n_community|0.8||"));
}

TEST(Rq1, WithoutAListOfSpacesTheUseOfModelsIsMissing) {
    ActivityWorld world;
    world.model({.id = "m"});
    EXPECT_THAT(world.rows("summary"), Contains("model|n_usage_spaces|0|1|||||||||"));
    world.data.coverage = {{.kind = "space", .what = "listing", .expected = 1, .complete = 1}};
    EXPECT_THAT(world.rows("summary"), Contains("model|n_usage_spaces|1|0|0|0||0|0|0|0|0|1"));
}

TEST(Rq1, AnEmptyStoreGivesRowsWithoutFigures) {
    ActivityWorld world;
    EXPECT_THAT(world.rows("summary"), SizeIs(8 + 7 + 6));
    EXPECT_THAT(world.rows("summary"), Each(HasSubstr("|0|0|||||||||")));
    EXPECT_THAT(world.rows("pareto"), SizeIs(5 * (8 + 7 + 6)));
    EXPECT_THAT(world.rows("licenses"),
                ElementsAre("model||none|0||", "dataset||none|0||", "space||none|0||"));
    EXPECT_THAT(world.rows("mann_whitney"), SizeIs(24));
    EXPECT_THAT(world.rows("mann_whitney"), Contains("n_likes|permissive|none|0|0||||||||||||"));
    EXPECT_THAT(world.rows("top"), IsEmpty());
    EXPECT_THAT(world.rows("distribution"), IsEmpty());
}

TEST(Rq1, SpacesHaveNoDownloadsAndOnlyModelsAreUsed) {
    ActivityWorld world;
    world.model({.id = "m", .used_by = 2});
    world.space({.id = "s"});
    world.space({.id = "t"});
    const auto rows = world.rows("summary");
    EXPECT_THAT(rows, Not(Contains(StartsWith("space|n_downloads"))));
    EXPECT_THAT(rows, Not(Contains(StartsWith("dataset|n_usage_spaces"))));
    EXPECT_THAT(rows, Contains("model|n_usage_spaces|1|0|2|2||2|2|2|2|2|0"));
    EXPECT_THAT(world.rows("seven_numbers"), Contains("space|mean|0|0|0|0|0|0||"));
}

TEST(Rq1, ParetoNeedsTheFewestRepositories) {
    ActivityWorld world;
    for (const std::int64_t likes : {10, 4, 2, 2, 1, 1, 0, 0}) {
        world.model({.id = std::to_string(likes), .likes = likes});
    }
    EXPECT_THAT(starting(world.rows("pareto"), "model|n_likes"),
                ElementsAre("model|n_likes|0.5|1|0.125", "model|n_likes|0.8|3|0.375",
                            "model|n_likes|0.9|4|0.5", "model|n_likes|0.95|5|0.625",
                            "model|n_likes|0.99|6|0.75"));
    EXPECT_THAT(starting(world.rows("pareto"), "model|n_commits|0.5"),
                ElementsAre("model|n_commits|0.5||"));
    EXPECT_EQ(world.rows("pareto_shares")[0], "model|n_likes|0.125|0.375|0.5|0.625|0.75");
    EXPECT_EQ(world.rows("pareto_shares")[2], "model|n_commits|||||");
}

TEST(Rq1, TheLargestIsNamedAndTiesGoByTheBytesOfTheId) {
    ActivityWorld world;
    world.settings.kinds = {core::Kind::kSpace};
    world.space({.id = "b", .likes = 5});
    world.space({.id = "a", .likes = 0});
    world.space({.id = "Z", .likes = 5});
    EXPECT_THAT(starting(world.rows("top"), "space|n_likes"),
                ElementsAre("space|n_likes|1|Z|5", "space|n_likes|2|b|5", "space|n_likes|3|a|0"));
    const auto rows = world.rows("concentration");
    EXPECT_EQ(rows[0], "space|n_likes|3|10|0.333333|0.5|0.5|0.5|Z|0.5");
    EXPECT_EQ(rows[1], "space|n_commits|3|0||||||");
    world.settings.top = 2;
    EXPECT_THAT(starting(world.rows("top"), "space|n_likes"), SizeIs(2));
}

TEST(Rq1, TheDistributionHasARowAValue) {
    ActivityWorld world;
    for (const std::int64_t likes : {0, 0, 1, 5}) {
        world.space({.id = std::to_string(likes), .likes = likes});
    }
    EXPECT_THAT(
        starting(world.rows("distribution"), "space|n_likes"),
        ElementsAre("space|n_likes|0|2|1", "space|n_likes|1|1|0.5", "space|n_likes|5|1|0.25"));
}

TEST(Rq1, AShortTailHasNoPowerLaw) {
    ActivityWorld world;
    world.settings.kinds = {kDataset};
    for (std::int64_t i = 0; i < 49; ++i) {
        world.add(kDataset, {.id = std::to_string(i), .likes = 1 + i % 3});
    }
    EXPECT_EQ(world.rows("powerlaw")[0], "dataset|n_likes||||||||||");
    world.add(kDataset, {.id = "x", .likes = 1});
    EXPECT_THAT(world.rows("powerlaw")[0], StartsWith("dataset|n_likes|1|50|"));
}

TEST(Rq1, CorrelationsComeForEveryClassOfModels) {
    ActivityWorld world;
    world.model({.id = "a", .likes = 1, .license = "mit", .used_by = 1});
    world.model({.id = "b", .likes = 2, .license = "mit", .used_by = 2});
    world.model({.id = "c", .likes = 9, .license = "openrail", .used_by = 0});
    world.space({.id = "s"});
    world.space({.id = "t"});
    const auto rows = world.rows("correlations");
    EXPECT_THAT(rows, SizeIs(5 * 28 + 21 + 15));
    EXPECT_THAT(rows, Contains("model|permissive|n_likes|n_usage_spaces|2|1|1|1|1|1||0|0||||"));
    EXPECT_THAT(rows, Contains("model|restrictive|n_likes|n_usage_spaces|1||||||||||||"));
    EXPECT_THAT(rows, Contains(StartsWith("model|all|n_likes|n_usage_spaces|3|-0.80")));
    EXPECT_THAT(rows, Contains(StartsWith("model|unclassified|n_likes|n_commits|0|")));
}

TEST(Rq1, SaysWhatTheTablesHold) {
    ActivityWorld world;
    world.settings.kinds = {core::Kind::kModel};
    world.model({.id = "a", .likes = 9, .license = "mit"});
    world.model({.id = "b"});
    const Result result = world.run({"summary", "pareto", "licenses", "mann_whitney"});
    EXPECT_THAT(result.tables, SizeIs(4));
    EXPECT_THAT(result.summary, Contains(HasSubstr("50.0 % have no likes")));
    EXPECT_THAT(result.summary, Contains(HasSubstr("50.0 % of the models hold 80 % of all likes")));
    EXPECT_THAT(result.summary,
                Contains("Licences of models: 100.0 % of the licensed have mit, 50.0 % of all have "
                         "none."));
    EXPECT_THAT(result.summary, Contains(HasSubstr("permissive against no licence")));
    // The headline tables bring the same sentences along.
    const Result headlines = world.run({"seven_numbers", "pareto_shares", "mann_whitney"});
    EXPECT_THAT(headlines.tables, SizeIs(3));
    EXPECT_EQ(headlines.summary, result.summary);
    EXPECT_THAT(world.run({"top"}).summary, IsEmpty());
}

TEST(Rq1, ReadsOnlyWhatItsTablesNeed) {
    Settings settings;
    settings.kinds = {core::Kind::kModel};
    settings.tables = {"licenses"};
    EXPECT_FALSE(reading(settings).parts.commits);
    EXPECT_FALSE(reading(settings).parts.usage);
    settings.tables = {"licenses", "top"};
    EXPECT_TRUE(reading(settings).parts.commits);
    EXPECT_TRUE(reading(settings).parts.discussions);
    EXPECT_TRUE(reading(settings).parts.usage);
    EXPECT_THAT(reading(settings).parts.kinds, ElementsAre(core::Kind::kModel, core::Kind::kSpace));
    const auto reads_creation = [&settings] {
        return reading(settings)
            .parts.columns_of(core::Kind::kModel)
            .contains(store::RepoColumn::kCreatedAt);
    };
    EXPECT_FALSE(reads_creation());
    settings.tables = {"van_elteren"};
    EXPECT_TRUE(reads_creation());
    settings.tables = {"mann_whitney"};  // the sentences beside it tell of van_elteren
    EXPECT_TRUE(reads_creation());
}

// A Hub with heavy tails, gaps and many ties, in the order that `order` says.
ActivityWorld random_world(const std::vector<std::size_t>& order) {
    ActivityWorld world;
    std::mt19937_64 random(17);
    const std::vector<std::string> licenses{"mit", "openrail", "", "other"};
    const std::vector<std::string> people{"ada", "bob", "eve", "system", "dan"};
    std::vector<RepoActivity> repos(order.size());
    for (RepoActivity& repo : repos) {
        repo.id = fmt::format("o/{}-{}", random() % 100000, &repo - repos.data());
        repo.likes = static_cast<std::int64_t>(random() % 5 == 0 ? random() % 400 : random() % 3);
        repo.downloads = static_cast<std::int64_t>(random() % 1000000 / (1 + random() % 5000));
        repo.license = licenses[random() % licenses.size()];
        for (std::size_t i = random() % 6; i > 0; --i) {
            repo.commits->push_back({people[random() % 5], people[random() % 5]});
        }
        for (std::size_t i = random() % 3; i > 0; --i) {
            repo.discussions->push_back(people[random() % 5]);
        }
        if (random() % 9 == 0) {
            repo.commits.reset();
        }
        if (random() % 9 == 0) {
            repo.discussions.reset();
        }
    }
    for (const std::size_t index : order) {
        world.model(repos[index]);
    }
    world.space({.id = "s"});
    return world;
}

std::vector<std::string> exact_rows(const Result& result) {
    std::vector<std::string> rows;
    for (const core::TableStream& stream : result.tables) {
        const core::Table table = stream.gathered();
        for (std::size_t i = 0; i < table.row_count(); ++i) {
            std::string line = table.name();
            for (const core::Cell& cell : table.row(i)) {
                line += '|';
                if (const auto* real = std::get_if<double>(&cell)) {
                    line += fmt::format("{:a}", *real);
                } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
                    line += std::to_string(*whole);
                } else if (const auto* text = std::get_if<std::string>(&cell)) {
                    line += *text;
                }
            }
            rows.push_back(line);
        }
    }
    return rows;
}

TEST(Rq1, TellsEverythingThatIsCountedOfARepository) {
    ActivityWorld world;
    world.settings.keep_bots = false;
    world.model({.id = "b/two",
                 .likes = 3,
                 .downloads = 7,
                 .commits = {{{"ann", "bob"}, {"ann"}}},
                 .discussions = {{"eve", ""}},
                 .used_by = 2});
    world.model({.id = "alone", .commits = std::nullopt});
    world.space({.id = "b/space", .likes = 1, .discussions = std::nullopt});
    EXPECT_THAT(
        columns_of(world.run({"activity"}), "activity",
                   {"kind", "id", "owner", "n_likes", "n_downloads", "n_commits", "n_committers",
                    "n_discussions", "n_disc_starters", "n_community", "n_usage_spaces"}),
        ElementsAre("model|alone||0|0|||0|0||0", "model|b/two|b|3|7|2|2|2|1|3|2",
                    "space|b/space|b|1||0|0||||"));
}

TEST(Rq1, TheOrderOfRepositoriesChangesNoDigit) {
    std::vector<std::size_t> order(400);
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    const auto rows = exact_rows(random_world(order).run({}));
    std::mt19937_64 random(23);
    for (std::size_t i = order.size() - 1; i > 0; --i) {
        std::swap(order[i], order[random() % (i + 1)]);
    }
    EXPECT_EQ(exact_rows(random_world(order).run({})), rows);
}

TEST(Rq1, EveryTableHasTheColumnsOfTheContract) {
    std::vector<std::string> found;
    for (const core::Schema& schema : catalogue().front().tables) {
        std::string line = schema.name + ":";
        for (const core::Column& column : schema.columns) {
            line += " " + column.name;
        }
        found.push_back(line);
    }
    for (const std::string wanted :
         {"summary: kind activity n n_missing total mean std min p25 p50 p75 max zero_share",
          "pareto: kind activity level repos repo_share",
          "concentration: kind activity n total gini top_1pct_share top_10pct_share hhi "
          "largest_repo largest_share",
          "distribution: kind activity value repos ccdf",
          "powerlaw: kind activity xmin n_tail alpha sigma ks lognormal_mu lognormal_sigma "
          "loglik_ratio vuong_p preferred",
          "correlations: kind license_class x y n pearson pearson_p spearman spearman_p "
          "pearson_log1p pearson_without_top",
          "licenses: kind license license_class repos share_of_all share_of_licensed",
          "mann_whitney: activity group_a group_b n_a n_b median_a median_b u z p p_holm a12 "
          "cliffs_delta magnitude",
          "top: kind activity rank repo value"}) {
        EXPECT_THAT(found, Contains(StartsWith(wanted)));
    }
}

}  // namespace
}  // namespace hubmine::analysis::activity
