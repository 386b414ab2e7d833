#include "hubmine/stats/sorting.hpp"

#include <boost/sort/spreadsort/float_sort.hpp>
#include <boost/sort/spreadsort/integer_sort.hpp>

#include <algorithm>

namespace hubmine::stats {

void sort_ascending(std::span<std::int64_t> numbers) {
    boost::sort::spreadsort::integer_sort(numbers.begin(), numbers.end());
}

void sort_ascending(std::span<double> numbers) {
    boost::sort::spreadsort::float_sort(numbers.begin(), numbers.end());
}

std::vector<Numbered> ascending(std::span<const std::int64_t> numbers) {
    std::vector<Numbered> result(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        result[i] = {.value = numbers[i], .at = i};
    }
    if (!std::is_sorted(numbers.begin(), numbers.end())) {
        boost::sort::spreadsort::integer_sort(
            result.begin(), result.end(),
            [](const Numbered& number, unsigned bits) { return number.value >> bits; },
            [](const Numbered& a, const Numbered& b) { return a.value < b.value; });
    }
    return result;
}

}  // namespace hubmine::stats
