#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/stats/counts.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/settings.hpp"
#include "common/activities.hpp"
#include "common/licenses.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

/// What every comparison between classes of licences is made of.
namespace hubmine::analysis::activity {

/// The activities of models that are compared, in the order of rows.
inline constexpr std::array<std::string_view, 8> kTested{
    "n_likes",   "n_disc_starters", "n_discussions", "n_committers",
    "n_commits", "n_downloads",     "n_community",   "n_usage_spaces"};

using ClassPair = std::pair<LicenseClass, LicenseClass>;

/// Which classes are compared with each other.
inline constexpr std::array<ClassPair, 3> kPairs{{
    {LicenseClass::kPermissive, LicenseClass::kRestrictive},
    {LicenseClass::kPermissive, LicenseClass::kNone},
    {LicenseClass::kRestrictive, LicenseClass::kNone},
}};

/// The classes that are compared; they come first among all.
inline constexpr std::size_t kComparedClasses = 3;

[[nodiscard]] constexpr std::size_t index_of(LicenseClass license_class) {
    return static_cast<std::size_t>(license_class);
}

/// One activity by class of licence.
using Samples = std::array<stats::Counts, kComparedClasses>;

/// The models that take part: those without a licence, and those whose licence is known and common
/// enough.
class LicenseSamples {
  public:
    /// `models` outlives this.
    LicenseSamples(const store::Dataset& data, const Settings& settings,
                   const LicenseClasses& classes, const KindActivities& models);

    /// Where that is not one of the compared, the model takes no part.
    [[nodiscard]] LicenseClass class_of(std::size_t model) const { return class_[model]; }
    [[nodiscard]] bool takes_part(std::size_t model) const {
        return index_of(class_[model]) < kComparedClasses;
    }
    /// The known values.
    [[nodiscard]] Samples of(std::string_view activity) const;
    [[nodiscard]] const KindActivities& models() const { return models_; }
    /// Missing where not even the models are known.
    [[nodiscard]] core::Cell size(std::int64_t n) const {
        return models_.is_listed ? core::Cell(n) : core::Cell();
    }

  private:
    const KindActivities& models_;
    std::vector<LicenseClass> class_;
};

/// A row of a table of tests.
struct TestRow {
    std::vector<core::Cell> before;  ///< what stands before p_holm
    std::optional<double> p;         ///< absent where the test cannot be made
    std::vector<core::Cell> after;
};

/// Adds them with Holm's adjustment over all that could be made; cells that are not told are
/// missing.
void add_tests(std::vector<TestRow> tests, core::Table& table);

}  // namespace hubmine::analysis::activity
