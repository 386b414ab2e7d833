#include "hubmine/analysis/common/read_share.hpp"

#include "hubmine/analysis/collaboration/identities.hpp"
#include "hubmine/store/history.hpp"

#include "analysis/activity/world.hpp"
#include "analysis/adoption/world.hpp"
#include "analysis/collaboration/world.hpp"
#include "analysis/results.hpp"
#include "trends/entry.hpp"

#include <gmock/gmock.h>

#include <memory>

namespace hubmine::analysis {
namespace {

using core::Kind;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr auto kUnread = std::nullopt;

// --- RQ1

TEST(ReadShareRq1, WhereNothingWasReadFiguresAreEmptyAndASentenceSaysSo) {
    ActivityWorld world;
    world.model({.id = "a/1", .commits = kUnread, .discussions = kUnread});
    world.model({.id = "a/2", .commits = kUnread, .discussions = kUnread});
    const Result result = world.run({"summary", "seven_numbers", "top"});
    EXPECT_THAT(rows_of(result, "summary"), Contains("model|n_commits|0|2|||||||||"));
    EXPECT_THAT(rows_of(result, "top"), Not(Contains(StartsWith("model|n_commits"))));
    EXPECT_THAT(result.summary, Contains("models: of the 2 repositories no commits were read."));
    EXPECT_THAT(result.warnings,
                Contains("commits of none of 2 models were read (2 not read to their end yet): "
                         "their figures are empty"));
}

TEST(ReadShareRq1, AHalfReadActivityBearsItsShareInEverySentence) {
    ActivityWorld world;
    world.model({.id = "a/1", .commits = {{{"ada"}}}});
    world.model({.id = "b/2", .commits = kUnread});
    world.model({.id = "c/3", .commits = kUnread});
    const Result result = world.run({"seven_numbers", "pareto_shares"});
    EXPECT_THAT(
        result.summary,
        Contains(HasSubstr("0.0 % of the 1 of 3 models whose commits were read have no commits")));
    EXPECT_THAT(
        result.summary,
        Contains(HasSubstr(
            "100.0 % of the 1 of 3 models whose commits were read hold 80 % of all commits")));
    EXPECT_EQ(note_of(result, "models_with_commits_read"), 1);
    EXPECT_EQ(note_of(result, "models"), 3);
}

TEST(ReadShareRq1, AKindThatWasNeverListedHasNoNumbers) {
    ActivityWorld world;
    world.model({.id = "a/1"});
    world.data.never_listed = {Kind::kDataset, Kind::kSpace};
    const Result result =
        world.run({"summary", "concentration", "correlations", "licenses", "pareto", "top"});
    EXPECT_THAT(rows_of(result, "summary"), Contains("dataset|n_commits|||||||||||"));
    EXPECT_THAT(rows_of(result, "summary"), Contains("model|n_usage_spaces|0|1|||||||||"));
    EXPECT_THAT(rows_of(result, "concentration"), Contains("space|n_likes||||||||"));
    EXPECT_THAT(rows_of(result, "correlations"),
                Contains("dataset|all|n_likes|n_commits|||||||||||||"));
    EXPECT_THAT(rows_of(result, "licenses"), Contains("dataset||none|||"));
    EXPECT_THAT(result.summary, Contains("No list of datasets was read."));
    EXPECT_THAT(result.warnings, IsEmpty());
}

TEST(ReadShareRq1, ModelsThatWereNeverListedAreNotZeroInATest) {
    ActivityWorld world;
    world.data.never_listed = {Kind::kModel};
    EXPECT_THAT(world.rows("mann_whitney"),
                Contains("n_commits|permissive|restrictive||||||||||||||"));
}

TEST(ReadShareRq1, WhatWasReadWholeIsToldAsBefore) {
    ActivityWorld world;
    world.model({.id = "a/1", .commits = {{{"ada"}}}});
    const Result result = world.run({});
    EXPECT_THAT(result.summary, Each(Not(HasSubstr("were read"))));
    EXPECT_THAT(result.warnings, IsEmpty());
}

// --- RQ2

class ReadShareRq2 : public testing::Test, protected CollaborationWorld {};

TEST_F(ReadShareRq2, WhereNothingWasReadTheRowIsEmpty) {
    repository({}, false);
    settings.tables = {"network", "cores", "sensitivity"};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "network"), ElementsAre("all|||||||||||||||||"));
    EXPECT_THAT(rows_of(result, "sensitivity"), Contains("all|raw|keep|||||||||||||||||"));
    EXPECT_THAT(rows_of(result, "cores"), IsEmpty());
    EXPECT_THAT(result.summary,
                ElementsAre("all: of the 1 repositories no commits were read: who works on them "
                            "is not known."));
}

TEST_F(ReadShareRq2, TheSentenceSaysAmongHowManyOfHowMany) {
    repository();
    commits(1, {"ada"});
    for (int i = 0; i < 3009; ++i) {
        repository({}, false);
    }
    EXPECT_THAT(run().summary,
                ElementsAre(StartsWith("all: 1 developers committed to 1 model repositories, among "
                                       "the 1 of 3,010 repositories whose commits were read; ")));
}

TEST_F(ReadShareRq2, TheShareIsThatOfTheSubField) {
    repository({"image-classification"}, false);
    repository({"fill-mask"});
    commits(1, {"ada"});
    settings.subfields = {"cv", "nlp", "mm"};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "network"),
                ElementsAre("cv|||||||||||||||||", StartsWith("nlp|1|"), StartsWith("mm|0|0|0|")));
    EXPECT_THAT(result.summary, Contains(StartsWith("nlp: 1 developers committed to 1 model "
                                                    "repositories; ")));
}

TEST_F(ReadShareRq2, ModelsThatWereNeverListedAreNotZero) {
    data.never_listed = {Kind::kModel};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "network"), ElementsAre("all|||||||||||||||||"));
    EXPECT_THAT(result.summary, Contains(StartsWith("all: no list of models was read")));
}

TEST_F(ReadShareRq2, TheWarningSaysWhyAndWhose) {
    for (const bool known : {true, false, false, false}) {
        repository({}, known);
    }
    data.repos[0].id = {"google/a", "b/b", "c/c", "d/d"};
    data.contributions[0].unread = {.unreadable = 1, .failed = 1};
    EXPECT_THAT(run().warnings,
                ElementsAre("commits of 1 of 4 models were read (1 not read to their end yet, 1 "
                            "unreadable, 1 failed), all of google: the figures speak of those "
                            "only"));
}

TEST_F(ReadShareRq2, TheWarningSaysThatTheMostLikedCameFirst) {
    for (int i = 0; i < 8; ++i) {
        repository({}, i % 2 == 0);
        data.repos[0].id.replace_back(std::string(1, static_cast<char>('a' + i)) + "/m");
        data.repos[0].likes.push_back(i % 2 == 0 ? 50 + i : i);
    }
    EXPECT_THAT(run().warnings,
                ElementsAre("commits of 4 of 8 models were read (4 not read to their end yet), "
                            "those with the most likes: the figures speak of those only"));
}

TEST_F(ReadShareRq2, TheWarningNamesTheWalksThatChose) {
    for (int i = 0; i < 8; ++i) {
        repository({}, i % 2 == 0);
        data.repos[0].id.replace_back(std::string(1, static_cast<char>('a' + i)) + "/m");
    }
    data.walked_parts = {{.filter = "en"}};
    EXPECT_THAT(run().warnings, ElementsAre(HasSubstr(", after crawls of tag en: ")));
}

TEST_F(ReadShareRq2, ASampleThatWasReadIsNoHalfReading) {
    repository();
    repository({}, false);
    data.repos[0].drawn = {1, 0};
    EXPECT_THAT(run().warnings, IsEmpty());
    data.repos[0].drawn = {1, 1};
    EXPECT_THAT(run().warnings,
                ElementsAre(StartsWith("commits of 1 of 2 drawn models were read")));
}

TEST_F(ReadShareRq2, CandidatesTellWhoseNamesTheyAre) {
    repository();
    EXPECT_THAT(collaboration::candidate_reading(data).summary, IsEmpty());
    repository({}, false);
    const Result result = collaboration::candidate_reading(data);
    EXPECT_THAT(result.summary, ElementsAre("Names are those of who committed to 1 of 2 model "
                                            "repositories whose commits were read."));
    EXPECT_THAT(result.warnings, ElementsAre(StartsWith("commits of 1 of 2 models were read")));
}

// --- RQ3

class ReadShareRq3 : public testing::Test, protected AdoptionWorld {};

TEST_F(ReadShareRq3, WithoutAListOfSpacesTheRowsAreEmpty) {
    model("a/b");
    data.never_listed = {Kind::kSpace};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "summary"),
                ElementsAre("all|usage|||||||||||", "all|cousage|||||||||||"));
    EXPECT_THAT(rows_of(result, "correlations"),
                Contains("all_models|n_usage_spaces|n_likes|||||"));
    EXPECT_THAT(result.summary,
                ElementsAre("No list of spaces was read: which models are used is not known."));
    EXPECT_THAT(result.notes, IsEmpty()) << "a 0 would say that nothing is used";
}

TEST_F(ReadShareRq3, AListReadInPartStandsInTheSentence) {
    space({model("a/b")});
    space({});
    data.unlisted = {Kind::kSpace};
    EXPECT_THAT(run().summary,
                Contains(StartsWith("  1 model is used by 1 of the 2 spaces that were "
                                    "listed, a model by 1.00 on average")));
}

// --- trends

TEST(ReadShareTrends, AKindThatWasNeverListedIsNamed) {
    store::Dataset data;
    data.history = std::make_shared<const store::History>();
    data.never_listed = {Kind::kSpace};
    trends::Settings settings;
    settings.subfields_file = HUBMINE_DATA "/subfields.csv";
    EXPECT_THAT(trends::answer(data, settings).summary, ElementsAre("spaces: no list was read."));
}

// --- lists

TEST(DoubtsAboutLists, NameWhatWasNeverListed) {
    store::Dataset data;
    data.snapshot.complete = true;
    EXPECT_THAT(doubts_about_lists(data), IsEmpty());
    data.never_listed = {Kind::kSpace};
    EXPECT_THAT(doubts_about_lists(data),
                ElementsAre("no list of spaces was read: what there is of them is not known"));
}

TEST(DoubtsAboutLists, NameEveryPartThatTheFiguresSpeakOf) {
    store::Dataset data;
    data.snapshot = {.snapshot_id = 2, .complete = true, .scope = {.author = "b"}};
    data.walked_parts = {{.author = "a"}, {.author = "b"}};
    EXPECT_THAT(doubts_about_lists(data), Contains(HasSubstr("(author a; author b)")));
    data.of_one_part = true;
    EXPECT_THAT(doubts_about_lists(data), Not(Contains(HasSubstr("author a"))));
}

}  // namespace
}  // namespace hubmine::analysis
