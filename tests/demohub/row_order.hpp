#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/cursor.hpp"
#include "demohub/world.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// All rows of a kind in one order.
class RowOrder {
  public:
    RowOrder() = default;
    RowOrder(const RowOrder&) = delete;
    RowOrder& operator=(const RowOrder&) = delete;
    RowOrder(RowOrder&&) = delete;
    RowOrder& operator=(RowOrder&&) = delete;
    virtual ~RowOrder() = default;

    [[nodiscard]] virtual std::size_t size() const = 0;
    /// The repository at a position.
    [[nodiscard]] virtual std::size_t index(std::size_t position) const = 0;
    /// The position that follows what the cursor describes. Throws BadRequest when the cursor
    /// belongs to another order.
    [[nodiscard]] virtual std::size_t position_after(const Cursor& cursor) const = 0;
    /// The cursor of a page that ends at a position.
    [[nodiscard]] virtual Cursor cursor_at(std::size_t position) const = 0;
};

/// Makes orders; sorted ones are kept until the world changes. May be used by several threads.
class RowOrders {
  public:
    explicit RowOrders(const World& world) : world_(world) {}

    /// `sort` is the wire's word, empty for the default. Throws BadRequest for an unknown one.
    [[nodiscard]] std::shared_ptr<const RowOrder> order(core::Kind kind, std::string_view sort,
                                                        bool ascending);

  private:
    struct Kept {
        std::uint64_t version = 0;
        std::shared_ptr<const RowOrder> order;
    };

    const World& world_;
    std::mutex mutex_;
    std::map<std::pair<core::Kind, std::string>, Kept> kept_;
};

}  // namespace hubmine::demohub
