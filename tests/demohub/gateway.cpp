#include "demohub/gateway.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hubmine::demohub {
namespace {

using Instead = Gateway::Instead;

constexpr std::array<std::pair<std::string_view, Instead>, 5> kInstead{
    {{"login", Instead::kLogin},
     {"portal", Instead::kPortal},
     {"407", Instead::kProxyLogin},
     {"block", Instead::kBlock},
     {"empty", Instead::kEmpty}}};

Reply page(int status, std::string_view title) {
    Reply reply;
    reply.status = status;
    reply.body = std::make_shared<const std::string>(
        fmt::format("<!DOCTYPE html><html><title>{0}</title><h1>{0}</h1></html>", title));
    reply.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    reply.headers.emplace_back("Server", "gateway/1.0");
    return reply;
}

}  // namespace

Gateway parse_gateway(std::string_view text) {
    constexpr std::string_view kPrefix = "prefix=";
    Gateway gateway;
    for (const std::string_view word : core::split(text, ',')) {
        const auto* const instead =
            std::find_if(kInstead.begin(), kInstead.end(),
                         [&](const auto& entry) { return entry.first == word; });
        if (instead != kInstead.end()) {
            gateway.instead = instead->second;
        } else if (word == "preload") {
            gateway.preload = true;
        } else if (word == "limits") {
            gateway.limits = true;
        } else if (word == "passes-on") {
            gateway.passes_on = true;
        } else if (word.starts_with(kPrefix)) {
            gateway.prefix = word.substr(kPrefix.size());
        } else if (!word.empty()) {
            throw core::UsageError(fmt::format("--gateway: '{}' is nothing a gateway does", word));
        }
    }
    return gateway;
}

std::optional<Reply> own_reply(const Gateway& gateway, const Ask& ask) {
    switch (gateway.instead) {
        case Instead::kLogin:
            return page(200, "Sign in");
        case Instead::kPortal: {
            Reply reply = page(302, "Moved");
            reply.headers.emplace_back(
                "Location", "http://portal.invalid/login?to=" + percent_encoded(ask.target));
            return reply;
        }
        case Instead::kProxyLogin:
            return page(407, "Proxy Authentication Required");
        case Instead::kBlock:
            return page(403, "Blocked by policy");
        case Instead::kEmpty: {
            Reply reply = json_reply("{\"status\":\"ok\"}");
            return reply;
        }
        case Instead::kHub:
            break;
    }
    return std::nullopt;
}

bool enter(const Gateway& gateway, Ask& ask) {
    if (!std::string_view(ask.target).starts_with(gateway.prefix)) {
        return false;
    }
    const Ask outside = std::exchange(ask, parse_target(ask.target.substr(gateway.prefix.size())));
    ask.origin = outside.origin;
    ask.authorization = outside.authorization;
    ask.accepts_gzip = outside.accepts_gzip;
    return true;
}

void pass_on(const Gateway& gateway, const Ask& ask, Reply& reply) {
    for (auto& [name, value] : reply.headers) {
        const std::size_t at = value.find(ask.origin);
        if (gateway.passes_on && at != std::string::npos &&
            (name == "Link" || name == "Location")) {
            value.replace(at, ask.origin.size(), "https://huggingface.co");
        }
    }
    if (gateway.preload) {
        reply.headers.emplace_back("Link", "</style,1.css>; rel=preload; as=style");
    }
    if (gateway.limits) {
        reply.headers.emplace_back("RateLimit", "\"gateway\";r=0;t=3600");
        reply.headers.emplace_back("RateLimit-Policy", "\"gateway\";q=0;w=0");
    }
}

}  // namespace hubmine::demohub
