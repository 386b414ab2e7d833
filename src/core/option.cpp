#include "hubmine/core/option.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace hubmine::core {

namespace {

/// What stands behind the longest prefix that is a number.
struct Number {
    std::int64_t value = 0;
    bool valid = false;
    std::string_view rest;
};

Number leading_number(std::string_view text) {
    Number number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    number.valid = error == std::errc();
    number.rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// Names what there is, and the near one.
[[noreturn]] void refuse_word(const std::string& option, const std::string& text,
                              const std::vector<std::string>& words) {
    const std::string_view near = nearest(text, words);
    throw UsageError(
        near.empty() ? fmt::format("{}: '{}' is none of {}", option, text, fmt::join(words, ", "))
                     : fmt::format("{}: '{}' is none of {}; did you mean {}?", option, text,
                                   fmt::join(words, ", "), near));
}

std::string spoken(const std::string& names) {
    return std::string(split(names, ',').back());
}

}  // namespace

std::string spoken_name(const Option& option) {
    return spoken(option.names);
}

std::string manifest_name(const Option& option) {
    std::string name = spoken_name(option).substr(2);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

Option flag_option(std::string names, bool& target, std::string help) {
    return {.names = std::move(names),
            .help = std::move(help),
            .take = [&target](const std::string&) { target = true; },
            .tell = [&target] { return Value(target); }};
}

Option text_option(std::string names, std::string value, std::string help, std::string& target) {
    std::string name = spoken(names);
    return {.names = std::move(names),
            .value = std::move(value),
            .help = std::move(help),
            .take =
                [&target, name = std::move(name)](const std::string& given) {
                    if (given.empty()) {
                        throw UsageError(name + ": the value is empty");
                    }
                    target = given;
                },
            .tell = [&target] { return target.empty() ? Value() : Value(target); }};
}

Option file_option(std::string names, std::string value, std::string help, std::string& target) {
    Option option = text_option(std::move(names), std::move(value), std::move(help), target);
    option.reads = [&target] { return std::vector<std::filesystem::path>{target}; };
    return option;
}

Option list_option(std::string names, std::string value, std::string help,
                   std::vector<std::string>& target) {
    std::string name = spoken(names);
    return {.names = std::move(names),
            .value = std::move(value),
            .help = std::move(help),
            .take =
                [&target, name = std::move(name)](const std::string& given) {
                    for (const std::string_view part : split(given, ',')) {
                        const std::string_view word = trim(part);
                        if (word.empty()) {
                            throw UsageError(fmt::format("{}: an empty word in '{}'", name, given));
                        }
                        target.emplace_back(word);
                    }
                },
            .tell = [&target] { return target.empty() ? Value() : Value(target); }};
}

Option kinds_option(std::string help, std::vector<Kind>& target) {
    // Shared: the option goes by two names.
    const auto first = std::make_shared<bool>(true);
    return {.names = "--kind",
            .value = "KIND",
            .help = std::move(help),
            .choices = {"models", "datasets", "spaces"},
            .also = "--kinds",
            .take =
                [&target, first](const std::string& given) {
                    std::set<Kind> kinds;
                    if (!*first) {
                        kinds.insert(target.begin(), target.end());
                    }
                    *first = false;
                    for (const std::string_view word : split(given, ',')) {
                        const auto kind = parse_kind(trim(word));
                        if (!kind) {
                            refuse_word("--kind", std::string(trim(word)),
                                        {"models", "datasets", "spaces"});
                        }
                        kinds.insert(*kind);
                    }
                    target.assign(kinds.begin(), kinds.end());
                },
            .tell =
                [&target] {
                    std::vector<std::string> told;
                    told.reserve(target.size());
                    for (const Kind kind : target) {
                        told.emplace_back(kind_name(kind));
                    }
                    return Value(told);
                }};
}

Option whole_option(std::string names, std::string help, std::int64_t& target, Bounds bounds) {
    std::string name = spoken(names);
    return {.names = std::move(names),
            .value = "N",
            .help = std::move(help),
            .take = [&target, bounds, name = std::move(name)](
                        const std::string& given) { target = read_whole(name, given, bounds); },
            .tell = [&target] { return Value(target); }};
}

Option whole_option(std::string names, std::string help, std::optional<std::int64_t>& target,
                    Bounds bounds) {
    std::string name = spoken(names);
    return {.names = std::move(names),
            .value = "N",
            .help = std::move(help),
            .take = [&target, bounds, name = std::move(name)](
                        const std::string& given) { target = read_whole(name, given, bounds); },
            .tell = [&target] { return target ? Value(*target) : Value(); }};
}

Option choice_option(std::string names, std::vector<std::string> words, std::string help,
                     std::function<void(std::size_t)> take,
                     std::function<std::optional<std::size_t>()> tell) {
    std::string name = spoken(names);
    Option option{.names = std::move(names),
                  .value = fmt::format("{}", fmt::join(words, "|")),
                  .help = std::move(help),
                  .choices = words,
                  .take = [words, take = std::move(take), name = std::move(name)](
                              const std::string& given) { take(read_choice(name, given, words)); }};
    if (tell) {
        option.tell = [words = std::move(words), tell = std::move(tell)] {
            const std::optional<std::size_t> word = tell();
            return word ? Value(words.at(*word)) : Value();
        };
    }
    return option;
}

std::int64_t read_whole(const std::string& option, const std::string& text, Bounds bounds) {
    const Number number = leading_number(text);
    if (!number.valid || !number.rest.empty()) {
        throw UsageError(fmt::format("{}: '{}' is not a whole number", option, text));
    }
    if (number.value < bounds.least || number.value > bounds.most) {
        throw UsageError(bounds.most == Bounds{}.most
                             ? fmt::format("{}: {} is less than {}", option, text, bounds.least)
                             : fmt::format("{}: {} is not between {} and {}", option, text,
                                           bounds.least, bounds.most));
    }
    return number.value;
}

double read_share(const std::string& option, const std::string& text, double least, double most) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end) {
        throw UsageError(fmt::format("{}: '{}' is not a number", option, text));
    }
    if (!(value > least && value <= most)) {
        throw UsageError(
            fmt::format("{}: {} is not above {} and at most {}", option, text, least, most));
    }
    return value;
}

std::chrono::seconds read_duration(const std::string& option, const std::string& text) {
    static const std::map<char, std::int64_t> kSeconds{
        {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 7 * 86400}};
    constexpr std::int64_t kMost = std::int64_t{1000} * 366 * 86400;
    const auto refuse = [&] {
        return UsageError(fmt::format("{}: '{}' is not a time such as 90s, 15m, 24h, 30d or 1h30m",
                                      option, text));
    };
    std::int64_t total = 0;
    std::string_view rest = text;
    do {
        const Number number = leading_number(rest);
        const char unit = number.rest.empty() ? 's' : number.rest.front();
        const bool bare = number.rest.empty() && rest.size() != text.size();
        const auto seconds = kSeconds.find(unit);
        if (!number.valid || number.value < 0 || bare || seconds == kSeconds.end() ||
            number.value > kMost / seconds->second) {
            throw refuse();
        }
        total += number.value * seconds->second;
        rest = number.rest.empty() ? number.rest : number.rest.substr(1);
    } while (!rest.empty());
    return std::chrono::seconds(total);
}

std::size_t read_choice(const std::string& option, const std::string& text,
                        const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text) {
            return i;
        }
    }
    refuse_word(option, text, words);
}

void check_words(const std::string& option, const std::vector<std::string>& given,
                 const std::vector<std::string>& words) {
    for (const std::string& word : given) {
        static_cast<void>(read_choice(option, word, words));
    }
}

}  // namespace hubmine::core
