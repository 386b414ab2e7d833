#include "hubmine/core/json_reader.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace hubmine::core {
namespace {

bool is_valid(std::string_view text) {
    JsonReader in(text);
    in.skip();
    return in.at_end();
}

TEST(JsonReader, AcceptsWhatTheGrammarAllows) {
    for (const char* text : {"0", "-0.5e+10", "\"\"", "true", " null ", "[]", "{}", "[1,[2,{}]]",
                             "{\"a\":{\"b\":[null,false]}}", "\"\\u00e9\\n\"", "\xEF\xBB\xBF[1]"}) {
        EXPECT_TRUE(is_valid(text)) << text;
    }
}

TEST(JsonReader, RefusesWhatTheGrammarForbids) {
    for (const char* text : {"",        " ",           "[",          "]",
                             "{",       "[1,]",        "{\"a\":1,}", "{\"a\"}",
                             "{a:1}",   "[1 2]",       "01",         "1.",
                             ".5",      "-",           "+1",         "1e",
                             "tru",     "nul",         "\"",         "\"\\",
                             "\"\\x\"", "\"\\u12g4\"", "[1]x",       "{\"a\":1}}",
                             "[1}",     "{\"a\":1]",   "NaN",        "<!DOCTYPE html>"}) {
        EXPECT_FALSE(is_valid(text)) << text;
    }
}

TEST(JsonReader, NestsAsDeepAsTheInputWithoutRecursion) {
    const std::size_t depth = 5'000'000;
    std::string text(depth, '[');
    EXPECT_FALSE(is_valid(text));
    text.append(depth, ']');
    JsonReader in(text);
    std::size_t measured = 0;
    EXPECT_EQ(in.raw(&measured).size(), text.size());
    EXPECT_EQ(measured, depth);
}

std::optional<std::string> text_of(std::string_view json) {
    return JsonReader(json).text();
}

TEST(JsonReader, MakesEveryTextValid) {
    EXPECT_EQ(text_of(R"("a\u00e9\ud83d\ude00b")"),
              "a\xC3\xA9\xF0\x9F\x98\x80"
              "b");
    EXPECT_EQ(text_of(R"("lone \ud800 high")"), "lone \xEF\xBF\xBD high");
    EXPECT_EQ(text_of(R"("lone \ude00 low")"), "lone \xEF\xBF\xBD low");
    EXPECT_EQ(text_of(R"("\ud800\ud83d\ude00")"), "\xEF\xBF\xBD\xF0\x9F\x98\x80");
    EXPECT_EQ(text_of(R"("n\u0000ul")"), "nul");
    EXPECT_EQ(text_of("\"bad \xFF\xC3 byte\""), "bad \xEF\xBF\xBD\xEF\xBF\xBD byte");
    EXPECT_EQ(text_of(R"("\/\\\"\b\f\n\r\t")"), "/\\\"\b\f\n\r\t");
}

TEST(JsonReader, ReadsNumbersOfAnySize) {
    EXPECT_EQ(JsonReader("9223372036854775807").integer(), 9223372036854775807);
    EXPECT_EQ(JsonReader("12.6").integer(), 13);
    EXPECT_EQ(JsonReader("1e3").integer(), 1000);
    EXPECT_EQ(JsonReader("-2.5").real(), -2.5);
    for (const char* huge : {"1e400", "123456789012345678901234567890", "1e30"}) {
        JsonReader in(huge);
        EXPECT_EQ(in.integer(), std::nullopt) << huge;
        EXPECT_FALSE(in.failed());
        EXPECT_EQ(in.malformed(), 1);
    }
}

TEST(JsonReader, CountsWrongTypesAndPassesOverNull) {
    JsonReader in(R"([null, "x", 1, true, {}, []])");
    int texts = 0;
    in.array([&] { texts += in.text() ? 1 : 0; });
    EXPECT_EQ(texts, 1);
    EXPECT_EQ(in.malformed(), 4);
    EXPECT_TRUE(in.at_end());
}

TEST(JsonReader, HandsOutASliceAsItCame) {
    JsonReader in(R"({"a": {"n": 1.50, "s":"\u00e9"} , "b": 2})");
    std::string_view slice;
    in.object([&](std::string_view key) {
        if (key == "a") {
            slice = in.raw();
        } else {
            in.skip();
        }
    });
    EXPECT_EQ(slice, R"({"n": 1.50, "s":"\u00e9"})");
}

TEST(JsonReader, StaysFailedOnceItFailed) {
    JsonReader in("[1, x, 3]");
    int elements = 0;
    in.array([&] {
        ++elements;
        in.skip();
    });
    EXPECT_TRUE(in.failed());
    EXPECT_EQ(elements, 2);
    EXPECT_EQ(in.text(), std::nullopt);
    EXPECT_EQ(in.integer(), std::nullopt);
    EXPECT_FALSE(in.at_end());
}

/// The judge is nlohmann/json, which knows the grammar. Damaged documents are valid for both or for
/// neither. (Left out: exponents, since a number too large is a value here and an error there.)
TEST(JsonReader, AgreesWithAnotherParserOnDamagedDocuments) {
    const std::string original =
        R"({"_id":"60d0","n":[-1.5,0,12],"s":"a\u00e9\\\"b","t":true,"f":false,"z":null,"o":{"p":[{}]}})";
    const std::string alphabet = "{}[]\",:0123456789.+-trufalsn\\ x";
    std::mt19937 random(5);
    int valid = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = original;
        for (int edit = 0; edit < 1 + round % 3; ++edit) {
            const std::size_t at = random() % text.size();
            const char c = alphabet[random() % alphabet.size()];
            switch (random() % 3) {
                case 0:
                    text[at] = c;
                    break;
                case 1:
                    text.insert(at, 1, c);
                    break;
                default:
                    text.erase(at, 1);
            }
        }
        const bool expected = nlohmann::json::accept(text);
        valid += expected ? 1 : 0;
        ASSERT_EQ(is_valid(text), expected) << text;
    }
    EXPECT_GT(valid, 1000);
}

}  // namespace
}  // namespace hubmine::core
