#include "access.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace hubmine::cli {
namespace {

Environment with(std::map<std::string, std::string, std::less<>> variables) {
    return {.variables = std::move(variables)};
}

TEST(TokenSource, PrefersTheNewVariableToTheOldToTheFile) {
    EXPECT_EQ(token_source(with({{"HF_TOKEN", "a"}, {"HUGGING_FACE_HUB_TOKEN", "b"}})).token, "a");
    EXPECT_EQ(token_source(with({{"HF_TOKEN", " "}, {"HUGGING_FACE_HUB_TOKEN", "b\n"}})).token,
              "b");
    EXPECT_EQ(token_source(with({{"HF_TOKEN_PATH", "/p"}, {"HF_HOME", "/h"}})).file, "/p");
}

TEST(TokenSource, LooksWhereTheOfficialClientLooks) {
    EXPECT_EQ(token_source(with({{"HF_HOME", "/h"}, {"HOME", "/u"}})).file, "/h/token");
    EXPECT_EQ(token_source(with({{"XDG_CACHE_HOME", "/c"}, {"HOME", "/u"}})).file,
              "/c/huggingface/token");
    EXPECT_EQ(token_source(with({{"HOME", "/u"}})).file, "/u/.cache/huggingface/token");
    EXPECT_EQ(token_source(with({{"HF_HOME", "~/hf"}, {"HOME", "/u"}})).file, "/u/hf/token");
    EXPECT_TRUE(token_source(with({})).file.empty());
}

TEST(TokenSource, SendsNothingUnaskedWhenToldSo) {
    const auto source =
        token_source(with({{"HF_TOKEN", "a"}, {"HF_HUB_DISABLE_IMPLICIT_TOKEN", "yes"}}));
    EXPECT_TRUE(source.token.empty());
    EXPECT_TRUE(source.file.empty());
}

TEST(TokenSource, NeverTellsATokenThatIsNotOneWord) {
    try {
        static_cast<void>(token_source(with({{"HF_TOKEN", "hf_secret\nX-Evil: 1"}})));
        FAIL() << "no error";
    } catch (const core::UsageError& error) {
        EXPECT_STREQ(error.what(), "the token in HF_TOKEN is not one word");
    }
}

TEST(Token, IsReadFromItsFileWithoutTheLineBreak) {
    const ScratchDirectory folder;
    const auto path = folder / "token";
    std::ofstream(path) << "hf_abc\n";
    EXPECT_EQ(read_token({.file = path}), "hf_abc");
    std::filesystem::remove(path);
    EXPECT_EQ(read_token({.file = path}), "");
}

TEST(Token, AFolderInItsPlaceIsAnError) {
    EXPECT_THROW(static_cast<void>(read_token({.file = testing::TempDir()})), core::Error);
}

TEST(Endpoint, IsTheOptionThenTheVariableThenTheHub) {
    EXPECT_EQ(choose_endpoint("http://a/", with({{"HF_ENDPOINT", "http://b"}})), "http://a");
    EXPECT_EQ(choose_endpoint("", with({{"HF_ENDPOINT", "http://b//"}})), "http://b");
    EXPECT_EQ(choose_endpoint("", with({})), "https://huggingface.co");
}

TEST(Endpoint, MustBeAPlainUrl) {
    for (const char* bad :
         {"hub", "ftp://a", "http://", "http://a?x=1", "http://a/#x", "http://u:p@a"}) {
        EXPECT_THROW(static_cast<void>(choose_endpoint(bad, with({}))), core::UsageError) << bad;
    }
}

TEST(Token, TravelsEncryptedOrStaysOnThisMachine) {
    EXPECT_NO_THROW(check_token_is_safe("t", "https://hub.example"));
    EXPECT_NO_THROW(check_token_is_safe("t", "http://127.0.0.1:8080"));
    EXPECT_NO_THROW(check_token_is_safe("t", "http://localhost:8080"));
    EXPECT_NO_THROW(check_token_is_safe("", "http://hub.example"));
    EXPECT_THROW(check_token_is_safe("t", "http://hub.example"), core::UsageError);
    EXPECT_THROW(check_token_is_safe("t", "http://127.0.0.1.hub.example"), core::UsageError);
}

TEST(CaBundle, IsTheFirstOneNamed) {
    const ScratchDirectory folder;
    std::ofstream(folder / "a.pem");
    const std::string a = (folder / "a.pem").string();
    const std::string dir = folder.path().string();
    EXPECT_EQ(choose_ca_bundle("", with({})), "");
    EXPECT_EQ(choose_ca_bundle("", with({{"SSL_CERT_FILE", a}})), a);
    EXPECT_EQ(choose_ca_bundle("", with({{"REQUESTS_CA_BUNDLE", dir}, {"SSL_CERT_FILE", a}})), dir);
    EXPECT_EQ(choose_ca_bundle("", with({{"CURL_CA_BUNDLE", a}, {"REQUESTS_CA_BUNDLE", dir}})), a);
    EXPECT_EQ(choose_ca_bundle(dir, with({{"CURL_CA_BUNDLE", a}})), dir);
    EXPECT_THROW(static_cast<void>(choose_ca_bundle("", with({{"SSL_CERT_FILE", "/no/such"}}))),
                 core::UsageError);
}

}  // namespace
}  // namespace hubmine::cli
