#include "reproduce/entry.hpp"

#include "analysis/activity/world.hpp"
#include "analysis/results.hpp"
#include "reproduce/settings.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace hubmine::analysis::reproduce {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Reproduce : public testing::Test {
  protected:
    Reproduce() {
        world.model({.id = "ann/one", .likes = 3, .downloads = 8, .commits = {{{"ann"}, {"bob"}}}});
        world.model({.id = "bob/two", .likes = 0, .downloads = 0, .commits = {{{"bob"}}}});
    }
    Result run(const std::string& rows = "") {
        const std::unique_ptr<Question> question = entry().ask();
        if (!rows.empty()) {
            std::ofstream(folder_ / "study.csv")
                << "item,section,what,published,analysis,table,key,column,comparable,note\n"
                << rows;
            for (const core::Option& option : question->options()) {
                if (option.names == "--study") {
                    option.take(folder_ / "study.csv");
                }
            }
        }
        question->settle({});
        static_cast<void>(question->reading());
        return question->answer(world.data);
    }
    std::vector<std::string> figures(const std::string& rows) {
        return rows_of(run(rows), "reproduce");
    }

    ActivityWorld world;
    ScratchDirectory folder_;
};

TEST_F(Reproduce, OursStandsBesideWhatWasPrinted) {
    EXPECT_THAT(
        figures("a,t,mean of likes,1.2,rq1,seven_numbers,kind=model;statistic=mean,n_likes,size,\n"
                "b,t,least,0,rq1,seven_numbers,kind=model;statistic=min,n_likes,shape,\n"
                "c,t,who,bloom,rq1,top,kind=model;activity=n_likes;rank=1,repo,names,\n"
                "d,t,none,NaN,rq1,seven_numbers,kind=model;statistic=max,n_likes,size,\n"),
        ElementsAre("a|t|mean of likes|1.2|1.5|1.25|size|", "b|t|least|0|0||shape|",
                    "c|t|who|bloom|ann/one||names|", "d|t|none|NaN|3||size|"));
}

TEST_F(Reproduce, TheVerdictComesFirstAndTheStudyIsCited) {
    const Result result =
        run("a,t,mean of likes,1.5,rq1,seven_numbers,kind=model;statistic=mean,n_likes,shape,\n"
            "b,t,most likes,9,rq1,seven_numbers,kind=model;statistic=max,n_likes,shape,\n");
    EXPECT_THAT(result.summary,
                ElementsAre("This store is shaped in part as the study says: of 2 shapes 1 lie "
                            "within a quarter of what was printed; farther from it: most likes "
                            "(t).",
                            StartsWith("2 figures of the study, 2 of them beside this store's; "),
                            AllOf(HasSubstr("Osborne"), HasSubstr("2024"),
                                  HasSubstr("The AI community building the future?"))));
}

TEST_F(Reproduce, WhatTheStoreDoesNotHoldIsEmptyWithItsReason) {
    world.data.never_listed = {core::Kind::kDataset, core::Kind::kSpace};
    world.data.discussions[0].known.assign(2, 0);
    EXPECT_THAT(
        figures("a,t,w,1,rq1,summary,kind=dataset;activity=n_likes,n,size,\n"
                "b,t,w,1,rq1,seven_numbers,kind=model;statistic=mean,n_discussions,size,first\n"
                "c,t,w,1,rq3,usage,subfield=all;rank=1,spaces,size,\n"
                "d,t,w,1,rq1,,,,size,no table has it\n"
                "e,t,w,1,rq1,top,kind=model;activity=n_likes;rank=9,value,size,\n"),
        ElementsAre("a|t|w|1|||size|no datasets were listed",
                    "b|t|w|1|||size|first; no discussions of models were read",
                    "c|t|w|1|||size|no spaces were listed", "d|t|w|1|||size|no table has it",
                    "e|t|w|1|||size|this store has no such figure: rq1 top holds none"));
}

TEST_F(Reproduce, WithoutCommitsThereIsNoNetwork) {
    world.data.contributions[0].known.assign(2, 0);
    EXPECT_THAT(figures("a,t,w,1,rq2,network,subfield=all,developers,size,\n"),
                ElementsAre(EndsWith("no commits of models were read")));
}

TEST_F(Reproduce, NamesCountAsInTheStudyUnlessItIsSaidOtherwise) {
    world.model({.id = "cyd/three", .commits = {{{"SFconvertbot"}}}});
    EXPECT_THAT(figures("a,t,w,4,rq2,network,subfield=all,developers,size,\n"),
                ElementsAre("a|t|w|4|3|0.75|size|"));
}

TEST_F(Reproduce, ShapesThatAreFarAreNamedByWhatTheyMeasure) {
    const std::string likes = ",rq1,seven_numbers,kind=model;statistic=mean,n_likes,shape,\n";
    const std::string near = "a,t 1,mean of likes,1.2" + likes;
    EXPECT_THAT(run(near).summary.front(),
                EndsWith(": of 1 shapes 1 lie within a quarter of what was printed."));
    EXPECT_THAT(run(near + "b,t 1,mean of likes,3" + likes + "c,t 2,spread of likes,9" + likes +
                    "d,t 2,mean of b,-1" + likes + "e,t 2,mean of c,9" + likes)
                    .summary.front(),
                EndsWith("; farther from it: mean (3: t 1, t 2) and spread of likes (t 2)."));
    std::string many;
    for (const char* const what : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
        many += std::string(what) + ",t," + what + ",9" + likes;
    }
    EXPECT_THAT(run(many).summary.front(),
                EndsWith(": a (t), b (t), c (t), d (t), e (t), f (t) and 2 more."));
}

TEST_F(Reproduce, NineteenThingsMustHoldAndSixDoInPrint) {
    const Result result = run();
    const std::vector<std::string> checks = rows_of(result, "checks");
    EXPECT_THAT(checks, SizeIs(19));
    EXPECT_THAT(checks,
                Contains(StartsWith("isolates_are_the_rest|RQ2|the share of isolates is 1 "
                                    "less the share of those who work with somebody|1|1|")));
    EXPECT_THAT(checks, Contains(HasSubstr("|0||printed: 358 of 403")));
    EXPECT_THAT(result.summary,
                Contains(HasSubstr("of 19 things that must hold, 6 hold in print and ")));
}

TEST_F(Reproduce, WhatNoTestComparedCannotBeTold) {
    EXPECT_THAT(rows_of(run(), "checks"),
                Contains(HasSubstr("a U above half of the pairs|0||printed: permissive")));
}

TEST_F(Reproduce, ARepositoryWithMostOfAnActivityIsTold) {
    EXPECT_THAT(rows_of(run(), "checks"),
                Contains(StartsWith(
                    "no_repository_holds_most|RQ1|no repository holds most of an activity|0|0|")));
}

}  // namespace
}  // namespace hubmine::analysis::reproduce
