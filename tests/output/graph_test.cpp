#include "hubmine/output/graph.hpp"

#include "hubmine/core/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace hubmine::output {
namespace {

using core::Cell;
using core::CellType;
using ::testing::HasSubstr;
using ::testing::Not;

Graph graph_of(std::string a, std::string b, bool directed = true) {
    Graph graph{
        .nodes = core::Table(
            {.name = "nodes", .columns = {{"id"}, {"spaces", CellType::kInteger}, {"owner"}}}),
        .edges = core::Table(
            {.name = "edges",
             .columns = {{"source"}, {"target"}, {"weight", CellType::kReal}, {"kind"}}}),
        .directed = directed};
    graph.nodes.add_row({a, std::int64_t{3}, std::string("o")});
    graph.nodes.add_row({b, Cell(), Cell()});
    graph.edges.add_row({std::move(a), std::move(b), 0.1, std::string("x")});
    return graph;
}

std::string told(const std::string& format, const Graph& graph, std::size_t file = 0) {
    std::ostringstream out;
    graph_format_named(format).files.at(file).write(out, graph, {});
    return out.str();
}

TEST(Graph, GraphmlTypesItsAttributesAndLeavesMissingOnesOut) {
    const std::string text = told("graphml", graph_of("a", "b"));
    EXPECT_THAT(text, HasSubstr("<key id=\"n1\" for=\"node\" attr.name=\"spaces\" "
                                "attr.type=\"long\"/>"));
    EXPECT_THAT(text, HasSubstr("<key id=\"e2\" for=\"edge\" attr.name=\"weight\" "
                                "attr.type=\"double\"/>"));
    EXPECT_THAT(text, HasSubstr("<graph edgedefault=\"directed\">"));
    EXPECT_THAT(text, HasSubstr("<node id=\"a\"><data key=\"n0\">a</data><data key=\"n1\">3</data>"
                                "<data key=\"n2\">o</data></node>"));
    EXPECT_THAT(text, HasSubstr("<node id=\"b\"><data key=\"n0\">b</data></node>"));
    EXPECT_THAT(text, HasSubstr("<edge source=\"a\" target=\"b\"><data key=\"e2\">0.1</data>"
                                "<data key=\"e3\">x</data></edge>"));
}

TEST(Graph, HostileNamesAreEscapedInXml) {
    const Graph graph = graph_of("<a \"b\" & 'c'>\t\n", "\x01\x1B[31m\xFF\xEF\xBF\xBF");
    for (const char* format : {"graphml", "gexf"}) {
        const std::string text = told(format, graph);
        EXPECT_THAT(text, HasSubstr("&lt;a &quot;b&quot; &amp; &apos;c&apos;&gt;&#9;&#10;"));
        EXPECT_THAT(text, HasSubstr("\xE2\x90\x81\xE2\x90\x9B[31m\xEF\xBF\xBD\xEF\xBF\xBD\""));
        EXPECT_THAT(text, Not(HasSubstr("\x01")));
    }
}

TEST(Graph, GexfKeepsTheWeightWhereGephiLooksForIt) {
    const std::string text = told("gexf", graph_of("a", "b", false));
    EXPECT_THAT(text, HasSubstr("defaultedgetype=\"undirected\""));
    EXPECT_THAT(text, HasSubstr("<attribute id=\"1\" title=\"spaces\" type=\"long\"/>"));
    EXPECT_THAT(text, HasSubstr("<node id=\"a\" label=\"a\"><attvalues><attvalue for=\"1\" "
                                "value=\"3\"/><attvalue for=\"2\" value=\"o\"/></attvalues>"));
    EXPECT_THAT(text, HasSubstr("<edge id=\"0\" source=\"a\" target=\"b\" weight=\"0.1\">"
                                "<attvalues><attvalue for=\"3\" value=\"x\"/></attvalues></edge>"));
}

TEST(Graph, CsvIsAFileOfEdgesAndAFileOfNodes) {
    const Graph graph = graph_of("=1", "b");
    EXPECT_EQ(told("csv", graph), "source,target,weight,kind\n'=1,b,0.1,x\n");
    EXPECT_EQ(told("csv", graph, 1), "id,spaces,owner\n'=1,3,o\nb,,\n");
    EXPECT_EQ(graph_format_named("csv").files.at(1).suffix, ".nodes");
}

TEST(Graph, PajekNumbersItsVertices) {
    EXPECT_EQ(told("pajek", graph_of("say \"hi\"\n", "b\\")),
              "*Vertices 2\n1 \"say 'hi' \"\n2 \"b/\"\n*Arcs\n1 2 0.1\n");
    EXPECT_THAT(told("pajek", graph_of("a", "b", false)), HasSubstr("*Edges\n"));
}

TEST(Graph, PajekRefusesAnEdgeOfNobody) {
    Graph graph = graph_of("a", "b");
    graph.edges.add_row({std::string("a"), std::string("nobody"), 1.0, Cell()});
    EXPECT_THROW(told("pajek", graph), std::logic_error);
}

TEST(Graph, AnEmptyGraphIsStillAFile) {
    Graph graph = graph_of("a", "b");
    graph = {.nodes = core::Table(graph.nodes.schema()),
             .edges = core::Table(graph.edges.schema())};
    EXPECT_THAT(told("graphml", graph), HasSubstr("</graphml>"));
    EXPECT_EQ(told("pajek", graph), "*Vertices 0\n*Arcs\n");
}

TEST(Graph, AnUnknownFormatIsRefused) {
    EXPECT_THROW(static_cast<void>(graph_format_named("graphm")), core::UsageError);
}

}  // namespace
}  // namespace hubmine::output
