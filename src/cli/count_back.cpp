#include "count_back.hpp"

#include "hubmine/store/snapshots.hpp"

#include <optional>

namespace hubmine::cli {

void count_back(const std::vector<core::Option>& options, const std::filesystem::path& store,
                const std::string& snapshot) {
    std::optional<core::Timestamp> at;
    for (const core::Option& option : options) {
        if (!option.count_back) {
            continue;
        }
        if (!at) {
            at =
                store::find_snapshot(store::Store(store, {.read_only = true}), snapshot).started_at;
        }
        option.count_back(*at);
    }
}

}  // namespace hubmine::cli
