#include "reproduce/ours.hpp"

#include "hubmine/core/parallel.hpp"
#include "hubmine/store/joint_reading.hpp"

#include "common/table_row.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace hubmine::analysis::reproduce {

namespace {

/// The question that the study asked, of some tables only.
std::unique_ptr<Question> ask_as_the_study(const Entry& entry, const std::set<TableName>& tables,
                                           const Settings& settings) {
    std::unique_ptr<Question> question = entry.ask();
    analysis::Settings& asked = question->settings();
    asked = static_cast<const analysis::Settings&>(settings);
    asked.tables.clear();
    for (const auto& [analysis, table] : tables) {
        if (analysis == entry.name) {
            asked.tables.push_back(table);
        }
    }
    question->settle({});
    return question;
}

bool has_tables_of(const Entry& entry, const std::set<TableName>& tables) {
    return std::any_of(tables.begin(), tables.end(),
                       [&](const TableName& name) { return name.first == entry.name; });
}

}  // namespace

store::DatasetOptions reading_of(const std::set<TableName>& tables, const Settings& settings) {
    std::vector<store::DatasetOptions> readings{
        {.snapshot = settings.snapshot, .parts = {.kinds = {}}}};
    for (const Entry& entry : sources()) {
        if (has_tables_of(entry, tables)) {
            readings.push_back(ask_as_the_study(entry, tables, settings)->reading());
        }
    }
    return store::joint_reading(readings);
}

Ours::Ours(const store::Dataset& data, const std::set<TableName>& tables,
           const Settings& settings) {
    std::vector<const Entry*> asked;
    for (const Entry& entry : sources()) {
        if (has_tables_of(entry, tables)) {
            asked.push_back(&entry);
        }
    }
    std::vector<Result> answers(asked.size());
    core::for_each_index(asked.size(), kTablesAtOnce, [&](std::size_t i) {
        answers[i] = ask_as_the_study(*asked[i], tables, settings)->answer(data);
    });
    for (std::size_t i = 0; i < asked.size(); ++i) {
        for (const core::TableStream& table : answers[i].tables) {
            tables_.emplace(TableName(asked[i]->name, table.name()), Told(table.gathered()));
        }
    }
}

const Told& Ours::table(std::string_view analysis, std::string_view name) const {
    static const Told kNone{Result{}, ""};
    const auto found = tables_.find(TableName(analysis, name));
    return found == tables_.end() ? kNone : found->second;
}

core::Cell Ours::cell(const Printed& printed) const {
    if (printed.table.empty()) {
        return {};
    }
    const std::vector<Told::Pair> key(printed.key.begin(), printed.key.end());
    return table(printed.analysis, printed.table).cell(key, printed.column).value_or(core::Cell());
}

}  // namespace hubmine::analysis::reproduce
