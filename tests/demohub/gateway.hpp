#pragma once

#include "demohub/message.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What stands between a client and the Hub: a mirror, a proxy, a portal.
namespace hubmine::demohub {

struct Gateway {
    bool preload = false;    ///< adds a Link line of its own, behind the Hub's
    bool limits = false;     ///< adds RateLimit and RateLimit-Policy lines of its own: nothing left
    bool passes_on = false;  ///< Link and Location name the Hub itself
    std::string prefix;      ///< lives below this path, which Link and Location leave out
    /// Answers everything itself: a login page, a redirect to one, a refusal.
    enum class Instead { kHub, kLogin, kPortal, kProxyLogin, kBlock, kEmpty };
    Instead instead = Instead::kHub;
};

/// Reads "preload,limits,passes-on,prefix=/api/hub" or "login", "portal", "407", "block", "empty".
/// Throws core::UsageError.
[[nodiscard]] Gateway parse_gateway(std::string_view text);

/// What the gateway says before the Hub is asked.
[[nodiscard]] std::optional<Reply> own_reply(const Gateway& gateway, const Ask& ask);

/// Takes the gateway's path off what is asked for; false when it is not there.
[[nodiscard]] bool enter(const Gateway& gateway, Ask& ask);

/// Does to the Hub's reply what the gateway does.
void pass_on(const Gateway& gateway, const Ask& ask, Reply& reply);

}  // namespace hubmine::demohub
