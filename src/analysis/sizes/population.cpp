#include "sizes/population.hpp"

#include "common/created_within.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace hubmine::analysis::sizes {

namespace {

/// Asks of one repository after the other whether it takes part, and counts why not.
class Choice {
  public:
    Choice(const store::Dataset& data, const Settings& settings, core::Kind kind)
        : repos_(data.of(kind)), settings_(settings), by_task_(is_by_task(settings, kind)) {
        const auto label = std::find(data.labels.begin(), data.labels.end(), settings.task);
        task_ = label == data.labels.end()
                    ? store::kNoText
                    : static_cast<store::TextId>(label - data.labels.begin());
    }

    [[nodiscard]] bool takes(std::size_t repo) { return is_of_task(repo) && is_large_enough(repo); }
    [[nodiscard]] std::int64_t smaller() const { return smaller_; }
    [[nodiscard]] std::int64_t of_unknown_size() const { return of_unknown_size_; }

  private:
    static bool is_by_task(const Settings& settings, core::Kind kind) {
        return kind == core::Kind::kModel && !settings.task.empty();
    }
    [[nodiscard]] bool is_of_task(std::size_t repo) const {
        return !by_task_ || (task_ != store::kNoText && repos_.pipeline_tag[repo] == task_);
    }
    bool is_large_enough(std::size_t repo) {
        if (!settings_.min_size) {
            return true;
        }
        const auto bytes = repos_.storage[repo] ? repos_.storage[repo] : repos_.weights[repo];
        const bool is_smaller = bytes && *bytes < *settings_.min_size;
        smaller_ += is_smaller ? 1 : 0;
        of_unknown_size_ += bytes ? 0 : 1;
        return !is_smaller;
    }

    const store::Repos& repos_;
    const Settings& settings_;
    bool by_task_;
    store::TextId task_ = store::kNoText;
    std::int64_t smaller_ = 0;
    std::int64_t of_unknown_size_ = 0;
};

}  // namespace

Population choose(const store::Dataset& data, const Settings& settings,
                  const std::vector<core::Kind>& kinds, Result& result) {
    Population population;
    for (const core::Kind kind : kinds) {
        Choice choice(data, settings, kind);
        std::vector<std::uint32_t>& chosen = population.at(static_cast<std::size_t>(kind));
        const CreatedWithin created = created_within(data.of(kind), settings);
        chosen.reserve(created.repos.size());
        for (const std::uint32_t repo : created.repos) {
            if (choice.takes(repo)) {
                chosen.push_back(repo);
            }
        }
        const auto note = [&result, kind](const char* what, std::int64_t number) {
            result.notes.push_back({fmt::format("{}_{}", core::kind_plural(kind), what), number});
        };
        note("taken", static_cast<std::int64_t>(chosen.size()));
        note_undated(kind, created, settings, result);
        if (settings.min_size) {
            note("smaller_left_out", choice.smaller());
            note("of_unknown_size_kept", choice.of_unknown_size());
        }
    }
    return population;
}

void add_columns_to_choose(const Settings& settings, store::DatasetParts& parts) {
    using store::RepoColumn;
    for (const core::Kind kind : parts.kinds) {
        store::RepoColumns& columns = parts.columns_of(kind);
        read_created_at(settings, columns);
        if (settings.min_size) {
            columns.add(RepoColumn::kStorage);
            columns.add(RepoColumn::kWeights);
        }
        if (!settings.task.empty() && kind == core::Kind::kModel) {
            columns.add(RepoColumn::kPipelineTag);
        }
    }
}

}  // namespace hubmine::analysis::sizes
