#include "store_file.hpp"

#include "hubmine/store/facts.hpp"
#include "hubmine/store/snapshots.hpp"

#include "crawl_lock.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;

class StoreFile : public StoreTest {
  protected:
    void write(const std::string& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }
    [[nodiscard]] std::string bytes() const {
        std::ifstream in(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::string error_of(const OpenOptions& options) const {
        try {
            const Store store(path(), options);
        } catch (const core::Error& error) {
            return error.what();
        }
        return "";
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder()), {}));
    }
};

TEST_F(StoreFile, IsMadeOnlyWhenAskedFor) {
    EXPECT_THAT(error_of({}), HasSubstr("there is no store"));
    EXPECT_THAT(error_of({.read_only = true}), HasSubstr("there is no store"));
    EXPECT_EQ(files(), 0U);
    EXPECT_EQ(error_of({.create = true}), "");
    EXPECT_EQ(error_of({}), "");
    EXPECT_EQ(value("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(value("PRAGMA application_id"), std::to_string(kApplicationId));
}

TEST_F(StoreFile, OfAnotherKindIsLeftAsItIs) {
    for (const std::string& text : {std::string("just a text"), std::string(5000, 'x'),
                                    std::string("SQLite format 3\0", 16)}) {
        write(text);
        EXPECT_THAT(error_of({.create = true}), HasSubstr("is not a hubmine store"));
        EXPECT_EQ(bytes(), text);
        EXPECT_EQ(files(), 1U);
    }
}

TEST_F(StoreFile, ThatWasCutOffIsDamaged) {
    {
        Store store = open();
        list(store, Kind::kModel, {model(1, "a/one")}, 0);
    }
    const std::string whole = bytes();
    ASSERT_EQ(error_of({.read_only = true}), "");
    for (const std::size_t size :
         {whole.size() - 1, whole.size() / 2, std::size_t{4096}, std::size_t{100}, std::size_t{99},
          std::size_t{5}, std::size_t{0}}) {
        write(whole.substr(0, size));
        EXPECT_THROW(Store(path(), OpenOptions{.read_only = true}), core::DamagedError) << size;
        EXPECT_EQ(bytes().size(), size);
    }
}

TEST_F(StoreFile, OfAnotherDatabaseIsLeftAsItIs) {
    {
        Database other(path(), {});
        other.execute("CREATE TABLE thing (x); PRAGMA application_id = 7");
    }
    const std::string before = bytes();
    EXPECT_THAT(error_of({.create = true}), HasSubstr("is not a hubmine store"));
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(files(), 1U);
}

TEST_F(StoreFile, ThatIsADirectoryIsRefused) {
    std::filesystem::create_directory(path());
    EXPECT_THAT(error_of({.create = true}), HasSubstr("is not a hubmine store"));
}

TEST_F(StoreFile, BelowARegularFileCannotBeMade) {
    write("file");
    EXPECT_THROW(Store(path() / "below.db", OpenOptions{.create = true}), core::Error);
    EXPECT_THROW(Store(folder() / "none" / "below.db", OpenOptions{.create = true}), core::Error);
}

TEST_F(StoreFile, ThatIsEmptyBecomesAStore) {
    write("");
    EXPECT_EQ(error_of({.create = true}), "");
    EXPECT_EQ(value("SELECT count(*) FROM repos"), "0");
}

TEST_F(StoreFile, CanBeReadWhileItIsWritten) {
    Store store = open();
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    const Store::Batch batch(store);
    list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two")}, 5);
    EXPECT_EQ(load_dataset(path(), {}).of(Kind::kModel).size(), 1U);
}

TEST_F(StoreFile, HasOneCrawlAtATime) {
    const Store first(path(), {.create = true, .exclusive_crawl = true});
    try {
        const Store second(path(), {.exclusive_crawl = true});
        FAIL() << "the second crawl must not start";
    } catch (const core::BusyError& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("is in use by crawl with pid " + std::to_string(::getpid())));
    }
    EXPECT_EQ(error_of({}), "");
}

TEST_F(StoreFile, TellsACrawlWhatElseHoldsIt) {
    { const Store made = open(); }
    const CrawlLock held(path(), "snapshots prune");
    try {
        const Store crawl(path(), {.exclusive_crawl = true});
        FAIL() << "the crawl must not start";
    } catch (const core::BusyError& error) {
        EXPECT_THAT(error.what(), HasSubstr("is in use by snapshots prune with pid " +
                                            std::to_string(::getpid())));
    }
}

TEST_F(StoreFile, HasOneCrawlAtATimeByWhateverName) {
    const Store first(path(), {.create = true, .exclusive_crawl = true});
    const std::filesystem::path link = path().parent_path() / "link.db";
    std::filesystem::create_symlink(path(), link);
    EXPECT_THROW(Store(link, {.exclusive_crawl = true}), core::BusyError);
}

TEST_F(StoreFile, ThatIsReplacedWhileOpenIsNoticed) {
    const Store store = open();
    store.check_in_place();
    std::filesystem::rename(path(), path().parent_path() / "away.db");
    EXPECT_THROW(store.check_in_place(), core::Error);
    { const Store other(path(), {.create = true}); }
    EXPECT_THROW(store.check_in_place(), core::Error);
}

TEST_F(StoreFile, IsOfAnotherHubOnlyWhileItHoldsNothing) {
    Store store = open();
    bind_endpoint(store, "https://typo.example");
    Walks(store).begin({.kinds = {Kind::kModel}}, "https://typo.example", hour(0));
    bind_endpoint(store, "https://hub.example");
    EXPECT_TRUE(load_snapshots(store).empty());
    list(store, Kind::kModel, {model(1, "a/one")}, 0);
    bind_endpoint(store, "https://hub.example");
    EXPECT_THROW(bind_endpoint(store, "https://typo.example"), core::UsageError);
}

TEST_F(StoreFile, TheLockGoesWithItsHolder) {
    { const Store first(path(), {.create = true, .exclusive_crawl = true}); }
    EXPECT_FALSE(std::filesystem::exists(path().string() + "-crawl.lock"));
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const Store held(path(), {.exclusive_crawl = true});
        ::_exit(0);  // as a killed process: nothing is cleaned up
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(std::filesystem::exists(path().string() + "-crawl.lock"));
    EXPECT_EQ(error_of({.exclusive_crawl = true}), "");
}

TEST_F(StoreFile, AKilledWriterLosesOnlyWhatWasNotCommitted) {
    { const Store store = open(); }
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        Store store = open();
        const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(0));
        Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(1, "a/one")},
                                 "http://hub/2", hour(0));
        const Store::Batch batch(store);
        Walks(store).record_page(walk.snapshot_id, Kind::kModel, {model(2, "a/two")},
                                 "http://hub/3", hour(0));
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    Store store = open();
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(1));
    EXPECT_EQ(walk.kinds.at(0).next_url, "http://hub/2");
    EXPECT_THAT(rows("SELECT id FROM repos"), ElementsAre(ElementsAre("a/one")));
    EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
}

TEST_F(StoreFile, AFullDiskStopsWithAMessageAndLosesNothing) {
    { const Store store = open(); }
    int stored = 0;
    {
        Store store(path(), {.max_pages = 120});
        const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(0));
        try {
            for (int page = 0; page < 1000; ++page) {
                std::vector<hub::RepoRecord> records;
                for (int i = 0; i < 20; ++i) {
                    const int number = page * 20 + i;
                    records.push_back(model(number, "owner/repo" + std::to_string(number)));
                    records.back().tags = {"tag" + std::to_string(number)};
                }
                Walks(store).record_page(walk.snapshot_id, Kind::kModel, records,
                                         "http://hub/" + std::to_string(page), hour(0));
                stored += 20;
            }
            FAIL() << "the disk must be full";
        } catch (const core::Error& error) {
            EXPECT_THAT(error.what(), HasSubstr("the disk is full"));
        }
    }
    ASSERT_GT(stored, 0);
    EXPECT_EQ(value("SELECT count(*) FROM repos"), std::to_string(stored));
    EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
    Store store = open();
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(1));
    EXPECT_TRUE(walk.resumed);
    EXPECT_EQ(walk.kinds.at(0).rows, stored);
    const PageResult page = Walks(store).record_page(walk.snapshot_id, Kind::kModel,
                                                     {model(999999, "a/more")}, "", hour(1));
    EXPECT_EQ(page.added, 1);
}

TEST_F(StoreFile, ThatCannotBeMadeLeavesNothing) {
    for (const int pages : {1, 2, 20}) {
        EXPECT_THAT(error_of({.create = true, .exclusive_crawl = true, .max_pages = pages}),
                    HasSubstr("the disk is full"));
        EXPECT_EQ(files(), 0U) << pages;
    }
    EXPECT_EQ(error_of({.create = true}), "");
}

TEST_F(StoreFile, AnEmptyFileOfTheUsersIsNotTakenAway) {
    write("");
    EXPECT_THAT(error_of({.create = true, .max_pages = 2}), HasSubstr("the disk is full"));
    EXPECT_EQ(files(), 1U);
    EXPECT_THAT(error_of({.read_only = true}), HasSubstr("it is empty"));
}

TEST_F(StoreFile, ThatAKilledCrawlWasMakingIsMadeAnew) {
    const auto begin_and_die = [this] {
        const pid_t child = ::fork();
        if (child == 0) {
            Database database(path(), {});
            database.execute(
                "PRAGMA cache_size = 1; BEGIN; PRAGMA application_id = " +
                std::to_string(kApplicationId) +
                "; CREATE TABLE half (x); WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL "
                "SELECT i + 1 FROM n WHERE i < 300) "
                "INSERT INTO half SELECT zeroblob(4000) FROM n");
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_GT(std::filesystem::file_size(path()), 100U);
        EXPECT_GT(std::filesystem::file_size(path().string() + "-journal"), 0U);
    };
    begin_and_die();
    EXPECT_THAT(error_of({.read_only = true}), HasSubstr("it is empty"));
    begin_and_die();
    EXPECT_EQ(error_of({.create = true}), "");
    EXPECT_EQ(value("SELECT count(*) FROM repos"), "0");
}

TEST_F(StoreFile, InternedTextSurvivesARollback) {
    Store store = open();
    const Walk walk = Walks(store).begin({.kinds = {Kind::kModel}}, "http://hub", hour(0));
    hub::RepoRecord repo = model(1, "a/one");
    repo.tags = {"fresh"};
    try {
        const Store::Batch batch(store);
        Walks(store).record_page(walk.snapshot_id, Kind::kModel, {repo}, "http://hub/2", hour(0));
        throw std::runtime_error("stop");
    } catch (const std::runtime_error&) {
        EXPECT_EQ(value("SELECT count(*) FROM repos"), "0");
    }
    hub::RepoRecord other = model(2, "a/two");
    other.tags = {"another", "fresh"};
    Walks(store).record_page(walk.snapshot_id, Kind::kModel, {other, repo}, "", hour(0));
    EXPECT_THAT(rows("SELECT tag FROM repo_tags"),
                ElementsAre(ElementsAre("another"), ElementsAre("fresh"), ElementsAre("fresh")));
}

TEST_F(StoreFile, ABatchIsOneCommit) {
    Store store = open();
    {
        const Store::Batch batch(store);
        list(store, Kind::kModel, {model(1, "a/one")}, 0);
        record_commits(store, 1, 0, commits(3, 1), true);
        EXPECT_EQ(value("SELECT count(*) FROM repos"), "0");
    }
    EXPECT_EQ(value("SELECT count(*) FROM commits"), "3");
}

TEST_F(StoreFile, HostileTextIsStoredValidAndWhole) {
    Store store = open();
    const std::string hostile = std::string("a\0b", 3) + "\xFF\xED\xA0\x80'\"--\n";
    const std::string expected = "ab\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD'\"--\n";
    const std::string huge(3'000'000, 'x');
    hub::RepoRecord repo = record(Kind::kSpace, 1, hostile);
    repo.hub_id = hostile;
    repo.sha = hostile;
    repo.tags = {hostile, huge};
    repo.models = {hostile};
    repo.sdk = hostile;
    repo.card = huge;
    list(store, Kind::kSpace, {repo}, 0);
    list(store, Kind::kSpace, {repo}, 10);
    hub::CommitRecord commit{.sha = hostile, .title = huge, .authors = {hostile, ""}};
    record_commits(store, 1, 0, {commit, commit}, true);
    record_discussions(store, 1, 0,
                       {{.num = 1, .author = hostile, .title = hostile, .status = hostile}}, true);
    EXPECT_THAT(rows("SELECT id, hub_id, sha, sdk FROM repos"),
                ElementsAre(ElementsAre(expected, expected, expected, expected)));
    EXPECT_EQ(value("SELECT length(tag) FROM repo_tags ORDER BY length(tag) DESC"), "3000000");
    EXPECT_EQ(value("SELECT target FROM space_models"), expected);
    EXPECT_THAT(rows("SELECT sha, length(title) FROM commits"),
                ElementsAre(ElementsAre(expected, "3000000")));
    EXPECT_THAT(rows("SELECT author FROM commit_authors ORDER BY position"),
                ElementsAre(ElementsAre(expected), ElementsAre("")));
    EXPECT_EQ(value("SELECT title FROM discussions"), expected);
    EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
}

TEST_F(StoreFile, TheViewsHaveTheColumnsTheyPromise) {
    { const Store store = open(); }
    const std::vector<std::pair<std::string, std::string>> promised{
        {"repos",
         "repo_id, kind, id, hub_id, owner, name, created_at, last_modified, sha, private, gated, "
         "disabled, likes, downloads, downloads_all_time, trending_score, license, pipeline_tag, "
         "library_name, sdk, parameters, first_seen, last_seen, removed_at, duplicated_from, "
         "parameters_source, weights, storage, storage_source"},
        {"cards", "repo_id, card, description"},
        {"owners",
         "owner, kind, basis, fullname, is_verified, plan, members, followers, fetched_at, state, "
         "http_status"},
        {"likes", "repo_id, position, liked_at"},
        {"repo_tags", "repo_id, tag"},
        {"repo_names", "repo_id, id, first_seen, last_seen"},
        {"commits", "repo_id, position, sha, committed_at, title"},
        {"commit_authors", "repo_id, sha, position, author"},
        {"discussions", "repo_id, num, author, title, status, is_pull_request, created_at"},
        {"space_models", "space_repo_id, target, target_repo_id"},
        {"space_datasets", "space_repo_id, target, target_repo_id"},
        {"base_models", "repo_id, parent, parent_repo_id, relation"},
        {"metrics", "repo_id, snapshot_id, observed_at, likes, downloads, downloads_all_time"},
        {"snapshots",
         "snapshot_id, started_at, finished_at, complete, endpoint, tool_version, requests, kinds, "
         "author, filter, row_limit"},
        {"coverage", "kind, what, expected, complete, unreadable, gone, failed, pending"},
        {"fetches", "repo_id, what, state, http_status, attempts, fetched_at, message"},
        {"identities", "author, developer, source"}};
    for (const auto& [view, columns] : promised) {
        EXPECT_EQ(value("SELECT group_concat(name, ', ') FROM pragma_table_info('" + view + "')"),
                  columns)
            << view;
    }
    for (const std::string view : {"models", "datasets", "spaces"}) {
        EXPECT_EQ(value("SELECT group_concat(name, ', ') FROM pragma_table_info('" + view + "')"),
                  promised[0].second)
            << view;
    }
}

TEST_F(StoreFile, TimesInViewsAreExactToTheMillisecond) {
    Store store = open();
    std::vector<hub::RepoRecord> records;
    for (int number = 1; number <= 1000; ++number) {
        records.push_back(model(number, "a/m" + std::to_string(number)));
        records.back().created_at = hour(number * 7) + std::chrono::milliseconds(number);
    }
    list(store, Kind::kModel, records, 0);
    const Rows times = rows("SELECT created_at FROM models ORDER BY repo_id");
    for (std::size_t i = 0; i < records.size(); ++i) {
        EXPECT_EQ(times.at(i).at(0), core::format_time(*records[i].created_at));
    }
}

}  // namespace
}  // namespace hubmine::store
