#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/table.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

/// How what the analyses find is told together: in which order, under which headings, and which
/// numbers come first.
namespace hubmine::analysis {

/// Analyses under one heading.
struct Chapter {
    std::string heading;
    std::vector<std::string> analyses;
    /// What has to be read for it besides the lists, as Coverage::what and `crawl --only` have it.
    std::vector<std::string> reads;
    /// The analyses that have nothing to tell where nothing of that was read.
    std::vector<std::string> silent;
};

/// In the order in which they are told; every analysis of the catalogue stands in one.
[[nodiscard]] std::span<const Chapter> chapters();

/// A number for a reader who reads no other: a cell of a table.
struct KeyNumber {
    std::string name;
    std::string meaning;
    std::string analysis;
    std::string table;
    std::vector<std::pair<std::string, std::string>> row;  ///< columns, and their texts
    std::string column;
};

[[nodiscard]] std::span<const KeyNumber> key_numbers();

/// The number in a result of its analysis; missing where it was not found.
[[nodiscard]] core::Cell value_of(const KeyNumber& number, const Result& result);

}  // namespace hubmine::analysis
