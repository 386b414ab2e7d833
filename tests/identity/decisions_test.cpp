#include "hubmine/identity/decisions.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace hubmine::identity {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Decisions : public testing::Test {
  protected:
    std::vector<Decision> read(const std::string& rows) {
        std::ofstream(path_) << "name_a,name_b,decision\n" << rows;
        return read_decisions(path_);
    }
    /// The message of the refusal; empty when there is none.
    std::string refusal(const std::string& rows) {
        try {
            check_decisions(read(rows));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return {};
    }

    ScratchDirectory folder_;
    std::filesystem::path path_ = folder_ / "pairs.csv";
};

TEST_F(Decisions, AreReadWithTheirNamesInOrder) {
    const auto decisions = read("bob,Ada,accept\ncy,dan,reject\neve,fay,\n");
    ASSERT_EQ(decisions.size(), 3U);
    EXPECT_EQ(decisions[0].name_a, "Ada");
    EXPECT_EQ(decisions[0].name_b, "bob");
    EXPECT_EQ(decisions[0].ruling, Ruling::kAccept);
    EXPECT_EQ(decisions[1].ruling, Ruling::kReject);
    EXPECT_EQ(decisions[2].ruling, Ruling::kNone);
    EXPECT_THAT(decisions[1].origin, testing::EndsWith(".csv:3"));
}

TEST_F(Decisions, RowsThatMakeNoSenseAreRefusedWithTheirLine) {
    EXPECT_THAT(refusal("a,b,accept\na,c,yes\n"), AllOf(HasSubstr(":3:"), HasSubstr("'yes'")));
    EXPECT_THAT(refusal("a,a,accept\n"), AllOf(HasSubstr(":2:"), HasSubstr("itself")));
    EXPECT_THAT(refusal(",a,accept\n"), AllOf(HasSubstr(":2:"), HasSubstr("missing")));
}

TEST_F(Decisions, AreReadTheSameHoweverTheFileIsWritten) {
    for (const Deviation& deviation : deviations()) {
        std::ofstream(path_, std::ios::binary) << deviation.write(
            "name_a,name_b,stage,similarity,decision\nbob,Ada,all,95.0,Accept\n=x,b c,,NaN,NA\n");
        const auto decisions = read_decisions(path_);
        ASSERT_EQ(decisions.size(), 2U) << deviation.name;
        EXPECT_EQ(decisions[0].name_a, "Ada") << deviation.name;
        EXPECT_EQ(decisions[0].name_b, "bob") << deviation.name;
        EXPECT_EQ(decisions[0].ruling, Ruling::kAccept) << deviation.name;
        EXPECT_EQ(decisions[0].similarity, 95) << deviation.name;
        EXPECT_EQ(decisions[1].name_a, "=x") << deviation.name;
        EXPECT_EQ(decisions[1].ruling, Ruling::kNone) << deviation.name;
        EXPECT_EQ(decisions[1].similarity, std::nullopt) << deviation.name;
    }
}

TEST_F(Decisions, NeedNoMoreThanTheirThreeColumns) {
    std::ofstream(path_) << "similarity,name_a,name_b,decision\n0.93,a,b,REJECT\n";
    const auto decisions = read_decisions(path_);
    EXPECT_EQ(decisions.at(0).ruling, Ruling::kReject);
    EXPECT_EQ(decisions.at(0).similarity, std::nullopt);
}

TEST_F(Decisions, NamesKeepTheBlanksThatStandInQuotes) {
    EXPECT_EQ(read("\" Ada\", bob ,accept\n").at(0).name_a, " Ada");
    EXPECT_EQ(read("\" Ada\", bob ,accept\n").at(0).name_b, "bob");
}

TEST_F(Decisions, OfAnEmptyFileAreRefused) {
    EXPECT_THAT(refusal(""), HasSubstr("no row"));
    std::ofstream(path_) << "name_a;name_b;verdict\na;b;accept\n";
    EXPECT_THROW(static_cast<void>(read_decisions(path_)), core::UsageError);
}

TEST_F(Decisions, ThatAgreeArePassed) {
    EXPECT_EQ(refusal("a,b,accept\nb,c,accept\na,c,accept\nb,a,accept\nc,d,reject\nx,y,reject\n"),
              "");
}

TEST_F(Decisions, APairBothWaysIsRefusedWithBothLines) {
    EXPECT_THAT(refusal("a,b,accept\nx,y,accept\nb,a,reject\n"),
                AllOf(HasSubstr(".csv:2 says accept"), HasSubstr(".csv:4 says reject")));
}

TEST_F(Decisions, ARejectedPairThatOthersJoinIsRefusedWithTheirLines) {
    EXPECT_THAT(refusal("a,c,reject\na,b,accept\nq,r,accept\nb,c,accept\n"),
                AllOf(HasSubstr(".csv:2 rejects 'a' and 'c'"), HasSubstr(".csv:3"),
                      HasSubstr(".csv:5"), testing::Not(HasSubstr(".csv:4"))));
}

// With a look through the person for every rejected pair this would not end.
TEST_F(Decisions, AreCheckedHoweverManyAreRejectedOfAPersonWithManyNames) {
    std::vector<Decision> decisions;
    for (int i = 0; i < 30000; ++i) {
        const std::string name = "n" + std::to_string(i);
        decisions.push_back({.name_a = "hub", .name_b = name, .ruling = Ruling::kAccept});
        decisions.push_back({.name_a = name, .name_b = "other", .ruling = Ruling::kReject});
    }
    EXPECT_NO_THROW(check_decisions(decisions));
    decisions.push_back({.name_a = "n1", .name_b = "n2", .ruling = Ruling::kReject});
    EXPECT_THROW(check_decisions(decisions), core::UsageError);
}

}  // namespace
}  // namespace hubmine::identity
