#include "hubmine/stats/counts.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "sizes/names.hpp"
#include "sizes/tables.hpp"

#include <array>
#include <string>

namespace hubmine::analysis::sizes {

namespace {

using stats::Int128;

struct BandSums {
    std::vector<std::int64_t> downloads;
    std::vector<std::int64_t> likes;
    Int128 downloads_all_time = 0;
    std::int64_t derived = 0;
};

core::Cell median_or_missing(const stats::Counts& counts) {
    return counts.empty() ? core::Cell() : core::Cell(stats::quantile(counts, 1, 2));
}

double real_of(Int128 number) {
    return static_cast<double>(number);
}

core::Cell whole_or_missing(Int128 number) {
    return core::cell_or_missing(stats::narrow(number));
}

struct SourceSums {
    std::int64_t models = 0;
    Int128 downloads = 0;
    std::int64_t named = 0;
    std::int64_t disagree = 0;
};

/// Whether a size is more than twice or less than half of what the name says.
bool is_far_from(std::int64_t size, std::int64_t named) {
    const Int128 doubled = static_cast<Int128>(2) * size;
    return doubled < named || size > static_cast<Int128>(2) * named;
}

}  // namespace

void fill_bands(const Findings& findings, core::Table& table) {
    const store::Repos& models = findings.models();
    const auto chosen = findings.chosen(core::Kind::kModel);
    std::array<BandSums, kBands> sums;
    for (const std::uint32_t model : chosen) {
        BandSums& band = sums.at(band_of(findings.sizes.of(model)));
        band.downloads.push_back(models.downloads[model].value_or(0));
        band.likes.push_back(models.likes[model].value_or(0));
        band.downloads_all_time += models.downloads_all_time[model].value_or(0);
        band.derived += findings.derived[model];
    }
    std::array<stats::Counts, kBands> downloads;
    std::array<stats::Counts, kBands> likes;
    Int128 all_downloads = 0;
    Int128 all_likes = 0;
    Int128 all_of_all_time = 0;
    for (std::size_t band = 0; band < kBands; ++band) {
        downloads[band] = stats::count_values(sums[band].downloads);
        likes[band] = stats::count_values(sums[band].likes);
        all_downloads += downloads[band].total;
        all_likes += likes[band].total;
        all_of_all_time += sums[band].downloads_all_time;
    }
    for (std::size_t band = 0; band < kBands; ++band) {
        const BandSums& sum = sums[band];
        const std::size_t members = sum.downloads.size();
        table.add_row({std::string(bands()[band].name), core::cell_or_missing(bands()[band].from),
                       core::cell_or_missing(bands()[band].to), count(members),
                       ratio_cell(static_cast<double>(members), static_cast<double>(chosen.size())),
                       whole_or_missing(downloads[band].total),
                       ratio_cell(real_of(downloads[band].total), real_of(all_downloads)),
                       whole_or_missing(sum.downloads_all_time),
                       ratio_cell(real_of(sum.downloads_all_time), real_of(all_of_all_time)),
                       median_or_missing(downloads[band]), whole_or_missing(likes[band].total),
                       ratio_cell(real_of(likes[band].total), real_of(all_likes)),
                       median_or_missing(likes[band]), sum.derived});
    }
}

void fill_sources(const Findings& findings, core::Table& table) {
    const store::Repos& models = findings.models();
    const auto chosen = findings.chosen(core::Kind::kModel);
    std::array<SourceSums, kSizeSourceNames.size()> sums;
    Int128 all_downloads = 0;
    for (const std::uint32_t model : chosen) {
        SourceSums& sum = sums.at(static_cast<std::size_t>(findings.sizes.source_of(model)));
        ++sum.models;
        sum.downloads += models.downloads[model].value_or(0);
        all_downloads += models.downloads[model].value_or(0);
        if (const auto named = size_in_name(models.id[model])) {
            const auto size = findings.sizes.of(model);
            ++sum.named;
            sum.disagree += size && is_far_from(*size, *named) ? 1 : 0;
        }
    }
    for (std::size_t source = 0; source < sums.size(); ++source) {
        const SourceSums& sum = sums[source];
        table.add_row(
            {std::string(kSizeSourceNames[source]), sum.models,
             ratio_cell(static_cast<double>(sum.models), static_cast<double>(chosen.size())),
             ratio_cell(real_of(sum.downloads), real_of(all_downloads)), sum.named, sum.disagree});
    }
}

}  // namespace hubmine::analysis::sizes
