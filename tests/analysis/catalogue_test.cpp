#include "hubmine/analysis/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace hubmine::analysis {
namespace {

using ::testing::IsEmpty;

const core::Schema* table_of(const Entry& entry, const std::string& name) {
    const auto found =
        std::find_if(entry.tables.begin(), entry.tables.end(),
                     [&](const core::Schema& schema) { return schema.name == name; });
    return found == entry.tables.end() ? nullptr : &*found;
}

TEST(Catalogue, EveryAnalysisHasFiguresOfItsOwnTables) {
    for (const Entry& entry : catalogue()) {
        EXPECT_FALSE(entry.figures.empty()) << entry.name;
        std::set<std::string> names;
        for (const core::Figure& figure : entry.figures) {
            EXPECT_TRUE(names.insert(figure.name).second) << entry.name << ": " << figure.name;
            const core::Schema* const table = table_of(entry, figure.table);
            ASSERT_NE(table, nullptr) << entry.name << ": " << figure.table;
            EXPECT_THAT(core::faults_of(figure, *table), IsEmpty()) << entry.name;
        }
    }
}

TEST(Catalogue, EveryColumnSaysWhatItMeansInOneLine) {
    for (const Entry& entry : catalogue()) {
        for (const core::Schema& table : entry.tables) {
            EXPECT_FALSE(table.help.empty()) << table.name;
            for (const core::Column& column : table.columns) {
                EXPECT_FALSE(column.meaning.empty()) << table.name << '.' << column.name;
                EXPECT_EQ(column.meaning.find('\n'), std::string::npos) << column.name;
                const bool is_share = column.unit == core::Unit::kShare;
                EXPECT_FALSE(is_share && column.type != core::CellType::kReal) << column.name;
            }
        }
    }
}

/// Who gives tables away takes people out of them by this.
TEST(Catalogue, EveryTextSaysWhetherItNamesSomebody) {
    using core::Content;
    const std::set<std::string> names{"owner", "developer", "repository",  "repo",     "id",
                                      "model", "dataset",   "entity",      "parent",   "root",
                                      "group", "family",    "largest",     "smallest", "top_model",
                                      "ours",  "published", "largest_repo"};
    for (const Entry& entry : catalogue()) {
        for (const core::Schema& table : entry.tables) {
            for (const core::Column& column : table.columns) {
                const bool is_text = column.type == core::CellType::kText;
                EXPECT_FALSE(is_text && column.content == Content::kUntold)
                    << entry.name << '.' << table.name << '.' << column.name;
                EXPECT_FALSE(is_text && names.contains(column.name) &&
                             column.content == Content::kTerm)
                    << entry.name << '.' << table.name << '.' << column.name;
            }
        }
    }
}

TEST(Catalogue, EveryCountOfPeopleOrOwnersSaysSo) {
    const std::set<std::string> counts{"developers", "owners", "newcomers", "committers",
                                       "starters"};
    for (const Entry& entry : catalogue()) {
        for (const core::Schema& table : entry.tables) {
            for (const core::Column& column : table.columns) {
                EXPECT_FALSE(column.type == core::CellType::kInteger &&
                             counts.contains(column.name) &&
                             column.content == core::Content::kUntold)
                    << entry.name << '.' << table.name << '.' << column.name;
            }
        }
    }
}

}  // namespace
}  // namespace hubmine::analysis
