#include "hubmine/analysis/chapters.hpp"

#include "common/told.hpp"

#include <array>

namespace hubmine::analysis {

std::span<const Chapter> chapters() {
    static const std::array<Chapter, 10> kChapters{{
        {.heading = "Activity", .analyses = {"rq1"}, .reads = {"commits", "discussions"}},
        {.heading = "Collaboration", .analyses = {"rq2"}, .reads = {"commits"}, .silent = {"rq2"}},
        {.heading = "Adoption", .analyses = {"rq3"}, .reads = {}},
        {.heading = "Organisations", .analyses = {"organisations"}, .reads = {"owners"}},
        {.heading = "Lineage", .analyses = {"lineage"}, .reads = {}},
        {.heading = "Sizes and emissions", .analyses = {"sizes"}, .reads = {"storage"}},
        {.heading = "Topics and languages", .analyses = {"topics"}, .reads = {}},
        {.heading = "People",
         .analyses = {"roles", "calendar"},
         .reads = {"commits", "discussions"},
         .silent = {"roles"}},
        {.heading = "Growth and movers", .analyses = {"trends"}, .reads = {"likers"}},
        {.heading = "The study beside this store",
         .analyses = {"reproduce"},
         .reads = {"commits", "discussions"}},
    }};
    return kChapters;
}

std::span<const KeyNumber> key_numbers() {
    static const std::array<KeyNumber, 8> kNumbers{{
        {.name = "Models",
         .meaning = "on the Hub, as far as its list was read",
         .analysis = "lineage",
         .table = "summary",
         .row = {},
         .column = "models"},
        {.name = "Downloads of models",
         .meaning = "in 30 days, over all models",
         .analysis = "rq1",
         .table = "concentration",
         .row = {{"kind", "model"}, {"activity", "n_downloads"}},
         .column = "total"},
        {.name = "Held by the first 1 % of models",
         .meaning = "share of all downloads of models",
         .analysis = "rq1",
         .table = "concentration",
         .row = {{"kind", "model"}, {"activity", "n_downloads"}},
         .column = "top_1pct_share"},
        {.name = "Held by the first 10 entities",
         .meaning = "share of all downloads of models; an entity is who stands behind accounts",
         .analysis = "organisations",
         .table = "concentration",
         .row = {{"kind", "model"}, {"measure", "downloads"}, {"level", "entity"}},
         .column = "top_10_share"},
        {.name = "Developers who work alone",
         .meaning = "share of those who committed to models, and share none with another one",
         .analysis = "rq2",
         .table = "network",
         .row = {{"subfield", "all"}},
         .column = "isolate_share"},
        {.name = "Models that spaces use",
         .meaning = "models that at least one space names",
         .analysis = "rq3",
         .table = "summary",
         .row = {{"subfield", "all"}, {"network", "usage"}},
         .column = "models"},
        {.name = "Models made from others",
         .meaning = "share of all models whose card names a model that they were made from",
         .analysis = "lineage",
         .table = "summary",
         .row = {},
         .column = "claiming_share"},
        {.name = "Models without a licence",
         .meaning = "share of all models",
         .analysis = "rq1",
         .table = "licenses",
         .row = {{"kind", "model"}, {"license_class", "none"}},
         .column = "share_of_all"},
    }};
    return kNumbers;
}

core::Cell value_of(const KeyNumber& number, const Result& result) {
    const std::vector<Told::Pair> row(number.row.begin(), number.row.end());
    return Told(result, number.table).cell(row, number.column).value_or(core::Cell());
}

}  // namespace hubmine::analysis
