#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "command_line.hpp"
#include "commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace hubmine::cli {
namespace {

/// The words of an example up to what is the shell's business. Within single quotes is one word.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    bool is_quoted = false;
    for (const std::string_view part : core::split(line, '\'')) {
        if (is_quoted) {
            words.emplace_back(part);
        }
        for (const std::string_view word :
             is_quoted ? std::vector<std::string_view>() : core::split(part, ' ')) {
            if (word == ">" || word == "|" || word == "&&") {
                return words;
            }
            if (!word.empty()) {
                words.emplace_back(word);
            }
        }
        is_quoted = !is_quoted;
    }
    return words;
}

TEST(Overview, EveryFirstWordStandsInOneChapter) {
    std::multiset<std::string> told;
    for (const Overview::Chapter& chapter : overview().chapters) {
        told.insert(chapter.commands.begin(), chapter.commands.end());
    }
    std::set<std::string> words;
    for (const auto& command : all_commands()) {
        const std::string name = command->name();
        words.insert(name.substr(0, name.find(' ')));
    }
    EXPECT_EQ(std::multiset<std::string>(words.begin(), words.end()), told);
}

TEST(Overview, TheProgramsHelpShowsThreeExamplesThatParse) {
    EXPECT_EQ(overview().examples.size(), 3U);
    for (const Example& example : overview().examples) {
        std::vector<std::string> words = words_of(example.line);
        words.erase(words.begin());
        CommandLine line(all_commands(), overview());
        EXPECT_NE(line.parse(words, {}).command, nullptr) << example.line;
    }
    CommandLine line(all_commands(), overview());
    const std::string text = line.parse({"--help"}, {}).text;
    EXPECT_THAT(text, testing::HasSubstr("\nAsk it:\n  analyze "));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("identities undo"))) << "a level down";
}

TEST(Examples, EveryOneOfEveryCommandParses) {
    std::size_t count = 0;
    for (const auto& command : all_commands()) {
        EXPECT_FALSE(command->examples().empty()) << command->name();
        EXPECT_FALSE(command->help().empty()) << command->name();
        for (const Example& example : command->examples()) {
            std::vector<std::string> words = words_of(example.line);
            ASSERT_EQ(words.front(), "hubmine") << example.line;
            words.erase(words.begin());
            CommandLine line(all_commands(), overview());
            const Environment environment{.variables = {{"HOME", "/home/someone"}}};
            try {
                EXPECT_NE(line.parse(words, environment).command, nullptr) << example.line;
            } catch (const core::UsageError& error) {
                ADD_FAILURE() << example.line << ": " << error.what();
            }
            ++count;
        }
    }
    EXPECT_GE(count, 10U);
}

}  // namespace
}  // namespace hubmine::cli
