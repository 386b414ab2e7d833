// Who uses what: few models have most of the use (6.68 spaces on average, 1 in the median, 1,747 at
// most), the first are those that the study names, and the first hundred of each sub-field belong
// to its owners. By co-usage others lead, since copies of a few collections try a list of models
// beside many that hardly anybody uses.

#include "synthetic_adoption.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace hubmine::bench {

namespace {

constexpr std::uint64_t kPlaceWords = 11;
constexpr std::uint64_t kFieldWords = 12;

// Families stand at the first four of twenty indices; named and placed models are none.
constexpr std::int64_t kFamilyStep = 20;
constexpr std::int64_t kFamilySlots = 4;

/// Tables of RQ3 by sub-field, and the models with most committers (section RQ1). Likes and
/// downloads that nobody printed are such that the correlations with use come out as printed.
constexpr std::array<NamedModel, 13> kNamed{
    {{"runwayml/stable-diffusion-v1-5", Field::kMm, 1747, 9314, 6'000'000, {}},
     {"skytnt/anime-seg", Field::kOther, 1162, -1, -1, {}},
     {"gpt2", Field::kNlp, 1002, -1, 16'000'000, {}},
     {"CompVis/stable-diffusion-v1-4", Field::kMm, 925, -1, -1, {}},
     {"stabilityai/stable-diffusion-2-1", Field::kMm, 854, -1, -1, {}},
     {"bert-base-uncased", Field::kNlp, 621, -1, 40'000'000, {}},
     {"saltacc/anime-ai-detect", Field::kCv, 500, -1, -1, {}},
     {"openai/clip-vit-large-patch14", Field::kCv, 454, -1, 18'000'000, {}},
     {"gpt2-medium", Field::kNlp, 445, -1, -1, {}},
     {"openai/clip-vit-base-patch32", Field::kCv, 277, -1, 14'000'000, {}},
     {"bigscience/bloom", Field::kNlp, 0, -1, -1, kTeamOfEighteen},
     {"bigcode/santacoder", Field::kNlp, 0, -1, -1, kTeamOfSixteen},
     {"deepset/roberta-base-squad2", Field::kNlp, 0, -1, -1, kTeamOfFifteen}}};

/// Spaces that use the model of a place, at the study's size; by logarithms in between.
struct Place {
    double place;
    double uses;
};
constexpr std::array<Place, 6> kUse{
    {{10, 380}, {100, 110}, {1000, 11}, {5500, 1.1}, {14000, 0.2}, {34000, 0.06}}};

/// Sub-fields of the models that spaces use.
constexpr std::array<double, 4> kFieldShares{0.36, 0.026, 0.18, 0.434};

/// Models of an owner among the first hundred.
struct Leader {
    std::string_view owner;
    Field field;
    std::int64_t of_all;    ///< by use
    std::int64_t of_field;  ///< by use, in its sub-field and not among those of all
    std::int64_t listed;    ///< by co-usage and not among those by use
};

// Owners of the first hundred: Meta 8, Google 7, StabilityAI 5, nitrosocke 5, OpenAI 4, Microsoft
// 4, Fudan 4; NLP Google 9, Meta 5, Fudan 5; CV lllyasviel 20, Meta 8, DucHaiten 7; MM
// StabilityAI 15. By co-usage EleutherAI 15, Meta 12, h2oai 11, BigScience 9, lmsys 9; CV LAION 17;
// MM StabilityAI 22. Named ones count: one of StabilityAI, two of OpenAI.
constexpr std::array<Leader, 18> kLeaders{{{"facebook", Field::kNlp, 5, 0, 12},
                                           {"facebook", Field::kOther, 3, 0, 0},
                                           {"facebook", Field::kCv, 0, 8, 0},
                                           {"google", Field::kNlp, 7, 2, 0},
                                           {"stabilityai", Field::kMm, 4, 10, 8},
                                           {"nitrosocke", Field::kMm, 5, 0, 0},
                                           {"openai", Field::kOther, 2, 0, 0},
                                           {"microsoft", Field::kOther, 4, 0, 0},
                                           {"fnlp", Field::kNlp, 4, 1, 0},
                                           {"lllyasviel", Field::kCv, 0, 20, 0},
                                           {"DucHaiten", Field::kCv, 0, 7, 0},
                                           {"EleutherAI", Field::kNlp, 0, 0, 15},
                                           {"h2oai", Field::kNlp, 0, 0, 11},
                                           {"bigscience", Field::kNlp, 0, 0, 9},
                                           {"lmsys", Field::kNlp, 0, 0, 9},
                                           {"", Field::kNlp, 0, 0, 44},
                                           {"laion", Field::kCv, 0, 0, 17},
                                           {"", Field::kMm, 0, 0, 2}}};

// Where they lie in the order by use; the second and the third by sub-field.
constexpr Stretch kFirst{17, 78};
constexpr std::array<Stretch, 4> kFirstOfField{{{130, 190}, {200, 900}, {150, 310}, {130, 400}}};
constexpr std::array<Stretch, 4> kListed{{{1500, 2400}, {5000, 9000}, {1000, 2000}, {1500, 2400}}};

constexpr std::string_view kListedThroughout = "stabilityai";
constexpr std::array<Collection, 3> kCollections{
    {{Field::kNlp, 20, 150, true}, {Field::kCv, 4, 1700, false}, {Field::kMm, 5, 550, false}}};
constexpr double kTried = 0.8;
constexpr std::int64_t kFirstRare = 2000;

std::size_t number(Field field) {
    return static_cast<std::size_t>(field);
}

}  // namespace

Adoption::Adoption(std::int64_t models, std::uint64_t seed) : seed_(seed) {
    constexpr double kCandidates = 34000.0 / 348181;
    const auto candidates = static_cast<std::int64_t>(kCandidates * static_cast<double>(models));
    double sum = 0;
    for (std::int64_t model = 0; model < candidates; ++model) {
        sum += weight(model);
        cumulated_.push_back(sum);
    }
    Random random({seed, kPlaceWords});
    place_leaders(random);
}

double Adoption::weight(std::int64_t model) const {
    const NamedModel* const name = named(model);
    if (name != nullptr && name->uses > 0) {
        return name->uses;
    }
    const double place = static_cast<double>(model) + 1;
    const auto* const next = std::find_if(
        kUse.begin(), kUse.end(), [place](const Place& each) { return each.place > place; });
    if (next == kUse.begin()) {
        return kUse.front().uses;
    }
    // Beyond the last one as between the last two.
    const Place& to = next == kUse.end() ? kUse.back() : *next;
    const Place& from = *(&to - 1);
    const double way = std::log(place / from.place) / std::log(to.place / from.place);
    return from.uses * std::pow(to.uses / from.uses, way);
}

const NamedModel* Adoption::named(std::int64_t model) const {
    const std::int64_t number = model - kFamilySlots;
    const bool is_named = number >= 0 && number < static_cast<std::int64_t>(kNamed.size());
    return is_named ? &kNamed.at(static_cast<std::size_t>(number)) : nullptr;
}

std::optional<std::int64_t> Adoption::index_of(std::string_view id) const {
    const auto* const found = std::find_if(kNamed.begin(), kNamed.end(),
                                           [id](const NamedModel& each) { return each.id == id; });
    return found == kNamed.end() ? std::nullopt
                                 : std::optional(kFamilySlots + (found - kNamed.begin()));
}

const Placed* Adoption::placed(std::int64_t model) const {
    const auto found = placed_.find(model);
    return found == placed_.end() ? nullptr : &found->second;
}

std::optional<Field> Adoption::field(std::int64_t model) const {
    if (const NamedModel* const name = named(model)) {
        return name->field;
    }
    if (const Placed* const place = placed(model)) {
        return place->field;
    }
    if (model >= static_cast<std::int64_t>(cumulated_.size())) {
        return std::nullopt;
    }
    double left = Random({seed_, kFieldWords, static_cast<std::uint64_t>(model)}).uniform();
    for (std::size_t each = 0; each < kFieldShares.size(); ++each) {
        left -= kFieldShares.at(each);
        if (left < 0) {
            return static_cast<Field>(each);
        }
    }
    return Field::kOther;
}

bool Adoption::is_used(std::int64_t model) const {
    constexpr double kMoreThanNot = 0.7;
    return model < static_cast<std::int64_t>(cumulated_.size()) && weight(model) > kMoreThanNot;
}

void Adoption::place_leaders(Random& random) {
    for (const Leader& leader : kLeaders) {
        const Placed as{leader.owner, leader.field};
        place(as, leader.of_all, kFirst, random);
        place(as, leader.of_field, kFirstOfField.at(number(leader.field)), random);
        auto& listed = listed_.at(number(leader.field));
        for (const std::int64_t model :
             place(as, leader.listed, kListed.at(number(leader.field)), random)) {
            listed.push_back(model);
        }
    }
    // The list of the sub-field has those of them that are used most as well.
    for (const auto& [model, as] : placed_) {
        if (as.owner == kListedThroughout && model < kListed.at(number(as.field)).from) {
            listed_.at(number(as.field)).push_back(model);
        }
    }
}

std::vector<std::int64_t> Adoption::place(const Placed& as, std::int64_t models, Stretch stretch,
                                          Random& random) {
    std::vector<std::int64_t> chosen;
    if (stretch.to > static_cast<std::int64_t>(cumulated_.size())) {
        return chosen;
    }
    const auto length = static_cast<std::uint64_t>(stretch.to - stretch.from);
    while (static_cast<std::int64_t>(chosen.size()) < models) {
        const std::int64_t model = stretch.from + static_cast<std::int64_t>(random.below(length));
        if (model % kFamilyStep >= kFamilySlots && placed_.emplace(model, as).second) {
            chosen.push_back(model);
        }
    }
    return chosen;
}

std::int64_t Adoption::any_model(Random& random) const {
    const double drawn = random.uniform() * cumulated_.back();
    return std::upper_bound(cumulated_.begin(), cumulated_.end() - 1, drawn) - cumulated_.begin();
}

std::vector<std::int64_t> Adoption::collected(const Collection& collection, Random& random) const {
    std::vector<std::int64_t> models;
    for (const std::int64_t model : listed_.at(number(collection.field))) {
        if (random.chance(kTried)) {
            models.push_back(model);
        }
    }
    const std::int64_t rare = static_cast<std::int64_t>(cumulated_.size()) - kFirstRare;
    for (std::int64_t tries = rare > 0 ? collection.tries : 0; tries > 0; --tries) {
        const std::int64_t model =
            kFirstRare + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(rare)));
        if (collection.is_of_any_field || field(model) == collection.field) {
            models.push_back(model);
        }
    }
    return models;
}

std::vector<std::int64_t> Adoption::used_by(std::int64_t space, Random& random) const {
    constexpr double kUsers = 0.27;
    std::vector<std::int64_t> models;
    std::int64_t first = 0;
    for (const Collection& collection : kCollections) {
        if (space >= first && space < first + collection.copies) {
            models = collected(collection, random);
        }
        first += collection.copies;
    }
    if (space >= first && !cumulated_.empty() && random.chance(kUsers)) {
        for (std::int64_t more = random.pareto(1.75, 1, 60); more > 0; --more) {
            models.push_back(any_model(random));
        }
    }
    std::sort(models.begin(), models.end());
    models.erase(std::unique(models.begin(), models.end()), models.end());
    return models;
}

}  // namespace hubmine::bench
