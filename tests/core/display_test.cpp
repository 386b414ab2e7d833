#include "hubmine/core/display.hpp"

#include <gtest/gtest.h>

namespace hubmine::core {
namespace {

TEST(Display, WideCharactersTakeTwoColumns) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("漢字"), 4U);
    EXPECT_EQ(display_width("ｗ"), 2U) << "full width";
    EXPECT_EQ(display_width("￥"), 2U) << "a full-width sign";
    EXPECT_EQ(display_width("✅🤗"), 4U) << "emoji of both blocks";
    EXPECT_EQ(display_width("é€→"), 3U);
}

TEST(Display, MarksOnAnotherCharacterTakeNone) {
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("\u05E9\u05C1"), 1U) << "Hebrew";
    EXPECT_EQ(display_width("\u0928\u0947"), 1U) << "Devanagari";
    EXPECT_EQ(display_width("\u0E01\u0E31"), 1U) << "Thai";
    EXPECT_EQ(display_width("\u1100\u1161"), 2U) << "a syllable of Hangul in parts";
    EXPECT_EQ(display_width("a\uFEFFb"), 2U);
}

TEST(Display, TextIsCutBetweenCharacters) {
    EXPECT_EQ(cut_to_width("abc", 2), "ab");
    EXPECT_EQ(cut_to_width("abc", 3), "abc");
    EXPECT_EQ(cut_to_width("漢字", 3), "漢");
    EXPECT_EQ(cut_to_width("e\u0301a", 1), "e\u0301");
    EXPECT_EQ(cut_to_width("abc", 0), "");
}

}  // namespace
}  // namespace hubmine::core
