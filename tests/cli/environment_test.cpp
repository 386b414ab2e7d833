#include "environment.hpp"

#include "access.hpp"
#include "globals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

Environment with(std::map<std::string, std::string, std::less<>> variables) {
    variables.emplace("HOME", "/u");
    variables.emplace("DATA", "/data");
    return {.variables = std::move(variables)};
}

std::optional<std::string> path_of(const std::string& written) {
    return with({{"A_PATH", written}}).path("A_PATH");
}

TEST(Environment, BlanksAroundAValueAreNoneOfIt) {
    EXPECT_EQ(with({{"HUBMINE_CONTACT", " me@example.org\r\n"}}).variable("HUBMINE_CONTACT"),
              "me@example.org");
    EXPECT_FALSE(with({{"HUBMINE_CONTACT", " \t"}}).variable("HUBMINE_CONTACT"));
    EXPECT_EQ(choose_endpoint("", with({{"HF_ENDPOINT", " https://hub.example "}})),
              "https://hub.example");
}

TEST(Environment, PathsSpeakOfHomeAndVariablesAsInAShell) {
    EXPECT_EQ(path_of("~"), "/u");
    EXPECT_EQ(path_of("~/hub.db"), "/u/hub.db");
    EXPECT_EQ(path_of("$HOME/hub.db"), "/u/hub.db");
    EXPECT_EQ(path_of("${DATA}/$HOME.d/x"), "/data//u.d/x");
}

TEST(Environment, PathsKeepWhatIsNoReference) {
    for (const char* path : {"~ada/hub.db", "a/~/b", "$NOBODY/x", "${NOBODY}/x", "${HOME/x", "$",
                             "cost$", "${}", "$$"}) {
        EXPECT_EQ(path_of(path), path);
    }
}

TEST(Environment, EveryVariableThatNamesAFileIsAPath) {
    Globals globals;
    globals.settle(with({{"HUBMINE_STORE", "~/hub.db"}}));
    EXPECT_EQ(globals.store, "/u/hub.db");
    EXPECT_EQ(token_source(with({{"HF_HOME", "$DATA/hf"}})).file, "/data/hf/token");
    EXPECT_EQ(token_source(with({{"HF_TOKEN_PATH", "${DATA}/t"}})).file, "/data/t");
    EXPECT_EQ(token_source(with({{"XDG_CACHE_HOME", "~/c"}})).file, "/u/c/huggingface/token");
}

}  // namespace
}  // namespace hubmine::cli
