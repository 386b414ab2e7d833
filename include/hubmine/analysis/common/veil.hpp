#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/core/table_stream.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hubmine::analysis {

class HiddenNames;

struct VeilSettings {
    std::string key;            ///< of the pseudonyms
    bool drop_persons = false;  ///< no pseudonyms: their rows become one
    std::int64_t min_cell = 5;  ///< fewer owners or developers in a row: no figures; 1 = all stay
};

/// What a veil did to a table.
struct VeilCounts {
    std::int64_t suppressed = 0;  ///< rows without figures
    std::int64_t merged = 0;      ///< rows that became one with others
};

/// A row of the table is about a person.
[[nodiscard]] bool lists_persons(const core::Schema& schema);

/// Takes people out of tables that are given away, by what their columns say that they hold
/// (core::Content): developers, and owners who are no organisation as far as it is known, become
/// pseudonyms, in ids of repositories, too; what was written in somebody's own words is left out,
/// but for numbers; groups of few lose their figures.
class Veil {
  public:
    /// What has to be read of a store for it.
    static void add_needs(store::DatasetParts& parts);

    /// The data must outlive it. Throws core::Error when the list of organisations cannot be read.
    Veil(const store::Dataset& data, VeilSettings settings);
    Veil(const Veil&) = delete;
    Veil& operator=(const Veil&) = delete;
    Veil(Veil&&) = delete;
    Veil& operator=(Veil&&) = delete;
    ~Veil();

    /// The columns of the table, and behind them `suppressed` in a table of groups, `merged` where
    /// persons are dropped from one that may name them.
    [[nodiscard]] core::Schema schema_of(const core::Schema& schema) const;
    /// The table without people. Both must outlive what is returned, and `counts`, which is set
    /// anew each time that it is read to its end.
    [[nodiscard]] core::TableStream over(core::TableStream table, VeilCounts& counts) const;

    /// Whether an owner counts as a person: unless a list or the Hub says that it is anything else.
    [[nodiscard]] bool is_person(std::string_view owner) const;
    /// A word of the line is the name of a person whom the data know.
    [[nodiscard]] bool names_person(std::string_view line) const;
    /// What stands for a name of an owner in tables: itself, or a pseudonym.
    [[nodiscard]] std::string owner(std::string_view name) const;

  private:
    class Rows;
    VeilSettings settings_;
    std::unique_ptr<HiddenNames> names_;
};

}  // namespace hubmine::analysis
