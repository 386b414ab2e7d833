#include "completion.hpp"
#include "manual.hpp"
#include "manual_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

using testing::HasSubstr;

/// A command whose help holds what shells and manuals read as their own.
std::vector<CommandPage> hostile() {
    return {{.name = "hubmine",
             .help = "Probes",
             .options = {{.names = {"--word"},
                          .value = "WORD",
                          .help = R"(it's [a]: `b` $c \d "e")",
                          .section = "Options"}}}};
}

TEST(Completion, TextsStayTexts) {
    EXPECT_THAT(zsh_completion(hostile()), HasSubstr(R"('--word:it'\''s [a]: `b` $c \\d "e"')"));
    EXPECT_THAT(fish_completion(hostile()),
                HasSubstr(R"(-l word -x -d 'it\'s [a]: `b` $c \\d "e"')"));
    EXPECT_THAT(bash_completion(hostile()), HasSubstr("options='--word'"));
}

TEST(Completion, WordsOfAChoiceAreNoNamesOfValues) {
    EXPECT_THAT(words_of_choice("csv|r-csv2"), testing::ElementsAre("csv", "r-csv2"));
    EXPECT_THAT(words_of_choice("ID|DATE"), testing::IsEmpty());
    EXPECT_THAT(words_of_choice("commits"), testing::IsEmpty());
}

TEST(Manual, TextsStayTexts) {
    EXPECT_THAT(manual(hostile()).front().text,
                HasSubstr(R"(\(aqs [a]: \(gab\(ga $c \ed \(dqe\(dq)"));
    EXPECT_EQ(roff(".TH x"), "\\&.TH x");
}

TEST(Manual, NoLineOfATextIsARequest) {
    const std::string text(76, 'x');
    EXPECT_EQ(roff_lines(text + " .TH y"), text + "\n\\&.TH y\n");
}

}  // namespace
}  // namespace hubmine::cli
