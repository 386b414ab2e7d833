#include "hubmine/core/error.hpp"
#include "hubmine/crawl/plan.hpp"
#include "hubmine/hub/transport.hpp"

#include "crawl/child_process.hpp"
#include "crawl/crawl_fixture.hpp"

#include <arpa/inet.h>
#include <functional>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;

/// A port that was free a moment ago.
int free_port() {
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // The socket interface wants the general type.
    auto* const general = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(handle, general, size), 0);
    EXPECT_EQ(getsockname(handle, general, &size), 0);
    close(handle);
    return ntohs(address.sin_port);
}

/// The demo Hub behind nghttpx (Debian's nghttp2-proxy), which offers HTTP/2 over TLS with a
/// certificate that only we know.
class Http2 : public CrawlTest {
  protected:
    Http2() : hub_(small_hub()) {
        make_certificate();
        hub::Reply reply = start_proxy();
        // Somebody else may have taken the port meanwhile.
        for (int attempt = 1; attempt < 5 && reply.status != 200; ++attempt) {
            reply = start_proxy();
        }
        EXPECT_EQ(reply.status, 200) << reply.message << ": is nghttp2-proxy installed?";
        EXPECT_EQ(reply.http_version, 2);
    }

    void make_certificate() const {
        ChildProcess openssl({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
                              file("key.pem").string(), "-out", file("cert.pem").string(), "-days",
                              "2", "-subj", "/CN=127.0.0.1", "-addext",
                              "subjectAltName=IP:127.0.0.1"});
        openssl.wait();
        EXPECT_EQ(openssl.exit_code(), 0);
    }

    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }

    hub::Reply start_proxy() {
        port_ = free_port();
        proxy_ = std::make_unique<ChildProcess>(std::vector<std::string>{
            "nghttpx", "--frontend=127.0.0.1," + std::to_string(port_),
            "--backend=127.0.0.1," + std::to_string(hub_.port()), "--no-ocsp", "--workers=1",
            "--errorlog-file=" + file("nghttpx.log").string(), file("key.pem").string(),
            file("cert.pem").string()});
        return wait_for_proxy();
    }

    [[nodiscard]] hub::Reply wait_for_proxy() const {
        hub::TransportOptions options;
        options.ca_bundle = file("cert.pem");
        hub::Transport transport(options);
        std::vector<hub::Reply> replies;
        for (std::uint64_t attempt = 0; attempt < 100; ++attempt) {
            transport.start({attempt, url() + "/api/models?limit=1", ""});
            replies.clear();
            while (replies.empty()) {
                replies = transport.poll(milliseconds(100));
            }
            if (replies.front().status == 200) {
                break;
            }
            std::this_thread::sleep_for(milliseconds(50));
        }
        return replies.front();
    }

    demohub::Server hub_;
    int port_ = 0;
    std::unique_ptr<ChildProcess> proxy_;
};

TEST_F(Http2, BringsTheSameStoreAsPlainHttp) {
    crawl(options_for(hub_, "plain.db"));
    Options options = options_for(hub_, "http2.db");
    options.endpoint = url();
    options.ca_bundle = file("cert.pem");
    options.token = "";
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_EQ(dump_store(file("http2.db")), dump_store(file("plain.db")));
}

TEST_F(Http2, StandsForNoHubThatNobodyVouchesFor) {
    Options options = options_for(hub_);
    options.endpoint = url();
    const auto before = hub_.stats().requests;
    const std::vector<std::function<void()>> ways{
        [&] { crawl(options); },
        [&] { static_cast<void>(make_plan(options, {}, core::SystemClock().now())); }};
    for (const auto& ask : ways) {
        try {
            ask();
            FAIL() << "the certificate should have been refused";
        } catch (const core::Error& error) {
            EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("certificate"),
                                                     testing::HasSubstr("--ca-bundle FILE")));
            EXPECT_EQ(error.exit_code(), core::ExitCode::kError);
        }
    }
    EXPECT_EQ(hub_.stats().requests, before);
}

}  // namespace
}  // namespace hubmine::crawl
