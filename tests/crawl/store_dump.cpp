#include "crawl/store_dump.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>

namespace hubmine::crawl {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

std::string cell(sqlite3_stmt* statement, int column) {
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
        return "-";
    }
    const unsigned char* const text = sqlite3_column_text(statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    std::string value(size, '\0');
    std::copy_n(text, size, value.begin());
    return value;
}

/// "FROM view AS v" with the repository's hub_id as `h`.
std::string with_repo(const std::string& columns, const std::string& view,
                      const std::string& key = "repo_id") {
    return "SELECT r.kind || ':' || r.hub_id, " + columns + " FROM " + view +
           " AS v JOIN repos AS r ON r.repo_id = v." + key;
}

std::string with_target(const std::string& view) {
    return with_repo(
        "v.target, (SELECT t.hub_id FROM repos AS t WHERE t.repo_id = v.target_repo_id)", view,
        "space_repo_id");
}

}  // namespace

std::vector<std::string> rows_of(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
    sqlite3_stmt* prepared = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr), SQLITE_OK)
        << sqlite3_errmsg(opened) << ": " << sql;
    const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement(prepared);
    std::vector<std::string> rows;
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        std::string row;
        for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
            row += (column == 0 ? "" : "|") + cell(statement.get(), column);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

StoreDump dump_store(const std::filesystem::path& path) {
    const std::map<std::string, std::string> queries{
        {"repos",
         "SELECT kind, id, hub_id, owner, name, created_at, last_modified, sha, private, gated, "
         "disabled, likes, downloads, downloads_all_time, trending_score, license, pipeline_tag, "
         "library_name, sdk, parameters, removed_at IS NOT NULL, duplicated_from, "
         "storage, storage_source FROM repos"},
        {"repo_tags", with_repo("v.tag", "repo_tags")},
        {"repo_names", with_repo("v.id", "repo_names")},
        {"commits", with_repo("v.position, v.sha, v.committed_at, v.title", "commits")},
        {"commit_authors", with_repo("v.sha, v.position, v.author", "commit_authors")},
        {"discussions",
         with_repo("v.num, v.author, v.title, v.status, v.is_pull_request, v.created_at",
                   "discussions")},
        {"space_models", with_target("space_models")},
        {"space_datasets", with_target("space_datasets")},
        {"base_models",
         with_repo("v.parent, v.relation, "
                   "(SELECT t.hub_id FROM repos AS t WHERE t.repo_id = v.parent_repo_id)",
                   "base_models")},
        {"metrics", with_repo("v.likes, v.downloads, v.downloads_all_time", "metrics")},
        {"coverage", "SELECT * FROM coverage"},
        {"fetches", with_repo("v.what, v.state, v.http_status", "fetches")},
        {"identities", "SELECT * FROM identities"},
        {"owners",
         "SELECT owner, kind, basis, fullname, is_verified, plan, members, followers, state, "
         "http_status FROM owners"},
        {"likes", with_repo("v.position, v.liked_at", "likes")},
    };
    StoreDump dump;
    for (const auto& [view, sql] : queries) {
        std::vector<std::string> rows = rows_of(path, sql);
        std::sort(rows.begin(), rows.end());
        dump.emplace(view, std::move(rows));
    }
    return dump;
}

}  // namespace hubmine::crawl
