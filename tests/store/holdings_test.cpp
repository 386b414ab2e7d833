#include "hubmine/store/holdings.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <map>

namespace hubmine::store {
namespace {

using testing::Contains;
using testing::Pair;

class Holdings : public StoreTest {};

TEST_F(Holdings, CountWhatIsThereAndWhatIsGone) {
    Store store = open();
    list(store, core::Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 0);
    record_commits(store, 1, 0, commits(5, 1), true, 1);
    list(store, core::Kind::kModel, {model(1, "a/one")}, 48);
    std::map<std::string, std::int64_t> counts;
    for (const Holding& row : count_holdings(store)) {
        counts[row.what] = row.count;
    }
    EXPECT_THAT(counts, Contains(Pair("models", 1)));
    EXPECT_THAT(counts, Contains(Pair("removed models", 1)));
    EXPECT_THAT(counts, Contains(Pair("datasets", 0)));
    EXPECT_THAT(counts, Contains(Pair("commits", 5)));
    EXPECT_THAT(counts, Contains(Pair("names of authors", 1)));
    EXPECT_GT(counts["bytes"], 4096);
}

}  // namespace
}  // namespace hubmine::store
