#include "reproduce/study.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "activity/entry.hpp"
#include "adoption/entry.hpp"
#include "collaboration/entry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_set>

namespace hubmine::analysis::reproduce {

namespace {

constexpr std::array<std::string_view, 3> kComparable{"shape", "size", "names"};

/// A row of the file, for what is wrong with it.
class StudyRow {
  public:
    StudyRow(const core::CsvFile& file, std::size_t row) : file_(file), row_(row) {}

    [[nodiscard]] std::string text(std::string_view column) const {
        return std::string(file_.cell(row_, column));
    }
    [[nodiscard]] std::string filled(std::string_view column) const {
        return std::string(file_.filled_cell(row_, column));
    }
    [[noreturn]] void refuse(const std::string& why) const {
        throw core::UsageError(fmt::format("{}:{}: {}", file_.name(), file_.line(row_), why));
    }

  private:
    const core::CsvFile& file_;
    std::size_t row_;
};

std::vector<std::pair<std::string, std::string>> read_key(const StudyRow& row,
                                                          const std::string& text) {
    std::vector<std::pair<std::string, std::string>> key;
    for (const std::string_view part : core::split(text, ';')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            row.refuse(fmt::format("'{}' is no key such as kind=model;activity=n_likes", text));
        }
        key.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
    return key;
}

void check_column(const StudyRow& row, const core::Schema& table, std::string_view column) {
    if (std::none_of(table.columns.begin(), table.columns.end(),
                     [column](const core::Column& each) { return each.name == column; })) {
        row.refuse(fmt::format("table {} has no column '{}'", table.name, column));
    }
}

/// That what it names is a cell of an analysis.
void check_cell(const StudyRow& row, const Printed& printed) {
    const std::span<const Entry> entries = sources();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) {
        return each.name == printed.analysis;
    });
    if (entry == entries.end()) {
        row.refuse(
            fmt::format("'{}' is no analysis of the study: rq1, rq2 or rq3", printed.analysis));
    }
    if (printed.table.empty()) {
        return;
    }
    const auto table =
        std::find_if(entry->tables.begin(), entry->tables.end(),
                     [&](const core::Schema& each) { return each.name == printed.table; });
    if (table == entry->tables.end()) {
        row.refuse(fmt::format("{} has no table '{}'", printed.analysis, printed.table));
    }
    check_column(row, *table, printed.column);
    for (const auto& [column, text] : printed.key) {
        check_column(row, *table, column);
    }
}

Printed read_printed(const StudyRow& row) {
    Printed printed{.item = row.filled("item"),
                    .section = row.text("section"),
                    .what = row.filled("what"),
                    .published = row.filled("published"),
                    .analysis = row.filled("analysis"),
                    .table = row.text("table"),
                    .key = {},
                    .column = row.text("column"),
                    .comparable = row.filled("comparable"),
                    .note = row.text("note")};
    if (std::find(kComparable.begin(), kComparable.end(), printed.comparable) ==
        kComparable.end()) {
        row.refuse(
            fmt::format("'{}' is not one of {}", printed.comparable, fmt::join(kComparable, ", ")));
    }
    if (!printed.table.empty()) {
        printed.key = read_key(row, row.filled("key"));
    } else if (printed.note.empty()) {
        row.refuse("without a table a note says why");
    }
    check_cell(row, printed);
    return printed;
}

}  // namespace

std::span<const Entry> sources() {
    static const std::array kSources{activity::entry(), collaboration::entry(), adoption::entry()};
    return kSources;
}

std::string_view Printed::asked(std::string_view of_column) const {
    const auto found = std::find_if(key.begin(), key.end(),
                                    [&](const auto& pair) { return pair.first == of_column; });
    return found == key.end() ? std::string_view() : found->second;
}

std::vector<Printed> load_study(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"item", "section", "what", "published", "analysis", "table",
                                    "key", "column", "comparable", "note"});
    std::vector<Printed> study;
    std::unordered_set<std::string> items;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const StudyRow at(file, row);
        study.push_back(read_printed(at));
        if (!items.insert(study.back().item).second) {
            at.refuse(fmt::format("item '{}' stands twice", study.back().item));
        }
    }
    return study;
}

}  // namespace hubmine::analysis::reproduce
