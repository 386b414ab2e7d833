#include "due.hpp"

#include "hubmine/store/walks.hpp"

#include "milliseconds.hpp"

namespace hubmine::store {

bool is_ahead(const WorkQuery& query, std::int64_t at) {
    return query.now && at > to_ms(*query.now + kClockTolerance);
}

std::optional<bool> is_due_incomplete(const WorkQuery& query, FetchState state,
                                      std::int64_t tried_at) {
    const auto tried_before = [&](const std::optional<core::Timestamp>& bound) {
        return bound && (tried_at < to_ms(*bound) || is_ahead(query, tried_at));
    };
    switch (state) {
        case FetchState::kPending:
            return true;
        case FetchState::kFailed:
            return !query.run_started || tried_before(query.run_started);
        case FetchState::kUnreadable:
        case FetchState::kGone:
            return tried_before(query.retry_unreadable_before);
        case FetchState::kComplete:
            break;
    }
    return std::nullopt;
}

}  // namespace hubmine::store
