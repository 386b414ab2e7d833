#include "search_bm25.hpp"

#include "search_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <vector>

namespace hubmine::store {

namespace {

// FTS5's own parameters; the formula is that of https://sqlite.org/fts5.html#the_bm25_function.
constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr std::array<double, 4> kWeights{10.0, 6.0, 4.0, 1.0};

/// What is one and the same for all rows of a query.
struct Query {
    std::vector<double> inverse_frequency;  // by phrase
    std::vector<double> frequency;          // by phrase, of the row that is looked at
    double mean_length = 0;
};

int count_row(const Fts5ExtensionApi*, Fts5Context*, void* rows) {
    ++*static_cast<sqlite3_int64*>(rows);
    return SQLITE_OK;
}

/// Of a word that nearly all have; FTS5 has it so.
constexpr double kLeastInverseFrequency = 1e-6;

int prepare(const Fts5ExtensionApi& api, Fts5Context* context, Query& query) {
    sqlite3_int64 rows = 0;
    sqlite3_int64 words = 0;
    int code = api.xRowCount(context, &rows);
    if (code == SQLITE_OK) {
        code = api.xColumnTotalSize(context, -1, &words);
    }
    query.mean_length = static_cast<double>(words) / static_cast<double>(rows);
    const int phrases = api.xPhraseCount(context);
    query.frequency.resize(static_cast<std::size_t>(phrases));
    for (int phrase = 0; code == SQLITE_OK && phrase < phrases; ++phrase) {
        sqlite3_int64 having = 0;
        code = api.xQueryPhrase(context, phrase, &having, &count_row);
        const double inverse = std::log((static_cast<double>(rows - having) + 0.5) /
                                        (static_cast<double>(having) + 0.5));
        query.inverse_frequency.push_back(inverse <= 0.0 ? kLeastInverseFrequency : inverse);
    }
    return code;
}

/// Fills the frequency of each phrase in the row, weighed by where it stands.
int count_words(const Fts5ExtensionApi& api, Fts5Context* context, Query& query) {
    std::ranges::fill(query.frequency, 0.0);
    int instances = 0;
    int code = api.xInstCount(context, &instances);
    for (int instance = 0; code == SQLITE_OK && instance < instances; ++instance) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        code = api.xInst(context, instance, &phrase, &column, &offset);
        const auto at = static_cast<std::size_t>(phrase);
        const auto weight = static_cast<std::size_t>(column);
        if (code == SQLITE_OK && (at >= query.frequency.size() || weight >= kWeights.size())) {
            code = SQLITE_CORRUPT_VTAB;
        }
        if (code == SQLITE_OK) {
            query.frequency[at] += kWeights[weight];
        }
    }
    return code;
}

/// The query's own part, made at its first row.
Query* query_of(const Fts5ExtensionApi& api, Fts5Context* context, int& code) {
    auto* known = static_cast<Query*>(api.xGetAuxdata(context, 0));
    if (known != nullptr) {
        return known;
    }
    auto made = std::make_unique<Query>();
    code = prepare(api, context, *made);
    if (code != SQLITE_OK) {
        return nullptr;
    }
    auto& of = *static_cast<Bm25*>(api.xUserData(context));
    of.least_of_phrase.clear();
    for (const double inverse : made->inverse_frequency) {
        of.least_of_phrase.push_back(-(kK1 + 1.0) * inverse);
    }
    of.least = std::accumulate(of.least_of_phrase.begin(), of.least_of_phrase.end(), 0.0);
    Query* const query = made.get();
    code = api.xSetAuxdata(context, made.release(),
                           [](void* old) { delete static_cast<Query*>(old); });
    return code == SQLITE_OK ? query : nullptr;
}

double bm25(const Query& query, double length) {
    double score = 0.0;
    for (std::size_t phrase = 0; phrase < query.frequency.size(); ++phrase) {
        const double frequency = query.frequency[phrase];
        score += query.inverse_frequency[phrase] *
                 ((frequency * (kK1 + 1.0)) /
                  (frequency + kK1 * (1.0 - kB + kB * length / query.mean_length)));
    }
    return -1.0 * score;
}

void bm25_of_wanted(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int,
                    sqlite3_value**) {
    int code = SQLITE_OK;
    Query* const query = query_of(*api, context, code);
    const auto& of = *static_cast<const Bm25*>(api->xUserData(context));
    const sqlite3_int64 row = api->xRowid(context);
    if (query != nullptr && of.wanted != nullptr &&
        (row < 1 || row > static_cast<sqlite3_int64>(of.wanted->count()) ||
         !of.wanted->contains(static_cast<std::uint32_t>(row - 1)))) {
        sqlite3_result_null(result);
        return;
    }
    int length = 0;
    if (query != nullptr) {
        code = count_words(*api, context, *query);
    }
    if (code == SQLITE_OK) {
        code = api->xColumnSize(context, -1, &length);
    }
    if (code == SQLITE_OK && query != nullptr) {
        sqlite3_result_double(result, bm25(*query, length));
    } else {
        sqlite3_result_error_code(result, code);
    }
}

fts5_api& api_of(Database& index) {
    fts5_api* api = nullptr;
    Statement ask(index, "SELECT fts5(?1)");
    sqlite3_bind_pointer(ask.handle(), 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    static_cast<void>(ask.step());
    if (api == nullptr) {
        index.fail(SQLITE_ERROR, "SELECT fts5(?1)");
    }
    return *api;
}

}  // namespace

void add_bm25_function(Database& index, Bm25& of) {
    fts5_api& api = api_of(index);
    const int code = api.xCreateFunction(&api, "bm25_of_wanted", &of, &bm25_of_wanted, nullptr);
    if (code != SQLITE_OK) {
        index.fail(code, "bm25_of_wanted");
    }
}

}  // namespace hubmine::store
