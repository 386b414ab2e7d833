#include "hubmine/store/card.hpp"

#include "hubmine/core/json_reader.hpp"
#include "hubmine/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hubmine::store {

namespace {

using core::JsonReader;
using core::JsonType;

bool is_empty(std::string_view value) {
    if (value == "null" || value == "\"\"") {
        return true;
    }
    const bool is_list = value.front() == '[' || value.front() == '{';
    return is_list && core::trim(value.substr(1, value.size() - 2)).empty();
}

/// A text, or `false`; everything else is passed over.
void add_language(JsonReader& in, std::vector<std::string>& languages) {
    if (in.peek() == JsonType::kString) {
        languages.push_back(in.text().value_or(""));
    } else if (in.peek() == JsonType::kBoolean) {
        if (in.boolean() == false) {
            languages.emplace_back("no");
        }
    } else {
        in.skip();
    }
}

std::vector<std::string> read_languages(std::string_view value) {
    std::vector<std::string> languages;
    JsonReader in(value);
    if (in.peek() == JsonType::kArray) {
        in.array([&] { add_language(in, languages); });
    } else if (in.peek() == JsonType::kObject) {
        in.object([&](std::string_view) {
            if (in.peek() == JsonType::kString) {
                add_language(in, languages);
            } else {
                in.skip();
            }
        });
    } else {
        add_language(in, languages);
    }
    return languages;
}

/// `[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?` without the ASCII space around it.
std::optional<double> number_in(std::string_view text) {
    constexpr std::string_view kSpace = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
    std::string_view rest = text;
    const auto digits = [&] {
        const std::size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
        rest.remove_prefix(count);
        return count > 0;
    };
    const auto one_of = [&](std::string_view wanted) {
        const bool is_there = !rest.empty() && wanted.find(rest.front()) != std::string_view::npos;
        rest.remove_prefix(is_there ? 1 : 0);
        return is_there;
    };
    const bool is_positive = !text.empty() && text.front() == '+';
    one_of("+-");
    bool is_number = digits();
    if (one_of(".")) {
        is_number = digits() && is_number;
    }
    if (one_of("eE")) {
        one_of("+-");
        is_number = digits() && is_number;
    }
    if (!is_number || !rest.empty()) {
        return std::nullopt;
    }
    text.remove_prefix(is_positive ? 1 : 0);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// Absent when it is no number from 0 on.
std::optional<double> read_grams(JsonReader& in) {
    std::optional<double> grams;
    if (in.peek() == JsonType::kNumber) {
        grams = in.real();
    } else if (in.peek() == JsonType::kString) {
        grams = number_in(in.text().value_or(""));
    } else {
        in.skip();
    }
    return grams && std::isfinite(*grams) && *grams >= 0 ? grams : std::nullopt;
}

/// Absent where nothing is said: null, or an object that does not speak of emissions.
std::optional<CardEmissions> read_emissions(std::string_view value) {
    JsonReader in(value);
    CardEmissions told;
    if (in.peek() == JsonType::kNull) {
        return std::nullopt;
    }
    if (in.peek() != JsonType::kObject) {
        told.grams = read_grams(in);
        return told;
    }
    bool is_told = false;
    in.object([&](std::string_view key) {
        if (key == "emissions" && in.peek() != JsonType::kNull) {
            is_told = true;
            told.grams = read_grams(in);
        } else if (key == "source" && in.peek() == JsonType::kString) {
            told.source = in.text().value_or("");
        } else if (key == "training_type" && in.peek() == JsonType::kString) {
            told.training_type = in.text().value_or("");
        } else {
            in.skip();
        }
    });
    return is_told ? std::optional(told) : std::nullopt;
}

}  // namespace

CardFacts read_card(std::string_view card) {
    JsonReader in(card);
    if (in.peek() != JsonType::kObject) {
        return {};
    }
    CardFacts facts{.fields = static_cast<std::uint32_t>(CardField::kWhole)};
    in.object([&](std::string_view key) {
        const std::string_view value = in.raw();
        if (in.failed()) {
            return;
        }
        const auto* const known =
            std::find_if(kNamedCardFields.begin(), kNamedCardFields.end(),
                         [&](const NamedCardField& field) { return field.name == key; });
        if (known != kNamedCardFields.end() && !is_empty(value)) {
            facts.fields |= static_cast<std::uint32_t>(known->field);
        }
        if (key == "language") {
            facts.language = read_languages(value);
        } else if (key == "languages") {
            facts.languages = read_languages(value);
        }
    });
    return in.failed() ? CardFacts() : facts;
}

std::optional<CardEmissions> read_card_emissions(std::string_view card) {
    constexpr std::string_view kKey = "co2_eq_emissions";
    // Nothing is another way to write the key but an escape.
    if (card.find(kKey) == std::string_view::npos && card.find('\\') == std::string_view::npos) {
        return std::nullopt;
    }
    JsonReader in(card);
    if (in.peek() != JsonType::kObject) {
        return std::nullopt;
    }
    std::optional<CardEmissions> told;
    in.object([&](std::string_view key) {
        const std::string_view value = in.raw();
        if (!in.failed() && key == kKey) {
            told = read_emissions(value);
        }
    });
    return in.failed() ? std::nullopt : told;
}

}  // namespace hubmine::store
