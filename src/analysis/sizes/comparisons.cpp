#include "hubmine/stats/sign_test.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "common/owner.hpp"
#include "sizes/tables.hpp"

#include <string>

namespace hubmine::analysis::sizes {

namespace {

/// How often the smaller wins, neither, and the larger.
struct Score {
    std::int64_t smaller = 0;
    std::int64_t ties = 0;
    std::int64_t larger = 0;
};

Score score_of(const std::vector<Family>& families, std::size_t measure) {
    Score score;
    for (const Family& family : families) {
        const auto smallest = family.of_smallest.at(measure);
        const auto largest = family.of_largest.at(measure);
        if (smallest && largest) {
            score.smaller += *smallest > *largest ? 1 : 0;
            score.ties += *smallest == *largest ? 1 : 0;
            score.larger += *smallest < *largest ? 1 : 0;
        }
    }
    return score;
}

}  // namespace

void fill_small_or_large(const Findings& findings, core::Table& table) {
    for (std::size_t measure = 0; measure < kFamilyMeasureNames.size(); ++measure) {
        const Score score = score_of(findings.families, measure);
        const std::int64_t decided = score.smaller + score.larger;
        table.add_row({std::string(kFamilyMeasureNames[measure]), decided + score.ties,
                       score.smaller, score.ties, score.larger,
                       ratio_cell(static_cast<double>(score.smaller), static_cast<double>(decided)),
                       decided > 0 ? core::Cell(stats::sign_test_p(score.smaller, score.larger))
                                   : core::Cell()});
    }
}

void fill_families(const Findings& findings, core::Table& table) {
    const store::Repos& models = findings.models();
    const std::size_t shown = top_of(findings.settings, findings.families.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Family& family = findings.families[i];
        const std::int64_t of_smallest = models.downloads[family.smallest].value_or(0);
        const std::int64_t of_largest = models.downloads[family.largest].value_or(0);
        table.add_row(
            {count(i + 1), owner_cell(models.id[family.smallest]), family.name, family.models,
             family.sizes, std::string(models.id[family.smallest]),
             core::cell_or_missing(findings.sizes.of(family.smallest)), of_smallest,
             std::string(models.id[family.largest]),
             core::cell_or_missing(findings.sizes.of(family.largest)), of_largest,
             ratio_cell(static_cast<double>(of_smallest), static_cast<double>(of_largest)),
             of_smallest == of_largest
                 ? core::Cell()
                 : core::Cell(std::int64_t{of_smallest > of_largest ? 1 : 0})});
    }
}

}  // namespace hubmine::analysis::sizes
