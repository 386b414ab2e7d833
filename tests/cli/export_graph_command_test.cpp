#include "export_graph_command.hpp"

#include "hubmine/core/error.hpp"

#include "command_line.hpp"
#include "commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

class ExportGraphTest : public testing::Test {
  protected:
    const ExportGraphCommand& parse(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"export", "graph"});
        return dynamic_cast<const ExportGraphCommand&>(*line_.parse(arguments, {}).command);
    }

    CommandLine line_{all_commands(), overview()};
};

TEST_F(ExportGraphTest, WritesGraphmlUnlessToldOtherwise) {
    EXPECT_EQ(parse({"cousage"}).format().name, "graphml");
}

TEST_F(ExportGraphTest, TakesTheFormatFromTheNameOfTheFile) {
    EXPECT_EQ(parse({"usage", "--output", "x.gexf"}).format().name, "gexf");
}

TEST_F(ExportGraphTest, TheFormatNamedAndTheNameOfTheFileMustAgree) {
    EXPECT_THROW(parse({"usage", "--output", "x.gexf", "--format", "pajek"}), core::UsageError);
}

TEST_F(ExportGraphTest, RefusesAnEndingThatIsNoFormats) {
    EXPECT_THROW(parse({"usage", "--output", "x.gml"}), core::UsageError);
    EXPECT_EQ(parse({"usage", "--output", "x.gml", "--format", "gexf"}).format().name, "gexf");
}

TEST_F(ExportGraphTest, RefusesOptionsOfCsvInOtherFormats) {
    EXPECT_THROW(parse({"usage", "--no-headers"}), core::UsageError);
    EXPECT_THROW(parse({"usage", "--raw-text", "--output", "x.net"}), core::UsageError);
}

TEST_F(ExportGraphTest, CsvMayHaveADialect) {
    EXPECT_THROW(parse({"usage", "--dialect", "excel-de"}), core::UsageError);
    EXPECT_NO_THROW(parse({"usage", "--dialect", "excel-de", "--output", "x.csv"}));
}

TEST_F(ExportGraphTest, ACommaIsEitherBetweenCellsOrWithinNumbers) {
    EXPECT_THROW(parse({"usage", "--decimal", "comma", "--output", "x.csv"}), core::UsageError);
}

TEST_F(ExportGraphTest, ABinaryFormatIsRefusedOnATerminal) {
    Environment terminal;
    terminal.out_is_terminal = true;
    EXPECT_THROW(line_.parse({"export", "graph", "usage", "--format", "xlsx"}, terminal),
                 core::UsageError);
    EXPECT_NO_THROW(line_.parse({"export", "graph", "usage", "--output", "x.xlsx"}, terminal));
}

TEST_F(ExportGraphTest, TakesTheOptionsThatChooseWhatIsCounted) {
    EXPECT_NO_THROW(
        parse({"cousage", "--no-duplicates", "--cap-per-model", "100", "--subfield", "nlp"}));
}

TEST_F(ExportGraphTest, RefusesWhatMakesNoSense) {
    EXPECT_THROW(parse({"usage", "--min-weight", "0"}), core::UsageError);
}

TEST_F(ExportGraphTest, RefusesAnUnknownFormat) {
    EXPECT_THROW(parse({"usage", "--format", "dot"}), core::UsageError);
}

TEST_F(ExportGraphTest, RefusesOptionsThatItHasNoUseFor) {
    EXPECT_THROW(parse({"usage", "--bots", "keep"}), core::UsageError);
}

TEST(GraphPath, PutsTheSuffixBeforeTheExtension) {
    EXPECT_EQ(graph_path("a.b/x.csv", ".nodes"), "a.b/x.nodes.csv");
    EXPECT_EQ(graph_path("x", ".nodes"), "x.nodes");
}

}  // namespace
}  // namespace hubmine::cli
