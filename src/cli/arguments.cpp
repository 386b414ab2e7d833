#include "arguments.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <set>

namespace hubmine::cli {

namespace {

/// "-q,--quiet" is spoken of as "--quiet".
std::string spoken_name(const std::string& names) {
    return std::string(core::split(names, ',').back());
}

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
    const std::string_view near = core::nearest(text, words);
    throw core::UsageError(
        near.empty() ? fmt::format("{}: '{}' is none of {}", option, text, fmt::join(words, ", "))
                     : fmt::format("{}: '{}' is none of {}; did you mean {}?", option, text,
                                   fmt::join(words, ", "), near));
}

}  // namespace

void Arguments::flag(const std::string& names, bool& target, const std::string& help) {
    app_->add_flag_function(
            names, [&target](std::int64_t) { target = true; }, help)
        ->group(section_);
}

void Arguments::each(const std::string& names, const std::string& value, const std::string& help,
                     std::function<void(const std::string&)> take) {
    app_->add_option_function<std::vector<std::string>>(
            names,
            [take = std::move(take)](const std::vector<std::string>& values) {
                for (const std::string& given : values) {
                    take(given);
                }
            },
            help)
        ->type_name(value)
        ->group(section_)
        ->allow_extra_args(false)
        ->take_all();
}

void Arguments::text(const std::string& names, const std::string& value, const std::string& help,
                     std::string& target) {
    each(names, value, help, [&target, name = spoken_name(names)](const std::string& given) {
        if (given.empty()) {
            throw core::UsageError(name + ": the value is empty");
        }
        target = given;
    });
}

void Arguments::input_file(const std::string& names, const std::string& value,
                           const std::string& help, std::string& target) {
    text(names, value, help, target);
    reads([&target] { return NamedFiles::Paths{target}; });
}

void Arguments::reads(std::function<NamedFiles::Paths()> paths) {
    if (files_ != nullptr) {
        files_->read.push_back(std::move(paths));
    }
}

void Arguments::writes(std::function<NamedFiles::Paths()> paths) {
    if (files_ != nullptr) {
        files_->written.push_back(std::move(paths));
    }
}

void Arguments::list(const std::string& names, const std::string& value, const std::string& help,
                     std::vector<std::string>& target) {
    each(names, value, help, [&target, name = spoken_name(names)](const std::string& given) {
        for (const std::string_view part : core::split(given, ',')) {
            const std::string_view word = core::trim(part);
            if (word.empty()) {
                throw core::UsageError(fmt::format("{}: an empty word in '{}'", name, given));
            }
            target.emplace_back(word);
        }
    });
}

void Arguments::kinds(const std::string& names, const std::string& help,
                      std::vector<core::Kind>& target) {
    each(names, "KIND", help,
         [&target, name = spoken_name(names), first = true](const std::string& given) mutable {
             std::set<core::Kind> kinds;
             if (!first) {
                 kinds.insert(target.begin(), target.end());
             }
             first = false;
             for (const std::string_view word : core::split(given, ',')) {
                 const auto kind = core::parse_kind(core::trim(word));
                 if (!kind) {
                     refuse_word(name, std::string(core::trim(word)),
                                 {"models", "datasets", "spaces"});
                 }
                 kinds.insert(*kind);
             }
             target.assign(kinds.begin(), kinds.end());
         });
}

void Arguments::whole(const std::string& names, const std::string& help, std::int64_t& target,
                      Bounds bounds) {
    each(names, "N", help, [&target, bounds, name = spoken_name(names)](const std::string& given) {
        target = read_whole(name, given, bounds);
    });
}

void Arguments::whole(const std::string& names, const std::string& help,
                      std::optional<std::int64_t>& target, Bounds bounds) {
    each(names, "N", help, [&target, bounds, name = spoken_name(names)](const std::string& given) {
        target = read_whole(name, given, bounds);
    });
}

void Arguments::duration(const std::string& names, const std::string& help,
                         std::chrono::seconds& target) {
    each(names, "TIME", help, [&target, name = spoken_name(names)](const std::string& given) {
        target = read_duration(name, given);
    });
}

void Arguments::duration(const std::string& names, const std::string& help,
                         std::optional<std::chrono::seconds>& target) {
    each(names, "TIME", help, [&target, name = spoken_name(names)](const std::string& given) {
        target = read_duration(name, given);
    });
}

void Arguments::choice(const std::string& names, const std::vector<std::string>& words,
                       const std::string& help, std::function<void(std::size_t)> take) {
    each(names, fmt::format("{}", fmt::join(words, "|")), help,
         [words, take = std::move(take), name = spoken_name(names)](const std::string& given) {
             take(read_choice(name, given, words));
         });
}

void Arguments::maybe(const std::string& names, const std::string& value, const std::string& help,
                      std::function<void(const std::string&)> take) {
    app_->add_option_function<std::string>(names, std::move(take), help)
        ->type_name(fmt::format("[{}]", value))
        ->group(section_)
        ->expected(0, 1);
}

std::function<std::vector<std::string>()> Arguments::asked() const {
    return [app = app_] {
        std::vector<std::string> names;
        for (const CLI::Option* option : app->get_options()) {
            if (option->count() > 0 && option->get_group() != kGlobalSection &&
                !option->get_lnames().empty()) {
                names.push_back("--" + option->get_lnames().front());
            }
        }
        return names;
    };
}

void Arguments::positional(const std::string& name, const std::string& help, std::string& target) {
    app_->add_option(name, target, help)->type_name("");
}

std::int64_t read_whole(const std::string& option, const std::string& text, Bounds bounds) {
    const Number number = leading_number(text);
    if (!number.valid || !number.rest.empty()) {
        throw core::UsageError(fmt::format("{}: '{}' is not a whole number", option, text));
    }
    if (number.value < bounds.least || number.value > bounds.most) {
        throw core::UsageError(
            bounds.most == Bounds{}.most
                ? fmt::format("{}: {} is less than {}", option, text, bounds.least)
                : fmt::format("{}: {} is not between {} and {}", option, text, bounds.least,
                              bounds.most));
    }
    return number.value;
}

double read_share(const std::string& option, const std::string& text, double least, double most) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end) {
        throw core::UsageError(fmt::format("{}: '{}' is not a number", option, text));
    }
    if (!(value > least && value <= most)) {
        throw core::UsageError(
            fmt::format("{}: {} is not above {} and at most {}", option, text, least, most));
    }
    return value;
}

std::chrono::seconds read_duration(const std::string& option, const std::string& text) {
    static const std::map<char, std::int64_t> kSeconds{
        {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 7 * 86400}};
    constexpr std::int64_t kMost = std::int64_t{1000} * 366 * 86400;
    const auto refuse = [&] {
        return core::UsageError(fmt::format(
            "{}: '{}' is not a time such as 90s, 15m, 24h, 30d or 1h30m", option, text));
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

}  // namespace hubmine::cli
