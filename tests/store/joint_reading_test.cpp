#include "hubmine/store/joint_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace hubmine::store {
namespace {

using ::testing::ElementsAre;

DatasetOptions of_kind(core::Kind kind, RepoColumns columns) {
    DatasetOptions reading{.parts = {.kinds = {kind}}};
    reading.parts.columns_of(kind) = columns;
    return reading;
}

TEST(JointReading, HoldsWhatEachWants) {
    DatasetOptions models = of_kind(core::Kind::kModel, {RepoColumn::kLikes});
    models.parts.commits = true;
    DatasetOptions spaces = of_kind(core::Kind::kSpace, {RepoColumn::kId});
    spaces.parts.columns_of(core::Kind::kModel) = {RepoColumn::kTags};
    spaces.parts.usage = true;
    const DatasetOptions joint = joint_reading({models, spaces});
    EXPECT_THAT(joint.parts.kinds, ElementsAre(core::Kind::kModel, core::Kind::kSpace));
    EXPECT_TRUE(joint.parts.columns_of(core::Kind::kModel).contains(RepoColumn::kLikes));
    EXPECT_TRUE(joint.parts.columns_of(core::Kind::kModel).contains(RepoColumn::kTags));
    EXPECT_TRUE(joint.parts.columns_of(core::Kind::kSpace).contains(RepoColumn::kId));
    EXPECT_TRUE(joint.parts.commits);
    EXPECT_TRUE(joint.parts.usage);
    EXPECT_FALSE(joint.parts.history);
}

TEST(JointReading, IsOfOneSnapshot) {
    DatasetOptions earlier = of_kind(core::Kind::kModel, {});
    earlier.snapshot = "1";
    EXPECT_THROW(static_cast<void>(joint_reading({earlier, of_kind(core::Kind::kModel, {})})),
                 std::logic_error);
}

TEST(JointReading, MarksTitlesInOneWay) {
    DatasetOptions reading = of_kind(core::Kind::kModel, {});
    reading.parts.mark_title = [](std::string_view) { return std::uint64_t{1}; };
    EXPECT_TRUE(joint_reading({of_kind(core::Kind::kModel, {}), reading}).parts.mark_title);
    EXPECT_THROW(static_cast<void>(joint_reading({reading, reading})), std::logic_error);
}

TEST(JointReading, OfNothingReadsNothing) {
    EXPECT_TRUE(joint_reading({}).parts.kinds.empty());
}

}  // namespace
}  // namespace hubmine::store
