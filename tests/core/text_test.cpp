#include "hubmine/core/text.hpp"

#include <gtest/gtest.h>

namespace hubmine::core {
namespace {

TEST(Text, KeepsValidUtf8) {
    const std::string text = "a \xC3\xA9 \xE6\x9D\x8E \xF0\x9F\xA4\x97";
    EXPECT_EQ(sanitize_utf8(text), text);
}

TEST(Text, ReplacesWhatIsNotUtf8AndDropsNul) {
    EXPECT_EQ(sanitize_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(sanitize_utf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(sanitize_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(sanitize_utf8(std::string_view("a\0b", 3)), "ab");
    EXPECT_EQ(sanitize_utf8("\xE6\x9D"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Text, ATerminalNeverSeesEscapeSequences) {
    EXPECT_EQ(printable("a\x1B[31mb"), "a\xEF\xBF\xBD[31mb");
    EXPECT_EQ(printable("line\nbreak"),
              "line\xEF\xBF\xBD"
              "break");
    EXPECT_EQ(printable("\xC2\x9B"
                        "31m"),
              "\xEF\xBF\xBD"
              "31m");
}

TEST(Text, ATerminalNeverSeesMarksThatReorderALine) {
    for (const char* mark : {"\u061C", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202E",
                             "\u2066", "\u2069"}) {
        EXPECT_EQ(printable(std::string("a") + mark + "b"), "a\uFFFDb");
    }
}

TEST(Text, LettersAndJoinersOfEveryScriptAreShown) {
    for (const char* text :
         {"\u0627\u061B", "\u200D", "\u2027", "\u202F", "\u2065", "\u206A", "\u05D0"}) {
        EXPECT_EQ(printable(text), text);
    }
}

TEST(Text, SplitsAndTrims) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ',').size(), 1U);
    EXPECT_EQ(trim(" \t x y \n"), "x y");
    EXPECT_EQ(trim("  "), "");
}

TEST(Text, SuggestsTheNearWordOnly) {
    EXPECT_EQ(nearest("sumary", {"summary", "pareto"}), "summary");
    EXPECT_EQ(nearest("xyzzy", {"summary", "pareto"}), "");
    EXPECT_EQ(nearest("crwal", {"crawl", "status"}), "crawl");
    EXPECT_EQ(nearest("collab", {"collaboration", "usage"}), "collaboration");
}

TEST(Text, OneIsNotMany) {
    EXPECT_EQ(counted(1, "snapshot"), "1 snapshot");
    EXPECT_EQ(counted(0, "snapshot"), "0 snapshots");
    EXPECT_EQ(counted(2, "repository"), "2 repositories");
    EXPECT_EQ(counted(1, "retry"), "1 retry");
    EXPECT_EQ(counted(3, "day"), "3 days");
}

TEST(Text, WordsAreJoinedAsInASentence) {
    EXPECT_EQ(in_words({}), "");
    EXPECT_EQ(in_words({"csv"}), "csv");
    EXPECT_EQ(in_words({"csv", "tsv"}), "csv and tsv");
    EXPECT_EQ(in_words({"csv", "tsv", "json"}), "csv, tsv and json");
}

TEST(Text, DigitsAreGroupedByThree) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(-123456), "-123,456");
}

}  // namespace
}  // namespace hubmine::core
