#include "rows_in_step.hpp"

namespace hubmine::store {

bool RowsInStep::next(std::int64_t repo_id) {
    static_cast<void>(has_more());
    while (more_ && at_ < repo_id) {
        has_skipped_ = true;
        step();
    }
    is_taken_ = more_ && at_ == repo_id;
    return is_taken_;
}

bool RowsInStep::has_more() {
    if (is_taken_) {
        is_taken_ = false;
        if (more_) {
            step();
        }
    }
    return more_;
}

void RowsInStep::step() {
    more_ = rows_.step();
    at_ = more_ ? rows_.integer(0) : 0;
}

}  // namespace hubmine::store
