#include "sizes/names.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace hubmine::analysis::sizes {

namespace {

constexpr std::string_view kSeparators = "-_ ";
constexpr std::string_view kDigits = "0123456789";

constexpr std::array<std::string_view, 17> kSizeWords{
    "nano", "micro", "tiny", "mini", "small", "base", "medium", "large", "big",
    "huge", "giant", "xs",   "xl",   "xxl",   "xxxl", "2xl",    "3xl"};

/// The tokens of a name, one after the other.
class Tokens {
  public:
    explicit Tokens(std::string_view id)
        : name_(core::ascii_lower(id.substr(id.find('/') + 1))), rest_(name_) {}
    Tokens(const Tokens&) = delete;
    Tokens& operator=(const Tokens&) = delete;
    Tokens(Tokens&&) = delete;
    Tokens& operator=(Tokens&&) = delete;
    ~Tokens() = default;

    /// Empty behind the last one.
    std::string_view next() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(kSeparators), rest_.size()));
        const std::string_view token = rest_.substr(0, rest_.find_first_of(kSeparators));
        rest_.remove_prefix(token.size());
        return token;
    }

  private:
    std::string name_;
    std::string_view rest_;  // of name_
};

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

/// `[0-9]+(\.[0-9]+)?`
bool is_decimal(std::string_view text) {
    const std::size_t point = text.find('.');
    return is_digits(text.substr(0, point)) &&
           (point == std::string_view::npos || is_digits(text.substr(point + 1)));
}

double decimal_of(std::string_view digits) {
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() ? value : std::numeric_limits<double>::infinity();
}

}  // namespace

std::optional<double> number_in_token(std::string_view token) {
    if (token.size() < 2 || kDigits.find(token.front()) == std::string_view::npos ||
        (token.back() != 'm' && token.back() != 'b')) {
        return std::nullopt;
    }
    constexpr double kMillion = 1e6;
    constexpr double kBillion = 1e9;
    const double unit = token.back() == 'm' ? kMillion : kBillion;
    std::string_view value = token.substr(0, token.size() - 1);
    double factor = 1;
    if (const std::size_t times = value.find('x'); times != std::string_view::npos) {
        if (!is_digits(value.substr(0, times))) {
            return std::nullopt;
        }
        factor = decimal_of(value.substr(0, times));
        value.remove_prefix(times + 1);
    }
    return is_decimal(value) ? std::optional(factor * decimal_of(value) * unit) : std::nullopt;
}

bool is_size_token(std::string_view token) {
    const bool is_active = token.size() > 2 && token.front() == 'a' && token.back() == 'b' &&
                           is_decimal(token.substr(1, token.size() - 2));
    return is_active || number_in_token(token) ||
           std::find(kSizeWords.begin(), kSizeWords.end(), token) != kSizeWords.end();
}

std::optional<std::int64_t> size_in_name(std::string_view id) {
    constexpr double kLeast = 1e5;
    constexpr double kMost = 1e13;
    if (id.find_first_of(kDigits) == std::string_view::npos) {
        return std::nullopt;
    }
    Tokens tokens(id);
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
        const double number = std::nearbyint(number_in_token(token).value_or(0));
        if (number >= kLeast && number <= kMost) {
            return static_cast<std::int64_t>(number);
        }
    }
    return std::nullopt;
}

std::string family_in_name(std::string_view id) {
    Tokens tokens(id);
    std::string family;
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
        if (!is_size_token(token)) {
            family += family.empty() ? "" : "-";
            family += token;
        }
    }
    return family;
}

}  // namespace hubmine::analysis::sizes
