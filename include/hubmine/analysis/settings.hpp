#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What several analyses can be asked in the same words; a wing's own settings are made of them.
/// Empty paths mean the installed data file.
namespace hubmine::analysis {

/// Whose names count, and as whose.
struct DeveloperSettings {
    bool keep_bots = false;
    std::string bots_file;
    bool raw_identities = false;
};

/// What every analysis can be asked.
struct Settings : DeveloperSettings {
    std::string snapshot;
    /// Names of the tables wanted; empty = all. An analysis may skip work that no wanted table
    /// needs.
    std::vector<std::string> tables;
    [[nodiscard]] bool wants(std::string_view table) const;
};

struct KindSettings {
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
};

struct OwnerSettings {
    std::vector<std::string> owners;  ///< whose repositories are meant; empty = everybody's
};

struct LicenseSettings {
    std::string licenses_file;
};

struct RankingSettings {
    std::optional<std::int64_t> top;  ///< absent = the analysis's default, 0 = all
    /// Rows of a ranking that has at most `all`.
    [[nodiscard]] std::size_t first_of(std::size_t all, std::int64_t by_default) const;
};

struct SubfieldSettings {
    std::string subfields_file;
    std::vector<std::string> subfields;  ///< empty = all, cv, nlp, mm
};

struct PeriodSettings {
    std::optional<core::Timestamp> since;
    std::optional<core::Timestamp> until;
};

struct OrganisationSettings {
    std::string organisations_file;
};

struct PseudonymSettings {
    bool pseudonyms = false;  ///< with an empty key file: the default one
    std::string pseudonym_key_file;
};

}  // namespace hubmine::analysis
