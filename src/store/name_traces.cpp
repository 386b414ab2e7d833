#include "name_traces.hpp"

#include "id_list.hpp"
#include "owned_range.hpp"
#include "repo_fields.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace hubmine::store {

namespace {

bool is_of_a_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/// The first column of every row.
std::string ids_of(Statement& rows) {
    IdListWriter ids;
    while (rows.step()) {
        ids.add(rows.integer(0));
    }
    return ids.finish();
}

std::int64_t number_of(Statement& row) {
    return row.step() ? row.integer(0) : 0;
}

/// Looks for a name, each sort of place once.
class Trace {
  public:
    Trace(Database& database, std::string_view name, bool with_repositories)
        : database_(database), name_(name), owned_(name), with_repositories_(with_repositories) {}

    NameTraces all() {
        find_author();
        find_repositories();
        tell_acts();
        tell_repositories();
        tell_walks();
        tell_former_names();
        tell_links();
        tell_tags();
        tell_texts();
        return std::move(traces_);
    }

  private:
    void find_author() {
        const auto author = database_.cached("SELECT author_id FROM author WHERE name = ?");
        author->bind(name_);
        if (author->step()) {
            traces_.author_id = author->integer(0);
        }
        IdListWriter lists;
        if (traces_.author_id) {
            const std::string digits = std::to_string(*traces_.author_id);
            const auto rows = database_.cached(
                "SELECT list_id, members FROM author_list WHERE instr(members, ?) > 0");
            rows->bind(digits);
            while (rows->step()) {
                if (id_set(database_, rows->text(1)).contains(*traces_.author_id)) {
                    lists.add(rows->integer(0));
                }
            }
        }
        traces_.lists = lists.finish();
    }

    void find_repositories() {
        const auto rows =
            database_.cached("SELECT repo_id FROM repo WHERE id >= ? AND id < ? ORDER BY repo_id");
        rows->bind(owned_.first(), owned_.end());
        theirs_ = ids_of(*rows);
        traces_.repositories = with_repositories_ ? theirs_ : "[]";
    }

    void tell_acts() {
        tell("commits",
             count("SELECT sum(commits) FROM repo_contribution "
                   "WHERE list_id IN (SELECT value FROM json_each(?))",
                   traces_.lists),
             true, "that name it as an author: they stay, by a deleted account or their others");
        tell("discussions",
             count("SELECT count(*) FROM repo_discussion WHERE author_id = ?", traces_.author_id),
             true, "that it began, and pull requests: they stay, by a deleted account");
        tell("decisions",
             count("SELECT count(*) FROM ("
                   "SELECT name_a, name_b FROM decision WHERE ?1 IN (name_a, name_b) UNION "
                   "SELECT name_a, name_b FROM decision_undo WHERE ?1 IN (name_a, name_b))",
                   name_),
             true, "pairs with another name, those that an undo would bring back included");
        tell("owner", count("SELECT count(*) FROM owner WHERE name = ?", name_), true,
             "what the Hub says of the account");
    }

    void tell_repositories() {
        const std::string note = with_repositories_ ? "with all that is known of them"
                                                    : "their ids tell the name: --repositories "
                                                      "removes them";
        tell("repositories", count("SELECT count(*) FROM json_each(?)", theirs_),
             with_repositories_, note);
        const std::string of_theirs = "of these repositories, whoever wrote them";
        tell("commits_of_repositories",
             count("SELECT sum(commits) FROM repo_contribution "
                   "WHERE repo_id IN (SELECT value FROM json_each(?))",
                   theirs_),
             with_repositories_, of_theirs);
        tell("discussions_of_repositories",
             count("SELECT count(*) FROM repo_discussion "
                   "WHERE repo_id IN (SELECT value FROM json_each(?))",
                   theirs_),
             with_repositories_, of_theirs);
    }

    void tell_walks() {
        tell("walks", count("SELECT count(*) FROM snapshot WHERE author = ?", name_),
             with_repositories_,
             with_repositories_ ? "of its repositories only: the snapshots no longer say whose"
                                : "of its repositories only: the snapshots say so");
    }

    void tell_former_names() {
        const auto rows = database_.cached(
            "SELECT count(*) FROM repo_history WHERE field = ?1 AND value >= ?2 AND value < ?3 "
            "AND repo_id NOT IN (SELECT value FROM json_each(?4))");
        rows->bind(static_cast<int>(Field::kId), owned_.first(), owned_.end(), theirs_);
        tell("former_names", number_of(*rows), false,
             "under this owner, of repositories that are others' now");
    }

    void tell_links() {
        const auto rows = database_.cached("SELECT target_id FROM target WHERE id >= ? AND id < ?");
        rows->bind(owned_.first(), owned_.end());
        const std::string targets = ids_of(*rows);
        const std::set<std::int64_t> used = used_by_others(
            targets,
            "SELECT e.value FROM repo AS r CROSS JOIN json_each(r.models) AS e "
            "WHERE r.repo_id NOT IN (SELECT value FROM json_each(?1)) "
            "AND e.value IN (SELECT value FROM json_each(?2)) "
            "UNION SELECT e.value FROM repo AS r CROSS JOIN json_each(r.datasets) AS e "
            "WHERE r.repo_id NOT IN (SELECT value FROM json_each(?1)) "
            "AND e.value IN (SELECT value FROM json_each(?2)) "
            "UNION SELECT json_extract(e.value, '$[0]') FROM repo AS r "
            "CROSS JOIN json_each(r.base_models) AS e "
            "WHERE r.repo_id NOT IN (SELECT value FROM json_each(?1)) "
            "AND json_extract(e.value, '$[0]') IN (SELECT value FROM json_each(?2))");
        traces_.targets = without(targets, used);
        const auto copies = database_.cached(
            "SELECT count(*) FROM repo WHERE duplicated_from >= ?1 AND duplicated_from < ?2 "
            "AND repo_id NOT IN (SELECT value FROM json_each(?3))");
        copies->bind(owned_.first(), owned_.end(), traces_.repositories);
        tell("links", static_cast<std::int64_t>(used.size()) + number_of(*copies), false,
             "names of its repositories, as others say that theirs use or come from them");
    }

    void tell_tags() {
        IdListWriter naming;
        const auto rows =
            database_.cached("SELECT tag_id, value FROM tag WHERE instr(value, ?) > 0");
        rows->bind(name_);
        while (rows->step()) {
            if (names_as_word(rows->text(1), name_)) {
                naming.add(rows->integer(0));
            }
        }
        const std::string tags = naming.finish();
        const std::set<std::int64_t> used = used_by_others(
            tags,
            "SELECT e.value FROM repo AS r CROSS JOIN json_each(r.tags) AS e "
            "WHERE r.repo_id NOT IN (SELECT value FROM json_each(?1)) "
            "AND e.value IN (SELECT value FROM json_each(?2)) "
            "UNION SELECT e.value FROM repo_history AS h CROSS JOIN json_each(h.value) AS e "
            "WHERE h.field = 2 AND h.repo_id NOT IN (SELECT value FROM json_each(?1)) "
            "AND e.value IN (SELECT value FROM json_each(?2))");
        static_assert(static_cast<int>(Field::kTags) == 2);
        traces_.tags = without(tags, used);
        tell("tags", static_cast<std::int64_t>(used.size()), false,
             "with the name as a word, of repositories that stay");
    }

    void tell_texts() {
        std::int64_t found = 0;
        for (const char* sql : std::to_array<const char*>(
                 {"SELECT title FROM repo_commit WHERE instr(title, ?1) > 0 "
                  "AND repo_id NOT IN (SELECT value FROM json_each(?2))",
                  "SELECT title FROM repo_discussion WHERE instr(title, ?1) > 0 "
                  "AND repo_id NOT IN (SELECT value FROM json_each(?2))",
                  "SELECT card FROM repo_card WHERE instr(card, ?1) > 0 "
                  "AND repo_id NOT IN (SELECT value FROM json_each(?2))",
                  "SELECT description FROM repo_description WHERE instr(description, ?1) > 0 "
                  "AND repo_id NOT IN (SELECT value FROM json_each(?2))"})) {
            const auto rows = database_.cached(sql);
            rows->bind(name_, traces_.repositories);
            while (rows->step()) {
                found += names_as_word(rows->text(0), name_) ? 1 : 0;
            }
        }
        tell("texts", found, false,
             "titles, cards and descriptions with the name as a word: what others wrote");
    }

    /// Which of the rows `ids` something refers to that stays: `sql` selects them, given the
    /// repositories that go and the rows.
    std::set<std::int64_t> used_by_others(const std::string& ids, const char* sql) {
        std::set<std::int64_t> used;
        if (ids == "[]") {
            return used;
        }
        const auto rows = database_.cached(sql);
        rows->bind(traces_.repositories, ids);
        while (rows->step()) {
            used.insert(rows->integer(0));
        }
        return used;
    }

    [[nodiscard]] std::string without(const std::string& ids, const std::set<std::int64_t>& used) {
        IdListWriter rest;
        for_each_id(database_, ids, [&](std::int64_t id) {
            if (!used.contains(id)) {
                rest.add(id);
            }
        });
        return rest.finish();
    }

    template <typename Value>
    std::int64_t count(const char* sql, const Value& value) {
        const auto row = database_.cached(sql);
        row->bind(value);
        return number_of(*row);
    }

    void tell(std::string what, std::int64_t found, bool is_removed, std::string note) {
        traces_.told.push_back({.what = std::move(what),
                                .found = found,
                                .is_removed = is_removed,
                                .note = std::move(note)});
    }

    Database& database_;
    std::string_view name_;
    OwnedRange owned_;
    bool with_repositories_;
    std::string theirs_;
    NameTraces traces_;
};

}  // namespace

bool names_as_word(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !is_of_a_word(text[at - 1])) &&
            (end == text.size() || !is_of_a_word(text[end]))) {
            return true;
        }
    }
    return false;
}

NameTraces trace_name(Database& database, std::string_view name, bool with_repositories) {
    return Trace(database, name, with_repositories).all();
}

}  // namespace hubmine::store
