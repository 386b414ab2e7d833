#include "report_glossary.hpp"

#include <vector>

namespace hubmine::cli {

namespace {

using Lines = std::vector<output::PageBlock::Line>;

Lines lines_about_data() {
    return {{"term-snapshot", "Snapshot",
             "The state of the store as of one walk of the lists of the Hub: the newest complete "
             "one, unless another is named.",
             ""},
            {"term-coverage", "Coverage",
             "Of the repositories whose commits or discussions are to be read (and of the owners), "
             "those that were read to their end. What was not read is missing, and never 0.",
             ""},
            {"term-developer", "Developer",
             "Who made a commit or started a discussion, once bots are left out and names that "
             "were decided to be one person's are joined.",
             ""},
            {"term-bot", "Bot",
             "An account of automation: a name on the list that hubmine brings (`bots.csv`).", ""},
            {"term-entity", "Entity",
             "Who stands behind accounts: an organisation with several is one, by the list of "
             "organisations; an owner who is not on it stands for itself.",
             ""}};
}

Lines lines_about_numbers() {
    return {{"term-gini", "Gini coefficient",
             "How unequally something is spread over n repositories: 2 \xC2\xB7 \xCE\xA3 i "
             "\xC2\xB7 "
             "x\xE1\xB5\xA2 / (n \xC2\xB7 \xCE\xA3 x) \xE2\x88\x92 (n + 1) / n over ascending x. "
             "0: "
             "all have the same; near 1: one has everything.",
             ""},
            {"term-lorenz", "Lorenz curve",
             "What the least active repositories hold together, from none of them to all.", ""},
            {"term-pareto", "Pareto share",
             "The smallest share of repositories that together hold so much (80 %, say) of all of "
             "an activity.",
             ""},
            {"term-hhi", "HHI",
             "Herfindahl-Hirschman index: the sum of the squares of all shares. 1: one holds "
             "everything; 1/n: n hold the same.",
             ""},
            {"term-spearman", "Spearman's rank correlation",
             "Whether what is high in one number is high in another: from \xE2\x88\x92"
             "1 (the other "
             "way round) by 0 (they have nothing to do with each other) to 1.",
             ""},
            {"term-cliff", "Cliff's delta",
             "How much more often one of the first group has more than one of the second than the "
             "other way round: from \xE2\x88\x92"
             "1 to 1. Below 0.147 to either side it is "
             "negligible, below 0.33 small, below 0.474 medium, else large.",
             ""}};
}

Lines lines_about_networks() {
    return {
        {"term-edge", "Edge",
         "A link from one to another. In the network of collaboration: from the first author "
         "of a commit to everybody else who committed to the same model; who has none to "
         "another developer works alone. In the lineage: from a model to one made from it.",
         ""},
        {"term-degree", "Degree", "How many edges somebody has, in and out.", ""},
        {"term-density", "Density", "Edges there are, as a share of all that there could be.", ""},
        {"term-reciprocity", "Reciprocity", "The share of edges whose reverse is an edge, too.",
         ""},
        {"term-core", "k-core",
         "The largest part of a network in which everybody has at least k edges, in and out, "
         "to others of that part.",
         ""},
        {"term-pagerank", "PageRank",
         "How often somebody is met by who wanders along edges for ever and begins anew at any "
         "place with a chance of 15 %: high for those to whom much leads. Edges count once.",
         ""},
        {"term-subfield", "Sub-field",
         "Models with one of the tags of computer vision, language (NLP) or multimodal work; "
         "one may be in several.",
         ""}};
}

}  // namespace

const output::PageBlock& glossary() {
    static const output::PageBlock kGlossary = [] {
        output::PageBlock block{.id = "words", .heading = "What words mean here"};
        for (const Lines& some :
             {lines_about_data(), lines_about_numbers(), lines_about_networks()}) {
            block.lines.insert(block.lines.end(), some.begin(), some.end());
        }
        return block;
    }();
    return kGlossary;
}

}  // namespace hubmine::cli
