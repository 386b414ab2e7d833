#include "hubmine/output/format.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace hubmine::output {
namespace {

/// Keeps nothing but the number of lines.
class LineCounter : public std::streambuf {
  public:
    [[nodiscard]] std::int64_t lines() const { return lines_; }

  protected:
    int_type overflow(int_type c) override {
        lines_ += c == '\n' ? 1 : 0;
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(const char* bytes, std::streamsize size) override {
        lines_ += std::count(bytes, bytes + size, '\n');
        return size;
    }

  private:
    std::int64_t lines_ = 0;
};

class Streaming : public testing::TestWithParam<const char*> {};

TEST_P(Streaming, HoldsAChunkHoweverManyRowsThereAre) {
    constexpr std::int64_t kRows = 200'000;
    LineCounter counter;
    std::ostream out(&counter);
    std::int64_t most_held = 0;
    const core::TableStream many(
        {.name = "many",
         .help = "a row",
         .columns = {{"id", core::CellType::kText}, {"n", core::CellType::kInteger}}},
        [&](core::RowSink& rows) {
            for (std::int64_t n = 0; n < kRows; ++n) {
                // Of the rows so far, those that are not lines yet.
                most_held = std::max(most_held, n - counter.lines());
                rows.add_row({"owner/name", n});
            }
        });
    format_named(GetParam()).write(out, {.tables = {many}}, {});
    EXPECT_GE(counter.lines(), kRows);
    EXPECT_LE(most_held, static_cast<std::int64_t>(core::RowSink::kChunkRows));
}

INSTANTIATE_TEST_SUITE_P(Formats, Streaming,
                         testing::Values("csv", "tsv", "json", "ndjson", "markdown"),
                         [](const auto& format) { return std::string(format.param); });

/// Shows the first rows of a table that nobody could hold.
TEST(StreamingTable, TheTableForPeopleGathersWhatItShowsOnly) {
    LineCounter counter;
    std::ostream out(&counter);
    const core::TableStream many({.name = "many", .columns = {{"n", core::CellType::kInteger}}},
                                 [](core::RowSink& rows) {
                                     for (std::int64_t n = 0; n < 100'000; ++n) {
                                         rows.add_row({n});
                                     }
                                 });
    format_named("table").write(out, {.tables = {many}}, {.headers = false, .first_rows = 3});
    EXPECT_EQ(counter.lines(), 4);
}

}  // namespace
}  // namespace hubmine::output
