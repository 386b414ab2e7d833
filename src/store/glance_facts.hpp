#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/core/time.hpp"

#include "database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::store {

/// The table `facts` while it grows.
class Facts {
  public:
    Facts();
    /// An empty value is one that is not known.
    void add(std::string_view what, std::string_view value, std::string_view note = {});
    void add(std::string_view what, std::optional<std::int64_t> value, std::string_view note = {});
    /// Only where there is one.
    void add_if(std::string_view what, std::string_view value, std::string_view note = {});
    [[nodiscard]] core::Table& table() { return table_; }

  private:
    core::Table table_;
};

/// The day of a moment: "2026-01-31".
[[nodiscard]] std::string day_of(core::Timestamp time);

/// Whose people are told, as SQL behind `repo_id`, and what is bound to it.
struct PeopleOf {
    std::string_view condition;
    std::string_view first;
    std::string_view second;
    std::int64_t repo_id = 0;  ///< what is bound where `first` is empty
    bool commits_read = false;
    bool discussions_read = false;
};

/// Adds who commits and who starts discussions; returns how many commit.
std::int64_t add_people(Database& database, const PeopleOf& of, core::Table& people);

}  // namespace hubmine::store
