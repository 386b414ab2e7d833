#pragma once

#include "demohub/listing.hpp"
#include "demohub/message.hpp"
#include "demohub/options.hpp"
#include "demohub/repository.hpp"
#include "demohub/world.hpp"

#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// The Hub's answers, without transport, quota and faults. May be used by several threads.
class Api {
  public:
    Api(const World& world, const Options& options);

    /// Answers a request; sets `ask.authenticated`.
    [[nodiscard]] Reply answer(Ask& ask);
    void expire_cursors(int status) { listing_.expire_cursors(status); }

  private:
    [[nodiscard]] Reply route(const Ask& ask);
    [[nodiscard]] Reply account(const Ask& ask) const;
    [[nodiscard]] Reply remembered(const Ask& ask);

    const World& world_;
    std::vector<std::string> tokens_;
    bool pre_render_;
    Listing listing_;
    Repository repository_;

    std::mutex mutex_;
    std::uint64_t rendered_version_ = 0;
    std::unordered_map<std::string, Reply> rendered_;
};

/// gzip (RFC 1952), the fastest level.
[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace hubmine::demohub
