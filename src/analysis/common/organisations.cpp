#include "common/organisations.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hubmine::analysis {

namespace {

constexpr std::array<std::string_view, 5> kTypes{"company", "university", "non-profit", "community",
                                                 "individual"};

}  // namespace

Organisations::Organisations(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"namespace", "entity", "type", "country"});
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string type = core::ascii_lower(file.cell(row, "type"));
        if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
            throw core::UsageError(fmt::format(
                "{}:{}: type '{}' is not company, university, non-profit, community or individual",
                file.name(), file.line(row), type));
        }
        Organisation organisation{.entity = std::string(file.cell(row, "entity")),
                                  .type = type,
                                  .country = std::string(file.cell(row, "country"))};
        const std::string_view name_space = file.cell(row, "namespace");
        if (name_space.empty()) {
            throw core::UsageError(
                fmt::format("{}:{}: the namespace is missing", file.name(), file.line(row)));
        }
        if (!by_namespace_.emplace(core::ascii_lower(name_space), std::move(organisation)).second) {
            throw core::UsageError(fmt::format("{}:{}: namespace '{}' stands twice", file.name(),
                                               file.line(row), name_space));
        }
    }
}

const Organisation* Organisations::find(std::string_view name_space) const {
    const auto found = by_namespace_.find(core::ascii_lower(name_space));
    return found == by_namespace_.end() ? nullptr : &found->second;
}

Organisations load_organisations(const OrganisationSettings& settings) {
    return Organisations(settings.organisations_file.empty()
                             ? core::data_file("organisations.csv")
                             : std::filesystem::path(settings.organisations_file));
}

}  // namespace hubmine::analysis
