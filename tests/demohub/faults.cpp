#include "demohub/faults.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "demohub/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hubmine::demohub {
namespace {

constexpr std::array<std::string_view, kFaultCount> kNames{
    "5xx", "reset",   "truncate", "malformed", "hang",          "stall",  "html",
    "429", "429bare", "shift",    "evil-link", "evil-redirect", "no-link"};

double parse_rate(std::string_view text) {
    double rate = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
    if (error != std::errc{} || end != text.data() + text.size() || rate < 0 || rate > 1) {
        throw core::UsageError(fmt::format("fault rate '{}' is not a number from 0 to 1", text));
    }
    return rate;
}

}  // namespace

std::string_view fault_name(Fault fault) {
    return kNames.at(static_cast<std::size_t>(fault));
}

std::optional<Fault> parse_fault(std::string_view name) {
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) {
        return std::nullopt;
    }
    return static_cast<Fault>(found - kNames.begin());
}

bool FaultRates::any() const {
    return std::any_of(rates.begin(), rates.end(), [](double rate) { return rate > 0; });
}

FaultRates parse_fault_rates(std::string_view text) {
    FaultRates rates;
    for (const std::string_view part : core::split(text, ',')) {
        if (core::trim(part).empty()) {
            continue;
        }
        const std::size_t equals = part.find('=');
        const auto fault = parse_fault(core::trim(part.substr(0, equals)));
        if (!fault || equals == std::string_view::npos) {
            throw core::UsageError(fmt::format("'{}' is not FAULT=RATE; faults are {}", part,
                                               fmt::join(kNames, ", ")));
        }
        rates[*fault] = parse_rate(core::trim(part.substr(equals + 1)));
    }
    return rates;
}

void FaultPlanner::set_rates(const FaultRates& rates) {
    const std::lock_guard lock(mutex_);
    rates_ = rates;
}

void FaultPlanner::script(std::string prefix, Fault fault, int times) {
    const std::lock_guard lock(mutex_);
    scripts_.push_back({std::move(prefix), fault, std::nullopt, times});
}

void FaultPlanner::script(std::string prefix, CannedReply reply, int times) {
    const std::lock_guard lock(mutex_);
    scripts_.push_back({std::move(prefix), std::nullopt, std::move(reply), times});
}

std::optional<FaultPlan> FaultPlanner::scripted(std::string_view target, std::uint64_t dice) {
    for (auto it = scripts_.begin(); it != scripts_.end(); ++it) {
        if (target.substr(0, it->prefix.size()) == it->prefix) {
            FaultPlan plan{it->fault, it->canned, dice};
            if (--it->times <= 0) {
                scripts_.erase(it);
            }
            return plan;
        }
    }
    return std::nullopt;
}

FaultPlan FaultPlanner::plan(std::string_view target) {
    const std::lock_guard lock(mutex_);
    if (scripts_.empty() && !rates_.any()) {
        return {};
    }
    const std::uint64_t key = hash_text(target);
    const std::uint64_t dice = hash_of({seed_, key, asked_[key]++});
    if (auto plan = scripted(target, dice)) {
        return *std::move(plan);
    }
    double left = unit(scatter(dice));
    for (std::size_t i = 0; i < kFaultCount; ++i) {
        left -= rates_.rates.at(i);
        if (left < 0) {
            return {static_cast<Fault>(i), std::nullopt, dice};
        }
    }
    return {std::nullopt, std::nullopt, dice};
}

}  // namespace hubmine::demohub
