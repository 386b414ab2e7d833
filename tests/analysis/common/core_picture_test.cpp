#include "common/core_picture.hpp"

#include "analysis/graph_results.hpp"
#include "analysis/results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// Four who all know each other, a triangle, and one who knows the first of each.
GraphTables acquaintances() {
    GraphTables tables{
        .nodes = core::Table({.name = "nodes", .columns = {{"id"}, {"owner"}}}),
        .edges = core::Table(
            {.name = "edges",
             .columns = {{"source"}, {"target"}, {"weight", core::CellType::kInteger}}})};
    for (const char* id : {"t1", "t2", "t3", "q1", "q2", "q3", "q4", "x"}) {
        tables.nodes.add_row({std::string(id), std::string(1, *id)});
    }
    for (const auto& [a, b] : {std::pair("q1", "q2"), std::pair("q1", "q3"), std::pair("q1", "q4"),
                               std::pair("q2", "q3"), std::pair("q2", "q4"), std::pair("q3", "q4"),
                               std::pair("t1", "t2"), std::pair("t2", "t3"), std::pair("t3", "t1"),
                               std::pair("x", "q1"), std::pair("t1", "x")}) {
        tables.edges.add_row({std::string(a), std::string(b), std::int64_t{100}});
    }
    return tables;
}

std::vector<std::string> ids(std::size_t most) {
    return columns_of(as_result(picture_of_cores(acquaintances(), most)), "nodes", {"id"});
}

TEST(CorePicture, TakesWholeCoresFromTheInnermostOutwards) {
    EXPECT_THAT(ids(4), ElementsAre("q1", "q2", "q3", "q4"));
    EXPECT_THAT(ids(7), ElementsAre("q1", "q2", "q3", "q4"))
        << "the next core has four members, too";
    EXPECT_THAT(ids(8), ElementsAre("q1", "q2", "q3", "q4", "t1", "t2", "t3", "x"));
}

TEST(CorePicture, OfACoreThatIsTooLargeTakesTheFirstByDegree) {
    EXPECT_THAT(ids(2), ElementsAre("q1", "q2"));
}

TEST(CorePicture, HasTheEdgesBetweenThemAndTheLooksOfBoth) {
    const Result result = as_result(picture_of_cores(acquaintances(), 4));
    EXPECT_EQ(rows_of(result, "edges").size(), 6U);
    EXPECT_THAT(columns_of(result, "edges", {"source", "colour", "width"}).front(),
                "q1|#999999|1.1");
    EXPECT_THAT(columns_of(result, "nodes", {"id", "group", "colour", "labelled", "size"}).front(),
                "q1|q|#0072B2|1|2.22");
}

TEST(CorePicture, OfNothingIsEmpty) {
    GraphTables none = acquaintances();
    none.nodes.clear();
    none.edges.clear();
    EXPECT_THAT(rows_of(as_result(picture_of_cores(none, 10)), "nodes"), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
