#include "hubmine/hub/transport.hpp"

#include "hubmine/core/error.hpp"

#include "support/raw_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <thread>

namespace hubmine::hub {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// A real HTTP server on loopback for the length of a test.
class TransportTest : public testing::Test {
  protected:
    void serve() {
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) {
            std::this_thread::sleep_for(milliseconds(1));
        }
    }
    ~TransportTest() override {
        server_.stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    [[nodiscard]] std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

    static Reply fetch(Transport& transport, const Request& request) {
        transport.start(request);
        std::vector<Reply> replies;
        while (replies.empty()) {
            replies = transport.poll(milliseconds(100));
        }
        return replies.front();
    }

    httplib::Server server_;
    int port_ = 0;
    std::thread thread_;
};

TEST(Headers, OfOneNameAreOneList) {
    Headers headers;
    headers.add_line("Link: </a>; rel=\"next\"");
    headers.add_line("X: y");
    headers.add_line("link:  <https://cdn.example>; rel=\"preconnect\" ");
    EXPECT_EQ(headers.find("LINK"),
              "</a>; rel=\"next\", <https://cdn.example>; rel=\"preconnect\"");
    EXPECT_TRUE(headers.has("x"));
    EXPECT_FALSE(headers.has("y"));
}

TEST_F(TransportTest, HoldsARequestToItsOwnBound) {
    server_.Get("/x", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(1000, 'x'), "text/plain");
    });
    serve();
    Transport transport({});
    EXPECT_EQ(fetch(transport, {.id = 1, .url = url("/x"), .max_bytes = 999}).fault,
              Fault::kTooLarge);
    EXPECT_EQ(fetch(transport, {.id = 2, .url = url("/x"), .max_bytes = 1000}).fault, Fault::kNone);
    EXPECT_EQ(fetch(transport, {.id = 3, .url = url("/x")}).fault, Fault::kNone);
}

TEST_F(TransportTest, ARequestThatCannotBeSentIsAReplyOfItsOwn) {
    server_.Get("/x", [](const httplib::Request&, httplib::Response&) {});
    serve();
    Transport transport({});
    const Reply refused = fetch(
        transport, {.id = 7, .url = url("/" + std::string(9'000'000, 'x')), .bearer_token = "t"});
    EXPECT_EQ(refused.id, 7U);
    EXPECT_EQ(refused.fault, Fault::kUnsendable);
    EXPECT_THAT(refused.message, HasSubstr("too long"));
    EXPECT_EQ(transport.in_flight(), 0U);
    EXPECT_EQ(fetch(transport, {.id = 8, .url = "http://127.0.0.1:0x/"}).fault, Fault::kUnsendable);
    EXPECT_EQ(fetch(transport, {.id = 9, .url = url("/x")}).status, 200);
}

TEST_F(TransportTest, BringsStatusHeadersAndBody) {
    server_.Get("/x", [](const httplib::Request& request, httplib::Response& response) {
        response.status = 404;
        response.set_header("X-Error-Code", "RepoNotFound");
        response.set_content(request.get_header_value("User-Agent"), "text/plain");
    });
    serve();
    TransportOptions options;
    options.user_agent = "hubmine-test/1";
    Transport transport(options);
    const Reply reply = fetch(transport, {7, url("/x"), ""});
    EXPECT_EQ(reply.id, 7U);
    EXPECT_EQ(reply.fault, Fault::kNone);
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.headers.find("x-error-CODE"), "RepoNotFound");
    EXPECT_FALSE(reply.headers.has("link"));
    EXPECT_EQ(reply.body, "hubmine-test/1");
    EXPECT_GT(reply.wire_bytes, 14);
}

TEST_F(TransportTest, KeepsManyRequestsInFlightAndTheirRepliesApart) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(16); };
    server_.Get("/slow", [](const httplib::Request& request, httplib::Response& response) {
        std::this_thread::sleep_for(milliseconds(100));
        response.set_content(request.get_param_value("n"), "text/plain");
    });
    serve();
    Transport transport(TransportOptions{});
    const auto begun = std::chrono::steady_clock::now();
    for (std::uint64_t id = 0; id < 16; ++id) {
        transport.start({id, url("/slow?n=" + std::to_string(id)), ""});
    }
    EXPECT_EQ(transport.in_flight(), 16U);
    std::map<std::uint64_t, std::string> bodies;
    while (bodies.size() < 16) {
        for (const Reply& reply : transport.poll(milliseconds(100))) {
            bodies[reply.id] = reply.body;
        }
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(16 * 100));
    for (const auto& [id, body] : bodies) {
        EXPECT_EQ(body, std::to_string(id));
    }
}

TEST_F(TransportTest, UnpacksWhatIsPacked) {
    const std::string text(100000, 'a');
    server_.Get("/packed", [&](const httplib::Request& request, httplib::Response& response) {
        EXPECT_THAT(request.get_header_value("Accept-Encoding"), HasSubstr("gzip"));
        response.set_content(text, "application/json");
    });
    serve();
    Transport transport(TransportOptions{});
    const Reply reply = fetch(transport, {1, url("/packed"), ""});
    EXPECT_EQ(reply.body, text);
    EXPECT_LT(reply.wire_bytes, 10000);
}

TEST_F(TransportTest, RefusesRepliesThatUnpackToTooMuch) {
    server_.Get("/bomb", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(5'000'000, '0'), "application/json");
    });
    serve();
    TransportOptions options;
    options.max_reply_bytes = 1'000'000;
    Transport transport(options);
    const Reply reply = fetch(transport, {1, url("/bomb"), ""});
    EXPECT_EQ(reply.fault, Fault::kTooLarge);
    EXPECT_TRUE(reply.body.empty());
}

TEST_F(TransportTest, HoldsAllRepliesTogetherToOneBound) {
    server_.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(300'000, 'x'), "text/plain");
    });
    serve();
    TransportOptions options;
    options.max_buffered_bytes = 500'000;
    Transport transport(options);
    transport.set_held_bytes(250'000);
    const Reply reply = fetch(transport, {1, url("/"), ""});
    EXPECT_EQ(reply.fault, Fault::kNoRoom);
    EXPECT_THAT(reply.message, HasSubstr("larger than 500000 bytes together"));
    EXPECT_TRUE(reply.body.empty());
    transport.set_held_bytes(0);
    EXPECT_EQ(transport.buffered_bytes(), 0U);
    EXPECT_EQ(fetch(transport, {2, url("/"), ""}).body.size(), 300'000U);
    EXPECT_EQ(transport.buffered_bytes(), 0U);
}

TEST_F(TransportTest, BodiesThatComeInAtTheSameTimeCountTogether) {
    server_.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(2'000'000, 'x'), "text/plain");
    });
    serve();
    TransportOptions options;
    options.max_buffered_bytes = 5'000'000;
    Transport transport(options);
    constexpr int kMany = 16;
    for (std::uint64_t id = 0; id < kMany; ++id) {
        transport.start({id, url("/"), ""});
    }
    int ended = 0;
    while (ended < kMany) {
        for (const Reply& reply : transport.poll(milliseconds(100))) {
            EXPECT_TRUE(reply.fault == Fault::kNone || reply.fault == Fault::kNoRoom);
            ++ended;
        }
        EXPECT_LE(transport.buffered_bytes(), 5'000'000U);
    }
}

TEST_F(TransportTest, DoesNotFollowRedirects) {
    server_.Get("/old", [](const httplib::Request&, httplib::Response& response) {
        response.set_redirect("/new", 307);
    });
    serve();
    Transport transport(TransportOptions{});
    const Reply reply = fetch(transport, {1, url("/old"), ""});
    EXPECT_EQ(reply.status, 307);
    EXPECT_EQ(reply.headers.find("location"), "/new");
}

TEST_F(TransportTest, ATokenThatTheServerRepeatsIsBlanked) {
    server_.Get("/echo", [](const httplib::Request& request, httplib::Response& response) {
        const std::string said = request.get_header_value("Authorization");
        response.set_header("Server", said);
        response.set_header("Location", "/login?for=" + said.substr(7));
        response.set_content("[\"" + said + "\",\"" + said + "\"]", "application/json");
    });
    serve();
    Transport transport(TransportOptions{});
    const Reply reply = fetch(transport, {1, url("/echo"), "hf_secret"});
    EXPECT_EQ(reply.body, R"(["Bearer *********","Bearer *********"])");
    EXPECT_EQ(reply.headers.find("server"), "Bearer *********");
    EXPECT_EQ(reply.headers.first("location"), "/login?for=*********");
}

TEST_F(TransportTest, SendsATokenWithTheRequestItBelongsToOnly) {
    server_.Get("/who", [](const httplib::Request& request, httplib::Response& response) {
        response.set_content(request.get_header_value("Authorization"), "text/plain");
    });
    serve();
    Transport transport(TransportOptions{});
    EXPECT_EQ(fetch(transport, {1, url("/who"), "hf_x"}).body, "Bearer hf_x");
    EXPECT_EQ(fetch(transport, {2, url("/who"), ""}).body, "");
}

TEST_F(TransportTest, GivesUpOnAServerThatSaysNothing) {
    server_.Get("/hang", [](const httplib::Request&, httplib::Response& response) {
        std::this_thread::sleep_for(milliseconds(700));
        response.set_content("late", "text/plain");
    });
    serve();
    TransportOptions options;
    options.first_byte_timeout = milliseconds(100);
    Transport transport(options);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(fetch(transport, {1, url("/hang"), ""}).fault, Fault::kTimeout);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(650));
}

TEST_F(TransportTest, GivesUpOnAReplyThatStalls) {
    server_.Get("/stall", [](const httplib::Request&, httplib::Response& response) {
        response.set_content_provider(1000, "text/plain",
                                      [](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                          if (offset > 0) {
                                              std::this_thread::sleep_for(milliseconds(700));
                                          }
                                          sink.write("x", 1);
                                          return true;
                                      });
    });
    serve();
    TransportOptions options;
    options.stall_timeout = milliseconds(100);
    Transport transport(options);
    EXPECT_EQ(fetch(transport, {1, url("/stall"), ""}).fault, Fault::kTimeout);
}

TEST_F(TransportTest, TellsARefusedConnectionFromABrokenOne) {
    Transport transport(TransportOptions{});
    const Reply refused = fetch(transport, {1, "http://127.0.0.1:1/", ""});
    EXPECT_EQ(refused.fault, Fault::kConnect);
    EXPECT_EQ(refused.status, 0);
    EXPECT_FALSE(refused.message.empty());
}

TEST_F(TransportTest, TellsWhoSpeaksNoHttpFromWhatCannotBeAsked) {
    for (const char* said : {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 200 OK\r\n\r\n", "hello"}) {
        const RawServer other(said);
        Transport transport(TransportOptions{});
        const Reply reply = fetch(transport, {1, other.url() + "/", ""});
        EXPECT_EQ(reply.fault, Fault::kNotHttp) << said;
        EXPECT_THAT(reply.message, HasSubstr("speaks no HTTP"));
    }
}

TEST_F(TransportTest, HoldsHeadersToABoundOfTheirOwn) {
    std::string many;
    for (int line = 0; line < 600; ++line) {
        many += "X-" + std::to_string(line) + ": y\r\n";
    }
    const std::string interim =
        "HTTP/1.1 103 Early Hints\r\nLink: " + std::string(10000, 'x') + "\r\n\r\n";
    std::string hints;
    for (int reply = 0; reply < 8; ++reply) {
        hints += interim;
    }
    const std::string rest = "Content-Length: 2\r\n\r\n[]";
    for (const std::string& said :
         {"HTTP/1.1 200 OK\r\n" + many + rest,
          "HTTP/1.1 200 OK\r\nX: " + std::string(70000, 'x') + "\r\n" + rest,
          hints + "HTTP/1.1 200 OK\r\n" + rest}) {
        const RawServer other(said);
        Transport transport(TransportOptions{});
        const Reply reply = fetch(transport, {1, other.url() + "/", ""});
        EXPECT_EQ(reply.fault, Fault::kTooLarge) << said.substr(0, 40);
        EXPECT_THAT(reply.message, HasSubstr("header lines"));
    }
    const RawServer sound("HTTP/1.1 200 OK\r\nX: " + std::string(50000, 'x') + "\r\n" + rest);
    Transport transport(TransportOptions{});
    EXPECT_EQ(fetch(transport, {1, sound.url() + "/", ""}).body, "[]");
}

TEST_F(TransportTest, SpeaksNothingButHttp) {
    Transport transport(TransportOptions{});
    EXPECT_EQ(fetch(transport, {1, "file:///etc/passwd", ""}).fault, Fault::kUnsendable);
}

TEST_F(TransportTest, ReturnsFromAWaitWhenItIsWoken) {
    Transport transport(TransportOptions{});
    std::thread other([&] {
        std::this_thread::sleep_for(milliseconds(20));
        transport.wake();
    });
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(transport.poll(std::chrono::seconds(20)).empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
    other.join();
}

TEST_F(TransportTest, RefusesACaBundleThatIsNotThere) {
    TransportOptions options;
    options.ca_bundle = "/no/such/file";
    EXPECT_THROW(Transport{options}, core::Error);
}

}  // namespace
}  // namespace hubmine::hub
