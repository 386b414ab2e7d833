#include "topics/word_lists.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace hubmine::analysis::topics {

namespace {

constexpr std::size_t kMaxDomains = 64;

}  // namespace

std::vector<Domain> read_domains(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"domain", "tag"});
    std::vector<Domain> domains;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string_view name = file.filled_cell(row, "domain");
        auto found = std::find_if(domains.begin(), domains.end(),
                                  [name](const Domain& domain) { return domain.name == name; });
        if (found == domains.end()) {
            if (domains.size() == kMaxDomains) {
                throw core::UsageError(fmt::format("{}:{}: more than {} domains", file.name(),
                                                   file.line(row), kMaxDomains));
            }
            found = domains.insert(domains.end(), {.name = std::string(name), .words = {}});
        }
        found->words.push_back(core::ascii_lower(file.filled_cell(row, "tag")));
    }
    return domains;
}

core::TextMap<std::string> read_task_modalities(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"task", "modality"});
    core::TextMap<std::string> modalities;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string_view task = file.filled_cell(row, "task");
        const std::string_view modality = file.filled_cell(row, "modality");
        if (!modalities.emplace(task, modality).second) {
            throw core::UsageError(
                fmt::format("{}:{}: task '{}' stands twice", file.name(), file.line(row), task));
        }
    }
    return modalities;
}

EvaluationNames::EvaluationNames(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"dataset"});
    for (std::size_t row = 0; row < file.size(); ++row) {
        names_.insert(core::ascii_lower(file.filled_cell(row, "dataset")));
    }
}

bool EvaluationNames::contains(std::string_view id) const {
    const std::string lower = core::ascii_lower(id);
    const std::size_t slash = lower.find('/');
    return names_.contains(lower) ||
           (slash != std::string::npos && names_.contains(lower.substr(slash + 1)));
}

}  // namespace hubmine::analysis::topics
