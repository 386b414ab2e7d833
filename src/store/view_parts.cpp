#include "hubmine/store/view_parts.hpp"

#include "hubmine/core/time.hpp"

#include "clean_text.hpp"
#include "database.hpp"
#include "quick_functions.hpp"
#include "read_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace hubmine::store {

namespace {

using core::BatchColumn;
using core::BatchType;

bool has_column(const core::Schema& view, std::string_view name) {
    return std::ranges::any_of(view.columns,
                               [name](const core::Column& column) { return column.name == name; });
}

std::string_view type_of_cell(int type) {
    switch (type) {
        case SQLITE_INTEGER:
            return "a whole number";
        case SQLITE_FLOAT:
            return "a real number";
        case SQLITE_TEXT:
            return "a text";
        default:
            return "bytes";
    }
}

/// What a column of moments holds: digits, or ISO 8601 where a view has it so.
std::optional<std::int64_t> milliseconds_of(std::string_view text) {
    constexpr core::Timestamp kFirst = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
    constexpr core::Timestamp kEnd = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) {
        const auto time = core::parse_time(text);
        return time ? std::optional(time->time_since_epoch().count()) : std::nullopt;
    }
    const core::Timestamp time{std::chrono::milliseconds(number)};
    return time >= kFirst && time < kEnd ? std::optional(number) : std::nullopt;
}

/// So that no thread is left with one of them while the others have nothing to do.
std::vector<const ViewPart*> longest_first(std::span<const ViewPart> parts) {
    std::vector<const ViewPart*> order;
    for (const ViewPart& part : parts) {
        order.push_back(&part);
    }
    std::stable_partition(order.begin(), order.end(), [](const ViewPart* part) {
        return part->view == "commits" || part->view == "commit_authors";
    });
    return order;
}

/// Reads the rows of one part into batches.
class PartReader {
  public:
    PartReader(Database& database, const ViewPart& part)
        : database_(database),
          part_(part),
          statement_(database, select_of(part)),
          batch_(part.schema.columns) {
        if (part.kind) {
            statement_.bind_at(1, core::kind_name(*part.kind));
        }
    }

    void read(const core::TakeBatch& take) {
        while (statement_.step()) {
            ++row_;
            int at = 0;
            for (BatchColumn& column : batch_.columns()) {
                add_cell(column, at++);
            }
            if (batch_.row_count() == core::ColumnBatch::kMostRows || bytes_ > kMostBytes) {
                hand_on(take);
            }
        }
        hand_on(take);
    }

  private:
    /// Of texts: cards may be long.
    static constexpr std::size_t kMostBytes = 1U << 20U;

    static std::string select_of(const ViewPart& part) {
        std::string columns;
        for (const core::Column& column : part.schema.columns) {
            columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", column.name);
        }
        return fmt::format("SELECT {} FROM \"{}\"{}", columns, part.view,
                           part.kind ? " WHERE kind = ?" : "");
    }

    void hand_on(const core::TakeBatch& take) {
        if (batch_.row_count() > 0) {
            take(batch_);
            batch_.clear();
            bytes_ = 0;
        }
    }

    void add_cell(BatchColumn& column, int at) {
        const int type = statement_.type(at);
        if (type == SQLITE_NULL) {
            column.add_missing();
        } else if (column.type() == BatchType::kInteger && type == SQLITE_INTEGER) {
            column.add_integer(statement_.integer(at));
        } else if (column.type() == BatchType::kReal && type == SQLITE_FLOAT) {
            column.add_real(statement_.real(at));
        } else if (column.type() == BatchType::kText && type == SQLITE_TEXT) {
            const std::string_view text = clean(statement_.text(at), buffer_);
            bytes_ += text.size();
            column.add_text(text);
        } else if (column.type() == BatchType::kTime && type == SQLITE_TEXT) {
            add_moment(column, at);
        } else {
            refuse(at, fmt::format("{} cannot stand there", type_of_cell(type)));
        }
    }
    void add_moment(BatchColumn& column, int at) {
        const auto time = milliseconds_of(statement_.text(at));
        if (!time) {
            refuse(at, "this is no time");
        }
        column.add_integer(*time);
    }
    [[noreturn]] void refuse(int at, std::string_view what) const {
        database_.damaged(fmt::format("view {}, column {}, row {}: {}", part_.view,
                                      part_.schema.columns[static_cast<std::size_t>(at)].name, row_,
                                      what));
    }

    Database& database_;
    const ViewPart& part_;
    Statement statement_;
    core::ColumnBatch batch_;
    std::size_t bytes_ = 0;
    std::int64_t row_ = 0;
    std::string buffer_;
};

}  // namespace

std::string ViewPart::folder() const {
    return kind ? fmt::format("{}/kind={}", view, core::kind_name(*kind)) : view;
}

std::vector<ViewPart> parts_of(const core::Schema& view) {
    std::vector<ViewPart> parts;
    if (!has_column(view, "repo_id") || !has_column(view, "kind")) {
        parts.push_back({.view = view.name, .schema = view, .kind = std::nullopt});
        return parts;
    }
    for (const core::Kind kind : core::kAllKinds) {
        if (is_picked_from_repos(view) && view.name != core::kind_plural(kind)) {
            continue;
        }
        ViewPart& part =
            parts.emplace_back(ViewPart{.view = view.name, .schema = view, .kind = kind});
        std::erase_if(part.schema.columns,
                      [](const core::Column& column) { return column.name == "kind"; });
    }
    return parts;
}

bool is_picked_from_repos(const core::Schema& view) {
    return std::ranges::any_of(
        core::kAllKinds, [&view](core::Kind kind) { return view.name == core::kind_plural(kind); });
}

void read_parts(Store& store, std::span<const ViewPart> parts, unsigned connections,
                const TakePart& take) {
    // A connection of its own: functions are not what they are elsewhere.
    const std::unique_ptr<Database> first = store.database().another();
    ReadViews views(*first, connections);
    std::vector<ReadJob> jobs;
    for (const ViewPart* const part : longest_first(parts)) {
        jobs.emplace_back([part, &take](Database& database) {
            use_quick_functions(database);
            // Names of authors are looked up all over the file.
            database.execute("PRAGMA cache_size = -8192");
            take(*part, {.schema = part->schema, .read = [&](const core::TakeBatch& rows) {
                             PartReader(database, *part).read(rows);
                         }});
        });
    }
    views.run(jobs);
}

}  // namespace hubmine::store
