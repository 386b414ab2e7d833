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

/// Two nodes that have places and looks, and an edge between them.
Graph picture_of(std::string a, std::string b) {
    Graph graph{
        .nodes = core::Table({.name = "nodes",
                              .columns = {{"id"},
                                          {"likes", CellType::kInteger},
                                          {"x", CellType::kReal},
                                          {"y", CellType::kReal},
                                          {"size", CellType::kReal},
                                          {"group"},
                                          {"colour"},
                                          {"labelled", CellType::kInteger}}}),
        .edges = core::Table(
            {.name = "edges",
             .columns = {
                 {"source"}, {"target"}, {"relation"}, {"colour"}, {"width", CellType::kReal}}})};
    graph.nodes.add_row({a, std::int64_t{3}, 1.5, -2.0, 4.0, std::string("<script>"),
                         std::string("#332288"), std::int64_t{1}});
    graph.nodes.add_row(
        {b, Cell(), 30.0, 40.0, 1.5, Cell(), std::string("#999999"), std::int64_t{0}});
    graph.edges.add_row(
        {std::move(a), std::move(b), std::string("merge"), std::string("#CC79A7"), 0.9});
    return graph;
}

std::string drawn(const Graph& graph) {
    std::ostringstream out;
    graph_format_named("svg", picture_formats()).files.front().write(out, graph, {});
    return out.str();
}

TEST(Picture, DrawsNodesWhereTheyAreAndNamesThoseThatAreLabelled) {
    const std::string text = drawn(picture_of("a", "b"));
    EXPECT_THAT(text, HasSubstr("<circle cx=\"1.5\" cy=\"-2\" r=\"4\" fill=\"#332288\">"
                                "<title>a\nlikes: 3</title></circle>"));
    EXPECT_THAT(text, HasSubstr("<circle cx=\"30\" cy=\"40\" r=\"1.5\" fill=\"#999999\">"
                                "<title>b</title></circle>"));
    EXPECT_THAT(text, HasSubstr("<path d=\"M1.5 -2L30 40\" stroke=\"#CC79A7\" "
                                "stroke-width=\"0.9\"/>"));
    EXPECT_THAT(text, HasSubstr("text-anchor=\"start\">a</text>"));
    EXPECT_THAT(text, Not(HasSubstr(">b</text>")));
}

TEST(Picture, SaysWhatColoursTell) {
    const std::string text = drawn(picture_of("a", "b"));
    EXPECT_THAT(text, HasSubstr(">&lt;script&gt; (1)</text>"));
    EXPECT_THAT(text, HasSubstr(">others, or not known (1)</text>"));
    EXPECT_THAT(text, HasSubstr(">merge (1)</text>"));
}

TEST(Picture, HoldsNothingThatRunsOrLeadsAway) {
    const std::string text =
        drawn(picture_of("<script>alert(1)</script>", "\"><a href='javascript:alert(1)'>"));
    for (const char* hostile : {"<script", "<a ", "<style", "href=\"", "<image", "onload="}) {
        EXPECT_THAT(text, Not(HasSubstr(hostile)));
    }
    EXPECT_THAT(text, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST(Picture, OfNothingIsAPictureToo) {
    const Graph full = picture_of("a", "b");
    EXPECT_THAT(drawn({.nodes = core::Table(full.nodes.schema()),
                       .edges = core::Table(full.edges.schema())}),
                HasSubstr("<title>0 nodes, 0 edges</title>"));
}

TEST(Picture, GexfKeepsPlacesAndColours) {
    const std::string text = told("gexf", picture_of("a", "b"));
    EXPECT_THAT(text, HasSubstr("xmlns:viz=\"http://www.gexf.net/1.2draft/viz\""));
    EXPECT_THAT(text, HasSubstr("<viz:size value=\"4\"/><viz:position x=\"1.5\" y=\"2\" z=\"0\"/>"
                                "<viz:color r=\"51\" g=\"34\" b=\"136\"/></node>"));
    EXPECT_THAT(told("gexf", graph_of("a", "b")), Not(HasSubstr("viz")));
}

}  // namespace
}  // namespace hubmine::output
