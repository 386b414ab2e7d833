// The numbers of a repository. Each alone follows what the study printed of it (tables 2 to 4, zero
// and Pareto shares of section 4.1); together they follow a Student copula, since whoever is first
// in likes is first in discussions too, which the study's Pearson correlations (.74 to .76) need
// and a Gaussian copula cannot give; licences shift them as table 5 says.

#include "synthetic_activity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace hubmine::bench {

namespace {

using core::Kind;

/// So large a share of the repositories has this value or more. Between two of them both are
/// interpolated by their logarithms; before the first there is nothing.
struct Knot {
    double share;
    double value;
};
using Marginal = std::span<const Knot>;

struct Marginals {
    Marginal likes;
    Marginal downloads;
    Marginal commits;
    Marginal discussions;
    Marginal starters;
};

// Table 2, and: no likes 91 %, no discussions 84 %, no downloads 71 %; 30 % of the models have 80 %
// of the commits, 10 and 15 % 80 and 99 % of the discussions, 1 % 99 % of the downloads; 86 models
// have more than a million.
constexpr std::array<Knot, 6> kModelLikes{
    {{0.09, 1}, {0.045, 2}, {0.01, 11}, {0.001, 170}, {1e-4, 1200}, {1.5e-6, 9314}}};
constexpr std::array<Knot, 6> kModelDownloads{{{0.29, 1},
                                               {0.05, 60},
                                               {0.01, 2200},
                                               {86.0 / 348181, 1.2e6},
                                               {2.3e-5, 1e7},
                                               {1.5e-6, 65729394}}};
constexpr std::array<Knot, 10> kModelCommits{{{0.945, 1},
                                              {0.76, 2},
                                              {0.52, 3},
                                              {0.27, 5},
                                              {0.23, 6},
                                              {0.05, 16},
                                              {0.005, 110},
                                              {1e-4, 2700},
                                              {1e-5, 20000},
                                              {1.5e-6, 75653}}};
constexpr std::array<Knot, 7> kModelDiscussions{
    {{0.16, 1}, {0.045, 2}, {0.01, 4}, {0.001, 14}, {1e-4, 70}, {1e-5, 350}, {1.5e-6, 3006}}};
constexpr std::array<Knot, 6> kModelStarters{
    {{0.16, 1}, {0.03, 2}, {0.004, 3}, {1e-4, 30}, {1e-5, 110}, {1.5e-6, 240}}};

// Table 3; no likes 88 %, no discussions 91 %, no downloads 70 %.
constexpr std::array<Knot, 6> kDatasetLikes{
    {{0.12, 1}, {0.045, 2}, {0.01, 12}, {0.001, 120}, {1e-4, 700}, {7.6e-6, 3493}}};
constexpr std::array<Knot, 6> kDatasetDownloads{
    {{0.30, 1}, {0.27, 2}, {0.03, 60}, {0.003, 4000}, {1e-4, 2.5e5}, {7.6e-6, 9651261}}};
constexpr std::array<Knot, 10> kDatasetCommits{{{0.98, 1},
                                                {0.78, 2},
                                                {0.6, 3},
                                                {0.52, 4},
                                                {0.26, 7},
                                                {0.22, 8},
                                                {0.05, 30},
                                                {0.01, 250},
                                                {0.001, 2500},
                                                {7.6e-6, 314813}}};
constexpr std::array<Knot, 6> kDatasetDiscussions{
    {{0.09, 1}, {0.03, 2}, {0.005, 5}, {1e-4, 60}, {2.5e-5, 500}, {7.6e-6, 79256}}};
constexpr std::array<Knot, 5> kDatasetStarters{
    {{0.09, 1}, {0.02, 2}, {0.002, 4}, {1e-4, 15}, {7.6e-6, 64}}};

// Table 4; no discussions 96 %.
constexpr std::array<Knot, 6> kSpaceLikes{
    {{0.22, 1}, {0.06, 2}, {0.01, 14}, {0.001, 170}, {1e-4, 1200}, {3.2e-6, 9124}}};
constexpr std::array<Knot, 9> kSpaceCommits{{{0.98, 1},
                                             {0.66, 2},
                                             {0.52, 3},
                                             {0.27, 5},
                                             {0.23, 6},
                                             {0.05, 25},
                                             {0.01, 120},
                                             {0.001, 600},
                                             {3.2e-6, 2150}}};
constexpr std::array<Knot, 7> kSpaceDiscussions{{{0.04, 1},
                                                 {0.018, 2},
                                                 {0.002, 8},
                                                 {1e-4, 150},
                                                 {2e-5, 1500},
                                                 {9.6e-6, 9000},
                                                 {3.2e-6, 18061}}};
constexpr std::array<Knot, 7> kSpaceStarters{
    {{0.04, 1}, {0.014, 2}, {0.002, 5}, {1e-4, 60}, {2e-5, 600}, {9.6e-6, 2300}, {3.2e-6, 4684}}};

const Marginals& marginals_of(Kind kind) {
    static constexpr std::array<Marginals, 3> kMarginals{
        {{kModelLikes, kModelDownloads, kModelCommits, kModelDiscussions, kModelStarters},
         {kDatasetLikes, kDatasetDownloads, kDatasetCommits, kDatasetDiscussions, kDatasetStarters},
         {kSpaceLikes, {}, kSpaceCommits, kSpaceDiscussions, kSpaceStarters}}};
    return kMarginals.at(static_cast<std::size_t>(kind));
}

std::int64_t value_at(Marginal knots, double share) {
    if (knots.empty() || share > knots.front().share) {
        return 0;
    }
    const auto above = std::find_if(knots.begin(), knots.end(),
                                    [share](const Knot& knot) { return knot.share < share; });
    if (above == knots.begin() || above == knots.end()) {
        return std::llround(above == knots.end() ? knots.back().value : knots.front().value);
    }
    const Knot& from = *(above - 1);
    const double way = std::log(share / from.share) / std::log(above->share / from.share);
    constexpr double kRounding = 1e-9;
    return static_cast<std::int64_t>(from.value * std::pow(above->value / from.value, way) +
                                     kRounding);
}

// Student's t with two degrees of freedom, the only one in closed form.
double student_quantile(double share_above) {
    return (1 - 2 * share_above) / std::sqrt(2 * share_above * (1 - share_above));
}

double share_above(double student) {
    // As 1/2 - x / (2 sqrt(2 + x^2)), which loses all digits for a large x.
    const double root = std::sqrt(2 + student * student);
    return student > 0 ? 1 / (root * (root + student)) : 0.5 - student / (2 * root);
}

/// Of normal scores by licence: permissive, restrictive, unclassified, none.
struct Shifts {
    std::array<double, 4> of_class;
    double within = 1;  ///< what is left to chance, so that all together stay as they are
};

// What table 5's U imply of the groups at their sizes.
constexpr Shifts kLikesShifts{{0.16, 0.57, 0, -0.17}, 0.97};
constexpr Shifts kDownloadsShifts{{0.48, -0.05, 0, -0.17}, 0.96};
constexpr Shifts kCommitsShifts{{0.52, 0.06, 0, -0.18}, 0.96};
constexpr Shifts kDiscussionsShifts{{0.29, 0, 0, -0.13}, 0.98};
constexpr Shifts kNoShifts{{0, 0, 0, 0}, 1};

/// What the numbers of one repository have in common.
class Scores {
  public:
    Scores(double standing, LicenseClass license, Random& random)
        : license_(static_cast<std::size_t>(license)), random_(random) {
        // Given one Student variable the squared scale of all of them is a chi-squared one with a
        // degree of freedom more (Demarta and McNeil 2005).
        const double first = student_quantile(standing);
        double squares = 0;
        for (int degree = 0; degree < 3; ++degree) {
            const double normal = random_.normal();
            squares += normal * normal;
        }
        scale_ = std::sqrt((2 + first * first) / squares);
        standing_ = first / scale_;
    }

    [[nodiscard]] double standing() const { return standing_; }
    /// A normal score that correlates with another.
    [[nodiscard]] double near(double other, double correlation, const Shifts& shifts) {
        return shifts.within * (correlation * other +
                                std::sqrt(1 - correlation * correlation) * random_.normal()) +
               shifts.of_class.at(license_);
    }
    [[nodiscard]] std::int64_t value(Marginal marginal, double score) const {
        return value_at(marginal, share_above(score * scale_));
    }

  private:
    std::size_t license_;
    Random& random_;
    double scale_ = 1;
    double standing_ = 0;
};

}  // namespace

Activity draw_activity(Kind kind, double standing, LicenseClass license, Random& random) {
    const bool is_model = kind == Kind::kModel;
    const auto shifts = [is_model](const Shifts& of_models) -> const Shifts& {
        return is_model ? of_models : kNoShifts;
    };
    const Marginals& marginals = marginals_of(kind);
    Scores scores(standing, license, random);
    const double likes =
        is_model ? scores.near(scores.standing(), 0.45, kLikesShifts) : scores.standing();
    const double discussions = scores.near(likes, 0.93, shifts(kDiscussionsShifts));
    const double starters = scores.near(discussions, 0.98, kNoShifts);
    Activity drawn;
    drawn.likes = scores.value(marginals.likes, likes);
    const double downloads = is_model ? scores.near(scores.standing(), 0.1, kDownloadsShifts)
                                      : scores.near(likes, 0.7, kNoShifts);
    drawn.downloads = scores.value(marginals.downloads, downloads);
    drawn.commits =
        scores.value(marginals.commits, scores.near(likes, 0.3, shifts(kCommitsShifts)));
    drawn.discussions = scores.value(marginals.discussions, discussions);
    drawn.starters = std::min(
        drawn.discussions, std::max<std::int64_t>(1, scores.value(marginals.starters, starters)));
    return drawn;
}

}  // namespace hubmine::bench
