#include "hubmine/core/error.hpp"

#include "analysis/collaboration/world.hpp"
#include "analysis/results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis::collaboration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Windows : public testing::Test, protected CollaborationWorld {
  protected:
    Windows() { settings.every = Every::kYear; }
    /// To the latest repository, in that year.
    void commits_of(std::int64_t year, std::initializer_list<std::string_view> authors,
                    std::int64_t count = 1) {
        commits(count, authors);
        data.contributions[0].period.push_back(year);
    }
    std::vector<std::string> table(const std::string& name = "windows") {
        settings.tables = {name};
        return rows_of(run(), name);
    }
};

TEST_F(Windows, AreNetworksOfTheCommitsOfTheirPeriod) {
    repository();
    commits_of(2022, {"ada"});
    commits_of(2022, {"bob"});
    commits_of(2023, {"ada"});
    repository();
    commits_of(2023, {"cy"});
    EXPECT_THAT(table(),
                ElementsAre("all|2022|1|2|2|2|0|2|1|0|1|2|2|", "all|2023|2|2|1|0|1|0|||||0|0"));
}

TEST_F(Windows, WhoEverCommittedBeforeIsNoNewcomer) {
    repository();
    commits_of(2020, {"ada"});
    commits_of(2022, {"ada"});
    commits_of(2022, {"dan"});
    repository();
    commits_of(2023, {"dan"});
    commits_of(2023, {"eve"});
    const auto rows = table();
    EXPECT_THAT(rows, ElementsAre(HasSubstr("all|2020|1|1|1|"), HasSubstr("all|2022|1|2|1|"),
                                  HasSubstr("all|2023|1|2|1|")));
}

TEST_F(Windows, KeepOfTheCoreBeforeWhoIsInThisOne) {
    repository();
    commits_of(2022, {"ada"});
    commits_of(2022, {"bob"});
    commits_of(2023, {"bob"});
    commits_of(2023, {"cy"});
    // Nobody commits in 2024: what was before it is no period before.
    commits_of(2025, {"bob"});
    commits_of(2025, {"cy"});
    EXPECT_THAT(table(),
                ElementsAre("all|2022|1|2|2|2|0|2|1|0|1|2|2|", "all|2023|1|2|1|2|0|2|1|0|1|2|2|0.5",
                            "all|2025|1|2|0|2|0|2|1|0|1|2|2|"));
}

TEST_F(Windows, AreOfASubfieldsOwnPeriods) {
    settings.subfields = {"all", "nlp"};
    repository();
    commits_of(2022, {"ada"});
    repository({"text-generation"});
    commits_of(2023, {"ada"});
    commits_of(2023, {"bob"});
    EXPECT_THAT(table(),
                ElementsAre("all|2022|1|1|1|0|1|0|||||0|", "all|2023|1|2|1|2|0|2|1|0|1|2|2|",
                            "nlp|2023|1|2|2|2|0|2|1|0|1|2|2|"));
}

TEST_F(Windows, LeaveOutBotsAndWhatHasNoDate) {
    repository();
    commits_of(store::Contributions::kNoPeriod, {"ada"}, 3);
    commits_of(2022, {"lint-bot"});
    settings.tables = {"windows"};
    const Result result = run();
    EXPECT_THAT(rows_of(result, "windows"), IsEmpty());
    EXPECT_EQ(note_of(result, "undated_commits"), 3);
}

TEST_F(Windows, LeaveTheNetworkOfAllAsItIs) {
    repository();
    commits_of(2022, {"ada"});
    commits_of(2022, {"bob"}, 2);
    commits_of(2023, {"ada"}, 4);
    EXPECT_THAT(table("edges"), ElementsAre("all|ada|bob|5", "all|bob|ada|2"));
}

TEST_F(Windows, AreToldByTheLastOfThem) {
    repository();
    commits_of(2022, {"ada"});
    commits_of(2022, {"bob"});
    commits_of(2023, {"bob"});
    commits_of(2023, {"cy"});
    EXPECT_THAT(run().summary,
                ::testing::Contains("all: 50.0 % of the 2 developers of 2023 are new; 0.0 % of "
                                    "them work alone, 0.0 % did in 2022; its innermost core kept "
                                    "50.0 % of the one before."));
}

TEST_F(Windows, AreNotThereUnlessAskedFor) {
    settings.every.reset();
    repository();
    commits(1, {"ada"});
    EXPECT_THAT(table(), IsEmpty());
    EXPECT_EQ(note_of(run(), "undated_commits"), -1);
}

}  // namespace
}  // namespace hubmine::analysis::collaboration
