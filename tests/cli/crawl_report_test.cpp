#include "crawl_report.hpp"

#include "progress_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <sstream>

namespace hubmine::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(CrawlExitCode, TellsHowTheCrawlEnded) {
    crawl::Summary summary;
    summary.lists_complete = true;
    EXPECT_EQ(exit_code_of(summary), core::ExitCode::kOk);
    summary.ending = crawl::Ending::kBudget;
    EXPECT_EQ(exit_code_of(summary), core::ExitCode::kIncomplete);
    summary.ending = crawl::Ending::kLimit;
    EXPECT_EQ(exit_code_of(summary), core::ExitCode::kIncomplete);
    summary.ending = crawl::Ending::kInterrupted;
    EXPECT_EQ(exit_code_of(summary), core::ExitCode::kInterrupted);
}

TEST(CrawlSummary, TellsWhatCameAndWhatIsMissing) {
    crawl::Summary summary{.ending = crawl::Ending::kBudget,
                           .requests = 120,
                           .retries = 3,
                           .bytes = 2'500'000,
                           .waited_for_quota = 5s,
                           .elapsed = 65s,
                           .coverage = {{"model", "commits", 10, 4, 0, 1, 0, 5}}};
    summary.listed = 10;
    summary.added = 7;
    summary.fetched = {{"commits complete", 4}};
    std::string text;
    for (const std::string& line : summary_lines(summary)) {
        text += line + "\n";
    }
    EXPECT_THAT(
        text, HasSubstr("stopped at the budget after 1 min 05 s: 120 requests, 2.5 MB, 3 retries"));
    EXPECT_THAT(text, HasSubstr("commits complete: 4"));
    EXPECT_THAT(text, HasSubstr("model commits: 4 of 10 complete, 1 gone, 5 pending"));
    EXPECT_THAT(closing_line(summary), HasSubstr("goes on from here"));
}

TEST(CrawlSummary, IsOneJsonObjectForPrograms) {
    std::ostringstream out;
    write_summary_json(out, {.requests = 12,
                             .elapsed = 1500ms,
                             .lists_complete = true,
                             .coverage = {{"space", "discussions", 3, 3, 0, 0, 0, 0}}});
    const auto document = nlohmann::json::parse(out.str());
    EXPECT_EQ(document["exit_code"], 0);
    EXPECT_EQ(document["ending"], "done");
    EXPECT_EQ(document["requests"], 12);
    EXPECT_EQ(document["seconds"], 1.5);
    EXPECT_EQ(document["coverage"][0]["what"], "discussions");
}

TEST(LastRun, IsReadBackAsItWasKept) {
    const std::string text =
        last_run_text({.requests = 12, .elapsed = 61'999ms, .lists_complete = true},
                      *core::parse_time("2026-10-01T12:00:00Z"));
    const core::Table table = last_run_table(text);
    ASSERT_EQ(table.row_count(), 1U);
    EXPECT_EQ(std::get<std::string>(table.row(0)[0]), "2026-10-01T12:00:00.000Z");
    EXPECT_EQ(std::get<std::string>(table.row(0)[1]), "done");
    EXPECT_EQ(std::get<std::int64_t>(table.row(0)[3]), 61);
    EXPECT_EQ(std::get<std::int64_t>(table.row(0)[4]), 12);
}

TEST(LastRun, IsATableWithoutRowsBeforeTheFirst) {
    EXPECT_EQ(last_run_table(std::nullopt).row_count(), 0U);
    EXPECT_EQ(last_run_table("[not an object").row_count(), 0U);
}

TEST(ProgressText, TellsCountRateAndTimeLeft) {
    const crawl::Progress progress{
        .phase = "commits", .done = 1200, .expected = 5000, .requests_per_second = 3.3};
    EXPECT_EQ(progress_text(progress, 1200s, 79),
              "commits: 1200 of 5000 (24.0 %), 3.3 requests/s, 20 min 00 s left");
}

TEST(ProgressText, SaysWhatItWaitsFor) {
    EXPECT_EQ(
        progress_text(
            {.phase = "listing models", .done = 5, .waiting_for_quota = true, .wait_left = 42s},
            std::nullopt, 79),
        "listing models: 5, 0.0 requests/s, waiting 42 s for the Hub's quota");
}

TEST(ProgressText, LeavesOutWhatMattersLessWhereTheTerminalIsNarrow) {
    const crawl::Progress progress{.phase = "commits",
                                   .done = 1200,
                                   .expected = 5000,
                                   .requests_per_second = 3.3,
                                   .waiting_for_quota = true,
                                   .wait_left = 42s};
    EXPECT_EQ(progress_text(progress, std::nullopt, 70),
              "commits: 1200 of 5000 (24.0 %), waiting 42 s for the Hub's quota");
    EXPECT_EQ(progress_text(progress, std::nullopt, 50),
              "commits: 1200 of 5000 (24.0 %), waiting 42 s");
    EXPECT_EQ(progress_text(progress, std::nullopt, 30), "commits: 1200, waiting 42 s");
    EXPECT_EQ(progress_text(progress, std::nullopt, 10), "commits: 1");
}

TEST(ProgressLine, IsShorterThanTheTerminalAsItIsNow) {
    std::ostringstream terminal;
    std::size_t width = 32;
    ProgressLine line(terminal, [&width] { return width; });
    const crawl::Progress progress{.phase = "commits", .done = 1200, .expected = 5000};
    line.show(progress, {});
    EXPECT_EQ(terminal.str(), "\r\x1b[Kcommits: 1200 of 5000 (24.0 %)");
    terminal.str("");
    width = 20;
    line.show(progress, {});
    EXPECT_EQ(terminal.str(), "\r\x1b[Kcommits: 1200");
}

TEST(ProgressLine, EstimatesFromThePaceOfItsOwnPhase) {
    std::ostringstream terminal;
    ProgressLine line(terminal, [] { return 80; });
    const ProgressLine::Moment start{};
    line.show({.phase = "commits", .done = 100, .expected = 300}, start);
    terminal.str("");
    line.show({.phase = "commits", .done = 200, .expected = 300}, start + 10s);
    EXPECT_THAT(terminal.str(), HasSubstr("10 s left"));
    line.clear();
    EXPECT_TRUE(terminal.str().ends_with("\r\x1b[K"));
}

}  // namespace
}  // namespace hubmine::cli
