#include "hubmine/analysis/chapters.hpp"

#include "hubmine/analysis/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace hubmine::analysis {
namespace {

TEST(Chapters, EveryAnalysisStandsInOne) {
    for (const Entry& entry : catalogue()) {
        const auto times =
            std::count_if(chapters().begin(), chapters().end(), [&entry](const Chapter& chapter) {
                return std::find(chapter.analyses.begin(), chapter.analyses.end(), entry.name) !=
                       chapter.analyses.end();
            });
        EXPECT_EQ(times, 1) << entry.name;
    }
}

TEST(Chapters, KeyNumbersAreColumnsOfTables) {
    for (const KeyNumber& number : key_numbers()) {
        const auto entry =
            std::find_if(catalogue().begin(), catalogue().end(),
                         [&number](const Entry& one) { return one.name == number.analysis; });
        ASSERT_NE(entry, catalogue().end()) << number.name;
        const core::Schema& schema = schema_of(*entry, number.table);
        const auto has = [&schema](const std::string& name) {
            return std::any_of(schema.columns.begin(), schema.columns.end(),
                               [&name](const core::Column& column) { return column.name == name; });
        };
        EXPECT_TRUE(has(number.column)) << number.name;
        for (const auto& [column, text] : number.row) {
            EXPECT_TRUE(has(column)) << number.name << ": " << text;
        }
    }
}

}  // namespace
}  // namespace hubmine::analysis
