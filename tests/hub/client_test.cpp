#include "hubmine/hub/client.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::hub {
namespace {

using core::Kind;
using testing::HasSubstr;
using testing::Not;

Client client_of(const std::string& endpoint, const std::string& token = "") {
    return Client({endpoint, token, 1000});
}

Reply reply_with(const std::string& header, const std::string& body = "[]") {
    Reply reply;
    reply.status = 200;
    reply.headers.add_line(header);
    reply.body = body;
    return reply;
}

TEST(Client, WalksListsFromTheOldestOnWithEveryFieldItStores) {
    const std::string url = client_of("https://hub.example/").list_url({.kind = Kind::kSpace});
    EXPECT_THAT(url, testing::StartsWith("https://hub.example/api/spaces?limit=1000&sort=createdAt"
                                         "&direction=1&expand[]="));
    for (const char* field : {"models", "datasets", "sdk", "cardData", "likes", "tags"}) {
        EXPECT_THAT(url, HasSubstr(std::string("expand[]=") + field));
    }
    // The Hub refuses these for spaces.
    EXPECT_THAT(url, Not(HasSubstr("downloads")));
    EXPECT_THAT(url, Not(HasSubstr("gated")));
}

TEST(Client, NarrowsAListAsAsked) {
    const std::string url =
        client_of("https://hub.example")
            .list_url(
                {.kind = Kind::kModel, .author = "a&b", .filter = "license:mit", .limit = 20});
    EXPECT_THAT(url, HasSubstr("?limit=20&"));
    EXPECT_THAT(url, HasSubstr("&author=a%26b&filter=license%3Amit&"));
}

TEST(Client, NamesRepositoriesSafely) {
    const Client client = client_of("https://hub.example");
    EXPECT_EQ(client.commits_url(Kind::kModel, "ns/na me", 2),
              "https://hub.example/api/models/ns/na%20me/commits/main?limit=1000&p=2");
    EXPECT_EQ(client.discussions_url(Kind::kDataset, "ns/x?y", 0),
              "https://hub.example/api/datasets/ns/x%3Fy/discussions?status=all&p=0");
}

TEST(Client, AsksForOverviewsStorageAndLikers) {
    const Client client = client_of("https://hub.example");
    EXPECT_EQ(client.overview_url(AccountKind::kUser, "ann"),
              "https://hub.example/api/users/ann/overview");
    EXPECT_EQ(client.overview_url(AccountKind::kOrganisation, "a?b"),
              "https://hub.example/api/organizations/a%3Fb/overview");
    EXPECT_TRUE(client.is_own(client.overview_url(AccountKind::kUser, "..")));
    EXPECT_EQ(client.storage_url(Kind::kSpace, "ns/name"),
              "https://hub.example/api/spaces/ns/name?expand[]=usedStorage");
    const std::string likers = client.likers_url(Kind::kDataset, "ns/name");
    EXPECT_EQ(likers, "https://hub.example/api/datasets/ns/name/likers?expand[]=likeAt");
    EXPECT_EQ(client.repo_id_of(Kind::kDataset, likers), "ns/name");
}

TEST(Client, GivesTheTokenToItsOriginOverHttpsOrLoopbackOnly) {
    EXPECT_EQ(client_of("https://hub.example", "t")
                  .request(1, "https://hub.example/api/models")
                  .bearer_token,
              "t");
    EXPECT_EQ(client_of("http://127.0.0.1:80", "t")
                  .request(1, "http://127.0.0.1/api/models")
                  .bearer_token,
              "t");
    EXPECT_EQ(client_of("http://hub.example", "t")
                  .request(1, "http://hub.example/api/models")
                  .bearer_token,
              "");
    EXPECT_TRUE(client_of("http://hub.example", "t").withholds_token());
    EXPECT_THROW(static_cast<void>(client_of("https://hub.example", "t")
                                       .request(1, "https://hub.example.evil.example/api/models")),
                 std::logic_error);
}

TEST(Client, FollowsTheNextPageWithinItsOriginOnly) {
    const Client client = client_of("https://hub.example");
    const std::string page = "https://hub.example/api/models";
    EXPECT_EQ(
        client.next_page(page, reply_with("Link: <https://hub.example/api/x?c=%3D>; rel=\"next\""))
            .url,
        "https://hub.example/api/x?c=%3D");
    for (const char* link :
         {"<https://evil.example/api/x>", "<https://hub.example:444/api/x>",
          "<//evil.example/api/x>", "<https://hub.example@evil.example/api/x>",
          "<https://hub.example/ns/name/resolve/main/x>",
          "<https://hub.example/api/../ns/name/resolve/main/x>",
          "<https://hub.example/api/%2e%2E/ns/name/resolve/main/x>", "<file:///etc/passwd>"}) {
        const NextPage next =
            client.next_page(page, reply_with(std::string("Link: ") + link + "; rel=\"next\""));
        EXPECT_TRUE(next.foreign) << link;
        EXPECT_TRUE(next.url.empty()) << link;
    }
    EXPECT_FALSE(client.next_page(page, reply_with("X: y")).foreign);
}

TEST(Client, FindsItsOwnNextPageAmongThoseOfAGateway) {
    const Client client = client_of("https://hub.example");
    Reply reply = reply_with("Link: </x>; rel=preload; title=\"never closed");
    reply.headers.add_line("Link: <https://hub.example/api/models?cursor=b>; rel=\"next\"");
    reply.headers.add_line("Link: </fonts/a,b.woff>; rel=preload; as=\"font, next\"");
    reply.headers.add_line("Link: <https://ads.example/next>; rel=\"prefetch next\"");
    EXPECT_EQ(client.next_page("https://hub.example/api/models", reply).url,
              "https://hub.example/api/models?cursor=b");
}

/// What a mirror may pass on, and the address at the mirror that is meant.
struct PassedOn {
    const char* endpoint;
    const char* named;
    const char* meant;
};

TEST(Client, TakesWhatAMirrorPassesOnOverToTheMirror) {
    for (const PassedOn& row :
         {PassedOn{"https://mirror.example", "https://huggingface.co/api/models?cursor=a%3D",
                   "https://mirror.example/api/models?cursor=a%3D"},
          PassedOn{"https://mirror.example", "http://mirror.example/api/models?cursor=a",
                   "https://mirror.example/api/models?cursor=a"},
          PassedOn{"https://mirror.example:8443", "https://mirror.example/api/models?cursor=a",
                   "https://mirror.example:8443/api/models?cursor=a"},
          PassedOn{"https://host.example/api/hub", "/api/models?cursor=a",
                   "https://host.example/api/hub/api/models?cursor=a"},
          PassedOn{"https://host.example/api/hub", "https://huggingface.co/api/models?cursor=a",
                   "https://host.example/api/hub/api/models?cursor=a"},
          PassedOn{"https://host.example/api/hub",
                   "https://host.example/api/hub/api/models?cursor=a",
                   "https://host.example/api/hub/api/models?cursor=a"},
          PassedOn{"http://127.0.0.1:9", "https://hf.co/api/models?cursor=a",
                   "http://127.0.0.1:9/api/models?cursor=a"}}) {
        const Client client = client_of(row.endpoint);
        const std::string page = client.list_url({.kind = Kind::kModel});
        EXPECT_EQ(
            client.next_page(page, reply_with(fmt::format("Link: <{}>; rel=next", row.named))).url,
            row.meant);
        EXPECT_EQ(client.redirect_target(page, reply_with(fmt::format("Location: {}", row.named))),
                  row.meant);
    }
}

TEST(Client, SpellsWhatIsItsOwnAsItsEndpointIsSpelled) {
    const Client client({.endpoint = "https://hub.example/x"});
    const std::string page = "https://hub.example/x/api/models";
    const std::string own = page + "/a/B/commits/main?p=1";
    for (const char* named :
         {"HTTPS://HUB.example/x/api/models/a/B/commits/main?p=1",
          "https://hub.example:443/x/api/models/a/B/commits/main?p=1",
          "https://hub.example/x/api/models/a/B/commits/main?p=1#2",
          "//Hub.Example:443/x/api/models/a/B/commits/main?p=1",
          "/x/api/models/a/B/commits/main?p=1", "models/a/B/commits/main?p=1"}) {
        const Reply next = reply_with(fmt::format("Link: <{}>; rel=next", named));
        EXPECT_EQ(client.next_page(page, next).url, own) << named;
        const auto target =
            client.redirect_target(page, reply_with(fmt::format("Location: {}", named)));
        ASSERT_EQ(target, own) << named;
        EXPECT_EQ(client.repo_id_of(core::Kind::kModel, *target), "a/B");
    }
}

TEST(Client, TakesNothingOverThatIsNoPartOfTheApi) {
    const Client client = client_of("https://mirror.example/hub");
    for (const char* named :
         {"https://huggingface.co/login", "https://huggingface.co/api/../login",
          "https://huggingface.co.evil.example/api/models", "https://evil.example/api/models",
          "https://mirror.example:444/hub/api/models", "https://huggingface.co"}) {
        EXPECT_EQ(client.redirect_target(client.list_url({.kind = Kind::kModel}),
                                         reply_with(fmt::format("Location: {}", named))),
                  std::nullopt)
            << named;
    }
}

TEST(Client, KnowsOneHubByOneSpelling) {
    EXPECT_EQ(client_of("HTTP://Host.Example:80//").endpoint(), "http://host.example");
    EXPECT_EQ(client_of("https://Host/Path/").endpoint(), "https://host/Path");
    EXPECT_EQ(client_of("https://host:444").endpoint(), "https://host:444");
}

TEST(Client, ReadsWhereARedirectLeads) {
    const Client client = client_of("https://hub.example");
    const std::string old = "https://hub.example/api/models/runwayml/sd/commits/main?p=0";
    const auto target = client.redirect_target(
        old, reply_with("Location: /api/models/other/sd%20x/commits/main?p=0"));
    EXPECT_EQ(target, "https://hub.example/api/models/other/sd%20x/commits/main?p=0");
    EXPECT_EQ(client.repo_id_of(Kind::kModel, *target), "other/sd x");
    EXPECT_EQ(client.repo_id_of(Kind::kModel, "https://hub.example/api/models/gpt2/commits/main"),
              "gpt2");
    EXPECT_EQ(client.repo_id_of(Kind::kSpace, *target), std::nullopt);
    EXPECT_EQ(client.redirect_target(old, reply_with("Location: https://evil.example/")),
              std::nullopt);
}

TEST(Client, DropsFieldsThatTheHubRefuses) {
    Client client = client_of("https://hub.example");
    const Reply refusal = reply_with(
        "x: y",
        R"({"error":"Invalid option: expected one of \"likes\"|\"tags\"|\"sha\"|\"createdAt\"|\"lastModified\""})");
    EXPECT_TRUE(client.drop_refused_fields(Kind::kModel, refusal));
    const std::string url = client.list_url({.kind = Kind::kModel});
    EXPECT_THAT(
        url,
        HasSubstr(
            "&expand[]=createdAt&expand[]=lastModified&expand[]=likes&expand[]=sha&expand[]=tags"));
    EXPECT_THAT(url, Not(HasSubstr("downloads")));
    EXPECT_FALSE(client.drop_refused_fields(Kind::kModel, refusal));
    EXPECT_THAT(client.list_url({.kind = Kind::kDataset}), HasSubstr("downloads"));
    EXPECT_FALSE(
        client.drop_refused_fields(Kind::kDataset, reply_with("x: y", "{\"error\":\"no\"}")));
}

TEST(Client, KnowsFromItsUrlWhatAListAsksFor) {
    const Client client = client_of("https://hub.example");
    const AskedFields all = Client::asked_fields(client.list_url({.kind = Kind::kModel}));
    EXPECT_TRUE(all.contains("pipeline_tag") && all.contains("library_name") &&
                all.contains("safetensors") && all.contains("gguf"));
    EXPECT_FALSE(all.contains("sdk"));
    const AskedFields some = Client::asked_fields(
        "https://hub.example/api/models?expand%5B%5D=gguf&cursor=x&expand%5B%5D=library_name");
    EXPECT_THAT(some.names, ::testing::ElementsAre("gguf", "library_name"));
    EXPECT_FALSE(some.contains("pipeline_tag"));
    EXPECT_FALSE(Client::asked_fields("https://hub.example/api/models").contains("library_name"));
}

TEST(Client, DropsNothingForARefusalThatIsNotOfFields) {
    Client client = client_of("https://hub.example");
    const std::string before = client.list_url({.kind = Kind::kModel});
    const Reply of_sort = reply_with(
        "x: y", R"({"error":"Invalid option: expected one of \"createdAt\"|\"likes\" at sort"})");
    const Reply of_the_head = reply_with(
        "x: y", R"({"error":"Invalid option: expected one of \"author\"|\"likes\"|\"tags\""})");
    EXPECT_FALSE(client.drop_refused_fields(Kind::kModel, of_sort));
    EXPECT_FALSE(client.drop_refused_fields(Kind::kModel, of_the_head));
    EXPECT_EQ(client.list_url({.kind = Kind::kModel}), before);
}

TEST(Client, LooksUpANameWithAsLittleAsTheHubKnows) {
    Client client = client_of("https://hub.example");
    EXPECT_EQ(client.lookup_url(Kind::kModel, "a/b"),
              "https://hub.example/api/models/a/b?expand[]=createdAt");
    EXPECT_TRUE(client.drop_refused_lookup(
        Kind::kModel,
        reply_with("x: y", R"({"error":"Invalid option: expected one of \"sha\""})")));
    EXPECT_EQ(client.lookup_url(Kind::kModel, "a/b"),
              "https://hub.example/api/models/a/b?expand[]=sha");
    EXPECT_TRUE(client.drop_refused_lookup(
        Kind::kModel,
        reply_with("x: y", R"({"error":"Invalid option: expected one of \"author\""})")));
    EXPECT_EQ(client.lookup_url(Kind::kModel, "a/b"), "https://hub.example/api/models/a/b");
    EXPECT_FALSE(
        client.drop_refused_lookup(Kind::kModel, reply_with("x: y", R"({"error":"No."})")));
}

}  // namespace
}  // namespace hubmine::hub
