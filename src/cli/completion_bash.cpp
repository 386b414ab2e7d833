#include "hubmine/core/version.hpp"

#include "completion.hpp"
#include "completion_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hubmine::cli {

namespace {

constexpr const char* kBashWalk = R"(_hubmine() {
    local place=hubmine option= current=${COMP_WORDS[COMP_CWORD]} word index
    local commands= options= values= paths=
    COMPREPLY=()
    for ((index = 1; index < COMP_CWORD; ++index)); do
        word=${COMP_WORDS[index]}
        # bash makes three words of --format=csv
        [[ -n $option && $word == '=' ]] && continue
        [[ -n $option ]] && { option=; continue; }
        case $word in
            WITH_VALUE) option=$word; continue ;;
            -*) continue ;;
        esac
        case "$place $word" in
PLACES        esac
    done
    [[ -n $option && $current == '=' ]] && current=
    case $place in
)";

constexpr const char* kBashEnd = R"(    esac
    if [[ -z $option ]]; then
        values=$commands
        [[ $current == -* ]] && values=$options paths=
    fi
    case $paths in
        files) mapfile -t COMPREPLY < <(compgen -f -- "$current"); compopt -o filenames 2> /dev/null ;;
        folders) mapfile -t COMPREPLY < <(compgen -d -- "$current"); compopt -o filenames 2> /dev/null ;;
        *) mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current") ;;
    esac
    return 0
}
complete -F _hubmine hubmine
)";

std::string bash_paths(Paths paths) {
    return paths == Paths::kFiles ? "files" : paths == Paths::kFolders ? "folders" : "";
}

std::string bash_value(const OptionPage& option) {
    const std::string paths = bash_paths(paths_of(option.value));
    if (option.choices.empty() && paths.empty()) {
        return {};
    }
    return fmt::format("                {}) {} ;;\n", fmt::join(option.names, "|"),
                       option.choices.empty()
                           ? "paths=" + paths
                           : fmt::format("values='{}'", fmt::join(option.choices, " ")));
}

std::string bash_place(const CommandPage& page, const std::vector<CommandPage>& pages) {
    std::vector<std::string> commands = argument_words(page);
    for (const NextWord& next : next_words(page, pages)) {
        commands.push_back(next.word);
    }
    std::vector<std::string> options;
    std::string values;
    for (const OptionPage& option : told_options(page)) {
        options.insert(options.end(), option.names.begin(), option.names.end());
        values += bash_value(option);
    }
    return fmt::format(
        "        '{}')\n            commands='{}' paths={}\n            options='{}'\n"
        "            [[ -n $option ]] && paths=\n            case $option in\n{}"
        "            esac ;;\n",
        page.name, fmt::join(commands, " "), bash_paths(argument_paths(page)),
        fmt::join(options, " "), values);
}

}  // namespace

std::string bash_completion(const std::vector<CommandPage>& pages) {
    std::string places;
    std::string known;
    for (const CommandPage& page : pages) {
        places += bash_place(page, pages);
        known += fmt::format("            '{}') place='{}' ;;\n", fmt::join(spellings(page), "'|'"),
                             page.name);
    }
    std::string walk = kBashWalk;
    walk.replace(walk.find("WITH_VALUE"), 10,
                 fmt::format("{}", fmt::join(options_with_value(pages), "|")));
    walk.replace(walk.find("PLACES"), 6, known);
    return fmt::format("# bash completion for hubmine {}\n", core::kVersion) + walk + places +
           kBashEnd;
}

}  // namespace hubmine::cli
