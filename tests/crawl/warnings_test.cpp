#include "crawl/crawl_fixture.hpp"

namespace hubmine::crawl {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What is told even to those who want to hear of trouble only.
class Warnings : public CrawlTest {
  protected:
    static constexpr int kForEver = 1'000'000;

    Warnings() : hub_(small_hub()), options_(options_for(hub_)) { options_.max_attempts = 2; }

    demohub::Server hub_;
    Options options_;
};

TEST_F(Warnings, ACrawlThatMeetsNothingStrangeHasNone) {
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(Warnings, TellOfAListThatCannotBeRead) {
    hub_.script("/api/datasets?", demohub::Fault::kServerError, kForEver);
    options_.details.clear();
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(warnings_, Contains(HasSubstr("the list of datasets cannot be read")));
}

TEST_F(Warnings, TellOfMuchThatIsMarkedAsRemoved) {
    options_.details.clear();
    crawl(options_);
    options_.relist_after = std::chrono::seconds(-1);
    hub_.script("/api/models?", demohub::CannedReply{200, "[]"}, 2);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(warnings_, Contains(HasSubstr("without 60 of 60 repositories")));
}

TEST_F(Warnings, TellOfAnAuthorWhomNobodyKnows) {
    options_.author = "fatmia";
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(warnings_, ElementsAre("the Hub lists no models, datasets, spaces of fatmia: is it "
                                       "spelt right?"));
}

TEST_F(Warnings, TellOfATagThatNothingBears) {
    options_.filter = "made-up";
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(warnings_, Contains(HasSubstr("with the tag made-up")));
}

TEST_F(Warnings, TellOfAnAuthorOfWhomTheStoreHoldsNothing) {
    crawl(options_);
    options_.listing = false;
    options_.author = "fatmia";
    crawl(options_);
    EXPECT_THAT(warnings_, ElementsAre(HasSubstr("the store holds no models, datasets, spaces of "
                                                 "fatmia")));
    warnings_.clear();
    options_.author = "fatima";
    crawl(options_);
    EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(Warnings, TellOfAHubWithoutARepository) {
    for (const char* list : {"/api/models?", "/api/datasets?", "/api/spaces?"}) {
        hub_.script(list, demohub::CannedReply{200, "[]", "application/json", {}}, kForEver);
    }
    crawl(options_);
    EXPECT_THAT(warnings_, ElementsAre("the Hub lists no models, datasets, spaces"));
}

}  // namespace
}  // namespace hubmine::crawl
