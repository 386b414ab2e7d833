#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hubmine::identity {

enum class Ruling { kNone, kAccept, kReject };

/// "accept", "reject", "".
[[nodiscard]] std::string_view ruling_name(Ruling ruling);
/// Absent for any other word.
[[nodiscard]] std::optional<Ruling> parse_ruling(std::string_view text);

/// What a person says about a pair of names. Names are in ascending order of their bytes.
struct Decision {
    std::string name_a;
    std::string name_b;
    Ruling ruling = Ruling::kNone;
    std::string stage;  ///< empty when nothing proposed the pair
    std::optional<std::int64_t> similarity;
    std::optional<std::int64_t> shared_repos;
    std::string origin;  ///< where it stands, for messages: "pairs.csv:7"
};

/// Reads a table (core::CsvFile) with the columns name_a, name_b and decision (accept, reject or
/// nothing, in any letter case); stage, similarity and shared_repos are optional. Throws Error when
/// it cannot be read and UsageError, with the line, for a row that makes no sense.
[[nodiscard]] std::vector<Decision> read_decisions(const std::filesystem::path& path);

/// Accepted pairs join transitively. Throws UsageError, naming both places, when a pair is both
/// accepted and rejected, outright or through others.
void check_decisions(std::span<const Decision> decisions);

}  // namespace hubmine::identity
