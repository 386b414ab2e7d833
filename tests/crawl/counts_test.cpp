#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using testing::ElementsAre;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kCommits = "/api/models/solo9/model-0/commits";

/// A first page of commits, as many as are asked for.
demohub::CannedReply full_page(Headers headers) {
    std::string body;
    for (int row = 0; row < 22; ++row) {
        body += fmt::format(R"({}{{"id":"{:040x}","title":"x"}})", row == 0 ? "" : ",", row + 1);
    }
    return {200, "[" + body + "]", "application/json", std::move(headers)};
}

using Counts = CrawlTest;

TEST_F(Counts, OfAGatewayEndNoHistoryEarly) {
    for (const Headers& headers :
         {Headers{{"X-Total-Count", "0"}}, Headers{{"X-Total-Count", "0"}, {"X-Total-Count", "23"}},
          Headers{{"X-Total-Count", "22"}, {"X-Total-Count", "23"}}}) {
        demohub::Server hub(small_hub());
        const Options options = options_for(hub, fmt::format("{}.db", hub.port()));
        hub.script(kCommits, full_page(headers));
        hub.script(kCommits, {200, R"([{"id":"ff","title":"first"}])", "application/json", {}});
        EXPECT_FALSE(crawl(options).incomplete());
        EXPECT_THAT(rows_of(options.store,
                            "SELECT count(*) FROM commits JOIN models USING (repo_id) WHERE "
                            "models.id = 'solo9/model-0'"),
                    ElementsAre("23"));
    }
}

TEST_F(Counts, OfTheHubSpareAnotherRequest) {
    demohub::Server hub(small_hub());
    hub.script(kCommits, full_page({{"X-Total-Count", "22"}}));
    crawl(options_for(hub));
    EXPECT_EQ(hub.stats().by_target.count(std::string(kCommits) + "/main?limit=22&p=1"), 0U);
}

}  // namespace
}  // namespace hubmine::crawl
