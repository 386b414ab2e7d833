#include "hubmine/analysis/common/read_share.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "common/owner.hpp"
#include "topics/tables.hpp"

#include <array>
#include <string>
#include <utility>

namespace hubmine::analysis::topics {

using core::Cell;

void fill_tasks(const Findings& findings, core::Table& table) {
    const core::TextMap<std::string> modalities = load_task_modalities(findings.settings);
    const std::int64_t models = count(findings.models->size());
    const std::int64_t downloads = findings.models->all_downloads();
    const std::size_t shown = findings.settings.first_of(findings.tasks.size(), kDefaultTop);
    for (std::size_t rank = 0; rank < shown; ++rank) {
        const TaskCount& task = findings.tasks[rank];
        const auto modality = modalities.find(task.task);
        table.add_row({count(rank + 1), task.task.empty() ? Cell() : Cell(std::string(task.task)),
                       modality == modalities.end() ? Cell() : Cell(modality->second), task.models,
                       ratio_cell(task.models, models), task.downloads,
                       ratio_cell(task.downloads, downloads), task.in_top_10, task.in_top_100});
    }
}

void fill_evaluation(const Findings& findings, core::Table& table) {
    const bool is_known = was_listed(findings.data, core::Kind::kDataset);
    for (const EvaluationRanking& ranking : *findings.evaluation) {
        for (const EvaluationShare& share : ranking.shares) {
            std::vector<Cell> row{std::string(ranking.measure), share.top_n};
            if (is_known) {
                for (Cell cell :
                     std::array<Cell, 4>{share.datasets, share.evaluation,
                                         ratio_cell(share.evaluation, share.datasets),
                                         ratio_cell(share.evaluation_value, share.value)}) {
                    row.push_back(std::move(cell));
                }
            }
            row.resize(table.columns().size());
            table.add_row(std::move(row));
        }
    }
}

void fill_evaluation_datasets(const Findings& findings, core::RowSink& rows) {
    const store::Repos& datasets = findings.data.of(core::Kind::kDataset);
    const auto owners = findings.entities.owners_of(core::Kind::kDataset);
    for (const EvaluationRanking& ranking : *findings.evaluation) {
        std::int64_t rank = 0;
        for (const RankedDataset& one : ranking.first) {
            const std::string_view id = datasets.id[one.dataset];
            const EntityType type = findings.entities.type_of(owners[one.dataset]);
            rows.add_row({std::string(ranking.measure), ++rank, std::string(id), owner_cell(id),
                          std::string(entity_type_name(type)), one.value,
                          std::int64_t{one.rule ? 1 : 0},
                          one.rule ? Cell(std::string(rule_name(*one.rule))) : Cell()});
        }
    }
}

}  // namespace hubmine::analysis::topics
