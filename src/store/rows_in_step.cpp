#include "rows_in_step.hpp"

namespace hubmine::store {

bool RowsInStep::next(std::int64_t repo_id) {
    static_cast<void>(has_more());
    for (; more_ && rows_.integer(0) < repo_id; more_ = rows_.step()) {
        has_skipped_ = true;
    }
    is_taken_ = more_ && rows_.integer(0) == repo_id;
    return is_taken_;
}

bool RowsInStep::has_more() {
    if (is_taken_) {
        more_ = more_ && rows_.step();
        is_taken_ = false;
    }
    return more_;
}

}  // namespace hubmine::store
