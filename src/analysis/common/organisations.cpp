#include "common/organisations.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include "common/entity_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <utility>

namespace hubmine::analysis {

namespace {

std::string read_type(const core::CsvFile& file, std::size_t row) {
    std::string type = core::ascii_lower(file.cell(row, "type"));
    const std::span types = std::span(kEntityTypeNames).first(kListedEntityTypes);
    if (std::find(types.begin(), types.end(), type) == types.end()) {
        throw core::UsageError(fmt::format("{}:{}: '{}' is no type of organisations: {}",
                                           file.name(), file.line(row), type,
                                           fmt::join(types, ", ")));
    }
    return type;
}

std::string read_country(const core::CsvFile& file, std::size_t row) {
    const std::string_view country = file.cell(row, "country");
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool is_code =
        country.size() == 2 && std::all_of(country.begin(), country.end(), is_capital);
    if (!country.empty() && !is_code) {
        throw core::UsageError(
            fmt::format("{}:{}: '{}' is no country of two capital letters (ISO 3166), as DE",
                        file.name(), file.line(row), country));
    }
    return std::string(country);
}

}  // namespace

Organisations::Organisations(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"namespace", "entity", "type", "country"});
    std::unordered_map<std::string_view, std::uint32_t> entities;
    for (std::size_t row = 0; row < file.size(); ++row) {
        Organisation organisation{.entity = std::string(file.cell(row, "entity")),
                                  .type = read_type(file, row),
                                  .country = read_country(file, row)};
        const std::string_view name_space = file.filled_cell(row, "namespace");
        if (!by_namespace_.emplace(core::ascii_lower(name_space), row).second) {
            throw core::UsageError(fmt::format("{}:{}: namespace '{}' stands twice", file.name(),
                                               file.line(row), name_space));
        }
        const auto next = static_cast<std::uint32_t>(first_rows_.size());
        const auto [known, is_new] = entities.emplace(file.cell(row, "entity"), next);
        if (is_new) {
            first_rows_.push_back(row);
        }
        organisation.entity_number = known->second;
        rows_.push_back(std::move(organisation));
    }
}

const Organisation* Organisations::find(std::string_view name_space) const {
    const auto found = by_namespace_.find(core::ascii_lower(name_space));
    return found == by_namespace_.end() ? nullptr : &rows_[found->second];
}

Organisations load_organisations(const OrganisationSettings& settings) {
    return Organisations(
        core::given_or_installed(settings.organisations_file, "organisations.csv"));
}

}  // namespace hubmine::analysis
