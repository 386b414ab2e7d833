#pragma once

#include "hubmine/analysis/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubmine::analysis {

/// Who stands behind a namespace.
struct Organisation {
    std::string entity;   ///< Meta, for both `facebook` and `meta-llama`
    std::string type;     ///< company, university, non-profit, government, classroom, community,
                          ///< individual
    std::string country;  ///< ISO 3166-1 alpha-2; empty when there is none
    std::uint32_t entity_number = 0;  ///< the same for all namespaces of an entity
};

/// data/organisations.csv or a file of the user's own.
class Organisations {
  public:
    /// Columns namespace, entity, type, country. Throws core::Error when the file cannot be read,
    /// UsageError, with the line, when a namespace is missing or stands twice, a type is none of
    /// the seven, or a country is neither empty nor two capital letters.
    explicit Organisations(const std::filesystem::path& path);

    /// Null when the namespace is not in the file. The Hub tells no two namespaces apart by letter
    /// case, so neither does this.
    [[nodiscard]] const Organisation* find(std::string_view name_space) const;

    /// In the order of the file.
    [[nodiscard]] std::span<const Organisation> rows() const { return rows_; }
    /// Entities of the file have the numbers below that, in the order of their first rows.
    [[nodiscard]] std::size_t entity_count() const { return first_rows_.size(); }
    /// The first row of an entity: what it tells holds for the entity as a whole.
    [[nodiscard]] const Organisation& first_of(std::uint32_t entity) const {
        return rows_[first_rows_[entity]];
    }

  private:
    std::vector<Organisation> rows_;
    std::vector<std::size_t> first_rows_;  ///< by number of the entity
    std::unordered_map<std::string, std::size_t> by_namespace_;
};

/// data/organisations.csv, or `--organisations FILE`.
[[nodiscard]] Organisations load_organisations(const OrganisationSettings& settings);

}  // namespace hubmine::analysis
