#include "demohub/row_order.hpp"

#include "hubmine/core/time.hpp"

#include "demohub/json_text.hpp"
#include "demohub/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace hubmine::demohub {
namespace {

constexpr std::array<std::string_view, 10> kSorts{
    "createdAt", "lastModified", "downloads",      "likes",    "likes7d",
    "likes30d",  "id",           "num_parameters", "mainSize", "trendingScore"};

[[noreturn]] void refuse_cursor() {
    throw BadRequest{"✖ Invalid cursor"};
}

std::int64_t time_value(const std::optional<std::string>& text) {
    const auto time = text ? core::parse_time(*text) : std::nullopt;
    return time ? time->time_since_epoch().count() : 0;
}

std::string time_text(std::int64_t ms) {
    return json_string(core::format_time(core::Timestamp(std::chrono::milliseconds(ms))));
}

/// By (createdAt, _id): the order in which the world numbers its repositories.
class CreationOrder final : public RowOrder {
  public:
    CreationOrder(const World& world, core::Kind kind, bool ascending)
        : world_(world), kind_(kind), ascending_(ascending), size_(world.size(kind)) {}

    [[nodiscard]] std::size_t size() const override { return size_; }
    [[nodiscard]] std::size_t index(std::size_t position) const override {
        return ascending_ ? position : size_ - 1 - position;
    }
    [[nodiscard]] std::size_t position_after(const Cursor& cursor) const override {
        if (cursor.sort != "createdAt" || cursor.ascending != ascending_) {
            refuse_cursor();
        }
        const std::int64_t ms = time_value(from_json_string(cursor.value));
        const std::size_t above = first_beyond(ms, cursor.hub_id, true);
        return ascending_ ? above : size_ - first_beyond(ms, cursor.hub_id, false);
    }
    [[nodiscard]] Cursor cursor_at(std::size_t position) const override {
        const std::size_t row = index(position);
        return {"createdAt", ascending_, time_text(world_.created_ms(kind_, row)),
                world_.hub_id(kind_, row)};
    }

  private:
    /// The first index whose key is greater than (strict) or not less than the given one.
    [[nodiscard]] std::size_t first_beyond(std::int64_t ms, const std::string& hub_id,
                                           bool strict) const {
        std::size_t low = 0;
        std::size_t high = size_;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            const std::int64_t other = world_.created_ms(kind_, middle);
            const int order =
                other != ms ? (other < ms ? -1 : 1) : world_.hub_id(kind_, middle).compare(hub_id);
            if (order < 0 || (strict && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    const World& world_;
    core::Kind kind_;
    bool ascending_;
    std::size_t size_;
};

std::int64_t sort_value(const RawObject& object, std::string_view sort) {
    if (sort == "lastModified") {
        return time_value(object.text("lastModified"));
    }
    if (sort == "num_parameters") {
        const auto safetensors = object.find("safetensors");
        return safetensors ? RawObject(*safetensors).integer("total").value_or(0) : 0;
    }
    if (sort == "mainSize") {
        return object.integer("usedStorage").value_or(0);
    }
    return object.integer(sort == "likes30d" || sort == "likes7d" ? "trendingScore" : sort)
        .value_or(-1);
}

/// By a value, the greatest first; equal ones by _id.
class ValueOrder final : public RowOrder {
  public:
    ValueOrder(const World& world, core::Kind kind, std::string_view sort)
        : world_(world), kind_(kind), sort_(sort), rows_(world.size(kind)), values_(rows_.size()) {
        std::iota(rows_.begin(), rows_.end(), std::uint32_t{0});
        for (std::size_t i = 0; i < values_.size(); ++i) {
            values_[i] = sort_value(RawObject(world.object(kind, i, false)), sort);
        }
        std::sort(rows_.begin(), rows_.end(), [this](std::uint32_t a, std::uint32_t b) {
            return values_[a] != values_[b] ? values_[a] > values_[b]
                                            : world_.hub_id(kind_, a) < world_.hub_id(kind_, b);
        });
    }

    [[nodiscard]] std::size_t size() const override { return rows_.size(); }
    [[nodiscard]] std::size_t index(std::size_t position) const override {
        return rows_.at(position);
    }
    [[nodiscard]] std::size_t position_after(const Cursor& cursor) const override {
        std::int64_t value = 0;
        if (cursor.sort != sort_ || cursor.ascending ||
            std::from_chars(cursor.value.data(), cursor.value.data() + cursor.value.size(), value)
                    .ec != std::errc{}) {
            refuse_cursor();
        }
        const auto after = std::partition_point(rows_.begin(), rows_.end(), [&](std::uint32_t row) {
            return values_[row] != value ? values_[row] > value
                                         : world_.hub_id(kind_, row) <= cursor.hub_id;
        });
        return static_cast<std::size_t>(after - rows_.begin());
    }
    [[nodiscard]] Cursor cursor_at(std::size_t position) const override {
        const std::size_t row = index(position);
        return {sort_, false, std::to_string(values_.at(row)), world_.hub_id(kind_, row)};
    }

  private:
    const World& world_;
    core::Kind kind_;
    std::string sort_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::int64_t> values_;
};

/// By id, the greatest first.
class NameOrder final : public RowOrder {
  public:
    NameOrder(const World& world, core::Kind kind) : world_(world), kind_(kind) {
        for (std::size_t i = 0; i < world.size(kind); ++i) {
            rows_.emplace_back(world.name(kind, i), i);
        }
        std::sort(rows_.begin(), rows_.end(), std::greater<>{});
    }

    [[nodiscard]] std::size_t size() const override { return rows_.size(); }
    [[nodiscard]] std::size_t index(std::size_t position) const override {
        return rows_.at(position).second;
    }
    [[nodiscard]] std::size_t position_after(const Cursor& cursor) const override {
        const auto name = from_json_string(cursor.value);
        if (cursor.sort != "id" || !name) {
            refuse_cursor();
        }
        const auto after = std::partition_point(
            rows_.begin(), rows_.end(), [&](const auto& row) { return row.first >= *name; });
        return static_cast<std::size_t>(after - rows_.begin());
    }
    [[nodiscard]] Cursor cursor_at(std::size_t position) const override {
        const auto& [name, row] = rows_.at(position);
        return {"id", false, json_string(name), world_.hub_id(kind_, row)};
    }

  private:
    const World& world_;
    core::Kind kind_;
    std::vector<std::pair<std::string, std::size_t>> rows_;
};

}  // namespace

std::shared_ptr<const RowOrder> RowOrders::order(core::Kind kind, std::string_view sort,
                                                 bool ascending) {
    if (sort.empty() || (kind == core::Kind::kSpace && sort == "downloads")) {
        sort = "trendingScore";
    }
    if (std::find(kSorts.begin(), kSorts.end(), sort) == kSorts.end()) {
        throw BadRequest{
            fmt::format("✖ Invalid option: expected one of \"{}\"", fmt::join(kSorts, "\"|\""))};
    }
    if (sort == "createdAt") {
        return std::make_shared<CreationOrder>(world_, kind, ascending);
    }
    const std::lock_guard lock(mutex_);
    Kept& kept = kept_[{kind, std::string(sort)}];
    const std::uint64_t version = world_.version();
    if (!kept.order || kept.version != version) {
        kept.version = version;
        kept.order =
            sort == "id"
                ? std::shared_ptr<const RowOrder>(std::make_shared<NameOrder>(world_, kind))
                : std::make_shared<ValueOrder>(world_, kind, sort);
    }
    return kept.order;
}

}  // namespace hubmine::demohub
