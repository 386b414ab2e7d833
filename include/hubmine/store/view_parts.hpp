#pragma once

#include "hubmine/core/column_batch.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/store/store.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The public views as a whole, for other engines: typed, in batches, of one state of the store.
namespace hubmine::store {

/// Rows of a view that go into one file.
struct ViewPart {
    std::string view;
    /// Its columns; without `kind` where every row has the same one.
    core::Schema schema;
    std::optional<core::Kind> kind;  ///< only rows of it; absent = all rows

    /// "commits", "repos/kind=model": what readers of partitioned tables expect.
    [[nodiscard]] std::string folder() const;
};

/// A view, cut by the kind of repository where each of its rows is one of a repository.
[[nodiscard]] std::vector<ViewPart> parts_of(const core::Schema& view);

/// Views that are rows of another view, picked by kind: whoever has that one has them, too.
[[nodiscard]] bool is_picked_from_repos(const core::Schema& view);

/// Takes the rows of one part. Called once a part, in any order, from several threads.
using TakePart = std::function<void(const ViewPart& part, const core::BatchStream& rows)>;

/// Reads parts over up to so many connections, a thread each, all of them of one state of the store
/// whatever a crawl writes meanwhile. Reading throws DamagedError, which names view, column and row
/// (1 = the first), for a cell of another type than its column has.
void read_parts(Store& store, std::span<const ViewPart> parts, unsigned connections,
                const TakePart& take);

}  // namespace hubmine::store
