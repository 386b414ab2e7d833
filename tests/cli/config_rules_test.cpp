#include "config_rules.hpp"

#include "hubmine/core/error.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "crawl_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

using testing::HasSubstr;

/// Command lines of the program itself, with a configuration file.
class ConfigRules : public testing::Test {
  protected:
    Invocation parse(const std::vector<std::string>& words, const std::string& text) {
        line_ = std::make_unique<CommandLine>(all_commands(), overview());
        return line_->parse(words, environment_, [&] {
            ++reads_;
            return parse_config(text, "c.ini");
        });
    }
    const CrawlSettings& crawl(const std::vector<std::string>& options, const std::string& text) {
        std::vector<std::string> words{"crawl"};
        words.insert(words.end(), options.begin(), options.end());
        return dynamic_cast<const CrawlCommand&>(*parse(words, text).command).settings();
    }
    std::string complaint(const std::vector<std::string>& words, const std::string& text) {
        try {
            static_cast<void>(parse(words, text));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }
    static std::string sound(const std::string& text) {
        const CommandLine line(all_commands(), overview());
        try {
            check_values(parse_config(text, "c.ini"), line.option_rows(), {});
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "sound";
    }

    Environment environment_;
    std::unique_ptr<CommandLine> line_;
    int reads_ = 0;
};

TEST_F(ConfigRules, TheCommandLineComesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault) {
    const std::string text = "store = file.db\n";
    EXPECT_EQ(parse({"status"}, "").globals.store, "hubmine.db");
    EXPECT_EQ(parse({"status"}, text).globals.store, "file.db");
    environment_.variables["HUBMINE_STORE"] = "variable.db";
    EXPECT_EQ(parse({"status"}, text).globals.store, "variable.db");
    EXPECT_EQ(parse({"status", "--store", "line.db"}, text).globals.store, "line.db");
    EXPECT_EQ(parse({"--store", "line.db", "status"}, text).globals.store, "line.db");
}

TEST_F(ConfigRules, EveryVariableOfAnOptionComesBeforeTheFile) {
    const std::string text =
        "[crawl]\nendpoint = https://file.example\ncontact = file\nca-bundle = /file\n";
    EXPECT_EQ(crawl({}, "[crawl]\ncontact = file\n").options.contact, "file");
    environment_.variables = {{"HF_ENDPOINT", "https://variable.example"},
                              {"HUBMINE_CONTACT", "variable"},
                              {"SSL_CERT_FILE", HUBMINE_DATA "/bots.csv"}};
    const CrawlSettings& settings = crawl({}, text);
    EXPECT_EQ(settings.options.endpoint, "https://variable.example");
    EXPECT_EQ(settings.options.contact, "variable");
    EXPECT_EQ(settings.options.ca_bundle, HUBMINE_DATA "/bots.csv");
    environment_.variables = {{"NO_COLOR", "1"}};
    EXPECT_FALSE(parse({"status"}, "color = always\n").globals.colors(true));
    environment_.variables.clear();
    EXPECT_TRUE(parse({"status"}, "color = always\n").globals.colors(false));
}

TEST_F(ConfigRules, TheDeepestSectionSpeaksOfACommand) {
    const std::string text =
        "store = all.db\n[analyze]\nstore = analyses.db\n[analyze rq1]\nstore = rq1.db\n";
    EXPECT_EQ(parse({"status"}, text).globals.store, "all.db");
    EXPECT_EQ(parse({"analyze", "rq2"}, text).globals.store, "analyses.db");
    EXPECT_EQ(parse({"analyze", "rq1"}, text).globals.store, "rq1.db");
}

TEST_F(ConfigRules, ASectionIsAWholeWordOfACommand) {
    EXPECT_EQ(parse({"analyze", "rq1"}, "[analyze rq2]\nstore = x.db\n").globals.store,
              "hubmine.db");
    EXPECT_EQ(complaint({"status"}, "[analyze rq]\nstore = x.db\n"),
              "c.ini:2: [analyze rq]: there is no such command: did you mean analyze rq1?");
}

TEST_F(ConfigRules, ListsAreCommasOrLinesAndReplacedAsAWhole) {
    const std::string text = "[crawl]\nkind = models\nkinds = spaces\n";
    using core::Kind;
    EXPECT_THAT(crawl({}, text).options.kinds, testing::ElementsAre(Kind::kModel, Kind::kSpace));
    EXPECT_THAT(crawl({"--kinds", "datasets"}, text).options.kinds,
                testing::ElementsAre(Kind::kDataset));
}

TEST_F(ConfigRules, FlagsAreTrueOrFalseAndTakenBackOnTheCommandLine) {
    for (const char* word : {"true", "yes", "on", "1", "TRUE"}) {
        EXPECT_TRUE(parse({"status"}, std::string("quiet = ") + word).globals.quiet) << word;
    }
    for (const char* word : {"false", "no", "off", "0"}) {
        EXPECT_FALSE(parse({"status"}, std::string("quiet = ") + word).globals.quiet) << word;
    }
    EXPECT_FALSE(parse({"status", "--quiet=false"}, "quiet = true").globals.quiet);
    EXPECT_FALSE(parse({"status"}, "quiet = true\n[status]\nquiet = false").globals.quiet);
    EXPECT_EQ(complaint({"status"}, "quiet = maybe"),
              "c.ini:1: --quiet: 'maybe' is neither true nor false");
}

TEST_F(ConfigRules, PathsSpeakOfHome) {
    environment_.variables["HOME"] = "/u";
    EXPECT_EQ(parse({"status"}, "store = ~/hub.db").globals.store, "/u/hub.db");
}

TEST_F(ConfigRules, WhatTheCommandLineLeavesIdleIsNoMistakeOfTheFile) {
    EXPECT_EQ(complaint({"crawl"}, "format = json\n"), "none") << "there is no plan to print";
    EXPECT_EQ(complaint({"crawl", "--only", "owners"}, "[crawl]\nrelist-after = 20h\n"), "none");
    EXPECT_EQ(complaint({"status", "--format", "json"},
                        "top = 5\nbom = true\nraw-text = true\n"
                        "dialect = excel-de\n"),
              "none");
    EXPECT_EQ(complaint({"export", "graph", "usage"}, "dialect = excel-de\nno-headers = true\n"),
              "none");
    EXPECT_EQ(complaint({"analyze", "trends", "--table", "movers"}, "[analyze]\nby = license\n"),
              "none");
    EXPECT_EQ(complaint({"sql", "--views"}, "[sql]\nmax-time = 60s\n"), "none");
    EXPECT_EQ(complaint({"status", "--output", "x.json"}, "format = csv\n"), "none");
    EXPECT_EQ(complaint({"export", "graph", "usage", "--output", "x.net"},
                        "[export graph]\n"
                        "format = gexf\n"),
              "none");
    EXPECT_THAT(complaint({"status", "--format", "json", "--bom"}, ""), HasSubstr("--bom means"));
}

TEST_F(ConfigRules, AWordThatACommandDoesNotKnowIsForThoseThatDo) {
    EXPECT_EQ(complaint({"export", "graph", "usage"}, "format = markdown\n"), "none");
    EXPECT_EQ(complaint({"status"}, "format = graphml\n"), "none");
    EXPECT_EQ(complaint({"status"}, "[status]\nformat = graphml\n"),
              "unknown format 'graphml': there are table, csv, tsv, json, ndjson, markdown, xlsx "
              "(format = graphml in c.ini:2)");
    EXPECT_EQ(complaint({"status"}, "\nformat = jsn\n"),
              "unknown format 'jsn': did you mean json? (format = jsn in c.ini:2)");
}

TEST_F(ConfigRules, MistakesAreToldWithTheirLineWhateverTheCommandIs) {
    EXPECT_EQ(complaint({"status"}, "[crwl]\nlimit = 1\n"),
              "c.ini:2: [crwl]: there is no such command: did you mean crawl?");
    EXPECT_EQ(complaint({"status"}, "[crawl]\nrelist-afterr = 1h\n"),
              "c.ini:2: crawl has no option 'relist-afterr': did you mean relist-after?");
    EXPECT_EQ(complaint({"status"}, "stor = x\n"),
              "c.ini:1: no command has an option 'stor': did you mean store?");
    EXPECT_EQ(complaint({"status"}, "[snapshots]\nlimit = 1\n"),
              "c.ini:2: snapshots has no option 'limit'");
    EXPECT_EQ(complaint({"crawl"}, "[crawl]\nlimit = many\n"),
              "c.ini:2: --limit: 'many' is not a whole number");
    EXPECT_THAT(complaint({"status"}, "no-config = true\n"), HasSubstr("no command has an option"));
    EXPECT_THAT(complaint({"status"}, "help = true\n"), HasSubstr("no command has an option"));
}

TEST_F(ConfigRules, TheFileIsLeftUnreadWhenAsked) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"status", "--no-config"},
                                                  {"--no-config", "status"},
                                                  {"status", "--help"},
                                                  {"--version"},
                                                  {"config", "--path"},
                                                  {"config", "--example"}}) {
        EXPECT_EQ(complaint(words, "nonsense"), "none");
    }
    EXPECT_EQ(reads_, 0);
}

TEST_F(ConfigRules, WhoIsToTellWhatIsWrongWithItGoesOn) {
    const Invocation doctor = parse({"doctor"}, "stor = x.db\n");
    EXPECT_THAT(doctor.config_fault, HasSubstr("c.ini:1: no command has an option 'stor'"));
}

TEST_F(ConfigRules, AllValuesAreTriedWhenAsked) {
    EXPECT_EQ(sound("store = x\n[crawl]\nlimit = 5\n[analyze]\ntop = 3\n"), "sound");
    EXPECT_EQ(sound("[crawl]\nlimit = 5\n[analyze]\ntop = three\n"),
              "c.ini:4: --top: 'three' is not a whole number");
}

}  // namespace
}  // namespace hubmine::cli
