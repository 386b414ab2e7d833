#include "table_output.hpp"

#include "hubmine/core/error.hpp"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::cli {
namespace {

using output::Traits;
using ::testing::ElementsAre;

/// A format of the next sort: all that it is are its traits and what it writes: what it was given.
output::Format sketch(Traits traits) {
    return {.name = "sketch",
            .extension = "sk",
            .help = "names only",
            .traits = traits,
            .write = [](std::ostream& out, const output::Report& report,
                        const output::Style& /*style*/) {
                out << report.title << '.';
                for (const std::string& sentence : report.sentences) {
                    out << ' ' << sentence;
                }
                for (const core::TableStream& table : report.tables) {
                    out << ' ' << table.name();
                }
                for (const core::Figure& figure : report.figures) {
                    out << ' ' << figure.name;
                }
            }};
}

class TableOutputTest : public testing::Test {
  protected:
    /// A TableOutput that was given these words, where the formats are the real ones and a sketch
    /// with these traits.
    TableOutput& settled(Traits traits, std::vector<std::string> words) {
        formats_.assign(output::formats().begin(), output::formats().end());
        formats_.push_back(sketch(traits));
        output_ = std::make_unique<TableOutput>(output::Formats(formats_));
        CLI::App app;
        Arguments arguments(app);
        output_->declare(arguments);
        std::ranges::reverse(words);
        app.parse(std::move(words));
        output_->settle({.tables = schemas_, .figures = figures_}, environment_);
        return *output_;
    }

    std::string complaint(Traits traits, const std::vector<std::string>& words) {
        try {
            settled(traits, words);
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }

    /// What a format with these traits is given of a report that has everything.
    std::string given(Traits traits, std::vector<std::string> words = {}) {
        words.insert(words.begin(), {"--format", "sketch"});
        const TableOutput& output = settled(traits, std::move(words));
        output::Report report{.title = "Title",
                              .sentences = {"Sentence"},
                              .tables = {},
                              .figures = {figures_.begin(), figures_.end()},
                              .manifest = {}};
        for (const core::Schema& schema : schemas_) {
            report.tables.emplace_back(core::Table(schema));
        }
        std::ostringstream out;
        const Globals globals;
        output.deliver({environment_, globals, out, out}, std::move(report));
        return out.str();
    }

    std::array<core::Schema, 3> schemas_{{
        {.name = "long", .columns = {{"a"}}},
        {.name = "short", .columns = {{"a"}}, .headline = true},
        {.name = "drawn", .columns = {{"a"}}},
    }};
    std::array<core::Figure, 1> figures_{{{.name = "figure", .table = "drawn"}}};
    Environment environment_;
    std::vector<output::Format> formats_;
    std::unique_ptr<TableOutput> output_;
};

TEST_F(TableOutputTest, AFormatOfOneTableTakesTheFirst) {
    EXPECT_THAT(settled({}, {"--format", "sketch"}).wanted(), ElementsAre("long"));
    EXPECT_EQ(complaint({}, {"--format", "sketch", "--table", "long,short"}),
              "sketch holds one table: name one, or use --output-dir or --format json");
    EXPECT_THAT(settled({}, {"--format", "sketch", "--output-dir", "d"}).wanted(),
                ElementsAre("long", "short", "drawn"));
}

TEST_F(TableOutputTest, AFormatOfManyTablesTakesAllForProgramsAndTheHeadlinesForPeople) {
    EXPECT_THAT(settled({.many_tables = true}, {"--format", "sketch"}).wanted(),
                ElementsAre("long", "short", "drawn"));
    EXPECT_THAT(settled({.many_tables = true, .for_people = true}, {"--format", "sketch"}).wanted(),
                ElementsAre("short"));
}

TEST_F(TableOutputTest, AFormatThatDrawsTakesWhatItDraws) {
    const Traits traits{.many_tables = true, .for_people = true, .figures = true};
    EXPECT_THAT(settled(traits, {"--format", "sketch"}).wanted(), ElementsAre("short", "drawn"));
    EXPECT_THAT(settled(traits, {"--format", "sketch", "--table", "long"}).wanted(),
                ElementsAre("long"));
}

TEST_F(TableOutputTest, AFormatIsGivenWhatItsTraitsSay) {
    EXPECT_EQ(given({}), "Title. long");
    EXPECT_EQ(given({.many_tables = true}), "Title. long short drawn");
    EXPECT_EQ(given({.many_tables = true, .for_people = true, .sentences = true}),
              "Title. Sentence short");
    const Traits draws{.many_tables = true, .for_people = true, .sentences = true, .figures = true};
    EXPECT_EQ(given(draws), "Title. Sentence short drawn figure");
    EXPECT_EQ(given(draws, {"--table", "short"}), "Title. short");
    EXPECT_EQ(given(draws, {"--table", "drawn"}), "Title. drawn figure");
}

TEST_F(TableOutputTest, ABinaryFormatIsRefusedOnATerminalOnly) {
    const Traits traits{.binary = true};
    EXPECT_EQ(complaint(traits, {"--format", "sketch"}), "none");
    environment_.out_is_terminal = true;
    EXPECT_EQ(complaint(traits, {"--format", "sketch"}),
              "sketch is nothing that a terminal can show: name a file with --output");
    EXPECT_EQ(complaint(traits, {"--output", "x.sk"}), "none");
    EXPECT_EQ(complaint(traits, {"--format", "sketch", "--output-dir", "d"}), "none");
}

TEST_F(TableOutputTest, AFormatThatNeedsAFileIsRefusedWithoutOne) {
    const Traits traits{.needs_file = true};
    EXPECT_EQ(complaint(traits, {"--format", "sketch"}),
              "sketch is written to files only: name a file with --output");
    EXPECT_EQ(complaint(traits, {"--output", "x.sk"}), "none");
}

TEST_F(TableOutputTest, OptionsAreForTheFormatsThatHaveAUseForThem) {
    const Traits people{.for_people = true};
    EXPECT_EQ(complaint(people, {"--format", "sketch", "--bom"}),
              "--bom means nothing in sketch: it is for csv and tsv");
    EXPECT_EQ(complaint(people, {"--format", "sketch", "--raw-text"}),
              "--raw-text means nothing in sketch: it is for csv and tsv");
    EXPECT_EQ(complaint({}, {"--format", "sketch", "--raw-text"}), "none");
    EXPECT_EQ(complaint({}, {"--format", "sketch", "--top", "3"}),
              "--top is for --format table: sketch has every row");
    const Traits takes_all{.first_rows = true, .guards_text = true, .byte_order_mark = true};
    EXPECT_EQ(complaint(takes_all, {"--format", "sketch", "--bom", "--raw-text", "--top", "3"}),
              "none");
    EXPECT_EQ(complaint({}, {"--format", "sketch", "--dialect", "excel"}),
              "--dialect means nothing in sketch: it is for csv");
    EXPECT_EQ(complaint({}, {"--format", "tsv", "--separator", "pipe"}),
              "--separator means nothing in tsv: it is for csv");
    EXPECT_EQ(complaint({}, {"--format", "tsv", "--decimal", "comma"}), "none");
    EXPECT_EQ(complaint({}, {"--format", "sketch", "--decimal", "comma"}),
              "--decimal means nothing in sketch: it is for csv and tsv");
    EXPECT_EQ(complaint(takes_all, {"--format", "json", "--bom"}),
              "--bom means nothing in json: it is for csv, tsv and sketch");
}

TEST_F(TableOutputTest, ACommaIsEitherBetweenCellsOrWithinNumbers) {
    EXPECT_THAT(complaint({}, {"--format", "csv", "--decimal", "comma"}),
                testing::HasSubstr("add --separator semicolon"));
    EXPECT_THAT(complaint({}, {"--format", "csv", "--dialect", "excel-de", "--separator", ","}),
                testing::HasSubstr("add --separator semicolon"));
    EXPECT_EQ(complaint({}, {"--format", "csv", "--decimal", ",", "--separator", ";"}), "none");
    EXPECT_EQ(complaint({}, {"--format", "csv", "--dialect", "excel-de", "--separator", "tab"}),
              "none");
    EXPECT_EQ(complaint({}, {"--format", "csv", "--dialect", "excel-dd"}),
              "unknown dialect 'excel-dd': did you mean excel-de?");
}

}  // namespace
}  // namespace hubmine::cli
