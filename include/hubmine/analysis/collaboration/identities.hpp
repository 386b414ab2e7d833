#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/option.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/identity/candidates.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Pairs of names that may be one person's: proposed, decided by a person, kept in the store.
namespace hubmine::analysis::collaboration {

/// One row a pair, by stage, then names. A decision not taken is missing.
[[nodiscard]] const core::Schema& candidates_schema();
/// One row a stage: same_repo, real_name and prolific always, all and given (pairs that nothing
/// proposed) when there are any.
[[nodiscard]] const core::Schema& identity_summary_schema();

/// The options of a search for candidates, which write into `settings`.
[[nodiscard]] std::vector<core::Option> candidate_options(analysis::Settings& settings);

/// What a search for candidates reads of a store.
[[nodiscard]] store::DatasetParts candidate_parts();

/// What was read of the commits that candidates come from: notes, warnings, and a sentence when
/// that is not all of them.
[[nodiscard]] Result candidate_reading(const store::Dataset& data);

/// What the check of names in a file of decisions reads of a store.
[[nodiscard]] store::DatasetParts decision_parts();

/// The names of those who committed to a model, as they are (no merges), without bots unless the
/// options keep them, with their degree in the collaboration network.
[[nodiscard]] identity::Population committing_names(const store::Dataset& data,
                                                    const DeveloperSettings& settings);

struct ProposalOptions {
    identity::CandidateOptions search;
    bool accept_same_form = false;  ///< accept undecided pairs whose normal forms are equal
    core::Timestamp now;
};

/// The table of candidates, with what is decided about them. Pairs new to the store are added to
/// it. Throws UsageError when accepting contradicts what is decided.
core::Table propose_identities(store::Store& store, const store::Dataset& data,
                               const DeveloperSettings& settings, const ProposalOptions& proposal);

/// What a file of decisions came to.
struct AppliedDecisions {
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t undecided = 0;
    std::int64_t forgotten = 0;        ///< pairs left out: a name of theirs is to be forgotten
    std::size_t known = 0;             ///< names in it that the store knows
    std::vector<std::string> unknown;  ///< names in it that the store does not know, ascending
};

/// Stores the pairs of a file; its word replaces an older one about the same pair, no word leaves
/// it as it is. Nothing is
/// stored when the file, or the file with what is stored, makes no sense (UsageError).
AppliedDecisions apply_identities(store::Store& store, const store::Dataset& data,
                                  const std::filesystem::path& file, core::Timestamp now);

/// How many decisions stand in a file that the store does not hold; 0 when the file is not there or
/// is no file of decisions.
[[nodiscard]] std::size_t decisions_never_applied(store::Store& store,
                                                  const std::filesystem::path& file);

/// Which stored pairs to tell of.
enum class PairChoice { kAll, kDecided };
[[nodiscard]] core::Table stored_candidates(store::Store& store, PairChoice choice);
[[nodiscard]] core::Table identity_summary(store::Store& store);

}  // namespace hubmine::analysis::collaboration
