#include "arguments.hpp"

#include "hubmine/core/text.hpp"

#include "help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::cli {

namespace {

/// "-q,--quiet" is spoken of as "--quiet".
std::string spoken_name(const std::string& names) {
    return std::string(core::split(names, ',').back());
}

/// A flag may be taken back, as --quiet=false does with what a configuration file says.
std::function<void(std::int64_t)> when_given(const core::Option& option) {
    return [take = option.take](std::int64_t times) {
        if (times > 0) {
            take({});
        }
    };
}

/// Both names of an option lead to it.
void note(const core::Option& option, OptionRows& rows) {
    for (const std::string& name : {core::spoken_name(option), option.also}) {
        if (!name.empty()) {
            rows.insert_or_assign(name.substr(2), option);
        }
    }
}

}  // namespace

void Arguments::add(const core::Option& option) {
    // What a command itself calls so takes the place of what every command takes.
    CLI::Option* const global = app_->get_option_no_throw(core::spoken_name(option));
    if (global != nullptr && global->get_group() == kGlobalSection && section_ != kGlobalSection) {
        app_->remove_option(global);
    }
    const std::string help = option.by_default.empty()
                                 ? option.help
                                 : fmt::format("{} (default {})", option.help, option.by_default);
    if (option.value.empty()) {
        app_->add_flag_function(option.names, when_given(option), help)->group(section_);
    } else if (option.value_may_be_missing) {
        app_->add_option_function<std::string>(option.names, option.take, help)
            ->type_name(fmt::format("[{}]", option.value))
            ->group(section_)
            ->expected(0, 1);
    } else {
        app_->add_option_function<std::vector<std::string>>(
                option.names,
                [take = option.take](const std::vector<std::string>& values) {
                    std::for_each(values.begin(), values.end(), take);
                },
                help)
            ->type_name(option.value)
            ->group(section_)
            ->allow_extra_args(false)
            ->take_all();
    }
    if (choices_ != nullptr && !option.choices.empty()) {
        (*choices_)[core::spoken_name(option)] = option.choices;
    }
    if (rows_ != nullptr) {
        note(option, *rows_);
    }
    if (option.reads) {
        reads(option.reads);
    }
    if (!option.also.empty()) {
        core::Option second = option;
        second.names = std::exchange(second.also, {});
        second.reads = {};
        const std::string section = std::exchange(section_, {});  // of no section: not in the help
        OptionRows* const rows = std::exchange(rows_, nullptr);   // it stands there already
        add(second);
        section_ = section;
        rows_ = rows;
    }
}

void Arguments::flag(const std::string& names, bool& target, const std::string& help) {
    add(core::flag_option(names, target, help));
}

void Arguments::each(const std::string& names, const std::string& value, const std::string& help,
                     std::function<void(const std::string&)> take) {
    add({.names = names, .value = value, .help = help, .take = std::move(take)});
}

void Arguments::text(const std::string& names, const std::string& value, const std::string& help,
                     std::string& target) {
    add(core::text_option(names, value, help, target));
}

void Arguments::input_file(const std::string& names, const std::string& value,
                           const std::string& help, std::string& target) {
    add(core::file_option(names, value, help, target));
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
                     std::vector<std::string>& target, std::vector<std::string> choices) {
    core::Option option = core::list_option(names, value, help, target);
    option.choices = std::move(choices);
    add(option);
}

void Arguments::kinds(const std::string& help, std::vector<core::Kind>& target) {
    add(core::kinds_option(help, target));
}

void Arguments::whole(const std::string& names, const std::string& help, std::int64_t& target,
                      core::Bounds bounds) {
    add(core::whole_option(names, help, target, bounds));
}

void Arguments::whole(const std::string& names, const std::string& help,
                      std::optional<std::int64_t>& target, core::Bounds bounds) {
    add(core::whole_option(names, help, target, bounds));
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
    add(core::choice_option(names, words, help, std::move(take)));
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

void Arguments::positional(const std::string& name, const std::string& help, std::string& target,
                           std::vector<std::string> choices) {
    if (choices_ != nullptr && !choices.empty()) {
        (*choices_)[name] = std::move(choices);
    }
    app_->add_option(name, target, help)->type_name("");
}

void Arguments::positionals(const std::string& name, const std::string& help,
                            std::vector<std::string>& target) {
    app_->add_option(name, target, help)->type_name("");
}

}  // namespace hubmine::cli
