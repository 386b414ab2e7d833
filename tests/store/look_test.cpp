#include "hubmine/store/look.hpp"

#include "hubmine/core/error.hpp"

#include "crawl_lock.hpp"
#include "database.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <unistd.h>

namespace hubmine::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();

class LookTest : public StoreTest {};

TEST_F(LookTest, ASoundStoreIsToldByItsLayoutAndSize) {
    { const Store store = open(); }
    const Look look = look_at(path(), kAny);
    EXPECT_EQ(look.layout, look.newest_layout);
    EXPECT_GT(look.layout, 5);
    EXPECT_EQ(look.bytes, static_cast<std::int64_t>(std::filesystem::file_size(path())));
    EXPECT_TRUE(look.whole);
    EXPECT_THAT(look.problems, IsEmpty());
}

TEST_F(LookTest, OfALargeOneSaysThatItIsNotWhole) {
    { const Store store = open(); }
    const Look look = look_at(path(), 10);
    EXPECT_FALSE(look.whole);
    EXPECT_THAT(look.problems, IsEmpty());
}

TEST_F(LookTest, LeavesAnOlderLayoutAsItIs) {
    { const Store store = open(); }
    { Database(path(), {}).execute("PRAGMA user_version = 3"); }
    EXPECT_EQ(look_at(path(), kAny).layout, 3);
    EXPECT_EQ(Database(path(), {}).scalar("PRAGMA user_version"), 3);
}

TEST_F(LookTest, DamageIsAProblemAndNoError) {
    { const Store store = open(); }
    {
        std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
        const auto page = static_cast<std::streamoff>(4096);
        file.seekp(3 * page);
        file << std::string(static_cast<std::size_t>(page), '\x5A');
    }
    EXPECT_THAT(look_at(path(), kAny).problems, Not(IsEmpty()));
    std::filesystem::resize_file(path(), 4096);
    EXPECT_THAT(look_at(path(), kAny).problems,
                testing::ElementsAre(HasSubstr("its end is missing")));
}

TEST_F(LookTest, WhatIsNoStoreIsAnError) {
    EXPECT_THROW(static_cast<void>(look_at(path(), kAny)), core::Error);
    std::ofstream(path()) << "a text";
    EXPECT_THROW(static_cast<void>(look_at(path(), kAny)), core::Error);
}

TEST_F(LookTest, NamesWhoHoldsTheStoreWhileItIsHeld) {
    { const Store store = open(); }
    EXPECT_FALSE(holder_of(path()));
    {
        const CrawlLock lock(path(), "vacuum");
        EXPECT_EQ(holder_of(path()), "vacuum with pid " + std::to_string(::getpid()));
    }
    EXPECT_FALSE(holder_of(path()));
}

}  // namespace
}  // namespace hubmine::store
