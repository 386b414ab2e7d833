#include "hubmine/stats/sorting.hpp"

#include <boost/sort/spreadsort/integer_sort.hpp>

#include <algorithm>
#include <bit>
#include <functional>

namespace hubmine::stats {

namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;

/// In the order of the numbers, and without a sign: the library takes differences.
std::uint64_t key_of(std::int64_t number) {
    return static_cast<std::uint64_t>(number) ^ kSign;
}

/// Of negative ones every bit is turned, since larger ones come first.
std::uint64_t key_of(double number) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    return bits ^ ((bits & kSign) != 0 ? ~std::uint64_t{0} : kSign);
}

template <typename Number>
void sort_by_key(std::span<Number> numbers) {
    boost::sort::spreadsort::integer_sort(
        numbers.begin(), numbers.end(),
        [](Number number, unsigned bits) { return key_of(number) >> bits; }, std::less<>());
}

}  // namespace

void sort_ascending(std::span<std::int64_t> numbers) {
    sort_by_key(numbers);
}

void sort_ascending(std::span<double> numbers) {
    sort_by_key(numbers);
}

std::vector<Numbered> ascending(std::span<const std::int64_t> numbers) {
    std::vector<Numbered> result(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        result[i] = {.value = numbers[i], .at = i};
    }
    if (!std::is_sorted(numbers.begin(), numbers.end())) {
        boost::sort::spreadsort::integer_sort(
            result.begin(), result.end(),
            [](const Numbered& number, unsigned bits) { return key_of(number.value) >> bits; },
            [](const Numbered& a, const Numbered& b) { return a.value < b.value; });
    }
    return result;
}

}  // namespace hubmine::stats
