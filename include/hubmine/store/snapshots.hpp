#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The points in time that the store knows: walks of the lists, and numbers from elsewhere.
namespace hubmine::store {

/// One row of the `snapshots` view.
struct Snapshot {
    std::int64_t snapshot_id = 0;
    core::Timestamp started_at;
    std::optional<core::Timestamp> finished_at;
    bool complete = false;
    std::string endpoint;
    std::string tool_version;
    std::int64_t requests = 0;
    std::optional<std::string> source;  ///< set: numbers brought in from elsewhere, not a walk
    WalkScope scope;                    ///< of a walk; without kinds for an import
};

/// All, in the order in which they were begun.
[[nodiscard]] std::vector<Snapshot> load_snapshots(const Store& store);
/// The same without what was imported.
[[nodiscard]] std::vector<Snapshot> load_walks(const Store& store);

/// The snapshot that a person names: "" = the newest complete one (else the newest), a number, or a
/// date (the newest complete one by then). Walks only; those of an author, a tag or a number of
/// rows only by their number, unless the store has no others. Throws UsageError when there is none
/// such, Error when the store holds no snapshot at all.
[[nodiscard]] Snapshot find_snapshot(const Store& store, const std::string& name);

/// What one walk saw of one kind.
struct SnapshotKind {
    core::Kind kind = core::Kind::kModel;
    std::int64_t pages = 0;
    std::int64_t rows = 0;
    bool finished = false;
    std::int64_t present = 0;  ///< repositories there at its end
    std::int64_t added = 0;
    std::int64_t removed = 0;
    std::int64_t restored = 0;
    std::int64_t changed = 0;  ///< repositories with a new name, licence, tags, gating, sdk, ...
    std::int64_t moved = 0;    ///< repositories with new numbers
};
[[nodiscard]] std::vector<SnapshotKind> snapshot_kinds(Store& store, std::int64_t snapshot_id);

}  // namespace hubmine::store
