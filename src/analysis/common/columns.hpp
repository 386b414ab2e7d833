#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace hubmine::analysis {

/// A text says what it holds.
[[nodiscard]] inline core::Column text_of(core::Content content, std::string name,
                                          std::string meaning) {
    return {std::move(name), core::CellType::kText, std::move(meaning), core::Unit::kNone, content};
}
[[nodiscard]] inline core::Column term(std::string name, std::string meaning) {
    return text_of(core::Content::kTerm, std::move(name), std::move(meaning));
}
[[nodiscard]] inline core::Column person_name(std::string name, std::string meaning) {
    return text_of(core::Content::kPerson, std::move(name), std::move(meaning));
}
[[nodiscard]] inline core::Column owner_name(std::string name, std::string meaning) {
    return text_of(core::Content::kOwner, std::move(name), std::move(meaning));
}
[[nodiscard]] inline core::Column entity_name(std::string name, std::string meaning) {
    return text_of(core::Content::kEntity, std::move(name), std::move(meaning));
}
[[nodiscard]] inline core::Column repository_id(std::string name, std::string meaning) {
    return text_of(core::Content::kRepository, std::move(name), std::move(meaning));
}
/// What the store calls it; it means nothing elsewhere.
[[nodiscard]] inline core::Column repository_number(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kNone,
            core::Content::kRepository};
}
/// Beside a column `by` or `level`, which says whose name it is.
[[nodiscard]] inline core::Column group_name(std::string name, std::string meaning) {
    return text_of(core::Content::kGroup, std::move(name), std::move(meaning));
}
[[nodiscard]] inline core::Column written(std::string name, std::string meaning) {
    return text_of(core::Content::kWritten, std::move(name), std::move(meaning));
}
/// A whole number that counts nothing: a rank, a value of what another column names, ...
[[nodiscard]] inline core::Column integer(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kNone};
}
[[nodiscard]] inline core::Column counted(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kCount};
}
[[nodiscard]] inline core::Column people_counted(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kCount,
            core::Content::kPerson};
}
[[nodiscard]] inline core::Column owners_counted(std::string name, std::string meaning) {
    return {std::move(name), core::CellType::kInteger, std::move(meaning), core::Unit::kCount,
            core::Content::kOwner};
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
            core::Unit::kTime, core::Content::kTerm};
}

/// Columns that many tables begin with.
[[nodiscard]] inline core::Column kind_column() {
    return term("kind", "model, dataset or space");
}
[[nodiscard]] inline core::Column subfield_column() {
    return term("subfield", "cv, nlp, mm, all or another of the sub-fields' file");
}
[[nodiscard]] inline core::Column rank_column() {
    return integer("rank", "place in the ranking, from 1");
}

/// A size as the cells of a table have it.
[[nodiscard]] inline std::int64_t count(std::size_t size) {
    return static_cast<std::int64_t>(size);
}

}  // namespace hubmine::analysis
