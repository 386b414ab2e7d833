#include "rq1_licenses.hpp"

#include "hubmine/analysis/read_share.hpp"
#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <unordered_map>

namespace hubmine::analysis {

namespace {

using ClassByName = std::unordered_map<std::string, LicenseClass>;

// The licences that a warning names before it only counts the rest.
constexpr std::size_t kNamedInWarning = 8;

LicenseClass parse_class(const std::string& text, const core::CsvFile& file, std::size_t row) {
    for (const LicenseClass license_class : kAllLicenseClasses) {
        if (text == class_name(license_class) && license_class != LicenseClass::kNone) {
            return license_class;
        }
    }
    throw core::UsageError(
        fmt::format("{}:{}: '{}' is no class of licences: permissive, restrictive, unclassified",
                    file.name(), file.line(row), text));
}

ClassByName read_classes(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"license", "class"});
    ClassByName classes;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string license = core::ascii_lower(file.cell(row, "license"));
        const LicenseClass given =
            parse_class(core::ascii_lower(file.cell(row, "class")), file, row);
        if (license.empty()) {
            throw core::UsageError(
                fmt::format("{}:{}: the license is missing", file.name(), file.line(row)));
        }
        if (classes.emplace(license, given).first->second != given) {
            throw core::UsageError(fmt::format("{}:{}: license '{}' stands twice, in two classes",
                                               file.name(), file.line(row), license));
        }
    }
    return classes;
}

core::Cell share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? core::Cell()
                      : core::Cell(static_cast<double>(part) / static_cast<double>(whole));
}

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
        table.add_row({kind_text, data.licenses[i], std::string(class_name(classes.of_license[i])),
                       counts[i], share(counts[i], all), share(counts[i], licensed)});
    }
    table.add_row({kind_text, core::Cell(), std::string(class_name(LicenseClass::kNone)),
                   was_listed(data, kind) ? core::Cell(all - licensed) : core::Cell(),
                   share(all - licensed, all), core::Cell()});
}

}  // namespace

std::string_view class_name(LicenseClass license_class) {
    switch (license_class) {
        case LicenseClass::kPermissive:
            return "permissive";
        case LicenseClass::kRestrictive:
            return "restrictive";
        case LicenseClass::kNone:
            return "none";
        case LicenseClass::kUnclassified:
            return "unclassified";
    }
    return "";
}

LicenseClasses classify_licenses(const store::Dataset& data, const Options& options) {
    const ClassByName by_name =
        read_classes(options.licenses_file.empty() ? core::data_file("licenses.csv")
                                                   : std::filesystem::path(options.licenses_file));
    LicenseClasses classes;
    for (const std::string& license : data.licenses) {
        const auto found = by_name.find(core::ascii_lower(license));
        const bool listed = found != by_name.end();
        classes.of_license.push_back(listed ? found->second : LicenseClass::kRestrictive);
        classes.listed.push_back(listed);
    }
    return classes;
}

void report_unlisted_licenses(const store::Dataset& data, const Options& options,
                              const LicenseClasses& classes, Result& result) {
    std::vector<std::int64_t> repos_of(data.licenses.size(), 0);
    for (const core::Kind kind : options.kinds) {
        const std::vector<std::int64_t> counts = count_licenses(data, data.of(kind));
        std::transform(counts.begin(), counts.end(), repos_of.begin(), repos_of.begin(),
                       std::plus<>());
    }
    std::vector<std::string> names;
    std::int64_t repos = 0;
    for (std::size_t i = 0; i < data.licenses.size(); ++i) {
        if (!classes.listed[i] && repos_of[i] > 0) {
            names.push_back(data.licenses[i]);
            repos += repos_of[i];
        }
    }
    std::sort(names.begin(), names.end());
    result.notes.push_back({"unlisted_licenses", static_cast<std::int64_t>(names.size())});
    if (names.empty()) {
        return;
    }
    result.notes.push_back({"unlisted_license_repos", repos});
    result.notes.push_back({"unlisted_license_names", fmt::format("{}", fmt::join(names, ", "))});
    const std::size_t named = std::min(names.size(), kNamedInWarning);
    result.warnings.push_back(fmt::format(
        "{} licences of {} repositories are not in the list of licences and count as restrictive: "
        "{}{}",
        names.size(), repos,
        fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(named), ", "),
        named < names.size() ? ", ..." : ""));
}

std::vector<std::int64_t> count_licenses(const store::Dataset& data, const store::Repos& repos) {
    std::vector<std::int64_t> counts(data.licenses.size(), 0);
    for (const store::TextId license : repos.license) {
        if (license != store::kNoText) {
            ++counts[license];
        }
    }
    return counts;
}

core::Table licenses_table(const core::Schema& schema, const store::Dataset& data,
                           const Options& options, const LicenseClasses& classes) {
    core::Table table(schema);
    for (const core::Kind kind : core::kAllKinds) {
        if (std::find(options.kinds.begin(), options.kinds.end(), kind) != options.kinds.end()) {
            add_license_rows(table, data, kind, classes);
        }
    }
    return table;
}

}  // namespace hubmine::analysis
