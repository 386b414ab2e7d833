#include "hubmine/identity/similarity.hpp"

#include "similarity_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace hubmine::identity {
namespace {

/// The recurrence itself.
std::size_t by_table(std::u32string_view a, std::u32string_view b) {
    std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                                 std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            length[i][j] = a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1
                                                : std::max(length[i - 1][j], length[i][j - 1]);
        }
    }
    return length[a.size()][b.size()];
}

std::u32string random_text(std::mt19937& random, std::size_t longest, unsigned letters) {
    std::u32string text(1 + random() % longest, U'a');
    for (char32_t& point : text) {
        point = U'a' + static_cast<char32_t>(random() % letters);
    }
    return text;
}

int between(const std::string& a, const std::string& b) {
    return similarity(normal_form(a), normal_form(b));
}

TEST(NormalForm, IsTheSameHoweverAccentsWereTyped) {
    EXPECT_EQ(normal_form("Jos\u00E9"), normal_form("Jose\u0301"));
    EXPECT_EQ(normal_form("Jose\u0301").size(), 4U);
    EXPECT_EQ(normal_form("\u1E69"), normal_form("s\u0307\u0323")) << "marks in another order";
    EXPECT_EQ(normal_form("\u1112\u1161\u11AB"), normal_form("\uD55C")) << "Hangul";
    EXPECT_EQ(normal_form("\u212A"), U"k") << "the sign of the kelvin is a K";
    EXPECT_NE(normal_form("Jos\u00E9"), normal_form("Jose"));
    EXPECT_EQ(normal_form(""), U"");
}

TEST(NormalForm, KeepsLettersDigitsAndWhatIsNotAscii) {
    EXPECT_EQ(normal_form("Foshir-Fashor_ 2"), U"foshirfashor2");
    EXPECT_EQ(normal_form("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n"), U"");
    EXPECT_EQ(normal_form("\xE6\x9D\x8E \xE9\x9B\xB7"), U"\u674E\u96F7");
    EXPECT_EQ(normal_form("\xC3\x89mile \xF0\x9F\xA4\x97"), U"\u00C9mile\U0001F917");
    EXPECT_EQ(normal_form("a\xFF"), U"a\uFFFD");
}

TEST(CommonSubsequence, IsTheOneOfTheRecurrence) {
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        const std::size_t longest = i % 10 == 0 ? 200 : 20;
        const auto a = random_text(random, longest, 1 + static_cast<unsigned>(i) % 7);
        const auto b = random_text(random, longest, 1 + static_cast<unsigned>(i) % 5);
        ASSERT_EQ(longest_common_subsequence(a, b), by_table(a, b));
    }
}

TEST(CommonSubsequence, CountsCodePointsBeyondAscii) {
    EXPECT_EQ(longest_common_subsequence(U"\u674E\u96F7x", U"\u96F7x\u674E"), 2U);
    EXPECT_EQ(longest_common_subsequence(U"", U"abc"), 0U);
    EXPECT_EQ(longest_common_subsequence(U"abc", U""), 0U);
}

// fuzz.ratio of fuzzywuzzy 0.18 with python-Levenshtein, on the normal forms.
TEST(Similarity, IsWhatFuzzywuzzyGives) {
    EXPECT_EQ(between("lomo82", "lomo82x"), 92);
    EXPECT_EQ(between("ziron51", "ziron511"), 93);
    EXPECT_EQ(between("Tafer Dokin", "tafer.dokin"), 100);
    EXPECT_EQ(between("kitten", "sitting"), 62);
    EXPECT_EQ(between("abc", "xyz"), 0);
    EXPECT_EQ(between("\xE6\x9D\x8E", "\xE6\x9D\x8E\xE9\x9B\xB7"), 67);
}

TEST(Similarity, HalvesGoToTheEvenNeighbour) {
    EXPECT_EQ(similarity_of_lengths(179, 400), 90);  // 89.5
    EXPECT_EQ(similarity_of_lengths(181, 400), 90);  // 90.5
    EXPECT_EQ(similarity_of_lengths(183, 400), 92);  // 91.5
}

TEST(Similarity, AnEmptyFormIsLikeNothing) {
    EXPECT_EQ(between("", ""), 0);
    EXPECT_EQ(between("---", "..."), 0);
    EXPECT_EQ(between("a", "-"), 0);
}

/// What the index finds, against measuring every form.
void expect_complete(const std::vector<std::u32string>& forms,
                     const std::vector<std::u32string>& queries, int threshold) {
    const SimilarityIndex index(forms, threshold);
    for (const std::u32string& query : queries) {
        std::vector<std::pair<std::uint32_t, int>> expected;
        for (std::uint32_t i = 0; i < forms.size(); ++i) {
            const int reached = similarity(query, forms[i]);
            if (reached >= threshold) {
                expected.emplace_back(i, reached);
            }
        }
        std::vector<std::pair<std::uint32_t, int>> found;
        index.for_each_similar(query, SimilarityIndex::kAll, [&](std::uint32_t i, int reached) {
            found.emplace_back(i, reached);
        });
        ASSERT_EQ(found, expected) << "threshold " << threshold;
    }
}

TEST(SimilarityIndex, LosesNoPairOfRandomTexts) {
    for (const int threshold : {1, 50, 75, 89, 90, 91, 97, 100}) {
        std::mt19937 random(static_cast<unsigned>(threshold));
        std::vector<std::u32string> forms;
        std::vector<std::u32string> queries;
        for (int i = 0; i < 80; ++i) {
            forms.push_back(random_text(random, 12, 2));
            queries.push_back(random_text(random, 14, 2));
        }
        expect_complete(forms, queries, threshold);
    }
}

TEST(SimilarityIndex, LosesNoPairOfNamesAFewEditsApart) {
    std::mt19937 random(7);
    std::vector<std::u32string> forms;
    for (int i = 0; i < 120; ++i) {
        std::u32string form = random_text(random, 40, 26);
        forms.push_back(form);
        for (std::size_t edits = random() % 6; edits > 0 && form.size() > 1; --edits) {
            const std::size_t at = random() % form.size();
            if (random() % 2 == 0) {
                form.erase(at, 1);
            } else {
                form.insert(at, 1, U'a' + static_cast<char32_t>(random() % 26));
            }
        }
        forms.push_back(form);
    }
    for (const int threshold : {80, 90, 95}) {
        expect_complete(forms, forms, threshold);
    }
}

TEST(SimilarityIndex, StopsBeforeTheEnd) {
    const std::vector<std::u32string> forms{U"abcdefghij", U"abcdefghijk", U"abcdefghijl"};
    const SimilarityIndex index(forms, 90);
    std::vector<std::uint32_t> found;
    index.for_each_similar(forms[2], 2,
                           [&](std::uint32_t i, int /*reached*/) { found.push_back(i); });
    EXPECT_THAT(found, testing::ElementsAre(0, 1));
}

}  // namespace
}  // namespace hubmine::identity
