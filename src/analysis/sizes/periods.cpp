#include "hubmine/stats/quantile.hpp"
#include "hubmine/stats/sorting.hpp"

#include "common/age.hpp"
#include "common/cells.hpp"
#include "common/columns.hpp"
#include "common/entity_type.hpp"
#include "common/period.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// When repositories of a kind were created, and by whom: those with a date in cells, one for each
/// period (those of the floor apart) and type of owner.
class Cells {
  public:
    Cells(const Findings& findings, core::Kind kind) {
        const store::Repos& repos = findings.data.of(kind);
        const Every every = findings.settings.every;
        std::vector<std::int64_t> keys_of_repos;
        for (const std::uint32_t repo : findings.chosen(kind)) {
            const std::optional<core::Timestamp>& created = repos.created_at[repo];
            if (!created) {
                ++undated_;
                continue;
            }
            repos_.push_back(repo);
            keys_of_repos.push_back(2 * period_of(*created, every) +
                                    (is_floored(*created) ? 0 : 1));
        }
        keys_ = keys_of_repos;
        stats::sort_ascending(keys_);
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
        created_.assign(keys_.size() * kTypes, 0);
        cells_.reserve(repos_.size());
        for (std::size_t i = 0; i < repos_.size(); ++i) {
            const auto slot = std::lower_bound(keys_.begin(), keys_.end(), keys_of_repos[i]);
            const auto type = static_cast<std::size_t>(findings.type_of(kind, repos_[i]));
            cells_.push_back(static_cast<std::uint32_t>(
                static_cast<std::size_t>(slot - keys_.begin()) * kTypes + type));
            ++created_[cells_.back()];
        }
    }

    /// How many periods there are.
    [[nodiscard]] std::size_t periods() const { return keys_.size(); }
    [[nodiscard]] std::size_t size() const { return created_.size(); }
    [[nodiscard]] std::int64_t undated() const { return undated_; }
    [[nodiscard]] std::int64_t created(std::size_t cell) const { return created_[cell]; }
    [[nodiscard]] std::string period(std::size_t slot, Every every) const {
        return period_name(keys_[slot] >= 0 ? keys_[slot] / 2 : (keys_[slot] - 1) / 2, every);
    }
    [[nodiscard]] bool is_floored_one(std::size_t slot) const { return keys_[slot] % 2 == 0; }

    /// Calls visit(repo, cell) for every repository that has a date.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (std::size_t i = 0; i < repos_.size(); ++i) {
            visit(repos_[i], std::size_t{cells_[i]});
        }
    }

  private:
    std::vector<std::uint32_t> repos_;
    std::vector<std::uint32_t> cells_;   // by position in repos_
    std::vector<std::int64_t> keys_;     // of periods, each once, ascending
    std::vector<std::int64_t> created_;  // by cell
    std::int64_t undated_ = 0;
};

/// What is known of a measure, cell by cell, ascending in each.
class Values {
  public:
    Values(const Cells& cells, const PeriodMeasure& measure) : first_(cells.size() + 1, 0) {
        std::vector<double> by_repo;
        std::vector<std::uint32_t> of_cell;
        cells.for_each([&](std::uint32_t repo, std::size_t cell) {
            if (const std::optional<double> value = measure.of(repo)) {
                by_repo.push_back(*value);
                of_cell.push_back(static_cast<std::uint32_t>(cell));
                ++first_[cell + 1];
            }
        });
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        values_.resize(by_repo.size());
        for (std::size_t i = 0; i < by_repo.size(); ++i) {
            values_[next[of_cell[i]]++] = by_repo[i];
        }
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            stats::sort_ascending(
                std::span(values_).subspan(first_[cell], first_[cell + 1] - first_[cell]));
        }
    }

    [[nodiscard]] std::span<const double> of_cell(std::size_t cell) const {
        return between(cell, cell + 1);
    }
    /// Of all types together.
    [[nodiscard]] std::vector<double> of_period(std::size_t slot) const {
        const auto of_types = between(slot * kTypes, (slot + 1) * kTypes);
        std::vector<double> all(of_types.begin(), of_types.end());
        stats::sort_ascending(all);
        return all;
    }

  private:
    [[nodiscard]] std::span<const double> between(std::size_t cell, std::size_t end) const {
        return std::span(values_).subspan(first_[cell], first_[end] - first_[cell]);
    }

    std::vector<double> values_;
    std::vector<std::size_t> first_;  // by cell, and one behind the last
};

void add_figures(std::span<const double> ascending, std::vector<core::Cell>& row) {
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

/// The rows of a measure, but for what they have of their own.
class PeriodRows {
  public:
    PeriodRows(core::Kind kind, std::string_view measure, Every every, const Cells& cells,
               core::Table& table)
        : kind_(core::kind_name(kind)),
          measure_(measure),
          every_(every),
          cells_(cells),
          table_(table) {}

    /// Nothing when none was created.
    void add(std::string_view type, std::size_t slot, std::int64_t created,
             std::span<const double> ascending) {
        if (created == 0) {
            return;
        }
        const std::int64_t known = count(ascending.size());
        std::vector<core::Cell> row{
            std::string(kind_),
            std::string(measure_),
            std::string(type),
            cells_.period(slot, every_),
            std::int64_t{cells_.is_floored_one(slot) ? 1 : 0},
            created,
            known,
            ratio_cell(static_cast<double>(known), static_cast<double>(created))};
        add_figures(ascending, row);
        row.resize(table_.columns().size());
        table_.add_row(std::move(row));
    }

  private:
    std::string_view kind_;
    std::string_view measure_;
    Every every_;
    const Cells& cells_;
    core::Table& table_;
};

void add_measure(const Cells& cells, const Values& values, PeriodRows rows) {
    for (std::size_t slot = 0; slot < cells.periods(); ++slot) {
        std::int64_t created = 0;
        for (std::size_t type = 0; type < kTypes; ++type) {
            created += cells.created(slot * kTypes + type);
        }
        rows.add("all", slot, created, values.of_period(slot));
    }
    for (std::size_t type = 0; type < kTypes; ++type) {
        for (std::size_t slot = 0; slot < cells.periods(); ++slot) {
            const std::size_t cell = slot * kTypes + type;
            rows.add(kEntityTypeNames.at(type), slot, cells.created(cell), values.of_cell(cell));
        }
    }
}

}  // namespace

void fill_periods(const Findings& findings, core::Table& table, Result& result) {
    std::int64_t undated = 0;
    for (const core::Kind kind : findings.settings.kinds) {
        const Cells cells(findings, kind);
        undated += cells.undated();
        for (const PeriodMeasure& measure : measures_of(findings, kind)) {
            add_measure(cells, Values(cells, measure),
                        PeriodRows(kind, measure.name, findings.settings.every, cells, table));
        }
    }
    result.notes.push_back({.key = "created_at_missing", .value = undated});
}

}  // namespace hubmine::analysis::sizes
