#pragma once

#include "column_value.hpp"
#include "database.hpp"
#include "repo_fields.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hubmine::store {

/// Values of fields as a person reads them: interned text spelt out.
class ToldValues {
  public:
    explicit ToldValues(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<std::string> told(Holds holds, const ColumnValue& value);
    /// "+en +fr -de"; a tag with a blank in it stands in quotation marks.
    [[nodiscard]] std::string tag_changes(const ColumnValue& before, const ColumnValue& after);

  private:
    using TagIds = std::set<std::int64_t>;
    [[nodiscard]] std::vector<std::string> signed_tags(char sign, const TagIds& ids,
                                                       const TagIds& without);
    [[nodiscard]] std::string text_of(const char* table, const char* sql, std::int64_t id);

    Database& database_;
};

}  // namespace hubmine::store
