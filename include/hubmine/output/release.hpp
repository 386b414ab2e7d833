#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/folder.hpp"
#include "hubmine/output/manifest.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// What stands beside tables that are given away: what they are, for programs and for people.
namespace hubmine::output {

/// A table of a release.
struct ReleaseTable {
    std::string analysis;
    core::Schema schema;  ///< as it was written
    WrittenFile file;
    std::int64_t suppressed = 0;  ///< rows without figures: groups of few
    std::int64_t merged = 0;      ///< rows about persons that became one with others
};

/// How people were taken out.
struct ReleasePeople {
    std::int64_t min_cell = 0;
    bool dropped = false;  ///< else they have pseudonyms
    bool seeded = false;   ///< the key can be made again by whoever knows the seed
};

struct Release {
    std::string title;
    std::string license;  ///< of the release: an identifier or an address; empty = none was given
    std::string endpoint;
    std::string from;   ///< when the first walk of the lists began
    std::string until;  ///< when the walk ended that the tables speak of
    bool is_complete = false;
    std::int64_t walks = 0;
    std::vector<Record> coverage;
    ReleasePeople people;
    /// Lists that decide what counts as what: file, SHA-256.
    std::vector<std::pair<std::string, std::string>> lists;
    std::vector<ReleaseTable> tables;
};

/// datapackage.json: a Tabular Data Package (Frictionless, version 1).
[[nodiscard]] std::string data_package(const Release& release);
/// croissant.json: the same for catalogues of data sets (MLCommons Croissant 1.0).
[[nodiscard]] std::string croissant(const Release& release);
/// DATASHEET.md: for people, in the order of "Datasheets for Datasets" (Gebru et al. 2021).
[[nodiscard]] std::string datasheet(const Release& release);
/// What `sha256sum -c` checks: a line a file.
[[nodiscard]] std::string checksums(std::span<const WrittenFile> files);

}  // namespace hubmine::output
