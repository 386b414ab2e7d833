#pragma once

#include "hubmine/core/time.hpp"

#include "command.hpp"
#include "config_rules.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// What `hubmine doctor` looks at. Each check tells what it found and throws nothing: what is wrong
/// is a finding.
namespace hubmine::cli {

enum class Health { kOk, kWarning, kProblem, kSkipped };
[[nodiscard]] std::string health_name(Health health);

struct Finding {
    std::string check;  ///< "version"
    Health health = Health::kOk;
    std::string found;
    std::string advice;  ///< what to do; empty = nothing is to be done
};
using Findings = std::vector<Finding>;

/// "1.5 GiB"
[[nodiscard]] std::string bytes_text(std::int64_t bytes);

/// Version, libraries, configuration file, installed data. `commands`: what the file may say; its
/// values are tried on them.
void check_program(const World& world, const CommandRows& commands, Findings& findings);

/// The store, who holds it, and the room beside it and among the temporary files.
void check_store(const World& world, Findings& findings);

/// How the Hub is asked.
struct HubQuestion {
    std::string endpoint;   ///< as --endpoint says, else what a crawl would ask
    std::string ca_bundle;  ///< likewise
    bool offline = false;
    std::chrono::milliseconds most{20000};  ///< that all of it may take
};
/// Token, endpoint, quota, clock: one small request, none when offline.
void check_hub(const World& world, const HubQuestion& question, Findings& findings);

/// What is said of a clock by how far it is ahead of the Hub's.
[[nodiscard]] Finding clock_finding(std::chrono::milliseconds ahead);
/// What is said of `available` bytes beside a store (or whatever is there) of so many.
[[nodiscard]] Finding room_finding(const std::string& check, const std::string& folder,
                                   std::int64_t available, std::int64_t store_bytes);

}  // namespace hubmine::cli
