#include "hubmine/store/search.hpp"

#include "position_set.hpp"
#include "search_index.hpp"
#include "store_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <span>

namespace hubmine::store {
namespace {

namespace fs = std::filesystem;

using core::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SearchTest : public StoreTest {
  protected:
    SearchTest() {
        Store store = open();
        hub::RepoRecord german = model(5, "a/bert-base-german");
        german.tags = std::vector<std::string>{"license:mit", "fill-mask", "region:us"};
        german.pipeline_tag = "fill-mask";
        hub::RepoRecord coder = model(7, "meta/CodeLlama-7b");
        coder.card = R"({"language": "fr", "title": "A coder of Code", "summary": "writes\nmuch"})";
        list(store, Kind::kModel,
             {model(1, "b/bert"), german, coder, model(9, "google/vit"), model(2, "c/plain")}, 0);
        hub::RepoRecord words = record(Kind::kDataset, 11, "google/german-words");
        words.description = "Ev\xC3\xA9ry word of bert, and then some";
        words.tags = std::vector<std::string>{"task_categories:fill-mask"};
        list(store, Kind::kDataset, {words}, 1);
    }

    [[nodiscard]] Store reader() const { return Store(path(), OpenOptions{.read_only = true}); }
    [[nodiscard]] fs::path index_path() const { return search_index_path(path()); }

    [[nodiscard]] std::vector<SearchHit> hits(const std::string& query,
                                              const SearchOptions& options = {}) {
        Store store = reader();
        made_ = 0;
        SearchIndexOptions how{.language_names = {{"fr", "French"}}};
        how.progress = [this](std::int64_t done, std::int64_t expected) {
            made_ += done == expected ? 1 : 0;
        };
        Search search(store, how);
        return search.find(parse_search(query), options);
    }
    [[nodiscard]] std::vector<std::string> ids(const std::string& query,
                                               const SearchOptions& options = {}) {
        std::vector<std::string> ids;
        for (const SearchHit& hit : hits(query, options)) {
            ids.push_back(hit.id);
        }
        return ids;
    }
    void write_index(const std::string& bytes) const {
        std::ofstream(index_path(), std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string index_bytes() const {
        std::ifstream in(index_path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder())) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    int made_ = 0;  ///< how often the last search made an index
};

TEST_F(SearchTest, FindsByNamesTitlesTagsAndTexts) {
    EXPECT_THAT(ids("bert german"), ElementsAre("google/german-words", "a/bert-base-german"));
    EXPECT_THAT(ids("llama"), ElementsAre("meta/CodeLlama-7b"));
    EXPECT_THAT(ids("codellama"), ElementsAre("meta/CodeLlama-7b"));
    EXPECT_THAT(ids("codellama7b"), ElementsAre("meta/CodeLlama-7b"));
    EXPECT_THAT(ids("CodeLlama-7b"), ElementsAre("meta/CodeLlama-7b"));
    EXPECT_THAT(ids("french coder"), ElementsAre("meta/CodeLlama-7b"));
    EXPECT_THAT(ids("every"), ElementsAre("google/german-words")) << "without its accents";
    EXPECT_THAT(ids("nowhere"), IsEmpty());
}

TEST_F(SearchTest, KnowsPhrasesStemsAlternativesAndWhatMustNotBe) {
    EXPECT_THAT(ids("\"base german\""), ElementsAre("a/bert-base-german"));
    EXPECT_THAT(ids("\"german base\""), IsEmpty());
    EXPECT_THAT(ids("germ* -base"), ElementsAre("google/german-words"));
    EXPECT_THAT(ids("vit OR llama"), ElementsAre("google/vit", "meta/CodeLlama-7b"));
    EXPECT_THAT(ids("bert -german"), ElementsAre("b/bert"));
    EXPECT_THAT(ids("-bert -german"), ElementsAre("google/vit", "meta/CodeLlama-7b", "c/plain"))
        << "what has none of them, by likes";
}

TEST_F(SearchTest, Filters) {
    EXPECT_THAT(ids("owner:GOOGLE"), ElementsAre("google/german-words", "google/vit"));
    EXPECT_THAT(ids("owner:google kind:datasets"), ElementsAre("google/german-words"));
    EXPECT_THAT(ids("license:MIT"), ElementsAre("a/bert-base-german"));
    EXPECT_THAT(ids("tag:region:us"), ElementsAre("a/bert-base-german"));
    EXPECT_THAT(ids("tag:region"), IsEmpty()) << "a tag is whole";
    EXPECT_THAT(ids("task:fill-mask"), ElementsAre("google/german-words", "a/bert-base-german"));
    EXPECT_THAT(ids("bert -kind:model"), ElementsAre("google/german-words"));
    EXPECT_THAT(ids("tag:fill-mask OR owner:b bert"), ElementsAre("a/bert-base-german", "b/bert"));
    EXPECT_THAT(ids("kind:model", {.min_likes = 5}),
                ElementsAre("google/vit", "meta/CodeLlama-7b", "a/bert-base-german"));
    EXPECT_THAT(ids("bert", {.min_likes = 2}),
                ElementsAre("google/german-words", "a/bert-base-german"));
}

TEST_F(SearchTest, RanksByWordsAndPopularity) {
    const std::vector<SearchHit> found = hits("bert");
    ASSERT_THAT(found, SizeIs(3));
    for (const SearchHit& hit : found) {
        const auto weight = [](std::int64_t count) {
            return std::log10(1.0 + static_cast<double>(count));
        };
        const double exact = -hit.bm25.value() + 0.5 * weight(hit.likes.value()) +
                             0.25 * weight(hit.downloads.value());
        EXPECT_NEAR(hit.score.value(), exact, 1e-9);
    }
    EXPECT_GE(found[0].score, found[1].score);
    EXPECT_GE(found[1].score, found[2].score);
    EXPECT_THAT(ids("bert", {.sort = SearchSort::kLikes}),
                ElementsAre("google/german-words", "a/bert-base-german", "b/bert"));
    EXPECT_THAT(ids("kind:model", {.sort = SearchSort::kDownloads, .top = 2}),
                ElementsAre("google/vit", "meta/CodeLlama-7b"));
    EXPECT_THAT(ids("kind:model", {.top = 1}), ElementsAre("google/vit"));
    EXPECT_THAT(ids("bert", {.top = 2}), SizeIs(2));
}

/// Repositories of which half have one word, some twice, and likes and downloads of all sizes.
class SearchOfManyTest : public SearchTest {
  protected:
    SearchOfManyTest() {
        std::mt19937 random(11);
        std::vector<hub::RepoRecord> models;
        for (int i = 0; i < 900; ++i) {
            std::string id = fmt::format("o{}/", i % 7);
            for (auto words = 1 + random() % 5; words > 0; --words) {
                id += random() % 3 == 0 ? "common-" : fmt::format("w{}-", random() % 40);
            }
            hub::RepoRecord one = model(1000 + i, fmt::format("{}{}", id, i));
            one.likes = static_cast<std::int64_t>(std::exp2(random() % 12)) - 1;
            one.downloads = static_cast<std::int64_t>(std::exp2(random() % 16)) - 1;
            models.push_back(one);
        }
        Store store = open();
        list(store, Kind::kModel, models, 2);
    }
};

TEST_F(SearchOfManyTest, TheFirstAreTheFirstOfAll) {
    for (const std::string query :
         {"common", "common OR w3", "w7 OR common OR w3", "comm* common OR w3", "comm*",
          "common -w3", "\"common common\"", "w1 common"}) {
        for (const SearchSort sort :
             {SearchSort::kRelevance, SearchSort::kLikes, SearchSort::kDownloads}) {
            const std::vector<std::string> all = ids(query, {.sort = sort});
            ASSERT_THAT(all, SizeIs(testing::Gt(10))) << query;
            for (const std::size_t top : {std::size_t{1}, std::size_t{10}}) {
                const std::vector<std::string> first = ids(query, {.sort = sort, .top = top});
                EXPECT_TRUE(std::ranges::equal(first, std::span(all).first(top)))
                    << query << " " << top;
            }
        }
    }
}

TEST_F(SearchOfManyTest, CountsBm25AsFts5Does) {
    Store store = reader();
    const auto index = SearchIndex::open(store, {});
    for (const std::string query : {"common", "common OR w3", "comm*", "\"common common\""}) {
        Statement rows(index->database(),
                       "SELECT bm25_of_wanted(words), bm25(words, 10.0, 6.0, 4.0, 1.0) FROM words "
                       "WHERE words MATCH ?");
        rows.bind(query);
        int count = 0;
        for (; rows.step(); ++count) {
            EXPECT_EQ(rows.real(0), rows.real(1)) << query;
            EXPECT_LE(index->bm25().least, rows.real(0)) << query;
        }
        EXPECT_GT(count, 10) << query;
    }
}

TEST_F(SearchTest, TellsWhatTheStoreSays) {
    const SearchHit dataset = hits("\"every word\"").front();
    EXPECT_EQ(dataset.kind, Kind::kDataset);
    EXPECT_EQ(dataset.task, "fill-mask");
    EXPECT_EQ(dataset.likes, 11);
    EXPECT_EQ(dataset.created_at, hour(-1000 + 11));
    EXPECT_EQ(dataset.snippet, "[Ev\xC3\xA9ry word] of bert, and then some");
    EXPECT_EQ(hits("german owner:a").front().license, "mit");
    EXPECT_EQ(hits("german owner:a").front().snippet, "a/bert-base-[german]")
        << "a name as it is written";
    EXPECT_EQ(hits("writes").front().snippet, "[writes] much French") << "on one line";
    EXPECT_EQ(hits("owner:a").front().snippet, std::nullopt);
    EXPECT_EQ(hits("owner:a").front().score, std::nullopt);
}

TEST_F(SearchTest, NeedsSomethingToLookFor) {
    for (const char* query : {"!!!", "\"\"", "-!", "\xE2\x80\xA6", "... ***"}) {
        EXPECT_THROW(static_cast<void>(hits(query)), core::UsageError) << query;
    }
    EXPECT_THAT(ids("!!! vit ..."), ElementsAre("google/vit")) << "no word is in every text";
    EXPECT_THAT(ids("vit -!!!"), ElementsAre("google/vit"));
}

TEST_F(SearchTest, NoQueryIsASyntaxError) {
    Store store = reader();
    Search search(store, {});
    std::mt19937 random(7);
    const std::string pieces = "\"\"**--::()^+{}'ORANDNOT tag:kind: bert\xC3\xA9\xFF\x80\x01\n";
    for (int i = 0; i < 2000; ++i) {
        std::string query;
        for (std::size_t length = random() % 24; query.size() < length;) {
            query += i % 2 == 0 ? static_cast<char>(1 + random() % 255)
                                : pieces[random() % pieces.size()];
        }
        try {
            static_cast<void>(search.find(parse_search(query), {.top = 3}));
        } catch (const core::UsageError& error) {
            EXPECT_THAT(error.what(), HasSubstr("asks for nothing")) << query;
        }
    }
    for (const char* words : {"NEAR(a b)", "name : bert", "a AND b", "^bert", "{name} : x", "a + b",
                              "NOT", "bert NOT german", "a\"\"b\"", "''; DROP TABLE words"}) {
        EXPECT_NO_THROW(static_cast<void>(search.find(parse_search(words), {}))) << words;
    }
    std::string many = "bert";
    for (int i = 0; i < 240; ++i) {
        many += " a" + std::string(i % 3 == 0 ? "" : "*");
    }
    EXPECT_NO_THROW(static_cast<void>(search.find(parse_search(many), {})));
}

TEST_F(SearchTest, MakesAnIndexOnceForEachSnapshot) {
    EXPECT_THAT(ids("vit"), SizeIs(1));
    EXPECT_EQ(made_, 1);
    const std::string before = index_bytes();
    EXPECT_THAT(ids("vit"), SizeIs(1));
    EXPECT_EQ(made_, 0);
    {
        Store store = open();
        list(store, Kind::kModel, {model(9, "google/vit"), model(10, "x/vit")}, 2);
    }
    EXPECT_THAT(ids("vit"), ElementsAre("x/vit", "google/vit"));
    EXPECT_EQ(made_, 1);
    EXPECT_THAT(ids("bert kind:model"), IsEmpty()) << "what was removed is not found";
    EXPECT_NE(index_bytes(), before);
    EXPECT_THAT(files(), ElementsAre("hubmine.db", "hubmine.db.search"));
}

TEST_F(SearchTest, MakesTheSameIndexOfTheSameStore) {
    static_cast<void>(ids("vit"));
    const std::string before = index_bytes();
    fs::remove(index_path());
    static_cast<void>(ids("vit"));
    EXPECT_EQ(index_bytes() == before, true);
}

TEST_F(SearchTest, ThrowsADamagedIndexAway) {
    const std::vector<std::string> sound = ids("bert german OR vit");
    const std::string bytes = index_bytes();
    const auto expect_made_anew = [&](const std::string& damaged, const std::string& how) {
        write_index(damaged);
        EXPECT_EQ(ids("bert german OR vit"), sound) << how;
        EXPECT_EQ(made_, 1) << how;
    };
    expect_made_anew("", "empty");
    expect_made_anew("no database at all, but somewhat long for a text", "a text");
    expect_made_anew(bytes.substr(0, bytes.size() / 2), "cut off");
    expect_made_anew(std::string(bytes.size(), '\0'), "zeros");
    // Wherever a byte is another one, the search ends by itself, and never twice in a bad index.
    std::mt19937 random(3);
    for (int i = 0; i < 60; ++i) {
        std::string damaged = bytes;
        const std::size_t page = random() % (bytes.size() / 4096);
        damaged.replace(page * 4096, 4096, 4096, static_cast<char>(random() % 256));
        write_index(damaged);
        EXPECT_NO_THROW(static_cast<void>(ids("bert german OR vit"))) << page;
    }
}

TEST_F(SearchTest, WorksWhereNothingCanBeWritten) {
    if (::geteuid() == 0) {
        // The mighty may write anywhere but into a file that is no folder's.
        fs::create_directory(index_path());
        EXPECT_THROW(static_cast<void>(ids("vit")), core::Error);
        return;
    }
    fs::permissions(folder(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THAT(ids("vit"), ElementsAre("google/vit"));
    fs::permissions(folder(), fs::perms::owner_all);
    EXPECT_THAT(files(), ElementsAre("hubmine.db"));
}

TEST_F(SearchTest, StopsWhenAskedAndLeavesNothing) {
    std::stop_source stop;
    stop.request_stop();
    Store store = reader();
    try {
        const Search search(store, {.stop = stop.get_token()});
        ADD_FAILURE() << "it went on";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.exit_code(), core::ExitCode::kInterrupted);
    }
    EXPECT_FALSE(fs::exists(index_path()));
    EXPECT_THAT(files(), testing::Not(testing::Contains(HasSubstr(".part"))));
}

TEST_F(SearchTest, ClearsAwayWhatWasKilled) {
    const fs::path old = index_path().string() + ".999999999.part";
    const fs::path young = index_path().string() + ".999999998.part";
    const fs::path other = folder() / "hubmine.db.searching.999999999.part";
    for (const fs::path& part : {old, young, other}) {
        std::ofstream(part) << "half an index";
    }
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(2));
    fs::last_write_time(other, fs::file_time_type::clock::now() - std::chrono::hours(2));
    static_cast<void>(ids("vit"));
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(young)) << "another machine may be writing it";
    EXPECT_TRUE(fs::exists(other));
}

TEST_F(SearchTest, AnEmptyStoreHasNothingToSearch) {
    const fs::path empty = folder() / "empty.db";
    Store store(empty, OpenOptions{.create = true});
    EXPECT_THROW(Search(store, {}), core::Error);
}

TEST(PositionsOfFilters, AreKeptAsDistances) {
    Postings postings;
    const std::vector<std::uint32_t> positions{0, 1, 1, 127, 128, 400, 20'000, 70'000};
    for (const std::uint32_t position : positions) {
        postings.add("x", position);
    }
    PositionSet set(70'001, false);
    EXPECT_TRUE(add_posting(postings.bytes("x"), set));
    std::vector<std::uint32_t> read;
    for (std::uint32_t position = 0; position < 70'001; ++position) {
        if (set.contains(position)) {
            read.push_back(position);
        }
    }
    EXPECT_THAT(read, ElementsAre(0, 1, 127, 128, 400, 20'000, 70'000));
    PositionSet small(70'000, false);
    EXPECT_FALSE(add_posting(postings.bytes("x"), small)) << "beyond the end";
    EXPECT_FALSE(add_posting("\x80", small)) << "goes on after its end";
    EXPECT_FALSE(add_posting("\xFF\xFF\xFF\xFF\xFF\xFF", small));
}

}  // namespace
}  // namespace hubmine::store
