#include "hubmine/hub/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::hub {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Origin, KnowsTheSchemesOwnPort) {
    EXPECT_EQ(origin_of("https://HuggingFace.co/api/models"),
              (Origin{"https", "huggingface.co", 443}));
    EXPECT_EQ(origin_of("http://127.0.0.1:8080/x?y"), (Origin{"http", "127.0.0.1", 8080}));
    EXPECT_EQ(origin_of("http://[::1]:90"), (Origin{"http", "[::1]", 90}));
    EXPECT_EQ(origin_of("http://[::1]"), (Origin{"http", "[::1]", 80}));
}

TEST(Origin, RefusesWhatAnotherParserCouldReadInAnotherWay) {
    for (const char* url :
         {"", "huggingface.co", "ftp://huggingface.co/", "https://", "https://user@evil.example/",
          "https://good.example@evil.example/", "https://good.example\\@evil.example/",
          "https://good.example:99999/", "https://good.example:/", "https://good example/",
          "https://good.example/\nHost: evil", "https://gööd.example/", "https://[::1"}) {
        EXPECT_EQ(origin_of(url), std::nullopt) << url;
    }
}

TEST(Origin, TakesOnlyThisMachineForLoopback) {
    EXPECT_TRUE(origin_of("http://localhost:1")->is_loopback());
    EXPECT_TRUE(origin_of("http://127.1.2.3")->is_loopback());
    EXPECT_TRUE(origin_of("http://[::1]:5")->is_loopback());
    EXPECT_FALSE(origin_of("http://127.0.0.1.evil.example")->is_loopback());
    EXPECT_FALSE(origin_of("http://localhost.example")->is_loopback());
    EXPECT_FALSE(origin_of("http://10.0.0.1")->is_loopback());
}

TEST(EncodeId, KeepsTheSlashAndEncodesTheRest) {
    EXPECT_EQ(encode_id("openai-community/gpt2"), "openai-community/gpt2");
    EXPECT_EQ(encode_id("a b/c?d#e%f"), "a%20b/c%3Fd%23e%25f");
    EXPECT_EQ(encode_id("ns/é"), "ns/%C3%A9");
}

TEST(EncodeId, NeverLeadsOutOfItsPath) {
    EXPECT_EQ(encode_id("../.."), "%20/%20");
    EXPECT_EQ(encode_id("ns/."), "ns/%20");
    EXPECT_EQ(encode_id("/x"), "%20/x");
}

TEST(ResolveUrl, FollowsTheFourFormsOfAReference) {
    const char* base = "https://hub.example/api/models/a?x=1";
    EXPECT_EQ(resolve_url(base, "/api/models/b"), "https://hub.example/api/models/b");
    EXPECT_EQ(resolve_url(base, "b?y=2"), "https://hub.example/api/models/b?y=2");
    EXPECT_EQ(resolve_url(base, "?y=2"), "https://hub.example/api/models/a?y=2");
    EXPECT_EQ(resolve_url(base, "//other.example/x"), "https://other.example/x");
    EXPECT_EQ(resolve_url(base, "http://third.example/"), "http://third.example/");
    EXPECT_EQ(resolve_url("https://hub.example", "b"), "https://hub.example/b");
}

TEST(ResolveUrl, RefusesWhatIsNoHttpUrl) {
    EXPECT_EQ(resolve_url("https://hub.example/", "file:///etc/passwd"), std::nullopt);
    EXPECT_EQ(resolve_url("https://hub.example/", ""), std::nullopt);
    EXPECT_EQ(resolve_url("https://hub.example/", "/a b"), std::nullopt);
}

TEST(NextLinks, AreFoundAmongOthers) {
    EXPECT_THAT(next_links("<https://h/api/models?limit=1&cursor=eyI>; rel=\"next\""),
                ElementsAre("https://h/api/models?limit=1&cursor=eyI"));
    EXPECT_THAT(next_links("<https://h/1>; rel=\"prev\", <https://h/3>;title=\"x\"; rel=\"next\""),
                ElementsAre("https://h/3"));
    EXPECT_THAT(next_links("<https://h/3>; REL=next, <https://h/4>; rel=last"),
                ElementsAre("https://h/3"));
    EXPECT_THAT(next_links("<https://h/3>; rel = \"prefetch Next\""), ElementsAre("https://h/3"));
    EXPECT_THAT(next_links("<https://h/a>; rel=next, <https://h/b>; rel=next"),
                ElementsAre("https://h/a", "https://h/b"));
}

TEST(NextLinks, MayHoldCommasAndSemicolons) {
    EXPECT_THAT(
        next_links("<https://h/?a=1,2;rel=\"next\">; rel=\"up\", <https://h/?b=3,4>; rel=next"),
        ElementsAre("https://h/?b=3,4"));
    EXPECT_THAT(next_links(R"(<https://h/5>; title="a, \" <x>; rel=prev"; rel=next)"),
                ElementsAre("https://h/5"));
}

TEST(NextLinks, AreAbsentOnTheLastPage) {
    for (const char* header :
         {"", "<https://h/1>; rel=\"prev\"", "https://h/1; rel=next", "<https://h/1; rel=next",
          "<https://h/1>; rel=nextone", "<https://h/1>; rel=\"prev\"; rel=\"next\"",
          "<https://h/1>; title=\"rel=next\"", ",,<>;"}) {
        EXPECT_THAT(next_links(header), IsEmpty()) << header;
    }
}

}  // namespace
}  // namespace hubmine::hub
