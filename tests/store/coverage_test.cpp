#include "hubmine/store/coverage.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

class CoverageTest : public StoreTest {
  protected:
    /// What the view says, which must be what the function says.
    [[nodiscard]] Rows coverage(const Store& store) const {
        const Rows view = rows("SELECT * FROM coverage");
        Rows counted;
        for (const Coverage& row : count_coverage(store)) {
            std::vector<std::string> cells{row.kind, row.what};
            for (const std::int64_t count :
                 {row.expected, row.complete, row.unreadable, row.gone, row.failed, row.pending}) {
                cells.push_back(std::to_string(count));
            }
            counted.push_back(cells);
        }
        EXPECT_EQ(view, counted);
        return view;
    }
};

TEST_F(CoverageTest, SaysNothingOfKindsThatWereNeverListed) {
    Store store = open();
    EXPECT_THAT(coverage(store), IsEmpty());
    Walks(store).begin({.kinds = {Kind::kDataset}}, "http://hub", hour(0));
    EXPECT_THAT(coverage(store),
                ElementsAre(ElementsAre("dataset", "listing", "1", "0", "0", "0", "0", "1"),
                            ElementsAre("dataset", "commits", "0", "0", "0", "0", "0", "0"),
                            ElementsAre("dataset", "discussions", "0", "0", "0", "0", "0", "0")));
}

TEST_F(CoverageTest, CountsEveryStateOfWhatIsPresent) {
    Store store = open();
    std::vector<hub::RepoRecord> models;
    for (int number = 1; number <= 7; ++number) {
        models.push_back(model(number, "a/m" + std::to_string(number)));
    }
    list(store, Kind::kModel, models, 0);
    list(store, Kind::kSpace, {record(Kind::kSpace, 9, "a/space")}, 0);
    record_commits(store, 1, 0, commits(2, 1), true);
    record_commits(store, 2, 0, commits(2, 1), false);
    int repo = 3;
    for (const FetchState state :
         {FetchState::kUnreadable, FetchState::kGone, FetchState::kFailed, FetchState::kFailed}) {
        Details(store).record_outcome({.repo_id = repo++, .state = state, .at = hour(1)});
    }
    record_discussions(store, 8, 0, {}, true);
    EXPECT_THAT(coverage(store),
                ElementsAre(ElementsAre("model", "listing", "1", "1", "0", "0", "0", "0"),
                            ElementsAre("model", "commits", "7", "1", "1", "1", "2", "2"),
                            ElementsAre("model", "discussions", "7", "0", "0", "0", "0", "7"),
                            ElementsAre("space", "listing", "1", "1", "0", "0", "0", "0"),
                            ElementsAre("space", "commits", "1", "0", "0", "0", "0", "1"),
                            ElementsAre("space", "discussions", "1", "1", "0", "0", "0", "0")));
    models.erase(models.begin(), models.begin() + 5);
    list(store, Kind::kModel, models, 10);
    EXPECT_THAT(coverage(store)[1], ElementsAre("model", "commits", "2", "0", "0", "0", "1", "1"));
}

TEST_F(CoverageTest, ANewWalkIsPendingUntilItsEnd) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(9));
    EXPECT_EQ(coverage(store)[0],
              (std::vector<std::string>{"model", "listing", "1", "0", "0", "0", "0", "1"}));
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {}, "", hour(9));
    EXPECT_EQ(coverage(store)[0],
              (std::vector<std::string>{"model", "listing", "1", "1", "0", "0", "0", "0"}));
}

TEST_F(CoverageTest, AWalkOfAPartSaysNothingOfTheWholeList) {
    Store store = open();
    const WalkScope google{.kinds = {Kind::kModel}, .author = "google"};
    list(store, google, Kind::kModel, {model(1, "google/one")}, 0);
    EXPECT_THAT(coverage(store)[0], ElementsAre("model", "listing", "1", "1", "0", "0", "0", "0"));
    Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(9));
    EXPECT_THAT(coverage(store)[0], ElementsAre("model", "listing", "1", "0", "0", "0", "0", "1"));
    list(store, google, Kind::kModel, {model(1, "google/one")}, 10);
    EXPECT_THAT(coverage(store)[0], ElementsAre("model", "listing", "1", "0", "0", "0", "0", "1"));
}

TEST_F(CoverageTest, FetchesShowsEveryReadOfEveryRepository) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    Details(store).record_outcome({.repo_id = 1,
                                   .what = Detail::kDiscussions,
                                   .state = FetchState::kFailed,
                                   .http_status = 503,
                                   .attempts = 6,
                                   .message = "HTTP 503",
                                   .at = hour(1)});
    EXPECT_THAT(
        rows("SELECT * FROM fetches ORDER BY what"),
        ElementsAre(ElementsAre("1", "commits", "pending", "NULL", "0", "NULL", "NULL"),
                    ElementsAre("1", "discussions", "failed", "503", "6", "NULL", "HTTP 503")));
}

}  // namespace
}  // namespace hubmine::store
