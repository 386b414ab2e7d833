#pragma once

#include "hubmine/crawl/crawler.hpp"
#include "hubmine/hub/client.hpp"
#include "hubmine/store/store.hpp"

#include "ask.hpp"
#include "door.hpp"
#include "network_loop.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace hubmine::crawl {

/// What every phase of a crawl works with. Asks go out through here, so that the number of those
/// that are still open is known.
class Desk {
  public:
    Desk(const Options& options, const Hooks& hooks, store::Store& store, hub::Client& client,
         NetworkLoop& loop)
        : options_(options), hooks_(hooks), store_(store), client_(client), loop_(loop) {}

    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] store::Store& store() const { return store_; }
    [[nodiscard]] hub::Client& client() const { return client_; }
    [[nodiscard]] Summary& summary() { return summary_; }
    [[nodiscard]] const Summary& summary() const { return summary_; }
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
    /// The same for a redirect that leaves the Hub.
    void retry_elsewhere(Delivery delivery) {
        const std::string reason = elsewhere(delivery.ask.url, delivery.reply);
        retry(std::move(delivery), reason);
    }
    /// A reply was taken from the loop.
    void taken() { --open_; }
    /// Asks whose reply has not been taken yet.
    [[nodiscard]] std::int64_t open() const { return open_; }

  private:
    const Options& options_;
    const Hooks& hooks_;
    store::Store& store_;
    hub::Client& client_;
    NetworkLoop& loop_;
    Summary summary_;
    std::int64_t open_ = 0;
};

}  // namespace hubmine::crawl
