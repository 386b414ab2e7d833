#include "common/licenses.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hubmine::analysis {

namespace {

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

}  // namespace

ClassByLicense read_license_classes(const std::filesystem::path& path) {
    const core::CsvFile file(path, {"license", "class"});
    ClassByLicense classes;
    for (std::size_t row = 0; row < file.size(); ++row) {
        const std::string license = core::ascii_lower(file.filled_cell(row, "license"));
        const LicenseClass given =
            parse_class(core::ascii_lower(file.cell(row, "class")), file, row);
        if (classes.emplace(license, given).first->second != given) {
            throw core::UsageError(fmt::format("{}:{}: license '{}' stands twice, in two classes",
                                               file.name(), file.line(row), license));
        }
    }
    return classes;
}

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

LicenseClasses classify_licenses(const store::Dataset& data, const LicenseSettings& settings) {
    const ClassByLicense by_name =
        read_license_classes(core::given_or_installed(settings.licenses_file, "licenses.csv"));
    LicenseClasses classes;
    for (const std::string_view license : data.licenses) {
        const auto found = by_name.find(core::ascii_lower(license));
        const bool listed = found != by_name.end();
        classes.of_license.push_back(listed ? found->second : LicenseClass::kUnclassified);
        classes.listed.push_back(listed);
    }
    return classes;
}

void report_unlisted_licenses(const store::Dataset& data, const KindSettings& settings,
                              const LicenseClasses& classes, Result& result) {
    std::vector<std::int64_t> repos_of(data.licenses.size(), 0);
    for (const core::Kind kind : settings.kinds) {
        const std::vector<std::int64_t> counts = count_licenses(data, data.of(kind));
        std::transform(counts.begin(), counts.end(), repos_of.begin(), repos_of.begin(),
                       std::plus<>());
    }
    std::vector<std::string> names;
    std::int64_t repos = 0;
    for (std::size_t i = 0; i < data.licenses.size(); ++i) {
        if (!classes.listed[i] && repos_of[i] > 0) {
            names.emplace_back(data.licenses[i]);
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
        "{} licences of {} repositories are not in the list of licences and are left "
        "unclassified: {}{}",
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

}  // namespace hubmine::analysis
