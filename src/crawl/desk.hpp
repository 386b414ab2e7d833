#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/crawl/crawler.hpp"
#include "hubmine/hub/client.hpp"

#include "ask.hpp"
#include "network_loop.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace hubmine::crawl {

/// What every phase of a crawl works with: the way to the Hub, the clock, and whom to tell. Asks go
/// out through here, so that the number of those that are still open is known.
class Desk {
  public:
    Desk(const Hooks& hooks, hub::Client& client, NetworkLoop& loop)
        : hooks_(hooks), client_(client), loop_(loop) {}

    [[nodiscard]] hub::Client& client() const { return client_; }
    [[nodiscard]] core::Timestamp now() const {
        return hooks_.now ? hooks_.now() : core::SystemClock().now();
    }
    void notice(const std::string& line) const {
        if (hooks_.notice) {
            hooks_.notice(line);
        }
    }

    void warn(const std::string& line) const {
        if (hooks_.warning) {
            hooks_.warning(line);
        }
    }

    void submit(Ask ask) {
        ++open_;
        loop_.submit(std::move(ask));
    }
    /// The reply was of no use: its ask is asked again, and delivered again.
    void retry(Delivery delivery, const std::string& reason) {
        ++open_;
        loop_.retry(std::move(delivery), reason);
    }
    /// A reply was taken from the loop.
    void taken() { --open_; }
    /// Asks whose reply has not been taken yet.
    [[nodiscard]] std::int64_t open() const { return open_; }

  private:
    const Hooks& hooks_;
    hub::Client& client_;
    NetworkLoop& loop_;
    std::int64_t open_ = 0;
};

}  // namespace hubmine::crawl
