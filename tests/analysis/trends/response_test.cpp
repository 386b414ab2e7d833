#include "analysis/trends/present_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis::trends {
namespace {

using core::Kind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ResponseTest : public testing::Test, protected PresentWorld {
  protected:
    ResponseTest() { settings.tables = {"response"}; }
    std::vector<std::string> table() { return rows_of(run(), "response"); }
    static std::vector<std::string> times(std::size_t count, const std::string& time) {
        return std::vector<std::string>(count, time);
    }
};

TEST_F(ResponseTest, TheTenthLikeCountsAsSoonAsItIsThere) {
    std::vector<std::string> nine = times(9, "2025-01-02");
    std::vector<std::string> ten = nine;
    ten.emplace_back("2025-01-03T12:00:00.000Z");
    repos = {{.id = "a/nine", .created = "2025-01-01", .likes = 9, .liked_at = nine},
             {.id = "a/ten", .created = "2025-01-01", .likes = 12, .liked_at = ten}};
    EXPECT_THAT(table(), ElementsAre("1|model|a/ten|2025-01-01T00:00:00.000Z|12|10|2.5|||0|0|0|0|",
                                     "2|model|a/nine|2025-01-01T00:00:00.000Z|9|9||||0|0|0|0|"));
}

TEST_F(ResponseTest, LikesMayComeBeforeTheDateOfCreation) {
    repos = {{.id = "a/moved",
              .created = "2025-01-11",
              .likes = 10,
              .liked_at = times(10, "2025-01-01")}};
    EXPECT_THAT(table(), ElementsAre(HasSubstr("|10|10|-10|||")));
}

TEST_F(ResponseTest, LikesThatNobodyAskedForAreMissing) {
    repos = {{.id = "a/x", .created = "2025-01-01", .likes = 3},
             {.id = "a/y", .created = "2025-01-01", .likes = 2, .liked_at = times(0, "")}};
    EXPECT_THAT(table(), ElementsAre("1|model|a/x|2025-01-01T00:00:00.000Z|3|||||0|0|0|0|",
                                     "2|model|a/y|2025-01-01T00:00:00.000Z|2|0||||0|0|0|0|"));
    EXPECT_THAT(run().summary,
                ElementsAre("Most liked of those whose date of creation is known: a/x (3 likes); 0 "
                            "models made from it, 0 of them within 30 days."));
}

TEST_F(ResponseTest, ChildrenCountByTheirLagEdgesIncluded) {
    repos = {{.id = "a/x", .created = "2025-01-01", .likes = 5},
             {.id = "b/day", .created = "2025-01-02", .parents = {"a/x"}},
             {.id = "b/week", .created = "2025-01-08T00:00:00.001Z", .parents = {"a/x"}},
             {.id = "b/before", .created = "2024-12-31", .parents = {"a/x"}},
             {.id = "b/undated", .created = "", .parents = {"a/x"}},
             {.id = "b/floored", .created = "2022-03-02T23:29:05.000Z", .parents = {"a/x"}}};
    settings.top = 1;
    EXPECT_THAT(table(), ElementsAre("1|model|a/x|2025-01-01T00:00:00.000Z|5|||||1|1|2|5|1"));
}

TEST_F(ResponseTest, SpacesAreDuplicatedByTheNameTheyHave) {
    repos = {{.kind = Kind::kSpace, .id = "a/x", .created = "2025-01-01", .likes = 5},
             {.kind = Kind::kSpace,
              .id = "a/copy",
              .created = "2025-01-01",
              .likes = 4,
              .duplicated_from = "a/x"},
             {.kind = Kind::kSpace,
              .id = "a/self",
              .created = "2025-01-01",
              .likes = 3,
              .duplicated_from = "a/self"},
             {.kind = Kind::kDataset, .id = "a/set", .created = "2025-01-01", .likes = 2}};
    EXPECT_THAT(table(), ElementsAre("1|space|a/x|2025-01-01T00:00:00.000Z|5|||||1|1|1|1|0",
                                     "2|space|a/copy|2025-01-01T00:00:00.000Z|4|||||0|0|0|0|",
                                     "3|space|a/self|2025-01-01T00:00:00.000Z|3|||||0|0|0|0|",
                                     "4|dataset|a/set|2025-01-01T00:00:00.000Z|2|||||||||"));
}

TEST_F(ResponseTest, OfEqualLikesTheSmallerIdThenTheKindComesFirst) {
    repos = {{.kind = Kind::kSpace, .id = "a/b", .created = "2025-01-01"},
             {.kind = Kind::kModel, .id = "a/b", .created = "2025-01-01"},
             {.kind = Kind::kDataset, .id = "a/a", .created = "2025-01-01"}};
    EXPECT_THAT(table(), ElementsAre(HasSubstr("1|dataset|a/a"), HasSubstr("2|model|a/b"),
                                     HasSubstr("3|space|a/b")));
}

TEST_F(ResponseTest, WhatHasNoDateOfItsOwnIsLeftOut) {
    repos = {{.id = "a/floored", .created = "2022-03-02T23:29:04.000Z", .likes = 9},
             {.id = "a/undated", .created = "", .likes = 9}};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "response"), IsEmpty());
    EXPECT_EQ(note_of(result, "models_with_floored_created_at"), 1);
    EXPECT_THAT(result.summary, IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis::trends
