#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace hubmine::core {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CsvFileTest : public testing::Test {
  protected:
    CsvFile file(const std::string& bytes) {
        std::ofstream(path_, std::ios::binary) << bytes;
        return CsvFile(path_, {"name", "class"}, {"reason"});
    }
    std::vector<std::string> list(const std::string& bytes) {
        std::ofstream(path_, std::ios::binary) << bytes;
        return read_list(path_, {.names = {"name", "bot"}, .beside = {"", "reason"}});
    }
    template <typename Read>
    std::string refusal(Read read) {
        try {
            static_cast<void>(read());
        } catch (const UsageError& error) {
            return error.what();
        }
        return "none";
    }

    ScratchDirectory folder_;
    std::string path_ = folder_ / "test.csv";
};

TEST_F(CsvFileTest, IsReadTheSameHoweverItIsWritten) {
    for (const Deviation& deviation : deviations()) {
        const CsvFile read =
            file(deviation.write("name,class,reason\nb\xC3\xA9"
                                 "a,x,one two\nc,y,\n"));
        ASSERT_EQ(read.size(), 2U) << deviation.name;
        EXPECT_EQ(read.cell(0, "name"),
                  "b\xC3\xA9"
                  "a")
            << deviation.name;
        EXPECT_EQ(read.cell(0, "class"), "x") << deviation.name;
        EXPECT_EQ(read.cell(0, "reason"), "one two") << deviation.name;
        EXPECT_EQ(read.cell(1, "reason"), "") << deviation.name;
    }
}

TEST_F(CsvFileTest, TheOtherSeparatorsAreTextLikeAnyOther) {
    EXPECT_EQ(file("name;class\na, b, c;x\n").cell(0, "name"), "a, b, c");
    EXPECT_EQ(file("name,class\n\"a;b;c\",x;y\n").cell(0, "class"), "x;y");
    EXPECT_EQ(file("sep=|\r\nname|class\r\na,b;c|x\r\n").cell(0, "name"), "a,b;c");
}

TEST_F(CsvFileTest, NamesKeepTheBlanksThatStandInQuotes) {
    const CsvFile read = file("name,class\n\" a \",\" x \"\n");
    EXPECT_EQ(read.name_cell(0, "name"), " a ");
    EXPECT_EQ(read.cell(0, "class"), "x");
}

TEST_F(CsvFileTest, CellsBeyondTheTableCountOnlyWhenTheyHoldSomething) {
    EXPECT_EQ(file("name,class\na,x,,\n,,\n").size(), 1U);
    EXPECT_THAT(refusal([&] { return file("name,class\na,x,y\n"); }),
                HasSubstr(":2: 3 fields where the header has 2"));
}

TEST_F(CsvFileTest, WhatCannotBeUnderstoodIsRefusedWithItsPlace) {
    EXPECT_THAT(refusal([&] { return file("name;klass\na;x\n"); }),
                HasSubstr("no column named class: the header line has name, klass"));
    EXPECT_THAT(refusal([&] { return file("name,class,Name\na,x,b\n"); }),
                HasSubstr("two columns are named name"));
    EXPECT_THAT(refusal([&] { return file("name,class\n\n"); }), HasSubstr("no row"));
    EXPECT_THAT(refusal([&] { return file("# nothing\n"); }), HasSubstr("no header line"));
    EXPECT_THAT(refusal([&] {
                    return file(
                        "name,class\nb\xE9"
                        "a,x\n");
                }),
                HasSubstr(":2: this is not UTF-8"));
    EXPECT_THAT(refusal([&] { return file(std::string("PK\x03\x04\0\0", 6)); }),
                HasSubstr(":1: this is no text"));
    EXPECT_THAT(refusal([&] { return file("\xFF\xFEn"); }), HasSubstr("within a character"));
}

TEST_F(CsvFileTest, CharactersBeyondTheBasicPlaneComeThroughUtf16) {
    EXPECT_EQ(file(as_utf16("name,class\n\xF0\x9F\xA4\x97,x\n", true)).cell(0, "name"),
              "\xF0\x9F\xA4\x97");
    EXPECT_EQ(file(as_utf16("name,class\n\xF0\x9F\xA4\x97,x\n", false)).cell(0, "name"),
              "\xF0\x9F\xA4\x97");
}

TEST_F(CsvFileTest, AListMayHaveAHeaderOrNone) {
    EXPECT_THAT(list("a\nb\n"), ElementsAre("a", "b"));
    EXPECT_THAT(list("# about\nname\n a \n# more\n'=b\n"), ElementsAre("a", "=b"));
    EXPECT_THAT(list("reason,Bot\nspam,a\n,b\n"), ElementsAre("a", "b"));
    EXPECT_THAT(list("a;for this, and that\nb;for more\n"), ElementsAre("a", "b"));
    EXPECT_THAT(list("a,the first; or not\n"), ElementsAre("a"));
    EXPECT_THAT(list("a,bot\nname,bot\n"), ElementsAre("a", "name"));
}

TEST_F(CsvFileTest, AListIsReadTheSameHoweverItIsWritten) {
    for (const Deviation& deviation : deviations()) {
        EXPECT_THAT(list(deviation.write("name,reason\na*,one two\nc d,\n")),
                    ElementsAre("a*", "c d"))
            << deviation.name;
    }
}

TEST_F(CsvFileTest, AnEmptyListIsRefused) {
    EXPECT_THAT(refusal([&] { return list("name\n# a\n"); }), HasSubstr("no row"));
    EXPECT_THAT(refusal([&] { return list("reason,who\nx,a\n"); }),
                AllOf(HasSubstr("no column named name or bot"), HasSubstr("reason, who")));
}

}  // namespace
}  // namespace hubmine::core
