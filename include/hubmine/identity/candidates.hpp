#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::identity {

/// How a pair of names comes to be proposed, in the order in which they are tried.
enum class Stage : int {
    kSameRepo = 0,  ///< both committed to one model repository
    kRealName = 1,  ///< a name with a space against the names without
    kProlific = 2,  ///< one side works with many
    kAll = 3,       ///< every name against every other
};

/// "same_repo", "real_name", "prolific", "all".
[[nodiscard]] std::string_view stage_name(Stage stage);
/// Absent for anything else.
[[nodiscard]] std::optional<Stage> parse_stage(std::string_view text);

/// The names to be compared.
struct Population {
    std::vector<std::string> names;     ///< each once, ascending by bytes
    std::vector<std::int64_t> degrees;  ///< by name: total degree in the collaboration network
    /// By name, the repositories committed to, ascending: those of name i are
    /// repositories[offsets[i] .. offsets[i + 1]).
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> repositories;
};

struct CandidateOptions {
    std::vector<Stage> stages{Stage::kSameRepo, Stage::kRealName, Stage::kProlific};
    int threshold = 90;  ///< least similarity, 1 .. 100
    std::int64_t prolific_degree = 10;
};

/// Two names that may be one person's.
struct Candidate {
    std::uint32_t a = 0;  ///< into Population::names; a < b
    std::uint32_t b = 0;
    Stage stage = Stage::kSameRepo;  ///< the first of the stages asked for that proposes it
    int similarity = 0;
    bool same_form = false;  ///< the normal forms are equal
    std::int64_t shared_repos = 0;
};

/// Every pair that a stage compares and whose normal forms are similar enough, by stage, then
/// names. Nothing is lost to the filters that keep this from being quadratic.
[[nodiscard]] std::vector<Candidate> find_candidates(const Population& population,
                                                     const CandidateOptions& options);

}  // namespace hubmine::identity
