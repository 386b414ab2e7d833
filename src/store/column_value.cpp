#include "column_value.hpp"

namespace hubmine::store {

ColumnValue ColumnValue::bytes(std::string bytes) {
    ColumnValue result;
    result.value_ = Bytes{std::move(bytes)};
    return result;
}

ColumnValue ColumnValue::of(const Statement& row, int column) {
    switch (row.type(column)) {
        case SQLITE_INTEGER:
            return ColumnValue(row.integer(column));
        case SQLITE_FLOAT:
            return ColumnValue(row.real(column));
        case SQLITE_TEXT:
            return ColumnValue(std::string(row.text(column)));
        case SQLITE_BLOB:
            return bytes(std::string(row.bytes(column)));
        default:
            return {};
    }
}

void ColumnValue::bind(Statement& statement, int index) const {
    std::visit(
        [&](const auto& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                statement.bind_at(index, std::nullopt);
            } else if constexpr (std::is_same_v<T, Bytes>) {
                statement.bind_at(index, Blob{value.value});
            } else {
                statement.bind_at(index, value);
            }
        },
        value_);
}

std::optional<std::int64_t> ColumnValue::integer() const {
    const auto* number = std::get_if<std::int64_t>(&value_);
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::string_view ColumnValue::text() const {
    const auto* text = std::get_if<std::string>(&value_);
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

}  // namespace hubmine::store
