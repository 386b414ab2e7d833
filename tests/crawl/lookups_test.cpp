#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// A Hub with one space that names thirty models which nobody has.
class Lookups : public CrawlTest {
  protected:
    static constexpr int kForEver = 1'000'000;

    Lookups() : hub_(small_hub()), options_(options_for(hub_)) {
        std::string names;
        for (int i = 0; i < 30; ++i) {
            names += fmt::format("{}\"nobody/m{}\"", i > 0 ? "," : "", i);
        }
        hub_.script("/api/models?limit", json("[]"), kForEver);
        hub_.script(
            "/api/spaces?limit",
            json(R"([{"_id":"000000000000000000000001","id":"x/space","models":[)" + names + "]}]"),
            kForEver);
        options_.kinds = {core::Kind::kModel, core::Kind::kSpace};
        options_.details.clear();
        options_.max_lookups = 12;
    }
    static demohub::CannedReply json(const std::string& body) {
        return {200, body, "application/json", {}};
    }

    demohub::Server hub_;
    Options options_;
};

TEST_F(Lookups, AreBoundedARunAndGoOnInTheNext) {
    for (const std::int64_t left : {18, 6}) {
        const Summary summary = crawl(options_);
        EXPECT_EQ(summary.fetched.at("targets unknown"), 12);
        EXPECT_EQ(summary.names_left, left);
        EXPECT_EQ(summary.ending, Ending::kDone);
        EXPECT_TRUE(summary.incomplete());
    }
    EXPECT_THAT(notices_, Contains(HasSubstr("looked up 12 names")));
    const Summary last = crawl(options_);
    EXPECT_EQ(last.fetched.at("targets unknown"), 6);
    EXPECT_EQ(last.names_left, 0);
    EXPECT_FALSE(last.incomplete());
}

TEST_F(Lookups, AsManyAsARunMayAreNotCalledTooMany) {
    options_.max_lookups = 30;
    const Summary summary = crawl(options_);
    EXPECT_EQ(summary.fetched.at("targets unknown"), 30);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_THAT(notices_, testing::Not(Contains(HasSubstr("looked up"))));
}

}  // namespace
}  // namespace hubmine::crawl
