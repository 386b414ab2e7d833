#include "told.hpp"

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include <variant>

namespace hubmine::cli {

namespace {

output::Value told_bound(const std::string& bound) {
    return bound.empty() ? output::Value() : output::Value(bound);
}

}  // namespace

output::Record told_options(const std::vector<core::Option>& options) {
    output::Record record;
    for (const core::Option& option : options) {
        record.push_back({core::manifest_name(option), option.tell()});
    }
    return record;
}

output::Record told_snapshot(const store::Dataset& data) {
    const store::Snapshot& snapshot = data.snapshot;
    return {
        {"id", snapshot.snapshot_id},
        {"started", core::format_time(snapshot.started_at)},
        {"finished", snapshot.finished_at ? output::Value(core::format_time(*snapshot.finished_at))
                                          : output::Value()},
        {"complete", snapshot.complete && data.unlisted.empty()},
        {"endpoint", data.endpoint},
        {"sample", data.sample ? output::Value(*data.sample) : output::Value()},
        {"kinds", core::kind_list(snapshot.scope.kinds)},
        {"author", told_bound(snapshot.scope.author)},
        {"filter", told_bound(snapshot.scope.filter)},
        {"limit",
         snapshot.scope.limit > 0 ? output::Value(snapshot.scope.limit) : output::Value()}};
}

output::Record told_notes(const std::vector<analysis::Note>& notes) {
    output::Record record;
    for (const analysis::Note& note : notes) {
        record.push_back(
            {note.key,
             std::visit([](const auto& value) { return output::Value(value); }, note.value)});
    }
    return record;
}

}  // namespace hubmine::cli
