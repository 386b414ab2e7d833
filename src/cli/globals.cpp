#include "globals.hpp"

#include "help.hpp"

namespace hubmine::cli {

void Globals::declare(Arguments& arguments) {
    arguments.section(kGlobalSection);
    arguments.text("--store", "FILE", "the store (default $HUBMINE_STORE, else hubmine.db)", store);
    arguments.flag("-q,--quiet", quiet, "say nothing but warnings and errors");
    arguments.flag("-v,--verbose", verbose, "say more");
    arguments.choice("--log-format", {"text", "timed", "json"},
                     "how messages on stderr look; timed: with the time in front, for log files",
                     [this](std::size_t word) { log_format = static_cast<LogFormat>(word); });
    arguments.choice("--color", {"auto", "always", "never"},
                     "colours on a terminal (auto honours NO_COLOR)",
                     [this](std::size_t word) { color = static_cast<Color>(word); });
    arguments.flag("--no-config", no_config, "leave the configuration file unread");
}

void Globals::settle(const Environment& environment) {
    if (store.empty()) {
        store = environment.path("HUBMINE_STORE").value_or("hubmine.db");
    }
    if (color == Color::kAuto &&
        (environment.variable("NO_COLOR") || !environment.knows_escapes())) {
        color = Color::kNever;
    }
}

}  // namespace hubmine::cli
