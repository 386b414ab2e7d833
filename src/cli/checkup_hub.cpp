#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/crawl/knock.hpp"

#include "access.hpp"
#include "checkup.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace hubmine::cli {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kWhereTokensGo =
    "put it into HF_TOKEN, or into the file that `hf auth login` writes";

bool others_may_read(const std::filesystem::path& file) {
    std::error_code unknown;
    const auto mode = std::filesystem::status(file, unknown).permissions();
    using std::filesystem::perms;
    return !unknown && (mode & (perms::group_read | perms::others_read)) != perms::none;
}

Finding no_token(const World& world) {
    return world.environment.is_true("HF_HUB_DISABLE_IMPLICIT_TOKEN")
               ? Finding{"token", Health::kOk, "none: HF_HUB_DISABLE_IMPLICIT_TOKEN is set", ""}
               : Finding{
                     "token", Health::kWarning,
                     "none: the Hub allows fewer requests without one, and shows public "
                     "repositories only",
                     fmt::format("make one at the Hub (reading is enough) and {}", kWhereTokensGo)};
}

/// Where the token was found; the token itself goes into `token`, and nowhere else.
Finding find_token(const World& world, const std::string& endpoint, std::string& token) {
    try {
        const TokenSource source = token_source(world.environment);
        token = read_token(source);
        if (token.empty()) {
            return no_token(world);
        }
        check_token_is_safe(token, endpoint);
        if (!source.token.empty()) {
            const bool is_new = world.environment.variable("HF_TOKEN").has_value();
            return {"token", Health::kOk,
                    fmt::format("in {}", is_new ? "HF_TOKEN" : "HUGGING_FACE_HUB_TOKEN"), ""};
        }
        const std::string file = source.file.string();
        return others_may_read(source.file)
                   ? Finding{"token", Health::kWarning,
                             fmt::format("in {}, which others may read", file),
                             fmt::format("chmod 600 {}", file)}
                   : Finding{"token", Health::kOk, fmt::format("in {}", file), ""};
    } catch (const core::Error& error) {
        token.clear();
        return {"token", Health::kProblem, core::printable(error.what()), kWhereTokensGo};
    }
}

/// What keeps the Hub from being asked; empty = nothing does.
std::string why_offline(const World& world, const HubQuestion& question) {
    if (question.offline) {
        return "--offline";
    }
    for (const char* variable : {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"}) {
        if (world.environment.is_true(variable)) {
            return fmt::format("{} is set", variable);
        }
    }
    return {};
}

void skip(const std::vector<std::string>& checks, const std::string& why, Findings& findings) {
    for (const std::string& check : checks) {
        findings.push_back({check, Health::kSkipped, "not asked: " + why, ""});
    }
}

crawl::Options options_for(const World& world, const HubQuestion& question,
                           const std::string& endpoint, std::string token) {
    crawl::Options options;
    options.endpoint = endpoint;
    options.token = std::move(token);
    options.ca_bundle = choose_ca_bundle(question.ca_bundle, world.environment);
    options.connect_timeout = std::min<milliseconds>(options.connect_timeout, question.most);
    options.first_byte_timeout = question.most;
    options.stall_timeout = question.most;
    options.total_timeout = question.most;
    return options;
}

Finding quota(const crawl::Knock& knock) {
    if (!knock.quota.detected) {
        return {"quota", Health::kOk, "the endpoint names none", ""};
    }
    const std::string found =
        fmt::format("{} requests in {} s ({}), {} left", core::grouped(knock.quota.requests),
                    knock.quota.window.count(), knock.quota.name,
                    knock.remaining ? core::grouped(*knock.remaining) : "an unknown number");
    return knock.remaining == 0
               ? Finding{"quota", Health::kWarning, found, "wait for the next window: crawls do"}
               : Finding{"quota", Health::kOk, found, ""};
}

void ask(const crawl::Options& options, milliseconds most, Findings& findings) {
    const core::SystemClock clock;
    const core::Timestamp before = clock.now();
    try {
        const crawl::Knock knock = crawl::knock(options, most);
        const core::Timestamp after = clock.now();
        findings.push_back(
            {"endpoint", Health::kOk,
             fmt::format("{} answers within {} ms", options.endpoint,
                         std::chrono::duration_cast<milliseconds>(after - before).count()),
             ""});
        findings.push_back(quota(knock));
        if (knock.server_time) {
            const core::Timestamp middle = before + (after - before) / 2;
            findings.push_back(clock_finding(
                std::chrono::duration_cast<milliseconds>(middle - *knock.server_time)));
        } else {
            findings.push_back(
                {"clock", Health::kSkipped, "the endpoint does not tell its time", ""});
        }
    } catch (const core::RefusedError& error) {
        findings.push_back({"endpoint", Health::kProblem, core::printable(error.what()),
                            "make a new token at the Hub, or go without: "
                            "HF_HUB_DISABLE_IMPLICIT_TOKEN=1"});
        skip({"quota", "clock"}, "the endpoint refuses us", findings);
    } catch (const core::Error& error) {
        findings.push_back({"endpoint", Health::kProblem, core::printable(error.what()),
                            "look at the network, at https_proxy and at HF_ENDPOINT; what is "
                            "stored can be asked all the same"});
        skip({"quota", "clock"}, "the endpoint does not answer", findings);
    }
}

}  // namespace

Finding clock_finding(milliseconds ahead) {
    constexpr seconds kTolerated{30};
    constexpr seconds kTooMuch{86400};
    const milliseconds off = std::chrono::abs(ahead);
    const std::string found =
        off <= seconds(2)
            ? "as the Hub's"
            : fmt::format("{} s {} the Hub's", std::chrono::round<seconds>(off).count(),
                          ahead.count() > 0 ? "ahead of" : "behind");
    constexpr const char* kAdvice =
        "set the clock (timedatectl set-ntp true): snapshots bear its time";
    return off <= kTolerated ? Finding{"clock", Health::kOk, found, ""}
           : off <= kTooMuch ? Finding{"clock", Health::kWarning, found, kAdvice}
                             : Finding{"clock", Health::kProblem, found, kAdvice};
}

void check_hub(const World& world, const HubQuestion& question, Findings& findings) {
    std::string endpoint;
    try {
        endpoint = choose_endpoint(question.endpoint, world.environment);
        std::string token;
        findings.push_back(find_token(world, endpoint, token));
        const bool has_bad_token = findings.back().health == Health::kProblem;
        const std::string offline = why_offline(world, question);
        if (!offline.empty() || has_bad_token) {
            skip({"endpoint", "quota", "clock"},
                 offline.empty() ? "the token comes first" : offline, findings);
            return;
        }
        ask(options_for(world, question, endpoint, std::move(token)), question.most, findings);
    } catch (const core::Error& error) {
        findings.push_back(
            {"endpoint", Health::kProblem, core::printable(error.what()), "correct what names it"});
    }
}

}  // namespace hubmine::cli
