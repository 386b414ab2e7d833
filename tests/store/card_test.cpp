#include "hubmine/store/card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace hubmine::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

bool has(const CardFacts& card, CardField field) {
    return (card.fields & static_cast<std::uint32_t>(field)) != 0;
}

std::optional<CardEmissions> emissions(const std::string& value) {
    return read_card_emissions("{\"co2_eq_emissions\":" + value + "}");
}

TEST(Card, HasTheFieldsThatAreNeitherNullNorEmpty) {
    const CardFacts card = read_card(
        R"({"license":"mit","tags":[ ],"metrics":null,"datasets":["a"],"base_model":"",
            "model-index":{},"new_version":0,"else":1})");
    EXPECT_TRUE(has(card, CardField::kWhole));
    EXPECT_TRUE(has(card, CardField::kLicense));
    EXPECT_TRUE(has(card, CardField::kDatasets));
    EXPECT_TRUE(has(card, CardField::kNewVersion));
    for (const CardField empty : {CardField::kTags, CardField::kMetrics, CardField::kBaseModel,
                                  CardField::kModelIndex, CardField::kLanguage}) {
        EXPECT_FALSE(has(card, empty));
    }
    EXPECT_EQ(read_card("{}").fields, static_cast<std::uint32_t>(CardField::kWhole));
    EXPECT_EQ(read_card("no card").fields, 0U);
    EXPECT_EQ(read_card("[]").fields, 0U);
}

TEST(Card, TellsLanguagesInAnyOfTheirShapes) {
    EXPECT_THAT(read_card(R"({"language":"en"})").language, ElementsAre("en"));
    EXPECT_THAT(read_card(R"({"language":["en",false,7,"fr"]})").language,
                ElementsAre("en", "no", "fr"));
    EXPECT_THAT(read_card(R"({"language":false})").language, ElementsAre("no"));
    EXPECT_THAT(read_card(R"({"language":{"a":"en","b":["fr"],"c":false}})").language,
                ElementsAre("en"));
    EXPECT_THAT(read_card(R"({"language":true,"languages":["de"]})").language, IsEmpty());
    EXPECT_THAT(read_card(R"({"language":true,"languages":["de"]})").languages, ElementsAre("de"));
}

TEST(Card, SpeaksOfEmissionsHoweverTheKeyIsWritten) {
    const auto told = read_card_emissions(R"({"a":[1],"co2\u005feq_emissions":2})");
    ASSERT_TRUE(told);
    EXPECT_EQ(told->grams, 2);
    EXPECT_FALSE(read_card_emissions(R"({"tags":["co2_eq_emissions"]})"));
    EXPECT_FALSE(read_card_emissions(R"({"co2_eq_emissions":2)"));
    EXPECT_FALSE(read_card_emissions(R"(["co2_eq_emissions"])"));
}

TEST(Card, TellsEmissionsInGrams) {
    for (const auto& [text, grams] :
         {std::pair{"1.5", 1.5}, std::pair{"0", 0.0}, std::pair{"\" +2.5e1 \"", 25.0},
          std::pair{R"({"emissions":"7","source":"codecarbon"})", 7.0}}) {
        const auto told = emissions(text);
        ASSERT_TRUE(told) << text;
        EXPECT_THAT(told->grams, Optional(grams)) << text;
    }
    const auto told = emissions(R"({"emissions":3,"source":"x","training_type":["y"]})");
    EXPECT_EQ(told->source, "x");
    EXPECT_EQ(told->training_type, "");
}

TEST(Card, KnowsMalformedEmissionsFromNone) {
    for (const char* malformed : {"-1", "\"5 kg\"", "\"\"", "\".5\"", "\"1.\"", "\"inf\"",
                                  "\"1e999\"", "true", "[1]", R"({"emissions":[]})", "1e999"}) {
        const auto told = emissions(malformed);
        ASSERT_TRUE(told) << malformed;
        EXPECT_EQ(told->grams, std::nullopt) << malformed;
    }
    for (const char* absent : {"null", "{}", R"({"emissions":null})", R"({"source":"x"})"}) {
        EXPECT_EQ(emissions(absent).has_value(), false) << absent;
    }
}

}  // namespace
}  // namespace hubmine::store
