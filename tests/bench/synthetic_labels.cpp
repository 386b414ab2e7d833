// Licences, tasks and libraries of synthetic repositories.

#include "synthetic_labels.hpp"

#include <array>
#include <cstddef>

namespace hubmine::bench {

namespace {

template <typename Label>
struct Weighted {
    double weight;
    Label label;
};

/// Weights need not add up to 1; those that do not fit count as none.
template <std::size_t Size, typename Label, typename Fits>
const Label& pick(const std::array<Weighted<Label>, Size>& choices, Random& random,
                  const Fits& fits) {
    double sum = 0;
    const Label* last = &choices.front().label;
    for (const auto& choice : choices) {
        sum += fits(choice.label) ? choice.weight : 0;
    }
    double left = random.uniform() * sum;
    for (const auto& choice : choices) {
        if (fits(choice.label)) {
            last = &choice.label;
            left -= choice.weight;
            if (left < 0) {
                break;
            }
        }
    }
    return *last;
}

template <std::size_t Size, typename Label>
const Label& pick(const std::array<Weighted<Label>, Size>& choices, Random& random) {
    return pick(choices, random, [](const Label&) { return true; });
}

struct Task {
    std::string_view name;
    Field field;
};

// Shares of the licensed models, of section 4.1.
constexpr std::array<Weighted<License>, 14> kModelLicenses{
    {{0.37, {LicenseClass::kPermissive, "apache-2.0"}},
     {0.17, {LicenseClass::kPermissive, "mit"}},
     {0.14, {LicenseClass::kRestrictive, "openrail"}},
     {0.10, {LicenseClass::kRestrictive, "creativeml-openrail-m"}},
     {0.06, {LicenseClass::kUnclassified, "other"}},
     {0.03, {LicenseClass::kPermissive, "cc-by-4.0"}},
     {0.03, {LicenseClass::kRestrictive, "cc-by-nc-4.0"}},
     {0.02, {LicenseClass::kRestrictive, "llama2"}},
     {0.02, {LicenseClass::kRestrictive, "cc-by-sa-4.0"}},
     {0.02, {LicenseClass::kPermissive, "afl-3.0"}},
     {0.015, {LicenseClass::kRestrictive, "gpl-3.0"}},
     {0.01, {LicenseClass::kRestrictive, "bigscience-bloom-rail-1.0"}},
     {0.01, {LicenseClass::kRestrictive, "cc-by-nc-sa-4.0"}},
     {0.005, {LicenseClass::kPermissive, "wtfpl"}}}};

// Of the same section: MIT 28 %, Apache 15 %, OpenRAIL 9 %, CC 4.0 7 % of the licensed datasets.
constexpr std::array<Weighted<std::string_view>, 14> kOtherLicenses{
    {{0.28, "mit"},
     {0.15, "apache-2.0"},
     {0.11, "other"},
     {0.09, "openrail"},
     {0.09, "unknown"},
     {0.06, "afl-3.0"},
     {0.05, "cc"},
     {0.04, "cc-by-4.0"},
     {0.04, "cc0-1.0"},
     {0.03, "creativeml-openrail-m"},
     {0.02, "cc-by-sa-4.0"},
     {0.02, "gpl-3.0"},
     {0.01, "cc-by-nc-4.0"},
     {0.01, "odbl"}}};

using ClassShares = std::array<Weighted<LicenseClass>, 4>;

// Together 64.67 % of the models have no licence. Table 5 says how much more often than those the
// licensed ones are used or worked on by several.
constexpr ClassShares kSharesOfUsed{{{0.20, LicenseClass::kPermissive},
                                     {0.41, LicenseClass::kRestrictive},
                                     {0.02, LicenseClass::kUnclassified},
                                     {0.37, LicenseClass::kNone}}};
constexpr ClassShares kSharesOfTeams{{{0.333, LicenseClass::kPermissive},
                                      {0.233, LicenseClass::kRestrictive},
                                      {0.02, LicenseClass::kUnclassified},
                                      {0.414, LicenseClass::kNone}}};
constexpr ClassShares kSharesOfOthers{{{0.201, LicenseClass::kPermissive},
                                       {0.106, LicenseClass::kRestrictive},
                                       {0.0213, LicenseClass::kUnclassified},
                                       {0.6717, LicenseClass::kNone}}};

constexpr std::array<Weighted<Task>, 12> kTasks{
    {{0.16, {"reinforcement-learning", Field::kOther}},
     {0.15, {"text-generation", Field::kNlp}},
     {0.12, {"text-classification", Field::kNlp}},
     {0.09, {"text2text-generation", Field::kNlp}},
     {0.08, {"text-to-image", Field::kMm}},
     {0.07, {"automatic-speech-recognition", Field::kOther}},
     {0.06, {"token-classification", Field::kNlp}},
     {0.05, {"fill-mask", Field::kNlp}},
     {0.05, {"image-classification", Field::kCv}},
     {0.03, {"question-answering", Field::kNlp}},
     {0.03, {"sentence-similarity", Field::kNlp}},
     {0.11, {"feature-extraction", Field::kMm}}}};

constexpr std::array<Weighted<std::string_view>, 5> kLibraries{{{0.55, "transformers"},
                                                                {0.15, "diffusers"},
                                                                {0.12, "stable-baselines3"},
                                                                {0.10, "peft"},
                                                                {0.08, "sentence-transformers"}}};

}  // namespace

License draw_model_license(bool is_used, bool has_team, Random& random) {
    const ClassShares& shares =
        has_team ? kSharesOfTeams : (is_used ? kSharesOfUsed : kSharesOfOthers);
    const LicenseClass drawn = pick(shares, random);
    if (drawn == LicenseClass::kNone) {
        return {};
    }
    return pick(kModelLicenses, random,
                [drawn](const License& license) { return license.license_class == drawn; });
}

License draw_license(core::Kind kind, Random& random) {
    if (!random.chance(kind == core::Kind::kDataset ? 1 - 0.7213 : 0.29)) {
        return {};
    }
    return {.name = pick(kOtherLicenses, random)};
}

std::string_view draw_task(std::optional<Field> field, Random& random) {
    return pick(kTasks, random,
                [field](const Task& task) { return !field || task.field == *field; })
        .name;
}

std::string_view draw_library(Random& random) {
    return pick(kLibraries, random);
}

}  // namespace hubmine::bench
