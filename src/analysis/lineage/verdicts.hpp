#pragma once

#include "lineage/findings.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace hubmine::analysis::lineage {

/// What becomes of a licence along an edge, in the order of the table.
enum class Verdict : std::uint8_t {
    kKept,
    kNone,     ///< neither has a licence
    kDropped,  ///< only the parent has one
    kAdded,    ///< only the child has one
    kUnclear,  ///< one is unclassified
    kTightened,
    kLoosened,
    kChanged,
};

inline constexpr std::array<std::string_view, 8> kVerdictNames{
    "kept", "none", "dropped", "added", "unclear", "tightened", "loosened", "changed"};

/// Needs licences.
[[nodiscard]] Verdict verdict_of(const Findings& findings, const LineageEdge& edge);

/// Edges of each verdict.
[[nodiscard]] std::array<std::int64_t, kVerdictNames.size()> count_verdicts(
    const Findings& findings, std::optional<Relation> relation);

}  // namespace hubmine::analysis::lineage
