#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/message.hpp"
#include "demohub/row_order.hpp"
#include "demohub/world.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::demohub {

/// The lists /api/models, /api/datasets and /api/spaces. May be used by several threads.
class Listing {
  public:
    explicit Listing(const World& world) : world_(world), orders_(world) {}

    /// Throws BadRequest.
    [[nodiscard]] Reply page(core::Kind kind, const Ask& ask);
    /// Every cursor handed out so far is refused from now on with this status.
    void expire_cursors(int status);

  private:
    struct Page {
        std::vector<std::string> objects;
        std::size_t last = 0;  ///< the position of the last of them
        bool more = false;
    };

    [[nodiscard]] Page collect(core::Kind kind, const Ask& ask, const RowOrder& order,
                               std::size_t start, std::size_t limit, bool with_spaces) const;

    const World& world_;
    RowOrders orders_;
    std::atomic<std::uint64_t> generation_{0};
    std::atomic<int> expired_status_{410};
};

/// The `Link` of the next page: the request's own parameters and one more.
[[nodiscard]] std::string next_link(const Ask& ask, std::string_view path, std::string_view name,
                                    std::string_view value);

}  // namespace hubmine::demohub
