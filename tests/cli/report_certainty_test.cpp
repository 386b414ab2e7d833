#include "report_certainty.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace hubmine::cli {
namespace {

using core::Kind;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Two models, three datasets and no space, listed to their end.
store::Dataset listed() {
    store::Dataset data;
    data.snapshot = {.snapshot_id = 7, .complete = true};
    data.endpoint = "https://hub.example";
    data.repos[0].count = 2;
    data.repos[1].count = 3;
    for (const char* what : {"commits", "discussions"}) {
        data.coverage.push_back({.kind = "model", .what = what, .expected = 2, .complete = 2});
        data.coverage.push_back({.kind = "dataset", .what = what, .expected = 3, .complete = 3});
        data.coverage.push_back({.kind = "space", .what = what});
    }
    return data;
}

std::string line_of(const store::Dataset& data, std::string_view name,
                    std::vector<analysis::Note> notes = {}) {
    std::vector<Asked> asked(1);
    asked.front().notes = std::move(notes);
    const output::PageBlock block = certainty_block(data, asked);
    const auto found =
        std::find_if(block.lines.begin(), block.lines.end(),
                     [name](const output::PageBlock::Line& line) { return line.name == name; });
    return found == block.lines.end() ? "" : found->text;
}

TEST(ReportCertainty, WhatWasReadWholeIsCountedAndNotEstimated) {
    const store::Dataset data = listed();
    EXPECT_EQ(line_of(data, "Lists"),
              "Read to their end: 2 models, 3 datasets and 0 spaces. That is everything which "
              "https://hub.example shows to anybody.");
    EXPECT_EQ(line_of(data, "Commits"), "Read of all 2 models and all 3 datasets.");
    EXPECT_THAT(line_of(data, "Uncertainty"), Not(HasSubstr("was not read")));
}

TEST(ReportCertainty, ALargerGapIsNamed) {
    store::Dataset data = listed();
    data.coverage[0] = {
        .kind = "model", .what = "commits", .expected = 2, .complete = 1, .gone = 1};
    EXPECT_EQ(line_of(data, "Commits"),
              "Read of 1 of 2 models (50.0 %) and all 3 datasets. Missing: 1 gone.");
    EXPECT_THAT(line_of(data, "Uncertainty"),
                HasSubstr("that is most for commits of models, 50.0 % of them."));
}

TEST(ReportCertainty, WhatWasNeverReadNamesItsCommand) {
    store::Dataset data = listed();
    EXPECT_THAT(line_of(data, "Owners"), StartsWith("None were read: "));
    EXPECT_THAT(line_of(data, "Owners"), HasSubstr("`hubmine crawl --only owners` brings them."));
    data.coverage.push_back({.what = "owners", .expected = 4, .complete = 3, .pending = 1});
    EXPECT_EQ(line_of(data, "Owners"), "Read of 3 of 4 owners (75.0 %). Missing: 1 not read yet.");
}

TEST(ReportCertainty, DoubtsAboutListsAreSaid) {
    store::Dataset data = listed();
    data.never_listed = {Kind::kSpace};
    EXPECT_EQ(line_of(data, "Lists"),
              "Known are 2 models, 3 datasets and an unknown number of spaces. No list of spaces "
              "was read: what there is of them is not known.");
}

TEST(ReportCertainty, ASampleIsNoCount) {
    store::Dataset data = listed();
    data.sample = "10 of each kind";
    EXPECT_THAT(line_of(data, "Lists"), HasSubstr("(10 of each kind)"));
    EXPECT_THAT(line_of(data, "Uncertainty"), HasSubstr("is an estimate"));
}

TEST(ReportCertainty, PeopleAreToldOfWhereTheyCount) {
    const store::Dataset data = listed();
    EXPECT_EQ(line_of(data, "People"), "");
    const std::string told = line_of(data, "People",
                                     {{"bots", std::string("drop")},
                                      {"bots_dropped", std::int64_t{3}},
                                      {"names_merged", std::int64_t{1}}});
    EXPECT_THAT(told, HasSubstr("people; 3 of them did something here."));
    EXPECT_THAT(told, HasSubstr("1 name is taken for another name of somebody"));
    EXPECT_THAT(line_of(data, "People", {{"bots", std::string("keep")}}),
                HasSubstr("count as people. No two names are taken for one person's"));
}

}  // namespace
}  // namespace hubmine::cli
