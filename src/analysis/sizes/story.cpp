#include "sizes/story.hpp"

#include "hubmine/core/text.hpp"

#include "common/table_row.hpp"
#include "sizes/model_sizes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace hubmine::analysis::sizes {

namespace {

constexpr double kPercent = 100;

/// One row of a table that was made, by the names of its columns.
class ToldRow {
  public:
    static std::optional<ToldRow> find(const Result& result, std::string_view table,
                                       std::size_t row) {
        const core::TableStream* const made = find_table(result.tables, table);
        return made == nullptr ? std::nullopt : std::optional(ToldRow(made->gathered(), row));
    }
    template <typename Value>
    [[nodiscard]] std::optional<Value> get(std::string_view column) const {
        for (std::size_t i = 0; i < table_.columns().size(); ++i) {
            const core::Cell cell =
                table_.columns()[i].name == column ? table_.cell(row_, i) : core::Cell();
            if (const auto* const value = std::get_if<Value>(&cell)) {
                return *value;
            }
        }
        return std::nullopt;
    }

  private:
    ToldRow(core::Table table, std::size_t row) : table_(std::move(table)), row_(row) {}

    core::Table table_;
    std::size_t row_;
};

std::optional<std::string> tell_families(const Result& result) {
    const auto row = ToldRow::find(result, "small_or_large", 0);
    const auto share = row ? row->get<double>("smaller_share") : std::nullopt;
    if (!share) {
        return std::nullopt;
    }
    const auto families = row->get<std::int64_t>("families").value_or(0);
    return fmt::format(
        "in {} {} with several sizes the smallest is downloaded more in {:.0f} % "
        "(p = {:.2g})",
        core::grouped(families), core::noun(families, "family"), kPercent * *share,
        row->get<double>("p").value_or(1));
}

std::optional<std::string> tell_known(const Result& result) {
    const auto row = ToldRow::find(result, "bands", kBands - 1);
    const auto unknown = row ? row->get<double>("share") : std::nullopt;
    if (!unknown) {
        return std::nullopt;
    }
    const auto unknown_downloads = row->get<double>("downloads_share");
    return fmt::format("size is known for {:.0f} % of models{}", kPercent * (1 - *unknown),
                       unknown_downloads ? fmt::format(" and {:.0f} % of downloads",
                                                       kPercent * (1 - *unknown_downloads))
                                         : "");
}

std::optional<std::string> tell_emissions(const Result& result) {
    const auto row = ToldRow::find(result, "emissions", 0);
    const auto share = row ? row->get<double>("reporting_share") : std::nullopt;
    if (!share) {
        return std::nullopt;
    }
    const auto top_share = row->get<double>("top_share");
    return fmt::format("{:.1f} % of models report emissions{}.", kPercent * *share,
                       top_share ? fmt::format("; the largest report is {:.0f} % of the total",
                                               kPercent * *top_share)
                                 : "");
}

}  // namespace

std::vector<std::string> tell(const Result& result) {
    std::vector<std::string> parts;
    for (const auto& part : {tell_families(result), tell_known(result)}) {
        if (part) {
            parts.push_back(*part);
        }
    }
    std::vector<std::string> lines;
    if (!parts.empty()) {
        std::string line = fmt::format("{}.", fmt::join(parts, "; "));
        line.front() = line.front() == 'i' ? 'I' : 'S';
        lines.push_back(std::move(line));
    }
    if (auto emissions = tell_emissions(result)) {
        lines.push_back(std::move(*emissions));
    }
    return lines;
}

}  // namespace hubmine::analysis::sizes
