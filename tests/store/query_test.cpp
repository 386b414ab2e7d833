#include "hubmine/store/query.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace hubmine::store {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class QueryOfStore : public StoreTest {
  protected:
    QueryOfStore() {
        Store store = open();
        hub::RepoRecord three = model(3, "b/three");
        three.tags = std::vector<std::string>{"license:mit"};
        list(store, Kind::kModel, {model(1, "a/one"), model(2, "a/two"), three}, 0);
        record_commits(store, 1, 0, commits(3, 1), true);
    }

    [[nodiscard]] std::shared_ptr<Store> reader() const {
        return std::make_shared<Store>(path(), OpenOptions{.read_only = true});
    }
    [[nodiscard]] core::Table answer(const std::string& sql,
                                     const QueryOptions& options = {}) const {
        return query(reader(), sql, options).gathered();
    }
    /// Each row as text, cells separated by |.
    [[nodiscard]] std::vector<std::string> lines(const std::string& sql,
                                                 const QueryOptions& options = {}) const {
        const core::Table table = answer(sql, options);
        std::vector<std::string> lines;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            std::string& line = lines.emplace_back();
            for (const core::Cell& cell : table.row(row)) {
                line += (line.empty() ? "" : "|") + core::exact_text(cell);
            }
        }
        return lines;
    }
    [[nodiscard]] std::string complaint(const std::string& sql,
                                        const QueryOptions& options = {}) const {
        try {
            static_cast<void>(answer(sql, options));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }
    [[nodiscard]] std::string bytes() const {
        std::ifstream in(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

TEST_F(QueryOfStore, TellsTheViewsAsTheFileHasThem) {
    const Rows views = rows(
        "SELECT name FROM sqlite_schema WHERE type = 'view' "
        "AND name NOT IN ('metric_values', 'merged_names', 'counted_activity')");
    std::vector<std::string> in_file;
    for (const auto& row : views) {
        in_file.push_back(row.front());
    }
    std::vector<std::string> told;
    for (const core::Schema& view : public_views()) {
        told.push_back(view.name);
        const Rows columns = rows("SELECT name, type FROM pragma_table_info('" + view.name + "')");
        ASSERT_EQ(columns.size(), view.columns.size()) << view.name;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const core::Column& column = view.columns[i];
            EXPECT_EQ(column.name, columns[i][0]) << view.name;
            EXPECT_THAT(column.meaning, Not(IsEmpty())) << view.name << "." << column.name;
            const std::string type = column.type == core::CellType::kInteger ? "INTEGER"
                                     : column.type == core::CellType::kReal  ? "REAL"
                                                                             : "TEXT";
            // Of what is computed it depends on the version of SQLite whether it has a type.
            EXPECT_THAT(columns[i][1], testing::AnyOf(type, "", "NUM", "ANY"))
                << view.name << "." << column.name;
        }
    }
    EXPECT_THAT(told, testing::UnorderedElementsAreArray(in_file));
}

TEST_F(QueryOfStore, AnswersWithTheTypesOfItsValues) {
    const core::Table table =
        answer("SELECT 1, 1, 2.5, 'a', NULL, x'00ff' AS b FROM models LIMIT 1");
    EXPECT_EQ(table.row(0),
              (std::vector<core::Cell>{std::int64_t{1}, std::int64_t{1}, 2.5, std::string("a"),
                                       core::Cell(), std::string("00ff")}));
    EXPECT_EQ(table.columns()[1].name, "1_2") << "names of columns differ";
    EXPECT_THAT(lines("SELECT id, license FROM models WHERE likes >= 2 ORDER BY id"),
                ElementsAre("a/two|", "b/three|mit"));
    EXPECT_THAT(lines("SELECT count(*) FROM models WHERE 0"), ElementsAre("0"));
    EXPECT_THAT(lines("SELECT id FROM models WHERE 0"), IsEmpty());
}

TEST_F(QueryOfStore, MayUseWhateverASelectMay) {
    EXPECT_THAT(lines("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
                      "SELECT sum(i), (SELECT count(*) FROM n) FROM n"),
                ElementsAre("6|3"));
    EXPECT_THAT(lines("SELECT owner, count(*) OVER (PARTITION BY owner) FROM repos "
                      "UNION SELECT value, 0 FROM json_each('[\"z\"]') ORDER BY 1"),
                ElementsAre("a|2", "b|1", "z|0"));
    EXPECT_THAT(lines("SELECT a.author, count(*) FROM commits AS c JOIN commit_authors AS a "
                      "USING (repo_id, sha) GROUP BY 1 -- a remark"),
                ElementsAre("ann|3"));
    EXPECT_THAT(lines("SELECT what, expected, complete FROM coverage WHERE what = 'commits';"),
                ElementsAre("commits|3|1"));
    EXPECT_THAT(lines("VALUES (1), (2);\n"), ElementsAre("1", "2"));
}

TEST_F(QueryOfStore, TakesValuesApartFromItsText) {
    const std::string sql = "SELECT id FROM models WHERE owner = :owner AND likes > $least";
    EXPECT_THAT(lines(sql, {.parameters = {{"owner", "a"}, {"least", "1"}}}), ElementsAre("a/two"));
    EXPECT_THAT(lines(sql, {.parameters = {{"owner", "a' OR 1 --"}, {"least", "0"}}}), IsEmpty());
    EXPECT_THAT(
        lines("SELECT typeof(:a), typeof(:b), typeof(:c), typeof(:d), typeof(:e)",
              {.parameters = {{"a", "-7"}, {"b", "1.5"}, {"c", "007"}, {"d", "1e5"}, {"e", ""}}}),
        ElementsAre("integer|real|text|text|text"));
    EXPECT_THAT(complaint(sql, {.parameters = {{"owner", "a"}}}),
                HasSubstr("$least has no value: give --param least=VALUE"));
    EXPECT_THAT(complaint("SELECT 1", {.parameters = {{"owner", "a"}}}),
                HasSubstr("the query has no :owner"));
    EXPECT_THAT(complaint("SELECT ?"), HasSubstr("give parameters names"));
}

TEST_F(QueryOfStore, ExplainsHowRowsAreFound) {
    const core::Table plan = answer("SELECT id FROM models", {.explain = true});
    EXPECT_EQ(plan.columns().back().name, "detail");
    EXPECT_GT(plan.row_count(), 0U);
}

TEST_F(QueryOfStore, SaysWhatIsWrongWithItsText) {
    EXPECT_THAT(complaint("SELECT id FORM models"), HasSubstr("(character 16)"));
    EXPECT_THAT(complaint("SELECT idd FROM models"), HasSubstr("no such column: idd"));
    EXPECT_THAT(complaint("SELECT \"mit\" FROM models"), HasSubstr("no such column"));
    EXPECT_THAT(complaint("SELECT * FROM modles"), HasSubstr("did you mean models?"));
    EXPECT_THAT(complaint(" -- nothing"), HasSubstr("the query is empty"));
    EXPECT_THAT(complaint("SELECT 1; SELECT 2"), HasSubstr("another one begins at 'SELECT 2'"));
    EXPECT_THAT(complaint("SELECT sum(9223372036854775807) FROM models"),
                HasSubstr("integer overflow"));
    EXPECT_THAT(complaint("SELECT zeroblob(1000000000)"), HasSubstr("too big"));
}

TEST_F(QueryOfStore, ChangesNothingWhateverItSays) {
    const std::string before = bytes();
    const std::string other = (folder() / "other.db").string();
    for (const std::string& sql : {std::string("DELETE FROM repo"),
                                   std::string("INSERT INTO label (value) VALUES ('x')"),
                                   std::string("UPDATE repo_state SET likes = 1"),
                                   std::string("DROP VIEW models"),
                                   std::string("CREATE TABLE t (a)"),
                                   std::string("CREATE TEMP TABLE t (a)"),
                                   std::string("PRAGMA user_version = 9"),
                                   std::string("PRAGMA table_info(repo)"),
                                   std::string("SELECT * FROM pragma_user_version"),
                                   std::string("VACUUM"),
                                   "VACUUM INTO '" + other + "'",
                                   "ATTACH '" + other + "' AS o",
                                   std::string("BEGIN"),
                                   std::string("SAVEPOINT s"),
                                   std::string("ANALYZE"),
                                   std::string("REINDEX"),
                                   std::string("SELECT load_extension('evil')"),
                                   std::string("SELECT * FROM repo"),
                                   std::string("SELECT repo_id, count(*) FROM repo_commit"),
                                   std::string("SELECT * FROM sqlite_schema"),
                                   std::string("EXPLAIN DELETE FROM repo"),
                                   std::string("WITH x AS (SELECT 1) DELETE FROM repo"),
                                   std::string("REPLACE INTO models VALUES (1)"),
                                   std::string("DETACH main")}) {
        EXPECT_NE(complaint(sql), "none") << sql;
    }
    EXPECT_EQ(bytes(), before);
    EXPECT_FALSE(std::filesystem::exists(other));
}

TEST_F(QueryOfStore, EndsWhenItsTimeIsOver) {
    const QueryOptions briefly{.max_time = std::chrono::seconds(0)};
    const std::string endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    try {
        static_cast<void>(answer(endless, briefly));
        FAIL() << "it ended by itself";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.exit_code(), core::ExitCode::kIncomplete);
        EXPECT_THAT(error.what(), HasSubstr("--max-time"));
    }
}

}  // namespace
}  // namespace hubmine::store
