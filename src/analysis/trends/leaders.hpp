#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace hubmine::analysis::trends {

/// The first so many of all that is offered, in the order of `Before`; the others are forgotten.
template <typename Row, typename Before>
class Leaders {
  public:
    explicit Leaders(std::size_t most) : most_(most) {}

    /// Whether it would be among them; anything that `Before` can compare with a row.
    template <typename Offer>
    [[nodiscard]] bool takes(const Offer& offer) const {
        return rows_.size() < most_ || (most_ > 0 && Before()(offer, rows_.front()));
    }
    /// One that it takes.
    void add(Row row) {
        if (rows_.size() == most_) {
            std::pop_heap(rows_.begin(), rows_.end(), Before());
            rows_.pop_back();
        }
        rows_.push_back(std::move(row));
        std::push_heap(rows_.begin(), rows_.end(), Before());
    }
    /// In their order. They stay where they are until another one is added.
    [[nodiscard]] std::vector<const Row*> in_order() const {
        std::vector<const Row*> order;
        order.reserve(rows_.size());
        for (const Row& row : rows_) {
            order.push_back(&row);
        }
        std::sort(order.begin(), order.end(),
                  [](const Row* a, const Row* b) { return Before()(*a, *b); });
        return order;
    }

  private:
    std::size_t most_;
    std::vector<Row> rows_;  ///< a heap: the last of them is in front
};

}  // namespace hubmine::analysis::trends
