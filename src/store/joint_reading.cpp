#include "hubmine/store/joint_reading.hpp"

#include <algorithm>
#include <stdexcept>

namespace hubmine::store {

namespace {

void join_columns(DatasetParts& parts, const DatasetParts& others) {
    for (const core::Kind kind : others.kinds) {
        if (std::find(parts.kinds.begin(), parts.kinds.end(), kind) == parts.kinds.end()) {
            parts.kinds.push_back(kind);
        }
    }
    for (const core::Kind kind : core::kAllKinds) {
        others.columns_of(kind).for_each(
            [&](RepoColumn column) { parts.columns_of(kind).add(column); });
    }
}

void join_parts(DatasetParts& parts, const DatasetParts& others) {
    join_columns(parts, others);
    parts.commits |= others.commits;
    parts.commit_times |= others.commit_times;
    parts.discussions |= others.discussions;
    parts.discussion_details |= others.discussion_details;
    parts.usage |= others.usage;
    parts.coverage |= others.coverage;
    parts.history |= others.history;
    parts.history_tags |= others.history_tags;
    parts.owners |= others.owners;
    if (others.mark_title) {
        if (parts.mark_title) {
            throw std::logic_error("titles are marked in one way at a time");
        }
        parts.mark_title = others.mark_title;
    }
    if (!others.named_model.empty()) {
        if (!parts.named_model.empty() && parts.named_model != others.named_model) {
            throw std::logic_error("one model is named at a time");
        }
        parts.named_model = others.named_model;
    }
}

bool fit_together(const DatasetOptions& a, const DatasetOptions& b) {
    return a.snapshot == b.snapshot && a.owned.owners == b.owned.owners && a.since == b.since &&
           a.until == b.until && !a.commit_period && !b.commit_period;
}

}  // namespace

DatasetOptions joint_reading(const std::vector<DatasetOptions>& readings) {
    DatasetOptions joint{.parts = {.kinds = {}}};
    for (const DatasetOptions& reading : readings) {
        if (&reading == &readings.front()) {
            joint = reading;
            continue;
        }
        if (!fit_together(joint, reading)) {
            throw std::logic_error("these readings do not go together");
        }
        join_parts(joint.parts, reading.parts);
        joint.connections = std::max(joint.connections, reading.connections);
    }
    return joint;
}

}  // namespace hubmine::store
