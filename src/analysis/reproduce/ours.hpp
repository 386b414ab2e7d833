#pragma once

#include "hubmine/store/dataset.hpp"

#include "common/told.hpp"
#include "reproduce/settings.hpp"
#include "reproduce/study.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::reproduce {

/// Names of an analysis and of one of its tables.
using TableName = std::pair<std::string, std::string>;

/// What the answers to them read together.
[[nodiscard]] store::DatasetOptions reading_of(const std::set<TableName>& tables,
                                               const Settings& settings);

/// Tables of RQ1 to RQ3 of one store.
class Ours {
  public:
    Ours(const store::Dataset& data, const std::set<TableName>& tables, const Settings& settings);

    /// Without rows when it was not wanted.
    [[nodiscard]] const Told& table(std::string_view analysis, std::string_view name) const;
    /// Missing when no row has the key.
    [[nodiscard]] core::Cell cell(const Printed& printed) const;

  private:
    std::map<TableName, Told> tables_;
};

}  // namespace hubmine::analysis::reproduce
