#include "command_line.hpp"

#include "hubmine/core/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

class Probe final : public Command {
  public:
    explicit Probe(std::string name) : name_(std::move(name)) {}
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::string help() const override { return "Probes"; }
    [[nodiscard]] std::vector<Example> examples() const override {
        return {{"hubmine " + name_, "an example"}};
    }
    void declare(Arguments& arguments) override {
        arguments.list("--word", "WORD", "words", words);
        arguments.whole("--number", "a number", number, {1, 9});
        arguments.kinds("kinds", kinds);
        arguments.add({.names = "--key",
                       .value = "FILE",
                       .help = "a key",
                       .value_may_be_missing = true,
                       .take = [this](const std::string& given) { key = "<" + given + ">"; }});
        arguments.positional("file", "a file", file);
    }
    void settle(const Globals& globals, const Environment& /*environment*/) override {
        store = globals.store;
    }
    core::ExitCode run(const World& /*world*/) override { return core::ExitCode::kOk; }

    std::vector<std::string> words;
    std::int64_t number = 0;
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kSpace};
    std::string key;
    std::string file;
    std::string store;

  private:
    std::string name_;
};

class CommandLineTest : public testing::Test {
  protected:
    CommandLineTest() {
        std::vector<std::unique_ptr<Command>> commands;
        for (const char* name : {"probe", "group inner", "group other"}) {
            commands.push_back(std::make_unique<Probe>(name));
        }
        line_ = std::make_unique<CommandLine>(std::move(commands),
                                              Overview{.groups = {{"group", "Several probes"}}});
    }

    const Probe& probe(const std::vector<std::string>& arguments) {
        return dynamic_cast<const Probe&>(*line_->parse(arguments, environment_).command);
    }

    std::string complaint(const std::vector<std::string>& arguments) {
        try {
            static_cast<void>(line_->parse(arguments, environment_));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }

    Environment environment_;
    std::unique_ptr<CommandLine> line_;
};

TEST_F(CommandLineTest, ListsTakeCommasAndRepetition) {
    EXPECT_THAT(probe({"probe", "--word", "a,b", "--word=c"}).words,
                testing::ElementsAre("a", "b", "c"));
}

TEST_F(CommandLineTest, AListDoesNotSwallowTheWordAfterIt) {
    const Probe& result = probe({"probe", "--word", "a", "in.csv"});
    EXPECT_THAT(result.words, testing::ElementsAre("a"));
    EXPECT_EQ(result.file, "in.csv");
}

TEST_F(CommandLineTest, KindsNamedReplaceTheDefault) {
    EXPECT_THAT(probe({"probe", "--kinds", "spaces,dataset"}).kinds,
                testing::ElementsAre(core::Kind::kDataset, core::Kind::kSpace));
}

TEST_F(CommandLineTest, KindsGoByEitherName) {
    EXPECT_THAT(probe({"probe", "--kind", "spaces", "--kinds=dataset"}).kinds,
                testing::ElementsAre(core::Kind::kDataset, core::Kind::kSpace));
}

TEST_F(CommandLineTest, AnOptionalValueMayBeLeftOut) {
    EXPECT_EQ(probe({"probe", "--key"}).key, "<>");
}

TEST_F(CommandLineTest, AnOptionalValueMayBeGiven) {
    EXPECT_EQ(probe({"probe", "--key", "k.bin"}).key, "<k.bin>");
}

TEST_F(CommandLineTest, TheStoreIsTheOptionThenTheEnvironmentThenTheDefault) {
    environment_.variables["HUBMINE_STORE"] = "env.db";
    EXPECT_EQ(probe({"probe", "--store", "a.db"}).store, "a.db");
}

TEST_F(CommandLineTest, TheEnvironmentNamesTheStore) {
    environment_.variables["HUBMINE_STORE"] = "env.db";
    EXPECT_EQ(probe({"probe"}).store, "env.db");
}

TEST_F(CommandLineTest, GlobalOptionsMayStandBeforeTheCommand) {
    EXPECT_EQ(probe({"--store", "b.db", "group", "inner"}).store, "b.db");
}

TEST_F(CommandLineTest, SettingAVariableToNothingIsNotSettingIt) {
    environment_.variables["HUBMINE_STORE"] = "";
    EXPECT_EQ(probe({"probe"}).store, "hubmine.db");
}

TEST_F(CommandLineTest, NoColorWinsOverTheTerminalButNotOverTheOption) {
    environment_.variables["TERM"] = "xterm";
    EXPECT_TRUE(line_->parse({"probe"}, environment_).globals.colors(true));
    environment_.variables["NO_COLOR"] = "1";
    EXPECT_FALSE(line_->parse({"probe"}, environment_).globals.colors(true));
    Globals asked;
    asked.color = Globals::Color::kAlways;
    asked.settle(environment_);
    EXPECT_TRUE(asked.colors(false));
}

TEST_F(CommandLineTest, ATerminalWithoutEscapesHasNoColours) {
    for (const char* term : {"dumb", ""}) {
        environment_.variables["TERM"] = term;
        EXPECT_FALSE(environment_.knows_escapes());
        EXPECT_FALSE(line_->parse({"probe"}, environment_).globals.colors(true));
    }
}

TEST_F(CommandLineTest, TheWidthIsWhatColumnsSaysElseTheWindowsElseEighty) {
    EXPECT_EQ(environment_.out_width(), 80U);
    EXPECT_EQ(environment_.err_width(), 80U);
    environment_.out_columns = environment_.err_columns = [] { return 60; };
    EXPECT_EQ(environment_.out_width(), 60U);
    environment_.variables["COLUMNS"] = "100";
    EXPECT_EQ(environment_.out_width(), 100U);
    EXPECT_EQ(environment_.err_width(), 60U) << "a line that must not wrap";
    environment_.variables["COLUMNS"] = "40";
    EXPECT_EQ(environment_.err_width(), 40U);
    environment_.variables["COLUMNS"] = "wide";
    EXPECT_EQ(environment_.out_width(), 60U);
}

TEST_F(CommandLineTest, UnknownWordsSuggestTheNearOne) {
    EXPECT_EQ(complaint({"prob"}), "unknown command 'hubmine prob': did you mean probe?");
    EXPECT_EQ(complaint({"group", "iner"}),
              "unknown command 'hubmine group iner': did you mean inner?");
    EXPECT_EQ(complaint({"probe", "--nmber", "5"}),
              "unknown option --nmber: did you mean --number?");
    EXPECT_EQ(complaint({"probe", "--zzzzzzzz=5"}),
              "unknown option --zzzzzzzz (see hubmine probe --help)");
}

TEST_F(CommandLineTest, ACommandThatIsNearNoneIsAnsweredWithAllThereAre) {
    EXPECT_EQ(complaint({"group", "xyzzy"}),
              "unknown command 'hubmine group xyzzy': there are inner, other");
}

TEST_F(CommandLineTest, SwappedLettersAndShortenedWordsAreNear) {
    EXPECT_EQ(complaint({"porbe"}), "unknown command 'hubmine porbe': did you mean probe?");
    EXPECT_EQ(complaint({"group", "oth"}),
              "unknown command 'hubmine group oth': did you mean other?");
}

TEST_F(CommandLineTest, HelpIsAWordToo) {
    EXPECT_EQ(line_->parse({"help", "group"}, environment_).text,
              line_->parse({"group", "--help"}, environment_).text);
    EXPECT_EQ(line_->parse({"help"}, environment_).text,
              line_->parse({"--help"}, environment_).text);
    EXPECT_EQ(complaint({"help", "prob"}), "unknown command 'hubmine prob': did you mean probe?");
}

TEST_F(CommandLineTest, ACommandIsNeeded) {
    EXPECT_EQ(complaint({}), "hubmine needs a command: probe, group (see hubmine --help)");
}

TEST_F(CommandLineTest, AGroupNeedsItsCommand) {
    EXPECT_EQ(complaint({"group"}),
              "hubmine group needs a command: inner, other (see hubmine group --help)");
}

TEST_F(CommandLineTest, OneWordTooManyIsAnError) {
    EXPECT_EQ(complaint({"probe", "a", "b"}),
              "'b' is one word too many (see hubmine probe --help)");
}

TEST_F(CommandLineTest, ImpossibleValuesNameTheirOption) {
    EXPECT_EQ(complaint({"probe", "--number", "10"}), "--number: 10 is not between 1 and 9");
}

TEST_F(CommandLineTest, AMissingValueNamesItsOption) {
    EXPECT_THAT(complaint({"probe", "--number"}), testing::StartsWith("--number"));
}

TEST_F(CommandLineTest, AWordThatNamesAnotherCommandIsStillAWord) {
    EXPECT_EQ(probe({"probe", "group"}).file, "group");
}

TEST_F(CommandLineTest, HelpWinsOverWhatIsMissing) {
    const std::string help = line_->parse({"group", "--help"}, environment_).text;
    EXPECT_THAT(help, testing::HasSubstr("Several probes"));
    EXPECT_THAT(help, testing::HasSubstr("hubmine group inner"));
}

TEST_F(CommandLineTest, TheVersionIsOneLine) {
    for (const char* option : {"--version", "-V"}) {
        EXPECT_THAT(line_->parse({option}, environment_).text,
                    testing::MatchesRegex("hubmine [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    }
}

}  // namespace
}  // namespace hubmine::cli
