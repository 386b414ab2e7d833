#pragma once

#include "hubmine/analysis/result.hpp"

#include "common/entities.hpp"
#include "common/table_row.hpp"
#include "topics/cards.hpp"
#include "topics/domains.hpp"
#include "topics/evaluation.hpp"
#include "topics/language_codes.hpp"
#include "topics/languages.hpp"
#include "topics/population.hpp"
#include "topics/settings.hpp"
#include "topics/tasks.hpp"
#include "topics/word_lists.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::topics {

/// What a table is filled from.
enum : Needs {
    kNeedsLanguages = 1,
    kNeedsDomains = 2,
    kNeedsTasks = 4,
    kNeedsEvaluation = 8,
    kNeedsCards = 16,
    kNeedsOwners = 32,  ///< who stands behind them
};
/// Any of what is told kind by kind.
inline constexpr Needs kNeedsKinds = kNeedsLanguages | kNeedsDomains | kNeedsCards;

/// What was found of one kind; what no wanted table needs is empty.
struct KindFindings {
    Population population;
    bool was_listed = false;  ///< else nothing is known of it
    std::int64_t downloads = 0;
    KindLanguages languages;
    std::vector<DomainCount> domains;  ///< in the order of the list
    std::vector<FieldCount> fields;
};

/// What the tables are filled from; what no wanted table needs is absent.
struct Findings {
    const store::Dataset& data;
    const Settings& settings;
    Entities entities;
    std::optional<LanguageCodes> codes;
    std::vector<Domain> domains;
    std::vector<KindFindings> kinds;
    std::optional<Population> models;  ///< of which `tasks` tells
    std::vector<TaskCount> tasks;
    std::optional<std::array<EvaluationRanking, 2>> evaluation;
};

/// `data` must outlive what is found. Throws what the readers of lists throw. Notes how many
/// repositories have no date.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings, Needs needs,
                               Result& result);

[[nodiscard]] LanguageCodes load_languages(const Settings& settings);
[[nodiscard]] std::vector<Domain> load_domains(const Settings& settings);
[[nodiscard]] core::TextMap<std::string> load_task_modalities(const Settings& settings);
[[nodiscard]] EvaluationNames load_evaluation_names(const Settings& settings);

}  // namespace hubmine::analysis::topics
