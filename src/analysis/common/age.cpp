#include "common/age.hpp"

#include <chrono>

namespace hubmine::analysis {

namespace {

constexpr core::Timestamp kFloor =
    std::chrono::sys_days(std::chrono::year(2022) / std::chrono::March / 2) +
    std::chrono::hours(23) + std::chrono::minutes(29) + std::chrono::seconds(4);
constexpr core::Timestamp kAfterFloor = kFloor + std::chrono::seconds(2);

}  // namespace

core::Timestamp moment_of(const store::Snapshot& snapshot) {
    return snapshot.finished_at.value_or(snapshot.started_at);
}

double days_between(core::Timestamp from, core::Timestamp to) {
    return std::chrono::duration<double, std::chrono::days::period>(to - from).count();
}

bool is_floored(core::Timestamp created_at) {
    return created_at >= kFloor && created_at < kAfterFloor;
}

}  // namespace hubmine::analysis
