#include "glance_facts.hpp"

#include "hubmine/store/glance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

struct Acts {
    std::int64_t commits = 0;
    std::int64_t discussions = 0;
};
using ActsByName = std::map<std::string, Acts, std::less<>>;

void count_acts(Database& database, const std::string& sql, const PeopleOf& of,
                std::int64_t Acts::*count, ActsByName& acts) {
    Statement rows(database, sql);
    if (of.first.empty()) {
        rows.bind(of.repo_id);
    } else {
        rows.bind(of.first, of.second);
    }
    while (rows.step()) {
        acts[std::string(rows.text(0))].*count = rows.integer(1);
    }
}

}  // namespace

Facts::Facts() : table_(repository_tables().front()) {}

void Facts::add(std::string_view what, std::string_view value, std::string_view note) {
    const auto cell = [](std::string_view text) {
        return text.empty() ? core::Cell() : core::Cell(std::string(text));
    };
    table_.add_row({std::string(what), cell(value), cell(note)});
}

void Facts::add(std::string_view what, std::optional<std::int64_t> value, std::string_view note) {
    add(what, value ? std::to_string(*value) : std::string(), note);
}

void Facts::add_if(std::string_view what, std::string_view value, std::string_view note) {
    if (!value.empty()) {
        add(what, value, note);
    }
}

std::string day_of(core::Timestamp time) {
    constexpr std::size_t kDay = 10;
    return core::format_time(time).substr(0, kDay);
}

std::int64_t add_people(Database& database, const PeopleOf& of, core::Table& people) {
    ActsByName acts;
    count_acts(database,
               fmt::format("SELECT a.name, sum(c.commits) FROM repo_contribution AS c "
                           "JOIN author_list AS l ON l.list_id = c.list_id "
                           "CROSS JOIN json_each(l.members) AS e "
                           "JOIN author AS a ON a.author_id = e.value "
                           "WHERE c.repo_id {} GROUP BY a.name",
                           of.condition),
               of, &Acts::commits, acts);
    count_acts(database,
               fmt::format("SELECT a.name, count(*) FROM repo_discussion AS d "
                           "JOIN author AS a ON a.author_id = d.author_id "
                           "WHERE d.repo_id {} GROUP BY a.name",
                           of.condition),
               of, &Acts::discussions, acts);
    std::vector<std::pair<std::string, Acts>> sorted(acts.begin(), acts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::tie(a.second.commits, a.second.discussions) >
               std::tie(b.second.commits, b.second.discussions);
    });
    std::int64_t rank = 0;
    std::int64_t committers = 0;
    for (const auto& [name, one] : sorted) {
        const char* const role = one.discussions == 0 ? "commit"
                                 : one.commits == 0   ? "discuss"
                                                      : "both";
        committers += one.commits > 0 ? 1 : 0;
        people.add_row({++rank, name, std::string(role),
                        of.commits_read ? core::Cell(one.commits) : core::Cell(),
                        of.discussions_read ? core::Cell(one.discussions) : core::Cell()});
    }
    return committers;
}

}  // namespace hubmine::store
