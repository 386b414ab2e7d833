#include "hubmine/store/view_parts.hpp"

#include "hubmine/store/query.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <mutex>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const core::Schema& view(const std::string& name) {
    const auto views = public_views();
    return *std::ranges::find(views, name, &core::Schema::name);
}

std::vector<std::string> folders(const std::string& name) {
    std::vector<std::string> folders;
    for (const ViewPart& part : parts_of(view(name))) {
        folders.push_back(part.folder());
    }
    return folders;
}

class PartsOfViews : public StoreTest {
  protected:
    PartsOfViews() {
        Store store = open();
        hub::RepoRecord one = model(1, "a/one");
        one.trending_score = 0.25;
        one.tags = std::vector<std::string>{"license:mit", "x"};
        list(store, Kind::kModel, {one, model(2, "plain")}, 0);
        list(store, Kind::kSpace, {record(Kind::kSpace, 3, "b/space")}, 0);
        record_commits(store, 1, 0, commits(5, 1), true);
    }

    [[nodiscard]] Store reader() const { return {path(), OpenOptions{.read_only = true}}; }

    /// The rows of parts, each as its cells.
    static std::vector<std::vector<core::Cell>> rows(Store& store,
                                                     const std::vector<ViewPart>& parts,
                                                     unsigned connections = 1) {
        std::vector<std::vector<core::Cell>> all;
        std::mutex several;
        read_parts(store, parts, connections,
                   [&](const ViewPart& /*part*/, const core::BatchStream& stream) {
                       const core::Table table = core::table_of(stream).gathered();
                       const std::scoped_lock lock(several);
                       for (std::size_t row = 0; row < table.row_count(); ++row) {
                           all.push_back(table.row(row));
                       }
                   });
        return all;
    }
    [[nodiscard]] std::string complaint(const std::string& name) const {
        Store store = reader();
        try {
            rows(store, parts_of(view(name)));
        } catch (const core::DamagedError& error) {
            return error.what();
        }
        return "none";
    }
    /// Without the strictness of SQLite's tables, so that anything may stand anywhere.
    void loosen(const std::string& table, const std::string& change) const {
        Database database(path(), {});
        database.execute("PRAGMA writable_schema = 1");
        database.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = '" + table +
            "'");
        database.execute("PRAGMA writable_schema = RESET");
        database.execute(change);
    }
};

TEST(ViewParts, ViewsOfRepositoriesAreCutByKind) {
    EXPECT_THAT(folders("repos"),
                ElementsAre("repos/kind=model", "repos/kind=dataset", "repos/kind=space"));
    EXPECT_THAT(folders("activity"),
                ElementsAre("activity/kind=model", "activity/kind=dataset", "activity/kind=space"));
    EXPECT_THAT(folders("models"), ElementsAre("models/kind=model"));
    EXPECT_THAT(folders("commits"), ElementsAre("commits"));
}

TEST(ViewParts, KindsOfOtherThingsAreColumns) {
    EXPECT_THAT(folders("owners"), ElementsAre("owners"));
    EXPECT_THAT(folders("coverage"), ElementsAre("coverage"));
    EXPECT_EQ(parts_of(view("owners")).front().schema.columns.size(),
              view("owners").columns.size());
    EXPECT_EQ(parts_of(view("repos")).front().schema.columns.size() + 1,
              view("repos").columns.size());
}

TEST_F(PartsOfViews, HoldWhatAQuerySees) {
    const auto asked = std::make_shared<Store>(path(), OpenOptions{.read_only = true});
    Store store = reader();
    std::size_t filled = 0;
    for (const core::Schema& schema : public_views()) {
        std::vector<std::vector<core::Cell>> expected;
        for (const ViewPart& part : parts_of(schema)) {
            std::string columns;
            for (const core::Column& column : part.schema.columns) {
                columns += (columns.empty() ? "\"" : ", \"") + column.name + "\"";
            }
            const std::string where =
                part.kind ? " WHERE kind = '" + std::string(core::kind_name(*part.kind)) + "'" : "";
            const core::Table table =
                query(asked, "SELECT " + columns + " FROM \"" + schema.name + "\"" + where, {})
                    .gathered();
            for (std::size_t row = 0; row < table.row_count(); ++row) {
                expected.push_back(table.row(row));
            }
        }
        EXPECT_EQ(rows(store, parts_of(schema)), expected) << schema.name;
        filled += expected.empty() ? 0U : 1U;
    }
    EXPECT_GE(filled, 9U);
}

TEST_F(PartsOfViews, AreTheSameOverSeveralConnections) {
    Store store = reader();
    std::vector<ViewPart> parts;
    for (const core::Schema& schema : public_views()) {
        const std::vector<ViewPart> some = parts_of(schema);
        parts.insert(parts.end(), some.begin(), some.end());
    }
    auto one = rows(store, parts, 1);
    auto several = rows(store, parts, 4);
    std::ranges::sort(one);
    std::ranges::sort(several);
    EXPECT_EQ(one, several);
}

TEST_F(PartsOfViews, AreOfOneStateWhateverIsWrittenMeanwhile) {
    Store store = reader();
    std::vector<ViewPart> parts = parts_of(view("repos"));
    parts.push_back(parts_of(view("repo_names")).front());
    for (const unsigned connections : {1U, 2U}) {
        std::size_t repositories = 0;
        std::size_t names = 0;
        std::mutex one_by_one;
        int number = 10;
        read_parts(
            store, parts, connections, [&](const ViewPart& part, const core::BatchStream& stream) {
                const std::scoped_lock lock(one_by_one);
                stream.read([&](const core::ColumnBatch& batch) {
                    (part.view == "repos" ? repositories : names) += batch.row_count();
                });
                Store writer = open();
                ++number;
                list(writer, Kind::kDataset,
                     {record(Kind::kDataset, number, "new/" + std::to_string(number))}, number);
            });
        EXPECT_EQ(repositories, names) << connections;
        EXPECT_GE(names, 3U);
    }
}

TEST_F(PartsOfViews, ACellOfAnotherTypeIsDamage) {
    loosen("repo_state", "UPDATE repo_state SET likes = 'many' WHERE repo_id = 2");
    EXPECT_THAT(complaint("repos"),
                HasSubstr("view repos, column likes, row 2: a text cannot stand there"));
    EXPECT_EQ(complaint("commits"), "none");
}

TEST_F(PartsOfViews, BytesAreNoText) {
    loosen("repo_commit",
           "UPDATE repo_commit SET title = x'00ff' WHERE repo_id = 1 AND seq = "
           "(SELECT min(seq) FROM repo_commit)");
    EXPECT_THAT(complaint("commits"), HasSubstr("column title, row 1: bytes cannot stand there"));
}

TEST_F(PartsOfViews, ARealNumberIsNoWholeOne) {
    loosen("repo_state", "UPDATE repo_state SET downloads = 1.5 WHERE repo_id = 1");
    EXPECT_THAT(complaint("repos"),
                HasSubstr("column downloads, row 1: a real number cannot stand there"));
}

TEST_F(PartsOfViews, ATimeBeyondTheCalendarIsDamage) {
    Database(path(), {}).execute("UPDATE repo SET created_at = 253402300800000 WHERE repo_id = 2");
    EXPECT_THAT(complaint("repos"), HasSubstr("column created_at, row 2: this is no time"));
}

TEST_F(PartsOfViews, WhatIsNoUtf8IsMendedAsElsewhere) {
    Database(path(), {})
        .execute("UPDATE repo_commit SET title = CAST(x'61ff62' AS TEXT) WHERE repo_id = 1");
    Store store = reader();
    EXPECT_EQ(rows(store, parts_of(view("commits"))).front().back(),
              core::Cell(std::string("a\xEF\xBF\xBD") + "b"));
}

TEST_F(PartsOfViews, FunctionsStayAsTheyWereForEverybodyElse) {
    Store store = reader();
    rows(store, parts_of(view("commits")), 2);
    Statement other(store.database(), "SELECT hex(x'ab'), strftime('%Y', 0, 'unixepoch')");
    ASSERT_TRUE(other.step());
    EXPECT_EQ(other.text(0), "AB");
    EXPECT_EQ(other.text(1), "1970");
}

}  // namespace
}  // namespace hubmine::store
