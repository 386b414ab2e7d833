#pragma once

#include "demohub/faults.hpp"
#include "demohub/options.hpp"
#include "demohub/stats.hpp"
#include "demohub/world.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace hubmine::demohub {

/// A Hub on a port of 127.0.0.1, from construction to destruction. Every function may be called by
/// any thread at any time.
///
///     demohub::Server hub({.world = "tests/data/world", .quota = 500});
///     crawl(hub.url());
///     hub.world().rename(core::Kind::kModel, "a/b", "a/c");
///     crawl(hub.url());
///     EXPECT_EQ(hub.stats().limited, 0);
class Server {
  public:
    /// Throws core::Error when the world cannot be read or the port is taken.
    explicit Server(const Options& options);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    ~Server();

    [[nodiscard]] int port() const;
    /// "http://127.0.0.1:PORT"
    [[nodiscard]] std::string url() const;
    [[nodiscard]] World& world();
    [[nodiscard]] Stats stats() const;

    /// From now on.
    void set_faults(const FaultRates& rates);
    /// The next `times` requests whose target (path and query) begins with `prefix`.
    void script(std::string prefix, Fault fault, int times = 1);
    void script(std::string prefix, CannedReply reply, int times = 1);
    /// Where kEvilLink and kEvilRedirect point.
    void set_evil_origin(std::string origin);
    /// Cursors handed out so far are refused from now on.
    void expire_cursors(int status = 410);
    /// What POST /_demo/mutate does: see apply_changes in mutate.hpp. Throws core::Error.
    std::string mutate(std::string_view json);

  private:
    class Running;
    std::unique_ptr<Running> running_;
};

}  // namespace hubmine::demohub
