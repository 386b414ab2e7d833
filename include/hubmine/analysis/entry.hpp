#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What it means: store in, named tables out.
namespace hubmine::analysis {

/// How finely a history is told.
enum class Every { kDay, kWeek, kMonth, kQuarter };

/// What repositories of a history are put together by.
enum class GroupBy { kNothing, kOwner, kLicense, kPipelineTag, kSubfield, kSdk };

/// Everything a user can ask of an analysis. Each one reads what concerns it. Empty paths mean the
/// installed data file.
struct Options {
    std::string snapshot;
    bool keep_bots = false;
    std::string bots_file;
    bool raw_identities = false;

    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    std::string licenses_file;
    std::int64_t min_license_repos = 100;
    std::optional<std::int64_t> top;  ///< absent = the analysis's default, 0 = all

    std::string subfields_file;
    std::vector<std::string> subfields;  ///< empty = all, cv, nlp, mm
    std::vector<std::string> cores;      ///< "1", "5", "10", "max"; empty = those
    std::optional<core::Timestamp> since;
    std::optional<core::Timestamp> until;
    bool newman_weights = false;     ///< 1/(n-1) a commit
    std::string pseudonym_key_file;  ///< empty = real names
    std::uint64_t seed = 1;

    bool subfield_of_space = false;
    std::int64_t cap_per_model = 0;  ///< 0 = no cap
    bool no_duplicates = false;
    std::int64_t max_models_per_space = 0;  ///< 0 = no cap
    std::string organisations_file;

    Every every = Every::kMonth;
    GroupBy by = GroupBy::kNothing;
    std::vector<std::string> repositories;  ///< whose series are told; empty = the most liked

    /// Names of the tables wanted; empty = all. An analysis may skip work that no wanted table
    /// needs.
    std::vector<std::string> tables;
    [[nodiscard]] bool wants(std::string_view table) const;
    /// Rows of a ranking that has at most `all`.
    [[nodiscard]] std::size_t first_of(std::size_t all, std::int64_t by_default) const;
};

/// One analysis: the single source of subcommand, help, `--list`, the docs page and the conformance
/// test.
struct Entry {
    std::string name;                  ///< "rq1"
    std::string help;                  ///< one line
    std::vector<core::Schema> tables;  ///< first = what csv prints on stdout without --table
    store::DatasetParts (*parts)(const Options&);
    Result (*run)(const store::Dataset&, const Options&);
};

}  // namespace hubmine::analysis
