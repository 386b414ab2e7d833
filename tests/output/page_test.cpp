#include "hubmine/output/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace hubmine::output {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

core::Schema schema() {
    return {.name = "owners",
            .help = "an owner",
            .columns = {{"owner", core::CellType::kText, "who"},
                        {"share", core::CellType::kReal, "of all", core::Unit::kShare},
                        {"models", core::CellType::kInteger, "how many", core::Unit::kCount}}};
}

core::Figure figure() {
    return {.name = "owners",
            .chart = core::Chart::kBars,
            .table = "owners",
            .x = {.column = "models", .scale = core::Scale::kLog, .title = "models"},
            .y = {.column = "owner", .scale = core::Scale::kNames, .title = "owner"},
            .title = "Owners",
            .caption = "Models of an owner."};
}

PagePart part_of(core::Table table) {
    PagePart part{.id = "part", .heading = "A part", .command = "hubmine analyze x"};
    part.report.tables.emplace_back(std::move(table));
    part.report.figures = {figure()};
    return part;
}

std::string page_of(const PagePart& part, const std::string& title = "Title") {
    Page page(title);
    page.add(part);
    std::ostringstream out;
    page.write(out);
    return out.str();
}

std::string body_of(const std::string& page) {
    return page.substr(page.find("<body>"), page.find("id=\"templates\"") - page.find("<body>"));
}

TEST(Page, NamesOfTheHubAreTextOnly) {
    core::Table table(schema());
    table.add_row({std::string(kHostile), 0.5, std::int64_t{3}});
    PagePart part = part_of(std::move(table));
    part.report.sentences = {kHostile};
    part.remarks = {kHostile};
    const std::string body = body_of(page_of(part, kHostile));
    EXPECT_THAT(body, Not(HasSubstr("<img")));
    EXPECT_THAT(body, Not(HasSubstr("alert(1)</script>")));
    EXPECT_THAT(body, HasSubstr("&lt;img src=x onerror=alert(2)&gt;"));
    EXPECT_THAT(body, HasSubstr("\\u003c/script\\u003e"));
}

TEST(Page, MarksThatReorderALineAreSeen) {
    PagePart part = part_of(core::Table(schema()));
    part.report.sentences = {
        "a\xE2\x80\xAE"
        "b"};
    EXPECT_THAT(body_of(page_of(part)), HasSubstr("a\xEF\xBF\xBD"
                                                  "b"));
}

TEST(Page, ItsPolicyAllowsItsOwnScriptsOnly) {
    const std::string page = page_of(part_of(core::Table(schema())));
    EXPECT_THAT(page, HasSubstr("default-src 'none'; script-src 'sha256-"));
    EXPECT_THAT(page, Not(HasSubstr("unsafe-")));
    EXPECT_THAT(page, Not(HasSubstr("sourceMappingURL")));
}

TEST(Page, SharesAreInPercentAndCountsInGroups) {
    core::Table table(schema());
    table.add_row({std::string("a"), 0.12345, std::int64_t{1234567}});
    const std::string body = body_of(page_of(part_of(std::move(table))));
    EXPECT_THAT(body, HasSubstr("<td class=\"n\">12.3 %</td><td class=\"n\">1,234,567</td>"));
}

TEST(Page, ALongTableIsCutAndSaysWhereItsRestIs) {
    core::Table table(schema());
    for (std::int64_t row = 0; row < 50; ++row) {
        table.add_row({std::to_string(row), 0.5, row});
    }
    const std::string body = body_of(page_of(part_of(std::move(table))));
    EXPECT_THAT(body, HasSubstr("<td>39</td>"));
    EXPECT_THAT(body, Not(HasSubstr("<td>40</td>")));
    EXPECT_THAT(body, HasSubstr("The first 40 of 50 rows. All: "
                                "<code>hubmine analyze x --table owners --format csv</code>"));
}

TEST(Page, AFigureShowsTheFirstNamesAndLeavesOutWhatItCannotDraw) {
    core::Table table(schema());
    for (std::int64_t row = 0; row < 20; ++row) {
        table.add_row({"owner-" + std::to_string(row), 0.5, row});
    }
    const std::string body = body_of(page_of(part_of(std::move(table))));
    EXPECT_THAT(body, HasSubstr("[1,\"owner-1\"]"));
    EXPECT_THAT(body, Not(HasSubstr("[0,\"owner-0\"]")));  // 0 is nowhere on a logarithmic axis
    EXPECT_THAT(body, HasSubstr("[12,\"owner-12\"]"));
    EXPECT_THAT(body, Not(HasSubstr("[13,\"owner-13\"]")));
    EXPECT_THAT(body, HasSubstr("The first 12 names of more."));
}

TEST(Page, AFigureWithoutRowsIsNamedAndNotDrawn) {
    const std::string body = body_of(page_of(part_of(core::Table(schema()))));
    EXPECT_THAT(body, Not(HasSubstr("<figure")));
    EXPECT_THAT(body, HasSubstr("Not drawn: Owners. This store has nothing for it."));
}

TEST(Page, WhereNothingIsKnownASentenceStandsForAllFigures) {
    core::Table table(schema());
    table.add_row({std::string("unknown"), 0.5, std::int64_t{3}});
    table.add_row({std::string("company"), 0.5, std::int64_t{0}});
    PagePart part = part_of(table);
    core::Figure& first = part.report.figures.front();
    first.x.scale = core::Scale::kLinear;
    first.known = {.column = "owner",
                   .nothing = {"unknown"},
                   .whole = "all",
                   .otherwise = "`hubmine crawl` brings them."};
    core::Figure second = first;
    second.title = "Others";
    part.report.figures.push_back(second);
    const std::string unknown = body_of(page_of(part));
    EXPECT_THAT(unknown, Not(HasSubstr("<figure")));
    EXPECT_THAT(unknown, HasSubstr("Not drawn: Owners and Others. <code>hubmine crawl</code> "
                                   "brings them.</p>"));

    table.add_row({std::string("all"), 1.0, std::int64_t{3}});
    part.report.tables = {core::TableStream(table)};
    const std::string whole = body_of(page_of(part));
    EXPECT_THAT(whole, HasSubstr("\"rows\":[[3,\"all\"]]"));
    EXPECT_THAT(whole, Not(HasSubstr("hubmine crawl")));

    table.add_row({std::string("university"), 0.1, std::int64_t{1}});
    part.report.tables = {core::TableStream(table)};
    const std::string known = body_of(page_of(part));
    EXPECT_THAT(known, HasSubstr("[3,\"unknown\"]"));
    EXPECT_THAT(known, Not(HasSubstr("hubmine crawl")));
}

TEST(Page, GroupsThatAreTooSmallAreNamedAndNotDrawn) {
    core::Table table(schema());
    table.add_row({std::string("many"), 0.5, std::int64_t{10}});
    table.add_row({std::string("few"), 0.5, std::int64_t{9}});
    PagePart part = part_of(std::move(table));
    core::Figure& figure = part.report.figures.front();
    figure.least = {.column = "models", .least = 10, .what = "models"};
    figure.words = {{.column = "owner", .value = "few", .word = "a few"}};
    const std::string body = body_of(page_of(part));
    EXPECT_THAT(body, HasSubstr("\"rows\":[[10,\"many\"]]"));
    EXPECT_THAT(body, HasSubstr("Left out, of fewer than 10 models: a few (9)."));
    EXPECT_THAT(body, HasSubstr("\"words\":{\"few\":\"a few\"}"));
}

/// Lines over time, of so many repositories: the later, the more.
PagePart likes_of(std::int64_t repositories, const std::vector<std::string>& days) {
    core::Table table({.name = "series",
                       .help = "a repository on a day",
                       .columns = {{"repository", core::CellType::kText, "which"},
                                   {"day", core::CellType::kText, "when"},
                                   {"likes", core::CellType::kInteger, "how many"}}});
    for (std::int64_t i = 0; i < repositories; ++i) {
        for (const std::string& day : days) {
            table.add_row({"r" + std::to_string(i), day, i});
        }
    }
    PagePart part{.id = "part", .heading = "A part"};
    part.report.tables.emplace_back(std::move(table));
    part.report.figures = {{.name = "likes",
                            .chart = core::Chart::kLines,
                            .table = "series",
                            .x = {"day", core::Scale::kTime, "day"},
                            .y = {"likes", core::Scale::kLinear, "likes"},
                            .colour = "repository",
                            .title = "Likes",
                            .caption = "A line.",
                            .highest = true}};
    return part;
}

TEST(Page, OfManyLinesTheHighestAreDrawn) {
    const std::string body = body_of(page_of(likes_of(10, {"2024-01-01", "2024-02-01"})));
    EXPECT_THAT(body, HasSubstr("\"rows\":[[\"2024-01-01\",9,\"r9\"],[\"2024-02-01\",9,\"r9\"],"
                                "[\"2024-01-01\",8,\"r8\"]"));
    EXPECT_THAT(body, HasSubstr("2,\"r2\"]]"));
    EXPECT_THAT(body, HasSubstr("The 8 highest lines of more."));
}

TEST(Page, BarsOfNothingAreNotDrawn) {
    core::Table table(schema());
    table.add_row({std::string("a"), 0.0, std::int64_t{0}});
    PagePart part = part_of(std::move(table));
    part.report.figures.front().x.scale = core::Scale::kLinear;
    EXPECT_THAT(body_of(page_of(part)), HasSubstr("Not drawn: Owners. Every number of it is 0."));
}

TEST(Page, OneMomentIsNoLine) {
    const std::string body = body_of(page_of(likes_of(2, {"2024-01-01"})));
    EXPECT_THAT(body, HasSubstr("Not drawn: Likes. They are known of one moment only."));
}

TEST(Page, ALongLineKeepsItsEndsAndOnePointAStretch) {
    core::Table table({.name = "degrees",
                       .help = "a value",
                       .columns = {{"value", core::CellType::kInteger, "a value"},
                                   {"ccdf", core::CellType::kReal, "with at least it"}}});
    for (std::int64_t value = 1; value <= 1'000'000; value += value / 500 + 1) {
        table.add_row({value, 1.0 / static_cast<double>(value)});
    }
    PagePart part = part_of(core::Table(schema()));
    part.report.tables = {core::TableStream(std::move(table))};
    part.report.figures = {{.name = "degrees",
                            .chart = core::Chart::kSteps,
                            .table = "degrees",
                            .x = {"value", core::Scale::kLog, "value"},
                            .y = {"ccdf", core::Scale::kLog, "share"},
                            .title = "Degrees",
                            .caption = "A line."}};
    const std::string body = body_of(page_of(part));
    EXPECT_THAT(body, HasSubstr("\"rows\":[[1,1],[2,0.5]"));
    EXPECT_THAT(body, HasSubstr("at most 40 points in a tenfold of x"));
    EXPECT_LT(body.size(), 20'000U);
}

TEST(Page, ARunningShareGoesFromNothingToAll) {
    core::Table table({.name = "values",
                       .help = "a value",
                       .columns = {{"repos", core::CellType::kInteger, "who have it"},
                                   {"value", core::CellType::kInteger, "a value"}}});
    // Eighty have none, fifteen have 1 and five have 9: 60 in all.
    table.add_row({std::int64_t{80}, std::int64_t{0}});
    table.add_row({std::int64_t{15}, std::int64_t{1}});
    table.add_row({std::int64_t{5}, std::int64_t{9}});
    PagePart part = part_of(core::Table(schema()));
    part.report.tables = {core::TableStream(std::move(table))};
    part.report.figures = {{.name = "lorenz",
                            .chart = core::Chart::kLines,
                            .table = "values",
                            .x = {"repos", core::Scale::kLinear, "share of repositories"},
                            .y = {"value", core::Scale::kLinear, "share of the activity"},
                            .title = "Lorenz",
                            .caption = "A curve.",
                            .diagonal = true,
                            .cumulative = true}};
    const std::string body = body_of(page_of(part));
    EXPECT_THAT(body, HasSubstr("\"rows\":[[0,0],[0.8,0],[0.95,0.25],[1,1]]"));
    EXPECT_THAT(body, HasSubstr("\"running share of repos\",\"unit\":\"share\",\"type\":\"real\""));
}

TEST(Page, ABlockStandsOpenUnderTheKeyNumbers) {
    PagePart part{.id = "glance", .heading = "At a glance"};
    part.headlines = {{.name = "Models", .meaning = "all", .now = std::int64_t{5}}};
    part.blocks = {{.id = "how-sure",
                    .heading = "How sure is this",
                    .lines = {{.name = "Lists", .text = "None: `hubmine crawl` brings <them>, `."},
                              {.id = "term-x", .name = "x", .text = "y"}}}};
    part.report.sentences = {"A sentence."};
    EXPECT_THAT(
        body_of(page_of(part)),
        HasSubstr("</dl>\n<div class=\"block\" id=\"how-sure\">\n<h3>How sure is this</h3>\n"
                  "<dl>\n<dt>Lists</dt><dd>None: <code>hubmine crawl</code> brings "
                  "&lt;them&gt;, `.</dd>\n<dt id=\"term-x\">x</dt><dd>y</dd>\n</dl>\n"
                  "</div>\n<ul class=\"sentences\">"));
}

TEST(Page, AKeyNumberSaysHowItChanged) {
    PagePart part{.id = "glance", .heading = "At a glance"};
    part.headlines = {
        {.name = "Held",
         .meaning = "by few",
         .unit = core::Unit::kShare,
         .now = 0.75,
         .before = core::Cell(0.5)},
        {.name = "Models",
         .meaning = "all",
         .unit = core::Unit::kCount,
         .now = std::int64_t{1100},
         .before = core::Cell(std::int64_t{1000})},
        {.name = "Alone", .meaning = "of them", .unit = core::Unit::kShare, .now = {}}};
    const std::string body = body_of(page_of(part));
    EXPECT_THAT(body, HasSubstr("75.0 %</dd><dd class=\"change\">+25.00 points, from 50.0 %"));
    EXPECT_THAT(body, HasSubstr("1,100</dd><dd class=\"change\">+100 (+10.00 %), from 1,000"));
    EXPECT_THAT(body, HasSubstr("not known"));
}

std::string change_of(const core::Cell& before, const core::Cell& now, core::Unit unit,
                      const std::string& why_not = {}) {
    PagePart part{.id = "glance", .heading = "At a glance"};
    part.headlines = {{.name = "Held",
                       .meaning = "by few",
                       .unit = unit,
                       .now = now,
                       .before = before,
                       .not_comparable = why_not}};
    const std::string body = body_of(page_of(part));
    const std::size_t begin = body.find("change\">") + 8;
    return body.substr(begin, body.find("</dd>", begin) - begin);
}

TEST(Page, AChangeHasASignAndAUnitOrIsNotTold) {
    using core::Unit;
    EXPECT_EQ(change_of(0.5, 0.25, Unit::kShare), "-25.00 points, from 50.0 %");
    EXPECT_EQ(change_of(0.5, 0.50001, Unit::kShare), "+0.001 points, from 50.0 %");
    EXPECT_EQ(change_of(std::int64_t{348181}, std::int64_t{348182}, Unit::kCount),
              "+1 (+0.0003 %), from 348,181");
    EXPECT_EQ(change_of(std::int64_t{0}, std::int64_t{7}, Unit::kCount), "+7, from 0");
    EXPECT_EQ(change_of(std::int64_t{7}, std::int64_t{7}, Unit::kCount), "as before, from 7");
    EXPECT_EQ(change_of({}, 0.5, Unit::kShare), "n/a: not known then");
    EXPECT_EQ(change_of(0.5, {}, Unit::kShare), "n/a, from 50.0 %");
    EXPECT_EQ(change_of(0.5, 0.6, Unit::kShare, "models were listed otherwise then"),
              "n/a: models were listed otherwise then");
}

TEST(Page, WordsOfTheGlossaryAreLinkedOnceInAPartAndNamesAreNot) {
    core::Table table(schema());
    table.add_row({std::string("a k-core"), 0.5, std::int64_t{3}});
    PagePart part = part_of(std::move(table));
    const PageBlock glossary{.id = "words",
                             .heading = "Words",
                             .lines = {{.id = "term-core", .name = "k-core", .text = "A part."}}};
    part.glossary = &glossary;
    part.report.sentences = {"The k-core of all."};
    part.report.figures.front().caption = "`k-core` and Xk-core, k-cores and a k-core.";
    EXPECT_THAT(body_of(page_of(part)),
                HasSubstr("<p><code>k-core</code> and Xk-core, <a class=\"term\" "
                          "href=\"#term-core\">k-cores</a> and a k-core.</p>"));
    EXPECT_THAT(body_of(page_of(part)), HasSubstr("<li>The k-core of all.</li>"));
}

}  // namespace
}  // namespace hubmine::output
