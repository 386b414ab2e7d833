#include "names.hpp"

#include "clean_text.hpp"

#include <optional>

namespace hubmine::store {

std::int64_t TargetInterner::id(core::Kind kind, std::string_view name, bool by_space) {
    core::TextMap<Known>& known = known_.at(static_cast<std::size_t>(kind));
    if (rollbacks_ != database_.rollbacks() || known.size() > kMostRemembered) {
        rollbacks_ = database_.rollbacks();
        for (core::TextMap<Known>& map : known_) {
            map.clear();
        }
    }
    const std::string_view wanted = clean(name, buffer_);
    const auto found = known.find(wanted);
    if (found != known.end() && (found->second.by_space || !by_space)) {
        return found->second.id;
    }
    const Known row = load_or_add(kind, wanted, by_space);
    known.insert_or_assign(std::string(wanted), row);
    return row.id;
}

TargetInterner::Known TargetInterner::load_or_add(core::Kind kind, std::string_view name,
                                                  bool by_space) {
    std::optional<Known> row;
    {
        const auto find =
            database_.cached("SELECT target_id, by_space FROM target WHERE kind = ? AND id = ?");
        find->bind(static_cast<int>(kind), name);
        if (find->step()) {
            row = Known{.id = find->integer(0), .by_space = find->integer(1) != 0};
        }
    }
    if (!row) {
        database_.cached("INSERT INTO target (kind, id, by_space) VALUES (?, ?, ?)")
            ->bind(static_cast<int>(kind), name, by_space)
            .run();
        return {.id = database_.last_insert_id(), .by_space = by_space};
    }
    if (by_space && !row->by_space) {
        database_.cached("UPDATE target SET by_space = 1 WHERE target_id = ?")->bind(row->id).run();
        row->by_space = true;
    }
    return *row;
}

AuthorInterner::AuthorInterner(Database& database, Forgotten& forgotten)
    : forgotten_(forgotten),
      rows_(database, "SELECT author_id FROM author WHERE name = ?",
            "INSERT INTO author (name) VALUES (?)") {}

std::optional<std::int64_t> AuthorInterner::id(std::string_view name) {
    return forgotten_.contains(name) ? std::nullopt : std::optional(rows_.id(name));
}

Names::Names(Database& database)
    : forgotten(database),
      tags(database, "SELECT tag_id FROM tag WHERE value = ?",
           "INSERT INTO tag (value) VALUES (?)"),
      labels(database, "SELECT label_id FROM label WHERE value = ?",
             "INSERT INTO label (value) VALUES (?)"),
      authors(database, forgotten),
      author_lists(database, "SELECT list_id FROM author_list WHERE members = ?",
                   "INSERT INTO author_list (members) VALUES (?)"),
      targets(database) {}

}  // namespace hubmine::store
