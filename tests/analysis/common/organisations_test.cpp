#include "common/organisations.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <utility>

namespace hubmine::analysis {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
    "BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
    "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
    "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM "
    "JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
    "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD "
    "SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
    "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// As the Hub takes names of users and organisations.
bool is_namespace(std::string_view name) {
    constexpr std::size_t kLongest = 96;
    return !name.empty() && name.size() <= kLongest &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
           });
}

Organisations read(const std::string& rows) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    std::ofstream(path) << "namespace,entity,type,country\n" << rows;
    return Organisations(path);
}

/// Why the file is refused, without the folder that it lies in.
std::string refusal(const std::string& rows) {
    try {
        read(rows);
    } catch (const core::UsageError& error) {
        const std::string text = error.what();
        return text.substr(text.find("organisations.csv"));
    }
    return "";
}

TEST(Organisations, TheShippedFileKnowsTheOwnersThatTheStudyNames) {
    const Organisations known(HUBMINE_DATA "/organisations.csv");
    for (const char* name : {"facebook", "google", "stabilityai", "openai", "microsoft", "fnlp",
                             "EleutherAI", "h2oai", "bigscience", "lmsys", "laion", "runwayml",
                             "CompVis", "nitrosocke", "lllyasviel", "DucHaiten", "skytnt"}) {
        EXPECT_NE(known.find(name), nullptr) << name;
    }
    ASSERT_NE(known.find("meta-llama"), nullptr);
    EXPECT_EQ(known.find("meta-llama")->entity, known.find("facebook")->entity);
    EXPECT_EQ(known.find("CompVis")->country, "DE");
    EXPECT_EQ(known.find("nobody-at-all"), nullptr);
}

TEST(Organisations, TheShippedFileNamesItsGroundsAndTellsOneThingOfAnEntity) {
    const core::CsvFile file(HUBMINE_DATA "/organisations.csv",
                             {"namespace", "entity", "type", "country", "source"});
    EXPECT_GE(file.size(), 600U);
    std::map<std::string, std::pair<std::string, std::string>> told;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string_view name = file.cell(row, "namespace");
        EXPECT_TRUE(is_namespace(name)) << name;
        EXPECT_FALSE(file.cell(row, "source").empty()) << name;
        const std::string country(file.cell(row, "country"));
        EXPECT_NE(kCountries.find(country), std::string_view::npos) << name << ' ' << country;
        const std::string entity(file.cell(row, "entity"));
        ASSERT_FALSE(entity.empty()) << name;
        const std::pair is{std::string(file.cell(row, "type")), country};
        EXPECT_EQ(told.emplace(entity, is).first->second, is) << entity;
    }
}

TEST(Organisations, NamespacesDifferByMoreThanLetterCase) {
    const Organisations known = read("EleutherAI,EleutherAI,non-profit,US\n");
    EXPECT_NE(known.find("eleutherai"), nullptr);
}

TEST(Organisations, ANamespaceTwiceIsRefusedWithItsLine) {
    EXPECT_EQ(refusal("a,A,company,US\nb,B,company,US\nA,C,company,US\n"),
              "organisations.csv:4: namespace 'A' stands twice");
}

TEST(Organisations, AreReadTheSameHoweverTheFileIsWritten) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    for (const Deviation& deviation : deviations()) {
        std::ofstream(path, std::ios::binary) << deviation.write(
            "namespace,entity,type,country\nmeta-llama,Meta Platforms,Company,US\n"
            "namibia,N,university,NA\n");
        const Organisations known(path);
        ASSERT_NE(known.find("meta-llama"), nullptr) << deviation.name;
        EXPECT_EQ(known.find("meta-llama")->entity, "Meta Platforms") << deviation.name;
        EXPECT_EQ(known.find("meta-llama")->type, "company") << deviation.name;
        ASSERT_NE(known.find("namibia"), nullptr) << deviation.name;
        EXPECT_EQ(known.find("namibia")->country, "NA") << deviation.name;
    }
}

TEST(Organisations, AFileWithoutARowOrANamespaceIsRefused) {
    EXPECT_THROW(read(""), core::UsageError);
    EXPECT_THROW(read(",A,company,US\n"), core::UsageError);
}

TEST(Organisations, AnUnknownTypeIsRefusedWithItsLine) {
    EXPECT_EQ(refusal("a,A,company,US\nb,B,firm,US\n"),
              "organisations.csv:3: 'firm' is no type of organisations: company, university, "
              "non-profit, government, classroom, community, individual");
}

TEST(Organisations, EveryTypeOfTheHubIsKnown) {
    for (const std::string type : {"company", "university", "non-profit", "government", "classroom",
                                   "community", "individual"}) {
        EXPECT_EQ(read("a,A," + type + ",US\n").find("a")->type, type);
    }
}

TEST(Organisations, ACountryIsTwoCapitalLettersOrNone) {
    EXPECT_EQ(read("a,A,company,\n").find("a")->country, "");
    EXPECT_EQ(refusal("a,A,company,us\n"),
              "organisations.csv:2: 'us' is no country of two capital letters (ISO 3166), as DE");
    for (const std::string country : {"USA", "U", "U1", "EU and US", "\xC3\x89"}) {
        EXPECT_THAT(refusal("a,A,company," + country + "\n"), HasSubstr("is no country"))
            << country;
    }
}

}  // namespace
}  // namespace hubmine::analysis
