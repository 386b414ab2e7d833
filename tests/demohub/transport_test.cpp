#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <regex>
#include <thread>

namespace hubmine::demohub {
namespace {

using std::chrono::milliseconds;

Options tiny() {
    Options options;
    options.synthetic = {.models = 30, .datasets = 5, .spaces = 10};
    return options;
}

TEST(Transport, EveryReplySaysWhatIsLeft) {
    Options options = tiny();
    options.quota = 500;
    Server hub(options);
    Client client(hub);
    hub.script("/api/datasets", Fault::kServerError);
    int left = 500;
    const std::regex grammar(R"re("api";r=(\d+);t=(\d+))re");
    for (const auto* const target : {"/api/models?limit=1", "/api/models/no/body", "/nowhere",
                                     "/api/models?limit=x", "/api/datasets"}) {
        const auto reply = client.get(target);
        const std::string limit = reply->get_header_value("RateLimit");
        std::smatch match;
        ASSERT_TRUE(std::regex_match(limit, match, grammar)) << target << ": " << limit;
        EXPECT_EQ(std::stoi(match[1]), --left);
        EXPECT_LE(std::stoi(match[2]), 300);
        EXPECT_EQ(reply->get_header_value("RateLimit-Policy"),
                  R"("fixed window";"api";q=500;w=300)");
        EXPECT_TRUE(reply->has_header("X-Request-Id"));
    }
}

TEST(Transport, RefusesWhatExceedsTheQuota) {
    Options options = tiny();
    options.quota = 3;
    Server hub(options);
    Client client(hub);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.status("/api/models?limit=1"), 200);
    }
    const auto reply = client.get("/api/models?limit=1");
    EXPECT_EQ(reply->status, 429);
    EXPECT_THAT(reply->get_header_value("RateLimit"), testing::StartsWith("\"api\";r=0;t="));
    EXPECT_EQ(hub.stats().limited, 1);
    ASSERT_EQ(hub.stats().windows.size(), 1);
    EXPECT_EQ(hub.stats().windows[0].used, 3);
    EXPECT_EQ(hub.stats().windows[0].refused, 1);
}

TEST(Quota, BeginsAnewInEveryWindow) {
    auto now = std::chrono::steady_clock::time_point{};
    QuotaBook book(2, milliseconds(4000), [&now] { return now; });
    EXPECT_TRUE(book.ask().granted);
    EXPECT_EQ(book.ask().rate_limit, R"("api";r=0;t=4)");
    EXPECT_FALSE(book.ask().granted);
    now += milliseconds(3999);
    EXPECT_EQ(book.ask().rate_limit, R"("api";r=0;t=1)");
    now += milliseconds(1);
    const Grant grant = book.ask();
    EXPECT_TRUE(grant.granted);
    EXPECT_EQ(grant.rate_limit, R"("api";r=1;t=4)");
    EXPECT_EQ(grant.policy, R"("fixed window";"api";q=2;w=4)");
    ASSERT_EQ(book.windows().size(), 2);
    EXPECT_EQ(book.windows()[0].refused, 2);
    EXPECT_EQ(book.windows()[1].number, 1);
}

TEST(Transport, WithoutAQuotaItClaimsAHugeOne) {
    Server hub(tiny());
    Client client(hub);
    EXPECT_EQ(client.get("/api/models")->get_header_value("RateLimit"),
              R"("api";r=999999999;t=300)");
}

TEST(Transport, WrongTokensAreRefusedOnEveryRoute) {
    Options options = tiny();
    options.tokens = {"good", "better"};
    Server hub(options);
    Client wrong(hub, {{"Authorization", "Bearer bad"}});
    for (const auto* const target : {"/api/models", "/api/models/no/body"}) {
        const auto reply = wrong.get(target);
        EXPECT_EQ(reply->status, 401);
        EXPECT_EQ(reply->body, R"({"error":"Invalid credentials in Authorization header"})");
    }
    Client right(hub, {{"Authorization", "Bearer better"}});
    EXPECT_EQ(right.status("/api/models"), 200);
    EXPECT_EQ(hub.stats().authorizations, (std::set<std::string>{"Bearer bad", "Bearer better"}));
}

TEST(Transport, CompressesForThoseWhoAsk) {
    Server hub(tiny());
    Client plain(hub);
    Client packed(hub, {{"Accept-Encoding", "gzip"}});
    packed.raw().set_decompress(false);
    const auto large = packed.get("/api/models");
    EXPECT_EQ(large->get_header_value("Content-Encoding"), "gzip");
    EXPECT_LT(large->body.size(), plain.get("/api/models")->body.size() / 2);
    packed.raw().set_decompress(true);
    EXPECT_EQ(packed.get("/api/models")->body, plain.get("/api/models")->body);
}

TEST(Transport, ServesManyRequestsOverOneConnection) {
    Server hub(tiny());
    Client client(hub);
    for (int i = 0; i < 200; ++i) {
        ASSERT_EQ(client.status("/api/models?limit=1"), 200);
    }
    EXPECT_EQ(hub.stats().connections, 1);
    EXPECT_EQ(hub.stats().requests, 200);
}

TEST(Transport, HeadHasHeadersOnly) {
    Server hub(tiny());
    httplib::Client client("127.0.0.1", hub.port());
    const auto reply = client.Head("/api/models");
    EXPECT_EQ(reply->status, 200);
    EXPECT_TRUE(reply->body.empty());
}

TEST(Transport, LatencyDelaysEveryReplyButNotOneAfterAnother) {
    Options options = tiny();
    options.latency = milliseconds(300);
    Server hub(options);
    // httplib's client sets up tables at its first use, which is better not by 64 threads at once.
    EXPECT_EQ(Client(hub).status("/api/models?limit=1"), 200);
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> clients;
    for (int i = 0; i < 64; ++i) {
        clients.emplace_back([&hub] {
            Client client(hub);
            EXPECT_EQ(client.status("/api/models?limit=1"), 200);
        });
    }
    for (auto& client : clients) {
        client.join();
    }
    const auto passed = std::chrono::steady_clock::now() - start;
    EXPECT_GE(passed, milliseconds(300));
    // One after another they would take 19 s.
    EXPECT_LT(passed, milliseconds(10000));
    EXPECT_EQ(hub.stats().by_status.at(200), 65);
    EXPECT_GT(hub.stats().max_in_flight, 32);
}

TEST(Transport, StopsWhileRepliesAreUnderWay) {
    Options options = tiny();
    options.latency = std::chrono::hours(1);
    auto hub = std::make_unique<Server>(options);
    std::thread waiting([port = hub->port()] {
        httplib::Client client("127.0.0.1", port);
        client.set_read_timeout(60);
        client.Get("/api/models");
    });
    while (hub->stats().requests == 0) {
        std::this_thread::yield();
    }
    hub.reset();
    waiting.join();
}

TEST(Transport, TwoServersHaveTwoPorts) {
    Server one(tiny());
    Server other(tiny());
    EXPECT_NE(one.port(), other.port());
    Options taken = tiny();
    taken.port = one.port();
    EXPECT_THROW(Server{taken}, std::exception);
}

TEST(Transport, SchemeAndHostOfLinksAreThoseTheClientUsed) {
    Server hub(tiny());
    Client client(hub, {{"Host", "hub.example:99"}, {"X-Forwarded-Proto", "https"}});
    EXPECT_THAT(client.get("/api/models?limit=1")->get_header_value("Link"),
                testing::StartsWith("<https://hub.example:99/api/models?limit=1&cursor="));
}

TEST(Transport, PreRenderedRepliesFollowTheWorld) {
    Options options = tiny();
    options.pre_render = true;
    options.warm = {"/api/models?limit=10&sort=createdAt&direction=1"};
    Server hub(options);
    Options fresh = options;
    fresh.pre_render = false;
    fresh.warm.clear();
    Server other(fresh);
    Client client(hub);
    Client reference(other);
    const std::string target = options.warm[0];
    EXPECT_EQ(walk(client, target), walk(reference, target));
    EXPECT_EQ(walk(client, target), walk(reference, target));
    hub.world().create(core::Kind::kModel, "new/one");
    EXPECT_EQ(walk(client, target).size(), 31);
}

}  // namespace
}  // namespace hubmine::demohub
