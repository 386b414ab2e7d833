#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace hubmine::analysis {

[[nodiscard]] inline core::Column text(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kText, std::move(meaning), core::Unit::kNone};
}
/// A whole number that counts nothing: a rank, a value of what another column names, ...
[[nodiscard]] inline core::Column integer(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kNone};
}
[[nodiscard]] inline core::Column counted(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kCount};
}
[[nodiscard]] inline core::Column real(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kReal, std::move(meaning), core::Unit::kNone};
}
/// A fraction in 0..1.
[[nodiscard]] inline core::Column share(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kReal, std::move(meaning), core::Unit::kShare};
}
/// A difference of times.
[[nodiscard]] inline core::Column days(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kReal, std::move(meaning), core::Unit::kDays};
}
[[nodiscard]] inline core::Column bytes(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kBytes};
}
/// A moment, in the form of ISO 8601.
[[nodiscard]] inline core::Column moment(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kText, std::move(meaning) + " (UTC)",
            core::Unit::kTime};
}

/// Columns that many tables begin with.
[[nodiscard]] inline core::Column kind_column() {
    return text("kind", "model, dataset or space");
}
[[nodiscard]] inline core::Column subfield_column() {
    return text("subfield", "cv, nlp, mm, all or another of the sub-fields' file");
}
[[nodiscard]] inline core::Column rank_column() {
    return integer("rank", "place in the ranking, from 1");
}

/// A size as the cells of a table have it.
[[nodiscard]] inline std::int64_t count(std::size_t size) {
    return static_cast<std::int64_t>(size);
}

}  // namespace hubmine::analysis
