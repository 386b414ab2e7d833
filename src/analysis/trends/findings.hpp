#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/history.hpp"

#include "trends/settings.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::trends {

/// A point at which numbers of a kind are known.
struct Moment {
    std::int64_t snapshot_id = 0;
    core::Timestamp at;
    std::optional<std::string> source;  ///< set: brought in from elsewhere
};

/// The groups that `--by` makes of one kind's repositories, in ascending name, the nameless last.
struct Groups {
    std::vector<std::optional<std::string>> names;  ///< absent: has no owner, licence, ...
    store::Lists of_repo;                           ///< group numbers by repository
    std::int64_t hidden = 0;                        ///< groups that --top leaves out
};

/// What every table of the trends starts from.
struct Findings {
    const store::History& history;
    const Settings& settings;
    std::int64_t snapshot_id = 0;  ///< the newest one that counts
    core::Timestamp at;            ///< its start
    std::array<Groups, 3> groups;  ///< by core::Kind
    [[nodiscard]] const Groups& groups_of(core::Kind kind) const {
        return groups.at(static_cast<std::size_t>(kind));
    }
};

/// Groups repositories as `--by` asks; of many groups the `--top` with the most likes stay.
/// Throws what load_subfields throws, and UsageError for a `--repo` that nobody knows.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings);

/// Rankings and groups shown unless --top says otherwise.
[[nodiscard]] std::size_t top_of(const Settings& settings);

/// The walks that listed the kind to its end (and the analysed one), oldest first.
[[nodiscard]] std::vector<Moment> walks_of(const Findings& findings, core::Kind kind);
/// Those of them between --since and --until.
[[nodiscard]] std::vector<Moment> walks_in_range(const Findings& findings, core::Kind kind);
/// The imports between --since and --until, oldest first.
[[nodiscard]] std::vector<Moment> imports_in_range(const Findings& findings);
/// The last one of each period, and of each source in it; order kept.
[[nodiscard]] std::vector<Moment> last_of_each_period(const std::vector<Moment>& moments,
                                                      Every every);

/// The row that holds at a walk: the newest at or before it; null when there is none.
[[nodiscard]] const store::MetricRow* row_at(std::span<const store::MetricRow> rows,
                                             std::int64_t snapshot_id);

}  // namespace hubmine::analysis::trends
