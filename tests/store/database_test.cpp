#include "database.hpp"

#include "store_fixture.hpp"

#include <stdexcept>

namespace hubmine::store {
namespace {

using DatabaseTest = StoreTest;

TEST_F(DatabaseTest, AStatementWithinItselfIsAnErrorAndTheOuterOneGoesOn) {
    Database database(path(), {});
    const char* sql = "VALUES (1), (2)";
    {
        const auto outer = database.cached(sql);
        ASSERT_TRUE(outer->step());
        EXPECT_THROW(static_cast<void>(database.cached(sql)), std::logic_error);
        ASSERT_TRUE(outer->step());
        EXPECT_EQ(outer->integer(0), 2);
    }
    EXPECT_TRUE(database.cached(sql)->step());
}

}  // namespace
}  // namespace hubmine::store
