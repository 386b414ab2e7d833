#include "activity/licenses.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include "common/cells.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace hubmine::analysis::activity {

namespace {

void add_license_rows(core::Table& table, const store::Dataset& data, core::Kind kind,
                      const LicenseClasses& classes) {
    const store::Repos& repos = data.of(kind);
    const std::vector<std::int64_t> counts = count_licenses(data, repos);
    const std::int64_t licensed = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    const auto all = static_cast<std::int64_t>(repos.size());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            order.push_back(i);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : data.licenses[a] < data.licenses[b];
    });
    const std::string kind_text(core::kind_name(kind));
    for (const std::size_t i : order) {
        table.add_row({kind_text, std::string(data.licenses[i]),
                       std::string(class_name(classes.of_license[i])), counts[i],
                       ratio_cell(counts[i], all), ratio_cell(counts[i], licensed)});
    }
    table.add_row({kind_text, core::Cell(), std::string(class_name(LicenseClass::kNone)),
                   was_listed(data, kind) ? core::Cell(all - licensed) : core::Cell(),
                   ratio_cell(all - licensed, all), core::Cell()});
}

}  // namespace

void fill_licenses(const store::Dataset& data, const Settings& settings,
                   const LicenseClasses& classes, core::Table& table) {
    for (const core::Kind kind : core::kAllKinds) {
        if (std::find(settings.kinds.begin(), settings.kinds.end(), kind) != settings.kinds.end()) {
            add_license_rows(table, data, kind, classes);
        }
    }
}

}  // namespace hubmine::analysis::activity
