#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How much of what an analysis speaks of was read, and how that is said.
namespace hubmine::analysis {

/// Of a population: the repositories of a kind, or some of them.
struct ReadShare {
    std::int64_t population = 0;
    std::int64_t read = 0;
    [[nodiscard]] bool is_whole() const { return read == population; }
    [[nodiscard]] bool is_nothing() const { return read == 0 && population > 0; }
};

/// The histories of a kind that were read.
[[nodiscard]] ReadShare read_share(const store::Dataset& data, core::Kind kind, store::Detail what);

/// "92 of 3,010 repositories whose commits were read".
[[nodiscard]] std::string share_text(const ReadShare& share, std::string_view repositories,
                                     std::string_view what);

/// "of the 3,010 repositories no commits were read".
[[nodiscard]] std::string nothing_read_text(const ReadShare& share, std::string_view repositories,
                                            std::string_view what);

/// Whether any page of a list of the kind was read: without one nothing is known of it.
[[nodiscard]] bool was_listed(const store::Dataset& data, core::Kind kind);
/// Whether the data hold less than the whole list of the kind.
[[nodiscard]] bool was_listed_in_part(const store::Dataset& data, core::Kind kind);

/// What the lists behind all figures left out, and whether a sample chose the histories; one line
/// each, for a warning.
[[nodiscard]] std::vector<std::string> doubts_about_lists(const store::Dataset& data);

/// Writes into the notes how many histories of those kinds were read, and warns of each where less
/// was read than there is (or than was drawn): how many, why, and whose, when that can be told.
void report_reading(const store::Dataset& data, std::span<const core::Kind> kinds,
                    std::span<const store::Detail> details, Result& result);

}  // namespace hubmine::analysis
