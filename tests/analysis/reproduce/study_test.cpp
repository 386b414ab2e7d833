#include "reproduce/study.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace hubmine::analysis::reproduce {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class Study : public testing::Test {
  protected:
    std::vector<Printed> load(const std::string& rows) {
        const std::string path = folder_ / "study.csv";
        std::ofstream(path)
            << "item,section,what,published,analysis,table,key,column,comparable,note\n"
            << rows;
        return load_study(path);
    }
    std::string refusal(const std::string& rows) {
        try {
            load(rows);
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "";
    }

    ScratchDirectory folder_;
};

TEST_F(Study, ThatComesWithTheProgramIsRead) {
    const std::vector<Printed> study = load_study(HUBMINE_DATA "/study.csv");
    EXPECT_GE(study.size(), 390U);
    const auto printed = [&study](std::string_view item) {
        const auto found = std::find_if(study.begin(), study.end(),
                                        [&](const Printed& each) { return each.item == item; });
        return found == study.end() ? "" : found->published;
    };
    EXPECT_EQ(printed("table_2_n_downloads_std"), "158207.09");
    EXPECT_EQ(printed("table_5_n_likes_permissive_restrictive"), "1464356547");
    EXPECT_EQ(printed("table_8_10_assortativity"), "0.07");
    EXPECT_EQ(printed("table_9_10_assortativity"), "-0.33");
}

TEST_F(Study, ARowNamesACellOfAnAnalysis) {
    const auto study = load(
        "one,table 2,likes,1.14,rq1,seven_numbers,kind=model;statistic=mean,n_likes,size,\n"
        "two,RQ1,share,0.87,rq1,,,,shape,no table has it\n"
        "three,RQ1,share,0.64,rq1,licenses,kind=model;license=,share_of_all,shape,\n");
    ASSERT_EQ(study.size(), 3U);
    EXPECT_THAT(study[0].key, ElementsAre(Pair("kind", "model"), Pair("statistic", "mean")));
    EXPECT_EQ(study[0].asked("statistic"), "mean");
    EXPECT_EQ(study[0].asked("activity"), "");
    EXPECT_EQ(study[1].table, "");
    EXPECT_THAT(study[2].key, ElementsAre(Pair("kind", "model"), Pair("license", "")));
}

TEST_F(Study, ARowThatNamesNoCellIsRefusedWithItsLine) {
    const std::string good = "one,s,what,1,rq1,summary,kind=model;activity=n_likes,n,size,\n";
    const std::string two_lines = "study.csv:3:";
    EXPECT_THAT(refusal(good + good), AllOf(HasSubstr(two_lines), HasSubstr("'one' stands twice")));
    EXPECT_THAT(refusal(good + "a,s,w,1,rq9,summary,kind=model,n,size,\n"),
                AllOf(HasSubstr(two_lines), HasSubstr("'rq9' is no analysis")));
    EXPECT_THAT(refusal("a,s,w,1,rq1,sums,kind=model,n,size,\n"), HasSubstr("no table 'sums'"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,summary,kind=model,nn,size,\n"), HasSubstr("no column 'nn'"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,summary,sort=model,n,size,\n"), HasSubstr("no column 'sort'"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,summary,model,n,size,\n"), HasSubstr("'model' is no key"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,summary,,n,size,\n"), HasSubstr("the key is missing"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,summary,kind=model,n,weight,\n"),
                HasSubstr("'weight' is not one of shape, size, names"));
    EXPECT_THAT(refusal("a,s,w,,rq1,summary,kind=model,n,size,\n"),
                HasSubstr("the published is missing"));
    EXPECT_THAT(refusal("a,s,w,1,rq1,,,,size,\n"), HasSubstr("without a table a note says why"));
}

}  // namespace
}  // namespace hubmine::analysis::reproduce
