#include "read_views.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::Each;
using testing::SizeIs;

class ReadViewsTest : public StoreTest {
  protected:
    ReadViewsTest() { list(store_, Kind::kModel, {model(1, "ann/one"), model(2, "ann/two")}, 0); }

    Store store_ = open();
};

TEST_F(ReadViewsTest, StandOnOneStateWhileSomebodyWrites) {
    Store reader(path(), OpenOptions{.read_only = true});
    ReadViews views(reader.database(), 3);
    ASSERT_EQ(views.connections(), 3U);
    list(store_, Kind::kModel, {model(1, "ann/one"), model(2, "ann/two"), model(3, "ann/three")},
         1);
    std::vector<std::int64_t> counted(6);
    std::vector<ReadJob> jobs;
    for (std::int64_t& count : counted) {
        jobs.emplace_back(
            [&count](Database& database) { count = database.scalar("SELECT count(*) FROM repo"); });
    }
    views.run(jobs);
    EXPECT_THAT(counted, Each(2));
}

TEST_F(ReadViewsTest, WhatTheFirstFailingJobThrowsIsThrownWhenAllAreDone) {
    ReadViews views(store_.database(), 2);
    std::atomic<int> done = 0;
    std::vector<ReadJob> jobs;
    for (int i = 0; i < 6; ++i) {
        jobs.emplace_back([&done, i](Database&) {
            ++done;
            if (i >= 3) {
                throw std::runtime_error(std::to_string(i));
            }
        });
    }
    try {
        views.run(jobs);
        FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "3");
    }
    EXPECT_EQ(done, 6);
}

TEST_F(ReadViewsTest, AFileThatWasReplacedHasOneConnection) {
    Store reader(path(), OpenOptions{.read_only = true});
    std::filesystem::rename(path(), path().string() + ".old");
    const ReadViews views(reader.database(), 3);
    EXPECT_EQ(views.connections(), 1U);
}

}  // namespace
}  // namespace hubmine::store
