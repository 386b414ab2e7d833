#pragma once

#include "database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::store {

/// What a column of any type holds, apart from its statement: nothing, a number, text or bytes.
class ColumnValue {
  public:
    ColumnValue() = default;
    explicit ColumnValue(std::int64_t number) : value_(number) {}
    explicit ColumnValue(double number) : value_(number) {}
    explicit ColumnValue(std::string text) : value_(std::move(text)) {}
    /// Of an optional one.
    template <typename T>
    explicit ColumnValue(std::optional<T> value)
        : ColumnValue(value ? ColumnValue(*std::move(value)) : ColumnValue()) {}
    [[nodiscard]] static ColumnValue bytes(std::string bytes);
    /// Of the row that the statement stands at.
    [[nodiscard]] static ColumnValue of(const Statement& row, int column);

    void bind(Statement& statement, int index) const;
    [[nodiscard]] bool is_null() const { return value_.index() == 0; }
    /// Absent when it is no whole number.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    /// The number of a row of another table: absent when there is none, and of no row when the
    /// value is something else.
    [[nodiscard]] std::optional<std::int64_t> row_number() const {
        constexpr std::int64_t kNoRow = -1;
        return is_null() ? std::nullopt : std::optional(integer().value_or(kNoRow));
    }
    /// Empty when it is no text.
    [[nodiscard]] std::string_view text() const;
    friend bool operator==(const ColumnValue&, const ColumnValue&) = default;

  private:
    struct Bytes {
        std::string value;
        friend bool operator==(const Bytes&, const Bytes&) = default;
    };
    std::variant<std::monostate, std::int64_t, double, std::string, Bytes> value_;
};

/// `values.size()` columns from `from` on.
inline void read_values(const Statement& row, int from, std::span<ColumnValue> values) {
    for (ColumnValue& value : values) {
        value = ColumnValue::of(row, from++);
    }
}

/// Binds the parameters from `from` on.
inline void bind_values(Statement& statement, int from, std::span<const ColumnValue> values) {
    for (const ColumnValue& value : values) {
        statement.bind_at(from++, value);
    }
}

}  // namespace hubmine::store
