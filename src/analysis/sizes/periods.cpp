#include "hubmine/stats/quantile.hpp"

#include "common/age.hpp"
#include "common/cells.hpp"
#include "common/entity_type.hpp"
#include "common/period.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace hubmine::analysis::sizes {

namespace {

constexpr std::size_t kTypes = kEntityTypeNames.size();

/// Something that is measured of repositories of a kind; absent where it is not known.
struct PeriodMeasure {
    std::string_view name;
    std::function<std::optional<double>(std::uint32_t)> of;
};

std::optional<double> real_or_absent(const std::optional<std::int64_t>& number) {
    return number ? std::optional(static_cast<double>(*number)) : std::nullopt;
}

std::vector<PeriodMeasure> measures_of(const Findings& findings, core::Kind kind) {
    const store::Repos& repos = findings.data.of(kind);
    PeriodMeasure storage{
        "storage", [&repos](std::uint32_t repo) { return real_or_absent(repos.storage[repo]); }};
    if (kind != core::Kind::kModel) {
        return {std::move(storage)};
    }
    return {
        {"parameters",
         [&findings](std::uint32_t model) { return real_or_absent(findings.sizes.of(model)); }},
        {"weights", [&repos](std::uint32_t model) { return real_or_absent(repos.weights[model]); }},
        std::move(storage),
        {"emissions", [&findings](std::uint32_t model) -> std::optional<double> {
             const EmissionReport* const report = findings.emissions.find(model);
             const bool counts =
                 report != nullptr && (!report->is_suspect || findings.settings.keep_suspect);
             return counts ? std::optional(report->grams) : std::nullopt;
         }}};
}

/// When repositories of a kind were created: periods by number, those of the floor apart.
class Slots {
  public:
    Slots(const Findings& findings, core::Kind kind) {
        const store::Repos& repos = findings.data.of(kind);
        const Every every = findings.settings.every;
        for (const std::uint32_t repo : findings.chosen(kind)) {
            const std::optional<core::Timestamp>& created = repos.created_at[repo];
            if (!created) {
                ++undated_;
                continue;
            }
            repos_.push_back(repo);
            keys_of_repos_.push_back(2 * period_of(*created, every) +
                                     (is_floored(*created) ? 0 : 1));
        }
        keys_ = keys_of_repos_;
        std::sort(keys_.begin(), keys_.end());
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    }

    [[nodiscard]] std::size_t size() const { return keys_.size(); }
    [[nodiscard]] std::int64_t undated() const { return undated_; }
    [[nodiscard]] std::string period(std::size_t slot, Every every) const {
        return period_name(keys_[slot] >= 0 ? keys_[slot] / 2 : (keys_[slot] - 1) / 2, every);
    }
    [[nodiscard]] bool is_floored_one(std::size_t slot) const { return keys_[slot] % 2 == 0; }

    /// Calls visit(repo, slot) for every repository that has a date.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (std::size_t i = 0; i < repos_.size(); ++i) {
            const auto found = std::lower_bound(keys_.begin(), keys_.end(), keys_of_repos_[i]);
            visit(repos_[i], static_cast<std::size_t>(found - keys_.begin()));
        }
    }

  private:
    std::vector<std::uint32_t> repos_;
    std::vector<std::int64_t> keys_of_repos_;  // by position in repos_
    std::vector<std::int64_t> keys_;           // each once, ascending
    std::int64_t undated_ = 0;
};

struct Cell {
    std::int64_t created = 0;
    std::vector<double> values;  // of those that are known
};

/// A row's cells of one type of owner (or of all), by slot.
using Cells = std::vector<Cell>;

/// By EntityType, in ascending order each.
std::vector<Cells> cells_by_type(const Findings& findings, core::Kind kind, const Slots& slots,
                                 const PeriodMeasure& measure) {
    std::vector<Cells> by_type(kTypes, Cells(slots.size()));
    slots.for_each([&](std::uint32_t repo, std::size_t slot) {
        Cell& cell = by_type[static_cast<std::size_t>(findings.type_of(kind, repo))][slot];
        ++cell.created;
        if (const std::optional<double> value = measure.of(repo)) {
            cell.values.push_back(*value);
        }
    });
    for (Cells& cells : by_type) {
        for (Cell& cell : cells) {
            std::sort(cell.values.begin(), cell.values.end());
        }
    }
    return by_type;
}

Cells joined(const std::vector<Cells>& by_type, std::size_t slots) {
    Cells all(slots);
    for (std::size_t slot = 0; slot < slots; ++slot) {
        for (const Cells& cells : by_type) {
            std::vector<double> merged;
            std::merge(all[slot].values.begin(), all[slot].values.end(), cells[slot].values.begin(),
                       cells[slot].values.end(), std::back_inserter(merged));
            all[slot].values = std::move(merged);
            all[slot].created += cells[slot].created;
        }
    }
    return all;
}

void add_figures(const std::vector<double>& ascending, std::vector<core::Cell>& row) {
    if (ascending.empty()) {
        return;
    }
    // In ascending order, so that no digit depends on that of the store.
    const double total = std::accumulate(ascending.begin(), ascending.end(), 0.0);
    for (const std::int64_t percent : {25, 50, 75, 90}) {
        row.emplace_back(stats::quantile(ascending, percent, 100));
    }
    row.emplace_back(ascending.back());
    row.emplace_back(total / static_cast<double>(ascending.size()));
    row.emplace_back(total);
}

struct RowStart {
    core::Kind kind = core::Kind::kModel;
    std::string_view measure;
    std::string_view entity_type;
};

void add_period_rows(const RowStart& start, const Slots& slots, const Cells& cells, Every every,
                     core::Table& table) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const Cell& cell = cells[slot];
        if (cell.created == 0) {
            continue;
        }
        const auto known = static_cast<std::int64_t>(cell.values.size());
        std::vector<core::Cell> row{
            std::string(core::kind_name(start.kind)),
            std::string(start.measure),
            std::string(start.entity_type),
            slots.period(slot, every),
            std::int64_t{slots.is_floored_one(slot) ? 1 : 0},
            cell.created,
            known,
            ratio_cell(static_cast<double>(known), static_cast<double>(cell.created))};
        add_figures(cell.values, row);
        row.resize(table.columns().size());
        table.add_row(std::move(row));
    }
}

}  // namespace

void fill_periods(const Findings& findings, core::Table& table, Result& result) {
    const Every every = findings.settings.every;
    std::int64_t undated = 0;
    for (const core::Kind kind : findings.settings.kinds) {
        const Slots slots(findings, kind);
        undated += slots.undated();
        for (const PeriodMeasure& measure : measures_of(findings, kind)) {
            const std::vector<Cells> by_type = cells_by_type(findings, kind, slots, measure);
            add_period_rows({kind, measure.name, "all"}, slots, joined(by_type, slots.size()),
                            every, table);
            for (std::size_t type = 0; type < kTypes; ++type) {
                add_period_rows({kind, measure.name, kEntityTypeNames.at(type)}, slots,
                                by_type[type], every, table);
            }
        }
    }
    result.notes.push_back({.key = "created_at_missing", .value = undated});
}

}  // namespace hubmine::analysis::sizes
