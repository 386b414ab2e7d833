#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubmine::analysis {

/// What a licence lets others do; none = no licence tag.
enum class LicenseClass : std::uint8_t { kPermissive, kRestrictive, kNone, kUnclassified };

inline constexpr std::array<LicenseClass, 4> kAllLicenseClasses{
    LicenseClass::kPermissive, LicenseClass::kRestrictive, LicenseClass::kNone,
    LicenseClass::kUnclassified};

[[nodiscard]] std::string_view class_name(LicenseClass license_class);

/// By licence in lower case.
using ClassByLicense = std::unordered_map<std::string, LicenseClass>;
/// Reads `license, class`. Throws as classify_licenses().
[[nodiscard]] ClassByLicense read_license_classes(const std::filesystem::path& path);

/// The class of every licence met in the store, by data/licenses.csv or `--licenses FILE`; what the
/// file does not know is unclassified.
struct LicenseClasses {
    std::vector<LicenseClass> of_license;  ///< by index into Dataset::licenses
    std::vector<bool> listed;              ///< by the same: the file knows it

    [[nodiscard]] LicenseClass of(store::TextId license) const {
        return license == store::kNoText ? LicenseClass::kNone : of_license[license];
    }
};

/// Throws core::Error when the file cannot be read, UsageError when it names another class than
/// permissive, restrictive and unclassified.
[[nodiscard]] LicenseClasses classify_licenses(const store::Dataset& data,
                                               const LicenseSettings& settings);

/// Licences that the file does not know, as a warning and a fact for the manifest.
void report_unlisted_licenses(const store::Dataset& data, const KindSettings& settings,
                              const LicenseClasses& classes, Result& result);

/// How many repositories carry each licence, by index into Dataset::licenses.
[[nodiscard]] std::vector<std::int64_t> count_licenses(const store::Dataset& data,
                                                       const store::Repos& repos);

}  // namespace hubmine::analysis
