#pragma once

#include "hubmine/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Taking a person out of a store, for good.
namespace hubmine::store {

/// One sort of what a store holds of a name.
struct NameTrace {
    std::string what;  ///< "commits", "owner", ...
    std::int64_t found = 0;
    bool is_removed = false;  ///< by forget(); else it stays
    std::string note;         ///< what becomes of it, or why it stays
};

/// All that has to do with a name, compared by its bytes: always the same rows in the same order.
/// `with_repositories`: what it owns is to go, too. Only reads; some tables as a whole.
[[nodiscard]] std::vector<NameTrace> find_traces(Store& store, std::string_view name,
                                                 bool with_repositories);

/// Removes the name and returns what find_traces() would have said before. What the account wrote
/// stays as a deleted account's. A keyed hash of the name stays, so that no crawl and no decision
/// brings it back. All or nothing; then every page of the file is written anew, the log is emptied
/// and the search index deleted, so that no byte of it is left where nothing refers to it. Throws
/// BusyError while a crawl holds the store, and, when the name is out of every table already, while
/// somebody reads an older state of it: forgetting it once more clears what is left.
std::vector<NameTrace> forget(Store& store, std::string_view name, bool with_repositories);

}  // namespace hubmine::store
