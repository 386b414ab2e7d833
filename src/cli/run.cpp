#include "hubmine/cli/run.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/output/descriptor_stream.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "config_file.hpp"
#include "fault.hpp"
#include "frame.hpp"
#include "log.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <unistd.h>

namespace hubmine::cli {

namespace {

core::ExitCode work(const std::vector<std::string>& arguments, const Environment& environment,
                    std::ostream& out, std::ostream& err) {
    CommandLine line(all_commands(), overview());
    const Invocation invocation =
        line.parse(arguments, environment, [&environment] { return read_config(environment); });
    if (invocation.command == nullptr) {
        out << invocation.text << std::flush;
        return core::ExitCode::kOk;
    }
    set_up_log(invocation.globals, err, environment.err_is_terminal && environment.knows_escapes());
    check_named_files(*invocation.files, invocation.globals.store);
    const World world{.environment = environment,
                      .globals = invocation.globals,
                      .out = out,
                      .err = err,
                      .config = &invocation.config,
                      .config_fault = invocation.config_fault};
    const core::ExitCode code = invocation.command->run(world);
    out << std::flush;
    return code;
}

/// A command line that does not parse is complained about in the format that it asks for.
Globals::LogFormat log_format_asked_for(const std::vector<std::string>& arguments) {
    const auto asks_for = [&arguments](const std::string& word) {
        const auto option = std::find(arguments.begin(), arguments.end(), "--log-format");
        const bool apart =
            option != arguments.end() && option + 1 != arguments.end() && *(option + 1) == word;
        return apart || std::find(arguments.begin(), arguments.end(), "--log-format=" + word) !=
                            arguments.end();
    };
    return asks_for("json")    ? Globals::LogFormat::kJson
           : asks_for("timed") ? Globals::LogFormat::kTimed
                               : Globals::LogFormat::kText;
}

}  // namespace

core::ExitCode run_in(const std::vector<std::string>& arguments, const Environment& environment,
                      std::ostream& out, std::ostream& err) {
    Globals globals;
    globals.log_format = log_format_asked_for(arguments);
    set_up_log(globals, err, environment.err_is_terminal && environment.knows_escapes());
    try {
        return work(arguments, environment, out, err);
    } catch (const output::ClosedPipe&) {
        return core::ExitCode::kOk;
    } catch (const core::Error& error) {
        spdlog::error("{}", error.what());
        return error.exit_code();
    } catch (const std::bad_alloc&) {
        spdlog::error("out of memory");
    } catch (const std::exception& error) {
        spdlog::debug("{}", error.what());
        spdlog::error("{}", told_of(error));
    }
    return core::ExitCode::kError;
}

int run(int count, const char* const* arguments) {
    // A reader who goes away shows as EPIPE where we write, not as our death.
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    // A file that may not grow any more shows like a full disk, too.
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    const std::vector<std::string> words(arguments + (count > 0 ? 1 : 0), arguments + count);
    output::DescriptorStream out(STDOUT_FILENO, "standard output");
    return static_cast<int>(run_in(words, Environment::of_process(), out, std::cerr));
}

}  // namespace hubmine::cli
