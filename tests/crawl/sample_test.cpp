#include "sample.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/store/dataset.hpp"

#include "crawl/crawl_fixture.hpp"

#include <map>

namespace hubmine::crawl {
namespace {

using testing::ElementsAre;

std::vector<SampleCandidate> population(std::size_t size, std::size_t strata) {
    std::vector<SampleCandidate> candidates;
    for (std::size_t i = 0; i < size; ++i) {
        const auto id = static_cast<std::int64_t>(i);
        candidates.push_back(
            {id, sample_rank(1, core::Kind::kModel, std::to_string(i)), i % strata});
    }
    return candidates;
}

TEST(DrawSample, TakesAsManyAsAskedOrAllThereAre) {
    EXPECT_EQ(draw_sample(population(100, 1), 30).size(), 30U);
    EXPECT_EQ(draw_sample(population(100, 3), 100).size(), 100U);
    EXPECT_EQ(draw_sample(population(10, 3), 50).size(), 10U);
    EXPECT_TRUE(draw_sample({}, 5).empty());
}

TEST(DrawSample, GivesEachStratumItsProportion) {
    // Strata of 34, 33 and 33: 10 of 100 is 3.4, 3.3, 3.3, so 3 each and the first one more.
    std::map<std::int64_t, int> drawn;
    for (const std::int64_t id : draw_sample(population(100, 3), 10)) {
        ++drawn[id % 3];
    }
    EXPECT_THAT(drawn, ElementsAre(testing::Pair(0, 4), testing::Pair(1, 3), testing::Pair(2, 3)));
}

TEST(DrawSample, IsUniform) {
    // Each of 50 members is drawn with probability 0.2: over 2,000 seeds 400 times, with a standard
    // deviation of 17.9; 5 of those are never exceeded by chance here.
    std::vector<int> times(50, 0);
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        std::vector<SampleCandidate> candidates;
        for (std::int64_t i = 0; i < 50; ++i) {
            candidates.push_back(
                {i, sample_rank(seed, core::Kind::kSpace, "62" + std::to_string(i)), 0});
        }
        for (const std::int64_t id : draw_sample(candidates, 10)) {
            ++times[static_cast<std::size_t>(id)];
        }
    }
    for (const int count : times) {
        EXPECT_NEAR(count, 400, 90);
    }
}

TEST(DrawSample, KeepsMostOfItselfWhenTheHubGrows) {
    const auto before = draw_sample(population(1000, 1), 100);
    const auto after = draw_sample(population(1100, 1), 100);
    std::vector<std::int64_t> both;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(),
                          std::back_inserter(both));
    EXPECT_GT(both.size(), 80U);
}

using SampledCrawl = CrawlTest;

TEST_F(SampledCrawl, ReadsTheSampleOnlyAndKeepsToItLater) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.sample = 12;
    options.sample_by = {"kind"};
    const Summary summary = crawl(options);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_THAT(
        rows_of(file("hub.db"),
                "SELECT kind, count(*) FROM fetches JOIN repos USING (repo_id) "
                "WHERE state <> 'pending' AND what = 'commits' GROUP BY kind ORDER BY kind"),
        ElementsAre("dataset|2", "model|6", "space|4"));
    options.sample = 0;
    options.sample_by.clear();
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT count(*) FROM fetches WHERE state <> 'pending'"),
                ElementsAre("24"));
    EXPECT_THAT(store::load_dataset(file("hub.db"), {}).sample,
                testing::Optional(testing::StartsWith("12 of ")));
    options.sample = 13;
    EXPECT_THROW(crawl(options), core::UsageError);
}

TEST_F(SampledCrawl, DrawsNothingFromListsThatWereNeverRead) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.sample = 5;
    options.listing = false;
    EXPECT_THROW(crawl(options), core::UsageError);
    EXPECT_EQ(hub.stats().requests, 0);
    options.listing = true;
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT count(*) FROM sample"), ElementsAre("5"));
}

}  // namespace
}  // namespace hubmine::crawl
