#include "roles/subjects.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace hubmine::analysis::roles {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SubjectsTest : public ::testing::Test {
  protected:
    [[nodiscard]] Subjects subjects(const std::string& rows) const {
        std::ofstream(folder_ / "subjects.csv") << "subject,word\n" << rows;
        return Subjects(folder_ / "subjects.csv");
    }
    /// What the rows are refused with.
    [[nodiscard]] std::string refusal(const std::string& rows) const {
        try {
            static_cast<void>(subjects(rows));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "nothing";
    }

  private:
    ScratchDirectory folder_;
};

TEST_F(SubjectsTest, StandInTheOrderOfTheFileEachOnce) {
    EXPECT_THAT(subjects("b,x\na,y\nb,z\n").names(), ElementsAre("b", "a"));
}

TEST_F(SubjectsTest, AWordCountsInAnyLetterCaseWhereNoLetterOrDigitIsBesideIt) {
    const Subjects one = subjects("memory,OOM\nmemory,gpu\n");
    EXPECT_EQ(one.marks("oom"), 1U);
    EXPECT_EQ(one.marks("CUDA Oom!"), 1U);
    EXPECT_EQ(one.marks("(gpu)"), 1U);
    EXPECT_EQ(one.marks("my_gpu"), 1U);
    EXPECT_EQ(one.marks("gpu\xC3\xA9"), 1U);  // no ASCII letter beside it
    EXPECT_EQ(one.marks("zoom"), 0U);
    EXPECT_EQ(one.marks("rooms"), 0U);
    EXPECT_EQ(one.marks("gpu2"), 0U);
    EXPECT_EQ(one.marks("2gpu"), 0U);
    EXPECT_EQ(one.marks(""), 0U);
}

TEST_F(SubjectsTest, AWordThatIsPartOfALongerOneCountsWhereItStandsAlone) {
    EXPECT_EQ(subjects("a,art\n").marks("party art"), 1U);
    EXPECT_EQ(subjects("a,model card\n").marks("Model cards, model card"), 1U);
    EXPECT_EQ(subjects("a,model card\n").marks("model  card"), 0U);
}

TEST_F(SubjectsTest, AMarkCountsAnywhere) {
    EXPECT_EQ(subjects("question,?\n").marks("why?"), 1U);
    EXPECT_EQ(subjects("question,?\n").marks("why?not"), 1U);
}

TEST_F(SubjectsTest, ATitleMayHaveSeveral) {
    EXPECT_EQ(subjects("a,x\nb,y\nc,z\n").marks("x z"), 5U);
}

TEST_F(SubjectsTest, RefuseWhatIsMissingAndMoreThanABitEach) {
    EXPECT_THAT(refusal("a,\n"), HasSubstr("subjects.csv:2: the word is missing"));
    EXPECT_THAT(refusal(",x\n"), HasSubstr("subjects.csv:2: the subject is missing"));
    std::string rows;
    for (int i = 0; i < 64; ++i) {
        rows += "s" + std::to_string(i) + ",w" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(subjects(rows).marks("w63"), std::uint64_t{1} << 63U);
    EXPECT_THAT(refusal(rows + "one,more\n"), HasSubstr("subjects.csv:66: more than 64 subjects"));
    EXPECT_EQ(subjects(rows + "s0,more\n").marks("more"), 1U);
}

}  // namespace
}  // namespace hubmine::analysis::roles
