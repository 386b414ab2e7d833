#include "hubmine/core/error.hpp"
#include "hubmine/core/exit_code.hpp"
#include "hubmine/core/files.hpp"

#include "demohub/options.hpp"
#include "demohub/server.hpp"
#include "demohub/write_world.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

namespace {

using hubmine::core::ExitCode;
namespace demohub = hubmine::demohub;

struct CommandLine {
    demohub::Options options;
    std::string faults;
    std::string gateway;
    std::string port_file;
    std::string write_world;
    double window_seconds = 300;
    std::int64_t latency_ms = 0;
    std::int64_t hang_ms = 30000;
    std::int64_t limited_seconds = 1;
    bool count_paths = false;
};

constexpr const char* kExamples =
    "Examples:\n"
    "  hubmine-demohub --world tests/data/world --port 8080\n"
    "  hubmine-demohub --models 3000 --datasets 600 --spaces 1500 --seed 7\n"
    "  hubmine-demohub --models 3000 --write-world world\n"
    "  hubmine-demohub --world world --quota 200 --window 4 --token hf_secret\n"
    "  hubmine-demohub --world world --fault 5xx=0.1,reset=0.05,truncate=0.05 --latency-ms 100\n"
    "  curl -d '{\"op\":\"rename\",\"kind\":\"model\",\"id\":\"a/b\",\"to\":\"a/c\"}' "
    "http://127.0.0.1:8080/_demo/mutate\n"
    "  curl http://127.0.0.1:8080/_demo/stats\n";

void add_content(CLI::App& app, CommandLine& line) {
    constexpr std::size_t kMost = 10000000;
    app.add_option("--world", line.options.world,
                   "Directory of JSON lines to serve; without it the Hub is made up")
        ->option_text("DIR");
    auto& made_up = line.options.synthetic;
    app.add_option("--models", made_up.models, "Models of the made-up Hub")
        ->check(CLI::Range(std::size_t{0}, kMost));
    app.add_option("--datasets", made_up.datasets, "Its datasets")
        ->check(CLI::Range(std::size_t{0}, kMost));
    app.add_option("--spaces", made_up.spaces, "Its spaces")
        ->check(CLI::Range(std::size_t{0}, kMost));
    app.add_option("--seed", made_up.seed, "Which of all such Hubs");
    app.add_option("--write-world", line.write_world,
                   "Write the made-up Hub as JSON lines, and leave")
        ->option_text("DIR");
}

void add_manners(CLI::App& app, CommandLine& line) {
    app.add_option("--port", line.options.port, "Port on 127.0.0.1; 0 takes a free one")
        ->check(CLI::Range(0, 65535));
    app.add_option("--port-file", line.port_file, "Write the port to this file when ready");
    app.add_option("--token", line.options.tokens, "A token that is valid; may be repeated");
    app.add_option("--quota", line.options.quota, "Requests a window; 0 refuses nobody")
        ->check(CLI::Range(0, 1000000000));
    app.add_option("--window", line.window_seconds, "Seconds a window lasts")
        ->check(CLI::Range(0.01, 86400.0));
    app.add_option("--latency-ms", line.latency_ms, "Milliseconds before every reply")
        ->check(CLI::Range(0, 3600000));
    app.add_flag("--pre-render", line.options.pre_render,
                 "Keep every reply and serve it from memory the next time");
    app.add_option("--warm", line.options.warm,
                   "Render this path and the pages that follow it before listening; "
                   "may be repeated");
    app.add_flag("--count-paths", line.count_paths, "Count requests by path in /_demo/stats");
}

void add_faults(CLI::App& app, CommandLine& line) {
    app.add_option("--fault", line.faults,
                   "Shares of replies that go wrong: 5xx, reset, truncate, malformed, hang, "
                   "stall, html, 429, 429bare, shift, evil-link, evil-redirect, no-link")
        ->option_text("NAME=SHARE,...");
    app.add_option("--fault-seed", line.options.fault_seed, "Which replies go wrong");
    app.add_option("--hang-ms", line.hang_ms, "How long hang and stall last")
        ->check(CLI::Range(0, 3600000));
    app.add_option("--limited-for", line.limited_seconds, "Seconds that the 429 faults ask for")
        ->check(CLI::Range(0, 3600));
    app.add_option("--gateway", line.gateway,
                   "What stands in between: preload, limits, passes-on, prefix=PATH; or login, "
                   "portal, 407, block, empty, which let nobody through")
        ->option_text("WORD,...");
    app.add_option("--evil-origin", line.options.evil_origin,
                   "Where evil-link and evil-redirect point, e.g. http://127.0.0.1:81");
}

demohub::Options finished(const CommandLine& line) {
    constexpr double kMilli = 1000;
    demohub::Options options = line.options;
    options.window =
        std::chrono::milliseconds(static_cast<std::int64_t>(line.window_seconds * kMilli));
    options.latency = std::chrono::milliseconds(line.latency_ms);
    options.hang = std::chrono::milliseconds(line.hang_ms);
    options.limited_for = std::chrono::seconds(line.limited_seconds);
    options.faults = demohub::parse_fault_rates(line.faults);
    options.gateway = demohub::parse_gateway(line.gateway);
    options.count_paths = line.count_paths;
    return options;
}

/// Blocks SIGINT and SIGTERM in this and all later threads, so that sigwait gets them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void serve(const CommandLine& line) {
    const sigset_t signals = block_signals();
    const demohub::Server server(finished(line));
    if (!line.port_file.empty()) {
        hubmine::core::write_file_atomically(
            line.port_file, [&](std::ostream& out) { out << server.port() << '\n'; });
    }
    fmt::print("listening on {}\n", server.url());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
}

int run(int argc, char** argv) {
    CommandLine line;
    CLI::App app("A Hugging Face Hub on loopback: the API, its quotas and its failures.",
                 "hubmine-demohub");
    app.footer(kExamples);
    add_content(app, line);
    add_manners(app, line);
    add_faults(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
    }
    if (!line.write_world.empty()) {
        demohub::write_world(line.options.synthetic, line.write_world);
        return 0;
    }
    serve(line);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const hubmine::core::Error& error) {
        fmt::print(stderr, "hubmine-demohub: {}\n", error.what());
        return static_cast<int>(error.exit_code());
    } catch (const std::exception& error) {
        fmt::print(stderr, "hubmine-demohub: {}\n", error.what());
        return static_cast<int>(ExitCode::kError);
    }
}
