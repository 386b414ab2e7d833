#include "hubmine/stats/power_law.hpp"

#include "hubmine/stats/hurwitz_zeta.hpp"

#include "sample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace hubmine::stats {
namespace {

// A sample of about n observations whose frequencies are those of the density, rounded.
Counts ideal_sample(std::int64_t n, std::int64_t first, std::int64_t last,
                    const std::function<double(std::int64_t)>& density) {
    Counts sample;
    double owed = 0;
    for (std::int64_t x = first; x <= last; ++x) {
        owed += static_cast<double>(n) * density(x);
        const auto count = static_cast<std::int64_t>(std::floor(owed));
        if (count > 0) {
            owed -= static_cast<double>(count);
            sample.values.push_back(x);
            sample.counts.push_back(count);
            sample.n += count;
            sample.total += static_cast<Int128>(x) * count;
        }
    }
    return sample;
}

std::function<double(std::int64_t)> power_law(double alpha, std::int64_t xmin) {
    const double log_zeta = log_hurwitz_zeta(alpha, static_cast<double>(xmin));
    return [=](std::int64_t x) {
        return std::exp(-alpha * std::log(static_cast<double>(x)) - log_zeta);
    };
}

TEST(PowerLaw, FindsTheExponentOfGeneratedData) {
    for (const double alpha : {1.95, 2.5, 3.2}) {
        const Counts sample = ideal_sample(200000, 1, 2000000, power_law(alpha, 1));
        const auto law = fit_power_law_at(sample, 1);
        ASSERT_TRUE(law);
        EXPECT_NEAR(law->alpha, alpha, 0.005);
        EXPECT_LT(law->ks, 1e-3);
        EXPECT_EQ(law->n_tail, sample.n);
        EXPECT_DOUBLE_EQ(law->sigma,
                         (law->alpha - 1) / std::sqrt(static_cast<double>(law->n_tail)));
    }
}

TEST(PowerLaw, FindsWhereTheLawBegins) {
    // As many words of Moby Dick: a flat body below 7, alpha = 1.95 from there on.
    Counts sample = ideal_sample(30000, 7, 100000, power_law(1.95, 7));
    for (std::int64_t x = 6; x >= 1; --x) {
        sample.values.insert(sample.values.begin(), x);
        sample.counts.insert(sample.counts.begin(), 2500);
        sample.n += 2500;
    }
    const auto law = fit_power_law(sample);
    ASSERT_TRUE(law);
    EXPECT_EQ(law->xmin, 7);
    EXPECT_NEAR(law->alpha, 1.95, 0.01);
}

TEST(PowerLaw, TheExponentMaximisesTheLikelihood) {
    const Counts sample = sample_of({1, 1, 1, 2, 2, 3, 5, 9, 40});
    const auto law = fit_power_law_at(sample, 1);
    ASSERT_TRUE(law);
    const auto log_likelihood = [&](double alpha) {
        double sum = 0;
        for (std::size_t i = 0; i < sample.distinct(); ++i) {
            sum += static_cast<double>(sample.counts[i]) *
                   std::log(power_law(alpha, 1)(sample.values[i]));
        }
        return sum;
    };
    EXPECT_GT(log_likelihood(law->alpha), log_likelihood(law->alpha - 1e-5));
    EXPECT_GT(log_likelihood(law->alpha), log_likelihood(law->alpha + 1e-5));
}

TEST(PowerLaw, TheDistanceIsThatOfTheDefinition) {
    const Counts sample = sample_of({2, 2, 2, 3, 6, 6, 11});
    const auto law = fit_power_law_at(sample, 2);
    ASSERT_TRUE(law);
    double law_up_to = 0;
    double observed = 0;
    double distance = 0;
    for (std::int64_t x = 2; x <= 11; ++x) {
        law_up_to += power_law(law->alpha, 2)(x);
        for (std::size_t i = 0; i < sample.distinct(); ++i) {
            observed += sample.values[i] == x ? static_cast<double>(sample.counts[i]) / 7 : 0;
        }
        distance = std::max(distance, std::abs(observed - law_up_to));
    }
    EXPECT_NEAR(law->ks, distance, 1e-13);
}

TEST(PowerLaw, NeedsFiftyInTheTail) {
    Counts sample = ideal_sample(49, 1, 1000, power_law(2.5, 1));
    EXPECT_FALSE(fit_power_law(sample));
    sample.counts[0] += 50 - sample.n;
    sample.n = 50;
    EXPECT_TRUE(fit_power_law(sample));
}

TEST(PowerLaw, ZerosAndConstantsHaveNone) {
    EXPECT_FALSE(fit_power_law(sample_of({})));
    Counts zeros = sample_of({0});
    zeros.counts[0] = zeros.n = 1000;
    EXPECT_FALSE(fit_power_law(zeros));
    Counts ones = sample_of({0, 1});
    ones.counts = {500, 500};
    ones.n = 1000;
    EXPECT_FALSE(fit_power_law(ones));
}

TEST(PowerLaw, TwoNeighboursFarOutStillFit) {
    Counts sample = sample_of({1000000, 1000001});
    sample.counts = {60, 1};
    sample.n = 61;
    const auto law = fit_power_law(sample);
    ASSERT_TRUE(law);
    EXPECT_EQ(law->xmin, 1000000);
    EXPECT_NEAR(law->alpha / 4.11e6, 1, 0.01);  // log(61) * 10^6
}

TEST(PowerLaw, CandidatesAreSpreadOverTheLogarithm) {
    Counts sample;
    for (std::int64_t x = 1; x <= 5000; ++x) {
        sample.values.push_back(x);
        sample.counts.push_back(1 + 100000 / (x * x));
        sample.n += sample.counts.back();
    }
    const auto few = fit_power_law(sample, {.min_tail = 50, .max_candidates = 2});
    const auto many = fit_power_law(sample, {.min_tail = 50, .max_candidates = 200});
    ASSERT_TRUE(few && many);
    EXPECT_TRUE(few->xmin == 1 || few->xmin == 4951);
    EXPECT_LE(many->ks, few->ks);
}

TEST(Lognormal, FindsTheParametersOfGeneratedData) {
    const Counts sample = ideal_sample(
        500000, 5, 200000, [](std::int64_t x) { return std::exp(log_lognormal(x, 5, 3, 1.5)); });
    const LognormalTail fit = fit_lognormal_tail(sample, 5);
    EXPECT_NEAR(fit.mu, 3, 0.02);
    EXPECT_NEAR(fit.sigma, 1.5, 0.02);
}

TEST(Lognormal, IsADistributionFromXminOn) {
    double sum = 0;
    for (std::int64_t x = 5; x < 200000; ++x) {
        sum += std::exp(log_lognormal(x, 5, 3, 1.5));
    }
    EXPECT_NEAR(sum, 1, 1e-8);
}

TEST(Lognormal, StaysWithinItsBounds) {
    // The likelihood of a pure power law grows towards mu = -infinity.
    const Counts sample = ideal_sample(100000, 1, 20000, power_law(2.2, 1));
    const LognormalTail fit = fit_lognormal_tail(sample, 1);
    EXPECT_GE(fit.mu, -20);
    EXPECT_LE(fit.sigma, 20);
    EXPECT_TRUE(std::isfinite(fit.log_likelihood));
}

TEST(Vuong, PrefersTheModelThatMadeTheData) {
    const Counts lognormal = ideal_sample(
        100000, 1, 100000, [](std::int64_t x) { return std::exp(log_lognormal(x, 1, 2, 1)); });
    const auto law = fit_power_law_at(lognormal, 1);
    ASSERT_TRUE(law);
    const Vuong against = compare_with_lognormal(lognormal, *law);
    EXPECT_EQ(against.preferred, "lognormal");
    EXPECT_LT(against.loglik_ratio, 0);
    EXPECT_LT(against.p, 1e-10);

    const Counts power = ideal_sample(1000, 20, 100000, power_law(2.5, 20));
    const auto own = fit_power_law_at(power, 20);
    ASSERT_TRUE(own);
    EXPECT_NE(compare_with_lognormal(power, *own).preferred, "lognormal");
}

}  // namespace
}  // namespace hubmine::stats
