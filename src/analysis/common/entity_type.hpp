#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hubmine::analysis {

/// What stands behind a namespace, in the order in which tables have them. The first seven are told
/// by the list of organisations, and `individual` by the Hub as well.
enum class EntityType : std::uint8_t {
    kCompany,
    kUniversity,
    kNonProfit,
    kGovernment,
    kClassroom,
    kCommunity,
    kIndividual,
    kOrganisation,  ///< of a type that nobody told
    kUnknown,
};

inline constexpr std::array<std::string_view, 9> kEntityTypeNames{
    "company",   "university", "non-profit",   "government", "classroom",
    "community", "individual", "organisation", "unknown"};

/// So many of them can stand in a list of organisations.
inline constexpr std::size_t kListedEntityTypes = 7;

[[nodiscard]] constexpr std::string_view entity_type_name(EntityType type) {
    return kEntityTypeNames.at(static_cast<std::size_t>(type));
}

}  // namespace hubmine::analysis
