#pragma once

#include "demohub/faults.hpp"
#include "demohub/gateway.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::demohub {

/// The synthetic Hub: how much of it, and which.
struct SyntheticOptions {
    std::size_t models = 300;
    std::size_t datasets = 60;
    std::size_t spaces = 160;
    std::uint64_t seed = 1;
    /// The moment at which the Hub is looked at, milliseconds since 1970: 2026-10-01.
    std::int64_t now_ms = 1790812800000;
};

/// What a server serves, and how badly.
struct Options {
    std::filesystem::path world;  ///< a directory of JSON lines; empty = the synthetic Hub
    SyntheticOptions synthetic;

    int port = 0;  ///< 0 = any free one; always on 127.0.0.1

    std::vector<std::string> tokens;  ///< those that are valid
    std::int64_t quota = 0;           ///< requests a window; 0 = as many as you like
    std::chrono::milliseconds window{300000};

    std::chrono::milliseconds latency{0};  ///< before every reply
    FaultRates faults;
    std::uint64_t fault_seed = 1;
    std::chrono::milliseconds hang{30000};
    std::chrono::seconds limited_for{1};  ///< `t` and Retry-After of 429s that are faults
    std::string evil_origin;              ///< e.g. "http://127.0.0.1:81": where evil faults point

    Gateway gateway;  ///< what stands in between

    bool pre_render = false;         ///< keep every reply and serve it from memory next time
    std::vector<std::string> warm;   ///< targets to render at start, following `Link`
    bool count_paths = true;         ///< count requests by path (memory grows with paths)
    std::size_t max_threads = 1024;  ///< connections served at the same time
};

}  // namespace hubmine::demohub
