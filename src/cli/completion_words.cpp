#include "completion_words.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace hubmine::cli {

namespace {

bool takes_next_word(const OptionPage& option) {
    return !option.value.empty() && !option.value_may_be_missing;
}

}  // namespace

Paths paths_of(const std::string& value) {
    if (value.find("FILE") != std::string::npos) {
        return Paths::kFiles;
    }
    return value == "DIR" ? Paths::kFolders : Paths::kNone;
}

std::vector<std::string> options_with_value(const std::vector<CommandPage>& pages) {
    std::map<std::string, bool> options;
    for (const CommandPage& page : pages) {
        for (const OptionPage& option : page.options) {
            for (const std::string& name : option.names) {
                const auto place = options.try_emplace(name, true).first;
                place->second = place->second && takes_next_word(option);
            }
        }
    }
    std::vector<std::string> names;
    for (const auto& [name, takes] : options) {
        if (takes) {
            names.push_back(name);
        }
    }
    return names;
}

std::vector<NextWord> next_words(const CommandPage& page, const std::vector<CommandPage>& pages) {
    std::vector<NextWord> words;
    for (const std::string& word : page.commands) {
        const auto below = std::find_if(pages.begin(), pages.end(), [&](const CommandPage& other) {
            return other.name == page.name + " " + word;
        });
        words.push_back({word, below->help});
    }
    if (&page == &pages.front()) {
        words.push_back({"help", "Say more of a command"});
    }
    return words;
}

std::vector<std::string> spellings(const CommandPage& page) {
    std::vector<std::string> names{page.name};
    const std::string before = page.name.substr(0, page.name.rfind(' ') + 1);
    std::transform(page.aliases.begin(), page.aliases.end(), std::back_inserter(names),
                   [&before](const std::string& alias) { return before + alias; });
    return names;
}

std::vector<OptionPage> told_options(const CommandPage& page) {
    std::vector<OptionPage> options;
    std::copy_if(page.options.begin(), page.options.end(), std::back_inserter(options),
                 [](const OptionPage& option) { return !option.section.empty(); });
    return options;
}

std::vector<std::string> argument_words(const CommandPage& page) {
    return page.arguments.empty() ? std::vector<std::string>() : page.arguments.front().choices;
}

Paths argument_paths(const CommandPage& page) {
    return page.arguments.empty() ? Paths::kNone : paths_of(page.arguments.front().name);
}

std::string shell_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'') {
            result += "'\\''";
        } else {
            result += c;
        }
    }
    return result + "'";
}

}  // namespace hubmine::cli
