#pragma once

#include "hubmine/core/error.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/store.hpp"
#include "hubmine/store/walks.hpp"

#include "database.hpp"
#include "support/scratch_directory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::store {

/// A moment: whole hours after the start of 2026.
inline core::Timestamp hour(int hours) {
    using namespace std::chrono;
    return sys_days{year{2026} / 1 / 1} + std::chrono::hours(hours);
}

/// 24 digits that begin with the kind's and end with the number.
inline std::string hub_id(int number) {
    std::string digits = std::to_string(number);
    return std::string(24 - digits.size(), 'a') + digits;
}

inline std::string sha(int number) {
    std::string digits = std::to_string(number);
    return std::string(40 - digits.size(), 'c') + digits;
}

inline hub::RepoRecord record(core::Kind kind, int number, const std::string& id) {
    hub::RepoRecord repo;
    repo.kind = kind;
    repo.hub_id = hub_id(number);
    repo.id = id;
    repo.created_at = hour(-1000 + number);
    repo.last_modified = hour(-500 + number);
    repo.sha = sha(number);
    repo.is_private = false;
    repo.gated = "false";
    repo.disabled = false;
    repo.likes = number;
    repo.tags = std::vector<std::string>{};
    if (kind != core::Kind::kSpace) {
        repo.downloads = 10 * number;
        repo.downloads_all_time = 100 * number;
    }
    return repo;
}

inline hub::RepoRecord model(int number, const std::string& id) {
    return record(core::Kind::kModel, number, id);
}

inline hub::CommitRecord commit(int number, std::vector<std::string> authors = {"ann"}) {
    return {.sha = sha(number),
            .title = "commit " + std::to_string(number),
            .committed_at = hour(number),
            .authors = std::move(authors)};
}

/// Commits newest..oldest, by number.
inline std::vector<hub::CommitRecord> commits(int newest, int oldest) {
    std::vector<hub::CommitRecord> result;
    for (int number = newest; number >= oldest; --number) {
        result.push_back(commit(number));
    }
    return result;
}

inline hub::DiscussionRecord discussion(std::int64_t num, std::optional<std::string> author) {
    return {.num = num,
            .author = std::move(author),
            .title = "discussion " + std::to_string(num),
            .status = "open",
            .is_pull_request = false,
            .created_at = hour(static_cast<int>(num))};
}

/// How much work a function is for SQLite, in units of ten steps of its machine: the same on every
/// computer.
template <typename Function>
std::int64_t work_of(Database& database, const Function& function) {
    constexpr int kSteps = 10;
    std::int64_t work = 0;
    sqlite3_progress_handler(
        database.handle(), kSteps,
        [](void* count) {
            ++*static_cast<std::int64_t*>(count);
            return 0;
        },
        &work);
    function();
    sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr);
    return work;
}

using Rows = std::vector<std::vector<std::string>>;

/// Whatever a Dataset can hold of repositories.
inline const RepoColumns kAllColumns{RepoColumn::kId,
                                     RepoColumn::kLikes,
                                     RepoColumn::kDownloads,
                                     RepoColumn::kLicense,
                                     RepoColumn::kTags,
                                     RepoColumn::kDuplicated,
                                     RepoColumn::kDownloadsAllTime,
                                     RepoColumn::kCreatedAt,
                                     RepoColumn::kPipelineTag,
                                     RepoColumn::kLibraryName,
                                     RepoColumn::kParameters,
                                     RepoColumn::kWeights,
                                     RepoColumn::kStorage,
                                     RepoColumn::kBaseModels,
                                     RepoColumn::kCard,
                                     RepoColumn::kEmissions,
                                     RepoColumn::kRepoId,
                                     RepoColumn::kDuplicatedFrom};

/// A store in a file of its own, gone with the test.
class StoreTest : public testing::Test {
  protected:
    [[nodiscard]] std::filesystem::path path() const { return folder_ / "hubmine.db"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] Store open() const { return Store(path(), OpenOptions{.create = true}); }

    /// What a separate reader sees, as text; NULL is "NULL".
    [[nodiscard]] Rows rows(const std::string& sql) const {
        Database database(path(), Database::Options{.read_only = true});
        Statement query(database, sql);
        Rows result;
        const int columns = query.columns();
        while (query.step()) {
            std::vector<std::string> row;
            for (int i = 0; i < columns; ++i) {
                row.push_back(query.is_null(i) ? "NULL" : std::string(query.as_text(i)));
            }
            result.push_back(row);
        }
        return result;
    }
    [[nodiscard]] std::string value(const std::string& sql) const {
        const Rows result = rows(sql);
        return result.empty() ? "(no row)" : result.front().front();
    }

    /// One walk of one kind, in one page, at the given hour; returns the snapshot.
    static std::int64_t list(Store& store, core::Kind kind,
                             const std::vector<hub::RepoRecord>& records, int at,
                             PageResult* page = nullptr) {
        WalkScope scope;
        scope.kinds = {kind};
        return list(store, scope, kind, records, at, page);
    }
    static std::int64_t list(Store& store, const WalkScope& scope, core::Kind kind,
                             const std::vector<hub::RepoRecord>& records, int at,
                             PageResult* page = nullptr) {
        const Walk walk = Walks(store).begin(scope, "http://hub", hour(at));
        const PageResult result =
            Walks(store).record_page(walk.snapshot_id, kind, records, "", hour(at));
        if (page != nullptr) {
            *page = result;
        }
        Walks(store).finish(walk.snapshot_id, hour(at));
        return walk.snapshot_id;
    }

    static PageNext record_commits(Store& store, std::int64_t repo_id, std::int64_t page,
                                   std::vector<hub::CommitRecord> commits, bool last, int at = 1) {
        return Details(store).record_commits(CommitsPage{.repo_id = repo_id,
                                                         .page = page,
                                                         .commits = std::move(commits),
                                                         .last = last,
                                                         .fetched_at = hour(at)});
    }

    static DiscussionsNext record_discussions(Store& store, std::int64_t repo_id, std::int64_t page,
                                              std::vector<hub::DiscussionRecord> discussions,
                                              bool last, int at = 1) {
        return Details(store).record_discussions(
            DiscussionsPage{.repo_id = repo_id,
                            .page = page,
                            .discussions = std::move(discussions),
                            .last = last,
                            .fetched_at = hour(at)});
    }

  private:
    ScratchDirectory folder_;
};

}  // namespace hubmine::store
