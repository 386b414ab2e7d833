#include "hubmine/core/version.hpp"

#include "completion.hpp"
#include "completion_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hubmine::cli {

namespace {

constexpr const char* kZshWalk = R"(_hubmine() {
    local place=hubmine option= word paths=
    local -a commands options values
    local -i index
    for ((index = 2; index < CURRENT; ++index)); do
        word=${(Q)words[index]}
        [[ -n $option ]] && { option=; continue }
        case $word in
            (WITH_VALUE) option=$word; continue ;;
            (-*) continue ;;
        esac
        case "$place $word" in
PLACES        esac
    done
    if [[ -z $option && $words[CURRENT] == --*=* ]]; then
        option=${words[CURRENT]%%=*}
        compset -P '*='
    fi
    case $place in
)";

constexpr const char* kZshEnd = R"(    esac
    if [[ -z $option && $PREFIX == -* ]]; then
        _describe -o option options
    elif [[ $paths == files ]]; then
        _files
    elif [[ $paths == folders ]]; then
        _files -/
    elif [[ -n $option ]]; then
        compadd -a values
    else
        _describe command commands
    fi
}
# Called by the completion system where it is a file of fpath, else read once by a start file.
if [[ $funcstack[1] == _hubmine ]]; then
    _hubmine "$@"
else
    compdef _hubmine hubmine
fi
)";

std::string zsh_paths(Paths paths) {
    return paths == Paths::kFiles ? "files" : paths == Paths::kFolders ? "folders" : "";
}

/// "word:what it does"; a backslash would escape what follows it.
std::string zsh_described(const std::string& word, const std::string& help) {
    std::string text = word + ":";
    for (const char c : help) {
        text += c == '\\' ? "\\\\" : std::string(1, c);
    }
    return "            " + shell_quoted(text) + "\n";
}

std::string zsh_value(const OptionPage& option) {
    const std::string paths = zsh_paths(paths_of(option.value));
    if (option.choices.empty() && paths.empty()) {
        return {};
    }
    return fmt::format("                ({}) {} ;;\n", fmt::join(option.names, "|"),
                       option.choices.empty()
                           ? "paths=" + paths
                           : fmt::format("values=({})", fmt::join(option.choices, " ")));
}

std::string zsh_place(const CommandPage& page, const std::vector<CommandPage>& pages) {
    std::string commands;
    for (const std::string& word : argument_words(page)) {
        commands += zsh_described(word, page.arguments.front().help);
    }
    for (const NextWord& next : next_words(page, pages)) {
        commands += zsh_described(next.word, next.help);
    }
    std::string options;
    std::string values;
    for (const OptionPage& option : told_options(page)) {
        for (const std::string& name : option.names) {
            options += zsh_described(name, option.help);
        }
        values += zsh_value(option);
    }
    return fmt::format(
        "        ('{}')\n            paths={}\n            commands=(\n{}            )\n"
        "            options=(\n{}            )\n"
        "            [[ -n $option ]] && paths=\n            case $option in\n{}"
        "            esac ;;\n",
        page.name, zsh_paths(argument_paths(page)), commands, options, values);
}

}  // namespace

std::string zsh_completion(const std::vector<CommandPage>& pages) {
    std::string places;
    std::string known;
    for (const CommandPage& page : pages) {
        places += zsh_place(page, pages);
        known += fmt::format("            ('{}') place='{}' ;;\n",
                             fmt::join(spellings(page), "'|'"), page.name);
    }
    std::string walk = kZshWalk;
    walk.replace(walk.find("WITH_VALUE"), 10,
                 fmt::format("{}", fmt::join(options_with_value(pages), "|")));
    walk.replace(walk.find("PLACES"), 6, known);
    return fmt::format("#compdef hubmine\n# zsh completion for hubmine {}\n", core::kVersion) +
           walk + places + kZshEnd;
}

}  // namespace hubmine::cli
