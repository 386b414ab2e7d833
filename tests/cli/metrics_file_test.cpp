#include "metrics_file.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace hubmine::cli {
namespace {

using core::Kind;
using ::testing::HasSubstr;
using ::testing::Optional;
using ::testing::SizeIs;

class MetricsFileTest : public testing::Test {
  protected:
    std::vector<store::ForeignMetrics> read(const std::string& ending, const std::string& text,
                                            std::optional<Kind> kind = std::nullopt) {
        path_ = folder_ / ("metrics" + ending);
        std::ofstream(path_, std::ios::binary) << text;
        return read_metrics(path_, kind);
    }
    std::string complaint(const std::string& ending, const std::string& text) {
        try {
            static_cast<void>(read(ending, text));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }

    ScratchDirectory folder_;
    std::filesystem::path path_;
};

TEST_F(MetricsFileTest, ACsvNamesItsColumns) {
    const auto rows = read(".csv",
                           "kind,id,downloads,likes,other\n"
                           "models,a/b,10,3,x\n"
                           "space,c/d,,0,y\n");
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].kind, Kind::kModel);
    EXPECT_EQ(rows[0].id, "a/b");
    EXPECT_THAT(rows[0].likes, Optional(3));
    EXPECT_THAT(rows[0].downloads, Optional(10));
    EXPECT_EQ(rows[1].kind, Kind::kSpace);
    EXPECT_THAT(rows[1].likes, Optional(0));
    EXPECT_EQ(rows[1].downloads, std::nullopt);
    EXPECT_EQ(rows[1].downloads_all_time, std::nullopt);
}

TEST_F(MetricsFileTest, NdjsonHasAnObjectALine) {
    const auto rows =
        read(".ndjson",
             "{\"id\":\"a/b\",\"kind\":\"dataset\",\"likes\":3,\"downloads\":null}\n\n"
             "{\"id\":\"c\",\"kind\":\"model\",\"downloads_all_time\":7}\n");
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].kind, Kind::kDataset);
    EXPECT_THAT(rows[0].likes, Optional(3));
    EXPECT_EQ(rows[0].downloads, std::nullopt);
    EXPECT_THAT(rows[1].downloads_all_time, Optional(7));
    EXPECT_EQ(rows[1].likes, std::nullopt);
}

TEST_F(MetricsFileTest, TheKindMayComeFromTheCommandLine) {
    EXPECT_EQ(read(".csv", "id,likes\na/b,1\n", Kind::kSpace).at(0).kind, Kind::kSpace);
    EXPECT_THAT(complaint(".csv", "id,likes\na/b,1\n"), HasSubstr(":2: no kind"));
}

TEST_F(MetricsFileTest, ACsvIsReadTheSameHoweverItIsWritten) {
    for (const Deviation& deviation : deviations()) {
        const auto rows = read(".csv", deviation.write("id,kind,likes,downloads\n"
                                                       "a/b,Model,3.0,NaN\nc/d,spaces,NA,7\n"));
        ASSERT_THAT(rows, SizeIs(2)) << deviation.name;
        EXPECT_EQ(rows[0].id, "a/b") << deviation.name;
        EXPECT_EQ(rows[0].kind, Kind::kModel) << deviation.name;
        EXPECT_THAT(rows[0].likes, Optional(3)) << deviation.name;
        EXPECT_EQ(rows[0].downloads, std::nullopt) << deviation.name;
        EXPECT_EQ(rows[1].kind, Kind::kSpace) << deviation.name;
        EXPECT_EQ(rows[1].likes, std::nullopt) << deviation.name;
        EXPECT_THAT(rows[1].downloads, Optional(7)) << deviation.name;
    }
    EXPECT_THAT(read(".tsv", "id\tkind\tlikes\na\tmodel\t1\n"), SizeIs(1));
}

TEST_F(MetricsFileTest, NdjsonIsReadTheSameHoweverItIsWritten) {
    const std::string line = "{\"id\":\"a\",\"kind\":\"Model\",\"likes\":3.0,\"downloads\":null}";
    for (const std::string& text : {line, line + "\r\n", line + "\r\r", "\xEF\xBB\xBF" + line,
                                    as_utf16(line + "\r\n"), as_utf16(line, true)}) {
        const auto rows = read(".ndjson", text);
        ASSERT_THAT(rows, SizeIs(1)) << text;
        EXPECT_THAT(rows[0].likes, Optional(3)) << text;
        EXPECT_EQ(rows[0].downloads, std::nullopt) << text;
    }
}

TEST_F(MetricsFileTest, AFileWithoutNumbersOrRowsIsRefused) {
    EXPECT_THAT(complaint(".csv", "id,kind,like\na,model,1\n"),
                HasSubstr("no column named likes, downloads or downloads_all_time: the header line "
                          "has id, kind, like"));
    EXPECT_THAT(complaint(".csv", "name;likes\na;1\n"), HasSubstr("no column named id"));
    EXPECT_THAT(complaint(".csv", "id,kind,likes\n"), HasSubstr("no row"));
    EXPECT_THAT(complaint(".ndjson", "\n\n"), HasSubstr("no row"));
}

TEST_F(MetricsFileTest, WhatIsNoCountIsRefusedWithItsLine) {
    for (const char* cell : {"-1", "1.5", "many", "1e3", "99999999999999999999"}) {
        EXPECT_THAT(complaint(".csv", std::string("id,kind,likes\na/b,model,") + cell + "\n"),
                    HasSubstr(":2: likes: '"))
            << cell;
    }
    for (const char* value : {"-1", "1.5", "\"1\"", "[1]", "99999999999999999999"}) {
        EXPECT_THAT(complaint(".jsonl", std::string("{\"id\":\"a\",\"kind\":\"model\",\"likes\":") +
                                            value + "}\n"),
                    HasSubstr(":1: likes: "))
            << value;
    }
}

TEST_F(MetricsFileTest, WhatIsNoLineOfItsKindIsRefused) {
    EXPECT_THAT(complaint(".ndjson", "{\"id\":\n"), HasSubstr("no JSON object"));
    EXPECT_THAT(complaint(".ndjson", "[1]\n"), HasSubstr("no JSON object"));
    EXPECT_THAT(complaint(".ndjson", "{\"kind\":\"model\"}\n"), HasSubstr("no id"));
    EXPECT_THAT(complaint(".csv", "id,kind,likes\na/b,modle,1\n"), HasSubstr("'modle' is none of"));
    EXPECT_THAT(complaint(".parquet", "PAR1"), HasSubstr("neither .csv"));
}

}  // namespace
}  // namespace hubmine::cli
