#include "topics/language_codes.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace hubmine::analysis::topics {
namespace {

using ::testing::HasSubstr;

/// The code of a language, else a word for what the text says.
std::string told(const LanguageCodes& codes, std::string_view text) {
    const Reading reading = codes.read(text);
    switch (reading.is) {
        case Reading::Is::kLanguage:
            return code_of(reading.language);
        case Reading::Is::kMultilingual:
            return "(multilingual)";
        case Reading::Is::kUnknown:
            return "(unknown)";
        case Reading::Is::kNothing:
            break;
    }
    return "(nothing)";
}

TEST(LanguageCodes, AreNumbersInTheOrderOfTheirBytes) {
    EXPECT_EQ(code_of(*language_of("en")), "en");
    EXPECT_EQ(code_of(*language_of("zzz")), "zzz");
    EXPECT_LT(*language_of("en"), *language_of("ena"));
    EXPECT_LT(*language_of("enz"), *language_of("eo"));
    EXPECT_LT(*language_of("zzz"), kLanguageNumbers);
    for (const std::string_view other : {"", "e", "engl", "EN", "e1", "\xC3\xA9"}) {
        EXPECT_FALSE(language_of(other)) << other;
    }
}

TEST(LanguageCodes, ReadWhatCardsSay) {
    const LanguageCodes codes(HUBMINE_DATA "/languages.csv");
    EXPECT_EQ(told(codes, "en"), "en");
    EXPECT_EQ(told(codes, " EN\n"), "en");
    EXPECT_EQ(told(codes, "pt-BR"), "pt");
    EXPECT_EQ(told(codes, "zh_Hant"), "zh");
    EXPECT_EQ(told(codes, "deu"), "de");
    EXPECT_EQ(told(codes, "GER"), "de");
    EXPECT_EQ(told(codes, "eng-Latn"), "en");
    EXPECT_EQ(told(codes, "English"), "en");
    EXPECT_EQ(told(codes, "norwegian nynorsk"), "nn");
    EXPECT_EQ(told(codes, "Ndebele"), "nd");
    EXPECT_EQ(told(codes, "English-US"), "(unknown)");
    EXPECT_EQ(told(codes, "tlh"), "tlh");
    EXPECT_EQ(told(codes, "xq"), "(unknown)");
    EXPECT_EQ(told(codes, "klingon"), "(unknown)");
}

TEST(LanguageCodes, KnowOldCodesAndMandarin) {
    const LanguageCodes codes(HUBMINE_DATA "/languages.csv");
    EXPECT_EQ(told(codes, "iw"), "he");
    EXPECT_EQ(told(codes, "in"), "id");
    EXPECT_EQ(told(codes, "ji"), "yi");
    EXPECT_EQ(told(codes, "jw"), "jv");
    EXPECT_EQ(told(codes, "mo-MD"), "ro");
    EXPECT_EQ(told(codes, "cmn"), "zh");
}

TEST(LanguageCodes, TellWordsThatAreNoLanguage) {
    const LanguageCodes codes(HUBMINE_DATA "/languages.csv");
    EXPECT_EQ(told(codes, "multilingual"), "(multilingual)");
    EXPECT_EQ(told(codes, "MUL"), "(multilingual)");
    for (const std::string_view word :
         {"", " ", "code", "und", "unk", "Unknown", "zxx", "mis", "none", "-"}) {
        EXPECT_EQ(told(codes, word), "(nothing)") << word;
    }
}

TEST(LanguageCodes, TakeOfBareTagsTheTwoLettersOnly) {
    const LanguageCodes codes(HUBMINE_DATA "/languages.csv");
    EXPECT_EQ(codes.two_letters("ml"), language_of("ml"));
    for (const std::string_view tag : {"ML", "iw", "xq", "tts", "eng", "", "de-AT"}) {
        EXPECT_FALSE(codes.two_letters(tag)) << tag;
    }
    EXPECT_EQ(codes.name(*language_of("ml")), "Malayalam");
    EXPECT_EQ(codes.name(*language_of("tlh")), "");
}

TEST(LanguageCodes, OfAFileThatMakesNoSenseAreRefusedWithTheLine) {
    const ScratchDirectory folder;
    const auto refusal = [&folder](const std::string& rows) {
        const std::string path = folder / "languages.csv";
        std::ofstream(path) << "code,alpha3,alpha3_b,name\n" << rows;
        try {
            const LanguageCodes codes(path);
        } catch (const core::UsageError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(refusal("en,eng,,English\nger,deu,,German\n"),
                HasSubstr("languages.csv:3: the code 'ger' is not 2 letters"));
    EXPECT_THAT(refusal("en,en,,English\n"), HasSubstr(":2: the alpha3 'en' is not 3 letters"));
    EXPECT_THAT(refusal("en,eng,1,English\n"), HasSubstr(":2: the alpha3_b '1' is not 3 letters"));
    EXPECT_THAT(refusal(",eng,,English\n"), HasSubstr(":2: the code is missing"));
    EXPECT_THAT(refusal("en,eng,,\n"), HasSubstr(":2: the name is missing"));
    EXPECT_THAT(refusal("en,eng,,English\nEN,enx,,More\n"),
                HasSubstr(":3: the code 'en' stands twice"));
    EXPECT_THAT(refusal("en,eng,,English\nde,deu,eng,German\n"),
                HasSubstr(":3: the code 'eng' stands twice"));
    EXPECT_EQ(refusal("en,,,English\n"), "");
}

}  // namespace
}  // namespace hubmine::analysis::topics
