#pragma once

#include "demohub/connection.hpp"
#include "demohub/faults.hpp"
#include "demohub/message.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

/// What each fault does to a reply. `dice` chooses between variants.
namespace hubmine::demohub {

/// The reply that stands in for the real one, for faults that have one.
[[nodiscard]] std::optional<Reply> replacement(Fault fault, std::uint64_t dice,
                                               std::chrono::seconds limited_for);

/// The reply that leads to another origin.
[[nodiscard]] Reply lured(Reply reply, Fault fault, const Ask& ask, std::string_view evil_origin);

/// Damages body and headers of the reply as it would be sent.
void spoil_body(Reply& reply, Fault fault, std::uint64_t dice);

/// Where the connection breaks, for faults that break it.
[[nodiscard]] std::optional<Cut> cut_of(Fault fault, std::uint64_t dice, std::size_t body_size,
                                        std::chrono::milliseconds hang);

}  // namespace hubmine::demohub
