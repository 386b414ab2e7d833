#include "hubmine/core/version.hpp"

#include "completion.hpp"
#include "completion_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hubmine::cli {

namespace {

constexpr const char* kFishWalk = R"(function __hubmine_place
    set -l place hubmine
    set -l option ''
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        if test -n "$option"
            set option ''
            continue
        end
        switch $word
            case WITH_VALUE
                set option $word
                continue
            case '-*'
                continue
        end
        switch "$place $word"
PLACES        end
    end
    echo $place
end
function __hubmine_at
    set -l place (__hubmine_place)
    test "$place" = "$argv[1]"
end
complete -c hubmine -f
)";

std::string quoted_for_fish(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result + "'";
}

std::string fish_at(const CommandPage& page) {
    return fmt::format("complete -c hubmine -n '__hubmine_at \"{}\"'", page.name);
}

/// How its value is completed: not at all, to words, to files.
std::string fish_value(const OptionPage& option) {
    if (option.value.empty()) {
        return {};
    }
    if (!option.choices.empty()) {
        return fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
    }
    const Paths paths = paths_of(option.value);
    if (option.value_may_be_missing) {
        return paths == Paths::kNone ? "" : " -F";
    }
    return paths == Paths::kFiles     ? " -r -F"
           : paths == Paths::kFolders ? " -x -a '(__fish_complete_directories)'"
                                      : " -x";
}

std::string fish_option(const CommandPage& page, const OptionPage& option) {
    std::string line = fish_at(page);
    for (const std::string& name : option.names) {
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    return line + fish_value(option) + " -d " + quoted_for_fish(option.help) + "\n";
}

std::string fish_place(const CommandPage& page, const std::vector<CommandPage>& pages) {
    std::string lines;
    for (const NextWord& next : next_words(page, pages)) {
        lines +=
            fmt::format("{} -a {} -d {}\n", fish_at(page), next.word, quoted_for_fish(next.help));
    }
    for (const std::string& word : argument_words(page)) {
        lines += fmt::format("{} -a {} -d {}\n", fish_at(page), word,
                             quoted_for_fish(page.arguments.front().help));
    }
    if (argument_paths(page) == Paths::kFiles) {
        lines += fish_at(page) + " -F\n";
    } else if (argument_paths(page) == Paths::kFolders) {
        lines += fish_at(page) + " -a '(__fish_complete_directories)'\n";
    }
    for (const OptionPage& option : told_options(page)) {
        lines += fish_option(page, option);
    }
    return lines;
}

}  // namespace

std::string fish_completion(const std::vector<CommandPage>& pages) {
    std::string places;
    std::string known;
    for (const CommandPage& page : pages) {
        places += fish_place(page, pages);
        known += fmt::format("            case '{}'\n                set place '{}'\n",
                             fmt::join(spellings(page), "' '"), page.name);
    }
    std::string walk = kFishWalk;
    walk.replace(walk.find("WITH_VALUE"), 10,
                 fmt::format("{}", fmt::join(options_with_value(pages), " ")));
    walk.replace(walk.find("PLACES"), 6, known);
    return fmt::format("# fish completion for hubmine {}\n", core::kVersion) + walk + places;
}

}  // namespace hubmine::cli
