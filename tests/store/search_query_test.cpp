#include "hubmine/store/search_query.hpp"

#include "search_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string told(const SearchTerm& term) {
    return "<" + term.text + ">" + (term.is_prefix ? "*" : "");
}
std::string told(const SearchFilter& filter) {
    return std::string(field_name(filter.field)) + "=" + filter.value;
}
template <typename What>
std::string told(const std::vector<What>& group) {
    std::string text;
    for (const What& one : group) {
        text += (text.empty() ? "" : "|") + told(one);
    }
    return text;
}

/// "<bert>&<a>|<b> kind=model -<x>": what a query asks for.
std::string understood(std::string_view text) {
    const SearchQuery query = parse_search(text);
    std::string all;
    const auto add = [&all](const std::string& part) { all += (all.empty() ? "" : " ") + part; };
    for (const auto& group : query.terms) {
        add(told(group));
    }
    for (const auto& group : query.filters) {
        add(told(group));
    }
    for (const auto& term : query.without_terms) {
        add("-" + told(term));
    }
    for (const auto& filter : query.without_filters) {
        add("-" + told(filter));
    }
    return all;
}

TEST(SearchQueries, AreWordsPhrasesAndStems) {
    EXPECT_EQ(understood("bert german"), "<bert> <german>");
    EXPECT_EQ(understood("\t bert\n  german  "), "<bert> <german>");
    EXPECT_EQ(understood("\"code llama\" 7b"), "<code llama> <7b>");
    EXPECT_EQ(understood("llam* \"code lla\"*"), "<llam>* <code lla>*");
    EXPECT_EQ(understood("\"never closed"), "<never closed>");
    EXPECT_EQ(understood("a\"b"), "<a\"b>");
    EXPECT_EQ(understood("*"), "<*>");
}

TEST(SearchQueries, LeaveOut) {
    EXPECT_EQ(understood("bert -german -\"fine tuned\" -gg* -tag:nsfw"),
              "<bert> -<german> -<fine tuned> -<gg>* -tag=nsfw");
    EXPECT_EQ(understood("- a - -"), "<-> <a> <-> <->") << "nothing stands behind the dash";
}

TEST(SearchQueries, JoinNeighboursByOr) {
    EXPECT_EQ(understood("bert german OR french OR \"old norse\""),
              "<bert> <german>|<french>|<old norse>");
    EXPECT_EQ(understood("tag:a OR license:mit"), "tag=a|license=mit");
    EXPECT_EQ(understood("german or french"), "<german> <or> <french>");
    EXPECT_EQ(understood("OR bert"), "<OR> <bert>") << "joins nothing: it is a word";
    EXPECT_EQ(understood("bert OR"), "<bert> <OR>");
    EXPECT_EQ(understood("bert OR OR OR gpt"), "<bert> <OR> <OR> <OR> <gpt>");
    EXPECT_EQ(understood("bert OR tag:a"), "<bert> <OR> tag=a");
    EXPECT_EQ(understood("bert OR -gpt"), "<bert> <OR> -<gpt>");
    EXPECT_EQ(understood("\"OR\" -OR"), "<OR> -<OR>");
}

TEST(SearchQueries, Filter) {
    EXPECT_EQ(understood("tag:x owner:a kind:models license:mit task:text-generation"),
              "tag=x owner=a kind=models license=mit task=text-generation");
    EXPECT_EQ(understood("tag:\"two words\" tag:license:mit"), "tag=two words tag=license:mit");
    EXPECT_EQ(understood("tag:a tag:b"), "tag=a tag=b") << "it may have both";
    EXPECT_EQ(understood("kind:model tag:x kind:dataset OR kind:space"),
              "kind=model|kind=dataset|kind=space tag=x")
        << "it is of one kind";
    EXPECT_EQ(understood("tag: name:x tag:\"\" TAG:x"), "<tag:> <name:x> <tag:\"\"> <TAG:x>")
        << "everything else is text";
    EXPECT_EQ(understood("tag:x*"), "tag=x*");
}

TEST(SearchQueries, MayBeEmpty) {
    EXPECT_TRUE(parse_search("").empty());
    EXPECT_TRUE(parse_search(" \t\r\n").empty());
    EXPECT_FALSE(parse_search("-a").empty());
}

TEST(SearchedTexts, CutNamesIntoWords) {
    EXPECT_EQ(words_of_id("bert"), "bert");
    EXPECT_EQ(words_of_id("a/bert"), "a/bert");
    EXPECT_EQ(words_of_id("openai/gpt-2"), "openai/gpt-2 gpt2");
    EXPECT_EQ(words_of_id("meta/CodeLlama-7b"), "meta/CodeLlama-7b meta/Code Llama-7b CodeLlama7b");
    EXPECT_EQ(words_of_id("EleutherAI/x"), "EleutherAI/x Eleuther AI/x");
    EXPECT_EQ(words_of_id(""), "");
}

TEST(SearchedTexts, ReadCards) {
    const core::TextMap<std::string> names{{"de", "German"}};
    SearchTexts texts;
    add_card_texts(
        R"({"pretty_name": "Nice", "title": ["a", 7, "b"], "model_name": null, "summary": "short",
            "datasets": ["squad"], "language": ["de-AT", "tlh", false], "tags": ["not here"],
            "description": {"neither": "this"}})",
        names, texts);
    EXPECT_EQ(texts.title, "Nice a b");
    EXPECT_EQ(texts.text, "short squad German tlh no");
    EXPECT_EQ(texts.tags, "");
    SearchTexts none;
    add_card_texts("[\"title\"]", names, none);
    add_card_texts("{\"title\": \"x", names, none);
    add_card_texts("", names, none);
    EXPECT_EQ(none.text, "");
}

}  // namespace
}  // namespace hubmine::store
