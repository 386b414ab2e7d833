#pragma once

#include "hubmine/core/table_stream.hpp"
#include "hubmine/store/store.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Questions that nobody foresaw: a SELECT over the public views.
namespace hubmine::store {

/// The views that others may rely on, in the order of their documentation: what a row is, and what
/// the columns mean.
[[nodiscard]] std::span<const core::Schema> public_views();

struct QueryOptions {
    /// Values of `:name`, `$name` or `@name`, without the mark. One that reads as a number is one.
    std::vector<std::pair<std::string, std::string>> parameters;
    /// No longer than this; absent = as long as it takes.
    std::optional<std::chrono::seconds> max_time;
    bool explain = false;  ///< how SQLite would find the rows, rather than the rows
};

/// The rows of one SELECT, made while they are read; a BLOB is told in hexadecimal digits. Whatever
/// the text says, nothing is written, no other file opened and no extension loaded. The tables
/// behind the views are refused where they are named outright; a table expression reaches them.
///
/// Throws UsageError for what is no single SELECT over the views, and for a parameter without value
/// or a value without parameter. Reading throws UsageError where SQLite cannot go on (an overflow,
/// a text that is no JSON), and Error (kIncomplete) when the time is over.
[[nodiscard]] core::TableStream query(const std::shared_ptr<Store>& store, const std::string& sql,
                                      const QueryOptions& options);

}  // namespace hubmine::store
