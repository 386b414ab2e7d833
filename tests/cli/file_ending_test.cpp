#include "file_ending.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/output/format.hpp"
#include "hubmine/output/graph.hpp"

#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

std::string of_table(const std::string& named, const std::string& path) {
    return format_of_output(named, path, endings_of(output::formats()));
}

TEST(FileEnding, TellsTheFormat) {
    EXPECT_EQ(of_table("", "out.d/x.CSV"), "csv");
    EXPECT_EQ(of_table("", "x.md"), "markdown");
    EXPECT_EQ(format_of_output("", "y.net", endings_of(output::graph_formats())), "pajek");
}

TEST(FileEnding, IsThatOfTheNameNotOfAFolder) {
    EXPECT_EQ(of_table("", "out.xlsx/x"), "");
    EXPECT_EQ(of_table("json", "/dev/stdout"), "json");
}

TEST(FileEnding, IsRefusedWhenItIsNoFormats) {
    for (const char* path : {"t.xls", "t.parquet", "t.html", "t.csv.gz"}) {
        EXPECT_THROW(of_table("", path), core::UsageError) << path;
    }
}

TEST(FileEnding, MayBeAnythingElseWhenTheFormatIsNamed) {
    EXPECT_EQ(of_table("csv", "t.dat"), "csv");
    EXPECT_EQ(of_table("csv", "t.csv"), "csv");
}

TEST(FileEnding, ThatContradictsTheFormatNamedIsRefused) {
    EXPECT_THROW(of_table("csv", "t.json"), core::UsageError);
}

}  // namespace
}  // namespace hubmine::cli
