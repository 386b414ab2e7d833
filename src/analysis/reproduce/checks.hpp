#pragma once

#include "reproduce/ours.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace hubmine::analysis::reproduce {

/// Something that must hold between figures.
struct Check {
    std::string_view item;
    std::string_view section;
    std::string_view statement;
    bool published_holds = false;
    /// Absent when these tables cannot tell; null when no table can.
    std::optional<bool> (*holds)(const Ours& ours) = nullptr;
    std::string_view note;
};

[[nodiscard]] std::span<const Check> checks();

/// The tables that they look at.
[[nodiscard]] std::span<const TableName> checked_tables();

}  // namespace hubmine::analysis::reproduce
