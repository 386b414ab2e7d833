#include "hubmine/output/table_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace hubmine::output {
namespace {

using testing::HasSubstr;
using testing::Not;

const core::Schema kRepos{
    .name = "repos",
    .help = "a repository",
    .columns = {{"repo_id", core::CellType::kInteger, "its number"},
                {"kind", core::CellType::kText, "model or so"},
                {"created_at", core::CellType::kText, "when", core::Unit::kTime}}};

TEST(TablesReadme, TellsEveryColumnAndWhereKindIs) {
    const std::string text =
        tables_readme({{.schema = kRepos, .by_kind = true}}, table_files().front());
    EXPECT_THAT(text, HasSubstr("A row is a repository. Files: `repos/*/*.parquet`."));
    EXPECT_THAT(text, HasSubstr("| repo_id | int64 | its number |"));
    EXPECT_THAT(text, HasSubstr("| kind | name of the folder | model or so |"));
    EXPECT_THAT(text, HasSubstr("| created_at | timestamp in UTC, to the millisecond | when |"));
}

TEST(TablesReadme, AsksInTheLanguageOfEachEngine) {
    for (const TableFiles& files : table_files()) {
        const std::string text = tables_readme({{.schema = kRepos, .by_kind = true}}, files);
        for (const char* language : {"```sql duckdb\n", "```sql spark\n", "```sql clickhouse\n",
                                     "```python\n", "```r\n"}) {
            EXPECT_THAT(text, HasSubstr(language)) << files.name;
        }
        EXPECT_THAT(text, HasSubstr("repos/*/*." + files.extension));
    }
}

TEST(TablesReadme, ATableThatIsOnePieceIsNotAskedByKind) {
    const std::string text =
        tables_readme({{.schema = kRepos, .by_kind = false}}, table_files().front());
    EXPECT_THAT(text, HasSubstr("read_parquet('repos/*.parquet')"));
    EXPECT_THAT(text, Not(HasSubstr("GROUP BY kind")));
}

TEST(TableFiles, CountTheRowsThatTheyWrite) {
    const core::BatchStream rows{.schema = kRepos, .read = [](const core::TakeBatch& take) {
                                     core::ColumnBatch batch(kRepos.columns);
                                     for (std::int64_t id = 1; id <= 3; ++id) {
                                         batch.columns()[0].add_integer(id);
                                         batch.columns()[1].add_text("=model");
                                         batch.columns()[2].add_missing();
                                     }
                                     take(batch);
                                     take(batch);
                                 }};
    std::vector<std::string> written;
    for (const TableFiles& files : table_files()) {
        std::ostringstream out;
        EXPECT_EQ(files.write(out, rows), 6U);
        written.push_back(out.str());
    }
    EXPECT_EQ(written[0].substr(0, 4), "PAR1");
    EXPECT_THAT(written[1], HasSubstr("repo_id,kind,created_at\n1,=model,\n2,=model,\n"));
    EXPECT_THAT(written[2],
                HasSubstr("{\"repo_id\": 1, \"kind\": \"=model\", \"created_at\": null}\n"));
}

}  // namespace
}  // namespace hubmine::output
