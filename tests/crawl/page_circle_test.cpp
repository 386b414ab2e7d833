#include "page_circle.hpp"

#include <gtest/gtest.h>

namespace hubmine::crawl {
namespace {

using Rows = std::vector<std::uint64_t>;

/// How many pages of ten rows are walked before the circle is noticed; the first `tail` of them are
/// outside.
int pages_until_noticed(int tail, int length) {
    PageCircle circle;
    for (int page = 0; page < 10000; ++page) {
        const int place = page < tail ? page : tail + (page - tail) % length;
        Rows rows;
        for (int row = 0; row < 10; ++row) {
            rows.push_back(static_cast<std::uint64_t>(10 * place + row));
        }
        if (circle.closes(rows)) {
            return page + 1;
        }
    }
    return 0;
}

TEST(PageCircle, IsNoticedWhateverItsLength) {
    for (const int tail : {0, 1, 7}) {
        for (const int length : {1, 2, 3, 10, 100}) {
            const int pages = pages_until_noticed(tail, length);
            EXPECT_GT(pages, 0) << tail << " " << length;
            EXPECT_LE(pages, 6 * (tail + length) + 6) << tail << " " << length;
        }
    }
}

TEST(PageCircle, PagesThatShiftAreNone) {
    PageCircle circle;
    std::uint64_t first = 0;
    for (int page = 0; page < 1000; ++page) {
        EXPECT_FALSE(circle.closes({first, first + 1, first + 2}));
        first += page % 3 == 0 ? std::uint64_t{1} : std::uint64_t{3};  // repeats two rows of three
    }
}

TEST(PageCircle, AnEmptyPageMayBeFollowedByAnotherPageButNotByAnEmptyOne) {
    PageCircle circle;
    EXPECT_FALSE(circle.closes({}));
    EXPECT_FALSE(circle.closes({1}));
    EXPECT_FALSE(circle.closes({}));
    EXPECT_TRUE(circle.closes({}));
}

TEST(PageCircle, OnePageMayComeTwice) {
    PageCircle circle;
    EXPECT_FALSE(circle.closes({1, 2}));
    EXPECT_FALSE(circle.closes({1, 2}));
    EXPECT_FALSE(circle.closes({3, 4}));
}

}  // namespace
}  // namespace hubmine::crawl
