#include "hubmine/core/number_in.hpp"
#include "hubmine/core/time.hpp"

#include "analysis/activity/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hubmine::analysis::activity {
namespace {

using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// Models with some likes, of a licence (or none), for a task, of a year.
class Rq1LicenseTests : public testing::Test {
  protected:
    void models(const std::string& license, const std::vector<std::int64_t>& likes,
                const std::string& task = "", const std::string& created = "2024-05-06") {
        for (const std::int64_t value : likes) {
            world.model({.id = "m/" + std::to_string(++count_),
                         .likes = value,
                         .license = license,
                         .task = task,
                         .created_at = core::parse_time(created)});
        }
    }
    ActivityWorld world;

  private:
    int count_ = 0;
};

TEST_F(Rq1LicenseTests, KruskalIsThatOfScipyOverAllThreeClasses) {
    // scipy.stats.kruskal([0,0,0,1,1,5], [0,1,1,2,2,2,9], [3,3,1,0,7]).
    models("mit", {0, 0, 0, 1, 1, 5});
    models("openrail", {0, 1, 1, 2, 2, 2, 9});
    models("", {3, 3, 1, 0, 7});
    models("my-own-licence", {99, 99});
    const auto rows = world.rows("kruskal");
    ASSERT_THAT(rows, SizeIs(8));
    // Eight activities, of which downloads are zeros like the others: every p but one is 1.
    EXPECT_THAT(rows[0], StartsWith("n_likes|3|18|2.45626|2|0.29284|"));
    EXPECT_THAT(rows[0], HasSubstr("|0.144486|"));  // h / 17
}

TEST_F(Rq1LicenseTests, DunnRanksEachPairAmongAllThree) {
    models("mit", {0, 0, 0, 1, 1, 5});
    models("openrail", {0, 1, 1, 2, 2, 2, 9});
    models("", {3, 3, 1, 0, 7});
    const auto rows = world.rows("dunn");
    ASSERT_THAT(rows, SizeIs(24));
    EXPECT_THAT(rows[0], StartsWith("n_likes|permissive|restrictive|6|7|-1.23961|0.215121|"));
    EXPECT_THAT(rows[1], StartsWith("n_likes|permissive|none|6|5|-1.44666|0.147992|"));
    EXPECT_THAT(rows[2], StartsWith("n_likes|restrictive|none|7|5|-0.318242|0.750301|"));
}

TEST_F(Rq1LicenseTests, WithoutModelsThereAreRowsWithoutFigures) {
    EXPECT_THAT(world.rows("kruskal"), SizeIs(8));
    EXPECT_THAT(world.rows("kruskal"), Each(EndsWith("||||||||")));
    EXPECT_THAT(world.rows("dunn"), Each(EndsWith("|0|0||||")));
    EXPECT_THAT(world.rows("van_elteren"), SizeIs(24));
    EXPECT_THAT(world.rows("van_elteren"), Each(EndsWith("||||||||")));
}

TEST_F(Rq1LicenseTests, WithinTasksAndYearsADifferenceOfTasksIsNone) {
    // Translators are liked more and are restrictive more often; within a task nothing differs.
    models("mit", {0, 1, 2, 3, 0, 1, 2, 3}, "classification");
    models("openrail", {0, 1, 2, 3}, "classification");
    models("mit", {50, 60, 70}, "translation");
    models("openrail", {50, 60, 70, 50, 60, 70, 50, 60, 70}, "translation");
    const auto rows = world.rows("van_elteren");
    EXPECT_THAT(rows[0], StartsWith("n_likes|permissive|restrictive|2|11|13|0|1|1|0|"));
    EXPECT_THAT(world.rows("mann_whitney")[0], Not(HasSubstr("|negligible|")));
}

TEST_F(Rq1LicenseTests, AYearTheFloorAndNoTaskAreStrataOfTheirOwn) {
    models("mit", {5}, "t", "2022-03-02T23:29:04Z");  // the floor
    models("openrail", {4}, "t", "2022-03-02T23:29:05.999Z");
    models("mit", {5}, "t", "2022-03-02T23:29:06Z");  // behind it
    models("openrail", {4}, "t", "2022-12-31T23:59:59Z");
    models("openrail", {4}, "t", "2023-01-01T00:00:00Z");  // alone in its year
    models("mit", {5}, "", "2022-06-01");                  // no task is a task
    models("openrail", {4}, "", "2022-07-01");
    const auto rows = world.rows("van_elteren");
    EXPECT_THAT(rows[0], StartsWith("n_likes|permissive|restrictive|3|3|3|"));
    EXPECT_THAT(rows[0], HasSubstr("|1|-"));  // delta: always above
}

TEST_F(Rq1LicenseTests, WhoseCreationNobodyKnowsTakesNoPartAndIsNoted) {
    models("mit", {5}, "t");
    models("openrail", {4}, "t");
    world.model({.id = "undated", .likes = 9, .license = "mit", .task = "t"});
    const Result result = world.run({"van_elteren"});
    EXPECT_THAT(rows_of(result, "van_elteren")[0],
                StartsWith("n_likes|permissive|restrictive|1|1|1|"));
    EXPECT_EQ(note_of(result, "van_elteren_undated_models"), 1);
}

TEST_F(Rq1LicenseTests, NeitherTheOrderOfModelsNorOfLabelsChangesADigit) {
    const std::vector<std::string> licenses{"mit", "openrail", "", "apache-2.0"};
    const std::vector<std::string> tasks{"b", "a", "", "c", "d"};
    const auto fill = [&](bool backwards) {
        world.data = {};
        for (int i = 0; i < 300; ++i) {
            const int n = backwards ? 299 - i : i;
            models(licenses[static_cast<std::size_t>(n) % 4], {(n * 37) % 23},
                   tasks[static_cast<std::size_t>(n) % 5],
                   n % 3 == 0   ? "2022-03-02T23:29:04Z"
                   : n % 3 == 1 ? "2023-05-06"
                                : "2024-07-08");
        }
    };
    const auto exact = [](const Result& result, const std::string& table) {
        std::vector<double> numbers;
        for (const core::TableStream& one : result.tables) {
            const core::Table rows = one.gathered();
            for (std::size_t row = 0; rows.name() == table && row < rows.row_count(); ++row) {
                for (std::size_t column = 0; column < rows.schema().columns.size(); ++column) {
                    numbers.push_back(core::number_in(rows.cell(row, column)).value_or(-99));
                }
            }
        }
        return numbers;
    };
    fill(false);
    const Result forwards = world.run({"kruskal", "dunn", "van_elteren"});
    const auto of_forwards = [&](const char* table) { return exact(forwards, table); };
    const std::vector<std::vector<double>> before{of_forwards("kruskal"), of_forwards("dunn"),
                                                  of_forwards("van_elteren")};
    fill(true);
    const Result backwards = world.run({"kruskal", "dunn", "van_elteren"});
    EXPECT_THAT(before[0], SizeIs(testing::Gt(50)));
    EXPECT_EQ(exact(backwards, "kruskal"), before[0]);
    EXPECT_EQ(exact(backwards, "dunn"), before[1]);
    EXPECT_EQ(exact(backwards, "van_elteren"), before[2]);
}

}  // namespace
}  // namespace hubmine::analysis::activity
