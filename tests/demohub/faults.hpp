#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hubmine::demohub {

/// What can go wrong with a reply.
enum class Fault {
    kServerError,   ///< 500, 502, 503 or 504
    kReset,         ///< TCP RST before, inside or after the headers
    kTruncate,      ///< a Content-Length, or chunks, and then less than that
    kMalformed,     ///< status 200 and a body that is not JSON
    kHang,          ///< nothing for Options::hang, then the reply
    kStall,         ///< headers and half of the body, nothing for Options::hang, then the rest
    kHtml,          ///< status 200 and a web page
    kLimited,       ///< 429 with r=0 and t=Options::limited_for
    kBareLimited,   ///< 429 without RateLimit, every other one with Retry-After
    kShift,         ///< rows moved meanwhile: the page repeats some rows of the page before
    kEvilLink,      ///< Link points to Options::evil_origin
    kEvilRedirect,  ///< 307 to Options::evil_origin
    kNoLink,        ///< neither Link nor X-Total-Count
};

inline constexpr std::size_t kFaultCount = 13;

/// The word of `--fault WORD=RATE`: 5xx, reset, truncate, malformed, hang, stall, html, 429,
/// 429bare, shift, evil-link, evil-redirect, no-link.
[[nodiscard]] std::string_view fault_name(Fault fault);
[[nodiscard]] std::optional<Fault> parse_fault(std::string_view name);

/// The share of replies, 0..1, that each fault spoils.
struct FaultRates {
    std::array<double, kFaultCount> rates{};

    [[nodiscard]] double& operator[](Fault fault) {
        return rates.at(static_cast<std::size_t>(fault));
    }
    [[nodiscard]] double operator[](Fault fault) const {
        return rates.at(static_cast<std::size_t>(fault));
    }
    [[nodiscard]] bool any() const;
};

/// Reads "5xx=0.1,reset=0.05". Throws core::UsageError.
[[nodiscard]] FaultRates parse_fault_rates(std::string_view text);

/// A reply that a test dictates, byte for byte.
struct CannedReply {
    int status = 200;
    std::string body;
    std::string content_type = "application/json; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers{};  ///< besides
};

/// What happens to one request; `dice` decides between variants of a fault.
struct FaultPlan {
    std::optional<Fault> fault;
    std::optional<CannedReply> canned;
    std::uint64_t dice = 0;
};

/// Decides which requests go wrong: first what tests have scripted, else by the rates. Whether the
/// n-th request for a target goes wrong depends on seed, target and n only, so a run is the same
/// whatever the order of its requests. May be used by several threads.
class FaultPlanner {
  public:
    FaultPlanner(const FaultRates& rates, std::uint64_t seed) : rates_(rates), seed_(seed) {}

    void set_rates(const FaultRates& rates);
    /// The next `times` requests whose target begins with `prefix` meet the fault.
    void script(std::string prefix, Fault fault, int times = 1);
    void script(std::string prefix, CannedReply reply, int times = 1);
    [[nodiscard]] FaultPlan plan(std::string_view target);

  private:
    struct Script {
        std::string prefix;
        std::optional<Fault> fault;
        std::optional<CannedReply> canned;
        int times = 0;
    };

    [[nodiscard]] std::optional<FaultPlan> scripted(std::string_view target, std::uint64_t dice);

    std::mutex mutex_;
    FaultRates rates_;
    std::uint64_t seed_;
    std::deque<Script> scripts_;
    std::unordered_map<std::uint64_t, std::uint64_t> asked_;  // target -> times
};

}  // namespace hubmine::demohub
