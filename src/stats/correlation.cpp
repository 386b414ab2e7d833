#include "hubmine/stats/correlation.hpp"

#include "hubmine/stats/counts.hpp"
#include "hubmine/stats/sorting.hpp"
#include "hubmine/stats/tails.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace hubmine::stats {

namespace {

std::int64_t observations(std::span<const std::int64_t> weights) {
    return std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
}

// Sets `constant` and `lone` from the integers, where equality is exact.
void mark_constancy(Variable& variable, std::span<const std::int64_t> values,
                    std::span<const std::int64_t> weights) {
    if (values.empty()) {
        return;
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    variable.constant = *low == *high;
    if (variable.constant) {
        return;
    }
    for (const auto edge : {low, high}) {
        // All but one observation are equal when the rest of the other edge's value is the rest.
        const std::int64_t other = edge == low ? *high : *low;
        const auto at = static_cast<std::size_t>(edge - values.begin());
        bool alone = weights[at] == 1;
        for (std::size_t i = 0; alone && i < values.size(); ++i) {
            alone = i == at || values[i] == other;
        }
        if (alone && !variable.lone) {
            variable.lone = at;
        }
    }
}

Variable centre(std::vector<double> values, std::span<const std::int64_t> weights) {
    Variable variable;
    variable.deviation = std::move(values);
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += static_cast<double>(weights[i]) * variable.deviation[i];
    }
    const double mean = sum / static_cast<double>(observations(weights));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        variable.deviation[i] -= mean;
        variable.squares +=
            static_cast<double>(weights[i]) * variable.deviation[i] * variable.deviation[i];
    }
    return variable;
}

template <typename Function>
Variable centred_map(std::span<const std::int64_t> values, std::span<const std::int64_t> weights,
                     Function function) {
    std::vector<double> mapped(values.size());
    std::transform(values.begin(), values.end(), mapped.begin(),
                   [&](std::int64_t value) { return function(static_cast<double>(value)); });
    Variable variable = centre(std::move(mapped), weights);
    mark_constancy(variable, values, weights);
    return variable;
}

double product_sum(const Variable& x, const Variable& y, std::span<const std::int64_t> weights) {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += static_cast<double>(weights[i]) * x.deviation[i] * y.deviation[i];
    }
    return sum;
}

double bounded(double products, double x_squares, double y_squares) {
    return std::clamp(products / (std::sqrt(x_squares) * std::sqrt(y_squares)), -1.0, 1.0);
}

// r without one observation of entry `out`, from the data instead of from the sums.
double recomputed_without(const Variable& x, const Variable& y,
                          std::span<const std::int64_t> weights, std::size_t out) {
    std::vector<std::int64_t> fewer(weights.begin(), weights.end());
    --fewer[out];
    const Variable x_rest = centre(x.deviation, fewer);
    const Variable y_rest = centre(y.deviation, fewer);
    return bounded(product_sum(x_rest, y_rest, fewer), x_rest.squares, y_rest.squares);
}

/// `numbered` in ascending order of the values.
std::vector<double> mid_ranks_in_order(std::span<const Numbered> numbered,
                                       std::span<const std::int64_t> weights) {
    std::vector<double> ranks(numbered.size());
    std::int64_t below = 0;
    for (std::size_t first = 0; first < numbered.size();) {
        std::size_t last = first;
        std::int64_t ties = 0;
        for (; last < numbered.size() && numbered[last].value == numbered[first].value; ++last) {
            ties += weights[numbered[last].at];
        }
        for (; first < last; ++first) {
            ranks[numbered[first].at] = static_cast<double>(2 * below + ties + 1) / 2;
        }
        below += ties;
    }
    return ranks;
}

/// Values from `least` on, so close together that each can be counted by itself.
std::vector<double> mid_ranks_by_counting(std::span<const std::int64_t> values,
                                          std::span<const std::int64_t> weights, std::int64_t least,
                                          std::size_t range) {
    std::vector<std::int64_t> ties(range, 0);
    const auto slot = [&](std::size_t i) { return static_cast<std::size_t>(values[i] - least); };
    for (std::size_t i = 0; i < values.size(); ++i) {
        ties[slot(i)] += weights[i];
    }
    std::vector<double> rank_of(range);
    std::int64_t below = 0;
    for (std::size_t value = 0; value < range; ++value) {
        rank_of[value] = static_cast<double>(2 * below + ties[value] + 1) / 2;
        below += ties[value];
    }
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        ranks[i] = rank_of[slot(i)];
    }
    return ranks;
}

std::vector<double> mid_ranks(std::span<const std::int64_t> values,
                              std::span<const std::int64_t> weights) {
    if (values.empty()) {
        return {};
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const auto range = static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least);
    if (range < 2 * values.size()) {
        return mid_ranks_by_counting(values, weights, *least, static_cast<std::size_t>(range) + 1);
    }
    return mid_ranks_in_order(ascending(values), weights);
}

}  // namespace

Variable centred(std::span<const std::int64_t> values, std::span<const std::int64_t> weights) {
    Variable variable = centre(std::vector<double>(values.begin(), values.end()), weights);
    mark_constancy(variable, values, weights);
    return variable;
}

Variable centred_log1p(std::span<const std::int64_t> values,
                       std::span<const std::int64_t> weights) {
    return centred_map(values, weights, [](double value) { return std::log1p(value); });
}

Variable centred_log(std::span<const std::int64_t> values, std::span<const std::int64_t> weights) {
    return centred_map(values, weights, [](double value) { return std::log(value); });
}

Variable centred_ranks(std::span<const std::int64_t> values,
                       std::span<const std::int64_t> weights) {
    Variable variable = centre(mid_ranks(values, weights), weights);
    mark_constancy(variable, values, weights);
    return variable;
}

std::optional<double> pearson(const Variable& x, const Variable& y,
                              std::span<const std::int64_t> weights) {
    if (x.constant || y.constant) {
        return std::nullopt;
    }
    return bounded(product_sum(x, y, weights), x.squares, y.squares);
}

std::optional<double> pearson_without_most_influential(const Variable& x, const Variable& y,
                                                       std::span<const std::int64_t> weights) {
    const std::optional<double> r = pearson(x, y, weights);
    if (!r || x.lone || y.lone) {
        return std::nullopt;
    }
    // Below this share of what was, the update's difference has lost too many digits.
    constexpr double kTrusted = 1e-6;
    const auto n = static_cast<double>(observations(weights));
    const double scale = n / (n - 1);
    const double products = product_sum(x, y, weights);
    double largest = -1;
    std::size_t most_influential = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double dx = x.deviation[i];
        const double dy = y.deviation[i];
        const double x_squares = x.squares - scale * dx * dx;
        const double y_squares = y.squares - scale * dy * dy;
        const bool trusted = x_squares > kTrusted * x.squares && y_squares > kTrusted * y.squares;
        const double without = trusted ? bounded(products - scale * dx * dy, x_squares, y_squares)
                                       : recomputed_without(x, y, weights, i);
        const double change = std::abs(without - *r);
        if (change > largest) {
            largest = change;
            most_influential = i;
        }
    }
    return recomputed_without(x, y, weights, most_influential);
}

double correlation_p(double r, std::int64_t n) {
    return std::exp(log_correlation_p(r, n));
}

double log_correlation_p(double r, std::int64_t n) {
    assert(n >= 2);
    return n == 2 ? 0 : log_student_p(r, static_cast<double>(n - 2));
}

CorrelationInput correlation_input(std::span<const std::int64_t> values,
                                   std::span<const std::int64_t> weights) {
    return {.value = centred(values, weights),
            .rank = centred_ranks(values, weights),
            .log1p = centred_log1p(values, weights)};
}

Correlation correlate(const CorrelationInput& x, const CorrelationInput& y,
                      std::span<const std::int64_t> weights) {
    Correlation result{.n = observations(weights)};
    result.pearson = pearson(x.value, y.value, weights);
    result.spearman = pearson(x.rank, y.rank, weights);
    if (result.pearson) {
        result.pearson_p = correlation_p(*result.pearson, result.n);
        result.spearman_p = correlation_p(*result.spearman, result.n);
    }
    result.pearson_log1p = pearson(x.log1p, y.log1p, weights);
    result.pearson_without_top = pearson_without_most_influential(x.value, y.value, weights);
    return result;
}

Correlation correlate(std::span<const std::int64_t> x, std::span<const std::int64_t> y) {
    assert(x.size() == y.size());
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs(x.size());
    std::transform(x.begin(), x.end(), y.begin(), pairs.begin(),
                   [](std::int64_t a, std::int64_t b) { return std::pair(a, b); });
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::int64_t> x_values;
    std::vector<std::int64_t> y_values;
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (i > 0 && pairs[i] == pairs[i - 1]) {
            ++weights.back();
            continue;
        }
        x_values.push_back(pairs[i].first);
        y_values.push_back(pairs[i].second);
        weights.push_back(1);
    }
    return correlate(correlation_input(x_values, weights), correlation_input(y_values, weights),
                     weights);
}

namespace {

std::optional<Interval> fisher_interval(double r, std::int64_t n, double factor) {
    if (n < 4) {
        return std::nullopt;
    }
    const double half = kNormal95 * std::sqrt(factor / static_cast<double>(n - 3));
    const double z = std::atanh(r);
    return Interval{std::tanh(z - half), std::tanh(z + half)};
}

}  // namespace

std::optional<Interval> pearson_interval(double r, std::int64_t n) {
    return fisher_interval(r, n, 1);
}

std::optional<Interval> spearman_interval(double r, std::int64_t n) {
    return fisher_interval(r, n, 1 + r * r / 2);
}

}  // namespace hubmine::stats
