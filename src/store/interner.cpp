#include "interner.hpp"

#include "clean_text.hpp"

namespace hubmine::store {

void Interner::forget_after_rollback() {
    if (rollbacks_ != database_.rollbacks() || known_.size() > kMostRemembered) {
        rollbacks_ = database_.rollbacks();
        known_.clear();
    }
}

std::optional<std::int64_t> Interner::find(std::string_view text) {
    const CachedStatement query = database_.cached(find_sql_);
    query->bind(text);
    return query->step() ? std::optional(query->integer(0)) : std::nullopt;
}

std::int64_t Interner::id(std::string_view text) {
    forget_after_rollback();
    const std::string_view wanted = clean(text, buffer_);
    if (const auto found = known_.find(wanted); found != known_.end()) {
        return found->second;
    }
    std::optional<std::int64_t> id = find(wanted);
    if (!id) {
        database_.cached(add_sql_)->bind(wanted).run();
        id = database_.last_insert_id();
    }
    known_.emplace(wanted, *id);
    return *id;
}

}  // namespace hubmine::store
